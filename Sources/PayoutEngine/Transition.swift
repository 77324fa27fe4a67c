internal import LedgerAPI
internal import PayoutCore

/// What one event made of one stored payout.
struct Transition {
    /// The payout as it stands now.
    let stored: StoredPayout
    let old: Payout
    let step: PayoutStep
    /// What must be saved; nil where nothing is.
    let change: PayoutChange?

    /// Whether the state machine found the event legal.
    var isLegal: Bool {
        switch step {
        case .changed, .noted: true
        case .refused: false
        }
    }
}

extension StoredPayout {
    /// Has the state machine handle an event.
    ///
    /// - Parameter isRepeat: the same was handled before; where it changes nothing now, the journal need not grow.
    func transition(
        _ event: PayoutEvent, isRepeat: Bool = false, at now: Timestamp, policy: PayoutPolicy
    ) -> Transition {
        var stored = self
        let step = stored.payout.handle(event, at: now, policy: policy)
        let isUnchanged = stored.payout == payout
        var change: PayoutChange?
        if !(isRepeat && isUnchanged), let detail = stored.detail(of: step, from: payout, isUnchanged: isUnchanged) {
            change = PayoutChange(
                event: event, old: payout, stored: stored, entry: stored.entry(event, detail, at: now))
        }
        return Transition(stored: stored, old: payout, step: step, change: change)
    }

    /// What the journal says of a step; nil where it says nothing.
    private func detail(of step: PayoutStep, from old: Payout, isUnchanged: Bool) -> String? {
        switch step {
        // Even what is not legal may be kept as evidence, such as an answer that came too late.
        case .refused(let why): isUnchanged ? nil : why.code
        case .noted(let finding): finding
        case .changed: words(from: old)
        }
    }

    private func words(from old: Payout) -> String {
        var words: [String] = []
        if old.status != payout.status { words.append("\(old.status.rawValue) → \(payout.status.rawValue)") }
        if let attempt = payout.transfers.last?.attempt { words.append("attempt \(attempt)") }
        if let code = payout.reason?.code, payout.reason != old.reason { words.append(code) }
        if words.isEmpty, payout.acceptedName != old.acceptedName { words.append("name accepted before") }
        return words.joined(separator: ", ")
    }

    private func entry(_ event: PayoutEvent, _ detail: String, at now: Timestamp) -> JournalEvent {
        let decision = event.decision
        return JournalEvent(
            at: now, batch: batch, payout: id,
            row: JournalEvent.Row(line: line, reference: payout.order.reference, status: payout.status),
            kind: event.kind,
            detail: decision.map { "\(detail): \($0.reason)" } ?? detail,
            actor: decision?.person ?? (event.isFromBank ? "bank" : "salur"), evidence: payout.evidence)
    }
}

extension PayoutStore {
    /// Has the state machine handle an event outside a step, saves what it made of it, and writes it into the journal.
    ///
    /// - Returns: the payout as it stands now, or nil where there is no such payout, the event was not legal, or the
    ///   ledger refused it.
    func handle(
        _ event: PayoutEvent, of id: PayoutID, at now: Timestamp, policy: PayoutPolicy
    ) throws -> StoredPayout? {
        guard let stored = try payout(id) else { return nil }
        return try handle(event, of: stored, at: now, policy: policy)
    }

    /// The same for a payout as this transaction has just read it: nothing was changed in it since.
    func handle(
        _ event: PayoutEvent, of stored: StoredPayout, at now: Timestamp, policy: PayoutPolicy
    ) throws -> StoredPayout? {
        let transition = stored.transition(event, at: now, policy: policy)
        if let change = transition.change, try !save(change, at: now) { return nil }
        return transition.isLegal ? transition.stored : nil
    }
}

extension PayoutEvent {
    /// Whether the event is the bank's report.
    var isFromBank: Bool {
        switch self {
        case .validationAnswered, .validationReported, .transferAnswered, .statusReported, .hinted, .adopted: true
        case .validationIntended, .validationOverdue, .transferIntended, .inquiryIntended, .inquiryUndecided, .recalled,
            .reopened, .duplicateFound, .ceilingReached, .foundInReports, .payeeBlocked, .nameAcceptedBefore, .released,
            .retried, .cancelled, .resolved:
            false
        }
    }

    /// The person's decision that it is, if it is one.
    fileprivate var decision: PersonalDecision? {
        switch self {
        case .released(let decision, _), .retried(let decision, _, _), .cancelled(let decision, _),
            .resolved(let decision, _):
            decision
        case .payeeBlocked(let block): block.by
        case .nameAcceptedBefore(let accepted): accepted.by
        case .validationIntended, .validationAnswered, .validationReported, .validationOverdue, .transferIntended,
            .transferAnswered, .statusReported, .hinted, .inquiryIntended, .inquiryUndecided, .recalled, .reopened,
            .duplicateFound, .ceilingReached, .foundInReports, .adopted:
            nil
        }
    }
}
