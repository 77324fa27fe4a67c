/// Finds the cells of one row in bytes that lie in memory (RFC 4180). It keeps nothing between rows and never writes:
/// where the row is not complete it says so, and the same row is scanned again once more bytes are there.
struct RowScanner {
    /// What a scan found.
    enum Finding {
        /// A whole row; the next one begins at `next`.
        case row(next: Int, ending: LineEnding?)
        /// The row, or the certainty that it has ended, lies beyond the bytes at hand.
        case incomplete
        /// The row breaks a rule, `linesDown` lines below its first.
        case fault(FileFault, linesDown: Int)
    }

    /// What came after a cell.
    private enum Follower {
        case cell
        case rowEnd(LineEnding?)
        case unknown
        case fault(FileFault)
    }

    /// How a quoted cell ended.
    private enum QuotedEnd {
        /// With its closing quote, just before `next`.
        case closed(next: Int)
        /// Not within the bytes at hand; it was opened `linesDown` lines below the first of the row.
        case open(linesDown: Int)
        case zeroByte
    }

    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    let delimiter: Delimiter
    private let columnsMax: Int
    /// For the end of an unquoted cell.
    private let plainEnd: ByteSearch
    /// For what means something inside quotes.
    private let quotedMark = ByteSearch(quote, lineFeed, carriageReturn, 0)
    /// The cells of the row scanned last, as ranges of offsets into the bytes.
    let cells: UnsafeMutablePointer<Range<Int>>
    private(set) var cellCount = 0
    /// Which of ``cells`` hold doubled quotes and must be read through ``unescape(_:in:)``.
    private(set) var cellsWithDoubledQuotes: [Int] = []
    /// How many line breaks stand inside the quoted cells of the row scanned last.
    private(set) var innerLineBreaks = 0

    /// Whoever makes a scanner calls ``deallocate()`` when done with it.
    init(delimiter: Delimiter, columnsMax: Int) {
        self.delimiter = delimiter
        self.columnsMax = columnsMax
        plainEnd = ByteSearch(delimiter.rawValue, Self.lineFeed, Self.carriageReturn, 0)
        cells = .allocate(capacity: columnsMax)
        cells.initialize(repeating: 0..<0, count: columnsMax)
    }

    func deallocate() { cells.deallocate() }

    /// Scans the row that begins at `start`. With `isLast` nothing follows `bytes`, and their end ends the row.
    mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, isLast: Bool) -> Finding {
        cellCount = 0
        innerLineBreaks = 0
        if !cellsWithDoubledQuotes.isEmpty { cellsWithDoubledQuotes.removeAll(keepingCapacity: true) }
        var position = start
        while true {
            guard cellCount < columnsMax else {
                return .fault(.tooManyColumns(max: columnsMax), linesDown: innerLineBreaks)
            }
            let isQuoted = position < bytes.count && bytes[position] == Self.quote
            if isQuoted {
                switch scanQuoted(bytes, from: position + 1) {
                case .closed(let next): position = next
                case .open(let linesDown):
                    return isLast ? .fault(.unclosedQuote, linesDown: linesDown) : .incomplete
                case .zeroByte: return .fault(.zeroByte, linesDown: innerLineBreaks)
                }
            } else {
                position = scanPlain(bytes, from: position)
            }
            switch follower(bytes, &position, afterQuote: isQuoted, isLast: isLast) {
            case .cell: continue
            case .rowEnd(let ending): return .row(next: position, ending: ending)
            case .unknown: return .incomplete
            case .fault(let fault): return .fault(fault, linesDown: innerLineBreaks)
            }
        }
    }

    /// Records an unquoted cell and returns where it ends.
    private mutating func scanPlain(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        let position = plainEnd.first(in: bytes, from: start)
        cells[cellCount] = start..<position
        cellCount += 1
        return position
    }

    /// Records a quoted cell that begins at `start`, after its opening quote.
    private mutating func scanQuoted(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> QuotedEnd {
        let linesDown = innerLineBreaks
        var position = start
        var holdsDoubledQuotes = false
        while true {
            position = quotedMark.first(in: bytes, from: position)
            guard position < bytes.count else { return .open(linesDown: linesDown) }
            let byte = bytes[position]
            let follower = position + 1 < bytes.count ? bytes[position + 1] : 0
            if byte == Self.quote {
                if follower != Self.quote { break }
                holdsDoubledQuotes = true
                position += 1
            } else if byte == Self.lineFeed || (byte == Self.carriageReturn && follower != Self.lineFeed) {
                innerLineBreaks += 1
            } else if byte == 0 {
                return .zeroByte
            }
            position += 1
        }
        if holdsDoubledQuotes { cellsWithDoubledQuotes.append(cellCount) }
        cells[cellCount] = start..<position
        cellCount += 1
        return .closed(next: position + 1)
    }

    /// What follows a cell, at `position`; moves `position` past it.
    private func follower(
        _ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int, afterQuote: Bool, isLast: Bool
    ) -> Follower {
        guard position < bytes.count else { return isLast ? .rowEnd(nil) : .unknown }
        switch bytes[position] {
        case delimiter.rawValue:
            position += 1
            return .cell
        case Self.lineFeed:
            position += 1
            return .rowEnd(.lineFeed)
        case Self.carriageReturn:
            guard position + 1 < bytes.count || isLast else { return .unknown }
            let isPair = position + 1 < bytes.count && bytes[position + 1] == Self.lineFeed
            position += isPair ? 2 : 1
            return .rowEnd(isPair ? .carriageReturnLineFeed : .carriageReturn)
        case 0: return .fault(.zeroByte)
        case _: return .fault(.textAfterClosingQuote)
        }
    }

    /// Closes up the doubled quotes of the cell at `index` in place and shortens its range. Only for a complete row.
    func unescape(_ index: Int, in bytes: UnsafeMutableBufferPointer<UInt8>) {
        let range = cells[index]
        var write = range.lowerBound
        var read = range.lowerBound
        while read < range.upperBound {
            bytes[write] = bytes[read]
            read += bytes[read] == Self.quote ? 2 : 1
            write += 1
        }
        cells[index] = range.lowerBound..<write
    }
}
