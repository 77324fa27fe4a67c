package import PayoutCore
package import Wording

/// The header does not fit: the whole file is refused (exit 65) and nothing is sent.
package struct HeaderError: Error, Hashable, Sendable {
    /// One thing that is wrong with the header.
    package enum Fault: Hashable, Sendable {
        /// A required column is missing; `nearest` is a column of the file that may have been meant.
        case missing(Column, nearest: String?)
        /// More than one column may be meant.
        case ambiguous(Column, names: [String])
        /// The amount may be before what other columns take off it or add to it.
        case parts(amount: String, [String])
        /// The name of the amount says that it counts something else than rupiah.
        case otherUnit(String)
        /// A name has letters of two alphabets, which look alike.
        case twoAlphabets(String)
        /// Two columns have the same name.
        case duplicate(String)
        /// The column at `position`, counted from 1, has no name, and a row has a cell in it.
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
        // References are made where a file has none.
        let required = rail.requiredColumns.filter { $0 != .reference }
            .map { "\($0.rawValue) (\($0.usualName))" }.joined(separator: ", ")
        return Phrase(
            """
            \(file), line \(line): the header does not fit: \(.joined(faults.map(Self.phrase), by: "; ")). \
            It must name these columns, by these or other usual names, in any order: \(required). "salur columns" \
            shows what each column of the file is read as.
            """)
    }

    /// How many column names of ours make a line a header: one or two may stand in any title.
    private static let namesMin = 3

    /// Whether the cells of a line, however they are separated, name enough columns to be the header.
    package static func isHeader(_ cells: [String], _ rail: Rail, _ mapping: ColumnMapping = .none) -> Bool {
        ColumnLayout(parts(of: cells), rail, mapping).knownCount >= namesMin
    }

    /// Whether the cells of a line, however they are separated, may be those of a payment.
    package static func isPayment(_ cells: [String], _ rail: Rail) -> Bool { isRow(parts(of: cells), rail) }

    private static func parts(of cells: [String]) -> [String] {
        cells.flatMap { $0.split { ",;|\t".contains($0) } }.map { part in String(part.filter { $0 != "\"" }) }
    }

    /// Whether the cells are those of a row: several are numbers, and hardly any is a name that a column could have.
    private static func isRow(_ names: [String], _ rail: Rail) -> Bool {
        let known = Set(rail.known.map(\.rawValue))
        let others = rail.known.flatMap(ColumnNames.groups).reduce(into: Set()) { $0.formUnion($1) }
            .subtracting(ColumnNames.otherAmounts).subtracting(ColumnNames.partAmounts)
        // One may be the content of a cell: a note often says "gaji".
        return !names.contains { known.contains($0.lowercased()) }
            && names.count { others.contains(ColumnNames.folded($0)) } <= 1 && names.count(where: isNumber) > 1
    }

    /// Whether a cell is an account number, a bank code or an amount: digits, perhaps in groups.
    private static func isNumber(_ cell: String) -> Bool {
        !cell.isEmpty && cell.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2C }
    }

    static func faults(_ layout: ColumnLayout, names: [String], _ rail: Rail) -> [Fault] {
        if isRow(names, rail) { return [.isRow] }
        if layout.namedCount == 1, !layout.hasKnown { return [.notSeparated] }
        let named = Set(rail.known.compactMap(layout.index))
        let unknown = names.indices.filter { !named.contains($0) && !names[$0].isEmpty }.map { names[$0] }
        // Without references, they are made of what else the rows hold, unless a name was only misspelt.
        let missing = rail.requiredColumns.filter { layout.index(of: $0) == nil }
            .map { ($0, NearestName.of($0.rawValue, among: unknown)) }
            .filter { $0 != .reference || $1 != nil }
            // To rename a column of thousands is to pay a thousandth.
            .map { Fault.missing($0, nearest: $1.flatMap { UnitWords.nameOther($0) ? nil : $0 }) }
        let amounts = layout.index(of: .amount).map { [names[$0]] } ?? unknown
        let units = amounts.filter(UnitWords.nameOther).map { Fault.otherUnit($0) }
        let ambiguous = layout.ambiguous.map { Fault.ambiguous($0.column, names: $0.names) }
        let parts: [Fault] =
            layout.parts.isEmpty
            ? [] : [.parts(amount: layout.index(of: .amount).map { names[$0] } ?? "", layout.parts)]
        let mixed = names.filter(Alphabets.areMixed).map { Fault.twoAlphabets($0) }
        let folded = names.map { $0.lowercased() }
        let reported = Set(layout.ambiguous.flatMap(\.names).map(ColumnLayout.folded))
        let twice = names.indices
            .filter { !folded[$0].isEmpty && folded[..<$0].contains(folded[$0]) && !reported.contains(folded[$0]) }
            .map { Fault.duplicate(names[$0]) }
        return missing + units + mixed + ambiguous + parts + twice
    }

    private static func phrase(of fault: Fault) -> Phrase {
        switch fault {
        case .missing(.bankCode, nil):
            Phrase(
                """
                the column "bank_code" is missing; write the bank of each account into it, also where all accounts are \
                of one bank
                """)
        case .missing(let column, nil): Phrase("the column \"\(column.rawValue)\" is missing")
        case .missing(let column, let nearest?):
            Phrase(
                """
                the column "\(column.rawValue)" is missing; rename "\(CellText.shown(nearest))" if that is it
                """)
        case .ambiguous(let column, let names):
            Phrase(
                """
                more than one column may be "\(column.rawValue)": \(shown(names)); rename the right one to \
                "\(column.rawValue)", and give the others another name
                """)
        case .parts(let amount, let parts):
            Phrase(
                """
                "\(CellText.shown(amount))" may be before \(shown(parts)) are taken off or added; write what is to be \
                paid into a column "amount", or name the right column in the settings (columns.amount)
                """)
        case .otherUnit(let name):
            Phrase(
                """
                "\(CellText.shown(name))" is not in rupiah; write the amounts in full rupiah, then rename the column \
                to "amount"
                """)
        case .twoAlphabets(let name):
            Phrase("\"\(CellText.shown(name))\" has letters of two alphabets that look alike; type the name again")
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

    private static func shown(_ names: [String]) -> String {
        names.map { "\"\(CellText.shown($0))\"" }.joined(separator: ", ")
    }
}
