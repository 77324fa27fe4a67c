internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import PayoutReports
internal import Presentation

/// What `run --plan --json` writes for each file (`schemas/plan.schema.json`).
struct PlanDocument: Encodable {
    struct Bank: Encodable {
        let bankCode: String
        let bank: String
        let count: Int
        let sum: Int64
    }

    struct Known: Encodable {
        let name: String
        let status: String
        let byStatus: [String: AmountsDocument]
    }

    struct Limits: Encodable {
        /// Rows that would be held, by reason code.
        let held: [String: AmountsDocument]
        /// Rows that wait for another day.
        let later: AmountsDocument
        /// Whether nobody may approve it, since it asks for more than one batch may.
        let isBatchAbove: Bool

        init(_ plan: PaymentPlan) {
            let held = (plan.forecast?.held ?? [:]).map { kind, tally in
                (
                    CeilingHit(kind, ceiling: .zero).code,
                    AmountsDocument(count: tally.count, sum: tally.sum.whole)
                )
            }
            let later = plan.forecast?.later ?? .zero
            self.held = Dictionary(uniqueKeysWithValues: held)
            self.later = AmountsDocument(count: later.count, sum: later.sum.whole)
            isBatchAbove = plan.ceilingRefusal != nil
        }
    }

    let file: String
    let kind: String
    /// The hash that `--only-plan` takes.
    let plan: String
    let digest: String
    let rows: Int
    let rejected: Int
    let toPay: AmountsDocument
    let byBank: [Bank]
    /// References of the rows that would have to succeed before others are sent.
    let canary: [String]
    let warnings: Int
    let findings: [CheckDocument.Finding]
    let reading: ReadingDocument
    let held: HeldDocument
    let limits: Limits
    /// Missing where there is nothing to look at.
    let payees: PayeeSurveyDocument?
    /// Missing where the ledger does not hold the file.
    let batch: Known?
    /// Missing of a text file.
    let sheet: String?

    init(_ plan: PaymentPlan) {
        file = plan.check.file
        kind = plan.rail.rawValue
        self.plan = plan.hash.text
        digest = plan.check.digest
        rows = plan.check.accepted + plan.check.rejected
        rejected = plan.check.rejected
        toPay = AmountsDocument(count: plan.toPay.count, sum: plan.toPay.sum.whole)
        byBank = plan.banks.map {
            Bank(bankCode: $0.code, bank: $0.name, count: $0.tally.count, sum: $0.tally.sum.whole)
        }
        canary = plan.canary
        warnings = plan.check.warnings
        findings =
            plan.violations.map { CheckDocument.Finding($0, isWarning: false, in: Output.language) }
            + plan.warnings.map { CheckDocument.Finding($0, isWarning: true, in: Output.language) }
        reading = ReadingDocument(plan.check.reading)
        held = HeldDocument(plan.held)
        limits = Limits(plan)
        payees = plan.survey.map(PayeeSurveyDocument.init)
        batch = plan.known.map { known in
            Known(
                name: known.batch.folderName, status: known.batch.status.rawValue,
                byStatus: Dictionary(
                    uniqueKeysWithValues: known.totals.map {
                        ($0.key.rawValue, AmountsDocument(count: $0.value.count, sum: $0.value.sum.whole))
                    }))
        }
        sheet = plan.check.sheet?.name
    }
}
