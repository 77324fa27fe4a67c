package import Logging
package import PayoutCore
internal import PayoutEngine
internal import PayoutLedger
internal import Wording

/// The job of `process`: pays what was approved, without a question.
package struct PayoutProcess: Sendable {
    private let payment: Payment

    /// - Throws: ``CommandFailure`` where the settings do not suffice.
    package init(settings: Settings, clock: any WallClock, console: RunConsole, logger: Logger) throws(CommandFailure) {
        payment = try Payment(settings: settings, clock: clock, console: console, logger: logger)
    }

    /// Pays the batches with these names; without names every batch that is approved and has something to do.
    ///
    /// - Returns: nothing where there is nothing to do; batches that wait for approval are among the outcomes, so that
    ///   a job at night ends with ``ExitStatus/stopped`` and somebody hears of them.
    /// - Throws: ``CommandFailure``; with ``ExitStatus/stopped`` where a named batch is not approved: then nothing is
    ///   sent for any.
    package func run(_ names: [String]) async throws(CommandFailure) -> [FileOutcome] {
        do {
            return try await LedgerSession(existing: payment.settings.ledgerPath).run { ledger in
                try payment.bind(ledger)
                let (batches, leftOut) = try ledger.read { names.isEmpty ? try ready($0) : (try named(names, $0), []) }
                let waiting = leftOut.map { FileOutcome.waiting($0, .unapproved($0)) }
                guard !batches.isEmpty else { return waiting }
                let results = try await payment.pay(
                    batches, ledger, as: PayoutJob.Mandate(origin: .process, approver: nil, isConfirmed: false))
                return results.map(FileOutcome.done) + waiting
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    private func named(_ names: [String], _ reader: LedgerReader) throws -> [Batch] {
        var batches: [Batch] = []
        for name in names {
            let batch = try BatchFinder.one(name, in: reader)
            let isApproved = try reader.approvedAt(batch.id) != nil
            guard try isApproved || !reader.hasWork(batch) else { throw CommandFailure.unapproved(batch) }
            if !batches.contains(where: { $0.id == batch.id }) { batches.append(batch) }
        }
        return batches
    }

    /// The batches to pay, the oldest first, as they were submitted, and those that nobody has approved.
    private func ready(_ reader: LedgerReader) throws -> (approved: [Batch], unapproved: [Batch]) {
        var approved: [Batch] = []
        var settled: [Batch] = []
        var unapproved: [Batch] = []
        for batch in try BatchFinder.all(nil, in: reader).reversed() {
            let (isApproved, hasWork) = (try reader.approvedAt(batch.id) != nil, try reader.hasWork(batch))
            switch (isApproved, hasWork) {
            case (true, true): approved.append(batch)
            case (true, false): settled.append(batch)
            case (false, true):
                payment.console.say(Self.leftOut(batch))
                unapproved.append(batch)
            case (false, false): break
            }
        }
        // What the bank told after the last run has to be taken, and any batch takes it.
        guard approved.isEmpty, try !reader.untakenCallbacks(limit: 1).isEmpty else { return (approved, unapproved) }
        return (settled.suffix(1), unapproved)
    }

    private static func leftOut(_ batch: Batch) -> Phrase {
        Phrase(
            """
            \(batch.folderName) waits for approval and is left out: salur approve \
            \(ShellWord.quoted(batch.folderName))
            """)
    }
}

extension LedgerReader {
    /// Whether something is left to do for a batch: it was never brought to its end, or its rows may go on.
    fileprivate func hasWork(_ batch: Batch) throws -> Bool {
        guard batch.status == .settled, batch.memory != .lost else { return true }
        let totals = try totals(batch.id)
        return totals.openCount > 0 || totals[.unverified, default: .zero].count > 0
    }
}

extension CommandFailure {
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
