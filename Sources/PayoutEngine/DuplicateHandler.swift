package import LedgerAPI
package import PayoutCore

/// Holds rows that look like other payments, outside a run or during one, so that persons see them before they say yes
/// (promise P11).
package struct DuplicateHandler: Sendable {
    private let policy: PayoutPolicy
    private let window: Duration
    private let holdsChangedAccounts: Bool
    /// Holds rows that ask for more than one row may.
    package let ceilings: CeilingHandler

    /// - Parameters:
    ///   - window: how far back the same payment under another reference counts.
    ///   - holdsChangedAccounts: whether a known person with another account than before is held.
    ///   - rowCeiling: what one row may ask for at most (`limits.row`).
    package init(
        policy: PayoutPolicy, window: Duration, holdsChangedAccounts: Bool = false, rowCeiling: Rupiah? = nil
    ) {
        ceilings = CeilingHandler(policy: policy, row: rowCeiling)
        self.policy = policy
        self.window = window
        self.holdsChangedAccounts = holdsChangedAccounts
    }

    /// Applies what persons decided about payees, by the same settings.
    package var payees: PayeeHandler { PayeeHandler(policy: policy) }

    /// Holds queued rows that look like payments of other batches.
    ///
    /// - Throws: ``LedgerError``.
    package func holdDuplicates(of batch: Batch, at now: Timestamp, in transaction: some LikenessStore) throws {
        let comparison = PaymentComparison(since: now - window, seesChangedAccounts: holdsChangedAccounts)
        try transaction.forEachLikeness(of: batch, comparison) { payout, likeness in
            _ = try transaction.handle(.duplicateFound(likeness), of: payout, at: now, policy: policy)
        }
    }

    /// Holds a queued row for a likeness that was found otherwise.
    ///
    /// - Throws: ``LedgerError``.
    package func hold(
        _ payout: PayoutID, for likeness: Likeness, at now: Timestamp, in transaction: some PayoutStore
    ) throws {
        _ = try transaction.handle(.duplicateFound(likeness), of: payout, at: now, policy: policy)
    }

    /// Holds those of these rows that look like a payment which nobody has seen with them. Called in the commit that
    /// queues them again, so that a run under way pays none of them unseen: it has compared its rows before.
    ///
    ///     looks like C, paid yesterday; shown, released    queued
    ///     looks like C; batch B is about to pay another    held again, now against that one of B
    ///
    /// - Returns: the rows that are held again.
    /// - Throws: ``LedgerError``.
    package func holdUnseen(
        _ rows: [PayoutID], of batch: Batch, at now: Timestamp, in transaction: some LikenessStore
    ) throws -> Set<PayoutID> {
        guard !rows.isEmpty else { return [] }
        var held: Set<PayoutID> = []
        let comparison = PaymentComparison(
            since: now - window, due: .approved, rows: rows, seesChangedAccounts: holdsChangedAccounts)
        try transaction.forEachLikeness(of: batch, comparison) { payout, likeness in
            let isHeld =
                try transaction.handle(.duplicateFound(likeness), of: payout, at: now, policy: policy) != nil
            if isHeld { held.insert(payout) }
        }
        return held
    }

    /// Holds each further row of the file that has bank, account and amount of an earlier one. Called once, in the very
    /// commit that makes the file a batch: what a person releases later is not held for it again.
    ///
    /// - Returns: those rows; with `isAllowed` they are counted only.
    /// - Throws: ``LedgerError``.
    package func holdRepeats(
        of batch: BatchID, isAllowed: Bool, at now: Timestamp, in transaction: some LikenessStore
    ) throws -> Tally {
        var tally = Tally.zero
        try transaction.forEachRepeat(in: batch) { payout, likeness in
            guard let stored = try transaction.payout(payout) else { return }
            tally.count += 1
            tally.sum = Rupiah(tally.sum.whole &+ stored.payout.order.amount.whole)
            guard !isAllowed else { return }
            _ = try transaction.handle(.duplicateFound(likeness), of: stored, at: now, policy: policy)
        }
        return tally
    }

    /// Releases every row of a batch that is held as a repeat of another row of its file.
    ///
    /// - Returns: those rows.
    /// - Throws: ``LedgerError``.
    package func releaseRepeats(
        of batch: BatchID, _ decision: PersonalDecision, at now: Timestamp, in transaction: some LikenessStore
    ) throws -> Tally {
        var tally = Tally.zero
        var cursor = PayoutID.none
        let selection = PayoutSelection(statuses: [.held], reasonCodes: [ReasonCode.repeatedInFile])
        while true {
            let page = try transaction.payouts(of: batch, selection, after: cursor, limit: Engine.rowsMax)
            for payout in page {
                let before = try transaction.payout(payout)?.payout.reason
                let released = try transaction.handle(.released(decision), of: payout, at: now, policy: policy)
                cursor = payout
                guard let released,
                    try !ceilings.holdUnseen(payout, heldBefore: before, at: now, in: transaction)
                else { continue }
                tally.count += 1
                tally.sum = Rupiah(tally.sum.whole &+ released.payout.order.amount.whole)
            }
            if page.count < Engine.rowsMax { break }
        }
        return tally
    }
}
