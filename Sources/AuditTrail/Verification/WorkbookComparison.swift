internal import Glibc
internal import PayoutFile
internal import PayoutWorkbook
internal import Wording

/// Compares a workbook of the reports, cell by cell, with the table that has the same rows.
struct WorkbookComparison {
    /// What the workbook is compared with.
    enum Original {
        /// The table next to it.
        case table
        /// The same table as the ledger gives it.
        case ledger
    }

    /// The tables that have the rows of the workbooks.
    private static let tables = ["results.xlsx": "results.csv", "rejected.xlsx": "rejected.csv"]

    let folder: String
    /// The folder with the table.
    let tableFolder: String
    let original: Original

    /// Compares every workbook that is there.
    func run(_ findings: inout Findings) throws(FileError) {
        for file in Self.tables.keys.sorted() { try run(file, &findings) }
    }

    /// Compares this file, if it is a workbook of the reports and is there.
    func run(_ file: String, _ findings: inout Findings) throws(FileError) {
        guard let name = Self.tables[file], access(folder + "/" + file, F_OK) == 0 else { return }
        var form = Findings()
        let table = try TableReader(folder: tableFolder, file: name, needing: [], &form)
        // What is wrong with the form of the table is found by its own check.
        guard !table.names.isEmpty else { return }
        try compare(file, with: table, &findings)
    }

    private func compare(_ file: String, with table: TableReader, _ findings: inout Findings) throws(FileError) {
        var sheets: [String?] = [nil]
        var isFirst = true
        while !sheets.isEmpty {
            do throws(FileError) {
                let workbook = try open(file, sheet: sheets.removeFirst(), names: table.names)
                if isFirst { sheets = workbook.otherSheets }
                isFirst = false
                guard try compare(workbook, file, with: table, &findings) else { return }
            } catch {
                guard try isEmpty(error, file, &findings) else { return }
            }
        }
        var form = Findings()
        guard let rest = try table.next(&form) else { return }
        findings.add(file, Phrase("it ends before line \(rest.line) of \(table.file): rows were taken out"))
    }

    private func open(_ file: String, sheet: String?, names: [String]) throws(FileError) -> WorkbookReader {
        let source = try FileSource(path: folder + "/" + file)
        return try WorkbookReader(
            content: ContentStream(source: source, name: file), name: file, sheet: sheet
        ) { $0 == names ? .header : .row }
    }

    /// - Returns: whether the next sheet is to be compared: not where rows are no longer in step.
    private func compare(
        _ workbook: WorkbookReader, _ file: String, with table: TableReader, _ findings: inout Findings
    ) throws(FileError) -> Bool {
        var form = Findings()
        report(workbook.header.names, insteadOf: table.names, in: table, file, workbook.header.line, &findings)
        while let row = try workbook.nextRow() {
            guard let expected = try table.next(&form) else {
                findings.add(file, row.line, Phrase("\(table.file) has no such row: it was put in"))
                return false
            }
            let cells = row.cells
            guard isSameRow(cells, as: expected.cells) else {
                findings.add(
                    file, row.line,
                    Phrase("line \(expected.line) of \(table.file) belongs here: rows were taken out, put in or moved"))
                return false
            }
            report(cells, insteadOf: expected.cells, in: table, file, row.line, &findings)
        }
        return true
    }

    /// Rows with mostly other cells are other rows.
    private func isSameRow(_ found: [String], as expected: [String]) -> Bool {
        let count = max(found.count, expected.count)
        let different = (0..<count).count { Self.cell(found, $0) != Self.cell(expected, $0) }
        return different * 2 <= count
    }

    private func report(
        _ found: [String], insteadOf expected: [String], in table: TableReader, _ file: String, _ line: Int,
        _ findings: inout Findings
    ) {
        guard found != expected else { return }
        for index in 0..<max(found.count, expected.count) {
            let (theirs, ours) = (Self.cell(found, index), Self.cell(expected, index))
            guard theirs != ours else { continue }
            let column = index < table.names.count ? table.names[index] : String(index + 1)
            switch original {
            case .ledger: findings.add(file, line, column: column, ledger: ours, report: theirs)
            case .table:
                findings.add(
                    file, line,
                    Phrase(
                        "the column \(column.shown) has \"\(theirs.shown)\", and \(table.file) has \"\(ours.shown)\""),
                    cell: AlteredCell(column: column, expected: ours, found: theirs))
            }
        }
    }

    /// A sheet may leave out empty cells at the end of a row.
    private static func cell(_ cells: [String], _ index: Int) -> String {
        cells.indices.contains(index) ? cells[index] : ""
    }

    /// Whether a sheet only has no rows; anything else becomes a finding.
    private func isEmpty(_ error: FileError, _ file: String, _ findings: inout Findings) throws(FileError) -> Bool {
        switch error.fault {
        case .noRows, .empty: return true
        case .missing, .directory, .permissionDenied, .unreadable, .changed: throw error
        case .foreignFormat, .separatorLine, .doubtfulHeader, .joinedFiles, .notUTF8, .notUTF16, .zeroByte,
            .unclosedQuote,
            .textAfterClosingQuote, .rowTooLong, .tooManyColumns, .tooManyLines, .gzipTruncated, .gzipCorrupt,
            .gzipTrailingGarbage, .gzipExpansion, .tooLarge, .workbook, .message:
            findings.add(file, error.line, Phrase("it is no workbook as salur writes it (\(error.code))"))
            return false
        }
    }
}
