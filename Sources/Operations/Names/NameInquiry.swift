package import Logging
package import PayoutCore
package import PayoutEngine
package import PayoutLedger
package import SalurSettings
internal import Synchronization
internal import Wording

/// The job of `names`: has the bank name the payees of batches that nobody has approved yet. It pays nothing.
///
///     let inquiry = try NameInquiry(settings: settings, clock: clock, console: console, logger: logger)
///     let asked = try await inquiry.run(["gaji"])
///     asked.first?.names.count(.different)
package struct NameInquiry: Sendable {
    /// What came of one batch.
    package struct Answer: Sendable {
        package let batch: Batch
        package let outcome: EngineOutcome
        package let names: AskedNames
        /// What to do about a stop.
        package let advice: StopAdvice

        /// How the command ends for this batch.
        package var status: OutcomeKind {
            switch outcome {
            case .stopped: .stopped
            case .interrupted, .timedOut, .paused: .notSettled
            case .checked, .settled:
                names.held.count + names.invalid.count + names.unknown.count > 0 ? .notAllPaid : .success
            }
        }
    }

    private let payment: Payment

    /// - Throws: ``CommandFailure`` where the settings do not suffice.
    package init(settings: Settings, clock: any WallClock, console: RunConsole, logger: Logger) throws(CommandFailure) {
        payment = try Payment(settings: settings, clock: clock, console: console, logger: logger)
    }

    /// Asks about every queued row of the batches with these names; without names, of the one that waits for approval.
    /// Rows whose name differs are held, and rows whose account cannot receive become invalid.
    ///
    /// - Throws: ``CommandFailure``, with ``OutcomeKind/usage`` where a batch is approved already, or is no payout.
    package func run(_ names: [String]) async throws(CommandFailure) -> [Answer] {
        do {
            let session = try LedgerSession(existing: payment.settings.ledgerPath, sends: true)
            return try await session.run { ledger in
                try payment.bind(ledger)
                let batches = try ledger.read { try self.batches(names, $0) }
                guard !batches.isEmpty else { return [] }
                for batch in batches {
                    _ = try SubmissionProof(ledger: ledger, clock: payment.clock).require(batch)
                    let handler = PayeeHandler(policy: payment.settings.policy)
                    _ = try ledger.write {
                        try $0.applyPayeeDecisions(to: batch.id, handler, at: payment.clock.now())
                    }
                }
                let ends = Ends()
                let mandate = PayoutJob.Mandate(origin: .process, approver: nil, isConfirmed: false)
                _ = try await payment.pay(batches, ledger, as: mandate, mayBeJoined: true) { job in
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        for batch in batches { group.addTask { ends.add(try await job.askNames(of: batch), batch.id) } }
                        try await group.waitForAll()
                    }
                    return []
                }
                return try batches.compactMap { batch in
                    try ends[batch.id].map { try answer(batch, $0.outcome, $0.advice, ledger) }
                }
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    /// How asking ended, by batch.
    private final class Ends: Sendable {
        typealias End = (outcome: EngineOutcome, advice: StopAdvice)

        private let ends = Mutex<[BatchID: End]>([:])

        func add(_ end: End, _ batch: BatchID) { ends.withLock { $0[batch] = end } }

        subscript(_ batch: BatchID) -> End? { ends.withLock { $0[batch] } }
    }

    /// The batches with these names, none of them approved; without names the one that waits for approval.
    private func batches(_ names: [String], _ reader: LedgerReader) throws -> [Batch] {
        guard names.isEmpty else {
            var batches: [Batch] = []
            for name in names {
                let batch = try BatchFinder.one(name, in: reader)
                if let refusal = Self.refusal(batch) { throw CommandFailure(.usage, refusal) }
                if !batches.contains(where: { $0.id == batch.id }) { batches.append(batch) }
            }
            return batches
        }
        let waiting = try reader.batches().filter { Self.refusal($0) == nil }
        guard waiting.count > 1 else { return waiting }
        let folders = waiting.map(\.folderName).joined(separator: ", ")
        throw CommandFailure(
            .usage, Phrase("\(waiting.count) batches wait for approval: \(folders). Say which ones."))
    }

    private static func refusal(_ batch: Batch) -> Phrase? {
        let name = batch.folderName
        guard batch.rail == .payout else {
            return Phrase("\(name) pays to no account, so the bank has no names for it. Nothing was sent.")
        }
        switch batch.status {
        case .submitted: return nil
        case .stopped where !batch.state.isApproved: return nil
        case .importing: return Phrase("\(name) is still being read. Nothing was changed.")
        case .paused: return Phrase("\(name) is paused. Let it go on first: salur resume. Nothing was sent.")
        case .approved, .running, .stopped, .settled, .closed:
            return Phrase(
                """
                \(name) was approved already: the bank names every payee before the row is paid. Nothing was sent. \
                See the names: salur report \(ShellWord.quoted(name))
                """)
        }
    }

    private func answer(
        _ batch: Batch, _ outcome: EngineOutcome, _ advice: StopAdvice, _ ledger: Ledger
    ) throws -> Answer {
        let names = try ledger.read { try AskedNames(of: batch.id, $0) }
        try ledger.write { transaction in
            try transaction.record(
                JournalEvent(
                    at: payment.clock.now(), batch: batch.id, payout: nil, kind: AskedNames.eventKind,
                    detail: names.journalWords))
        }
        return Answer(batch: batch, outcome: outcome, names: names, advice: advice)
    }
}
