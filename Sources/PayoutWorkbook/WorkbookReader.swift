package import PayoutFile

/// Reads the rows of one sheet of an `.xlsx` workbook: one pass, constant memory, whatever its size.
///
/// A cell comes as the text that a person reads in it, whole where the spreadsheet shows it rounded; the line of a row
/// is its row in the sheet. What could be read in two ways is refused at the end of the sheet, with all its cells.
package final class WorkbookReader: RowSource {
    /// The largest workbook, in bytes as it lies on the disk.
    private static let packedBytesMax = 1024 * 1024 * 1024
    private static let copiedBytes = 256 * 1024
    /// Of more merged cells, none is looked at.
    private static let mergedLookedAtMax = 256
    /// How many digits in one cell may be an account number.
    private static let accountDigitsMin = 9

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
    private let choice: SheetChoice
    private let context: SheetContext
    private let judge: ([String]) -> LineLikeness
    private let mayMerge: (_ column: String, _ text: String) -> Bool
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
    ///   - pair: what two rows are together.
    ///   - mayMerge: whether `text` may stand once for several rows of `column`, as the name of a department.
    package init(
        content: ContentStream, name: String, sheet: String?, judge: @escaping ([String]) -> LineLikeness,
        pair: ([String], [String]) -> HeaderPair = { _, _ in .separate },
        mayMerge: @escaping (_ column: String, _ text: String) -> Bool = { _, _ in false }
    ) throws(FileError) {
        (self.name, self.judge, self.mayMerge) = (name, judge, mayMerge)
        let archive = try ZipArchive(Self.spool(content, name), name: name)
        contentDigest = content.digest
        let parts = try WorkbookParts(archive)
        context = SheetContext(
            strings: try SharedStrings(archive.part(parts.sharedStrings), for: name),
            forms: try NumberForms(archive.part(parts.styles)),
            countsFrom1904: parts.countsFrom1904, mustCalculate: parts.mustCalculate)
        choice = try SheetChoice(parts.sheets, in: archive, context, wanted: sheet, judge: judge, pair: pair)
        (self.sheet, otherSheets, table) = (choice.name, choice.others, choice.table)
        rows = try SheetReader(choice.open(), context)
        header = Header(
            names: table.names, line: table.headerLine,
            format: CSVFormat(delimiter: .semicolon, lineEnding: .carriageReturnLineFeed, hasByteOrderMark: true))
        while try rows.advance(), rows.row.line < table.headerLine {}
        takeProblems()
    }

    /// The titles above the column names, which were left out, the columns that are hidden, and what is written
    /// outside of cells.
    package var steps: [SourceStep] {
        let hidden = table.names.indices.filter { index in
            !table.names[index].isEmpty && rows.hiddenColumns.contains { $0.contains(table.firstColumn + index) }
        }
        guard !hidden.isEmpty else { return table.titles + choice.remarks }
        let step = SourceStep(.hiddenColumns, line: table.headerLine, cells: hidden.map { table.names[$0] })
        return table.titles + [step] + choice.remarks
    }

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
        try takeMerged()
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
    private func takeMerged() throws(FileError) {
        guard lastLine >= table.headerLine else { return }
        let merged = rows.merged.filter {
            $0.rows.overlaps(table.headerLine...lastLine) && $0.columns.overlaps(table.columns)
        }
        guard !merged.isEmpty else { return }
        let payments = try paymentLines(among: merged)
        for (index, range) in merged.enumerated() where payments?.contains(index) ?? true {
            note(.merged, range.text, line: range.rows.lowerBound)
        }
    }

    /// Which of the ranges hold a row that may be a payment; nil where there are too many of them to look.
    private func paymentLines(among ranges: [CellRange]) throws(FileError) -> Set<Int>? {
        guard ranges.count <= Self.mergedLookedAtMax else { return nil }
        var found: Set<Int> = []
        let again = try SheetReader(choice.open(), context)
        while try again.advance() {
            let line = again.row.line
            let around = ranges.indices.filter { ranges[$0].rows.contains(line) }
            guard !around.isEmpty else { continue }
            let texts = again.row.texts(from: 0)
            let isPlain = line > table.headerLine && Self.isNoPayment(judge(texts), texts)
            if !isPlain { found.formUnion(around.filter { !mayStay(ranges[$0], line: line, texts) }) }
        }
        return found
    }

    /// Whether a merged range one column wide says the same of all its rows: the name of the column itself, which
    /// leaves no cell of a payment out, or a text that may stand once for several rows.
    private func mayStay(_ range: CellRange, line: Int, _ texts: [String]) -> Bool {
        let column = range.columns.lowerBound
        guard range.columns.count == 1 else { return false }
        // A name that stands in both rows of the header leaves no cell of a payment out.
        if range.rows.lowerBound >= table.headerTop, range.rows.upperBound <= table.headerLine { return true }
        if line == table.headerLine { return range.rows.lowerBound == line }
        let index = column - table.firstColumn
        guard range.rows.lowerBound > table.headerLine, table.names.indices.contains(index) else { return false }
        return mayMerge(table.names[index], texts.indices.contains(column) ? texts[column] : "")
    }

    /// Whether the row is a total, or a title or signature without anything like an account number.
    private static func isNoPayment(_ likeness: LineLikeness, _ texts: [String]) -> Bool {
        switch likeness {
        case .total: true
        // One cell with words alone is no payment: "Sumber dana: BCA 0987654321".
        case .title:
            texts.count { !$0.isEmpty } == 1 && texts.contains { $0.contains(where: \.isLetter) }
                || !texts.contains { $0.count(where: \.isNumber) >= accountDigitsMin }
        case .header, .incompleteHeader, .listHeader, .row: false
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
