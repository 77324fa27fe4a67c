internal import PayoutCore
internal import PayoutFile
internal import PayoutRules

/// Comments on cells of a payment that may correct them: nobody can say whether the cell or the comment is meant, so
/// the row is not paid.
struct CellComments {
    private var found: [Int: Violation] = [:]

    /// - Parameter steps: what was found in the workbook beside its rows.
    init(_ steps: [SourceStep], _ layout: ColumnLayout) {
        let columns = [Column.amount, .accountNumber, .accountName, .bankCode]
        for step in steps where step.kind == .comment {
            guard let cell = step.cells.first, let index = Self.column(of: cell),
                let column = columns.first(where: { layout.index(of: $0) == index })
            else { continue }
            let text = step.cells.dropFirst().joined(separator: " ")
            guard CommentRule.corrects(text) else { continue }
            let cause = RowFault.Cause.suspicion(of: .comment(cell: cell, text: ShownText.of(text)))
            found[step.line] = found[step.line] ?? Violation(line: step.line, RowFault(column, "", cause))
        }
    }

    /// What is wrong with the row of `line`; nil where no comment corrects it.
    func violation(line: Int) -> Violation? { found.isEmpty ? nil : found[line] }

    /// The column of an address such as `D2`, counted from 0.
    private static func column(of cell: String) -> Int? {
        let letters = cell.utf8.prefix { (0x41...0x5A).contains($0) }
        guard !letters.isEmpty else { return nil }
        return letters.reduce(0) { $0 * 26 + Int($1 - 0x40) } - 1
    }
}
