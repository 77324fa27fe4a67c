internal import PayoutCore
internal import PayoutFile
internal import PayoutLedger
internal import PayoutRules
internal import Wording

/// `rejected.csv`: the rows to mend, in the input's own format with the columns `reason`, `what_to_do` and `mends`,
/// ready to upload again; `rejected.xlsx` for who brought a workbook.
struct RejectedReport {
    /// How many edited copies are kept apart at most.
    private static let editedMax = 99

    /// The columns that the file gets.
    private static let added: [Column] = [.reason, .whatToDo, .mends]

    let batch: Batch
    /// Whether any row is rejected; if not, the rows are not looked at once more.
    let isAny: Bool
    let form: ReportForm

    func write(in folder: String, _ reader: LedgerReader) throws -> ReportTable.Digests {
        let columns = ColumnLayout(batch.header, batch.rail, batch.form.columns)
        // A file of mended rows already has the columns; what they hold gives way.
        let added = Self.added.filter { columns.index(of: $0) == nil }
        let table = try ReportTable(
            path: folder + "/" + ReportFile.rejected, form.isForExcel ? .excel : try inputFormat(reader),
            workbookPath: form.hasWorkbooks ? folder + "/" + ReportFile.rejectedWorkbook : nil,
            columns: columns.names.prefix(columns.namedCount) + added.map(\.rawValue))
        if isAny { try writeRows(to: table, columns, added, reader) }
        // Somebody may have mended the rows in this very file.
        return try table.commit(keepingEditedAs: "rejected", max: Self.editedMax)
    }

    /// The form of the input. A file of another encoding than UTF-8 came from a program that takes UTF-8 for that
    /// encoding unless a byte order mark says otherwise.
    private func inputFormat(_ reader: LedgerReader) throws -> CSVFormat {
        let wasDecoded = try FileReading(of: batch, reader).steps.contains {
            $0.kind == .utf16 || $0.kind == .windows1252
        }
        return CSVFormat(
            delimiter: Delimiter(rawValue: batch.form.delimiter) ?? .comma,
            lineEnding: LineEnding(rawValue: batch.form.lineEnding) ?? .lineFeed,
            hasByteOrderMark: batch.form.hasByteOrderMark || wasDecoded)
    }

    private func writeRows(
        to table: ReportTable, _ columns: ColumnLayout, _ added: [Column], _ reader: LedgerReader
    ) throws {
        let width = columns.namedCount
        try reader.forEachResult(of: batch.id, onlyRejected: true) { row in
            let raw = rawCells(of: row, columns)
            let isWhole = columns.fits(raw.count) { ColumnLayout.folded(raw[$0]).isEmpty }
            let texts = Self.added.map { text(of: $0, row, isWhole: isWhole) }
            var cells = (0..<width).map { cell(raw, $0) }
            if isWhole || added.count == Self.added.count {
                for (column, text) in zip(Self.added, texts) {
                    if let position = columns.index(of: column) { cells[position] = text } else { cells.append(text) }
                }
                // The row keeps a wrong number of cells, or it would be taken for a good one before it is mended.
                if !isWhole { cells += raw.count > width ? Array(raw[width...]) : [Self.mark(raw.count, of: width)] }
            } else {
                // Nobody knows which cells of such a row are the old reason.
                cells = raw + texts
                if cells.count == width + added.count { cells.append(Self.mark(raw.count, of: width)) }
            }
            try table.write(row: cells)
        }
    }

    /// A cell too many that says how many there were.
    private static func mark(_ count: Int, of width: Int) -> String { "(\(count)/\(width))" }

    private func text(of column: Column, _ row: ResultRow, isWhole: Bool) -> String {
        switch column {
        case .reason: row.reason?.whatHappened(for: batch.rail).english ?? ""
        case .whatToDo: whatToDo(row, isWhole: isWhole).english
        case .mends: "\(batch.folderName):\(row.line)"
        case _: ""
        }
    }

    private func whatToDo(_ row: ResultRow, isWhole: Bool) -> Phrase {
        let advice = row.reason?.whatToDo ?? .verbatim("")
        guard !isWhole else { return advice }
        return .joined([advice, Phrase("Then empty the cells to the right of the last column name.")], by: " ")
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
