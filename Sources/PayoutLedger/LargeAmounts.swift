internal import PayoutCore

/// Finds the amounts of a file that are many times the usual one, such as those with a zero too many. A file of any
/// size takes the same memory: amounts are counted by size, and only the largest rows are kept.
struct LargeAmounts {
    /// From how many times the usual amount on an amount is large.
    private static let factor: Int64 = 10
    /// Below this many rows no amount is usual.
    private static let rowsMin = 10
    /// Where more rows than this are large, the file pays two kinds of amounts, and none is unusual.
    private static let largeMax = 10
    /// A step between two sizes is an eighth of the way to the double.
    private static let stepBits = 3

    private var counts = [Int](repeating: 0, count: (Int64.bitWidth + 1) << Self.stepBits)
    private var rowCount = 0
    /// The largest rows, the largest first, one more than are shown.
    private var largest: [PayeeSurvey.Row] = []

    /// Takes in the rows of a part.
    ///
    /// - Parameters:
    ///   - places: of the rows that are to be paid.
    ///   - amounts: by place.
    ///   - row: the row at a place.
    mutating func add(_ places: [Int], _ amounts: [Int64], row: (Int) throws -> PayeeSurvey.Row?) rethrows {
        var candidates: [Int] = []
        for place in places where amounts.indices.contains(place) && amounts[place] > 0 {
            counts[Self.size(amounts[place])] += 1
            rowCount += 1
            let least = candidates.last.map { amounts[$0] } ?? 0
            guard candidates.count <= Self.largeMax || amounts[place] > least else { continue }
            let index = candidates.firstIndex { amounts[$0] < amounts[place] } ?? candidates.endIndex
            candidates.insert(place, at: index)
            if candidates.count > Self.largeMax + 1 { candidates.removeLast() }
        }
        largest += try candidates.compactMap(row)
        largest.sort { ($1.amount, $0.line) < ($0.amount, $1.line) }
        largest.removeLast(max(0, largest.count - Self.largeMax - 1))
    }

    /// The rows with large amounts and the usual amount, about the one in the middle of all; nil where none is large.
    var found: (rows: [PayeeSurvey.Row], usual: Rupiah)? {
        guard rowCount >= Self.rowsMin else { return nil }
        var left = rowCount / 2
        let middle = counts.firstIndex { count in
            left -= count
            return left < 0
        }
        guard let middle else { return nil }
        let usual = Self.least(ofSize: middle)
        let rows = largest.filter { $0.amount.whole / Self.factor > usual }
        return rows.isEmpty || rows.count > Self.largeMax ? nil : (rows, Rupiah(usual))
    }

    /// The size of an amount: the place of its highest bit, and the bits after that.
    private static func size(_ amount: Int64) -> Int {
        let highest = Int64.bitWidth - 1 - amount.leadingZeroBitCount
        let step = highest >= stepBits ? Int(amount >> Int64(highest - stepBits)) & (1 << stepBits - 1) : 0
        return highest << stepBits | step
    }

    private static func least(ofSize size: Int) -> Int64 {
        let (highest, step) = (size >> stepBits, Int64(size & (1 << stepBits - 1)))
        return highest >= stepBits ? (1 << stepBits | step) << Int64(highest - stepBits) : 1 << Int64(highest)
    }
}
