internal import PayoutCore
package import PayoutFile
package import PayoutLedger
internal import PayoutRules
internal import Wording

/// `rejected.csv`: the rows to mend, in the input's own format with the columns `reason`, `what_to_do` and `mends`,
/// ready to upload again; `rejected.xlsx` for who brought a workbook.
///
/// The sentences in it are for the person who mends the rows, so they are in the language of the run. The names of the
/// columns never change: the file is read by them.
struct RejectedReport {
    /// How many edited copies are kept apart at most.
    private static let editedMax = 99

    /// The columns that the file gets.
    private static let added: [Column] = [.reason, .whatToDo, .mends]

    let batch: Batch
    /// Whether any row is rejected; if not, the rows are not looked at once more.
    let isAny: Bool
    let form: ReportForm
    /// That of the sentences.
    let language: Language

    /// - Parameter earlier: the files as they were written last: one of them may have other sentences, and is not one
    ///   that somebody has edited.
    func write(
        in folder: String, after earlier: SealedFiles, _ reader: LedgerReader
    ) throws -> ReportTable.Digests {
        let columns = ColumnLayout(batch.header, batch.rail, batch.form.columns)
        // A file of mended rows already has the columns; what they hold gives way.
        let added = Self.added.filter { columns.index(of: $0) == nil }
        let table = try ReportTable(
            path: folder + "/" + ReportFile.rejected, form.isForExcel ? .excel : try inputFormat(reader),
            workbookPath: form.hasWorkbooks ? folder + "/" + ReportFile.rejectedWorkbook : nil,
            columns: columns.names.prefix(columns.namedCount) + added.map(\.rawValue))
        if isAny { try writeRows(to: table, columns, added, reader) }
        // Somebody may have mended the rows in this very file.
        return try table.commit(keepingEditedAs: "rejected", max: Self.editedMax, unless: earlier)
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
        try reader.forEachResult(of: batch.id, onlyRejected: true) { row in
            try table.write(row: cells(of: row, columns, added))
        }
    }

    /// Writes the rows that are still to be mended: those in whose place no other row is paid, and that are due.
    ///
    /// - Parameter title: stands above the column names, so that the same rows are another file each time.
    /// - Returns: how many rows there are.
    func writeOpenRows(to table: CSVWriter, title: String, _ reader: LedgerReader) throws -> Int {
        let columns = ColumnLayout(batch.header, batch.rail, batch.form.columns)
        let added = Self.added.filter { columns.index(of: $0) == nil }
        let ended = try reader.linesNotToMend(of: batch.id)
        var count = 0
        try table.write(row: [title])
        try table.write(row: columns.names.prefix(columns.namedCount) + added.map(\.rawValue))
        try reader.forEachResult(of: batch.id, onlyRejected: true) { row in
            guard !ended.contains(row.line) else { return }
            count += 1
            try table.write(row: cells(of: row, columns, added))
        }
        try table.handOver()
        return count
    }

    private func cells(of row: ResultRow, _ columns: ColumnLayout, _ added: [Column]) -> [String] {
        let width = columns.namedCount
        let raw = rawCells(of: row, columns)
        let isWhole = columns.fits(raw.count) { ColumnLayout.folded(raw[$0]).isEmpty }
        let texts = Self.added.map { text(of: $0, row, isWhole: isWhole) }
        if isWhole || added.count == Self.added.count {
            var cells = (0..<width).map { cell(raw, $0) }
            for (column, text) in zip(Self.added, texts) {
                if let position = columns.index(of: column) { cells[position] = text } else { cells.append(text) }
            }
            // The row keeps a wrong number of cells, or it would be taken for a good one before it is mended.
            if !isWhole { cells += raw.count > width ? Array(raw[width...]) : [Self.mark(raw.count, of: width)] }
            return cells
        }
        let places = Self.added.map { columns.index(of: $0) }
        if let own = Self.withoutAdded(raw, places.compactMap { $0 }, mends: columns.index(of: .mends)) {
            return Self.row(own, width, zip(places, texts).map { ($0, $1) })
        }
        // Nobody knows which cells of such a row are the old reason.
        var cells = raw + texts
        if cells.count == width + added.count { cells.append(Self.mark(raw.count, of: width)) }
        return cells
    }

    /// The cells of a row of a file of mended rows without those that the file got from ``added``, wherever a separator
    /// too many has moved them; nil where the cell `mends` is not found.
    private static func withoutAdded(_ raw: [String], _ places: [Int], mends: Int?) -> [String]? {
        guard let mends, let found = raw.lastIndex(where: isPlace) else { return nil }
        let moved = Set(places.map { $0 + found - mends })
        return raw.indices.filter { !moved.contains($0) }.map { raw[$0] }
    }

    /// A row of a file that has the columns of ``added``, with what is new in their places. What a row has too many
    /// follows the last column; a row that lacks cells gets a mark there.
    private static func row(_ own: [String], _ width: Int, _ texts: [(place: Int?, text: String)]) -> [String] {
        var cells: [String] = []
        let free = (0..<width).filter { index in !texts.contains { $0.place == index } }
        for index in 0..<width {
            let text = texts.first { $0.place == index }?.text
            let place = free.firstIndex(of: index)
            cells.append(text ?? place.flatMap { own.indices.contains($0) ? own[$0] : nil } ?? "")
        }
        for text in texts where text.place == nil { cells.append(text.text) }
        return cells + (own.count > free.count ? Array(own[free.count...]) : [mark(own.count, of: free.count)])
    }

    /// `gaji-3f9a1c07:17`
    private static func isPlace(_ cell: String) -> Bool {
        guard let colon = cell.lastIndex(of: ":"), colon > cell.startIndex else { return false }
        return Int(cell[cell.index(after: colon)...]) != nil
    }

    /// A cell too many that says how many there were.
    private static func mark(_ count: Int, of width: Int) -> String { "(\(count)/\(width))" }

    private func text(of column: Column, _ row: ResultRow, isWhole: Bool) -> String {
        switch column {
        case .reason: row.reason?.whatHappened(for: batch.rail).text(in: language) ?? ""
        case .whatToDo: whatToDo(row, isWhole: isWhole).text(in: language)
        case .mends: "\(batch.folderName):\(row.line)"
        case _: ""
        }
    }

    private func whatToDo(_ row: ResultRow, isWhole: Bool) -> Phrase {
        let advice = row.reason?.whatToDo ?? .verbatim("")
        guard !isWhole else { return advice }
        if batch.fileName.lowercased().contains(".xls") {
            return Phrase("Write each cell below the name of its column, and empty the cells right of the last name.")
        }
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

/// The rejected rows of a batch that are still to be mended, as a file that mends them: `rejected.csv` without the rows
/// that are mended already, or are not due.
package struct RejectedRows {
    private let report: RejectedReport

    package init(of batch: Batch) {
        report = RejectedReport(batch: batch, isAny: true, form: ReportForm(), language: .english)
    }

    /// Writes the rows to `file`, which whoever opened it commits.
    ///
    /// - Parameter mark: differs for each file, so that rows whose mended file was turned down can be mended again.
    /// - Returns: how many rows there are.
    /// - Throws: `OutputError`, `LedgerError`.
    package func write(to file: AtomicFile, mark: String, _ reader: LedgerReader) throws -> Int {
        try report.writeOpenRows(to: CSVWriter(file: file), title: "Mended rows \(mark)", reader)
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
