internal import LedgerAPI
internal import PayoutCore

extension Engine {
    /// Has the state machine handle an event, notes what must be saved, and keeps window and ready queues true.
    ///
    /// - Parameter isRepeat: whether the bank said the same before; the journal then records only what it changed.
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
            keepPlace(transition.stored, next: .nothing, &context)
            return nil
        case .noted:
            keepPlace(transition.stored, next: .nothing, &context)
            return transition.stored
        case .changed(let next):
            if isProgress(from: transition.old.status, to: transition.stored.payout.status) {
                lastChange = context.now
            }
            if let block = context.block(of: transition.stored.payout, insteadOf: transition.old) {
                return apply(.payeeBlocked(block), to: id, &context)
            }
            if goal == .askNames, next == .transfer, stored.batch == batch {
                lastChange = context.now
                return apply(.recalled, to: id, &context)
            }
            keepPlace(transition.stored, next: next, &context)
            return transition.stored
        }
    }

    /// From now on this step sees the payout so.
    private mutating func note(_ stored: StoredPayout, over old: Payout, _ context: inout StepContext) {
        context.payouts[stored.id] = stored
        if limits.ceilings.areDaily { context.noteOutflow(stored.payout, over: old) }
        guard stored.batch == batch else { return }
        let status = stored.payout.status
        if isLossWatched { noteLoss(stored, over: old) }
        if status != old.status {
            own.counts[old.status, default: 0] -= 1
            own.counts[status, default: 0] += 1
        }
        guard let due = stored.payout.dueAt, due != old.dueAt || status != old.status else { return }
        if policy.isDue(due, at: context.now) {
            if status == .pending { own.dueNow.append(stored.id) }
        } else {
            own.nextDeadline = min(own.nextDeadline ?? due, due)
        }
    }

    /// A payout keeps its place in the window while a validation or the answer to its transfer is awaited.
    mutating func keepPlace(_ stored: StoredPayout, next: PayoutNext, _ context: inout StepContext) {
        guard stored.batch == batch else { return }
        let payout = stored.payout
        switch next {
        case .validateAgain:
            // Another payout may try whether a reported cut-off has passed.
            context.bank.reportedCutOff.left(stored.id)
            if canDispatch { readyValidations.append(stored.id) } else { leaveWindow(stored.id, &context.bank) }
        case .transfer:
            enterWindow(stored.id, &context.bank)
            readyTransfers.append(stored.id)
        case .nothing:
            switch payout.status {
            case .validating, .validated: break
            case .pending where payout.transfers.last?.answeredAt == nil: break
            case .queued where !payout.validations.isEmpty || payout.reason != nil:
                // It waits in a ready queue, unless dispatch has stopped, or nothing but its name was wanted.
                if !canDispatch || isNameAsked(payout) { leaveWindow(stored.id, &context.bank) }
            case .queued, .pending, .rejected, .held, .unverified, .invalid, .succeeded, .refunded, .failed, .notFound,
                .cancelled:
                leaveWindow(stored.id, &context.bank)
            }
        }
    }

    /// Whether the bank has named the payee, and nothing else is to be found out.
    private func isNameAsked(_ payout: Payout) -> Bool {
        goal == .askNames && payout.validations.allSatisfy(\.isGivenUp)
    }

    /// Going round in circles is no progress: a bank that never brings a payout further must end in `settleTimeout`.
    private func isProgress(from old: PayoutStatus, to new: PayoutStatus) -> Bool {
        new.isSettled && old != new
    }

    mutating func enterWindow(_ id: PayoutID, _ bank: inout BankTraffic) {
        guard window.insert(id).inserted else { return }
        bank.payoutsInWindow += 1
        bank.windowEntries += 1
    }

    mutating func leaveWindow(_ id: PayoutID, _ bank: inout BankTraffic) {
        if window.remove(id) != nil { bank.payoutsInWindow -= 1 }
        validatedSince.remove(id)
        bank.reportedCutOff.left(id)
    }

    /// A call is no longer on its way.
    func ended(_ subject: Call, _ bank: inout BankTraffic) {
        bank.callsInFlight -= 1
        if subject.isInquiry, isInquiryPaced { bank.inquiryPace.callsInFlight -= 1 }
    }

    var isInquiryPaced: Bool { identifiers.rail.isInquiryPaced }

    /// Whether new payouts may be sent at all in this phase.
    var canDispatch: Bool {
        switch phase {
        case .paying: goal != .checkPriorTransfers
        case .beginning, .sampling, .asking, .restoring, .stopping: false
        }
    }

    /// Forgets a call that does not leave, since the ledger refused the change that it rests on.
    ///
    /// - Returns: whether it does not leave.
    mutating func withdraw(_ id: CallID, _ refused: Set<PayoutID>, _ bank: inout BankTraffic) -> Bool {
        guard let subject = calls[id]?.subject else { return true }
        // A question of the prior-transfer check rests on no change.
        if case .priorTransfer = subject { return false }
        guard refused.contains(subject.payout) else { return false }
        calls[id] = nil
        ended(subject, &bank)
        if case .inquiry(let payout, _) = subject { inquiring.remove(payout) }
        return true
    }
}

extension Engine.Call {
    /// Whether it asks for a status.
    var isInquiry: Bool {
        switch self {
        case .validation, .transfer: false
        case .inquiry, .priorTransfer: true
        }
    }

    /// The payout that it is about.
    var payout: PayoutID {
        switch self {
        case .validation(let payout, _), .transfer(let payout, _), .inquiry(let payout, _),
            .priorTransfer(let payout, _, _):
            payout
        }
    }
}
