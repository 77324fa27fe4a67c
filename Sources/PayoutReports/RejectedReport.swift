internal import PayoutCore
internal import PayoutFile
internal import PayoutLedger
internal import PayoutRules
internal import Wording

/// `rejected.csv`: the rows to mend, in the input's own format with the columns `reason`, `what_to_do` and `mends`,
/// ready to upload again.
struct RejectedReport {
    /// How many edited copies are kept apart at most.
    private static let editedMax = 99

    /// The columns that the file gets.
    private static let added: [Column] = [.reason, .whatToDo, .mends]

    let batch: Batch
    /// Whether any row is rejected; if not, the rows are not looked at once more.
    let isAny: Bool

    /// - Returns: the SHA-256 of the file.
    func write(to path: String, _ reader: LedgerReader) throws -> String {
        let columns = ColumnLayout(batch.header, batch.rail, batch.form.columns)
        let format = CSVFormat(
            delimiter: Delimiter(rawValue: batch.form.delimiter) ?? .comma,
            lineEnding: LineEnding(rawValue: batch.form.lineEnding) ?? .lineFeed,
            hasByteOrderMark: batch.form.hasByteOrderMark)
        let writer = CSVWriter(file: try AtomicFile(path: path), format: format)
        // A file of mended rows already has the columns; what they hold gives way.
        let added = Self.added.filter { columns.index(of: $0) == nil }
        try writer.write(row: columns.names.prefix(columns.namedCount) + added.map(\.rawValue))
        if isAny { try writeRows(to: writer, columns, added, reader) }
        // Somebody may have mended the rows in this very file.
        return try writer.commit(keepingEditedAs: (1...Self.editedMax).lazy.map { "rejected.edited-\($0).csv" })
    }

    private func writeRows(
        to writer: CSVWriter, _ columns: ColumnLayout, _ added: [Column], _ reader: LedgerReader
    ) throws {
        let width = columns.namedCount
        try reader.forEachResult(of: batch.id, onlyRejected: true) { row in
            var cells = rawCells(of: row, columns)
            if columns.fits(cells.count, isEmpty: { ColumnLayout.folded(cells[$0]).isEmpty }) {
                cells = (0..<width).map { cell(cells, $0) }
            }
            let isWhole = cells.count == width
            for column in Self.added {
                let text = text(of: column, row)
                if isWhole, let position = columns.index(of: column) {
                    cells[position] = text
                } else {
                    cells.append(text)
                }
            }
            // The row keeps a wrong number of cells, or it would be taken for a good one before it is mended.
            if !isWhole, cells.count == width + added.count { cells.append("") }
            try writer.write(row: cells)
        }
    }

    private func text(of column: Column, _ row: ResultRow) -> String {
        switch column {
        case .reason: row.reason?.whatHappened(for: batch.rail).english ?? ""
        case .whatToDo: row.reason?.whatToDo.english ?? ""
        case .mends: "\(batch.folderName):\(row.line)"
        case _: ""
        }
    }

    /// A row that was rejected only because another has its reference was kept as a payment order: its cells are put
    /// together again.
    private func rawCells(of row: ResultRow, _ columns: ColumnLayout) -> [String] {
        switch row.cells {
        case .raw(let cells): return cells
        case .others(let others):
            var cells = Array(repeating: "", count: columns.names.count)
            for column in batch.rail.columns {
                if let index = columns.index(of: column) { cells[index] = row.text(of: column) }
            }
            for (index, text) in zip(columns.otherIndices, others) { cells[index] = text }
            return cells
        }
    }
}

extension ResultRow {
    /// The cell of a column of the payment.
    fileprivate func text(of column: Column) -> String {
        switch column {
        case .reference: reference
        case .bankCode: bankCode
        case .accountNumber, .customer, .paymentReference: accountNumber
        case .accountName: accountName
        case .amount: amount
        case .note: note
        case .currency, .email, .reason, .whatToDo, .mends: ""
        }
    }
}
