internal import PayoutFile
internal import PayoutRules

/// Reads rows that are not plain once more, with what their cells mean in the place of what they say.
final class RowRereader<Source: RowSource> {
    /// A row as the rules see it, and what they say about it.
    struct Reread: ~Copyable {
        let row: SourceRow
        let verdict: RowVerdict
    }

    /// Whether the last row was plain. Rows are alike: where it was not, the next one is not checked in vain.
    private(set) var expectsPlain = true
    /// What the amounts of the file show about their separators.
    let amounts: AmountColumn<Source>
    private let checker: RowChecker
    private let reader: CellReader
    private let restated = RestatedRow()

    init(_ checker: RowChecker, _ reader: CellReader, _ reopen: (() throws -> Source?)?) {
        self.checker = checker
        self.reader = reader
        amounts = AmountColumn(checker, reopen)
    }

    /// - Parameters:
    ///   - located: where the texts of the payment are in `row`.
    ///   - verdict: what the rules say about the row as it is; nil where they were not asked.
    ///   - reading: counts what is done.
    func read(
        _ row: consuming SourceRow, _ located: LocatedCells, _ verdict: RowVerdict?, _ reading: inout FileReading
    ) throws -> Reread {
        let line = row.line
        let read = try row.withCells { content, cells in
            try reader.read(content: content, cells: cells, located) { try amounts.style() }
        }
        expectsPlain = read == nil
        guard let read else {
            if let verdict { return Reread(row: row, verdict: verdict) }
            let found = row.withCells {
                checker.check(line: line, content: $0, cells: $1, located: located)
            }
            return Reread(row: row, verdict: found)
        }
        for step in read.steps { reading.note(step.kind, line: line) { step.example } }
        let other = restated.lend(row, read, checker)
        let found = other.withCells {
            checker.check(line: line, content: $0, cells: $1, located: restated.located)
        }
        return Reread(row: other, verdict: found)
    }
}
