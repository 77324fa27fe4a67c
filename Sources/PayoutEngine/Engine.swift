internal import BankAPI
internal import DequeModule
package import PayoutCore
package import PayoutLedger

/// Runs one batch: a pure `step` takes what has happened, facts of the ledger and the time, and returns what to save
/// and what to send once that is durable.
///
/// It knows no ledger: ``needs(for:at:)`` names what must be read, and a change set what must be saved. Where the
/// commit fails, the engine must be dropped with it. Pending payouts live in the ledger alone; what is held here is
/// bounded by the window and the calls in flight.
///
///     let needs = engine.needs(for: inputs, at: now)
///     var (turn, refusals) = try ledger.perform(needs) { facts in engine.step(inputs, facts, at: now) }
///     engine.withdraw(refusals, from: &turn)
package struct Engine: Sendable {
    enum Phase: Sendable {
        /// Rows of an earlier run go back to the queue, and duplicates are held.
        case beginning
        /// Rows for the memory check are drawn.
        case sampling(isNew: Bool)
        /// Before the first intent of a batch that is new to the ledger.
        case asking(MemoryCheck)
        /// The ledger was lost: every row is asked first.
        case restoring(Restoration)
        case paying
        /// Nothing new is sent; what is in the air settles.
        case stopping(EngineOutcome)
    }

    /// What a call in flight is about.
    enum Call: Sendable {
        case validation(PayoutID, ExternalID)
        case transfer(PayoutID, attempt: Int)
        case inquiry(PayoutID, attempt: Int)
        case memory(PayoutID, attempt: Int, generation: Int)
    }

    /// A call in flight.
    struct OpenCall: Sendable {
        let subject: Call
        let sent: Pacing.SentCall
        /// The moment from which the request must not leave any more: the validation behind a transfer is too old then.
        var freshUntil: Timestamp?
    }

    /// What a run is for.
    package enum Goal: Sendable {
        /// Find out whether the bank knows the batch already, and send nothing else.
        case remember
        /// Pay it.
        case pay
    }

    let goal: Goal
    let batch: BatchID
    let identifiers: TransferIdentifiers
    let policy: PayoutPolicy
    let limits: EngineLimits
    let random: any RandomSource
    /// Whether this run looks for payments of other batches that its rows look like.
    let holdsDuplicates: Bool

    var phase = Phase.beginning
    /// The step under way, between its two halves.
    private var underWay: StepContext?
    /// What goes back to the queue at present.
    var sweep: Sweep? = Sweep(.validating, .validated, .unverified)
    /// Payouts that are reopened with the next page of the sweep.
    var reopening: [PayoutID] = []
    /// Whether the validations of an earlier run were given up, so that callbacks can be taken.
    var hasBegun = false
    /// What the bank said of payouts whose rows the ledger refused to save.
    var withdrawn: [(payout: PayoutID, event: PayoutEvent)] = []
    /// Asked twice to stop: what is in flight is waited for, what is pending is not.
    var isHurried = false
    /// How fast it sends; the next engine of the same process goes on from here.
    package internal(set) var pacing: Pacing
    var trouble = TroubleWatch()
    var reportedCutOff = ReportedCutOff()
    /// No inquiry of this bank has found a transfer yet in the way that it is asked, so its 07 proves nothing. Until
    /// one does, one payout goes at a time: the next one once the result of the one before is known, or after
    /// `notFoundAfter`.
    package internal(set) var isProving: Bool
    /// When the last payout was sent into this uncertainty.
    var provingSince: Timestamp
    var calls: [CallID: OpenCall] = [:]
    /// Payouts between their first validation intent and the answer to their transfer request.
    var window: Set<PayoutID> = []
    var readyTransfers: Deque<PayoutID> = []
    var readyValidations: Deque<PayoutID> = []
    /// The last step found ready transfers that could not be sent any more; then more of them are read at once.
    var hasStaleTransfers = false
    var inquiring: Set<PayoutID> = []
    /// Whether recorded callbacks may wait in the ledger; those of an earlier run may.
    var callbacksWait = true
    /// Questions of the memory check were refused that were not too many.
    var hasRefusalsInPassing = false
    /// Every queued payout up to here has been claimed in this run.
    var cursor = PayoutID.none
    /// How often others had changed the ledger when this engine last looked; nil before its first step.
    var changesSeen: Int?
    /// Rows before the cursor were queued again by others, and are to be looked through for duplicates first.
    var isLookingBack = false
    var lastChange: Timestamp
    /// Payouts that the bank knew and this ledger did not.
    package internal(set) var adoptedCount = 0

    /// - Parameters:
    ///   - goal: ``Goal/remember`` ends before the first intent, with ``EngineOutcome/remembered``.
    ///   - batch: the batch to run; to be paid it must be approved.
    ///   - identifiers: derives the identifiers of its transfers.
    ///   - pacing: how the engine before it, if there was one, left off; a limit of calls a second holds across both.
    ///   - isProving: what the engine before it, if there was one, left behind in ``isProving``.
    ///   - holdsDuplicates: false where an engine of the same process and batch has held them just before.
    ///   - random: for the identifiers of validations.
    ///   - now: the beginning of the run.
    package init(
        goal: Goal, batch: BatchID, identifiers: TransferIdentifiers, policy: PayoutPolicy, limits: EngineLimits,
        pacing: Pacing? = nil, isProving: Bool = false, holdsDuplicates: Bool = true, random: any RandomSource,
        at now: Timestamp
    ) {
        self.goal = goal
        self.batch = batch
        self.identifiers = identifiers
        self.policy = policy
        self.limits = limits
        self.random = random
        self.isProving = isProving
        self.holdsDuplicates = holdsDuplicates
        self.pacing = pacing ?? limits.pacing
        self.pacing.beginSlowly()
        lastChange = now
        provingSince = now
    }

    /// Callbacks that came and could not be used.
    package var unusableCallbacks: UnusableCallbacks { trouble.unusable }

    /// What must be read so that a step can take these inputs.
    package func needs(for inputs: [EngineInput], at now: Timestamp) -> Needs {
        var needs = Needs(batch: batch, at: now, longestWait: policy.longestWait)
        needs.readsCounts = true
        needs.payouts = withdrawn.map(\.payout)
        var mayWait = callbacksWait
        for input in inputs {
            switch input {
            case .started, .proofRefused, .stopRequested: break
            case .callbacksArrived: mayWait = true
            case .callback(let callback): needs.arriving.append(callback)
            case .answered(let id, _, _): if let call = calls[id] { needs.payouts.append(call.subject.payout) }
            }
        }
        if hasBegun, mayWait { needs.waitingCallbacksMax = Self.callbacksMax }
        needs.due = Needs.Due(.validating, limit: Self.rowsMax)
        return needs
    }

    /// Takes what has happened since the last step and decides what to do.
    ///
    /// - Parameter facts: those of ``needs(for:at:)``; where this step then asks for more, those, with the same inputs
    ///   and the same time.
    package mutating func step(
        _ inputs: [EngineInput], _ facts: consuming Facts, at now: Timestamp
    ) -> Decision<EngineTurn> {
        guard var context = underWay else {
            var context = StepContext(batch, &facts, at: now)
            take(inputs, facts, &context)
            let needs = furtherNeeds(&context)
            underWay = context
            return .read(needs)
        }
        underWay = nil
        context.add(&facts)
        decide(facts, &context)
        return .commit(context.changes, context.turn)
    }

    /// The first half of a step: what has happened.
    private mutating func take(_ inputs: [EngineInput], _ facts: Facts, _ context: inout StepContext) {
        // A clock that was set back must not lengthen the wait.
        lastChange = min(lastChange, context.now)
        pacing.advance(to: context.now)
        for (payout, event) in withdrawn { apply(event, to: payout, &context) }
        withdrawn = []
        for input in inputs {
            switch input {
            case .started, .callback: break
            case .callbacksArrived: callbacksWait = true
            case .proofRefused: trouble.proofRefused()
            case .answered(let id, let answer, let took): take(answer, of: id, took: took, &context)
            case .stopRequested: stop(.interrupted, &context)
            }
        }
        takeCallbacks(facts, &context)
        noticeOthers(facts, &context)
        takeOverdue(facts.due, &context)
        advancePhase(&context)
    }

    /// What else the second half must read.
    private mutating func furtherNeeds(_ context: inout StepContext) -> Needs {
        var needs = Needs(batch: batch, at: context.now, longestWait: policy.longestWait)
        addSweep(to: &needs)
        addOthers(to: &needs, context)
        addQuestions(to: &needs, &context)
        addClaims(to: &needs, &context)
        needs.payouts.removeAll { context.payouts[$0] != nil }
        needs.readsDeadlines = true
        needs.readsCallbackSeen = mayBeSilent
        return needs
    }

    /// The second half: what follows from it.
    private mutating func decide(_ facts: Facts, _ context: inout StepContext) {
        advanceSweep(facts, &context)
        heedOthers(facts, &context)
        advancePhase(with: facts, &context)
        claim(facts, &context)
        conclude(facts, &context)
    }

    /// Rows a query.
    static let rowsMax = 1000

    /// Finds out whether the wall clock was set, so that a limit of calls a second holds all the same. To be called
    /// before each step.
    ///
    /// - Parameters:
    ///   - now: the wall clock.
    ///   - steady: at the same moment, the time since the beginning of the process by a clock that nobody sets.
    package mutating func compareClocks(wall now: Timestamp, steady: Duration) {
        let change = pacing.compareClocks(wall: now, steady: steady)
        guard change != .zero else { return }
        calls = calls.mapValues {
            OpenCall(subject: $0.subject, sent: $0.sent.moved(by: change), freshUntil: $0.freshUntil)
        }
    }

    /// The sends of the step at `noted` leave only so much later: their commit has taken its time.
    package mutating func leaving(after delay: Duration, noted: Timestamp) {
        pacing.leaving(after: delay, noted: noted)
    }

    /// - Parameter freshUntil: the moment from which the request must not leave any more.
    mutating func send(
        _ call: BankCall, about subject: Call, freshUntil: Timestamp? = nil, _ context: inout StepContext
    ) {
        let sent = pacing.sent(at: context.now)
        let id = CallID(number: sent.number)
        calls[id] = OpenCall(subject: subject, sent: sent, freshUntil: freshUntil)
        context.turn.sends.append((id, call))
    }
}

/// One step under way.
struct StepContext: Sendable {
    let now: Timestamp
    /// The payouts that were read, as this step has left them so far.
    var payouts: [PayoutID: StoredPayout]
    let owners: [CallName: CallOwner]
    /// Payouts of the batch by status, as this step has left them so far.
    var counts: [PayoutStatus: Int]
    var changes: ChangeSet
    var turn: EngineTurn
    /// The call whose answer is being taken.
    var answered: Pacing.SentCall?
    /// There is more to do than one step takes: the next one must come at once.
    var asksAgain = false
    /// Rows that the bank is asked about before the first intent.
    var questions: [PayoutID] = []
    /// How many of the first ready transfers and validations were read.
    var transfersRead = 0
    var validationsRead = 0
    var isAnyTransferStale = false
    /// Whether others have changed the ledger since the last step.
    var isChangedByOthers = false
    /// Pending payouts that this step made due.
    var dueNow: [PayoutID] = []
    /// The earliest deadline that this step has set.
    var nextDeadline: Timestamp?

    /// - Parameter facts: are emptied of what the step changes, or it would be copied.
    init(_ batch: BatchID, _ facts: inout Facts, at now: Timestamp) {
        self.now = now
        payouts = facts.payouts
        owners = facts.owners
        counts = facts.counts
        facts.payouts = [:]
        facts.counts = [:]
        changes = ChangeSet(batch: batch, at: now)
        turn = EngineTurn(at: now)
    }

    /// Adds what was read in the middle of the step; what the step has changed stays as it is.
    mutating func add(_ facts: inout Facts) {
        let read = facts.payouts
        facts.payouts = [:]
        if payouts.isEmpty { payouts = read } else { payouts.merge(read) { mine, _ in mine } }
    }
}
