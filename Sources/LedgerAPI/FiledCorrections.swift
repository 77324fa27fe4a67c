package import PayoutCore

/// What a person corrected in a file before it was submitted, as the ledger has it.
package struct FiledCorrections: Hashable, Sendable {
    /// A row, and its cells that were corrected.
    package struct Row: Hashable, Sendable {
        package let line: Int
        package let cells: [CellCorrection]

        package init(line: Int, cells: [CellCorrection]) {
            self.line = line
            self.cells = cells
        }
    }

    /// The first rows, in the order of the file.
    package let rows: [Row]
    /// How many rows there are.
    package let count: Int

    package init(rows: [Row], count: Int) {
        self.rows = rows
        self.count = count
    }
}
