package import LedgerAPI
package import PayoutCore

/// Applies to rows what persons decided about their payees before: nobody on the block list is paid, and nobody is
/// asked twice about the same name of the bank.
package struct PayeeHandler: Sendable {
    private let policy: PayoutPolicy

    package init(policy: PayoutPolicy) { self.policy = policy }

    /// Rejects rows whose account or name is blocked; rows that were sent before are cancelled.
    ///
    /// - Returns: the rows that are not paid for it.
    /// - Throws: ``LedgerError``.
    package func reject(
        _ rows: [(payout: PayoutID, block: PayeeBlock)], at now: Timestamp, in transaction: some PayoutStore
    ) throws -> Tally {
        var tally = Tally.zero
        for (payout, block) in rows {
            guard let stored = try transaction.handle(.payeeBlocked(block), of: payout, at: now, policy: policy)
            else { continue }
            tally.count += 1
            tally.sum = Rupiah(tally.sum.whole &+ stored.payout.order.amount.whole)
        }
        return tally
    }

    /// Notes the names that a person accepted for the same account and name before.
    ///
    /// - Throws: ``LedgerError``.
    package func accept(
        _ rows: [(payout: PayoutID, accepted: AcceptedName)], at now: Timestamp, in transaction: some PayoutStore
    ) throws {
        for (payout, accepted) in rows {
            _ = try transaction.handle(.nameAcceptedBefore(accepted), of: payout, at: now, policy: policy)
        }
    }
}
