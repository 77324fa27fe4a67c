internal import PayoutCore
internal import PayoutFile
internal import PayoutRules
internal import PayoutWorkbook

/// The rows of a file whose references look the same and are not, for a person to look at.
struct LookAlikes {
    /// How many pairs are kept; a file with more has a habit, not a slip.
    static let keptMax = 1_000

    private var pairs: [LookAlike] = []

    mutating func add(_ pair: LookAlike) {
        if pairs.count < Self.keptMax { pairs.append(pair) }
    }

    /// The pairs of which both rows stand, in the order of the lines.
    ///
    /// - Parameters:
    ///   - rejected: the lines that are not paid, and so are in nobody's way.
    ///   - path: the file, read once more for what the rows are known by, where that is possible.
    ///   - form: what the rows of the file ask for.
    ///   - checker: finds the texts of the payment in these rows.
    func standing(
        without rejected: LineSet, path: String, _ form: RowForm, _ checker: RowChecker
    ) -> [Violation] {
        let standing = pairs.filter { !rejected.contains($0.line) && !rejected.contains($0.otherLine) }
            .sorted { ($0.line, $0.otherLine) < ($1.line, $1.otherLine) }
        guard !standing.isEmpty else { return [] }
        let names = Self.names(of: Set(standing.flatMap { [$0.line, $0.otherLine] }), in: path, form, checker)
        return standing.map { pair in
            .referenceLookAlike(
                line: pair.line, names[pair.line], otherLine: pair.otherLine, other: names[pair.otherLine])
        }
    }

    /// What the rows in these lines are known by. Nothing depends on it: where the file cannot be read, lines must do.
    private static func names(
        of lines: Set<Int>, in path: String, _ form: RowForm, _ checker: RowChecker
    ) -> [Int: RowName] {
        guard InputPath.canBeReadAgain(path), let last = lines.max(),
            let reader = try? FileScan(path: path, form).source
        else { return [:] }
        var names: [Int: RowName] = [:]
        while let row = try? reader.nextRow(), row.line <= last {
            guard lines.contains(row.line) else { continue }
            let located = row.withCells { checker.locate(content: $0, cells: $1) }
            names[row.line] = RowName(
                reference: row.text(in: located.reference), accountName: row.text(in: located.accountName))
        }
        return names
    }
}
