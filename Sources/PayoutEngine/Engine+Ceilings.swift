internal import LedgerAPI
internal import PayoutCore

// What may leave on one day (`limits.day`, `limits.payee`). What was sent is read in the transaction that makes the
// intent durable, and the intents of the step under way are added to it: so no number of batches, processes, restarts
// or repeated attempts sends more.
extension Engine {
    /// Has what was sent on this day read where the step may send payouts.
    func addOutflow(to needs: inout Needs, _ context: StepContext) {
        guard goal == .pay, limits.ceilings.areDaily, identifiers.rail == .payout,
            own.transfersRead + own.validationsRead + own.queuedRead > 0
        else { return }
        var outflow = needs.outflow ?? OutflowNeeds(day: JakartaDay(context.now), payees: nil)
        if limits.ceilings.payee != nil {
            let known = readyTransfers.prefix(own.transfersRead) + readyValidations.prefix(own.validationsRead)
            outflow.payees = (outflow.payees ?? []).union(
                known.compactMap { context.payouts[$0]?.payout.order.payee })
        }
        needs.outflow = outflow
    }

    /// Whether a payout may be sent today. Where it passes a ceiling it is held, or the batch stops until the next day.
    mutating func isBelowCeilings(_ id: PayoutID, _ context: inout StepContext) -> Bool {
        let ceilings = limits.ceilings
        guard goal == .pay, ceilings.areDaily, let order = context.payouts[id]?.payout.order, order.rail == .payout
        else { return true }
        guard let outflow = context.outflow else {
            own.asksAgain = true
            return false
        }
        if let ceiling = ceilings.payee {
            guard let sent = outflow.payees[order.payee] else {
                own.asksAgain = true
                return false
            }
            guard let sum = sent.adding(order.amount), sum <= ceiling else {
                let others = order.amount > ceiling ? .zero : sent
                apply(.ceilingReached(CeilingHit(.payee, ceiling: ceiling, sent: others)), to: id, &context)
                return false
            }
        }
        guard let ceiling = ceilings.day else { return true }
        guard order.amount <= ceiling else {
            apply(.ceilingReached(CeilingHit(.day, ceiling: ceiling)), to: id, &context)
            return false
        }
        guard let sum = outflow.total.adding(order.amount), sum <= ceiling else {
            stop(.stopped(.dayLimit), &context)
            return false
        }
        return true
    }
}
