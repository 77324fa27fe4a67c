/// Rows and rupiah.
package struct Tally: Hashable, Sendable {
    package var count: Int
    package var sum: Rupiah

    package static let zero = Tally(count: 0, sum: .zero)

    package init(count: Int, sum: Rupiah) {
        self.count = count
        self.sum = sum
    }

    /// Rows and rupiah of both. A sum that does not fit into 64 bits stays at the largest amount, so that it shows in
    /// every comparison instead of wrapping round.
    package static func + (left: Tally, right: Tally) -> Tally {
        Tally(count: left.count + right.count, sum: left.sum.adding(right.sum) ?? Rupiah(.max))
    }

    package static func += (left: inout Tally, right: Tally) { left = left + right }
}

extension Sequence<Tally> {
    /// All of them together.
    package var total: Tally { reduce(.zero, +) }
}

/// The tally of each status of a batch; a status without rows is missing.
package typealias Totals = [PayoutStatus: Tally]

extension Totals {
    /// The rows of any of these statuses.
    package func tally(of statuses: some Sequence<PayoutStatus>) -> Tally {
        statuses.map { self[$0, default: .zero] }.total
    }

    /// Payouts that are not settled.
    package var openCount: Int { tally(of: PayoutStatus.allCases.filter { !$0.isSettled }).count }
}
