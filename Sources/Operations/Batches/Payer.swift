internal import PayoutCore
internal import PayoutLedger

/// Which process sends what a batch has to send: what a person does next depends on it.
package enum Payer: Sendable {
    /// None sends: a person starts one.
    case nobody
    /// The one that sends is at work on the batch.
    case atWork
    /// The one that sends takes every batch that may be paid, and this one within a second.
    case joining
    /// The one that sends pays other batches; another can begin when it has ended.
    case later
    /// None sends it before a person resumes it.
    case paused
    /// The one that sends has met trouble with it; once a person resumes it, that one takes it again.
    case stopped

    /// - Parameter dispatcher: the process that sends; nil where none does.
    /// - Throws: `LedgerError`.
    init(of batch: Batch, _ dispatcher: LeaseHolder?, _ reader: LedgerReader) throws {
        guard batch.status != .paused else {
            self = .paused
            return
        }
        guard let dispatcher else {
            self = .nobody
            return
        }
        let last = try reader.lastEvent(among: [RunEvent.started, RunEvent.ended], of: batch.id)
        let isOfThisRun = last.map { $0.at >= dispatcher.since } ?? false
        let hasBegun =
            last.map { isOfThisRun && $0.kind == RunEvent.started }
            ?? (batch.status == .running && batch.changedAt >= dispatcher.since)
        let hasStopped = batch.status == .stopped && isOfThisRun
        if dispatcher.takesApproved, hasStopped, let last, !hasBegun || batch.changedAt > last.at {
            self = .stopped
            return
        }
        guard !hasBegun else {
            self = .atWork
            return
        }
        // What it has worked on and handed back it takes again only if a person has moved it on since.
        let isNew = !isOfThisRun || last.map { batch.changedAt > $0.at } ?? true
        self = dispatcher.takesApproved && batch.status == .approved && isNew ? .joining : .later
    }

    /// As the ledger has it now.
    ///
    /// - Throws: `LedgerError`.
    init(of batch: BatchID, in ledger: Ledger) throws {
        let dispatcher = try ledger.leaseHolder()
        self = try ledger.read { reader in
            try reader.batch(batch).map { try Payer(of: $0, dispatcher, reader) } ?? .nobody
        }
    }

    /// Whether the process that sends pays the batch.
    package var isRunning: Bool {
        switch self {
        case .atWork, .joining: true
        case .nobody, .later, .paused, .stopped: false
        }
    }
}
