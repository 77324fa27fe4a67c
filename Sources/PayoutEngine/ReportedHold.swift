package import LedgerAPI
package import PayoutCore

extension PayoutStore {
    /// Holds a payout that older reports show as sent, where this ledger does not know that transfer.
    ///
    /// - Returns: whether it is held for that.
    /// - Throws: ``LedgerError``.
    package func hold(
        _ id: PayoutID, asSent reported: ReportedTransfer, at now: Timestamp, policy: PayoutPolicy
    ) throws -> Bool {
        guard let stored = try payout(id) else { return false }
        if stored.payout.status == .held, stored.payout.reason?.code == ReasonCode.ledgerLost { return true }
        let held = try handle(.foundInReports(reported), of: stored, at: now, policy: policy)
        return held?.payout.reason?.code == ReasonCode.ledgerLost
    }
}
