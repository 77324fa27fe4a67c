internal import PayoutCore

/// Finds where nobody can say whether a column that is read holds what is meant, or another one does.
struct ColumnDoubts {
    /// As the file writes them.
    let names: [String]
    let folded: [String]
    /// Where the columns stand that are read.
    let indices: [Column: Int]
    /// Where columns stand that have a name of the settings.
    let taken: Set<Int>
    /// The columns that have one: what a person has named is meant.
    let mapped: Set<Column>

    /// - Parameter columns: those that are in doubt already.
    func ambiguous(besides columns: [Column]) -> [(column: Column, names: [String])] {
        var found: [(column: Column, names: [String])] = []
        if let amount = index(of: .amount, columns) {
            let others = folded.indices.filter { index in
                index != amount && !SideColumn.isQuestion(names[index]) && !SideColumn.saysIsOver(names[index])
                    && AmountNames.mayBeNet(folded[index], where: folded[amount])
            }
            if !others.isEmpty { found.append((.amount, ([amount] + others).map { names[$0] })) }
        }
        return found
    }

    /// Where columns stand that may replace the account or the bank that is read: `No Rekening Baru`.
    func replacements(besides columns: [Column]) -> [(column: Column, index: Int)] {
        [Column.accountNumber, .bankCode].flatMap { column -> [(column: Column, index: Int)] in
            guard let read = index(of: column, columns) else { return [] }
            return folded.indices.filter {
                $0 != read && !taken.contains($0) && ColumnNames.mayReplace(column, folded[$0])
            }.map { (column, $0) }
        }
    }

    /// Where columns stand that are taken off the amount, or added to it, and the amount may be before them. A column
    /// that is called exactly `amount` is what somebody wants to pay.
    var parts: [Int] {
        guard let amount = index(of: .amount, []), names[amount] != Column.amount.rawValue else { return [] }
        return AmountNames.parts(of: amount, among: folded)
    }

    private func index(of column: Column, _ doubtful: [Column]) -> Int? {
        mapped.contains(column) || doubtful.contains(column) ? nil : indices[column]
    }
}
