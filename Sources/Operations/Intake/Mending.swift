internal import PayoutCore
internal import PayoutFile
internal import PayoutLedger
internal import PayoutRules

/// The rows of a file that mend rejected rows of other batches, as the column `mends` of `rejected.csv` says.
///
/// A row that was rejected is paid in one other row, or in parts that are no more than its amount: the same file of
/// mended rows that comes twice, with more of its rows mended, pays none of them again. Rows that are rejected once
/// more are linked as well, so that every file of mended rows leads to the first one.
struct Mending {
    /// A row of the file, and the row that it mends.
    struct Link {
        let line: Int
        let row: PayoutID
    }

    /// What a row of the file says.
    private struct Claim {
        let line: Int
        let text: String
        let amount: Rupiah?
        let isAccepted: Bool
    }

    private let column: Int?
    private var claims: [Claim] = []

    init(_ layout: ColumnLayout) { column = layout.index(of: .mends) }

    /// Looks at a row, whether or not it can be paid.
    mutating func take(_ row: borrowing ScannedRow) {
        guard let column else { return }
        let cells = row.cells
        // Where a row has not a cell for each column, the last one of this form is meant.
        let found = row.isWellFormed ? column : cells.lastIndex { Self.parts(of: $0) != nil } ?? column
        guard found < cells.count else { return }
        claims.append(
            Claim(line: row.line, text: cells[found], amount: row.amount, isAccepted: row.isAccepted))
    }

    /// Finds the rows that are mended.
    ///
    /// - Returns: the links, and what is wrong with rows that cannot be paid, by line.
    func find(in reader: LedgerReader) throws -> (links: [Link], refused: [Int: RowFault]) {
        guard !claims.isEmpty else { return ([], [:]) }
        let batches = Dictionary(try reader.batches().map { ($0.folderName, $0) }) { first, _ in first }
        let names = Dictionary(batches.values.map { ($0.id, $0.folderName) }) { first, _ in first }
        var (links, refused): ([Link], [Int: RowFault]) = ([], [:])
        /// What the rows of this file ask for in the place of a row, and the first of these rows.
        var taken: [PayoutID: (line: Int, sum: Rupiah)] = [:]
        for claim in claims where claim.text.contains(where: { !$0.isWhitespace }) {
            guard let (name, line) = Self.parts(of: claim.text), let batch = batches[name],
                let row = try reader.row(inLine: line, of: batch.id)
            else {
                if claim.isAccepted { refused[claim.line] = RowFault(.mends, ShownText.of(claim.text), .mendsUnknown) }
                continue
            }
            guard claim.isAccepted, let amount = claim.amount else {
                links.append(Link(line: claim.line, row: row))
                continue
            }
            let root = try reader.rowsOfSamePayment(as: row).first ?? row
            if let obstacle = try reader.obstacle(toMending: row) {
                refused[claim.line] = RowFault(
                    nil, "",
                    .mendedAlready(
                        batch: names[obstacle.batch] ?? "", line: obstacle.line, status: obstacle.status.rawValue))
            } else if let other = taken[root] {
                let sum = Rupiah(other.sum.whole &+ amount.whole)
                let isPart = try reader.amount(of: root).map { sum <= $0 } ?? false
                if isPart { taken[root] = (other.line, sum) }
                if !isPart { refused[claim.line] = RowFault(nil, "", .mendedTwice(line: other.line)) }
            } else {
                taken[root] = (claim.line, amount)
            }
            links.append(Link(line: claim.line, row: row))
        }
        return (links, refused)
    }

    /// `gaji-3f9a1c07:17` as the batch and the line; nil of anything else.
    private static func parts(of text: String) -> (batch: String, line: Int)? {
        let text = text.filter { !$0.isWhitespace }
        guard let colon = text.lastIndex(of: ":"), let line = Int(text[text.index(after: colon)...]) else { return nil }
        return (String(text[..<colon]), line)
    }
}
