package import PayoutCore

/// One line of the append-only journal.
package struct JournalEvent: Sendable {
    /// Which row an event is about, and where it stands after it.
    package struct Row: Sendable {
        package let line: Int
        package let reference: String
        /// Nil if the event reports no status.
        package let status: PayoutStatus?

        package init(line: Int, reference: String, status: PayoutStatus?) {
            self.line = line
            self.reference = reference
            self.status = status
        }
    }

    package let at: Timestamp
    package let batch: BatchID?
    package let payout: PayoutID?
    /// The row of ``payout``; where it is missing, the ledger looks it up.
    package let row: Row?
    /// A stable word.
    package let kind: String
    /// What happened, in words; no account numbers and no names.
    package let detail: String
    /// Who did it: `salur`, `bank`, or a person's name.
    package let actor: String
    /// A digest of what the event left in the ledger, such as `Payout.evidence`.
    package let evidence: [UInt8]?

    package init(
        at: Timestamp, batch: BatchID?, payout: PayoutID?, row: Row? = nil, kind: String, detail: String,
        actor: String = "salur", evidence: [UInt8]? = nil
    ) {
        self.at = at
        self.batch = batch
        self.payout = payout
        self.row = row
        self.kind = kind
        self.detail = detail
        self.actor = actor
        self.evidence = evidence
    }
}

extension JournalEntry {
    package init(_ event: JournalEvent, row: JournalEvent.Row?) {
        self.init(
            at: event.at, line: row?.line, reference: row?.reference, kind: event.kind, status: row?.status,
            detail: event.detail, actor: event.actor, evidence: event.evidence)
    }
}

extension JournalEvent {
    /// The kind of events that say what became of a batch.
    package static let statusKind = "batch_status"

    /// What an event made of a batch: `stopped: no_callbacks`, `paused: the bank asks us to wait`.
    package init(_ batch: BatchID, became state: BatchState, by event: BatchEvent, at now: Timestamp) {
        let decision = event.decision
        let why = state.stopReason?.rawValue ?? decision?.reason
        self.init(
            at: now, batch: batch, payout: nil, kind: Self.statusKind,
            detail: why.map { "\(state.status.rawValue): \($0)" } ?? state.status.rawValue,
            actor: decision?.person ?? "salur")
    }
}

extension BatchEvent {
    /// The person's decision that it is, if it is one.
    fileprivate var decision: PersonalDecision? {
        switch self {
        case .paused(let decision), .resumed(let decision), .closed(let decision, _): decision
        case .submitted, .approved, .begun, .stopped, .interrupted, .settled, .workAppeared, .expired: nil
        }
    }
}
