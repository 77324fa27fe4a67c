package import PayoutFile

/// Reads the rows of one sheet of an `.xlsx` workbook: one pass, constant memory, whatever its size.
///
/// A cell comes as the text that a person reads in it, whole where the spreadsheet shows it rounded; the line of a row
/// is its row in the sheet. What could be read in two ways is refused at the end of the sheet, with all its cells.
package final class WorkbookReader: RowSource {
    /// The largest workbook, in bytes as it lies on the disk.
    private static let packedBytesMax = 1024 * 1024 * 1024
    private static let copiedBytes = 256 * 1024

    package let name: String
    package let header: Header
    /// A workbook says nothing of its rows as a whole.
    package var controlClaims: ControlClaims? { nil }
    /// The sheet that is read.
    package let sheet: String
    /// The other sheets that can be seen.
    package let otherSheets: [String]

    private let rows: SheetReader
    private let table: Table
    private let contentDigest: ContentDigest?
    private var hasEnded = false
    private var rowCount = 0
    private var lastLine = 0
    private var problems: [CellProblem] = []
    private var firstProblemLine: Int?

    /// Reads `content`, called `name` in messages.
    ///
    /// - Parameters:
    ///   - sheet: the name of the sheet; nil for the only one that has the columns of payments, else the first.
    ///   - judge: what the cells of a row look like.
    package init(
        content: ContentStream, name: String, sheet: String?, judge: ([String]) -> LineLikeness
    ) throws(FileError) {
        self.name = name
        let archive = try ZipArchive(Self.spool(content, name), name: name)
        contentDigest = content.digest
        let parts = try WorkbookParts(archive)
        let context = SheetContext(
            strings: try SharedStrings(archive.part(parts.sharedStrings), for: name),
            forms: try NumberForms(archive.part(parts.styles)),
            countsFrom1904: parts.countsFrom1904, mustCalculate: parts.mustCalculate)
        let choice = try SheetChoice(parts.sheets, in: archive, context, wanted: sheet, judge: judge)
        (self.sheet, otherSheets, table) = (choice.name, choice.others, choice.table)
        rows = try SheetReader(choice.open(), context)
        header = Header(
            names: table.names, line: table.headerLine,
            format: CSVFormat(delimiter: .semicolon, lineEnding: .carriageReturnLineFeed, hasByteOrderMark: true))
        while try rows.advance(), rows.row.line < table.headerLine {}
        takeProblems()
    }

    /// The titles above the column names, which were left out.
    package var steps: [SourceStep] { table.titles }

    /// SHA-256 of the bytes of the workbook; nil until ``nextRow()`` has returned nil.
    package var digest: ContentDigest? { hasEnded ? contentDigest : nil }

    /// The next row, or nil at the end. A row can be used until the next call.
    package func nextRow() throws(FileError) -> SourceRow? {
        while !hasEnded, try rows.advance() {
            lastLine = rows.row.line
            takeProblems()
            // Once a cell cannot be read, the others are looked at only to name all of them at once.
            guard problems.isEmpty else { continue }
            rowCount += 1
            return rows.row.lend(from: table.firstColumn, width: table.names.count)
        }
        takeMerged()
        if !problems.isEmpty {
            throw FileError(file: name, line: firstProblemLine, fault: .workbook(.cells(problems)))
        }
        if rowCount == 0 { throw FileError(file: name, fault: .noRows) }
        hasEnded = true
        return nil
    }

    /// Takes over what is wrong with the cells of the present row.
    private func takeProblems() {
        let row = rows.row
        guard row.line >= table.headerLine else { return }
        for problem in row.problems { note(problem.kind, CellAddress(column: problem.column, row: row.line)) }
        if let first = row.columns?.lowerBound, first < table.firstColumn {
            note(.outsideTable, CellAddress(column: first, row: row.line))
        }
    }

    private func note(_ kind: CellProblem.Kind, _ cell: CellAddress) { note(kind, cell.text, line: cell.row) }

    private func note(_ kind: CellProblem.Kind, _ cells: String, line: Int) {
        firstProblemLine = min(firstProblemLine ?? line, line)
        if let index = problems.firstIndex(where: { $0.kind == kind }) {
            problems[index].add(cells)
        } else {
            problems.append(CellProblem(kind, cell: cells))
        }
    }

    /// Takes over the merged cells of the table; those above and below it are titles and signatures.
    private func takeMerged() {
        guard lastLine >= table.headerLine else { return }
        for range in rows.merged
        where range.rows.overlaps(table.headerLine...lastLine) && range.columns.overlaps(table.columns) {
            note(.merged, range.text, line: range.rows.lowerBound)
        }
    }

    /// Copies the workbook to the disk: its directory stands at its end.
    private static func spool(_ content: ContentStream, _ name: String) throws(FileError) -> SpooledFile {
        let file = try SpooledFile(for: name)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: copiedBytes, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = try content.read(into: buffer)
            if count == 0 { break }
            try file.append(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            guard file.byteCount <= packedBytesMax else {
                throw FileError(file: name, fault: .workbook(.tooLarge(mebibytesMax: packedBytesMax / 1_048_576)))
            }
        }
        try file.flush()
        return file
    }
}
