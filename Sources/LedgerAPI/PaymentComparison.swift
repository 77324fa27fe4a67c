package import PayoutCore

/// Which queued rows of a batch are compared with which payments of other batches (promise P11).
///
///     PaymentComparison(since: now - window)                                    // what was sent
///     PaymentComparison(since: now - window, due: .approved, rows: [released])  // and what may be sent at any moment
package struct PaymentComparison: Sendable {
    /// Rows of other batches that count before they are sent.
    package enum Due: Hashable, Sendable {
        case none
        /// Those of every batch that is approved or under way.
        case approved
        /// Those of these batches.
        case of([BatchID])
    }

    /// The beginning of the window within which the same payment under another reference counts.
    package let since: Timestamp
    package let due: Due
    /// The rows to compare; nil for all of the batch.
    package let rows: [PayoutID]?
    /// Whether a known person with another account than before counts (`checks.accountChange`).
    package let seesChangedAccounts: Bool

    package init(
        since: Timestamp, due: Due = .none, rows: [PayoutID]? = nil, seesChangedAccounts: Bool = false
    ) {
        self.since = since
        self.due = due
        self.rows = rows
        self.seesChangedAccounts = seesChangedAccounts
    }
}
