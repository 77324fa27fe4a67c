internal import LedgerAPI
internal import PayoutCore

// What the engine makes of what others write into the ledger while it runs: a person pauses the batch, cancels a row,
// releases or retries another.
//
// Nothing is ever sent on an old belief: each intent is an event of a payout that was read in the same transaction, and
// the ledger's constraints repeat the check. What is corrected here are the engine's plans: whether the batch may be
// paid, which payouts hold a place in the window, and where queued rows are to be found.
extension Engine {
    /// Notices whether others have written since the last step; the first step of an engine always looks.
    ///
    /// - Parameter isCountedOtherwise: the batch has payouts in other statuses than the last step left them.
    mutating func noticeOthers(_ context: StepContext, isCountedOtherwise: Bool) {
        own.isChangedByOthers = changesSeen != context.changesByOthers
        changesSeen = context.changesByOthers
        guard own.isChangedByOthers else { return }
        hasMoreQueued = true
        nextInquiry = context.now
        own.asksAgain = true
        // Rows may have come back to the queue; whoever queued them has compared them with what was paid meanwhile.
        if goal == .pay, isCountedOtherwise { cursor = .none }
    }

    /// What must be read anew.
    func addOthers(to share: inout BatchNeeds, _ payouts: inout [PayoutID], _ context: StepContext) {
        guard own.isChangedByOthers else { return }
        share.readsBatch = true
        share.readsUnsure = isLossWatched
        payouts += window
    }

    /// Corrects the engine's plans, before anything is claimed.
    mutating func adjustToOthers(_ facts: BatchFacts, _ context: inout StepContext) {
        guard own.isChangedByOthers else { return }
        // As the ledger held it before this step.
        if let found = facts.unsure { unsure = found }
        for id in window {
            // One that was cancelled has no call that would end, nor a deadline.
            if let stored = context.payouts[id] { keepPlace(stored, next: .nothing, &context) }
        }
        if let state = facts.batch?.state { adjust(to: state, &context) }
    }

    private mutating func adjust(to state: BatchState, _ context: inout StepContext) {
        switch state.status {
        case .paused: stop(.paused, &context)
        case .stopped where goal == .pay:
            if let reason = state.stopReason { stop(.stopped(reason), &context) }
        // A person has paused and resumed it between two steps, or has queued a row after the last one had ended.
        case .approved where canDispatch && goal == .pay:
            let totals = own.counts.mapValues { Tally(count: $0, sum: .zero) }
            context.changes.changes.append(.batch(batch, .begun(BatchWork(totals))))
        // A person has resumed it while what is on its way at the stop is waited for: the next run goes on with both.
        case .approved:
            if case .stopping(.stopped) = phase { isHurried = true }
        // The rows of a closed or settled batch are at their end, and so the run ends by itself.
        case .importing, .submitted, .running, .stopped, .settled, .closed: break
        }
    }
}
