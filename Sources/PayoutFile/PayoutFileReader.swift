/// Reads a payout file in CSV row by row: one pass, constant memory, whatever its size.
///
/// It knows how rows are written (gzip, encodings, dialects, quotes), and nothing of what they mean. Use it from one
/// synchronous loop:
///
/// ```swift
/// let reader = try PayoutFileReader(path: path)
/// while let row = try reader.nextRow() { … }
/// let digest = reader.digest
/// ```
package final class PayoutFileReader: RowSource {
    /// The longest row, in bytes with its quotes.
    package static let rowBytesMax = 1024 * 1024
    /// The most cells of a row.
    package static let columnsMax = 256
    /// The most lines of a file; line numbers fit into 31 bits.
    package static let linesMax = Int(Int32.max)
    /// How much is read at a time.
    private static let bufferBytes = 256 * 1024
    /// Enough for every magic number and byte order mark.
    private static let bufferBytesMin = 16

    /// The file as it is called in messages.
    package let name: String
    /// The column names, their line, and the form of the file.
    package private(set) var header: Header
    /// Rows read so far, without the header.
    @exclusivity(unchecked) package private(set) var rowCount = 0

    // What changes with every row is left alone by Swift's watch over simultaneous access, which costs some hundredths
    // of a row: a reader belongs to one thread, and nothing here is handed to a closure while it changes.
    private let content: ContentStream
    private let text: TextStream
    /// Reads the text from the second buffer on.
    private var ahead: ReadAhead?
    private let allowsNoRows: Bool
    private let allowsByteOrderMarks: Bool
    private let isMadeByPeople: Bool
    @exclusivity(unchecked) private var scanner: RowScanner
    @exclusivity(unchecked) private var buffer: UnsafeMutableBufferPointer<UInt8>
    /// Where the unread bytes begin and end in ``buffer``.
    @exclusivity(unchecked) private var start = 0
    @exclusivity(unchecked) private var end = 0
    private var sourceHasEnded = false
    /// Whether every row was handed out.
    private var hasEnded = false
    /// Whether the unread bytes may hold more than ASCII.
    @exclusivity(unchecked) private var mayHoldNonASCII = false
    /// The line of the next row.
    @exclusivity(unchecked) private var line = 1
    /// Whether the lines of the table have `|` at both ends.
    private var isDrawn = false
    /// A row below the header that was looked at already, and is handed out next.
    private var heldBack: FoundRow?
    /// What ended the reading, until the rows before it were handed out.
    private var failure: FileError?
    private let present = RowBuffer()
    /// What was found about the whole file.
    package private(set) var steps: [SourceStep] = []
    private var hasByteOrderMark = false
    /// Whether some row holds UTF-8 beyond ASCII: then none is Windows-1252.
    @exclusivity(unchecked) private var holdsUTF8 = false
    private var isWindows1252 = false
    /// Whether the last row had no line break at its end.
    package private(set) var isOpenAtEnd = false
    /// Whether the cells of the present row are in ``decoded``.
    @exclusivity(unchecked) private var isDecoded = false
    private var decoded = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 0)

    /// Opens the file at `path`, or standard input for `-`, and reads its header.
    ///
    /// - Parameters:
    ///   - allowsNoRows: Whether a header without rows is a file; else its end throws ``FileFault/noRows``.
    ///   - allowsByteOrderMarks: Whether a line may begin with a byte order mark, as in a report that repeats the cells
    ///     of a rejected row; else it throws ``FileFault/joinedFiles``.
    /// - Throws: Any ``FileError`` that the beginning of the file can show.
    package convenience init(
        path: String, allowsNoRows: Bool = false, allowsByteOrderMarks: Bool = false
    ) throws(FileError) {
        let source = try FileSource(path: path)
        try self.init(
            source: source, name: source.name, allowsNoRows: allowsNoRows, allowsByteOrderMarks: allowsByteOrderMarks)
    }

    /// Reads from `source`, called `name` in messages. The size of the buffer at first is for tests.
    package convenience init(
        source: any ByteSource, name: String, allowsNoRows: Bool = false, allowsByteOrderMarks: Bool = false,
        bufferBytes: Int = bufferBytes
    ) throws(FileError) {
        try self.init(
            content: ContentStream(source: source, name: name), name: name, allowsNoRows: allowsNoRows,
            allowsByteOrderMarks: allowsByteOrderMarks, bufferBytes: bufferBytes)
    }

    /// Reads `content`, of which nothing was handed out yet.
    ///
    /// - Parameters:
    ///   - judge: what the cells of a line look like, for files that people have made; without it, the first
    ///   line is the header, and a quoted cell may hold whatever it likes.
    ///   - pair: what two lines are together.
    package init(
        content: ContentStream, name: String, allowsNoRows: Bool = false, allowsByteOrderMarks: Bool = false,
        bufferBytes: Int = bufferBytes, judge: (([String]) -> LineLikeness)? = nil,
        pair: ([String], [String]) -> HeaderPair = { _, _ in .separate }
    ) throws(FileError) {
        self.name = name
        isMadeByPeople = judge != nil
        self.allowsNoRows = allowsNoRows
        self.allowsByteOrderMarks = allowsByteOrderMarks
        self.content = content
        text = try TextStream(content, name: name)
        buffer = .allocate(capacity: max(bufferBytes, Self.bufferBytesMin))
        buffer.initialize(repeating: 0)
        scanner = RowScanner(delimiter: .comma, columnsMax: Self.columnsMax)
        header = Header(names: [], line: 0, format: .own)
        try readHeader(judge ?? { _ in .header }, pair)
    }

    deinit {
        present.takeBack()
        buffer.deallocate()
        decoded.deallocate()
        scanner.deallocate()
    }

    /// SHA-256 and length of the whole decompressed content; nil until ``nextRow()`` has returned nil.
    package var digest: ContentDigest? { hasEnded ? content.digest : nil }

    /// A CSV file says nothing of its rows as a whole.
    package var controlClaims: ControlClaims? { nil }

    /// Whether the input is gzip.
    package var isCompressed: Bool { content.isCompressed }

    /// The next row, or nil at the end. A row can be used until the next call.
    package func nextRow() throws(FileError) -> SourceRow? {
        var next = heldBack
        heldBack = nil
        if next == nil { next = try scanNextRow() }
        while isDrawn, next != nil, isRule { next = try scanNextRow() }
        guard let found = next else {
            // The end was read some time ago, ahead of the rows: a file that is still being copied may have grown.
            try content.checkUnchanged()
            if rowCount == 0, !allowsNoRows { throw FileError(file: name, fault: .noRows) }
            hasEnded = true
            return nil
        }
        rowCount += 1
        return lend(found)
    }

    /// Calls `body` with every row that is left.
    package func forEachRow(_ body: (borrowing SourceRow) throws -> Void) throws {
        while let row = try nextRow() { try body(row) }
    }

    /// The row scanned last.
    private func lend(_ found: FoundRow) -> SourceRow {
        let frame = isDrawn ? self.frame : (start: 0, end: 0)
        return present.lend(
            line: found.line, bytes: UnsafeBufferPointer(isDecoded ? decoded : buffer),
            cells: UnsafeBufferPointer(
                start: scanner.cells + frame.start, count: scanner.cellCount - frame.start - frame.end))
    }
}

// MARK: - Header

extension PayoutFileReader {
    private func readHeader(
        _ judge: ([String]) -> LineLikeness, _ pair: ([String], [String]) -> HeaderPair
    ) throws(FileError) {
        try fill()
        if let format = ForeignFormat.recognise(UnsafeRawBufferPointer(unread)) {
            throw FileError(file: name, fault: .foreignFormat(format))
        }
        hasByteOrderMark = unread.starts(with: CSVFormat.byteOrderMark)
        if hasByteOrderMark { start += CSVFormat.byteOrderMark.count }
        if text.isUTF16 { steps.append(SourceStep(.utf16, line: line)) }
        try skipBlankLines()
        use(try detectDelimiter())
        guard var found = try scanNextRow() else { throw FileError(file: name, fault: .empty) }
        var names = lend(found).cells
        if let separator = try separator(in: names, line: found.line) {
            steps.append(SourceStep(.separatorLine, line: found.line))
            use(separator)
            guard let next = try scanNextRow() else { throw FileError(file: name, fault: .empty) }
            found = next
            names = lend(found).cells
            if try self.separator(in: names, line: found.line) != nil {
                throw FileError(file: name, line: found.line, fault: .separatorLine)
            }
        }
        header = header(names, found)
        if let below = try headerBelowTitles(judge, pair) { header = below }
        if isDrawn { steps.append(SourceStep(.drawnTable, line: header.line)) }
    }

    private func header(_ names: [String], _ found: FoundRow) -> Header {
        isDrawn = isMadeByPeople && DrawnTable.isHeader(names, scanner.delimiter)
        return Header(
            names: isDrawn ? Array(names.dropFirst().dropLast()) : names, line: found.line,
            format: CSVFormat(
                delimiter: scanner.delimiter, lineEnding: found.ending ?? .lineFeed,
                hasByteOrderMark: hasByteOrderMark))
    }

    /// The header below the titles of a sheet, or in two lines; nil where the first line is the header, or none is
    /// found.
    private func headerBelowTitles(
        _ judge: ([String]) -> LineLikeness, _ pair: ([String], [String]) -> HeaderPair
    ) throws(FileError) -> Header? {
        var (cells, found) = (header.names, FoundRow(line: header.line, ending: header.format.lineEnding))
        var titles: [SourceStep] = []
        while true {
            let likeness = judge(cells)
            let isLast = likeness == .header || likeness == .row || titles.count == LineLikeness.titleRowsMax
            let upper: SourceStep? = isLast ? nil : SourceStep(.titleRow, line: found.line, cells: cells)
            guard let upper, let (below, next) = try lineBelow(likeness) else {
                return likeness.isHeader ? headerBelow(titles, cells, found) : nil
            }
            switch isDrawn ? .separate : pair(cells, below) {
            case .joined(let names):
                titles.append(SourceStep(joining: names, of: cells, above: below, line: found.line))
                return headerBelow(titles, names, next)
            case .doubtful(let upper, let lower):
                throw FileError(file: name, line: found.line, fault: .doubtfulHeader(upper: upper, lower: lower))
            case .separate: break
            }
            if likeness.isHeader, judge(below) != .header {
                heldBack = next
                return headerBelow(titles, cells, found)
            }
            titles.append(upper)
            (cells, found) = (below, next)
        }
    }

    /// The line that follows one of this likeness; nil at the end of the file.
    private func lineBelow(_ likeness: LineLikeness) throws(FileError) -> (cells: [String], FoundRow)? {
        try skipBlankLines()
        // A title has no separators; column names have those of the table.
        if likeness.isTitle { use(try detectDelimiter()) }
        guard let next = try scanNextRow() else { return nil }
        return (lend(next).cells, next)
    }

    /// Nil where nothing stands above the header: it was read already.
    private func headerBelow(_ titles: [SourceStep], _ names: [String], _ found: FoundRow) -> Header? {
        guard !titles.isEmpty else { return nil }
        steps += titles.filter { !DrawnTable.isRule($0.cells) }
        return header(names, found)
    }

    /// How many cells at both ends of the present row are those of the frame.
    private var frame: (start: Int, end: Int) {
        let count = scanner.cellCount
        guard count > 1, isBlank(0) else { return (0, 0) }
        return (1, count > 2 && isBlank(count - 1) ? 1 : 0)
    }

    private func isBlank(_ index: Int) -> Bool {
        (isDecoded ? decoded : buffer)[scanner.cells[index]].allSatisfy { $0 == UInt8(ascii: " ") }
    }

    /// Whether the present row is a line between rows, as `|---|---|`.
    private var isRule: Bool {
        var hasStroke = false
        for index in 0..<scanner.cellCount {
            for byte in (isDecoded ? decoded : buffer)[scanner.cells[index]] where byte != UInt8(ascii: " ") {
                guard DrawnTable.isStroke(byte) else { return false }
                hasStroke = true
            }
        }
        return hasStroke
    }

    /// The separator that a first line `sep=;` names, as Excel reads it; nil where the line is none.
    private func separator(in names: [String], line: Int) throws(FileError) -> Delimiter? {
        guard let first = names.first?.lowercased(), first.hasPrefix("sep="), names.dropFirst().allSatisfy(\.isEmpty)
        else { return nil }
        // The separator that the line is about makes more, empty cells of it, unless it stands in quotes.
        if first == "sep=" { return names.count > 1 ? scanner.delimiter : .comma }
        let mark = Array(first.utf8.dropFirst("sep=".utf8.count))
        guard mark.count == 1, let separator = Delimiter(rawValue: mark[0]) else {
            throw FileError(file: name, line: line, fault: .separatorLine)
        }
        return separator
    }

    private func use(_ delimiter: Delimiter) {
        scanner.deallocate()
        scanner = RowScanner(delimiter: delimiter, columnsMax: Self.columnsMax)
    }

    private func detectDelimiter() throws(FileError) -> Delimiter {
        while true {
            let bytes = UnsafeBufferPointer(rebasing: buffer[..<end])
            if let delimiter = Delimiter.reported(from: bytes, at: start, isLast: sourceHasEnded) { return delimiter }
            try fillBehindIncompleteRow()
        }
    }

    private var unread: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: buffer[start..<end]) }
}

// MARK: - Rows

extension PayoutFileReader {
    fileprivate typealias FoundRow = (line: Int, ending: LineEnding?)

    private func scanNextRow() throws(FileError) -> FoundRow? {
        present.takeBack()
        isDecoded = false
        while true {
            try skipBlankLines()
            if start == end, sourceHasEnded { return nil }
            let bytes = UnsafeBufferPointer(rebasing: buffer[..<end])
            switch scanner.scan(bytes, from: start, isLast: sourceHasEnded) {
            case .row(let next, let ending): return try accept(rowUpTo: next, ending: ending)
            case .incomplete: try fillBehindIncompleteRow()
            case .fault(let fault, let linesDown):
                throw FileError(file: name, line: line + linesDown, fault: fault)
            }
        }
    }

    /// Checks the encoding of a complete row, makes its cells ready to be read and moves past it.
    private func accept(rowUpTo next: Int, ending: LineEnding?) throws(FileError) -> FoundRow {
        if mayHoldNonASCII { try checkEncoding(of: buffer[start..<next]) }
        if !scanner.cellsWithDoubledQuotes.isEmpty {
            for index in scanner.cellsWithDoubledQuotes { scanner.unescape(index, in: buffer) }
        }
        for index in 0..<scanner.cellCount {
            let cell = scanner.cells[index]
            if cell.isEmpty || buffer[cell.lowerBound] != Neutralisation.mark { continue }
            if Neutralisation.isPresent(UnsafeBufferPointer(rebasing: buffer[cell])) {
                scanner.cells[index] = (cell.lowerBound + 1)..<cell.upperBound
            }
        }
        if isMadeByPeople, scanner.innerLineBreaks > 0 { try demandNoSwallowedRow() }
        if isDecoded { decodeCells() }
        let found = (line: line, ending: ending)
        start = next
        line += scanner.innerLineBreaks + (ending == nil ? 0 : 1)
        if ending == nil { isOpenAtEnd = true }
        guard line <= Self.linesMax else { throw FileError(file: name, fault: .tooManyLines(max: Self.linesMax)) }
        return found
    }

    /// Refuses a cell that holds line breaks and as many separators as whole rows have: a quote that was left open in
    /// one row, and closed by another one, makes one payment of two.
    private func demandNoSwallowedRow() throws(FileError) {
        let columns = header.names.count
        guard columns > 2 else { return }
        for index in 0..<scanner.cellCount {
            let cell = buffer[scanner.cells[index]]
            let breaks = cell.count { $0 == UInt8(ascii: "\n") }
            guard breaks > 0 else { continue }
            let separators = cell.count { $0 == scanner.delimiter.rawValue }
            if separators >= breaks * (columns - 1) {
                throw FileError(file: name, line: line, fault: .unclosedQuote)
            }
        }
    }

    private func checkEncoding(of row: Slice<UnsafeMutableBufferPointer<UInt8>>) throws(FileError) {
        let bytes = UnsafeBufferPointer(rebasing: row)
        if let fault = UTF8Validation.firstFault(in: bytes) {
            guard !holdsUTF8, !hasByteOrderMark, !text.isUTF16, Windows1252.isText(bytes) else {
                throw FileError(file: name, line: line + ByteSearch.lineBreaks(in: bytes[..<fault]), fault: .notUTF8)
            }
            if !isWindows1252 {
                isWindows1252 = true
                steps.append(SourceStep(.windows1252, line: line + ByteSearch.lineBreaks(in: bytes[..<fault])))
            }
            isDecoded = true
            return
        }
        if UTF8Validation.holdsNonASCII(bytes) {
            if isWindows1252 { throw FileError(file: name, line: line, fault: .notUTF8) }
            holdsUTF8 = true
        }
        if !allowsByteOrderMarks, let mark = JoinedFiles.seam(in: bytes, header: header.names) {
            throw FileError(file: name, line: line + ByteSearch.lineBreaks(in: bytes[..<mark]), fault: .joinedFiles)
        }
    }

    /// Writes the cells of a row in Windows-1252 to ``decoded`` in UTF-8.
    private func decodeCells() {
        let bytesMax = 3 * (0..<scanner.cellCount).reduce(0) { $0 + scanner.cells[$1].count }
        if bytesMax > decoded.count {
            decoded.deallocate()
            decoded = .allocate(capacity: bytesMax)
            decoded.initialize(repeating: 0)
        }
        var written = 0
        for index in 0..<scanner.cellCount {
            let free = UnsafeMutableBufferPointer(rebasing: decoded[written...])
            let count = Windows1252.write(buffer[scanner.cells[index]], to: free)
            scanner.cells[index] = written..<(written + count)
            written += count
        }
    }

    /// Steps over lines that hold nothing, or nothing but spaces.
    private func skipBlankLines() throws(FileError) {
        if start < end, buffer[start] > UInt8(ascii: " ") { return }
        var position = start
        while true {
            while position < end, buffer[position] == UInt8(ascii: " ") { position += 1 }
            if position == end {
                if sourceHasEnded {
                    start = end
                    return
                }
                let ahead = position - start
                try fillBehindIncompleteRow()
                position = start + ahead
                continue
            }
            switch buffer[position] {
            case UInt8(ascii: "\n"): position += 1
            case UInt8(ascii: "\r"):
                if position + 1 == end, !sourceHasEnded {
                    let ahead = position - start
                    try fillBehindIncompleteRow()
                    position = start + ahead
                    continue
                }
                position += position + 1 < end && buffer[position + 1] == UInt8(ascii: "\n") ? 2 : 1
            case _: return
            }
            start = position
            line += 1
        }
    }
}

// MARK: - Buffer

extension PayoutFileReader {
    /// Reads more after the row that begins at ``start`` and is not complete; makes room for it where needed.
    private func fillBehindIncompleteRow() throws(FileError) {
        if start == 0, end == buffer.count {
            guard buffer.count < Self.rowBytesMax else { throw tooLongRow() }
            grow()
        }
        try fill()
    }

    /// A row that does not end may be a quote that was left open: then the line of the quote says more.
    private func tooLongRow() -> FileError {
        let bytes = UnsafeBufferPointer(rebasing: buffer[..<end])
        if case .fault(.unclosedQuote, let linesDown) = scanner.scan(bytes, from: start, isLast: true) {
            return FileError(file: name, line: line + linesDown, fault: .unclosedQuote)
        }
        return FileError(file: name, line: line, fault: .rowTooLong(bytesMax: Self.rowBytesMax))
    }

    /// Moves the unread bytes to the front and reads until the buffer is full or the source has ended.
    private func fill() throws(FileError) {
        if let failure { throw failure }
        let kept = end - start
        if start > 0, kept > 0, let base = buffer.baseAddress { base.update(from: base + start, count: kept) }
        mayHoldNonASCII = mayHoldNonASCII && kept > 0
        (start, end) = (0, kept)
        while end < buffer.count, !sourceHasEnded {
            let free = UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[end...]))
            // What was read before a damage is looked at first: the same file is refused for the same fault, however
            // much of it is read at a time.
            do throws(FileError) {
                let count = if let ahead { try ahead.read(into: free) } else { try text.read(into: free) }
                sourceHasEnded = count == 0
                end += count
            } catch {
                guard end > kept else { throw error }
                failure = error
                break
            }
        }
        if ahead == nil, !sourceHasEnded, content.byteCount >= Self.bufferBytes { ahead = ReadAhead(text) }
        if !mayHoldNonASCII {
            mayHoldNonASCII = UTF8Validation.holdsNonASCII(UnsafeBufferPointer(rebasing: buffer[kept..<end]))
        }
    }

    private func grow() {
        let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: min(buffer.count * 2, Self.rowBytesMax))
        larger.initialize(repeating: 0)
        _ = larger.update(fromContentsOf: UnsafeBufferPointer(rebasing: buffer[..<end]))
        buffer.deallocate()
        buffer = larger
    }
}
