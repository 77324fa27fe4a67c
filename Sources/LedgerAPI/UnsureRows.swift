package import PayoutCore

/// Payouts of a batch that were sent and did not surely succeed, although their statuses do not say so.
package struct UnsureRows: Hashable, Sendable {
    /// Held after a transfer was sent, such as for a conflict.
    package var held = 0
    /// Succeeded by one report of the bank and not by another, and no person has decided.
    package var disputed = 0

    package init() {}

    package init(held: Int, disputed: Int) { (self.held, self.disputed) = (held, disputed) }

    /// One payout, if it is such.
    package init(of payout: Payout) {
        held = payout.status == .held && !payout.transfers.isEmpty ? 1 : 0
        disputed = payout.status == .succeeded && payout.isContradictionOpen ? 1 : 0
    }

    package static func + (left: UnsureRows, right: UnsureRows) -> UnsureRows {
        UnsureRows(held: left.held + right.held, disputed: left.disputed + right.disputed)
    }

    package static func - (left: UnsureRows, right: UnsureRows) -> UnsureRows {
        UnsureRows(held: left.held - right.held, disputed: left.disputed - right.disputed)
    }
}
