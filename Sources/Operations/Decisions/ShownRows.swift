internal import PayoutCore
internal import PayoutLedger

/// The rows that a person was shown and says yes to, each with a mark of the state in which it was shown. Only these
/// rows are decided, and only while they are as they were shown:
///
///     var rows = ShownRows()
///     rows.add(stored)                                          // the plan
///     guard rows.isAsShown(stored, at: 0) else { ... }          // under the transaction that decides: refused
///
/// A row takes 16 bytes, so that a million rows are no burden.
struct ShownRows: Sendable {
    private(set) var ids: [PayoutID] = []
    /// Compared within one process alone, since every process hashes in a way of its own.
    private var marks: [Int] = []

    var count: Int { ids.count }

    mutating func add(_ stored: StoredPayout) {
        ids.append(stored.id)
        marks.append(Self.mark(stored.payout))
    }

    /// Whether a row is in the state in which it was added as number `index`.
    func isAsShown(_ stored: StoredPayout, at index: Int) -> Bool { marks[index] == Self.mark(stored.payout) }

    /// Some of the rows, spread over all of them: at least `countMin`, if there are as many.
    func spread(_ countMin: Int) -> [PayoutID] {
        stride(from: 0, to: count, by: max(1, count / countMin)).map { ids[$0] }
    }

    /// Everything of a payout that a decision is about.
    private static func mark(_ payout: Payout) -> Int {
        var hasher = Hasher()
        hasher.combine(payout.status)
        hasher.combine(payout.reason)
        hasher.combine(payout.transfers.count)
        hasher.combine(payout.isContradictionOpen)
        return hasher.finalize()
    }
}
