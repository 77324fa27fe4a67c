internal import Operations
internal import PayoutCore
internal import PayoutEngine
internal import PayoutLedger
internal import Presentation

/// What `names --json` writes for each batch (`schemas/names.schema.json`).
struct NamesDocument: Encodable {
    struct Row: Encodable {
        let line: Int
        let reference: String
        let amount: Int64
        let accountName: String
        let bankName: String?
        let verdict: String?
        let rules: [String]
        let status: String
        let reasonCode: String?

        enum CodingKeys: String, CodingKey {
            case line, reference, amount, verdict, rules, status
            case accountName = "account_name"
            case bankName = "bank_name"
            case reasonCode = "reason_code"
        }

        init(_ row: AskedNames.Row) {
            (line, reference, amount) = (row.line, row.reference, row.amount.whole)
            (accountName, bankName) = (row.fileName, row.bankName)
            verdict = row.comparison?.verdict.rawValue
            rules = row.comparison?.rules.map(\.rawValue) ?? []
            (status, reasonCode) = (row.status.rawValue, row.reason?.code)
        }
    }

    let batch: String
    let name: String
    let outcome: String
    let stoppedReason: String?
    let verdicts: [String: AmountsDocument]
    let invalid: AmountsDocument
    let unknown: AmountsDocument
    let held: AmountsDocument
    /// The first of those that a person should look at.
    let rows: [Row]
    /// The first of those whose names are taken for the same, although written in another way.
    let rewritten: [Row]

    enum CodingKeys: String, CodingKey {
        case batch, name, outcome, verdicts, invalid, unknown, held, rows, rewritten
        case stoppedReason = "stopped_reason"
    }

    init(_ answer: NameInquiry.Answer) {
        (batch, name) = (answer.batch.identity.text, answer.batch.folderName)
        (outcome, stoppedReason) = Self.words(answer.outcome)
        let names = answer.names
        verdicts = Dictionary(
            uniqueKeysWithValues: NameVerdict.allCases.map { verdict in
                (verdict.rawValue, Self.amounts(names.verdicts[verdict, default: .zero]))
            })
        (invalid, unknown, held) = (Self.amounts(names.invalid), Self.amounts(names.unknown), Self.amounts(names.held))
        rows = names.rows.map(Row.init)
        rewritten = names.rewritten.map(Row.init)
    }

    private static func amounts(_ tally: Tally) -> AmountsDocument {
        AmountsDocument(count: tally.count, sum: tally.sum.whole)
    }

    private static func words(_ outcome: EngineOutcome) -> (outcome: String, stoppedReason: String?) {
        switch outcome {
        case .checked, .settled: ("asked", nil)
        case .stopped(let reason): ("stopped", reason.rawValue)
        case .interrupted: ("interrupted", nil)
        case .timedOut: ("timed_out", nil)
        case .paused: ("paused", nil)
        }
    }
}
