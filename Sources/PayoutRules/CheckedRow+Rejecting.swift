extension CheckedRow {
    /// The same row with one more thing wrong with it, found by what the row alone does not show.
    ///
    /// - Parameter cells: the cells as they were read.
    package func rejecting(_ violation: Violation, cells: [String]) -> CheckedRow {
        switch self {
        case .accepted(let row):
            .rejected(RejectedRow(line: row.line, cells: cells, amount: row.amount, violations: [violation]))
        case .rejected(let row):
            .rejected(
                RejectedRow(
                    line: row.line, cells: row.cells, amount: row.amount, violations: row.violations + [violation]))
        }
    }
}
