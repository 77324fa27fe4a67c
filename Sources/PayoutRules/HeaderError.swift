package import PayoutCore
package import Wording

/// The header does not fit: the whole file is refused (exit 65) and nothing is sent.
package struct HeaderError: Error, Hashable, Sendable {
    /// One thing that is wrong with the header.
    package enum Fault: Hashable, Sendable {
        /// A required column is missing; `nearest` is a column of the file that may have been meant.
        case missing(Column, nearest: String?)
        /// Two columns have the same name.
        case duplicate(String)
        /// The column at `position`, counted from 1, has no name.
        case unnamed(position: Int)
        /// There is only one column, so its name probably holds another delimiter.
        case notSeparated
        /// The line holds numbers where names belong: the file begins with its first row.
        case isRow
        /// The column names stand further down, in this line, below a title.
        case below(line: Int)
    }

    /// Everything that is wrong, in the order of the columns of a payout file.
    package let faults: [Fault]

    /// An error of one fault.
    package init(_ fault: Fault) { faults = [fault] }

    init(faults: [Fault]) { self.faults = faults }

    /// One line for people about the header of `file` at `line`.
    package func phrase(file: String, line: Int, _ rail: Rail) -> Phrase {
        let required = rail.columns.map(\.rawValue).joined(separator: ", ")
        return Phrase(
            """
            \(file), line \(line): the header does not fit: \(.joined(faults.map(Self.phrase), by: "; ")). \
            The first line must name these columns, in any order: \(required).
            """)
    }

    /// How many column names of ours make a line a header: one or two may stand in any title.
    private static let namesMin = 3

    /// Whether the cells of a line, however they are separated, name enough columns to be the header.
    package static func isHeader(_ cells: [String], _ rail: Rail) -> Bool {
        let parts = cells.flatMap { $0.split { ",;\t".contains($0) } }
        let names = Set(parts.map { $0.lowercased().filter { !$0.isWhitespace && $0 != "\"" } })
        return rail.known.count { names.contains($0.rawValue) } >= namesMin
    }

    /// Whether the cells are those of a row: several are numbers, and hardly any is a name that a column could have.
    private static func isRow(_ names: [String], _ rail: Rail) -> Bool {
        let known = Set(rail.known.map(\.rawValue))
        let others = Set(rail.known.flatMap(\.otherNames))
        let folded = names.map { $0.lowercased() }
        // One may be the content of a cell: a note often says "gaji".
        return !folded.contains { known.contains($0) } && folded.count { others.contains($0) } <= 1
            && names.count(where: isNumber) > 1
    }

    /// Whether a cell is an account number, a bank code or an amount: digits, perhaps in groups.
    private static func isNumber(_ cell: String) -> Bool {
        !cell.isEmpty && cell.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2C }
    }

    static func faults(names: [String], folded: [String], _ rail: Rail) -> [Fault] {
        if isRow(names, rail) { return [.isRow] }
        if names.count == 1, !folded.contains(where: { name in rail.known.contains { $0.rawValue == name } }) {
            return [.notSeparated]
        }
        let unknown = names.indices.filter { index in !rail.known.contains { $0.rawValue == folded[index] } }
            .map { names[$0] }
        let missing = rail.columns.filter { !folded.contains($0.rawValue) }
            .map { Fault.missing($0, nearest: nearest(to: $0, among: unknown)) }
        let twice = names.indices.filter { !folded[$0].isEmpty && folded[..<$0].contains(folded[$0]) }
            .map { Fault.duplicate(names[$0]) }
        let unnamed = names.indices.filter { names[$0].isEmpty }.map { Fault.unnamed(position: $0 + 1) }
        return missing + twice + unnamed
    }

    /// A column of the file whose name is like that of `column`, or one of the other names it goes by.
    private static func nearest(to column: Column, among names: [String]) -> String? {
        func plain(_ name: String) -> String {
            name.lowercased().split { " -_.".contains($0) }.joined(separator: "_")
        }
        return names.first { column.otherNames.contains(plain($0)) || plain($0) == column.rawValue }
            ?? NearestName.of(column.rawValue, among: names.filter { !$0.isEmpty })
    }

    private static func phrase(of fault: Fault) -> Phrase {
        switch fault {
        case .missing(let column, nil): Phrase("the column \"\(column.rawValue)\" is missing")
        case .missing(let column, let nearest?):
            Phrase(
                """
                the column "\(column.rawValue)" is missing; rename "\(CellText.shown(nearest))" if that is it
                """)
        case .duplicate(let name): Phrase("the column \"\(CellText.shown(name))\" is there twice")
        case .unnamed(let position): Phrase("column \(position) has no name; name it or delete it")
        case .notSeparated:
            Phrase("it is one single column; separate columns by comma, semicolon or tab")
        case .isRow:
            Phrase("this line is a row of data, so the header is missing; insert a first line with the column names")
        case .below(let line):
            Phrase("the column names stand in line \(line); delete everything above them")
        }
    }
}
