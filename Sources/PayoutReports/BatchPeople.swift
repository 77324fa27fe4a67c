package import PayoutCore
internal import PayoutLedger

/// Who submitted and approved a batch, what they acknowledged, and whose decisions its rows follow.
package struct BatchPeople: Sendable {
    /// What one person did with the batch as a whole.
    package struct Act: Sendable {
        /// The account of the machine, and the name that was given in addition.
        package let person: String
        package let at: Timestamp
        /// What the program recorded, such as `6 rows, 315000 rupiah, digest 9f86…`.
        package let record: String
        /// Why, in the person's words; nil where none were asked for.
        package let reason: String?
    }

    /// Nil where no person is recorded: the batch was submitted by an earlier version.
    package let submitted: Act?
    /// The newest approval.
    package let approved: Act?
    /// What was acknowledged when the file was submitted: rows with the same account and amount.
    package let repeatsAllowed: Act?
    /// Why a file that was paid before was allowed to be paid again; nil where it was not.
    package let payAgainReason: String?
    /// The decided rows, each under its newest decision.
    package let decisions: DecisionTallies
    /// Every decision about rows and their payees, also one that a later decision has replaced.
    package let orders: DecisionTallies
    /// What persons did with the batch as a whole, the oldest first: the first ``actsMax`` of them.
    package let acts: [(kind: BatchAct, act: Act)]
    /// Further ones.
    package let unlistedActs: Int

    /// What a person does with a batch as a whole.
    package enum BatchAct: Sendable {
        case submitted, repeatsAllowed, approved, paused, resumed, closed
        /// A process began to pay it, and the work of that process ended.
        case runStarted, runEnded
    }

    private static let actsMax = 100

    init(of batch: BatchID, _ decisions: DecisionTallies, orders: DecisionTallies, _ reader: LedgerReader) throws {
        func last(_ kind: String) throws -> JournalEvent? { try reader.lastEvent(kind, of: batch) }
        submitted = try last("batch_submitted").map(Self.plain)
        approved = try last("batch_approved").map(Self.act)
        repeatsAllowed = try last("repeats_allowed").map(Self.act)
        let history = try reader.history(of: batch)
        payAgainReason = history.payAgainReason
        (self.decisions, self.orders) = (decisions, orders)
        let acts = history.events.compactMap { event in
            BatchAct(event).map { (kind: $0, act: $0.hasReason ? Self.act(event) : Self.plain(event)) }
        }
        self.acts = Array(acts.prefix(Self.actsMax))
        unlistedActs = acts.count - self.acts.count
    }

    /// Who had a process pay it, in the order of the runs.
    package var payers: [String] {
        var names: [String] = []
        for (kind, act) in acts where kind == .runStarted && !names.contains(act.person) { names.append(act.person) }
        return names
    }

    /// Who released rows, in the order of the rows.
    package var releasers: [String] {
        var names: [String] = []
        for group in orders.groups where group.kind == "released" && !names.contains(group.person) {
            names.append(group.person)
        }
        return names
    }

    private static func plain(_ event: JournalEvent) -> Act {
        Act(person: event.actor, at: event.at, record: event.detail, reason: nil)
    }

    private static func act(_ event: JournalEvent) -> Act {
        Act(
            person: event.actor, at: event.at, record: RecordedReason.record(in: event.detail),
            reason: RecordedReason.words(in: event.detail))
    }
}

extension BatchPeople.BatchAct {
    /// Whether a person said why.
    fileprivate var hasReason: Bool {
        switch self {
        case .repeatsAllowed, .approved, .paused, .resumed, .closed: true
        case .submitted, .runStarted, .runEnded: false
        }
    }

    /// Nil where an event is no act about the batch as a whole.
    fileprivate init?(_ event: JournalEvent) {
        switch event.kind {
        case "batch_submitted": self = .submitted
        case "repeats_allowed": self = .repeatsAllowed
        case "batch_approved", "approval_given": self = .approved
        case "run_started": self = .runStarted
        case "run_ended": self = .runEnded
        // The program itself moves a batch as well.
        case "batch_status" where event.actor != "salur":
            switch BatchStatus(rawValue: RecordedReason.record(in: event.detail)) {
            case .paused: self = .paused
            case .closed: self = .closed
            case .submitted, .approved: self = .resumed
            case .importing, .running, .stopped, .settled, nil: return nil
            }
        case _: return nil
        }
    }
}
