package import PayoutCore

/// Between which moments the stored deadlines of one status lie, so that the ledger is asked only when one may have
/// come. A deadline that was taken back may still be counted in: then the ledger is asked once too often.
package struct Deadlines: Sendable {
    /// False until the ledger was asked.
    package private(set) var isKnown = false
    package var earliest: Timestamp?
    private var latest: Timestamp?

    /// What must be asked for.
    package init() {}

    /// The ledger was asked and nothing is due: `earliest` is the first there is, and none is further than `latest`.
    package init(earliest: Timestamp?, latest: Timestamp) {
        isKnown = true
        self.earliest = earliest
        self.latest = earliest == nil ? nil : latest
    }

    /// Whether the ledger must be asked: a deadline may have come, or lies further away than any wait since the clock
    /// was set.
    package func mayBeDue(at now: Timestamp, longestWait: Duration) -> Bool {
        guard isKnown else { return true }
        return earliest.map { $0 <= now } ?? false || latest.map { $0 > now + longestWait } ?? false
    }

    /// A deadline was stored.
    fileprivate mutating func note(_ moment: Timestamp) {
        earliest = min(earliest ?? moment, moment)
        latest = max(latest ?? moment, moment)
    }
}

/// What a ledger knows of the deadlines of each status of each batch. A ledger that is not sure drops
/// it: a transaction that failed or refused a row, or a write of another process.
package struct KnownDeadlines: Sendable {
    private struct Key: Hashable {
        let batch: BatchID
        let status: PayoutStatus
    }

    private var known: [Key: Deadlines] = [:]

    package init() {}

    /// What is known of the deadlines of a status of a batch.
    package subscript(batch: BatchID, status: PayoutStatus) -> Deadlines {
        get { known[Key(batch: batch, status: status)] ?? Deadlines() }
        set { known[Key(batch: batch, status: status)] = newValue }
    }

    /// Keeps them true to a payout as it was saved over `old`.
    package mutating func note(_ saved: StoredPayout, over old: Payout) {
        let new = saved.payout
        guard let due = new.dueAt, due != old.dueAt || new.status != old.status else { return }
        known[Key(batch: saved.batch, status: new.status)]?.note(due)
    }
}
