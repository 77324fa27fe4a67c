package import LedgerAPI
package import PayoutCore

/// One transaction under way: everything that it did stands together, or nothing of it.
///
/// Not to be kept beyond the closure that it was handed to.
package final class MemoryTransaction {
    var tables: Tables
    /// See ``Facts/changesByOthers``.
    let changesByOthers: Int
    var deadlines: KnownDeadlines

    init(_ tables: consuming Tables, _ deadlines: KnownDeadlines, changesByOthers: Int) {
        self.tables = tables
        self.deadlines = deadlines
        self.changesByOthers = changesByOthers
    }
}

extension MemoryTransaction: PayoutStore, LikenessStore {
    /// The payout with this key.
    package func payout(_ id: PayoutID) -> StoredPayout? { tables.payout(id) }

    /// Whether a person has released a payout after it was held for this reason.
    package func isReleased(_ id: PayoutID, heldFor code: String) -> Bool {
        let events = tables.events(of: id)
        let held = events.firstIndex { $0.kind == PayoutEvent.ceilingKind && $0.detail.hasSuffix(code) }
        return held.map { events[$0...].contains { $0.kind == PayoutEvent.releasedKind } } ?? false
    }

    /// The payouts of a batch that are meant, after `cursor`.
    package func payouts(
        of batch: BatchID, _ selection: PayoutSelection, after cursor: PayoutID, limit: Int
    ) -> [PayoutID] {
        tables.payouts(of: batch, selection, after: cursor, limit: limit)
    }

    /// Saves what one event made of a payout, and writes it into the journal.
    package func save(_ change: PayoutChange, at now: Timestamp) -> Bool {
        let isSaved = saveRow(change.stored, from: change.old, at: now)
        if let entry = change.entry { record(isSaved ? entry : entry.refused(change)) }
        return isSaved
    }

    /// Hands over queued payouts that look like payments of other batches.
    package func forEachLikeness(
        of batch: Batch, _ comparison: PaymentComparison, _ body: (PayoutID, Likeness) throws -> Void
    ) rethrows {
        for (payout, likeness) in tables.likenesses(of: batch, comparison) { try body(payout, likeness) }
    }

    /// Hands over queued payouts that look like an earlier row of their file.
    package func forEachRepeat(in batch: BatchID, _ body: (PayoutID, Likeness) throws -> Void) rethrows {
        for (payout, likeness) in tables.repeats(in: batch) { try body(payout, likeness) }
    }
}

extension MemoryTransaction: BatchStore {
    /// Has the batch's state machine take an event.
    package func handle(_ event: BatchEvent, of batch: BatchID, at now: Timestamp) -> BatchStep {
        guard var row = tables.batches[batch.key] else { return .refused(.importing) }
        var state = row.batch.state
        let step = state.handle(event)
        guard step == .changed else { return step }
        row.batch.state = state
        row.batch.changedAt = now
        if state.isApproved { row.batch.approvedAt = row.batch.approvedAt ?? now }
        tables.batches[batch.key] = row
        record(JournalEvent(batch, became: state, by: event, at: now))
        return step
    }

    /// What is left to do for a batch.
    package func work(of batch: BatchID) -> BatchWork { tables.work(of: batch) }

    /// Brings the status of a batch in line with its rows after a person's decision.
    package func rowsDecided(of batch: BatchID, endedBy end: BatchEvent, at now: Timestamp) -> BatchStep {
        handle(work(of: batch).isOpen ? .workAppeared : end, of: batch, at: now)
    }

    /// Stores the state of the prior-transfer check.
    package func setPriorTransfers(_ found: PriorTransfers, cursor: PayoutID, of batch: BatchID, at now: Timestamp) {
        guard var row = tables.batches[batch.key] else { return }
        row.batch.priorTransfers = found
        row.batch.priorTransferCursor = cursor
        tables.batches[batch.key] = row
        record(JournalEvent(at: now, batch: batch, payout: nil, kind: "prior_transfers", detail: found.rawValue))
    }

    /// Appends to the journal.
    func record(_ event: JournalEvent) { tables.events.add(event) }
}
