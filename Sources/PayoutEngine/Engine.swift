internal import BankAPI
internal import DequeModule
package import PayoutCore
package import PayoutLedger

/// Runs one batch: a synchronous `step` over a ledger transaction takes what has happened and the time, and returns
/// what to send.
///
/// The engine is a value. The shell hands a copy to the transaction and keeps it only if the commit returns, so memory
/// and ledger move together. Pending payouts live in the ledger alone; what is held here is bounded by the window and
/// the calls in flight.
package struct Engine: Sendable {
    enum Phase: Sendable {
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

    var phase = Phase.paying
    var hasBegun = false
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
    var inquiring: Set<PayoutID> = []
    /// What was saved lately.
    var kept = KeptPayouts()
    /// Payouts of the batch by status, kept with every transition; nil until the ledger was asked.
    var counts: [PayoutStatus: Int]?
    /// Whether recorded callbacks may wait in the ledger; those of an earlier run may.
    var callbacksWait = true
    /// Questions of the memory check were refused that were not too many.
    var hasRefusalsInPassing = false
    var validationDeadlines = Deadlines()
    var inquiryDeadlines = Deadlines()
    /// Every queued payout up to here has been claimed in this run.
    var cursor = PayoutID.none
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

    /// Takes what has happened since the last step and decides what to do, within one transaction.
    ///
    /// - Throws: ``LedgerError``; the caller then drops this engine's changes along with the transaction.
    package mutating func step(
        _ inputs: [EngineInput], at now: Timestamp, in transaction: LedgerTransaction
    ) throws -> EngineTurn {
        var context = StepContext(transaction: transaction, now: now)
        // A clock that was set back must not lengthen the wait.
        lastChange = min(lastChange, now)
        if !hasBegun {
            hasBegun = true
            try begin(&context)
        }
        pacing.advance(to: now)
        for input in inputs { try take(input, &context) }
        try takeCallbacks(&context)
        try takeOverdue(&context)
        try advancePhase(&context)
        try claim(&context)
        try conclude(&context)
        return context.turn
    }

    private mutating func take(_ input: EngineInput, _ context: inout StepContext) throws {
        switch input {
        case .started: break
        case .callbacksArrived: callbacksWait = true
        case .callback(let callback): context.arrived.append(callback)
        case .proofRefused: trouble.proofRefused()
        case .answered(let id, let answer, let took): try take(answer, of: id, took: took, &context)
        case .stopRequested: try stop(.interrupted, &context)
        }
    }

    /// Recovery starts by asking, not by sending: what had not become a transfer goes back to the queue, what had stays
    /// pending until its deadline asks for its status.
    private mutating func begin(_ context: inout StepContext) throws {
        try recall(&context)
        try forEach(.unverified, .reopened, &context)
        guard let batch = try context.transaction.reader.batch(batch) else { return }
        switch (batch.memory, goal) {
        case (.unasked, _):
            phase = .asking(try MemoryCheck(batch.id, isNew: true, context.transaction.reader))
        case (.clear, .remember):
            phase = .asking(try MemoryCheck(batch.id, isNew: false, context.transaction.reader))
        case (.lost, _): phase = .restoring(Restoration(cursor: batch.memoryCursor))
        case (.clear, .pay): phase = .paying
        }
        try holdDuplicates(of: batch, &context)
        if isProving { try hintPending(&context) }
    }

    /// Pending transfers whose status is asked at once where no inquiry has found one yet.
    private static let provingInquiriesMax = 3

    /// One transfer that the bank received earlier proves its inquiries, and nothing has to wait for it.
    private mutating func hintPending(_ context: inout StepContext) throws {
        let pending = try context.transaction.reader.payouts(
            batch, .pending, after: .none, limit: Self.provingInquiriesMax)
        for id in pending {
            guard let transfer = try stored(id, context)?.payout.liveTransfer else { continue }
            _ = try apply(.hinted(attempt: transfer.attempt), to: id, &context)
        }
    }

    /// Sends back to the queue what had not become a transfer, and gives up its validations.
    mutating func recall(_ context: inout StepContext) throws {
        for status in [PayoutStatus.validating, .validated] { try forEach(status, .recalled, &context) }
        try context.transaction.abandonOpenValidations()
        // Validations of any payout may have been among them.
        kept.forgetAll()
    }

    /// Two files can be submitted before either is paid, so that what was looked at then is looked at again, before the
    /// first intent of any row (promise P11).
    private mutating func holdDuplicates(of batch: Batch, _ context: inout StepContext) throws {
        guard holdsDuplicates else { return }
        let reader = context.transaction.reader
        try reader.forEachLikeness(of: batch, since: context.now - limits.duplicateWindow) { payout, likeness in
            _ = try apply(.duplicateFound(likeness), to: payout, &context)
        }
    }

    /// Rows a query.
    static let rowsMax = 1000

    mutating func forEach(_ status: PayoutStatus, _ event: PayoutEvent, _ context: inout StepContext) throws {
        var cursor = PayoutID.none
        while true {
            let found = try context.transaction.reader.payouts(batch, status, after: cursor, limit: Self.rowsMax)
            for payout in found {
                _ = try apply(event, to: payout, &context)
                cursor = payout
            }
            if found.count < Self.rowsMax { return }
        }
    }

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

    /// The same engine, but that it has to read every payout anew. Holding it beside the engine itself makes nothing
    /// large be copied as that one changes.
    package func forgettingPayouts() -> Engine {
        var spare = self
        spare.kept.forgetAll()
        return spare
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
struct StepContext {
    let transaction: LedgerTransaction
    let now: Timestamp
    var turn = EngineTurn()
    /// Callbacks that become durable with this step.
    var arrived: [ProvenCallback] = []
    /// The call whose answer is being taken.
    var answered: Pacing.SentCall?
}
