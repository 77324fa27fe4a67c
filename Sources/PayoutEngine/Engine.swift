internal import BankAPI
internal import DequeModule
internal import LedgerAPI
package import PayoutCore

/// Pays one batch, or finds out what the bank knows of it: pure, over facts of the ledger and the time.
///
/// A ``Dispatcher`` leads it through each step: what has happened (``take(_:_:_:)``), what must be read further
/// (``addFurtherNeeds(to:_:)``), and what follows (``decide(_:_:_:)``). Pending payouts live in the ledger alone; what
/// is held here is bounded by the window and the calls in flight. What belongs to the bank and not to one batch stands
/// in ``BankTraffic``.
package struct Engine: Sendable {
    enum Phase: Sendable {
        /// Rows of an earlier run go back to the queue, and duplicates are held.
        case beginning
        /// Rows for the prior-transfer check are drawn.
        case sampling(isNew: Bool)
        /// Before the first intent of a batch that is new to the ledger.
        case asking(PriorTransferCheck)
        /// The ledger was lost: every row is asked first.
        case restoring(Restoration)
        case paying
        /// Nothing new is sent; what is in flight settles.
        case stopping(EngineOutcome)
    }

    /// What a call in flight is about.
    enum Call: Sendable {
        case validation(PayoutID, ExternalID)
        case transfer(PayoutID, attempt: Attempt)
        case inquiry(PayoutID, attempt: Attempt)
        case priorTransfer(PayoutID, attempt: Attempt, generation: Generation)
    }

    /// A call in flight.
    struct OpenCall: Sendable {
        let subject: Call
        let sent: Pacing.SentCall
        /// The moment from which the request must not leave any more: the validation of a transfer is too old then.
        var freshUntil: Timestamp?
    }

    /// What a run is for.
    package enum Goal: Sendable {
        /// Find out whether the bank knows the batch already, and send nothing else.
        case checkPriorTransfers
        /// Have the bank validate the accounts of its queued rows, so that a person sees the names before the batch is
        /// approved. Nothing is paid: a row whose account is valid goes back to the queue, and is validated again
        /// before its transfer.
        case askNames
        /// Pay it.
        case pay
    }

    let goal: Goal
    let batch: BatchID
    let identifiers: TransferIdentifiers
    let policy: PayoutPolicy
    let limits: EngineLimits
    let random: any RandomSource
    var phase = Phase.beginning
    /// What the engine holds for the step under way alone.
    var own = BatchStep()
    /// What goes back to the queue at present.
    var sweep: Sweep? = Sweep(.validating, .validated, .unverified)
    /// Payouts that are reopened with the next page of the sweep.
    var reopening: [PayoutID] = []
    /// Whether the validations of an earlier run were given up, so that callbacks can be taken.
    var hasBegun = false
    /// Asked twice to stop: what is in flight is waited for, what is pending is not.
    var isHurried = false
    var trouble = TroubleWatch()
    /// What rests on answers that prove nothing: it is asked once more when one does.
    enum Unproven: Sendable {
        /// The prior-transfer check.
        case asked
        /// The restoration of a lost ledger.
        case restored
    }

    var unproven: Unproven?
    /// Rows were asked about once more, since an inquiry had found a transfer meanwhile.
    var hasAskedWithProof = false
    /// Whether the prior-transfer check of this batch rests on answers that prove nothing.
    package var lacksProof: Bool { unproven == .asked }
    /// How the bank was called for this batch.
    package internal(set) var callCounts = CallCounts()
    var calls: [CallID: OpenCall] = [:]
    /// Payouts between their first validation intent and the answer to their transfer request.
    var window: Set<PayoutID> = []
    var readyTransfers: Deque<PayoutID> = []
    var readyValidations: Deque<PayoutID> = []
    /// The last step found ready transfers that could not be sent any more; then more of them are read at once.
    var hasStaleTransfers = false
    /// The wall clock was set back: until then it does not show how old a validation is that was sent before.
    var agesUnknownUntil: Timestamp?
    /// Payouts whose validation was sent since.
    var validatedSince: Set<PayoutID> = []
    var inquiring: Set<PayoutID> = []
    /// What the bank may find a collection by, from callbacks without proof, until an answer under it has come.
    var hintedNumbers: [PayoutID: String] = [:]
    /// Before that, rows of a ledger that was lost are not asked about.
    var quietUntil: Timestamp?
    /// Questions of the prior-transfer check were refused that were not too many.
    var hasRefusalsInPassing = false
    /// Every queued payout up to here has been claimed in this run.
    var cursor = PayoutID.none { didSet { hasMoreQueued = true } }
    /// How often others had changed the ledger when this engine last looked; nil before its first step.
    var changesSeen: Int?
    /// Payouts by status as the last step left them; others have moved some on where they are otherwise now.
    var countsSeen: [PayoutStatus: Int] = [:]
    /// False once nothing was found after the cursor.
    var hasMoreQueued = true
    /// When the next pending payout may be asked about.
    var nextInquiry: Timestamp?
    /// Pending payouts, as the last step left them.
    var pendingCount = 0
    var lastChange: Timestamp
    /// What the statuses do not show of payouts that were sent, as the last step left it; counted only where
    /// ``isLossWatched``.
    var unsure = UnsureRows()
    /// Payouts that have been pending for long, or that the bank has answered with a conflict; empty where no share of
    /// failures stops the batch.
    var unanswered: Set<PayoutID> = []
    /// Payouts that the bank knew and this ledger did not.
    package internal(set) var adoptedCount = 0

    /// - Parameters:
    ///   - goal: ``Goal/checkPriorTransfers`` ends before the first intent, with ``EngineOutcome/checked``.
    ///   - batch: the batch to run; to be paid it must be approved.
    ///   - identifiers: derives the identifiers of its transfers.
    ///   - stopped: why the batch has stopped and sends nothing; then the bank is asked about what is on its way, and
    ///     the run ends as the one before did. Nil for a batch that goes on.
    ///   - lacksProof: what the engine before it, if there was one, found out in ``lacksProof``.
    ///   - random: for the identifiers of validations.
    ///   - now: the beginning of the run.
    package init(
        goal: Goal, batch: BatchID, identifiers: TransferIdentifiers, policy: PayoutPolicy, limits: EngineLimits,
        stopped: StopReason? = nil, lacksProof: Bool = false, random: any RandomSource, at now: Timestamp
    ) {
        self.goal = goal
        self.batch = batch
        self.identifiers = identifiers
        self.policy = policy
        self.limits = limits
        self.random = random
        unproven = lacksProof ? .asked : nil
        lastChange = now
        nextInquiry = now
        guard let stopped else { return }
        (phase, sweep) = (.stopping(.stopped(stopped)), Sweep(.validating, .validated))
    }

    /// Callbacks that came and could not be used.
    package var unusableCallbacks: UnusableCallbacks { trouble.unusable }

    /// Whether its rows that look like others have been held, and the remaining ones are on their way.
    var isAhead: Bool {
        if case .beginning = phase { false } else { goal == .pay }
    }

    /// What must be read so that a step can take what has happened.
    func firstNeeds() -> BatchNeeds {
        var needs = BatchNeeds(batch)
        needs.readsCounts = true
        needs.due = Needs.Due(.validating, limit: Self.rowsMax)
        return needs
    }

    /// Takes what has happened to the batch since its last step.
    mutating func take(_ news: BatchNews, _ facts: consuming BatchFacts, _ context: inout StepContext) {
        // A clock that was set back must not lengthen the wait.
        lastChange = min(lastChange, context.now)
        own.counts = facts.counts
        let isCountedOtherwise = changesSeen != nil && Self.counted(facts.counts) != countsSeen
        facts.counts = [:]
        for (payout, event) in news.withdrawn { apply(event, to: payout, &context) }
        for answer in news.answers { take(answer, &context) }
        for _ in 0..<news.stopRequests { stop(.interrupted, &context) }
        for callback in news.callbacks { process(callback, &context) }
        noticeOthers(context, isCountedOtherwise: isCountedOtherwise)
        takeOverdue(facts.due, &context)
        advancePhase(&context)
        pendingCount = own.counts[.pending, default: 0]
    }

    /// What else the second half must read, within the calls that were granted.
    mutating func addFurtherNeeds(to needs: inout Needs, _ context: inout StepContext) {
        var share = BatchNeeds(batch)
        addSweep(to: &share, &needs.payouts, context)
        addOthers(to: &share, &needs.payouts, context)
        addQuestions(to: &share, &needs.payouts, context)
        addClaims(to: &share, &needs.payouts, context)
        addOutflow(to: &needs, context)
        share.readsDeadlines = true
        needs.batches.append(share)
        if mayBeSilent { needs.readsCallbackSeen = true }
    }

    /// Decides what follows from it.
    ///
    /// - Parameter isCallbackSeen: whether any callback has ever come; nil where it was not read.
    /// - Returns: when the batch wants a step, how it ended, and how far it has come.
    mutating func decide(_ facts: BatchFacts, isCallbackSeen: Bool?, _ context: inout StepContext) -> BatchTurn {
        advanceSweep(facts, &context)
        adjustToOthers(facts, &context)
        advancePhase(with: facts, &context)
        stopAtLoss(&context)
        claim(facts, &context)
        let turn = conclude(facts, isCallbackSeen: isCallbackSeen, &context)
        countsSeen = Self.counted(own.counts)
        unsure = unsure + own.unsureChange
        own = BatchStep()
        return turn
    }

    /// The same without the statuses that no payout has.
    private static func counted(_ counts: [PayoutStatus: Int]) -> [PayoutStatus: Int] {
        counts.filter { $0.value != 0 }
    }

    /// Rows a query.
    static let rowsMax = 1000
    /// Less than this is a clock that is kept right, and makes no validation too old.
    private static let clockChangeMin = Duration.seconds(1)

    /// The wall clock was set, and shows `now` since.
    mutating func move(by change: Duration, at now: Timestamp) {
        let back = .zero - change
        if back >= Self.clockChangeMin {
            let left = agesUnknownUntil.map { $0 - (now - change) } ?? .zero
            agesUnknownUntil = now + back + max(policy.validationAgeMax, left)
            validatedSince = []
        }
        calls = calls.mapValues {
            OpenCall(subject: $0.subject, sent: $0.sent.moved(by: change), freshUntil: $0.freshUntil)
        }
    }

    /// - Parameter freshUntil: the moment from which the request must not leave any more.
    mutating func send(
        _ call: BankCall, about subject: Call, freshUntil: Timestamp? = nil, _ context: inout StepContext
    ) {
        let sent = context.bank.pacing.sent(at: context.now)
        let id = CallID(number: sent.number, batch: batch)
        calls[id] = OpenCall(subject: subject, sent: sent, freshUntil: freshUntil)
        context.bank.callsInFlight += 1
        if subject.isInquiry, isInquiryPaced { context.bank.inquiryPace.callsInFlight += 1 }
        own.callsGranted -= 1
        callCounts.sent += 1
        context.sends.append((id, call))
    }

    /// The payout that a call in flight is about.
    func payout(of call: CallID) -> PayoutID? { calls[call]?.subject.payout }
}

/// How the bank was called for one batch.
package struct CallCounts: Hashable, Sendable {
    /// Calls that were started.
    package var sent = 0
    /// Those of them that the bank refused as too many.
    package var refused = 0
    /// How often an answer has slowed down the calls of all batches; calls that met trouble together count once.
    package var slowDowns = 0

    package init() {}
}

/// What has happened to one batch since its last step.
struct BatchNews: Sendable {
    var answers: [CallEnd] = []
    var callbacks: [RoutedCallback] = []
    var stopRequests = 0
    /// What the bank said of payouts whose rows the ledger refused to save.
    var withdrawn: [(payout: PayoutID, event: PayoutEvent)] = []

    var isEmpty: Bool { answers.isEmpty && callbacks.isEmpty && stopRequests == 0 && withdrawn.isEmpty }
}

/// A call that has ended.
struct CallEnd: Sendable {
    let id: CallID
    let answer: CallAnswer
    let took: Duration?
}

/// What an engine holds for one step alone.
struct BatchStep: Sendable {
    /// Payouts of the batch by status, as this step has left them so far.
    var counts: [PayoutStatus: Int] = [:]
    /// There is more to do than one step takes: the next one must come at once.
    var asksAgain = false
    /// Calls that may still start, and payouts that the batch may hold in the window.
    var callsGranted = 0
    var windowShare = 0
    /// Rows that the bank is asked about before the first intent.
    var questions: [PayoutID] = []
    /// How many of the first ready transfers and validations were read.
    var transfersRead = 0
    var validationsRead = 0
    var isAnyTransferStale = false
    /// What this step has changed in ``Engine/unsure`` so far.
    var unsureChange = UnsureRows()
    /// Whether others have changed the ledger since the last step.
    var isChangedByOthers = false
    /// How many queued payouts were asked for.
    var queuedRead = 0
    /// How many pending payouts to be asked about were looked for; 0 where none were.
    var inquiriesRead = 0
    /// Pending payouts that this step made due.
    var dueNow: [PayoutID] = []
    /// The earliest deadline that this step has set.
    var nextDeadline: Timestamp?
}

/// What one batch wants after a step.
struct BatchTurn: Sendable {
    /// The next moment at which it wants a step.
    var wakeAt: Timestamp
    /// Whether it could start more calls if there were room.
    var wantsCalls = false
    var outcome: EngineOutcome?
    var progress: EngineProgress
}

/// One step under way: what all batches share in it.
struct StepContext: Sendable {
    private(set) var now: Timestamp
    var bank: BankTraffic
    /// The payouts that were read, as this step has left them so far.
    var payouts: [PayoutID: StoredPayout] = [:]
    private(set) var owners: [CallName: CallOwner] = [:]
    /// Names that nothing is paid to.
    private var blockedNames: [BlockedName] = []
    var changes: ChangeSet
    var sends: [(id: CallID, call: BankCall)] = []
    /// How often others were found to have changed the ledger.
    var changesByOthers = 0
    /// The call whose answer is being taken.
    var answered: Pacing.SentCall?
    /// When any batch last changed, also one that has ended.
    var lastChange: Timestamp
    /// Recorded callbacks may wait in the ledger that can be processed: no batch is at its end.
    var callbacksWait = false
    /// Other batches whose rows are paid before those of the batch that begins in this step, and are not sent again.
    var batchesAhead: [BatchID] = []
    /// A batch has given up the validations of an earlier run, so that its callbacks can be processed.
    var hasBatchBegun = false
    /// What was sent on this day, with what this step has changed; nil where it need not be known.
    private(set) var outflow: Outflow?
    /// What this step has changed before that was read.
    private var unreadChanges: [OutflowChange] = []

    init(_ bank: BankTraffic, at now: Timestamp) {
        self.now = now
        self.bank = bank
        lastChange = now
        changes = ChangeSet(at: now)
    }

    /// Forgets the step before; only the bank and the last change stay.
    mutating func begin(at now: Timestamp) {
        self.now = now
        // A clock that was set back must not lengthen the wait.
        lastChange = min(lastChange, now)
        payouts = [:]
        owners = [:]
        changes = ChangeSet(at: now)
        sends = []
        callbacksWait = false
        hasBatchBegun = false
        outflow = nil
        unreadChanges = []
    }

    /// Notes what an event has changed in what was sent.
    mutating func noteOutflow(_ new: Payout, over old: Payout) {
        let changes = new.outflowChanges(since: old)
        guard !changes.isEmpty else { return }
        if outflow == nil { unreadChanges += changes }
        for change in changes { outflow?.add(change) }
    }

    /// - Parameter facts: are emptied of what the step changes, or it would be copied.
    mutating func addOwners(of facts: inout Facts) {
        owners = facts.owners
        facts.owners = [:]
        blockedNames = facts.blockedNames
    }

    /// Why nothing is paid to whom the bank has just named; nil where nothing speaks against the name, or it is old.
    func block(of payout: Payout, insteadOf old: Payout) -> PayeeBlock? {
        guard !blockedNames.isEmpty, let name = payout.goodValidation?.name, name != old.goodValidation?.name
        else { return nil }
        return blockedNames.first { $0.isSame(as: name) }?.block
    }

    /// Adds what was read in the middle of the step; what the step has changed stays as it is.
    mutating func add(_ facts: inout Facts) {
        let read = facts.payouts
        facts.payouts = [:]
        if var found = facts.outflow {
            for change in unreadChanges { found.add(change) }
            outflow = found
        }
        if payouts.isEmpty { payouts = read } else { payouts.merge(read) { mine, _ in mine } }
    }
}
