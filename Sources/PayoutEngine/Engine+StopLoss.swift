internal import LedgerAPI
internal import PayoutCore

// What stops a batch that goes wrong before all of it is sent (`dispatch.canary`, `dispatch.stopAtFailures`).
// Everything is counted from the statuses in the ledger, so that a restart changes nothing; the stop is durable with
// the row that brings it.
extension Engine {
    /// Fewer failures than this stop no batch, whatever their share: two of three rows prove little.
    package static let failuresMin = 10

    private static let failed: [PayoutStatus] = [.invalid, .failed, .refunded, .notFound, .unverified]

    private func count(_ statuses: [PayoutStatus]) -> Int {
        statuses.reduce(0) { $0 + own.counts[$1, default: 0] }
    }

    private var succeeded: Int { own.counts[.succeeded, default: 0] }

    /// Whether the first rows are still waited for. A batch that has no others is not concerned.
    private var isCanaryOpen: Bool {
        guard limits.canary > 0, succeeded < limits.canary else { return false }
        let notSent = own.counts[.rejected, default: 0] + own.counts[.cancelled, default: 0]
        let rows = own.counts.values.reduce(0, +) - notSent - own.counts[.held, default: 0]
        return rows > limits.canary
    }

    /// How many payouts may come into the window while the first rows are waited for.
    var canaryFree: Int {
        guard isCanaryOpen else { return .max }
        let started = count([.validating, .validated, .pending]) + succeeded + readyValidations.count
        return max(0, limits.canary - started)
    }

    /// Stops the batch where too much of it has gone wrong, before the step sends more.
    mutating func stopAtLoss(_ context: inout StepContext) {
        guard goal == .pay, canDispatch, count([.queued, .validating, .validated]) > 0 else { return }
        let failures = count(Self.failed)
        if isCanaryOpen, failures + heldOnTheWay > 0 { return stop(.stopped(.canaryFailed), &context) }
        guard let percent = limits.failurePercentMax else { return }
        let bad = failures + unanswered.count
        guard bad >= Self.failuresMin, bad * 100 > percent * (bad + succeeded) else { return }
        stop(.stopped(.tooManyFailures), &context)
    }

    /// Notes what a step has made of a payout, for what the statuses do not show.
    mutating func noteLoss(_ stored: StoredPayout, over old: Payout) {
        let status = stored.payout.status
        if status == .held, old.status == .validating || old.status == .validated { heldOnTheWay += 1 }
        if old.status == .pending, status != .pending { unanswered.remove(stored.id) }
    }

    /// An inquiry about a payout has been answered: where the bank has not reported its result for long, it counts as a
    /// failure until it does.
    mutating func noteUnanswered(_ id: PayoutID, _ context: StepContext) {
        guard limits.failurePercentMax != nil, let payout = context.payouts[id]?.payout, payout.status == .pending,
            let live = payout.liveTransfer, context.now - live.sentAt >= policy.transferWait
        else { return }
        unanswered.insert(id)
    }
}
