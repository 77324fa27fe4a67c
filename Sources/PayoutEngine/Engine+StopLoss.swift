internal import LedgerAPI
internal import PayoutCore

// What stops a batch that goes wrong before all of it is sent (`dispatch.canary`, `dispatch.stopAtFailures`).
// Everything is counted from the ledger, so that a restart changes nothing; the stop is durable with the row that
// brings it.
extension Engine {
    /// Fewer failures than this stop no batch, whatever their share: two of three rows prove little.
    package static let failuresMin = 10

    private static let failed: [PayoutStatus] = [.invalid, .failed, .refunded, .notFound, .unverified]

    /// Whether anything of this kind can stop the batch.
    var isLossWatched: Bool { goal == .pay && (limits.canary > 0 || limits.failurePercentMax != nil) }

    private func count(_ statuses: [PayoutStatus]) -> Int {
        statuses.reduce(0) { $0 + own.counts[$1, default: 0] }
    }

    private var unsureNow: UnsureRows { unsure + own.unsureChange }

    /// Rows that surely succeeded.
    private var succeeded: Int { own.counts[.succeeded, default: 0] - unsureNow.disputed }

    /// Rows that have ended without success after the bank was asked to verify or to move something for them. A row
    /// that is held before anything was sent for it, such as for its name, is none.
    private var failures: Int { count(Self.failed) + unsureNow.held + unsureNow.disputed }

    /// Whether the first rows are still waited for. A batch that has no others is not concerned.
    private var isCanaryOpen: Bool {
        guard limits.canary > 0, succeeded < limits.canary else { return false }
        let neverSent = own.counts[.rejected, default: 0] + own.counts[.cancelled, default: 0]
        return own.counts.values.reduce(0, +) - neverSent > limits.canary
    }

    /// How many payouts may come into the window while the first rows are waited for. The next rows take the places of
    /// those that are held before they are sent.
    var canaryFree: Int {
        guard isCanaryOpen else { return .max }
        let started = count([.validating, .validated, .pending]) + succeeded + readyValidations.count
        return max(0, limits.canary - started)
    }

    /// How many rows must still succeed before others are sent; nil where none wait for that.
    var canaryMissing: Int? {
        guard goal == .pay, canDispatch, isCanaryOpen, canaryFree == 0, own.counts[.queued, default: 0] > 0 else {
            return nil
        }
        return limits.canary - succeeded
    }

    /// Stops the batch where too much of it has gone wrong, before the step sends more.
    mutating func stopAtLoss(_ context: inout StepContext) {
        guard isLossWatched, canDispatch, count([.queued, .validating, .validated]) > 0 else { return }
        if isCanaryOpen, failures > 0 { return stop(.stopped(.canaryFailed), &context) }
        guard let percent = limits.failurePercentMax else { return }
        let bad = failures + unanswered.count
        guard bad >= Self.failuresMin, bad * 100 > percent * (bad + succeeded) else { return }
        stop(.stopped(.tooManyFailures), &context)
    }

    /// Notes what a step has made of a payout, for what the statuses do not show.
    mutating func noteLoss(_ stored: StoredPayout, over old: Payout) {
        own.unsureChange = own.unsureChange + (UnsureRows(of: stored.payout) - UnsureRows(of: old))
        guard limits.failurePercentMax != nil else { return }
        if stored.payout.status != .pending { unanswered.remove(stored.id) }
        // The bank speaks of a transfer that it has not found yet: whether it ever will is unknown.
        if stored.payout.status == .pending, stored.payout.liveTransfer?.isConflict == true {
            unanswered.insert(stored.id)
        }
    }

    /// An inquiry about a payout has been answered: where the bank has not reported its result for long, it counts as a
    /// failure until it does.
    mutating func noteUnanswered(_ id: PayoutID, _ context: StepContext) {
        guard limits.failurePercentMax != nil, let payout = context.payouts[id]?.payout, payout.status == .pending,
            let live = payout.liveTransfer, live.isConflict || context.now - live.sentAt >= policy.transferWait
        else { return }
        unanswered.insert(id)
    }
}
