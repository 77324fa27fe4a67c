internal import PayoutCore

/// What the writer of a ledger need not read again: payouts saved lately, tallies and deadlines. It holds only what
/// was committed; see ``Ledger/transact(in:undoesRows:_:)``.
struct LedgerCache: Sendable {
    private struct DeadlineKey: Hashable {
        let batch: BatchID
        let status: PayoutStatus
    }

    var payouts = CachedPayouts()
    /// Payouts by status, of batches that were asked about.
    var counts: [BatchID: [PayoutStatus: Int]] = [:]
    private var deadlines: [DeadlineKey: Deadlines] = [:]

    /// What is known of the deadlines of a status.
    subscript(deadlines batch: BatchID, status: PayoutStatus) -> Deadlines {
        get { deadlines[DeadlineKey(batch: batch, status: status)] ?? Deadlines() }
        set { deadlines[DeadlineKey(batch: batch, status: status)] = newValue }
    }

    /// Keeps the deadlines true to a payout as it was saved over `old`.
    mutating func note(_ saved: StoredPayout, over old: Payout) {
        let new = saved.payout
        guard let due = new.dueAt, due != old.dueAt || new.status != old.status else { return }
        deadlines[DeadlineKey(batch: saved.batch, status: new.status)]?.note(due)
    }
}
