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
    }

    /// Everything that is wrong, in the order of the columns of a payout file.
    package let faults: [Fault]

    /// One line for people about the header of `file` at `line`.
    package func message(file: String, line: Int) -> String {
        let texts = faults.map(Self.text).joined(separator: "; ")
        let required = Column.allCases.filter(\.isRequired).map(\.rawValue).joined(separator: ", ")
        return "\(file), line \(line): the header does not fit: \(texts). "
            + "The first line must name these columns, in any order: \(required)."
    }

    static func faults(names: [String], folded: [String]) -> [Fault] {
        if names.count == 1, !folded.contains(where: { name in Column.allCases.contains { $0.rawValue == name } }) {
            return [.notSeparated]
        }
        let unknown = names.indices.filter { index in !Column.allCases.contains { $0.rawValue == folded[index] } }
            .map { names[$0] }
        let missing = Column.allCases.filter { $0.isRequired && !folded.contains($0.rawValue) }
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

    private static func text(of fault: Fault) -> String {
        switch fault {
        case .missing(let column, let nearest):
            let hint = nearest.map { "; rename \"\(CellText.shown($0))\" if that is it" } ?? ""
            return "the column \"\(column.rawValue)\" is missing\(hint)"
        case .duplicate(let name): return "the column \"\(CellText.shown(name))\" is there twice"
        case .unnamed(let position): return "column \(position) has no name; name it or delete it"
        case .notSeparated: return "it is one single column; separate columns by comma, semicolon or tab"
        }
    }
}
