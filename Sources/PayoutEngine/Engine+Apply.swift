internal import PayoutCore
package import PayoutLedger

extension Engine {
    /// Has the state machine handle an event, saves what it made of it, and keeps the window and the ready queues true.
    ///
    /// - Parameter isRepeat: whether the bank said the same before; the journal then tells only what it changed.
    /// - Returns: the payout as saved, or nil where the event was not legal or the ledger refused it: then nothing may
    ///   be sent for it.
    mutating func apply(
        _ event: PayoutEvent, to id: PayoutID, isRepeat: Bool = false, _ context: inout StepContext
    ) throws -> StoredPayout? {
        guard let stored = try stored(id, context) else { return nil }
        return try apply(event, to: stored, isRepeat: isRepeat, &context)
    }

    /// A payout as the ledger holds it, from memory where it was saved lately.
    func stored(_ id: PayoutID, _ context: StepContext) throws -> StoredPayout? {
        try kept.payout(id) ?? context.transaction.reader.payout(id)
    }

    /// The same for a payout as this step has just got hold of it.
    mutating func apply(
        _ event: PayoutEvent, to read: StoredPayout, isRepeat: Bool = false, _ context: inout StepContext
    ) throws -> StoredPayout? {
        let transition = try context.transaction.handle(
            event, of: read, isRepeat: isRepeat, at: context.now, policy: policy)
        guard transition.isSaved else {
            kept.forget(read.id)
            leaveWindow(read.id)
            return nil
        }
        let stored = transition.stored
        kept.keep(stored, over: transition.old)
        if stored.batch == batch { count(stored.payout, was: transition.old) }
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

    /// For checks: the references of kept payouts that the ledger tells otherwise, and `counts` where those differ.
    package func differences(from reader: LedgerReader) throws -> [String] {
        var found: [String] = []
        for mine in kept.all {
            let stored = try reader.payout(mine.id)
            guard let stored, stored.payout == mine.payout, stored.batch == mine.batch, stored.line == mine.line,
                stored.note == mine.note
            else {
                found.append(mine.payout.order.reference)
                continue
            }
        }
        if let counts {
            let told = try reader.totals(batch)
            let isSame = PayoutStatus.allCases.allSatisfy { counts[$0, default: 0] == told[$0, default: .zero].count }
            if !isSame { found.append("counts") }
        }
        return found
    }

    /// Keeps the tallies and the deadlines of the batch true to what was just saved.
    private mutating func count(_ new: Payout, was old: Payout) {
        if new.status != old.status, var counts {
            self.counts = nil
            counts[old.status, default: 0] -= 1
            counts[new.status, default: 0] += 1
            self.counts = counts
        }
        guard let due = new.dueAt, due != old.dueAt || new.status != old.status else { return }
        switch new.status {
        case .validating: validationDeadlines.note(due)
        case .pending: inquiryDeadlines.note(due)
        case .rejected, .held, .queued, .validated, .unverified, .invalid, .succeeded, .refunded, .failed, .notFound,
            .cancelled:
            break
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
