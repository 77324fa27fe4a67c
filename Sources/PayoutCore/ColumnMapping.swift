/// Names that the user has given columns (`columns.*` in the settings): a file that has such a name has that column
/// there, whatever other names the file has.
///
///     let mapping = ColumnMapping([.amount: ["THP", "Take Home"]])
///     mapping.names(of: .amount)          // ["THP", "Take Home"]
///     mapping.stored                      // "amount=THP\namount=Take Home"
///     ColumnMapping(stored: mapping.stored) == mapping
package struct ColumnMapping: Hashable, Sendable {
    /// No column has another name.
    package static let none = ColumnMapping([:])

    private let names: [Column: [String]]

    /// - Parameter names: the names of each column as files write them.
    package init(_ names: [Column: [String]]) { self.names = names.filter { !$0.value.isEmpty } }

    /// The names of `column`; empty where the user has given none.
    package func names(of column: Column) -> [String] { names[column] ?? [] }

    /// The mapping as the ledger keeps it: a line for each name.
    package var stored: String {
        Column.allCases.flatMap { column in names(of: column).map { "\(column.rawValue)=\($0)" } }
            .joined(separator: "\n")
    }

    /// What ``stored`` was.
    package init(stored: String) {
        var names: [Column: [String]] = [:]
        for line in stored.split(separator: "\n") {
            let parts = line.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, let column = Column(rawValue: String(parts[0])) else { continue }
            names[column, default: []].append(String(parts[1]))
        }
        self.init(names)
    }
}
