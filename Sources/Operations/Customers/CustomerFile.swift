internal import PayoutFile
internal import SalurSettings
internal import Wording

/// Reads a file of customers: a table with exactly the wanted columns, in any order. What a cell holds is never shown,
/// since it may be a secret.
struct CustomerFile {
    /// A row of which every cell is as its column wants it.
    struct Row: Sendable {
        /// Counted from 1.
        let line: Int
        fileprivate let cells: [CustomerColumn: String]

        /// The trimmed cell of a column that the file was read with.
        subscript(column: CustomerColumn) -> String { cells[column] ?? "" }
    }

    /// The most rows of a file: they are held in memory.
    static let rowsMax = 100_000
    /// More than these problems are only counted.
    private static let problemsShownMax = 20

    /// The file as it is called in messages.
    let name: String
    let rows: [Row]

    /// - Throws: `FileError`; ``CommandFailure`` with ``OutcomeKind/badFile`` that names every cell that is wrong.
    init(path: String, columns: [CustomerColumn]) throws {
        let reader = try PayoutFileReader(path: path)
        name = reader.name
        let places = try Self.places(of: columns, in: reader)
        var rows: [Row] = []
        var problems: [Phrase] = []
        var lines: [String: Int] = [:]
        while let row = try reader.nextRow() {
            guard rows.count < Self.rowsMax else {
                throw CommandFailure(
                    .badFile,
                    Phrase("\(name): the file has more than \(Self.rowsMax) rows. Split it into several files."))
            }
            let line = row.line
            guard row.count == reader.header.names.count else {
                problems.append(
                    Phrase("line \(line): the row has \(row.count) cells, the header \(reader.header.names.count)"))
                continue
            }
            let found = Row(line: line, cells: places.mapValues { Self.trimmed(row[$0]) })
            for column in columns where !column.admits(found[column]) {
                problems.append(Phrase("line \(line), column \(column.rawValue): expected \(column.expected)"))
            }
            if let earlier = lines.updateValue(line, forKey: CustomerName.folded(found[.customer])) {
                problems.append(
                    Phrase("line \(line), column customer: the customer stands in line \(earlier) as well"))
            }
            rows.append(found)
        }
        guard problems.isEmpty else { throw Self.refusal(name, problems) }
        self.rows = rows
    }

    private static func places(
        of columns: [CustomerColumn], in reader: PayoutFileReader
    ) throws(CommandFailure) -> [CustomerColumn: Int] {
        let names = reader.header.names.map { trimmed($0).lowercased() }
        let wanted = columns.map(\.rawValue)
        var problems: [Phrase] = []
        for column in wanted where !names.contains(column) {
            problems.append(Phrase("the column \"\(column)\" is missing"))
        }
        for (index, column) in names.enumerated() {
            if names[..<index].contains(column) {
                problems.append(Phrase("column \(index + 1) has the name of an earlier one"))
            } else if !wanted.contains(column) {
                problems.append(
                    NearestWord.find(column, among: wanted).map {
                        Phrase("column \(index + 1) has another name; did you mean \"\($0)\"?")
                    } ?? Phrase("column \(index + 1) does not belong here; delete it"))
            }
        }
        guard problems.isEmpty else {
            throw CommandFailure(
                .badFile,
                Phrase(
                    """
                    \(reader.name), line \(reader.header.line): the header does not fit: \
                    \(.joined(problems, by: "; ")). The first line must name these columns, in any order: \
                    \(wanted.joined(separator: ", ")).
                    """), code: .headerRefused)
        }
        return Dictionary(uniqueKeysWithValues: columns.map { ($0, names.firstIndex(of: $0.rawValue) ?? 0) })
    }

    private static func refusal(_ name: String, _ problems: [Phrase]) -> CommandFailure {
        var lines = [
            Phrase("\(name): nothing was imported, since something is wrong in \(count: problems.count) places.")
        ]
        lines += problems.prefix(problemsShownMax).map { .joined([.verbatim("  -"), $0], by: " ") }
        if problems.count > problemsShownMax {
            lines.append(Phrase("  … and \(count: problems.count - problemsShownMax) more"))
        }
        return CommandFailure(.badFile, .joined(lines, by: "\n"))
    }

    private static func trimmed(_ cell: String) -> String {
        let start = cell.drop(while: \.isWhitespace)
        return String(String(start.reversed().drop(while: \.isWhitespace)).reversed())
    }
}
