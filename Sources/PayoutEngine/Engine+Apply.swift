internal import PayoutCore
internal import PayoutLedger

extension Engine {
    /// Has the state machine handle an event, saves what it made of it, and keeps the window and the ready queues true.
    ///
    /// - Parameter isRepeat: whether the bank said the same before; the journal then tells only what it changed.
    /// - Returns: the payout as saved, or nil where the event was not legal or the ledger refused it: then nothing may
    ///   be sent for it.
    mutating func apply(
        _ event: PayoutEvent, to id: PayoutID, isRepeat: Bool = false, _ context: inout StepContext
    ) throws -> StoredPayout? {
        guard let stored = try context.transaction.reader.payout(id) else { return nil }
        return try apply(event, to: stored, isRepeat: isRepeat, &context)
    }

    /// The same for a payout as this step has just read it.
    mutating func apply(
        _ event: PayoutEvent, to read: StoredPayout, isRepeat: Bool = false, _ context: inout StepContext
    ) throws -> StoredPayout? {
        let transition = try context.transaction.handle(
            event, of: read, isRepeat: isRepeat, at: context.now, policy: policy)
        guard transition.isSaved else {
            leaveWindow(read.id)
            return nil
        }
        let stored = transition.stored
        switch transition.step {
        case .refused:
            keepPlace(stored, next: .nothing)
            return nil
        case .noted:
            keepPlace(stored, next: .nothing)
            return stored
        case .changed(let next):
            if isProgress(from: transition.old.status, to: stored.payout.status) { lastChange = context.now }
            keepPlace(stored, next: next)
            return stored
        }
    }

    /// A payout keeps its place in the window while a validation or the answer to its transfer is awaited.
    private mutating func keepPlace(_ stored: StoredPayout, next: PayoutNext) {
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
        case .asking, .restoring, .stopping: false
        }
    }
}
