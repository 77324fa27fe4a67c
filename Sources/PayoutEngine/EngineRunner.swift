package import BankAPI
internal import CrashPoints
package import PayoutCore
package import PayoutLedger
internal import Synchronization

/// The thin shell around ``Engine``: tasks, sleeps and the bank. Every decision is the engine's.
package struct EngineRunner: Sendable {
    let ledger: Ledger
    private let gateway: any BankGateway
    private let clock: any WallClock
    private let mailbox: EngineMailbox
    private let onProgress: @Sendable (EngineProgress) -> Void

    /// How long reading the clocks may take where they are compared.
    private static let comparisonTimeMax = Duration.milliseconds(1)
    /// The moment from which steady time is counted, the same for all engines of the process.
    private static let beginning = ContinuousClock.now

    /// - Parameters:
    ///   - mailbox: where callbacks and the request to stop are posted.
    ///   - onProgress: called after each step.
    package init(
        ledger: Ledger, gateway: any BankGateway, clock: any WallClock, mailbox: EngineMailbox,
        onProgress: @escaping @Sendable (EngineProgress) -> Void
    ) {
        self.ledger = ledger
        self.gateway = gateway
        self.clock = clock
        self.mailbox = mailbox
        self.onProgress = onProgress
    }

    /// Runs a batch until it is settled, stopped or interrupted, and every call in flight has ended.
    ///
    /// - Returns: how it ended, and the engine for what it has counted.
    /// - Throws: ``LedgerError`` where a commit failed: what was not committed was not sent.
    package func run(_ engine: Engine) async throws -> (outcome: EngineOutcome, engine: Engine) {
        mailbox.post(mailbox.isStopRequested ? .stopRequested : .started)
        // A failure is carried out as a value: thrown through the group it would cancel the calls in flight, and a call
        // that was cancelled is one more doubt.
        let result: Result<(EngineOutcome, Engine), any Error> = await withDiscardingTaskGroup { group in
            do {
                return .success(try await loop(engine, &group))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private func loop(_ engine: Engine, _ group: inout DiscardingTaskGroup) async throws -> (EngineOutcome, Engine) {
        let box = EngineBox(engine)
        mailbox.attend()
        defer { mailbox.leave() }
        while true {
            let before = ContinuousClock.now
            let (now, begun) = (clock.now(), ContinuousClock.now)
            // Where the process was held up between the two, they are not of the same moment; the next step compares.
            if begun - before < Self.comparisonTimeMax {
                box.engine.withLock { $0.compareClocks(wall: now, steady: begun - Self.beginning) }
            }
            let (inputs, senders) = mailbox.takeAll()
            let turn: EngineTurn
            do {
                turn = try await step(box, inputs, at: now)
            } catch {
                for sender in senders { sender.resume(throwing: error) }
                throw error
            }
            // What was delivered is durable.
            for sender in senders { sender.resume(returning: true) }
            // The commit has returned: only now may the first byte leave (promise P2).
            let opens = box.engine.withLock { engine in
                engine.leaving(after: ContinuousClock.now - begun, noted: now)
                return turn.sends.map { engine.calls[$0.id] }
            }
            for (send, open) in zip(turn.sends, opens) {
                let subject = open?.subject
                let departure = DepartureCheck(intendedAt: now, steady: begun, freshUntil: open?.freshUntil)
                let check = Departure.Check { departure.isAllowed(clock) && ledger.isOurs }
                group.addTask {
                    subject?.sending.pass()
                    let start = ContinuousClock.now
                    let answer = await Departure.$check.withValue(check) { await perform(send.call) }
                    let took = ContinuousClock.now - start
                    subject?.answered.pass()
                    mailbox.post(.answered(send.id, answer, took: took))
                }
            }
            if let progress = turn.progress { onProgress(progress) }
            if let outcome = turn.outcome { return (outcome, box.engine.withLock { $0 }) }
            await rest(until: turn.wakeAt)
        }
    }

    /// Where this throws, nothing was committed, and the engine must not be used any more.
    private func step(_ box: EngineBox, _ inputs: [EngineInput], at now: Timestamp) async throws -> EngineTurn {
        let needs = box.engine.withLock { $0.needs(for: inputs, at: now) }
        var (turn, refusals) = try await ledger.perform(needs) { facts in
            box.engine.withLock { $0.step(inputs, facts, at: now) }
        }
        box.engine.withLock { $0.withdraw(refusals, from: &turn) }
        return turn
    }

    private func perform(_ call: BankCall) async -> CallAnswer {
        switch call {
        case .validation(let request):
            .validation(Departure.isAllowed ? await gateway.validate(request) : .unsent(.overtaken))
        case .transfer(let request):
            .transfer(Departure.isAllowed ? await gateway.transfer(request) : .unsent(.overtaken))
        case .inquiry(let request):
            .inquiry(Departure.isAllowed ? await gateway.inquire(request) : .undecided(.unsent(.overtaken)))
        }
    }

    /// Waits for news or for the moment that the engine asked for, whichever comes first.
    private func rest(until moment: Timestamp?) async {
        // While much is going on, the next news is there before the commit has returned.
        if mailbox.hasNews { return }
        guard let moment else { return await mailbox.wait() }
        let pause = moment - clock.now()
        guard pause > .zero else { return }
        await withTaskGroup { group in
            group.addTask { await mailbox.wait() }
            group.addTask { await sleep(pause) }
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

/// Where the engine lives while the runner and the ledger's thread work on it in turns: nothing of it is copied as it
/// changes.
private final class EngineBox: Sendable {
    let engine: Mutex<Engine>

    init(_ engine: Engine) { self.engine = Mutex(engine) }
}

extension Engine.Call {
    /// The intent is durable, and the first byte is about to leave.
    fileprivate var sending: CrashPoint {
        switch self {
        case .validation: .effect(.validationSending)
        case .transfer: .effect(.transferSending)
        case .inquiry: .effect(.inquirySending)
        case .memory: .effect(.memoryQuestionSending)
        }
    }

    /// The answer is here, and the engine does not know it yet.
    fileprivate var answered: CrashPoint {
        switch self {
        case .validation: .effect(.validationAnswered)
        case .transfer: .effect(.transferAnswered)
        case .inquiry: .effect(.inquiryAnswered)
        case .memory: .effect(.memoryQuestionAnswered)
        }
    }
}
