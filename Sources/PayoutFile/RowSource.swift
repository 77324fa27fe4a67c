package import PayoutCore

/// A file of payments, row by row in its order, whatever its format: one pass, from one synchronous loop.
///
/// Nothing of a row is copied. The sum of a column, over a file in any format:
///
/// ```swift
/// func sum<Source: RowSource>(of name: String, in source: Source) throws -> Int {
///     guard let column = source.header.names.firstIndex(of: name) else { return 0 }
///     var sum = 0
///     while let row = try source.nextRow() { sum += Int(row[column]) ?? 0 }
///     return sum
/// }
///
/// let sum = try sum(of: "amount", in: PayoutFileReader(path: "salaries.csv"))
/// ```
///
/// A source owns the memory of its present row, and lends it through a ``RowBuffer``.
package protocol RowSource: AnyObject {
    /// The file as it is called in messages.
    var name: String { get }
    /// The column names, where they stand, and the form of the file.
    var header: Header { get }
    /// What the file says of its rows as a whole; nil where it says nothing, as a CSV file.
    var controlClaims: ControlClaims? { get }
    /// SHA-256 and length of the whole content; nil until ``nextRow()`` has returned nil.
    var digest: ContentDigest? { get }

    /// What was done with the file as a whole to read it; complete when ``nextRow()`` has returned nil.
    var steps: [SourceStep] { get }

    /// Whether the last row has no line break at its end, so that the file may have been cut off.
    var isOpenAtEnd: Bool { get }

    /// The days on which the file wants its rows paid, where it says so for groups of rows; complete when ``nextRow()``
    /// has returned nil.
    var paymentDays: [PaymentDay] { get }

    /// The next row, or nil at the end. A row can be used until the next call.
    func nextRow() throws(FileError) -> SourceRow?
}

extension RowSource {
    /// Most formats need nothing.
    package var steps: [SourceStep] { [] }
    /// Most formats say where they end.
    package var isOpenAtEnd: Bool { false }
    /// Most formats have a column for it, if anything.
    package var paymentDays: [PaymentDay] { [] }
}

/// A day on which a file wants a group of its rows paid.
package struct PaymentDay: Hashable, Sendable {
    /// The day as the file writes it, such as `2026-11-30`.
    package let text: String
    /// Where it stands first, counted from 1.
    package let line: Int
    /// How many rows are to be paid on that day.
    package var rows = 0

    /// A day of no row yet.
    package init(text: String, line: Int) {
        self.text = text
        self.line = line
    }
}

/// Something that was done with a file as a whole to read it.
package struct SourceStep: Hashable, Sendable {
    /// What it was.
    package enum Kind: Hashable, Sendable {
        /// A first line `sep=;` named the separator.
        case separatorLine
        /// The text is UTF-16.
        case utf16
        /// The text is Windows-1252.
        case windows1252
        /// The lines of the table have `|` at both ends.
        case drawnTable
        /// A line above the column names was left out.
        case titleRow
        /// Columns of a sheet are hidden, and read all the same.
        case hiddenColumns
        /// A comment in a cell of a sheet: the cell and the lines of the comment.
        case comment
        /// The lines of a text box over a sheet.
        case textBox
        /// The names of columns stand in two lines, which were read together: the names that were joined.
        case joinedHeader
        /// The file is one for the upload page of Mandiri, which has no column names.
        case mandiriUpload
    }

    package let kind: Kind
    /// The line that showed it, counted from 1.
    package let line: Int
    /// The cells of a line that was left out, or the names of the columns.
    package let cells: [String]

    package init(_ kind: Kind, line: Int, cells: [String] = []) {
        self.kind = kind
        self.line = line
        self.cells = cells
    }

    /// The names of columns that stand in two lines, as they were read: those of which both lines hold a part.
    package init(joining names: [String], of upper: [String], above lower: [String], line: Int) {
        let joined = names.indices.filter { index in
            [upper, lower].allSatisfy { index < $0.count && !$0[index].allSatisfy(\.isWhitespace) }
        }
        self.init(.joinedHeader, line: line, cells: joined.map { names[$0] })
    }
}

/// What a line near the top of a file looks like: people write titles above the column names.
package enum LineLikeness: Sendable {
    /// The names of all columns that a payment needs.
    case header
    /// Names of columns, and not all that a payment needs.
    case incompleteHeader
    /// Names of columns without one of money, as a list of people or banks has.
    case listHeader
    /// A payment, which is never taken for a title.
    case row
    /// The sum of all rows, or their number.
    case total
    /// Anything else.
    case title

    /// Whether the line may stand above the column names.
    package var isTitle: Bool { self == .title || self == .total }

    /// Whether the line holds names of columns, be they enough or not.
    package var isHeader: Bool { self == .header || self == .incompleteHeader || self == .listHeader }

    /// Somebody who writes more lines than these above the column names has made a letter, not a table.
    package static let titleRowsMax = 20
}

/// What two lines near the top of a file are together: forms of offices spread the names of columns over two rows.
package enum HeaderPair: Hashable, Sendable {
    /// Each line stands for itself.
    case separate
    /// The names of the columns, each of a cell and the cell below it.
    case joined([String])
    /// Together the lines name all columns, and one column may be either of two: by the upper cell and the lower cell.
    case doubtful(upper: String, lower: String)
}

/// What a file says of its rows as a whole, so that a file that was cut off or altered is noticed.
package struct ControlClaims: Hashable, Sendable {
    /// How many rows the file has; nil where it does not say.
    package let rowCount: Int?
    /// The sum of their amounts; nil where it does not say.
    package let sum: Rupiah?

    /// What a file says.
    package init(rowCount: Int?, sum: Rupiah?) {
        self.rowCount = rowCount
        self.sum = sum
    }
}
