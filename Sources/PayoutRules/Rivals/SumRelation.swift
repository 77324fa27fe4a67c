/// How the amount follows from other columns in nearly all rows: a row that differs holds a wrong number.
///
///     Gaji Pokok  Tunjangan  Potongan  THP
///      5.000.000    500.000   100.000   5.400.000
///      4.500.000    500.000   100.000  49.000.000    // contradicts the others
struct SumRelation {
    /// A column that takes part.
    struct Term {
        let index: Int
        let sign: Int64
    }

    /// Of the rows that fit, one may differ for so many.
    private static let fittingForEachOther = 3
    /// A smaller difference, in rupiah, is one of rounding.
    private static let roundingBelow: UInt64 = 1_000
    /// Rows that can be looked at when ways are tried, and what is tried.
    private static let (rowsTriedMax, columnsMax) = (24, 8)

    private(set) var terms: [Term]
    private let isProduct: Bool
    /// Where numbers stand that only rows have which differ: a part that the sum does not know.
    private var others: Set<Int> = []

    private init(_ terms: [Term], isProduct: Bool) { (self.terms, self.isProduct) = (terms, isProduct) }

    /// Nil where nothing clear is to be seen.
    init?(_ rows: [RivalMoney.Row], _ candidates: [RivalMoney.Candidate]) {
        let columns = candidates.indices.filter { column in
            !candidates[column].isChange && !candidates[column].isQuantity
                && rows.contains { ($0.numbers[column]?.value.magnitude ?? 0) > 1 }
        }
        let found = Self.sum(rows, columns, candidates) ?? Self.product(rows, candidates)
        guard var found else { return nil }
        let fitting = rows.filter { found.fits($0, candidates) }
        found.others = Set(
            candidates.indices.filter { column in fitting.allSatisfy { ($0.numbers[column]?.value ?? 0) == 0 } }
                .map { candidates[$0].index })
        self = found
    }

    /// What the amount would be by the other numbers of the row; nil where it is that, or nobody can say.
    ///
    /// - Parameter number: that of the column at an index.
    func expected(amount: Int64, _ number: (Int) -> RivalNumber?) -> Int64? {
        guard amount > 0, !others.contains(where: { (number($0)?.value ?? 0) != 0 }) else { return nil }
        let numbers = terms.map { (number($0.index)?.value ?? 0, $0.sign) }
        guard numbers.contains(where: { $0.0 != 0 }) else { return nil }
        let expected = value(numbers)
        return expected > 0 && !Self.isNear(expected, to: amount) ? expected : nil
    }

    /// The columns by their names and signs: `"Gaji Pokok" + "Tunjangan" - "Potongan"`.
    func words(_ names: [String]) -> String {
        terms.enumerated().map { place, term in
            let name = "\"\(CellText.shown(names[term.index]))\""
            let sign = isProduct ? "× " : term.sign < 0 ? "- " : "+ "
            return place == 0 && term.sign > 0 ? name : sign + name
        }.joined(separator: " ")
    }

    private func value(_ numbers: [(Int64, Int64)]) -> Int64 {
        numbers.reduce(isProduct ? 1 : 0) { isProduct ? $0 &* $1.0 : $0 &+ $1.0 &* $1.1 }
    }

    private func fits(_ row: RivalMoney.Row, _ candidates: [RivalMoney.Candidate]) -> Bool {
        let numbers = terms.map { term in
            (candidates.firstIndex { $0.index == term.index }.flatMap { row.numbers[$0]?.value } ?? 0, term.sign)
        }
        return Self.isNear(value(numbers), to: row.amount)
    }

    private static func isNear(_ first: Int64, to second: Int64) -> Bool {
        first.subtractingReportingOverflow(second).partialValue.magnitude < roundingBelow
    }

    // MARK: Finding

    private static func isClear(misfits: Int, of rows: Int) -> Bool {
        let fits = rows - misfits
        return fits >= fittingForEachOther && misfits * fittingForEachOther <= fits
    }

    private static func sum(
        _ rows: [RivalMoney.Row], _ columns: [Int], _ candidates: [RivalMoney.Candidate]
    ) -> SumRelation? {
        guard columns.count > 1, rows.count >= fittingForEachOther else { return nil }
        let tried = Array(rows.prefix(rowsTriedMax))
        let values = tried.map { row in columns.map { row.numbers[$0]?.value ?? 0 } }
        var best: (signs: [Int64], misfits: Int)?
        for signs in ways(columns, candidates) {
            // As many as the best has are no better.
            let limit = best?.misfits ?? (tried.count / 2 + 1)
            var misfits = 0
            for (row, values) in zip(tried, values) where misfits < limit {
                var sum: Int64 = 0
                for place in columns.indices { sum &+= signs[place] &* values[place] }
                if !isNear(sum, to: row.amount) { misfits += 1 }
            }
            if misfits < limit { best = (signs, misfits) }
            if misfits == 0 { break }
        }
        guard let best, isClear(misfits: best.misfits, of: tried.count) else { return nil }
        let terms = columns.indices.filter { best.signs[$0] != 0 }
        let relation = SumRelation(
            terms.map { Term(index: candidates[columns[$0]].index, sign: best.signs[$0]) }, isProduct: false)
        let fitting = rows.filter { relation.fits($0, candidates) }
        guard isClear(misfits: rows.count - fitting.count, of: rows.count) else { return nil }
        // What only one row has shows nothing, and an amount that is said twice is no sum.
        let shown = terms.count { place in
            fitting.count { ($0.numbers[columns[place]]?.value.magnitude ?? 0) >= roundingBelow } > 1
        }
        return shown > 1 ? relation : nil
    }

    /// The signs to try; of many columns, only those that their names say.
    private static func ways(_ columns: [Int], _ candidates: [RivalMoney.Candidate]) -> [[Int64]] {
        guard columns.count <= columnsMax else {
            return [columns.map { candidates[$0].isDeduction ? -1 : 1 }]
        }
        var ways: [[Int64]] = [[]]
        for _ in columns { ways = ways.flatMap { way in [1, -1, 0].map { way + [$0] } } }
        return ways
    }

    private static func product(_ rows: [RivalMoney.Row], _ candidates: [RivalMoney.Candidate]) -> SumRelation? {
        for left in candidates.indices {
            for right in candidates.indices where right > left {
                let relation = SumRelation(
                    [left, right].map { Term(index: candidates[$0].index, sign: 1) }, isProduct: true)
                let fitting = rows.count { row in
                    guard let one = row.numbers[left], let other = row.numbers[right] else { return false }
                    return min(one.value, other.value) > 1 && !one.isPercent && !other.isPercent
                        && relation.fits(row, candidates)
                }
                if isClear(misfits: rows.count - fitting, of: rows.count) { return relation }
            }
        }
        return nil
    }
}
