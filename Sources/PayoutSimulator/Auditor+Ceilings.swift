internal import BankAPI
internal import PayoutCore
internal import PayoutEngine

// What may leave on one day (`limits.day`, `limits.payee`).
extension Auditor {
    /// Whatever happened before, no more is out than the ceilings permit: counted from what was seen on the wire.
    func checkCeilings(_ request: MovementRequest) {
        let ceilings = scenario.limits.ceilings
        guard ceilings.areDaily, scenario.rail == .payout else { return }
        let day = JakartaDay(request.intendedAt)
        var (total, payee) = (Int64(0), Int64(0))
        for sending in memory.sendings.values where JakartaDay(sending.request.intendedAt) == day && isOut(sending) {
            total += sending.request.amount.whole
            if sending.request.account == request.account { payee += sending.request.amount.whole }
        }
        if let most = ceilings.day, total > most.whole {
            complain("limits.day: \(total) rupiah are out on one day, over \(most.whole)")
        }
        if let most = ceilings.payee, payee > most.whole {
            complain("limits.payee: \(payee) rupiah are out to one account on one day, over \(most.whole)")
        }
    }

    private func isOut(_ sending: Sending) -> Bool { !hasEnded(sending) && !sending.isFreed }
}
