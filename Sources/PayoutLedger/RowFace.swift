internal import GRDB

/// What identifies a row when a file is compared with the batch that it claims to be.
package struct RowFace: Hashable, Sendable {
    package let line: Int
    /// Reference, bank code, account number, account name, amount and note as text.
    package let cells: [String]

    package init(line: Int, cells: [String]) {
        self.line = line
        self.cells = cells
    }
}

/// The rows of a batch one after the other, in the order of the file.
package struct RowFaces {
    private let rows: RowCursor

    fileprivate init(rows: RowCursor) { self.rows = rows }

    /// The next row, or nil at the end.
    package func next() throws -> RowFace? {
        guard let row = try rows.next() else { return nil }
        return RowFace(line: row[0], cells: (1...6).map { row[$0] })
    }
}

extension LedgerReader {
    /// The rows of a batch as they came.
    package func rows(of batch: BatchID) throws -> RowFaces {
        RowFaces(
            rows: try Row.fetchCursor(
                database,
                sql: """
                    SELECT line, reference, bank_code, account_number, account_name,
                        CAST(COALESCE(amount_text, amount) AS TEXT), note
                    FROM payout WHERE \(LedgerSchema.isOfBatch()) ORDER BY id
                    """,
                arguments: [batch.key]))
    }
}
