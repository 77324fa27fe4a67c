package import LedgerAPI
package import PayoutCore

/// Holds rows that ask for more than one row may (`limits.row`), outside a run, so that persons see them before they
/// say yes. What may be sent on one day is counted by ``Engine`` alone.
package struct CeilingHandler: Sendable {
    private let policy: PayoutPolicy
    private let ceiling: Rupiah?

    init(policy: PayoutPolicy, row ceiling: Rupiah?) { (self.policy, self.ceiling) = (policy, ceiling) }

    /// Holds each queued row of a batch that asks for more, unless a person has released it for that. Called in the
    /// commit that makes the file a batch, and again before an approval and a run: the ceiling may be lower by then.
    ///
    /// - Throws: ``LedgerError``.
    package func holdRows(of batch: Batch, at now: Timestamp, in transaction: some LikenessStore) throws {
        guard let ceiling, batch.rail == .payout else { return }
        let selection = PayoutSelection(statuses: [.queued], amountAbove: ceiling)
        var cursor = PayoutID.none
        while true {
            let page = try transaction.payouts(of: batch.id, selection, after: cursor, limit: Engine.rowsMax)
            for payout in page where try !transaction.isReleased(payout, heldFor: ReasonCode.rowLimit) {
                _ = try transaction.handle(
                    .ceilingReached(CeilingHit(.row, ceiling: ceiling)), of: payout, at: now, policy: policy)
            }
            guard let last = page.last, page.count == Engine.rowsMax else { break }
            cursor = last
        }
    }

    /// Holds a row that a person has just queued again, where its amount was not shown to anybody as too much: a row
    /// waits for one reason at a time, and the ceiling may be lower by now.
    ///
    /// - Parameter reason: why the row was held before.
    /// - Returns: whether it is held again.
    /// - Throws: ``LedgerError``.
    func holdUnseen(
        _ id: PayoutID, heldBefore reason: Reason?, at now: Timestamp, in transaction: some PayoutStore
    ) throws -> Bool {
        guard let ceiling, reason?.code != ReasonCode.rowLimit, let stored = try transaction.payout(id),
            stored.payout.status == .queued, stored.payout.order.rail == .payout,
            stored.payout.order.amount > ceiling, try !transaction.isReleased(id, heldFor: ReasonCode.rowLimit)
        else { return false }
        let hit = CeilingHit(.row, ceiling: ceiling)
        return try transaction.handle(.ceilingReached(hit), of: stored, at: now, policy: policy) != nil
    }
}
