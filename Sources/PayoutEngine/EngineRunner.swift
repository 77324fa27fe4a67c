package import BankAPI
internal import CrashPoints
package import LedgerAPI
package import PayoutCore
internal import Synchronization

/// The thin shell around ``Dispatcher``: tasks, sleeps and the bank. Every decision is the dispatcher's.
///
///     try await runner.during {
///         async let salaries = runner.run(Engine(goal: .pay, batch: salaries.id, …))
///         async let bonus = runner.run(Engine(goal: .pay, batch: bonus.id, …))
///         return try await [salaries.outcome, bonus.outcome]
///     }
package final class EngineRunner: Sendable {
    /// A batch that was run to its end, and the engine for what it has counted.
    package typealias Ended = (outcome: EngineOutcome, engine: Engine)

    private struct Batches {
        /// Those that the loop has not taken over yet.
        var newcomers: [Engine] = []
        var waiters: [BatchID: CheckedContinuation<Ended, any Error>] = [:]
        /// Nobody runs a batch any more.
        var isClosed = false
        /// Why no batch can be run any more.
        var failure: (any Error)?
    }

    let ledger: any StepStore
    private let gateway: any PaymentGateway
    private let clock: any WallClock
    private let mailbox: EngineMailbox
    private let onProgress: @Sendable (EngineProgress?) -> Void
    /// Where the dispatcher lives while the loop and the ledger's thread work on it in turns: nothing of it is copied
    /// as it changes.
    private let dispatcher: Mutex<Dispatcher>
    private let batches = Mutex(Batches())

    /// How long reading the clocks may take where they are compared.
    private static let comparisonTimeMax = Duration.milliseconds(1)
    /// The moment from which steady time is counted, the same for all batches of the process.
    private static let beginning = ContinuousClock.now

    /// - Parameters:
    ///   - mailbox: where callbacks and the request to stop are posted.
    ///   - onProgress: called after each step, and with nil once no batch is under way.
    package init(
        ledger: any StepStore, gateway: any PaymentGateway, clock: any WallClock, policy: PayoutPolicy,
        limits: EngineLimits, mailbox: EngineMailbox, onProgress: @escaping @Sendable (EngineProgress?) -> Void
    ) {
        self.ledger = ledger
        self.gateway = gateway
        self.clock = clock
        self.mailbox = mailbox
        self.onProgress = onProgress
        dispatcher = Mutex(Dispatcher(policy: policy, limits: limits, at: clock.now()))
    }

    /// Does the work, in which any number of tasks may run batches at once.
    ///
    /// - Throws: what the work throws. Calls in flight have ended by then.
    package func during<Result: Sendable>(_ work: () async throws -> Result) async throws -> Result {
        async let loop: Void = loop()
        let result: Swift.Result<Result, any Error>
        do { result = .success(try await work()) } catch { result = .failure(error) }
        batches.withLock { $0.isClosed = true }
        mailbox.post(.started)
        await loop
        return try result.get()
    }

    /// Runs a batch until it is settled, stopped or interrupted, and every call in flight of it has ended. To be called
    /// during ``during(_:)``, for each batch at most once at a time.
    ///
    /// - Throws: ``LedgerError`` where a commit failed, be it of another batch: what was not committed was not sent.
    package func run(_ engine: Engine) async throws -> Ended {
        try await withCheckedThrowingContinuation { waiter in
            let failure = batches.withLock { batches -> (any Error)? in
                if let failure = batches.failure { return failure }
                if batches.isClosed { return CancellationError() }
                batches.newcomers.append(engine)
                batches.waiters[engine.batch] = waiter
                return nil
            }
            if let failure { waiter.resume(throwing: failure) } else { mailbox.post(.started) }
        }
    }

    /// Waits until one more call may start in addition to those of the batches, and counts it.
    ///
    /// - Returns: false where that would take longer than `pauseMax`.
    package func admitCall(pauseMax: Duration) async -> Bool {
        let end = clock.now() + pauseMax
        while true {
            let now = clock.now()
            guard let room = dispatcher.withLock({ $0.admitCall(at: now) }) else { return true }
            guard room <= end, now < end, (try? await Task.sleep(for: room - now)) != nil else { return false }
        }
    }

    /// How fast the bank may be called at present.
    package var pacing: Pacing { dispatcher.withLock { $0.pacing } }

    /// How often others had changed the ledger when the last step looked.
    var changesSeen: Int { dispatcher.withLock { $0.changesSeen } }

    private func loop() async {
        // A failure is carried out as a value: thrown through the group it would cancel the calls in flight, and a call
        // that was cancelled is one more doubt.
        let failure: (any Error)? = await withDiscardingTaskGroup { group in
            do {
                try await loop(&group)
                return nil
            } catch {
                return error
            }
        }
        mailbox.leave()
        guard let failure else { return }
        onProgress(nil)
        let waiters = batches.withLock { batches in
            batches.failure = failure
            defer { batches.waiters = [:] }
            return batches.waiters.values
        }
        for waiter in waiters { waiter.resume(throwing: failure) }
    }

    private func loop(_ group: inout DiscardingTaskGroup) async throws {
        while true {
            let (newcomers, isClosed) = batches.withLock { batches in
                defer { batches.newcomers = [] }
                return (batches.newcomers, batches.isClosed)
            }
            let isIdle = dispatcher.withLock { dispatcher in
                for engine in newcomers { dispatcher.add(engine) }
                return dispatcher.isIdle
            }
            if isIdle {
                mailbox.leave()
                if isClosed { return }
                await mailbox.wait()
                let (inputs, senders) = mailbox.takeAll()
                dispatcher.withLock { $0.note(inputs) }
                for sender in senders { sender.resume(returning: false) }
            } else {
                mailbox.attend()
                let turn = try await step(&group)
                if let progress = turn.progress { onProgress(progress) }
                if turn.outcomes.isEmpty { await rest(until: turn.wakeAt) } else { end(turn.outcomes) }
            }
        }
    }

    private func end(_ outcomes: [BatchID: EngineOutcome]) {
        let (ended, isIdle) = dispatcher.withLock { dispatcher in
            let ended = outcomes.compactMap { batch, outcome in dispatcher.remove(batch).map { (outcome, $0) } }
            return (ended, dispatcher.isIdle)
        }
        // Whoever waits for the end may have something to say or to ask.
        if isIdle { onProgress(nil) }
        for (outcome, engine) in ended {
            batches.withLock { $0.waiters.removeValue(forKey: engine.batch) }?.resume(returning: (outcome, engine))
        }
    }

    private func step(_ group: inout DiscardingTaskGroup) async throws -> Turn {
        let before = ContinuousClock.now
        let (now, begun) = (clock.now(), ContinuousClock.now)
        // Where the process was held up between the two, they are not of the same moment; the next step compares.
        if begun - before < Self.comparisonTimeMax {
            dispatcher.withLock { $0.compareClocks(wall: now, steady: begun - Self.beginning) }
        }
        let (inputs, senders) = mailbox.takeAll()
        let turn: Turn
        do {
            turn = try await commit(inputs, at: now)
        } catch {
            for sender in senders { sender.resume(throwing: error) }
            throw error
        }
        // What was delivered is durable.
        for sender in senders { sender.resume(returning: true) }
        // The commit has returned: only now may the first byte leave (promise P2).
        let opens = dispatcher.withLock { dispatcher in
            dispatcher.leaving(after: ContinuousClock.now - begun, noted: now)
            return turn.sends.map { dispatcher.call($0.id) }
        }
        for (send, open) in zip(turn.sends, opens) {
            let subject = open?.subject
            let departure = DepartureCheck(intendedAt: now, steady: begun, freshUntil: open?.freshUntil)
            // The clock last: the ledger may have to be asked, which takes its time.
            let check = Departure.Check { [clock, ledger] in ledger.isOurs && departure.isAllowed(clock) }
            group.addTask {
                subject?.sending.pass()
                let start = ContinuousClock.now
                let answer = await Departure.$check.withValue(check) {
                    Departure.isAllowed ? await self.gateway.call(send.call) : send.call.unsent(.overtaken)
                }
                let took = ContinuousClock.now - start
                subject?.answered.pass()
                self.mailbox.post(.answered(send.id, answer, took: took))
            }
        }
        return turn
    }

    /// Where this throws, nothing was committed, and the dispatcher must not be used any more.
    private func commit(_ inputs: [EngineInput], at now: Timestamp) async throws -> Turn {
        let needs = dispatcher.withLock { $0.begin(inputs, at: now) }
        var (turn, refusals) = try await ledger.perform(needs) { facts in
            self.dispatcher.withLock { $0.step(facts) }
        }
        dispatcher.withLock { $0.withdraw(refusals, from: &turn) }
        return turn
    }

    /// Waits for news or for the moment that the dispatcher asked for, whichever comes first.
    private func rest(until moment: Timestamp?) async {
        // While much is going on, the next news is there before the commit has returned.
        if mailbox.hasNews { return }
        guard let moment else { return await mailbox.wait() }
        let pause = moment - clock.now()
        guard pause > .zero else { return }
        await withTaskGroup { group in
            group.addTask { await self.mailbox.wait() }
            group.addTask { await self.sleep(pause) }
            await group.next()
            group.cancelAll()
        }
    }
}

/// Whether a request that was committed may still leave: soon after its commit, and with a validation young enough. The
/// time that has passed is measured by the wall clock and by the clock that also counts while the machine sleeps.
private struct DepartureCheck: Sendable {
    /// How long after the beginning of its commit a request may leave: no machine is so busy, only a process that was
    /// suspended or a disk that hung takes longer.
    private static let delayMax = Duration.seconds(30)

    let intendedAt: Timestamp
    let steady: ContinuousClock.Instant
    let freshUntil: Timestamp?

    func isAllowed(_ clock: any WallClock) -> Bool {
        let passed = max(clock.now() - intendedAt, ContinuousClock.now - steady)
        guard passed < Self.delayMax else { return false }
        return freshUntil.map { passed < $0 - intendedAt } ?? true
    }
}

extension Engine.Call {
    /// The intent is durable, and the first byte is about to leave.
    fileprivate var sending: CrashPoint {
        switch self {
        case .validation: .effect(.validationSending)
        case .transfer: .effect(.transferSending)
        case .inquiry: .effect(.inquirySending)
        case .priorTransfer: .effect(.priorTransferSending)
        }
    }

    /// The answer is here, and the dispatcher does not know it yet.
    fileprivate var answered: CrashPoint {
        switch self {
        case .validation: .effect(.validationAnswered)
        case .transfer: .effect(.transferAnswered)
        case .inquiry: .effect(.inquiryAnswered)
        case .priorTransfer: .effect(.priorTransferAnswered)
        }
    }
}
