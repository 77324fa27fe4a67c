internal import PayoutCore
package import PayoutLedger

extension DecisionJob {
    /// The payouts that a plan would change, a page in the order of the file:
    ///
    ///     var page = try job.page(of: plan, after: .none, limit: 40)
    ///     while let last = page.last { page = try job.page(of: plan, after: last, limit: 40) }
    ///
    /// - Returns: the payouts, and the last row that was looked at; nil where there are no more.
    /// - Throws: ``CommandFailure``.
    package func page(
        of plan: DecisionPlan, after cursor: PayoutID, limit: Int
    ) throws(CommandFailure) -> (payouts: [DecisionPlan.Sample], last: PayoutID?) {
        let ledger = try LedgerStatus.open(settings.ledgerPath)
        let now = clock.now()
        do {
            return try ledger.read { reader in
                let ids = try reader.payouts(of: plan.batch.id, plan.selection, after: cursor, limit: limit)
                let payouts = try ids.compactMap { id -> DecisionPlan.Sample? in
                    guard let stored = try reader.payout(id),
                        try refusal(of: plan.act, plan.batch, stored, reader, at: now) == nil
                    else { return nil }
                    return DecisionPlan.Sample(stored)
                }
                return (payouts, ids.count == limit ? ids.last : nil)
            }
        } catch {
            throw CommandFailure(error)
        }
    }
}
