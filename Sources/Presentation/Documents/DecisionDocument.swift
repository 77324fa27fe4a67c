package import Operations
internal import PayoutCore
internal import PayoutLedger
package import Wording

/// What `release`, `retry`, `cancel` and `resolve --as` write with `--json`.
package struct DecisionDocument: Encodable {
    /// Rows that were not decided, all for the same reason.
    package struct Refusal: Encodable {
        let count: Int
        let references: [String]
        let message: String

        package init(_ refusals: DecisionPlan.Refusals, in language: Language) {
            (count, references) = (refusals.count, refusals.rows.map(\.reference))
            message = refusals.why.phrase.text(in: language)
        }
    }

    let batch: String
    let done: AmountsDocument
    let refused: [Refusal]
    let exitCode: Int32
    let message: String

    enum CodingKeys: String, CodingKey {
        case batch, done, refused, message
        case exitCode = "exit_code"
    }

    package init(_ result: DecisionResult, in language: Language) {
        batch = result.batch.identity.text
        done = AmountsDocument(count: result.done.count, sum: result.done.sum.whole)
        refused = result.refusals.map { Refusal($0, in: language) }
        exitCode = result.status.exitCode
        message = result.sentence.text(in: language)
    }
}

/// What `pause`, `resume` and `close` write with `--json`.
package struct BatchActDocument: Encodable {
    let batch: String
    let name: String
    let file: String
    let status: String
    let cancelled: AmountsDocument
    let refused: [DecisionDocument.Refusal]
    let exitCode: Int32
    let message: String

    enum CodingKeys: String, CodingKey {
        case batch, name, file, status, cancelled, refused, message
        case exitCode = "exit_code"
    }

    package init(_ result: BatchControl.Result, in language: Language) {
        batch = result.batch.identity.text
        name = result.batch.folderName
        file = result.batch.fileName
        status = result.batch.status.rawValue
        cancelled = AmountsDocument(count: result.cancelled.count, sum: result.cancelled.sum.whole)
        refused = result.refusals.map { DecisionDocument.Refusal($0, in: language) }
        exitCode = result.status.exitCode
        message = result.sentence.text(in: language)
    }
}
