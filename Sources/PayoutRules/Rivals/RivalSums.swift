/// How the amount follows from the other numbers of its rows: as a sum with signs, or as a product, the same in all.
///
///     Gaji Pokok  Tunjangan  Potongan  Jumlah      // + + -
///     Harga       Hari       Jumlah                // Harga × Hari
struct RivalSums {
    /// More columns are not tried: they are the parts of a salary.
    private static let columnsMax = 8

    /// The signs of each column, for each way that fits all rows.
    private let ways: [[Int64]]
    private let products: Set<Int>
    private let isTried: Bool
    private let candidates: [RivalMoney.Candidate]

    init(_ rows: [RivalMoney.Row], _ candidates: [RivalMoney.Candidate]) {
        self.candidates = candidates
        let columns = candidates.indices.filter { column in
            !candidates[column].isChange && !candidates[column].isQuantity
                && rows.contains { ($0.numbers[column]?.value.magnitude ?? 0) > 1 }
        }
        isTried = columns.count <= Self.columnsMax
        ways = isTried ? Self.ways(rows, columns, of: candidates.count) : []
        products = Self.products(rows, candidates.count)
    }

    /// Whether the number in the column is multiplied with that of another one to make the amount of every row.
    func multiplies(_ column: Int) -> Bool { products.contains(column) }

    /// Whether the amount is a sum that the column is a part of. With finality 1 the name says that it is a net.
    func explains(_ column: Int, finality: Int) -> Bool {
        let doubted = candidates.indices.filter { other in
            candidates[other].isRight && ways.contains { $0[other] != 0 } || other == column
        }
        return ways.contains { way in doubted.allSatisfy { way[$0] != 0 } }
    }

    /// Whether the amount is the sum of what stands to its left.
    var addsUpFromTheLeft: Bool {
        !isTried
            || ways.contains { way in
                way.contains { $0 != 0 } && way.indices.allSatisfy { way[$0] == 0 || !candidates[$0].isRight }
            }
    }

    private static func ways(_ rows: [RivalMoney.Row], _ columns: [Int], of count: Int) -> [[Int64]] {
        guard let first = rows.first, !columns.isEmpty else { return [] }
        var ways: [[Int64]] = [[]]
        for _ in columns { ways = ways.flatMap { way in [0, 1, -1].map { way + [$0] } } }
        func fits(_ way: [Int64], _ row: RivalMoney.Row) -> Bool {
            var sum: Int64 = 0
            for (place, column) in columns.enumerated() {
                sum &+= way[place] &* (row.numbers[column]?.value ?? 0)
            }
            return sum == row.amount
        }
        return ways.filter { fits($0, first) }.filter { way in rows.allSatisfy { fits(way, $0) } }.map { way in
            var signs = [Int64](repeating: 0, count: count)
            for (place, column) in columns.enumerated() { signs[column] = way[place] }
            return signs
        }
    }

    private static func products(_ rows: [RivalMoney.Row], _ count: Int) -> Set<Int> {
        var found: Set<Int> = []
        for left in 0..<count {
            for right in (left + 1)..<max(count, left + 1) {
                let fits = rows.allSatisfy { row in
                    guard let one = row.numbers[left], let other = row.numbers[right] else { return false }
                    let (product, overflow) = one.value.multipliedReportingOverflow(by: other.value)
                    let isShare = one.isPercent || other.isPercent
                    return !overflow && product == (isShare ? row.amount &* 100 : row.amount)
                }
                if fits, !rows.isEmpty { found.formUnion([left, right]) }
            }
        }
        return found
    }
}
