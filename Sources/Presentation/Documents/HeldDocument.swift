package import Operations
internal import PayoutCore
internal import PayoutLedger
internal import PayoutReports
internal import Wording

/// Rows that wait since they look like other payments, as `submit`, `approve` and `run` report them to programs.
package struct HeldDocument: Encodable {
    struct Row: Encodable {
        let line: Int
        let reference: String
        let amount: Int64
        let code: String
        /// What the row looks like, with date, batch and amounts, and what to do.
        let message: String
    }

    let count: Int
    let sum: Int64
    let byCode: [String: AmountsDocument]
    /// The first of them in the file.
    let rows: [Row]

    enum CodingKeys: String, CodingKey {
        case count, sum, rows
        case byCode = "by_code"
    }

    package init(_ held: HeldRows) {
        count = held.tally.count
        sum = held.tally.sum.whole
        byCode = Dictionary(
            uniqueKeysWithValues: held.tallies.map { code, tally in
                (code, AmountsDocument(count: tally.count, sum: tally.sum.whole))
            })
        rows = held.rows.map {
            Row(
                line: $0.line, reference: $0.reference, amount: $0.amount.whole, code: $0.reason.code,
                message: $0.reason.phrase(for: .payout).english)
        }
    }
}
