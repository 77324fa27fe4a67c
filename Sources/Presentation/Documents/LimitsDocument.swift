package import Operations
internal import PayoutCore

/// What of a file is more than the settings allow (`limits.*`), as `check` reports it to programs.
package struct LimitsDocument: Encodable {
    /// Whole rupiah; missing where no ceiling is set.
    let row: Int64?
    let batch: Int64?
    let day: Int64?
    let payee: Int64?
    /// Rows that would be held.
    let rowsAbove: AmountsDocument
    /// The lines of the first of them.
    let lines: [Int]
    /// Whether the file would not be approved.
    let isBatchAbove: Bool

    enum CodingKeys: String, CodingKey {
        case row, batch, day, payee, lines
        case rowsAbove = "rows_above"
        case isBatchAbove = "is_batch_above"
    }

    package init(_ passed: PassedCeilings) {
        let ceilings = passed.ceilings
        (row, batch) = (ceilings.row?.whole, ceilings.batch?.whole)
        (day, payee) = (ceilings.day?.whole, ceilings.payee?.whole)
        rowsAbove = AmountsDocument(count: passed.rows.count, sum: passed.rows.sum.whole)
        lines = passed.first.map(\.line)
        isBatchAbove = passed.batchSum != nil
    }
}
