package import Operations
internal import PayoutCore

/// What of a file is more than the settings allow (`limits.*`), as `check` reports it to programs.
package struct LimitsDocument: Encodable {
    /// Whole rupiah; missing where no ceiling is set.
    let row: Int64?
    let batch: Int64?
    let day: Int64?
    let payee: Int64?
    /// Rows that would be held, each by itself above a ceiling.
    let rowsAbove: AmountsDocument
    /// The lines of the first of them.
    let lines: [Int]
    /// Whether the file would not be approved.
    let isBatchAbove: Bool
    /// Whether the file asks for more than may be sent on one day.
    let isDayAbove: Bool

    enum CodingKeys: String, CodingKey {
        case row, batch, day, payee, lines
        case rowsAbove = "rows_above"
        case isBatchAbove = "is_batch_above"
        case isDayAbove = "is_day_above"
    }

    package init(_ passed: PassedCeilings) {
        let ceilings = passed.ceilings
        (row, batch) = (ceilings.row?.whole, ceilings.batch?.whole)
        (day, payee) = (ceilings.day?.whole, ceilings.payee?.whole)
        let above = passed.rows.values.map(\.tally).reduce(.zero, +)
        rowsAbove = AmountsDocument(count: above.count, sum: above.sum.whole)
        lines = passed.rows.values.flatMap { $0.first.map(\.line) }.sorted()
        isBatchAbove = passed.batchSum != nil
        isDayAbove = passed.daySum != nil
    }
}
