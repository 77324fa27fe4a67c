internal import PayoutCore
internal import PayoutLedger

/// What one event made of one stored payout.
struct Transition {
    /// The payout as it stands now.
    let stored: StoredPayout
    let old: Payout
    let step: PayoutStep
    /// False where the ledger's constraints refused it: nothing has changed, and nothing may be sent for it.
    let isSaved: Bool

    /// Whether the state machine found the event legal and the ledger took it.
    var isTaken: Bool {
        switch step {
        case .changed, .noted: isSaved
        case .refused: false
        }
    }
}

extension LedgerTransaction {
    /// Has the state machine handle an event, saves what it made of it, and writes it into the journal.
    ///
    /// - Parameter isRepeat: the same was handled before; where it changes nothing now, the journal need not grow.
    /// - Returns: nil where there is no such payout.
    func handle(
        _ event: PayoutEvent, of id: PayoutID, isRepeat: Bool = false, at now: Timestamp, policy: PayoutPolicy
    ) throws -> Transition? {
        guard let stored = try reader.payout(id) else { return nil }
        return try handle(event, of: stored, isRepeat: isRepeat, at: now, policy: policy)
    }

    /// The same for a payout as this transaction has just read it: nothing was changed in it since.
    func handle(
        _ event: PayoutEvent, of read: StoredPayout, isRepeat: Bool = false, at now: Timestamp, policy: PayoutPolicy
    ) throws -> Transition {
        var stored = read
        let old = stored.payout
        let step = stored.payout.handle(event, at: now, policy: policy)
        if isRepeat, stored.payout == old { return Transition(stored: stored, old: old, step: step, isSaved: true) }
        guard try save(stored, from: old, at: now) else {
            stored.payout = old
            try journal(event, stored, "refused by the ledger's constraints", at: now)
            return Transition(stored: stored, old: old, step: step, isSaved: false)
        }
        switch step {
        // Even what is not legal may be kept as evidence, such as an answer that came too late.
        case .refused(let why): if stored.payout != old { try journal(event, stored, why.code, at: now) }
        case .noted(let finding): try journal(event, stored, finding, at: now)
        case .changed: try journal(event, stored, change(from: old, to: stored.payout), at: now)
        }
        return Transition(stored: stored, old: old, step: step, isSaved: true)
    }

    private func change(from old: Payout, to new: Payout) -> String {
        var words: [String] = []
        if old.status != new.status { words.append("\(old.status.rawValue) → \(new.status.rawValue)") }
        if let attempt = new.transfers.last?.attempt { words.append("attempt \(attempt)") }
        if let code = new.reason?.code, new.reason != old.reason { words.append(code) }
        return words.joined(separator: ", ")
    }

    private func journal(_ event: PayoutEvent, _ stored: StoredPayout, _ detail: String, at now: Timestamp) throws {
        let decision = event.decision
        try record(
            JournalEvent(
                at: now, batch: stored.batch, payout: stored.id,
                row: JournalEvent.Row(
                    line: stored.line, reference: stored.payout.order.reference, status: stored.payout.status),
                kind: event.kind,
                detail: decision.map { "\(detail): \($0.reason)" } ?? detail,
                actor: decision?.person ?? (event.isFromBank ? "bank" : "salur"), evidence: stored.payout.evidence))
    }
}

extension PayoutEvent {
    /// Whether the event is the bank's word.
    fileprivate var isFromBank: Bool {
        switch self {
        case .validationAnswered, .validationTold, .transferAnswered, .statusTold, .hinted, .remembered: true
        case .validationIntended, .validationOverdue, .transferIntended, .inquiryIntended, .inquiryUndecided, .recalled,
            .reopened, .duplicateFound, .foundInReports, .released, .retried, .cancelled, .resolved:
            false
        }
    }

    /// The person's decision that it is, if it is one.
    fileprivate var decision: PersonalDecision? {
        switch self {
        case .released(let decision), .retried(let decision, _, _), .cancelled(let decision),
            .resolved(let decision, _):
            decision
        case .validationIntended, .validationAnswered, .validationTold, .validationOverdue, .transferIntended,
            .transferAnswered, .statusTold, .hinted, .inquiryIntended, .inquiryUndecided, .recalled, .reopened,
            .duplicateFound, .foundInReports, .remembered:
            nil
        }
    }
}
