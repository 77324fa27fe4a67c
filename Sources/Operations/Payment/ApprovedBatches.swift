internal import PayoutCore
internal import PayoutEngine
internal import PayoutLedger
internal import Synchronization

/// Finds the batches that a process without names is to pay, at its beginning and while it works.
final class ApprovedBatches: Sendable {
    /// How each batch that was taken has ended; nil while it is being paid.
    private let taken = Mutex<[BatchID: BatchStatus?]>([:])
    /// Batches that were said to be left out.
    private let said = Mutex<Set<BatchID>>([])
    private let console: RunConsole

    init(console: RunConsole) { self.console = console }

    /// The batches to pay first; says which wait for a person.
    ///
    /// What the bank reported after the last run has to be processed: where nothing else is to be paid, a settled batch
    /// comes, so that somebody does.
    ///
    /// - Throws: `LedgerError`.
    func first(_ reader: LedgerReader) throws -> [Batch] {
        let all = try BatchFinder.all(nil, in: reader).reversed()
        var ready = try next(reader)
        if ready.isEmpty, try !reader.pendingCallbacks(limit: 1).isEmpty {
            ready = try Array(all.filter { try !isUnfinished($0, reader) && $0.state.isApproved }.suffix(1))
            for batch in ready { taken.withLock { $0[batch.id] = .some(nil) } }
        }
        for (batch, why) in try leftOut(reader) where why != nil { say(batch, why) }
        return ready
    }

    /// Batches that were approved since, in the order of their approvals: so they share the balance.
    ///
    /// - Throws: `LedgerError`.
    func next(_ reader: LedgerReader) throws -> [Batch] {
        let ready = try BatchFinder.all(nil, in: reader).reversed().filter { batch in
            try isUnfinished(batch, reader) && batch.state.isApproved
                && batch.state.refusal(of: .begun(reader.work(of: batch.id))) == nil
        }
        let inOrder = ready.enumerated().sorted { left, right in
            func approvedAt(_ batch: Batch) -> Int64 { batch.approvedAt?.milliseconds ?? .min }
            return (approvedAt(left.element), left.offset) < (approvedAt(right.element), right.offset)
        }.map(\.element)
        return taken.withLock { taken in
            inOrder.filter { batch in
                switch taken[batch.id] {
                case .none: break
                // It is being paid.
                case .some(.none): return false
                // A person has moved it on since, such as by resuming it; else only a new run goes on with it.
                case .some(.some(let status)):
                    guard batch.status == .approved, status != .approved else { return false }
                }
                taken[batch.id] = .some(nil)
                return true
            }
        }
    }

    /// The same where nothing is being paid any more. If there are none either, the process takes no more from now on,
    /// and whoever approves one reads so.
    ///
    /// - Throws: `LedgerError`.
    func last(_ ledger: Ledger) throws -> [Batch] {
        try ledger.write { transaction in
            let ready = try next(transaction.reader)
            if ready.isEmpty { try ledger.takeNoMoreBatches(in: transaction) }
            return ready
        }
    }

    /// Notes that a batch is not being paid any more.
    ///
    /// - Throws: `LedgerError`.
    func ended(_ batch: BatchID, _ outcome: FileOutcome, _ reader: LedgerReader) throws {
        guard let status = try reader.batch(batch)?.status else { return }
        // A person may have moved it on while its reports were written.
        taken.withLock { $0[batch] = status == .approved ? outcome.result?.ending.batchStatus ?? status : status }
    }

    /// Batches that were not taken, at the end: they wait for a person, or were approved too late.
    ///
    /// - Throws: `LedgerError`.
    func outcomesOfLeftOut(_ ledger: Ledger) throws -> [FileOutcome] {
        try ledger.read { reader in
            try leftOut(reader).map { batch, why in
                say(batch, why)
                return .waiting(batch, why.map { .refused(batch, $0) } ?? .notTaken(batch))
            }
        }
    }

    private func isUnfinished(_ batch: Batch, _ reader: LedgerReader) throws -> Bool {
        batch.state.isUnfinished(try reader.work(of: batch.id))
    }

    /// Those that were not taken, and what they wait for; nil where another run could pay them.
    private func leftOut(_ reader: LedgerReader) throws -> [(batch: Batch, why: BatchRefusal?)] {
        let taken = taken.withLock { $0 }
        return try BatchFinder.all(nil, in: reader).reversed().compactMap { batch in
            guard taken[batch.id] == nil, try isUnfinished(batch, reader) else { return nil }
            let refusal = batch.state.refusal(of: .begun(try reader.work(of: batch.id)))
            return (batch, refusal ?? (batch.state.isApproved ? nil : .notApproved))
        }
    }

    private func say(_ batch: Batch, _ why: BatchRefusal?) {
        guard said.withLock({ $0.insert(batch.id).inserted }) else { return }
        console.tell(.leftOut(batch, why))
    }
}

extension RunEnding {
    /// In what status a batch is left that ended so; nil where it waits to be processed again.
    fileprivate var batchStatus: BatchStatus? {
        switch self {
        case .nothingToDo, .barred(.closed), .ended(.settled): .settled
        case .barred, .ended(.paused): .paused
        case .ended(.stopped): .stopped
        case .declined, .reported, .ended(.interrupted), .ended(.timedOut), .ended(.checked): nil
        }
    }
}
