internal import PayoutCore
internal import PayoutLedger

extension Engine {
    /// Has the state machine handle an event, saves what it made of it, and keeps the window and the ready queues true.
    ///
    /// - Returns: the payout as saved, or nil where the event was not legal or the ledger refused it: then nothing may
    ///   be sent for it.
    mutating func apply(
        _ event: PayoutEvent, to id: PayoutID, _ context: inout StepContext
    ) throws -> StoredPayout? {
        guard var stored = try context.transaction.reader.payout(id) else { return nil }
        let old = stored.payout
        let step = stored.payout.handle(event, at: context.now, policy: policy)
        guard try context.transaction.save(stored, from: old, at: context.now) else {
            try journal(event, stored, "refused by the ledger's constraints", context)
            leaveWindow(id)
            return nil
        }
        switch step {
        case .refused:
            keepPlace(stored, next: .nothing)
            return nil
        case .noted(let finding):
            try journal(event, stored, finding, context)
            keepPlace(stored, next: .nothing)
            return stored
        case .changed(let next):
            try journal(event, stored, change(from: old, to: stored.payout), context)
            if isProgress(from: old.status, to: stored.payout.status) { lastChange = context.now }
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

    private func change(from old: Payout, to new: Payout) -> String {
        var words: [String] = []
        if old.status != new.status { words.append("\(old.status.rawValue) → \(new.status.rawValue)") }
        if let attempt = new.transfers.last?.attempt { words.append("attempt \(attempt)") }
        if let code = new.reason?.code, new.reason != old.reason { words.append(code) }
        return words.joined(separator: ", ")
    }

    private func journal(
        _ event: PayoutEvent, _ stored: StoredPayout, _ detail: String, _ context: StepContext
    ) throws {
        try context.transaction.record(
            JournalEvent(
                at: context.now, batch: stored.batch, payout: stored.id, kind: event.kind, detail: detail,
                actor: event.isFromBank ? "bank" : "salur"))
    }
}

extension PayoutEvent {
    /// Whether the event is the bank's word.
    var isFromBank: Bool {
        switch self {
        case .validationAnswered, .validationTold, .transferAnswered, .statusTold, .hinted, .remembered: true
        case .validationIntended, .validationOverdue, .transferIntended, .inquiryIntended, .inquiryUndecided, .recalled,
            .reopened, .duplicateFound:
            false
        }
    }
}
