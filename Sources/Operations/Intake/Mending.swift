internal import PayoutCore
internal import PayoutLedger
internal import PayoutRules

/// The rows of a file that mend rejected rows of other batches, as the column `mends` of `rejected.csv` says.
///
/// A row that was rejected is paid in one other row at most: the same file of mended rows that comes twice, with more
/// of its rows mended, pays none of them again.
struct Mending {
    /// A row of the file, and the row that it mends.
    struct Link {
        let line: Int
        let row: PayoutID
    }

    private let column: Int?
    /// What the column says, by line.
    private var cells: [(line: Int, text: String)] = []

    init(_ layout: ColumnLayout) { column = layout.index(of: .mends) }

    /// Looks at a row that can be paid.
    mutating func take(_ row: borrowing ScannedRow) {
        guard let column else { return }
        let found = row.cells
        if column < found.count, !found[column].isEmpty { cells.append((row.line, found[column])) }
    }

    /// Finds the rows that are mended.
    ///
    /// - Returns: the links, and what is wrong with rows that cannot be paid, by line. A cell that names no row of this
    ///   ledger is of no use, and its row is one like any other.
    func find(in reader: LedgerReader) throws -> (links: [Link], refused: [Int: RowFault]) {
        guard !cells.isEmpty else { return ([], [:]) }
        let batches = Dictionary(try reader.batches().map { ($0.folderName, $0) }) { first, _ in first }
        let names = Dictionary(batches.values.map { ($0.id, $0.folderName) }) { first, _ in first }
        var (links, refused): ([Link], [Int: RowFault]) = ([], [:])
        var taken: [PayoutID: Int] = [:]
        for (line, text) in cells {
            guard let colon = text.lastIndex(of: ":"), let mendedLine = Int(text[text.index(after: colon)...]),
                let batch = batches[String(text[..<colon])],
                let row = try reader.row(inLine: mendedLine, of: batch.id)
            else { continue }
            if let obstacle = try reader.obstacle(toMending: row) {
                let name = names[obstacle.batch] ?? ""
                refused[line] = RowFault(
                    nil, "", .mendedAlready(batch: name, line: obstacle.line, status: obstacle.status.rawValue))
            } else if let other = taken.updateValue(line, forKey: row) {
                refused[line] = RowFault(.reference, "", .duplicateReference(line: other))
            } else {
                links.append(Link(line: line, row: row))
            }
        }
        return (links, refused)
    }
}
