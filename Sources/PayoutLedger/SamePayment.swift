package import PayoutCore

/// The rows of all files that are for one payment: a row that was not paid, and the rows that mend it or each other.
///
///     gaji, line 130        rejected   Rp 250.000.001    amount
///     mended, line 2        succeeded  Rp 200.000.000    standing
///     mended, line 3        rejected   Rp 50.000.001     asks for Rp 50.000.001
package struct SamePayment: Sendable {
    /// One of the rows.
    package struct Row: Sendable {
        package let id: PayoutID
        package let batch: BatchID
        package let line: Int
        package let status: PayoutStatus
        /// Nil where it cannot be read.
        package let amount: Rupiah?
        /// The row that it mends; nil of the first one.
        package let mends: PayoutID?
        /// A person has said that it is not due.
        package let isDismissed: Bool

        /// Whether the row is paid, or may be: neither rejected nor cancelled.
        package var isStanding: Bool { status != .rejected && status != .cancelled }
    }

    /// The oldest first, which is the row of the first file.
    package let rows: [Row]

    /// What is to be paid in all; nil where the first row does not say that.
    package var amount: Rupiah? { rows.first?.amount.flatMap { $0 > .zero ? $0 : nil } }

    /// The first row that is paid, or may be; nil where there is none.
    package var obstacle: Row? { rows.first(where: \.isStanding) }

    /// What the rows that are paid, or may be, ask for.
    package var standing: Rupiah { rows.reduce(.zero) { $1.isStanding ? $0 + $1.amount : $0 } }

    /// What may still be paid; nil where the amount is not known.
    package var left: Rupiah? { amount?.subtracting(standing) }

    /// What each rejected row still asks for; rows that ask for nothing are left out. The newest rows come first, so
    /// that one payment is asked for once, however many files had it.
    package var asked: [PayoutID: Rupiah] {
        var asked: [PayoutID: Rupiah] = [:]
        // Without an amount only one row is ever paid.
        var isOver = obstacle != nil && amount == nil
        var left = left
        for row in rows.reversed() where row.status == .rejected && !isOver {
            guard let own = own(row), left.map({ $0 > .zero }) ?? true else { continue }
            let sum = left.map { min($0, own.isKnown ? own.sum : $0) } ?? own.sum
            left = left?.subtracting(sum)
            isOver = left == nil
            if !row.isDismissed { asked[row.id] = sum }
        }
        return asked
    }

    /// What a rejected row asks for beyond the rows that mend it; nil where that is nothing.
    private func own(_ row: Row) -> (sum: Rupiah, isKnown: Bool)? {
        let parts = rows.filter { $0.mends == row.id && $0.status != .cancelled }
        guard !parts.isEmpty else { return (row.amount ?? .zero, row.amount != nil) }
        guard let amount = row.amount, parts.allSatisfy({ $0.amount != nil }),
            let rest = amount.subtracting(parts.reduce(.zero) { $0 + $1.amount }), rest > .zero
        else { return nil }
        return (rest, true)
    }
}

/// What became of a rejected row by the rows that mend it.
package enum MendingState: Hashable, Sendable {
    /// No other row is paid for it.
    case open
    /// Another row is paid, waits or asks in its place.
    case replaced(batch: String, line: Int)
    /// Another row is paid, or waits, for a part of it, and the rest is not.
    case partly(batch: String, line: Int, left: Rupiah)
    /// A person has said that it is not due.
    case dismissed
}

extension Rupiah {
    fileprivate static func + (sum: Rupiah, amount: Rupiah?) -> Rupiah { Rupiah(sum.whole &+ (amount?.whole ?? 0)) }
}
