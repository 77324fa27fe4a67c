package import PayoutCore

/// A number of rows and their sum in whole rupiah, as every document for programs has it.
package struct AmountsDocument: Encodable {
    let count: Int
    let sum: Int64

    package init(count: Int, sum: Int64) {
        self.count = count
        self.sum = sum
    }

    /// The rows of each status that any row has.
    package static func byStatus(_ totals: Totals) -> [String: AmountsDocument] {
        var amounts: [String: AmountsDocument] = [:]
        for (status, tally) in totals {
            amounts[status.rawValue] = AmountsDocument(count: tally.count, sum: tally.sum.whole)
        }
        return amounts
    }
}
