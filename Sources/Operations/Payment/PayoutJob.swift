internal import BankAPI
internal import PayoutCore
internal import PayoutEngine
internal import PayoutFile
internal import PayoutLedger
internal import PayoutReports
internal import PayoutRules
internal import SalurSettings
internal import Wording

/// Pays batches at the same time, each as a plan and its application: the plan asks the bank what it knows and sends
/// nothing, a person answers, and what is applied is checked again under the transaction.
struct PayoutJob: Sendable {
    let settings: Settings
    let link: BankLink
    let banks: BankDirectory
    let ledger: Ledger
    let gateway: any PaymentGateway
    let clock: any WallClock
    let console: RunConsole
    let mailbox: EngineMailbox
    let runner: EngineRunner
    let mandate: Mandate
    /// Whether callbacks are received, so that anything may be sent.
    let sends: Bool
    let begunAt: Timestamp
    /// How far our clock is ahead of the bank's, where by more than a minute.
    let clockLead: @Sendable () -> Duration?
    /// The batches that are being paid, so that the balance is not promised twice.
    let funds = SharedFunds()

    /// Whether there is nothing to do for a batch: it was settled before.
    static func isIdle(_ batch: Batch, _ ledger: Ledger) throws -> Bool {
        try ledger.read { reader in
            try !reader.work(of: batch.id).isLeft && reader.pendingCallbacks(limit: 1).isEmpty
        }
    }

    /// A batch as it was shown to a person: the rows and the sum that a yes is about.
    private struct Plan {
        let batch: Batch
        let digest: [UInt8]
        let shown: RunPlan
        /// The engine that asked the bank what it knows; the one that pays goes on from it.
        let check: Engine
        /// How the bank was called so far.
        let calls: CallCounts
    }

    /// What came of planning: a question, or an end without one.
    private enum Planned {
        case over(FileOutcome)
        case ready(Plan)
    }

    /// Pays batches at once, of which a person has confirmed each.
    ///
    /// - Parameter ask: is shown all that would be paid, and says which of it is confirmed.
    func run(_ batches: [Batch], asking ask: @Sendable ([RunPlan]) async -> [Bool]) async -> [FileOutcome] {
        // Only payouts are paid from the balance.
        for batch in batches where batch.rail == .payout { funds.enter(batch.id) }
        let planned = await inParallel(batches) { await self.planned($0) }
        let plans = planned.compactMap { if case .ready(let plan) = $0 { plan } else { nil } }
        let answers = plans.isEmpty ? [] : await ask(plans.map(\.shown))
        let confirmed = Set(zip(plans, answers).filter(\.1).map(\.0.batch.id))
        for plan in plans where !confirmed.contains(plan.batch.id) { funds.leave(plan.batch.id) }
        // In the order of the files, where the balance does not suffice for all of them.
        let steps = planned.map { planned -> (Planned, shortage: Rupiah?) in
            guard case .ready(let plan) = planned else { return (planned, nil) }
            return (planned, shortage(plan))
        }
        return await inParallel(steps) { planned, shortage in
            switch planned {
            case .over(let outcome): return outcome
            case .ready(let plan):
                return await self.outcome(of: plan.batch) {
                    try await self.apply(plan, isConfirmed: confirmed.contains(plan.batch.id), shortage: shortage)
                }
            }
        }
    }

    /// Pays a batch that was approved, and that has entered ``funds``, without a question.
    func run(_ batch: Batch) async -> FileOutcome {
        switch await planned(batch) {
        case .over(let outcome): return outcome
        case .ready(let plan):
            console.tell(.plan(plan.shown))
            return await outcome(of: batch) {
                try await self.apply(plan, isConfirmed: true, shortage: self.shortage(plan))
            }
        }
    }

    /// Does the work for all elements at the same time, and returns the results in their order.
    private func inParallel<Element: Sendable, Result: Sendable>(
        _ elements: [Element], _ work: @escaping @Sendable (Element) async -> Result
    ) async -> [Result] {
        await withTaskGroup(of: (Int, Result).self) { group in
            for (index, element) in elements.enumerated() { group.addTask { (index, await work(element)) } }
            var results: [(Int, Result)] = []
            for await result in group { results.append(result) }
            return results.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    /// What goes wrong with one batch ends no other.
    private func outcome(of batch: Batch, _ work: () async throws -> RunResult) async -> FileOutcome {
        defer { funds.leave(batch.id) }
        do { return .done(try await work()) } catch { return failed(batch, error) }
    }

    private func planned(_ batch: Batch) async -> Planned {
        do {
            let planned = try await plan(batch)
            if case .over = planned { funds.leave(batch.id) }
            return planned
        } catch {
            funds.leave(batch.id)
            return .over(failed(batch, error))
        }
    }

    /// An error ends the work on a batch, and the journal says so; a process that has taken the lease goes on with it.
    private func failed(_ batch: Batch, _ error: any Error) -> FileOutcome {
        let failure = CommandFailure(error, about: batch)
        if case LedgerError.leaseLost = error { return .failed(batch, failure) }
        // Where the ledger cannot be written, the failure says that already.
        try? ledger.write { try $0.noteRunFailed(batch.id, failure.code, since: begunAt, at: clock.now()) }
        return .failed(batch, failure)
    }

    /// Finds out what would be paid; nothing is sent but questions.
    private func plan(_ batch: Batch) async throws -> Planned {
        let digest = try SubmissionProof(ledger: ledger, clock: clock).require(batch)
        if batch.isOpen {
            let handler = DuplicateHandler(settings)
            try ledger.write { transaction in
                try transaction.applyPayeeDecisions(to: batch.id, handler.payees, at: clock.now())
                try handler.ceilings.holdRows(of: batch, at: clock.now(), in: transaction)
            }
        }
        if batch.status == .paused { return .over(.done(try finish(batch, .barred(.paused)))) }
        if let reason = batch.state.stopReason, reason.needsResume, try !Self.isIdle(batch, ledger) {
            return .over(.done(try await follow(batch, stoppedFor: reason)))
        }
        // A settled batch that was never approved holds nothing that could be paid.
        let isBarred = try mandate.approver == nil && ledger.read { try $0.approvedAt(batch.id) == nil }
        if try isBarred || Self.isIdle(batch, ledger), let result = try finishIdle(batch, digest) {
            return .over(.done(result))
        }
        guard !isBarred else { throw CommandFailure.unapproved(batch) }
        guard sends else { throw CommandFailure.changed(batch) }
        try BatchCeiling(settings).requireToSend(batch, ledger.read { try $0.totals(batch.id) })
        try ledger.write { try $0.noteRunStarted(batch.id, by: mandate.starter, at: clock.now()) }
        // Noted before: a batch whose work failed is not taken again by this process, and its journal says so.
        try ReportFolder(outputDirectory: settings.outputDirectory, batch: batch).prepare()
        for finding in try lostLedger(batch).compare(batch) { console.tell(.sentBefore(finding)) }
        let check = try await runner.run(try engine(for: batch, goal: .checkPriorTransfers))
        var ended = Ended(check.engine)
        guard check.outcome == .checked else {
            return .over(.done(try end(batch, .ended(check.outcome), ended)))
        }
        if check.engine.adoptedCount > 0 {
            console.tell(.adopted(batch))
        }
        // The prior-transfer check may have found every row at the bank.
        if try ledger.read({ try $0.held(batch.id, for: ReasonCode.ledgerLost) }).count > 0 {
            try sayHeld(batch)
            try ledger.write { _ = try $0.handle(.stopped(.ledgerLost), of: batch.id, at: clock.now()) }
            return .over(.done(try end(batch, .ended(.stopped(.ledgerLost)), ended)))
        }
        guard try !Self.isIdle(batch, ledger) else {
            try sayHeld(batch)
            return .over(.done(try await payOut(batch, digest, after: check.engine, ended)))
        }
        let (balance, questions) = await balance(for: batch)
        ended.calls.sent += questions
        var shown = try ledger.read { reader in
            var shown = RunPlan(batch, try reader.totals(batch.id))
            shown.heldRows = try HeldRows(of: batch.id, reader)
            shown.survey = try reader.payeeSurvey(of: batch, settings)
            shown.forecast = try CeilingForecast(ofDay: batch, settings.ceilings, reader, at: clock.now())
            shown.fingerprint = try reader.fingerprintOfRowsToSend(batch.id)
            return shown
        }
        (shown.balance, shown.isAlone) = (balance, funds.isAlone(batch.id))
        if !shown.isAlone, let balance, funds.isFirstToTell() {
            console.tell(.balance(balance))
        }
        if try isShort(balance, of: shown.total, batch) {
            console.tell(.plan(shown))
            return .over(.done(try stopShort(batch, balance, ended)))
        }
        if shown.toPay > 0 {
            let folder = ReportFolder(outputDirectory: settings.outputDirectory, batch: batch).path
            try DiskReserve(ledgerPath: ledger.path, reportFolder: folder).check(toPay: shown.toPay, rows: shown.rows)
        }
        return .ready(Plan(batch: batch, digest: digest, shown: shown, check: check.engine, calls: ended.calls))
    }

    private func stopShort(_ batch: Batch, _ balance: Rupiah?, _ ended: Ended) throws -> RunResult {
        let own = funds.isAlone(batch.id) ? balance : nil
        try ledger.write {
            try $0.setBalance(before: own, after: own, of: batch.id)
            try $0.handle(.stopped(.insufficientFunds), of: batch.id, at: clock.now())
        }
        return try end(batch, .ended(.stopped(.insufficientFunds)), ended)
    }

    /// What the others need, where the balance does not suffice for all; nil where it does. What
    /// cannot be found out is no reason to stop a batch.
    private func shortage(_ plan: Plan) -> Rupiah? {
        let balance = plan.shown.balance ?? Rupiah(.max)
        let shortage = try? funds.promise(plan.batch.id, of: balance) { batch in
            try ledger.read { reader in
                SharedFunds.Need(
                    sum: BatchWork(try reader.totals(batch)).toSend.sum, mustFit: try !reader.hasTransfers(batch))
            }
        }
        return shortage ?? nil
    }

    /// Pays what was shown, if a person said yes and it is still the same.
    ///
    /// - Parameter shortage: what others need, where the balance does not suffice for all.
    private func apply(_ plan: Plan, isConfirmed: Bool, shortage: Rupiah?) async throws -> RunResult {
        var ended = Ended(plan.check)
        ended.calls = plan.calls
        guard isConfirmed else { return try end(plan.batch, .declined, ended) }
        guard !mailbox.isStopRequested else { return try end(plan.batch, .ended(.interrupted), ended) }
        if let shortage {
            ended.othersNeed = shortage
            return try stopShort(plan.batch, plan.shown.balance, ended)
        }
        let isFirst = try ledger.read { try !$0.hasTransfers(plan.batch.id) }
        let before = isFirst && funds.wasAlone(plan.batch.id) ? plan.shown.balance : nil
        try ledger.write { try $0.setBalance(before: before, after: nil, of: plan.batch.id) }
        return try await payOut(plan.batch, plan.digest, shown: plan.shown, after: plan.check, ended)
    }

    private func lostLedger(_ batch: Batch) -> LostLedger {
        LostLedger(
            outputDirectory: settings.outputDirectory, ledger: ledger,
            identifiers: TransferIdentifiers(
                merchantID: link.binding.merchantID, batch: batch.identity, rail: batch.rail),
            policy: settings.policy, clock: clock)
    }

    /// Shows the rows that look like other payments, before a person says yes.
    private func sayHeld(_ batch: Batch) throws {
        let held = try ledger.read { try HeldRows(of: batch.id, $0) }
        if held.tally.count > 0 { console.tell(.held(held)) }
    }

    /// A batch without anything to do: settled before, or new with every row rejected or held.
    ///
    /// - Returns: nil where a person has given it something to do meanwhile.
    private func finishIdle(_ batch: Batch, _ digest: [UInt8]) throws -> RunResult? {
        let before = try ledger.write { transaction -> BatchState? in
            guard try !transaction.work(of: batch.id).isLeft else { return nil }
            let state = try transaction.reader.batch(batch.id)?.state ?? batch.state
            if !state.isOver {
                try approveHeld(batch, digest, transaction)
                try transaction.handle(.settled, of: batch.id, at: clock.now())
            }
            return state
        }
        guard let before else { return nil }
        try sayHeld(batch)
        return try finish(batch, ending(ofIdle: before))
    }

    private func ending(ofIdle state: BatchState) -> RunEnding {
        switch state.status {
        case .closed: .barred(.closed)
        case .settled: .nothingToDo
        case .importing, .submitted, .approved, .running, .stopped, .paused: .ended(.settled)
        }
    }

    /// Who said yes before there was a question has approved a batch of which every row is held: a row that is released
    /// later then needs no second yes. Where another account must approve, the batch waits for that account.
    private func approveHeld(_ batch: Batch, _ digest: [UInt8], _ transaction: LedgerTransaction) throws {
        guard mandate.isConfirmed, let approver = mandate.approver,
            try transaction.reader.approvedAt(batch.id) == nil,
            try transaction.totals(batch.id)[.held, default: .zero].count > 0,
            try rule.approvalsNeeded(transaction.totals(batch.id)) == 1,
            try rule.allows(
                submittedBy: transaction.reader.lastEvent("batch_submitted", of: batch.id)?.actor, approver: approver,
                transaction.totals(batch.id))
        else { return }
        let decision = PersonalDecision(person: approver, reason: RecordedReason.ofRun)
        try transaction.approve(
            batch, ApprovalOrder(decision: decision, digest: digest, isForPayment: true), rule, BatchCeiling(settings),
            at: clock.now())
    }

    private var rule: ApprovalRule { ApprovalRule(settings) }

    /// - Parameter shown: what a person has seen; nil where there was nothing to pay and nobody was asked.
    private func payOut(
        _ batch: Batch, _ digest: [UInt8], shown: RunPlan? = nil, after check: Engine, _ before: Ended
    ) async throws -> RunResult {
        let isPaused = try ledger.write { transaction in
            let work = try transaction.work(of: batch.id)
            // Nobody was shown anything of a batch that was approved before: it is paid as it stands now.
            if mandate.approver != nil {
                let expected = Tally(count: shown?.toPay ?? 0, sum: shown?.total ?? .zero)
                let rows = try transaction.reader.fingerprintOfRowsToSend(batch.id)
                guard work.toSend == expected, rows == shown?.fingerprint ?? 0 else {
                    throw CommandFailure.changed(batch)
                }
            }
            // Where nothing is to be paid nobody is asked, and only who has said yes before has approved it.
            if try (work.toSend.count > 0 || mandate.isConfirmed) && transaction.reader.approvedAt(batch.id) == nil {
                guard let approver = mandate.approver else { throw CommandFailure.unapproved(batch) }
                let decision = PersonalDecision(person: approver, reason: RecordedReason.ofRun)
                let order = ApprovalOrder(
                    decision: decision, digest: digest, survey: shown?.survey, isForPayment: true)
                try transaction.approve(batch, order, rule, BatchCeiling(settings), at: clock.now())
            }
            switch try transaction.handle(.begun(work), of: batch.id, at: clock.now()) {
            case .changed, .noted: return false
            case .refused(.paused): return true
            // A late result of the bank is adopted; no row is left that could be sent.
            case .refused(.closed) where work.toSend.count == 0: return false
            case .refused(let why): throw CommandFailure.refused(batch, why)
            }
        }
        guard !isPaused else { return try end(batch, .ended(.paused), before) }
        let (outcome, engine) = try await runner.run(
            try self.engine(for: batch, goal: .pay, lacksProof: check.lacksProof))
        var ended = before
        ended.add(engine)
        // Another batch that is paid at the same time may ask for the same payments.
        let held = try ledger.read { try HeldRows(of: batch.id, $0) }
        if let before = shown?.heldRows, !held.isSame(as: before) { console.tell(.held(held)) }
        let (balance, questions) = await balance(for: batch)
        ended.calls.sent += questions
        let after = funds.wasAlone(batch.id) ? balance : nil
        try ledger.write { try $0.setBalance(before: nil, after: after, of: batch.id) }
        return try end(batch, .ended(outcome), ended)
    }

    /// What the engines of a batch have counted.
    struct Ended {
        private(set) var unusable: UnusableCallbacks
        private(set) var adopted: Int
        var calls: CallCounts
        /// What other batches still need of a balance that does not suffice for all; nil where it is not about them.
        var othersNeed: Rupiah?

        init(_ check: Engine) {
            unusable = UnusableCallbacks()
            adopted = check.adoptedCount
            calls = check.callCounts
        }

        mutating func add(_ engine: Engine) {
            unusable = engine.unusableCallbacks
            adopted += engine.adoptedCount
            calls.sent += engine.callCounts.sent
            calls.refused += engine.callCounts.refused
            calls.slowDowns += engine.callCounts.slowDowns
        }
    }

    /// Notes the end of the work on a batch, before the reports about it are written.
    func end(_ batch: Batch, _ ending: RunEnding, _ ended: Ended) throws -> RunResult {
        try ledger.write { transaction in
            let now = clock.now()
            try handBack(batch, ending, at: now, transaction)
            try transaction.noteRunEnded(batch.id, ending, adopted: ended.adopted, at: now)
        }
        var result = try finish(batch, ending, ended)
        result.pace = RunPace(ended.calls, runner.pacing)
        return result
    }

    /// The available balance, asked at most twice and within the pace, and how often it was asked; nil if the bank
    /// does not report it soon: a bank that asks for a long pause is not worth waiting for, and an unknown balance
    /// stops nothing.
    ///
    /// Money that comes in needs none.
    private func balance(for batch: Batch) async -> (Rupiah?, questions: Int) {
        guard batch.rail == .payout else { return (nil, 0) }
        for count in 1...2 {
            guard await runner.admitCall(pauseMax: Self.balancePauseMax) else { return (nil, count - 1) }
            if let balance = await BankLink.balance(of: gateway, clock: clock, questionsMax: 1) {
                return (balance, count)
            }
        }
        return (nil, 2)
    }

    private static let balancePauseMax = Duration.seconds(5)

    /// Has the bank name the payees of a batch, and pays nothing.
    func askNames(of batch: Batch) async throws -> (outcome: EngineOutcome, advice: StopAdvice) {
        let (outcome, engine) = try await runner.run(engine(for: batch, goal: .askNames))
        return (outcome, advice(engine.unusableCallbacks))
    }

    func engine(
        for batch: Batch, goal: Engine.Goal, stopped: StopReason? = nil, lacksProof: Bool = false
    ) throws -> Engine {
        Engine(
            goal: goal, batch: batch.id,
            identifiers: TransferIdentifiers(
                merchantID: link.binding.merchantID, batch: batch.identity, rail: batch.rail),
            policy: settings.enginePolicy, limits: try limits(for: batch), stopped: stopped, lacksProof: lacksProof,
            random: SystemRandomSource(), at: clock.now())
    }

    /// Whether the balance is known to be too small for a batch of which nothing was sent yet.
    private func isShort(_ balance: Rupiah?, of total: Rupiah, _ batch: Batch) throws -> Bool {
        guard let balance, balance < total else { return false }
        return try !ledger.read { try $0.hasTransfers(batch.id) }
    }

    /// A batch whose run was interrupted is no longer being paid.
    private func handBack(
        _ batch: Batch, _ ending: RunEnding, at now: Timestamp, _ transaction: LedgerTransaction
    ) throws {
        switch ending {
        case .ended(.interrupted), .ended(.timedOut):
            try transaction.handle(.interrupted, of: batch.id, at: now)
        case .nothingToDo, .barred, .declined, .reported, .ended(.checked), .ended(.settled), .ended(.stopped),
            .ended(.paused):
            break
        }
    }

    /// The results as they are written at the end of the process: what persons have changed since the work on a batch
    /// ended is in its reports and its words.
    func updated(_ outcomes: [FileOutcome]) -> [FileOutcome] {
        outcomes.map { outcome in
            guard case .done(let result) = outcome, let updated = try? updated(result) else { return outcome }
            return .done(updated)
        }
    }

    /// - Returns: nil where nothing has changed.
    private func updated(_ result: RunResult) throws -> RunResult? {
        let shown = result.reconciliation
        let batch = try ledger.read { reader -> Batch? in
            guard let now = try reader.batch(shown.batch.id) else { return nil }
            return try now.state == shown.batch.state && reader.totals(now.id) == shown.totals ? nil : now
        }
        guard let batch else { return nil }
        var updated = try finish(batch, result.ending.after(batch.status), advice: result.advice)
        updated.pace = result.pace
        return updated
    }

    func finish(_ batch: Batch, _ ending: RunEnding, _ ended: Ended? = nil) throws -> RunResult {
        let unusable = ended?.unusable ?? UnusableCallbacks()
        return try finish(batch, ending, advice: advice(unusable, othersNeed: ended?.othersNeed))
    }

    private func advice(_ unusable: UnusableCallbacks, othersNeed: Rupiah? = nil) -> StopAdvice {
        StopAdvice(
            callbackAddress: "\(settings.callbacks.host):\(settings.callbacks.port)", unusable: unusable,
            clockLead: clockLead(), othersNeed: othersNeed)
    }

    private func finish(_ batch: Batch, _ ending: RunEnding, advice: StopAdvice) throws -> RunResult {
        let folder = ReportFolder(outputDirectory: settings.outputDirectory, batch: batch)
        let reconciliation: Reconciliation
        do {
            reconciliation = try folder.write(
                batch.id, from: ledger, signedBy: settings.auditKey, in: settings.language, as: settings.reportForm,
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
        let (hasTransfers, isOnly, held, firstRows) = try ledger.read { reader in
            (
                try reader.hasTransfers(batch.id), try reader.batches().count == 1,
                try HeldRows(of: batch.id, reader),
                try FirstRows(of: reconciliation.batch, reconciliation.totals, canary: settings.canary, reader)
            )
        }
        return RunResult(
            folder: folder.path, reconciliation: reconciliation, ending: ending, hasTransfers: hasTransfers,
            held: held, advice: advice, origin: mandate.origin, isOnlyBatch: isOnly, firstRows: firstRows)
    }
}
