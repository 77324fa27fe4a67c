package import Logging
package import MetricsServer
package import PayoutCore
internal import PayoutEngine
package import PayoutLedger
package import SalurSettings
internal import Wording

/// The job of `process`: pays what was approved, without a question.
package struct PayoutProcess: Sendable {
    private var payment: Payment
    private let starter: String

    /// - Parameters:
    ///   - metrics: the figures of a service, which shows them itself.
    ///   - starter: who had it begin, as the journal is to have it.
    /// - Throws: ``CommandFailure`` where the settings do not suffice.
    package init(
        settings: Settings, clock: any WallClock, console: RunConsole, logger: Logger, metrics: MetricsRegistry? = nil,
        starter: String = "salur"
    ) throws(CommandFailure) {
        payment = try Payment(settings: settings, clock: clock, console: console, logger: logger)
        payment.standing = metrics
        self.starter = starter
    }

    /// Pays the batches with these names at once; without names every batch that is approved and has something to do,
    /// and those that are approved while it works.
    ///
    /// - Returns: nothing where there is nothing to do; batches that wait for a person are left out and are among the
    ///   outcomes, so that a job at night ends with ``OutcomeKind/stopped`` and somebody hears of them.
    /// - Throws: ``CommandFailure``; that of the batch where only one is named.
    package func run(_ names: [String]) async throws(CommandFailure) -> [FileOutcome] {
        do {
            let session = try LedgerSession(
                existing: payment.settings.ledgerPath, sends: true, takesApproved: names.isEmpty)
            return try await session.run { ledger in
                try payment.bind(ledger)
                guard names.isEmpty else { return try await run(named: names, ledger) }
                try await expire(ledger)
                let queue = ApprovedBatches(console: payment.console)
                let batches = try ledger.read { try queue.first($0) }
                guard !batches.isEmpty else {
                    try ledger.write { try ledger.takeNoMoreBatches(in: $0) }
                    return try queue.outcomesOfLeftOut(ledger)
                }
                let outcomes = try await payment.pay(batches, ledger, as: mandate, mayBeJoined: true) { job in
                    try await run(batches, job, joinedBy: queue)
                }
                return try (outcomes + queue.outcomesOfLeftOut(ledger)).orFailure()
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Charges one row whose customer is present and confirms on a page of the bank; then waits for the result. Other
    /// rows of its batch that wait to be sent are charged as they are by ``run(_:)``.
    ///
    /// - Parameter batch: the name of the batch; nil where the reference occurs in one alone.
    /// - Throws: ``CommandFailure``, also where the row does not wait to be sent.
    package func run(_ present: PresentCustomer, batch name: String?) async throws(CommandFailure) -> [FileOutcome] {
        let reference = present.reference
        let batch: Batch
        do {
            batch = try await LedgerSession(existing: payment.settings.ledgerPath).run { ledger in
                let found = try ledger.read { try PayoutFinder.row(reference, batch: name, in: $0) }
                guard let (batch, stored) = found, batch.rail == .charge else {
                    throw CommandFailure(
                        .usage, Phrase("\(reference) is no charge. Nothing was sent. See: salur status"))
                }
                guard stored.payout.status == .queued else {
                    throw CommandFailure(
                        .usage,
                        Phrase(
                            """
                            \(reference) does not wait to be sent: it is \(stored.payout.status.rawValue). Nothing was \
                            sent. A charge that has failed goes again after: salur retry
                            """))
                }
                return batch
            }
        } catch {
            throw CommandFailure(error)
        }
        var process = self
        process.payment.present = present
        return try await process.run([batch.identity.text])
    }

    private var mandate: PayoutJob.Mandate {
        PayoutJob.Mandate(origin: .process, approver: nil, isConfirmed: false, starter: starter)
    }

    /// Pays the batches with these names that may be paid, and says which are left out.
    private func run(named names: [String], _ ledger: Ledger) async throws -> [FileOutcome] {
        let named = try ledger.read { try self.named(names, $0) }
        let batches = named.filter { $0.why == nil }.map(\.batch)
        let leftOut = named.compactMap { batch, why in
            why.map { FileOutcome.waiting(batch, CommandFailure.refused(batch, $0)) }
        }
        if named.count == 1, case .waiting(_, let failure)? = leftOut.first { throw failure }
        for (batch, why) in named where why != nil { payment.console.tell(.leftOut(batch, why)) }
        guard !batches.isEmpty else { return leftOut }
        let outcomes = try await payment.pay(batches, ledger, as: mandate) { job in
            try await run(batches, job, joinedBy: nil)
        }
        return try (outcomes + leftOut).orFailure()
    }

    private enum News {
        case ended(BatchID, FileOutcome)
        case timeToLook
    }

    /// How often it looks for batches that were approved meanwhile.
    private static let lookPause = Duration.seconds(1)

    /// Pays batches, each in a task of its own, and those that are approved while any is under way.
    private func run(
        _ first: [Batch], _ job: PayoutJob, joinedBy queue: ApprovedBatches?
    ) async throws -> [FileOutcome] {
        var order: [BatchID] = []
        var outcomes: [BatchID: FileOutcome] = [:]
        var open: Set<BatchID> = []
        var takesMore = true
        return try await withThrowingTaskGroup(of: News.self) { group in
            func begin(_ batches: [Batch]) {
                let new = batches.filter { open.insert($0.id).inserted }
                for batch in new where batch.rail == .payout { job.funds.enter(batch.id) }
                for batch in new {
                    if !order.contains(batch.id) { order.append(batch.id) }
                    group.addTask { .ended(batch.id, await job.run(batch)) }
                }
            }
            func lookLater() {
                group.addTask {
                    try? await Task.sleep(for: Self.lookPause)
                    return .timeToLook
                }
            }
            begin(first)
            lookLater()
            while let news = try await group.next() {
                switch news {
                case .ended(let batch, let outcome):
                    outcomes[batch] = outcome
                    open.remove(batch)
                    try job.ledger.read { try queue?.ended(batch, outcome, $0) }
                case .timeToLook: lookLater()
                }
                if let queue, takesMore {
                    if job.mailbox.isStopRequested {
                        takesMore = false
                        try job.ledger.write { try job.ledger.takeNoMoreBatches(in: $0) }
                    } else if open.isEmpty {
                        begin(try queue.last(job.ledger))
                    } else {
                        begin(try job.ledger.read { try queue.next($0) })
                    }
                }
                if open.isEmpty { break }
            }
            group.cancelAll()
            return order.compactMap { outcomes[$0] }
        }
    }

    /// Rows that cannot be asked about now expire in a later run; what is approved is paid all the same.
    private func expire(_ ledger: Ledger) async throws {
        guard let age = payment.settings.expireAfter else { return }
        let decisions = DecisionJob(settings: payment.settings, clock: payment.clock, logger: payment.logger)
        do {
            try await Expiry(age: age, decisions: decisions, clock: payment.clock).run(ledger) { expired in
                payment.console.tell(.expired(expired))
            }
        } catch let failure as CommandFailure where failure.status == .bankUnreachable {
            payment.console.tell(.notExpired(failure))
        }
    }

    /// The batches with these names, and what keeps each from being paid; nil where nothing does.
    private func named(_ names: [String], _ reader: LedgerReader) throws -> [(batch: Batch, why: BatchRefusal?)] {
        var batches: [(batch: Batch, why: BatchRefusal?)] = []
        for name in names {
            let batch = try BatchFinder.one(name, in: reader)
            guard !batches.contains(where: { $0.batch.id == batch.id }) else { continue }
            let work = try reader.work(of: batch.id)
            let isBarred = batch.state.isUnfinished(work)
            let refusal = batch.state.refusal(of: .begun(work)) ?? (batch.state.isApproved ? nil : .notApproved)
            batches.append((batch, isBarred ? refusal : nil))
        }
        return batches
    }
}

extension CommandFailure {
    /// The rows of a batch are not those that were shown, or of which it was found that nothing is to be sent.
    static func changed(_ batch: Batch) -> CommandFailure {
        CommandFailure(
            .notSettled,
            Phrase(
                """
                \(batch.fileName): what was shown has changed meanwhile. Nothing of it was sent; type the same command \
                again.
                """))
    }

    /// The state of a batch does not allow what was asked for.
    static func refused(_ batch: Batch, _ why: BatchRefusal) -> CommandFailure {
        let (name, word) = (batch.folderName, ShellWord.quoted(batch.folderName))
        return switch why {
        case .notApproved: unapproved(batch)
        case .paused:
            CommandFailure(
                .stopped, Phrase("\(name) is paused. Nothing was sent. To let it go on: salur resume \(word)"),
                code: .batchPaused, whatToDo: Phrase("Let it go on: salur resume \(word)"))
        case .closed:
            CommandFailure(.usage, Phrase("\(name) is closed for good. Nothing was changed."), code: .batchClosed)
        case .settled:
            CommandFailure(.usage, Phrase("\(name) is settled: nothing is left to pause. Nothing was changed."))
        case .notHalted:
            CommandFailure(.usage, Phrase("\(name) is neither paused nor stopped. Nothing was changed."))
        case .importing: CommandFailure(.notSettled, Phrase("\(name) is still being read. Nothing was changed."))
        case .onTheirWay where batch.status == .paused:
            CommandFailure(
                .stopped,
                Phrase(
                    """
                    Money of \(name) may be on its way, so it cannot be closed. Nothing was changed. Cancel its rows \
                    that were not sent (salur cancel), resume it, and let salur process ask the bank for the results; \
                    then close it. It begins with: salur cancel --status queued --batch \(word)
                    """), code: .batchOpen)
        case .onTheirWay:
            CommandFailure(
                .stopped,
                Phrase(
                    """
                    Money of \(name) may be on its way, so it cannot be closed. Nothing was changed. Let it come to \
                    its end with: salur process \(word)
                    """), code: .batchOpen)
        case .disputed:
            CommandFailure(
                .stopped,
                Phrase(
                    """
                    Rows of \(name) may have been paid, so it cannot be closed. Nothing was changed. Decide \
                    about them first: salur status \(word) shows which, and how.
                    """), code: .batchOpen)
        case .toSend:
            CommandFailure(
                .stopped,
                Phrase(
                    """
                    Rows of \(name) could still be sent, so it was not closed. Type the same command again to look at \
                    them.
                    """),
                code: .batchOpen)
        }
    }

    /// A batch was approved after the run had taken its last one.
    package static func notTaken(_ batch: Batch) -> CommandFailure {
        let (name, word) = (batch.folderName, ShellWord.quoted(batch.folderName))
        return CommandFailure(
            .notSettled,
            Phrase("\(name) is approved and was not paid by this run, which was ending. Run: salur process \(word)"))
    }

    /// A batch is to be paid that nobody has approved.
    static func unapproved(_ batch: Batch) -> CommandFailure {
        CommandFailure(
            .stopped,
            Phrase(
                """
                \(batch.folderName) is not approved yet. Nothing was sent. Have it approved first: salur approve \
                \(ShellWord.quoted(batch.folderName))
                """), code: .notApproved,
            whatToDo: Phrase("Have it approved: salur approve \(ShellWord.quoted(batch.folderName))"))
    }
}
