internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import PayoutReports
internal import PayoutRules
internal import Presentation
internal import Wording

/// A page of batches, the newest first, each as `salur status --json` has it.
struct BatchesDocument: Encodable {
    let batches: [StatusDocument]
    /// For `after` of the next page; missing on the last one.
    let next: String?
}

/// A page of rows in the order of the file, with the fields of `salur explain --json`.
struct RowsDocument: Encodable {
    struct Row: Encodable {
        let line: Int
        let reference: String
        let bankCode: String
        let bankName: String
        /// Masked to the last four digits.
        let accountNumber: String
        let accountName: String
        let amount: Int64?
        let status: String
        let reasonCode: String?
        let reason: String?
        let dueAt: String?
        let settledAt: String?

        init(_ row: RowSummary, of batch: Batch, banks: BankDirectory, in language: Language) {
            line = row.line
            reference = row.reference
            bankCode = row.bankCode
            bankName = banks.bank(code: row.bankCode)?.shortName ?? ""
            accountNumber = Explanation.masked(row.accountNumber)
            accountName = row.accountName
            amount = row.amount?.whole
            status = row.status.rawValue
            reasonCode = row.reason?.code
            reason = row.reason.map { $0.phrase(for: batch.rail).text(in: language) }
            dueAt = row.dueAt?.iso8601
            settledAt = row.settledAt?.iso8601
        }
    }

    let rows: [Row]
    let next: String?
}

/// A page of what happened to a batch as a whole, the first event first.
struct JournalPageDocument: Encodable {
    struct Event: Encodable {
        let number: Int
        let at: String
        let kind: String
        let detail: String
        let actor: String

        init(_ event: JournalEvent, number: Int) {
            self.number = number
            (at, kind, detail, actor) = (event.at.iso8601, event.kind, event.detail, event.actor)
        }
    }

    let events: [Event]
    let next: String?
}

/// The reports of a batch by name.
struct ReportsDocument: Encodable {
    let reports: [String]
}

/// What became of an upload: what was found, and the batch where it was submitted.
struct UploadDocument: Encodable {
    /// As `salur check --json` has it; findings are the first ones.
    let check: CheckDocument
    /// As `salur submit --json` has it; missing of a dry run.
    let batch: SubmitDocument?
}

/// A batch as who approves it sees it.
struct PreviewDocument: Encodable {
    struct Warning: Encodable {
        let number: Int
        let text: String
        let details: [String]
    }

    /// As `salur approve --json` has it.
    let preview: ApprovalDocument
    /// What was shown: an approval names it.
    let mark: String
    /// Each is to be acknowledged by its number.
    let warnings: [Warning]

    init(_ preview: BatchApproval.Preview, in language: Language) {
        self.preview = ApprovalDocument(preview)
        mark = Console.mark(preview)
        warnings = Console.warnings(preview).enumerated().map { number, warning in
            Warning(
                number: number, text: String(warning.text.text(in: language).drop { $0 == " " }),
                details: warning.details.map { String($0.text(in: language).drop { $0 == " " }) })
        }
    }
}

/// What a decision would do.
struct DecisionPlanDocument: Encodable {
    let batch: String
    let act: String
    /// The rows that would be decided, and their sum: for `expected`.
    let planned: AmountsDocument
    let refused: [DecisionDocument.Refusal]
    let message: String

    init(_ plan: DecisionPlan, _ act: RowAct, in language: Language) {
        batch = plan.batch.identity.text
        self.act = act.rawValue
        planned = AmountsDocument(count: plan.tally.count, sum: plan.tally.sum.whole)
        refused = plan.refusals.map { DecisionDocument.Refusal($0, in: language) }
        message = act.consequence.text(in: language)
    }
}
