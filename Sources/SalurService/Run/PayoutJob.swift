internal import BankAPI
internal import CrashPoints
internal import PayoutCore
internal import PayoutEngine
internal import PayoutFile
internal import PayoutLedger
internal import PayoutReports
internal import PayoutRules
internal import Wording

/// Works through batches one after the other, each as a plan and its application: the plan asks the bank what it knows
/// and sends nothing, a person answers, and what is applied is checked again under the transaction.
struct PayoutJob: Sendable {
    let settings: Settings
    let link: BankLink
    let banks: BankDirectory
    let ledger: Ledger
    let gateway: any BankGateway
    let clock: any WallClock
    let console: RunConsole
    let mailbox: EngineMailbox
    let mandate: Mandate
    /// The digests of the rows, computed just now, of the batches to be paid.
    let digests: [BatchID: [UInt8]]
    /// How far our clock is ahead of the bank's, where by more than a minute.
    let clockLead: @Sendable () -> Duration?

    /// By whose word the batches are paid.
    struct Mandate: Sendable {
        let origin: NextCommands.Origin
        /// Who approves by running; nil where every batch was approved before.
        let approver: String?
        /// Whether the approver said yes without being asked.
        let isConfirmed: Bool
    }

    /// Whether there is nothing to do for a batch: it was settled before.
    func isIdle(_ batch: Batch) throws -> Bool {
        try ledger.read { reader in
            try !reader.work(of: batch.id).isLeft && reader.untakenCallbacks(limit: 1).isEmpty
        }
    }

    /// A batch as it was shown to a person: the rows and the sum that a yes is about.
    struct Plan {
        let batch: Batch
        let shown: RunPlan
        let balance: Rupiah?
        /// The engine that asked the bank what it knows; the one that pays goes on from it.
        let check: Engine
    }

    /// What came of planning: a question, or an end without one.
    enum Planned {
        case over(RunResult)
        case ready(Plan)
    }

    func run(_ batches: [Batch]) async throws -> [RunResult] {
        var results: [RunResult] = []
        // What was learnt about the bank's pace, and a limit of calls a second, hold from one batch to the next.
        var pacing = limits.pacing
        for batch in batches {
            let before = pacing
            var result: RunResult
            switch try await plan(batch, &pacing) {
            case .over(let ended): result = ended
            case .ready(let plan):
                let isConfirmed = plan.shown.toPay == 0 ? true : await console.confirm(plan.shown)
                result = try await apply(plan, isConfirmed: isConfirmed, &pacing)
            }
            result.pace = RunPace(pacing, since: before)
            results.append(result)
        }
        return results
    }

    /// Finds out what would be paid; nothing is sent but questions.
    private func plan(_ batch: Batch, _ pacing: inout Pacing) async throws -> Planned {
        if batch.status == .paused { return .over(try finish(batch, .barred(.paused), UnusableCallbacks())) }
        // A settled batch that was never approved holds nothing that could be paid.
        let isBarred = try mandate.approver == nil && ledger.read { try $0.approvedAt(batch.id) == nil }
        if try isBarred || isIdle(batch) { return .over(try finishIdle(batch)) }
        try ledger.write { try $0.noteRunStarted(batch.id, by: mandate.approver ?? "salur", at: clock.now()) }
        for finding in try lostLedger(batch).compare(batch) { console.say(finding.sentence) }
        let memory = try await engine(for: batch, goal: .remember, &pacing)
        guard memory.outcome == .remembered else {
            return .over(try end(batch, .ended(memory.outcome), UnusableCallbacks()))
        }
        if memory.engine.adoptedCount > 0 {
            console.say(
                Phrase(
                    """
                    \(batch.fileName): the bank knew rows of this file already, although this ledger did not: it was \
                    lost, or is an old copy. Their results were taken over; they are not sent again. What the lost \
                    ledger alone knew is gone: cancelled rows, and rows held as duplicates of other files.
                    """))
        }
        try sayHeld(batch)
        // The memory check may have found every row at the bank.
        let adopted = memory.engine.adoptedCount
        if try ledger.read({ try $0.held(batch.id, for: ReasonCode.ledgerLost) }).count > 0 {
            try ledger.write { _ = try $0.handle(.stopped(.ledgerLost), of: batch.id, at: clock.now()) }
            return .over(try end(batch, .ended(.stopped(.ledgerLost)), UnusableCallbacks(), adopted: adopted))
        }
        guard try !isIdle(batch) else { return .over(try await payOut(batch, after: memory.engine, &pacing)) }
        let balance = await balance(&pacing)
        let shown = RunPlan(batch, try ledger.read { try $0.totals(batch.id) })
        console.say(shown.summary(balance: balance))
        if try isShort(balance, of: shown.total, batch) {
            try ledger.write {
                try $0.setBalance(before: balance, after: balance, of: batch.id)
                try $0.handle(.stopped(.insufficientFunds), of: batch.id, at: clock.now())
            }
            return .over(
                try end(batch, .ended(.stopped(.insufficientFunds)), UnusableCallbacks(), adopted: adopted))
        }
        if shown.toPay > 0 {
            let folder = ReportFolder(outputDirectory: settings.outputDirectory, batch: batch).path
            try DiskReserve(ledgerPath: ledger.path, reportFolder: folder).check(toPay: shown.toPay, rows: shown.rows)
        }
        return .ready(Plan(batch: batch, shown: shown, balance: balance, check: memory.engine))
    }

    /// Pays what was shown, if a person said yes and it is still the same.
    private func apply(_ plan: Plan, isConfirmed: Bool, _ pacing: inout Pacing) async throws -> RunResult {
        let adopted = plan.check.adoptedCount
        guard isConfirmed else { return try end(plan.batch, .declined, UnusableCallbacks(), adopted: adopted) }
        guard !mailbox.isStopRequested else {
            return try end(plan.batch, .ended(.interrupted), UnusableCallbacks(), adopted: adopted)
        }
        try ledger.write { try $0.setBalance(before: plan.balance, after: nil, of: plan.batch.id) }
        return try await payOut(plan.batch, shown: plan.shown, after: plan.check, &pacing)
    }

    private func lostLedger(_ batch: Batch) -> LostLedger {
        LostLedger(
            outputDirectory: settings.outputDirectory, ledger: ledger,
            identifiers: TransferIdentifiers(merchantID: link.binding.merchantID, batch: batch.identity),
            policy: settings.policy, clock: clock)
    }

    /// Shows the rows that look like other payments, before a person says yes.
    private func sayHeld(_ batch: Batch) throws {
        let held = try ledger.read { try HeldRows(of: batch.id, $0) }
        if held.tally.count > 0 { console.say(.joined(held.lines, by: "\n")) }
    }

    /// A batch without anything to do: settled before, or new with every row rejected or held.
    private func finishIdle(_ batch: Batch) throws -> RunResult {
        try sayHeld(batch)
        if !batch.state.isOver {
            try ledger.write { transaction in
                try approveHeld(batch, transaction)
                try transaction.handle(.settled, of: batch.id, at: clock.now())
            }
        }
        return try finish(batch, ending(ofIdle: batch.state), UnusableCallbacks())
    }

    private func ending(ofIdle state: BatchState) -> RunEnding {
        switch state.status {
        case .closed: .barred(.closed)
        case .settled: .nothingToDo
        case .importing, .submitted, .approved, .running, .stopped, .paused: .ended(.settled)
        }
    }

    /// Who said yes before there was a question has approved a batch of which every row is held: a row that is released
    /// later then needs no second yes.
    private func approveHeld(_ batch: Batch, _ transaction: LedgerTransaction) throws {
        guard mandate.isConfirmed, let approver = mandate.approver, let digest = digests[batch.id],
            try transaction.reader.approvedAt(batch.id) == nil,
            try transaction.totals(batch.id)[.held, default: .zero].count > 0
        else { return }
        let decision = PersonalDecision(person: approver, reason: "run")
        try transaction.approve(batch, decision, repeats: 0, digest: digest, at: clock.now())
    }

    /// - Parameter shown: what a person has seen; nil where there was nothing to pay and nobody was asked.
    private func payOut(
        _ batch: Batch, shown: RunPlan? = nil, after check: Engine, _ pacing: inout Pacing
    ) async throws -> RunResult {
        let isPaused = try ledger.write { transaction in
            let work = try transaction.work(of: batch.id)
            // Nobody was shown anything of a batch that was approved before: it is paid as it stands now.
            let expected = Tally(count: shown?.toPay ?? 0, sum: shown?.total ?? .zero)
            guard mandate.approver == nil || work.toSend == expected else {
                throw CommandFailure(
                    .notSettled,
                    Phrase("What was shown has changed meanwhile. Nothing was changed; type the same command again."))
            }
            // Where nothing is to be paid nobody is asked, and only who has said yes before has approved it.
            if try (work.toSend.count > 0 || mandate.isConfirmed) && transaction.reader.approvedAt(batch.id) == nil {
                guard let approver = mandate.approver else { throw CommandFailure.unapproved(batch) }
                let decision = PersonalDecision(person: approver, reason: "run")
                try transaction.approve(
                    batch, decision, repeats: 0, digest: digests[batch.id] ?? [], at: clock.now())
            }
            switch try transaction.handle(.begun(work), of: batch.id, at: clock.now()) {
            case .changed, .noted: return false
            case .refused(.paused): return true
            // A late result of the bank is adopted; no row is left that could be sent.
            case .refused(.closed) where work.toSend.count == 0: return false
            case .refused(let why): throw CommandFailure.refused(batch, why)
            }
        }
        guard !isPaused else {
            return try end(batch, .ended(.paused), UnusableCallbacks(), adopted: check.adoptedCount)
        }
        let isProving = check.isProving
        let (outcome, engine) = try await engine(for: batch, goal: .pay, isProving: isProving, &pacing)
        let balance = await balance(&pacing)
        try ledger.write { try $0.setBalance(before: nil, after: balance, of: batch.id) }
        return try end(
            batch, .ended(outcome), engine.unusableCallbacks, adopted: check.adoptedCount + engine.adoptedCount)
    }

    /// Notes the end of the work on a batch, before the reports that tell of it are written.
    private func end(
        _ batch: Batch, _ ending: RunEnding, _ unusable: UnusableCallbacks, adopted: Int = 0
    ) throws -> RunResult {
        try ledger.write { try $0.noteRunEnded(batch.id, ending, adopted: adopted, at: clock.now()) }
        return try finish(batch, ending, unusable)
    }

    private var policy: PayoutPolicy {
        var policy = settings.policy
        if let age = CrashPoint.validationAgeMilliseconds { policy.validationAgeMax = .milliseconds(age) }
        return policy
    }

    private var limits: EngineLimits {
        var limits = EngineLimits()
        limits.concurrency = settings.concurrency
        limits.window = settings.window
        limits.ratePerSecond = settings.ratePerSecond
        limits.cutOff = settings.cutOff
        limits.settleTimeout = settings.settleTimeout
        limits.duplicateWindow = settings.duplicateWindow
        return limits
    }

    /// The available balance, asked at most twice and within the pace; nil where the bank does not tell it soon.
    private func balance(_ pacing: inout Pacing) async -> Rupiah? {
        for _ in 1...2 {
            if let room = pacing.nextRoom(at: clock.now()) {
                let pause = room - clock.now()
                // A bank that asks for a long pause is not worth waiting for: an unknown balance stops nothing.
                guard pause <= Self.balancePauseMax, (try? await Task.sleep(for: pause)) != nil else { return nil }
            }
            pacing.sent(at: clock.now())
            if let balance = await BankLink.balance(of: gateway, clock: clock, questionsMax: 1) { return balance }
        }
        return nil
    }

    private static let balancePauseMax = Duration.seconds(5)

    private func engine(
        for batch: Batch, goal: Engine.Goal, isProving: Bool = false, _ pacing: inout Pacing
    ) async throws -> (outcome: EngineOutcome, engine: Engine) {
        let engine = Engine(
            goal: goal, batch: batch.id,
            identifiers: TransferIdentifiers(merchantID: link.binding.merchantID, batch: batch.identity),
            policy: policy, limits: limits, pacing: pacing, isProving: isProving,
            // Nothing of another batch is sent between the memory check and the payment.
            holdsDuplicates: goal == .remember, random: SystemRandomSource(), at: clock.now())
        let runner = EngineRunner(
            ledger: ledger, gateway: gateway, clock: clock, mailbox: mailbox, onProgress: console.progress)
        let result = try await runner.run(engine)
        pacing = result.engine.pacing
        console.endProgress()
        return result
    }

    /// Whether the balance is known to be too small for a batch of which nothing was sent yet.
    private func isShort(_ balance: Rupiah?, of total: Rupiah, _ batch: Batch) throws -> Bool {
        guard let balance, balance < total else { return false }
        return try !ledger.read { try $0.hasTransfers(batch.id) }
    }

    /// A batch whose run was interrupted is no longer being paid.
    private func handBack(_ batch: Batch, _ ending: RunEnding) throws {
        switch ending {
        case .ended(.interrupted), .ended(.timedOut):
            try ledger.write { _ = try $0.handle(.interrupted, of: batch.id, at: clock.now()) }
        case .nothingToDo, .barred, .declined, .reported, .ended(.remembered), .ended(.settled), .ended(.stopped),
            .ended(.paused):
            break
        }
    }

    private func finish(_ batch: Batch, _ ending: RunEnding, _ unusable: UnusableCallbacks) throws -> RunResult {
        try handBack(batch, ending)
        let folder = ReportFolder(outputDirectory: settings.outputDirectory, batch: batch)
        let reconciliation: Reconciliation
        do {
            reconciliation = try folder.write(
                batch.id, from: ledger, generatedAt: clock.now(), signedBy: settings.auditKey,
                bankName: { banks.bank(code: $0)?.name })
        } catch let error as OutputError {
            throw CommandFailure(
                .cannotWrite,
                Phrase(
                    """
                    \(error) What was paid is safe in the ledger \(ledger.path); only the reports are missing, \
                    and running again writes them without paying anything twice.
                    """))
        }
        let (hasTransfers, isOnly, held) = try ledger.read {
            (try $0.hasTransfers(batch.id), try $0.batches().count == 1, try HeldRows(of: batch.id, $0))
        }
        let callbacks = settings.callbacks
        return RunResult(
            folder: folder.path, reconciliation: reconciliation, ending: ending,
            hasTransfers: hasTransfers, held: held,
            advice: StopAdvice(
                callbackAddress: "\(callbacks.host):\(callbacks.port)", unusable: unusable,
                clockLead: clockLead()),
            next: NextCommands(mandate.origin, batch: batch, isOnlyBatch: isOnly))
    }
}
