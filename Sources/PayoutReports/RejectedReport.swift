internal import PayoutCore
internal import PayoutFile
internal import PayoutLedger

/// `rejected.csv`: the rows to mend, in the input's own format with a `reason` column, ready to upload again.
struct RejectedReport {
    private static let reasonName = "reason"
    /// How many edited copies are kept apart at most.
    private static let editedMax = 99

    let batch: Batch
    /// Whether any row is rejected; if not, the rows are not looked at once more.
    let isAny: Bool

    /// - Returns: the SHA-256 of the file.
    func write(to path: String, _ reader: LedgerReader) throws -> String {
        let columns = InputColumns(header: batch.header)
        let format = CSVFormat(
            delimiter: Delimiter(rawValue: batch.form.delimiter) ?? .comma,
            lineEnding: LineEnding(rawValue: batch.form.lineEnding) ?? .lineFeed,
            hasByteOrderMark: batch.form.hasByteOrderMark)
        let writer = CSVWriter(file: try AtomicFile(path: path), format: format)
        // A file of mended rows already has the column; its old reasons give way to the new ones.
        let position = columns.header.firstIndex { InputColumns.folded($0) == Self.reasonName }
        try writer.write(row: position == nil ? columns.header + [Self.reasonName] : columns.header)
        if isAny { try writeRows(to: writer, columns, reasonPosition: position, reader) }
        // Somebody may have mended the rows in this very file.
        return try writer.commit(keepingEditedAs: (1...Self.editedMax).lazy.map { "rejected.edited-\($0).csv" })
    }

    private func writeRows(
        to writer: CSVWriter, _ columns: InputColumns, reasonPosition position: Int?, _ reader: LedgerReader
    ) throws {
        let width = columns.header.count
        try reader.forEachResult(of: batch.id, onlyRejected: true) { row in
            var cells = rawCells(of: row, columns)
            let reason = row.reason?.text ?? ""
            if cells.count != width {
                // The row keeps a wrong number of cells, or it would be taken for a good one before it is mended.
                cells.append(reason)
                if cells.count == (position == nil ? width + 1 : width) { cells.append("") }
            } else if let position {
                cells[position] = reason
            } else {
                cells.append(reason)
            }
            try writer.write(row: cells)
        }
    }

    /// A row that was rejected only because another has its reference was kept as a payment order: its cells are put
    /// together again.
    private func rawCells(of row: ResultRow, _ columns: InputColumns) -> [String] {
        switch row.cells {
        case .raw(let cells): return cells
        case .others(let others):
            var cells = Array(repeating: "", count: columns.header.count)
            let known = [row.reference, row.bankCode, row.accountNumber, row.accountName, row.amount, row.note]
            for (position, text) in zip(columns.knownPositions, known) {
                if let position { cells[position] = text }
            }
            for (position, text) in zip(columns.otherPositions, others) { cells[position] = text }
            return cells
        }
    }
}
