internal import PayoutLedger
internal import SalurSettings

extension DecisionJob {
    /// The payouts that a plan would change, a page in the order of the file; what has changed since the plan was made
    /// is left out:
    ///
    ///     for index in stride(from: 0, to: plan.tally.count, by: 40) {
    ///         let page = try job.page(of: plan, from: index, limit: 40)
    ///     }
    ///
    /// - Throws: ``CommandFailure``.
    package func page(
        of plan: DecisionPlan, from index: Int, limit: Int
    ) throws(CommandFailure) -> [DecisionPlan.Sample] {
        let ledger = try LedgerStatus.open(settings.ledgerPath)
        do {
            return try ledger.read { reader in
                try (index..<min(index + limit, plan.rows.count)).compactMap { index in
                    guard let stored = try reader.payout(plan.rows.ids[index]), plan.rows.isAsShown(stored, at: index)
                    else { return nil }
                    return try DecisionPlan.Sample(stored, reader)
                }
            }
        } catch {
            throw CommandFailure(error)
        }
    }
}
