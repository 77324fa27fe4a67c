internal import PayoutCore
package import PayoutLedger

extension Engine {
    /// Has the state machine handle an event, notes what must be saved, and keeps window and ready queues true.
    ///
    /// - Parameter isRepeat: whether the bank said the same before; the journal then tells only what it changed.
    /// - Returns: the payout as it stands now, or nil where there is none or the event was not legal: then nothing may
    ///   be sent for it.
    @discardableResult mutating func apply(
        _ event: PayoutEvent, to id: PayoutID, isRepeat: Bool = false, _ context: inout StepContext
    ) -> StoredPayout? {
        guard let stored = context.payouts[id] else { return nil }
        let transition = stored.transition(event, isRepeat: isRepeat, at: context.now, policy: policy)
        if let change = transition.change {
            context.changes.changes.append(.payout(change))
            note(transition.stored, over: transition.old, &context)
        }
        switch transition.step {
        case .refused:
            keepPlace(transition.stored, next: .nothing)
            return nil
        case .noted:
            keepPlace(transition.stored, next: .nothing)
            return transition.stored
        case .changed(let next):
            if isProgress(from: transition.old.status, to: transition.stored.payout.status) {
                lastChange = context.now
            }
            keepPlace(transition.stored, next: next)
            return transition.stored
        }
    }

    /// From now on this step sees the payout so.
    private func note(_ stored: StoredPayout, over old: Payout, _ context: inout StepContext) {
        context.payouts[stored.id] = stored
        guard stored.batch == batch else { return }
        let status = stored.payout.status
        if status != old.status {
            context.counts[old.status, default: 0] -= 1
            context.counts[status, default: 0] += 1
        }
        guard let due = stored.payout.dueAt, due != old.dueAt || status != old.status else { return }
        if policy.isDue(due, at: context.now) {
            if status == .pending { context.dueNow.append(stored.id) }
        } else {
            context.nextDeadline = min(context.nextDeadline ?? due, due)
        }
    }

    /// A payout keeps its place in the window while a validation or the answer to its transfer is awaited.
    mutating func keepPlace(_ stored: StoredPayout, next: PayoutNext) {
        guard stored.batch == batch else { return }
        let payout = stored.payout
        switch next {
        case .validateAgain:
            if canDispatch { readyValidations.append(stored.id) } else { leaveWindow(stored.id) }
        case .transfer:
            window.insert(stored.id)
            readyTransfers.append(stored.id)
        case .nothing:
            switch payout.status {
            case .validating, .validated: break
            case .pending where payout.transfers.last?.answeredAt == nil: break
            case .queued where !payout.validations.isEmpty || payout.reason != nil:
                // It waits in a ready queue, unless dispatch has stopped.
                if !canDispatch { leaveWindow(stored.id) }
            case .queued, .pending, .rejected, .held, .unverified, .invalid, .succeeded, .refunded, .failed, .notFound,
                .cancelled:
                leaveWindow(stored.id)
            }
        }
    }

    /// Going round in circles is no progress: a bank that never brings a payout further must end in `settleTimeout`.
    private func isProgress(from old: PayoutStatus, to new: PayoutStatus) -> Bool {
        new.isSettled && old != new
    }

    mutating func leaveWindow(_ id: PayoutID) { window.remove(id) }

    /// Whether new payouts may be sent at all in this phase.
    var canDispatch: Bool {
        switch phase {
        case .paying: goal == .pay
        case .beginning, .sampling, .asking, .restoring, .stopping: false
        }
    }

    /// Takes back what the ledger refused to save in the step of this turn. Must be called before anything leaves.
    ///
    /// What was to be sent for a refused payout is not sent. What the bank said in later events of it is taken once
    /// more with the next step, which comes at once, on the payout as it stands in the ledger.
    package mutating func withdraw(_ refusals: Refusals, from turn: inout EngineTurn) {
        guard !refusals.isEmpty else { return }
        turn.sends.removeAll { send in
            guard let subject = calls[send.id]?.subject else { return true }
            // A question to the bank's memory rests on no change.
            if case .memory = subject { return false }
            guard refusals.payouts.contains(subject.payout) else { return false }
            calls[send.id] = nil
            if case .inquiry(let payout, _) = subject { inquiring.remove(payout) }
            return true
        }
        for payout in refusals.payouts { leaveWindow(payout) }
        withdrawn += refusals.dropped.filter(\.event.isFromBank)
        turn.outcome = nil
        turn.wakeAt = turn.at
    }
}

extension Engine.Call {
    /// The payout that it is about.
    var payout: PayoutID {
        switch self {
        case .validation(let payout, _), .transfer(let payout, _), .inquiry(let payout, _),
            .memory(let payout, _, _):
            payout
        }
    }
}
