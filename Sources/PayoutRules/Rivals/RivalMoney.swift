internal import PayoutCore

/// Collects what the first rows hold next to the amount, and finds whether another column may be what is to be paid.
struct RivalMoney {
    /// A column that may hold amounts.
    struct Candidate {
        let index: Int
        let isRight: Bool
        /// Whether the name says that the column corrects another one.
        let isChange: Bool
        /// Whether the name is that of a known part of a salary.
        let isPart: Bool
        let isQuantity: Bool
    }

    /// The numbers of one row.
    struct Row {
        let line: Int
        let amount: Int64
        /// Nil of an empty cell, and of words.
        let numbers: [RivalNumber?]
    }

    /// Rows are alike: what these do not show is not looked for any longer.
    private static let rowsMax = 200

    private let name: String
    private let names: [String]
    private let finality: Int
    private var candidates: [Candidate]
    private var rows: [Row] = []
    /// Those that had a cell.
    private var filled: Set<Int> = []

    /// Nil where a person has said which column is meant, or no other one can hold money.
    init?(_ layout: ColumnLayout) {
        guard let amount = layout.index(of: .amount), !layout.isMapped(.amount) else { return nil }
        let folded = layout.names.map(ColumnNames.folded)
        let isPlain = layout.isSettled(.amount)
        let read = Set(Column.allCases.compactMap(layout.index))
        let unfit: [SideColumn] = [.rate, .currency]
        (name, names, finality) = (layout.names[amount], layout.names, AmountNames.finality(folded[amount]))
        candidates = (0..<layout.namedCount).compactMap { index in
            let name = layout.names[index]
            let isSide = layout.sides.contains { $0.index == index && unfit.contains($0.kind) }
            let isQuantity = RivalNames.isQuantity(name)
            guard !read.contains(index), !isSide, isQuantity || !RivalNames.holdsNoMoney(name) else { return nil }
            let isChange = RivalNames.isChange(name)
            guard isChange || !isPlain else { return nil }
            return Candidate(
                index: index, isRight: index > amount, isChange: isChange, isPart: AmountNames.isPart(folded[index]),
                isQuantity: isQuantity)
        }
        if candidates.isEmpty { return nil }
    }

    var isDone: Bool { candidates.isEmpty }

    mutating func look(
        line: Int, _ content: Span<UInt8>, _ cells: Span<Range<Int>>, amount: Rupiah
    ) throws(RivalFault) {
        var numbers: [RivalNumber?] = []
        for (position, candidate) in candidates.enumerated() where candidate.index < cells.count {
            let cell = content.extracting(content.trimmed(cells[candidate.index]))
            if cell.isEmpty { continue }
            filled.insert(position)
            while numbers.count < position { numbers.append(nil) }
            numbers.append(RivalNumber(cell))
        }
        guard !numbers.isEmpty else { return }
        while numbers.count < candidates.count { numbers.append(nil) }
        rows.append(Row(line: line, amount: amount.whole, numbers: numbers))
        guard rows.count == Self.rowsMax else { return }
        try decide()
        candidates = candidates.indices.filter { !filled.contains($0) }.map { candidates[$0] }
        (rows, filled) = ([], [])
    }

    /// - Throws: ``RivalFault`` where another column may be meant.
    func decide() throws(RivalFault) {
        let sums = RivalSums(rows, candidates)
        for (position, candidate) in candidates.enumerated() {
            guard let kind = doubt(position, candidate, sums), let row = differing(position, kind) else { continue }
            throw RivalFault(line: row.line, kind, name, other: names[candidate.index])
        }
    }

    private func doubt(_ position: Int, _ candidate: Candidate, _ sums: RivalSums) -> RivalFault.Kind? {
        let isBeforeSum = candidate.isRight && finality == 0
        if isBeforeSum, candidate.isQuantity || isShare(position) {
            return sums.multiplies(position) ? nil : .multiplied
        }
        guard isMoney(position) else { return nil }
        if candidate.isChange { return .other }
        guard finality < 2, !sums.multiplies(position) else { return nil }
        if candidate.isRight { return finality == 1 && sums.explains(position, finality: 1) ? nil : .other }
        // A sum stands to the right of its parts.
        guard finality == 0, !candidate.isPart, !sums.addsUpFromTheLeft else { return nil }
        return .other
    }

    private func differing(_ position: Int, _ kind: RivalFault.Kind) -> Row? {
        rows.first { row in
            guard let number = row.numbers[position] else { return false }
            return kind == .multiplied ? !number.isWholeOne : number.value != row.amount && number.value != 0
        }
    }

    /// Whether the column holds percentages.
    private func isShare(_ position: Int) -> Bool {
        let numbers = rows.compactMap { $0.numbers[position] }
        return !numbers.isEmpty && numbers.count { $0.isPercent } * 2 > numbers.count
    }

    /// Whether most cells of the column may be amounts.
    private func isMoney(_ position: Int) -> Bool {
        let counted = rows.filter { $0.numbers[position].map { $0.value != 0 } ?? false }
        let fitting = counted.count { row in row.numbers[position]?.isMoney(nextTo: row.amount) ?? false }
        return fitting > 0 && fitting * 2 >= counted.count
    }
}
