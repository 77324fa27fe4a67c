/// The character between two cells.
package enum Delimiter: UInt8, CaseIterable, Hashable, Sendable {
    case comma = 0x2C
    case semicolon = 0x3B
    case tab = 0x09
    case pipe = 0x7C

    /// The name people use.
    package var display: String {
        switch self {
        case .comma: "comma"
        case .semicolon: "semicolon"
        case .tab: "tab"
        case .pipe: "vertical bar"
        }
    }
}

/// What ends a row.
package enum LineEnding: String, CaseIterable, Hashable, Sendable {
    /// Unix.
    case lineFeed = "\n"
    /// Windows, and RFC 4180.
    case carriageReturnLineFeed = "\r\n"
    /// Macintosh of old, still one of Excel's choices.
    case carriageReturn = "\r"
}

/// The outer form of a CSV file, enough to write another one that opens in the same program in the same way.
package struct CSVFormat: Hashable, Sendable {
    package var delimiter: Delimiter
    package var lineEnding: LineEnding
    /// Whether the file begins with the UTF-8 byte order mark, by which Excel knows UTF-8.
    package var hasByteOrderMark: Bool

    package init(
        delimiter: Delimiter = .comma, lineEnding: LineEnding = .lineFeed, hasByteOrderMark: Bool = false
    ) {
        self.delimiter = delimiter
        self.lineEnding = lineEnding
        self.hasByteOrderMark = hasByteOrderMark
    }

    /// The format of the files that Salur writes of its own: comma, line feed, no byte order mark.
    package static let own = CSVFormat()
    /// The format that Excel opens in columns and with the right letters, by a double click, where the decimal mark is
    /// a comma, as in Indonesia: semicolons, and a byte order mark.
    package static let excel = CSVFormat(
        delimiter: .semicolon, lineEnding: .carriageReturnLineFeed, hasByteOrderMark: true)
    /// U+FEFF in UTF-8.
    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
}

/// The column names of a file: in CSV, its first line that is not blank.
package struct Header: Hashable, Sendable {
    /// The column names as written.
    package let names: [String]
    /// The line where it stands, counted from 1.
    package let line: Int
    /// The form of the file: the delimiter found in this line, its line ending, its byte order mark.
    package let format: CSVFormat

    /// A header of these names.
    package init(names: [String], line: Int, format: CSVFormat) {
        self.names = names
        self.line = line
        self.format = format
    }
}
