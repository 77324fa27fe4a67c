internal import BankAPI
package import LedgerAPI
package import PayoutCore

/// Pays any number of batches at once: a pure step takes what has happened, facts of the ledger and the time, and
/// returns what to save and what to send once that is durable.
///
/// What belongs to one batch is its ``Engine``'s; what belongs to the bank is held here once: the pace, the calls in
/// flight, the window, and the proof that inquiries find transfers. Only batches to which something has happened, whose
/// moment has come, or that wait for room take part in a step, and one commit serves all of them. Where the commit
/// fails, the dispatcher must be dropped with it.
///
///     var dispatcher = Dispatcher(policy: policy, limits: limits, at: now)
///     dispatcher.add(engine)
///     let needs = dispatcher.begin(inputs, at: now)
///     var (turn, refusals) = try ledger.perform(needs) { facts in dispatcher.step(facts) }
///     dispatcher.withdraw(refusals, from: &turn)
///     // Only now may the requests of `turn` leave.
///     for (batch, outcome) in turn.outcomes { ended(outcome, dispatcher.remove(batch)) }
package struct Dispatcher: Sendable {
    /// A batch under way.
    struct Slot: Sendable {
        var engine: Engine
        /// Its turn where calls are dealt out; later batches have higher numbers.
        let number: Int
        var wakeAt: Timestamp
        /// It could start more calls if there were room.
        var wantsCalls = false
        var news = BatchNews()
        /// What was read for it in the step under way.
        var facts: BatchFacts?
        var progress: EngineProgress?
    }

    /// What the next facts are for.
    private enum Stage {
        case routing
        /// Batches that the step found out to be concerned; their facts were read alone.
        case joining([Int])
        case deciding
    }

    let policy: PayoutPolicy
    let limits: EngineLimits
    /// In the order in which they came.
    var slots: [Slot] = []
    var context: StepContext
    var inbox = CallbackInbox()
    /// Results of the bank whose rows the ledger refused to save.
    private var withdrawn: [(payout: PayoutID, event: PayoutEvent)] = []
    /// Callbacks that have just come and must wait.
    var toRecord: [ProvenCallback] = []
    private var share = FairShare()
    private var stage = Stage.routing
    /// A batch of the step under way got fewer calls than it could start.
    private var isAnyShort = false
    /// Which slots take part in the step under way.
    private var active: [Int] = []
    private var lastNumber = 0
    /// How often others had changed the ledger by the last step.
    private(set) var changesSeen = 0
    /// The number of the batch that brought a payout into the window last.
    private var lastEntered = 0
    /// When the next step was due; nil before the first one.
    private var dueAt: Timestamp?
    /// The process was asked to stop: a batch that joins now stops at once.
    private var isStopRequested = false
    /// Payouts of batches that have ended, for the progress of all.
    private var endedTotals: [BatchID: [PayoutStatus: Int]] = [:]

    package init(policy: PayoutPolicy, limits: EngineLimits, at now: Timestamp) {
        self.policy = policy
        self.limits = limits
        context = StepContext(BankTraffic(pacing: limits.pacing, provingSince: now), at: now)
    }

    // MARK: Batches

    /// Whether no batch is under way.
    package var isIdle: Bool { slots.isEmpty }

    /// Takes a batch in, which must not be under way already.
    package mutating func add(_ engine: Engine) {
        lastNumber += 1
        var slot = Slot(engine: engine, number: lastNumber, wakeAt: engine.lastChange)
        slot.news.stopRequests = isStopRequested ? 1 : 0
        slots.append(slot)
        endedTotals[engine.batch] = nil
    }

    /// Takes a batch out that has come to its end.
    package mutating func remove(_ batch: BatchID) -> Engine? {
        guard let index = index(of: batch) else { return nil }
        let slot = slots.remove(at: index)
        var engine = slot.engine
        for payout in engine.window { engine.leaveWindow(payout, &context.bank) }
        if engine.goal == .pay { endedTotals[batch] = slot.progress?.totals }
        return engine
    }

    func index(of batch: BatchID) -> Int? { slots.firstIndex { $0.engine.batch == batch } }

    // MARK: The clock and the pace

    /// Finds out whether the wall clock was set, so that a limit of calls a second holds all the same. To be called
    /// before each step.
    ///
    /// - Parameters:
    ///   - now: the wall clock.
    ///   - steady: at the same moment, the time since the beginning of the process by a clock that nobody sets.
    package mutating func compareClocks(wall now: Timestamp, steady: Duration) {
        let change = context.bank.pacing.compareClocks(wall: now, steady: steady)
        guard change != .zero else { return }
        context.bank.reportedCutOff.move(by: change)
        for index in slots.indices {
            slots[index].engine.move(by: change, at: now)
            slots[index].wakeAt = now
        }
    }

    /// The sends of the step at `noted` leave only so much later: their commit has taken its time.
    package mutating func leaving(after delay: Duration, noted: Timestamp) {
        context.bank.pacing.leaving(after: delay, noted: noted)
    }

    /// Counts a call that is none of a batch, such as the question for the balance.
    ///
    /// - Returns: nil where it may start now; else the moment at which it may.
    package mutating func admitCall(at now: Timestamp) -> Timestamp? {
        if let room = context.bank.pacing.nextRoom(at: now) { return room }
        context.bank.pacing.sent(at: now)
        return nil
    }

    /// How fast the bank may be called at present.
    package var pacing: Pacing { context.bank.pacing }

    /// A call in flight.
    func call(_ id: CallID) -> Engine.OpenCall? { index(of: id.batch).flatMap { slots[$0].engine.calls[id] } }

    // MARK: A step

    /// A step that comes later than this after it was due has waited for a suspended process.
    private static let latenessMax = Duration.seconds(60)

    /// Takes notice of what has happened.
    ///
    /// - Returns: what must be read so that ``step(_:)`` can begin.
    package mutating func begin(_ inputs: [EngineInput], at now: Timestamp) -> Needs {
        context.begin(at: now)
        // Nothing could change while the process was suspended.
        if let dueAt, now - dueAt > Self.latenessMax { context.lastChange = now }
        context.bank.pacing.advance(to: now)
        var needs = Needs(at: now, longestWait: policy.longestWait)
        needs.payouts = withdrawn.map(\.payout)
        note(inputs, &needs)
        let answers = slots.reduce(0) { $0 + $1.news.answers.count }
        let isRoom = context.bank.pacing.room(inFlight: context.bank.callsInFlight - answers, at: now) > 0
        active = slots.indices.filter { index in
            slots[index].wakeAt <= now || !slots[index].news.isEmpty || isRoom && slots[index].wantsCalls
        }
        needs.batches = active.map { slots[$0].engine.firstNeeds() }
        if hasBegun { needs.waitingCallbacks = inbox.page }
        stage = .routing
        return needs
    }

    /// Takes notice of what has happened while no batch is under way.
    package mutating func note(_ inputs: [EngineInput]) {
        var needs = Needs(at: context.now, longestWait: policy.longestWait)
        note(inputs, &needs)
    }

    private mutating func note(_ inputs: [EngineInput], _ needs: inout Needs) {
        for input in inputs {
            switch input {
            case .started: break
            case .callbacksArrived: inbox.callbackRecorded()
            case .callback(let callback): needs.arriving.append(callback)
            case .proofRefused: for index in slots.indices { slots[index].engine.trouble.proofRefused() }
            case .answered(let id, let answer, let took):
                guard let index = index(of: id.batch), let payout = slots[index].engine.payout(of: id) else { continue }
                slots[index].news.answers.append(CallEnd(id: id, answer: answer, took: took))
                needs.payouts.append(payout)
            case .stopRequested:
                isStopRequested = true
                for index in slots.indices { slots[index].news.stopRequests += 1 }
            }
        }
    }

    /// Whether any batch has given up the validations of an earlier run.
    var hasBegun: Bool { slots.contains { $0.engine.hasBegun } }

    /// Decides what to do, in the middle of the ledger's transaction.
    ///
    /// - Parameter facts: those of ``begin(_:at:)``; where the step then asks for more, those.
    package mutating func step(_ facts: consuming Facts) -> Decision<Turn> {
        switch stage {
        case .routing:
            context.addOwners(of: &facts)
            context.add(&facts)
            for (index, found) in zip(active, facts.batches) { slots[index].facts = found }
            facts.batches = []
            let isChangedByOthers = noticeOthers(facts.changesByOthers)
            takeBackWithdrawn()
            route(facts.waitingCallbacks, facts.arriving, isChangedByOthers: isChangedByOthers)
            let joining = slots.indices.filter { index in
                !active.contains(index) && (isChangedByOthers || !slots[index].news.isEmpty)
            }
            guard !joining.isEmpty else { return take() }
            stage = .joining(joining)
            var needs = Needs(at: context.now, longestWait: policy.longestWait)
            needs.batches = joining.map { slots[$0].engine.firstNeeds() }
            return .read(needs)
        case .joining(let joining):
            context.add(&facts)
            for (index, found) in zip(joining, facts.batches) { slots[index].facts = found }
            active = (active + joining).sorted()
            return take()
        case .deciding:
            context.add(&facts)
            let turn = decide(facts.batches, isCallbackSeen: facts.isCallbackSeen)
            return .commit(context.changes, turn)
        }
    }

    /// What other processes have written concerns every batch: a person may have paused it.
    ///
    /// - Returns: whether they have written anything since the last step.
    private mutating func noticeOthers(_ changes: Int) -> Bool {
        context.changesByOthers = changes
        guard changes != changesSeen else { return false }
        changesSeen = changes
        return true
    }

    private mutating func takeBackWithdrawn() {
        let events = withdrawn
        withdrawn = []
        for (payout, event) in events {
            guard let stored = context.payouts[payout] else { continue }
            if let index = index(of: stored.batch) {
                slots[index].news.withdrawn.append((payout, event))
            } else {
                apply(event, toPayoutElsewhere: stored, isRepeat: false)
            }
        }
    }

    /// The first half: every batch takes what has happened to it, and names what else it must know.
    private mutating func take() -> Decision<Turn> {
        for index in active {
            let news = slots[index].news
            slots[index].news = BatchNews()
            let facts = slots[index].facts ?? BatchFacts()
            slots[index].facts = nil
            slots[index].engine.take(news, facts, &context)
        }
        // Recorded after those that are processed as they come, since they may repeat them.
        context.changes.changes += toRecord.map { .recorded($0) }
        toRecord = []
        spreadProof()
        dealOut()
        var needs = Needs(at: context.now, longestWait: policy.longestWait)
        for index in active {
            noteElsewhere(than: index)
            context.batchesAhead = batchesAhead(of: index)
            slots[index].engine.addFurtherNeeds(to: &needs, &context)
        }
        let known = context.payouts
        needs.payouts.removeAll { known[$0] != nil }
        stage = .deciding
        return .read(needs)
    }

    /// Once one batch has proof that inquiries find transfers, all have.
    private mutating func spreadProof() {
        guard context.bank.isProofNew else { return }
        context.bank.isProofNew = false
        for index in slots.indices where slots[index].engine.inquiriesProved() { slots[index].wakeAt = context.now }
    }

    /// Batches whose rows are paid before those of another one: they have held their duplicates, or do so in the same
    /// step and came first. So of two rows that look alike in batches that are paid at once, one is held and one goes.
    private func batchesAhead(of index: Int) -> [BatchID] {
        slots.indices.filter { other in
            slots[other].engine.isAhead || other < index && slots[other].engine.goal == .pay
        }.filter { $0 != index }.map { slots[$0].engine.batch }
    }

    /// While payouts go one at a time, those of other batches count.
    private mutating func noteElsewhere(than index: Int) {
        guard context.bank.isProving else { return }
        context.bank.isPendingElsewhere = slots.indices.contains { $0 != index && slots[$0].engine.pendingCount > 0 }
    }

    /// Gives out calls and window among the batches that want some. What nobody asked for is open to all of them.
    private mutating func dealOut() {
        dealOutWindow()
        let now = context.now
        let room = context.bank.room(at: now)
        let wishes = active.map { index in
            noteElsewhere(than: index)
            return slots[index].engine.usableCalls(context.bank, at: now)
        }
        let bank = context.bank
        let wanting = zip(active, wishes).filter { $0.1 > 0 }.map(\.0)
        let heldByOthers = bank.callsInFlight - wanting.reduce(0) { $0 + slots[$1].engine.calls.count }
        let callsMax = FairShare.holdMax(of: bank.pacing.callsMax - heldByOthers, among: wanting.count)
        let hands = zip(active, wishes).map { index, wish in
            FairShare.Hand(
                number: slots[index].number, wish: min(wish, max(0, callsMax - slots[index].engine.calls.count)))
        }
        let grants = share.deal(room, among: hands)
        let left = room - grants.reduce(0, +)
        for (index, grant) in zip(active, grants) { slots[index].engine.own.callsGranted = grant + left }
        isAnyShort = zip(hands, grants).contains { $0.wish > $1 }
    }

    private mutating func dealOutWindow() {
        let (now, bank) = (context.now, context.bank)
        let wanting = active.filter { slots[$0].engine.wantsWindow(bank, at: now) }
        // Each batch begins with one payout, whatever the callbacks of others have proven.
        let capacity = max(bank.pacing.window, min(wanting.count, limits.window))
        let heldByOthers = bank.payoutsInWindow - wanting.reduce(0) { $0 + slots[$1].engine.window.count }
        context.bank.windowCapacity = capacity
        let windowMax = FairShare.holdMax(of: capacity - heldByOthers, among: wanting.count)
        for index in wanting { slots[index].engine.own.windowShare = windowMax }
    }

    /// The second half: every batch decides what follows. The last free place of the window goes to whoever comes
    /// first: the batches after the one that last brought a payout into the window.
    private mutating func decide(_ facts: [BatchFacts], isCallbackSeen: Bool?) -> Turn {
        var turn = Turn(at: context.now)
        context.callbacksWait = hasBegun && inbox.mayWait
        let first = active.firstIndex { slots[$0].number > lastEntered } ?? 0
        for place in active.indices {
            let position = (place + first) % active.count
            let index = active[position]
            let entriesBefore = context.bank.windowEntries
            noteElsewhere(than: index)
            let own = slots[index].engine.decide(
                facts.indices.contains(position) ? facts[position] : BatchFacts(), isCallbackSeen: isCallbackSeen,
                &context)
            if context.bank.windowEntries > entriesBefore { lastEntered = slots[index].number }
            context.lastChange = max(context.lastChange, slots[index].engine.lastChange)
            slots[index].wakeAt = own.wakeAt
            slots[index].wantsCalls = own.wantsCalls
            slots[index].progress = own.progress
            if let outcome = own.outcome { turn.outcomes[slots[index].engine.batch] = outcome }
        }
        if context.hasBatchBegun { inbox.batchBegan() }
        turn.sends = context.sends
        turn.wakeAt = nextMoment()
        dueAt = turn.wakeAt
        turn.progress = progress
        return turn
    }

    /// When the next step is due without news.
    private func nextMoment() -> Timestamp? {
        if hasBegun, inbox.mayWait { return context.now }
        var moments = slots.map(\.wakeAt)
        // Another batch has not used what it was given: the next step knows better what each can use.
        if isAnyShort, context.bank.room(at: context.now) > 0 { moments.append(context.now + Engine.tickMin) }
        if slots.contains(where: \.wantsCalls), let room = context.bank.pacing.nextRoom(at: context.now) {
            moments.append(room)
        }
        return moments.min().map { max($0, context.now) }
    }

    /// That of all batches together. It shows a wait only where every batch waits.
    private var progress: EngineProgress? {
        let all = slots.compactMap(\.progress)
        guard let first = all.first else { return nil }
        guard all.count > 1 || !endedTotals.isEmpty else { return first }
        var totals: [PayoutStatus: Int] = [:]
        for one in endedTotals.values + all.map(\.totals) { totals.merge(one, uniquingKeysWith: +) }
        let waits = all.compactMap(\.wait)
        return EngineProgress(
            totals: totals, wait: waits.count == all.count ? waits.first : nil,
            callsInFlight: context.bank.callsInFlight, callsMax: first.callsMax, perSecond: first.perSecond,
            window: first.window)
    }

    /// Takes back what the ledger refused to save in the step of this turn. Must be called before anything leaves.
    ///
    /// What was to be sent for a refused payout is not sent. What the bank said in later events of it is taken once
    /// more with the next step, which comes at once, on the payout as it stands in the ledger.
    package mutating func withdraw(_ refusals: Refusals, from turn: inout Turn) {
        guard !refusals.isEmpty else { return }
        turn.sends.removeAll { send in
            guard let index = index(of: send.id.batch) else { return true }
            return slots[index].engine.withdraw(send.id, refusals.payouts, &context.bank)
        }
        for index in slots.indices {
            for payout in refusals.payouts { slots[index].engine.leaveWindow(payout, &context.bank) }
            slots[index].wakeAt = turn.at
        }
        withdrawn += refusals.dropped.filter(\.event.isFromBank)
        turn.outcomes = [:]
        turn.wakeAt = turn.at
    }
}
