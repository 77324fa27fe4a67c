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
        let isDeduction: Bool
        let isQuantity: Bool
        /// Whether the name may be that of a number of things: `Jml`, `Hadir`.
        let mayCount: Bool
        /// Whether the column may be meant instead of the amount; any other only shows how the amount adds up.
        let isRival: Bool
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
    /// How the amounts of the first rows add up, which those after them are compared with.
    private var relation: SumRelation?
    /// Whether the name is that of what is paid for a month, however many days it has.
    private let isSalary: Bool

    /// Nil where no other column can hold money.
    init?(_ layout: ColumnLayout) {
        guard let amount = layout.index(of: .amount) else { return nil }
        let folded = layout.names.map(ColumnNames.folded)
        let (isMapped, isPlain) = (layout.isMapped(.amount), layout.isSettled(.amount))
        let read = Set(Column.allCases.compactMap(layout.index))
        let unfit: [SideColumn] = [.rate, .currency]
        (name, names, finality) = (layout.names[amount], layout.names, AmountNames.finality(folded[amount]))
        candidates = (0..<layout.namedCount).compactMap { index in
            let name = layout.names[index]
            let isSide = layout.sides.contains { $0.index == index && unfit.contains($0.kind) }
            let isQuantity = RivalNames.isQuantity(name)
            guard !read.contains(index), !isSide, isQuantity || !RivalNames.holdsNoMoney(name) else { return nil }
            let isChange = RivalNames.isChange(name)
            return Candidate(
                index: index, isRight: index > amount, isChange: isChange, isPart: AmountNames.isPart(folded[index]),
                isDeduction: AmountNames.isDeduction(folded[index]), isQuantity: isQuantity,
                mayCount: RivalNames.mayCount(name), isRival: !isMapped && (isChange || !isPlain))
        }
        isSalary = ["gaji", "salary", "payroll"].contains(where: folded[amount].contains)
        if candidates.isEmpty { return nil }
    }

    var isDone: Bool { candidates.isEmpty && relation == nil }

    mutating func look(
        line: Int, _ content: Span<UInt8>, _ cells: Span<Range<Int>>, amount: Rupiah
    ) throws(RivalFault) {
        if let relation {
            let expected = relation.expected(amount: amount.whole) { index in
                guard index < cells.count else { return nil }
                let cell = content.extracting(content.trimmed(cells[index]))
                return cell.isEmpty ? nil : RivalNumber(cell)
            }
            if let expected { throw contradiction(line: line, amount.whole, expected: expected, relation) }
        }
        guard !candidates.isEmpty else { return }
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
        candidates = candidates.indices.filter { !filled.contains($0) && candidates[$0].isRival }
            .map { candidates[$0] }
        (rows, filled) = ([], [])
    }

    /// - Throws: ``RivalFault`` where another column may be meant, or the numbers of a row contradict each other.
    mutating func decide() throws(RivalFault) {
        if relation == nil, let found = SumRelation(rows, candidates) {
            relation = found
            for row in rows {
                let expected = found.expected(amount: row.amount) { index in
                    candidates.firstIndex { $0.index == index }.flatMap { row.numbers[$0] }
                }
                if let expected { throw contradiction(line: row.line, row.amount, expected: expected, found) }
            }
        }
        guard candidates.contains(where: \.isRival) else { return }
        let sums = RivalSums(rows, candidates)
        for (position, candidate) in candidates.enumerated() where candidate.isRival {
            guard let kind = doubt(position, candidate, sums), let row = differing(position, kind) else { continue }
            throw RivalFault(line: row.line, kind, name, other: names[candidate.index])
        }
    }

    private func contradiction(
        line: Int, _ amount: Int64, expected: Int64, _ relation: SumRelation
    ) -> RivalFault {
        RivalFault(
            line: line, .sum(amount: Rupiah(amount), expected: Rupiah(expected), terms: relation.words(names)), name,
            other: "")
    }

    private func doubt(_ position: Int, _ candidate: Candidate, _ sums: RivalSums) -> RivalFault.Kind? {
        if finality == 0, multiplies(position, candidate) {
            return sums.multiplies(position) ? nil : .multiplied(product: product(position))
        }
        guard isMoney(position) else { return nil }
        if candidate.isChange { return .other }
        guard finality < 2, !sums.multiplies(position) else { return nil }
        if candidate.isRight { return finality == 1 && sums.explains(position, finality: 1) ? nil : .other }
        // A sum stands to the right of its parts.
        guard finality == 0, !candidate.isPart, !sums.addsUpFromTheLeft else { return nil }
        return .other
    }

    /// Whether the amount may be that of one of as many as the column says.
    private func multiplies(_ position: Int, _ candidate: Candidate) -> Bool {
        if candidate.isRight, candidate.isQuantity || isShare(position) { return true }
        return (candidate.isQuantity || candidate.mayCount) && !isSalary && isPrice(position)
    }

    /// Whether most amounts are the same for different numbers in the column: the price of one, and no sum.
    private func isPrice(_ position: Int) -> Bool {
        var numbers: [Int64: Set<Int64>] = [:]
        for row in rows {
            guard let number = row.numbers[position]?.value, (1...Self.countMax).contains(number) else { continue }
            numbers[row.amount, default: []].insert(number)
        }
        let same = rows.count { (numbers[$0.amount]?.count ?? 0) > 1 }
        return same * 2 > rows.count
    }

    /// More of anything is an amount.
    private static let countMax: Int64 = 1_000

    /// The name of the column that is the amount times the number in the column, in every row.
    private func product(_ position: Int) -> String? {
        let found = candidates.indices.first { other in
            rows.allSatisfy { row in
                guard let count = row.numbers[position]?.value, let number = row.numbers[other]?.value else {
                    return false
                }
                return number > 1 && number == row.amount &* count
            }
        }
        return found.map { CellText.shown(names[candidates[$0].index]) }
    }

    private func differing(_ position: Int, _ kind: RivalFault.Kind) -> Row? {
        rows.first { row in
            guard let number = row.numbers[position] else { return false }
            if case .multiplied = kind { return !number.isWholeOne }
            return number.value != row.amount && number.value != 0
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
