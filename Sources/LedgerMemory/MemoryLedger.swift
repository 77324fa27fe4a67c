package import LedgerAPI
package import PayoutCore
internal import Synchronization

/// A ledger that keeps everything in dictionaries and arrays, for histories and tests that need no file.
///
/// It keeps the promises that the tables of SQLite keep, by the same guards, and passes the same conformance suite.
/// Nothing of it outlives the process: a crash is a transaction that was not committed, a copy is a value.
///
///     let ledger = MemoryLedger()
///     let copy = ledger.content                  // what a nightly backup holds
///     ...
///     let restored = MemoryLedger(copy)          // everything since is unknown to it
///
/// It has no chains over its journal, nor digests of callbacks: who is to prove something needs a file. It looks
/// through whole tables where SQLite has an index, so it is for small batches.
package final class MemoryLedger: LedgerStore {
    /// Stands in the place of a file in messages.
    package static let path = "in memory"

    private struct State {
        var tables: Tables
        var deadlines = KnownDeadlines()
        /// How often others were found to have changed the ledger.
        var changesByOthers = 0
        var haveOthersWritten = false
    }

    private let state: Mutex<State>

    /// - Parameter content: what another ledger held at some moment.
    package init(_ content: Tables = Tables()) { state = Mutex(State(tables: content)) }

    /// Everything that was committed.
    package var content: Tables { state.withLock { $0.tables } }

    /// Has the next transaction find that another process has written, as if a person had acted during a run.
    package func noteOthersWrote() { state.withLock { $0.haveOthersWritten = true } }

    // MARK: Transactions

    /// Runs `body` in one transaction; if it throws, nothing has changed.
    package func write<Result>(_ body: (MemoryTransaction) throws -> Result) throws -> Result { try transact(body) }

    package func read<Result>(_ body: (Tables) throws -> Result) throws -> Result { try body(content) }

    private func transact<Result>(_ body: (MemoryTransaction) throws -> Result) throws -> Result {
        var outcome: Swift.Result<Result, any Error>?
        state.withLock { state in
            if state.haveOthersWritten {
                state.haveOthersWritten = false
                state.changesByOthers += 1
                state.deadlines = KnownDeadlines()
            }
            let transaction = MemoryTransaction(
                state.tables, state.deadlines, changesByOthers: state.changesByOthers)
            state.tables = Tables()
            let result = Swift.Result { try body(transaction) }
            switch result {
            case .success:
                transaction.tables.commit()
                state.deadlines = transaction.deadlines
            case .failure:
                transaction.tables.rollBack()
                state.deadlines = KnownDeadlines()
            }
            swap(&state.tables, &transaction.tables)
            outcome = result
        }
        guard let outcome else { throw LedgerError.failed(path: Self.path, why: "a transaction has no result") }
        return try outcome.get()
    }

    // MARK: Steps

    /// Reads what a step needs, lets it decide, and keeps what it decided.
    package func perform<Result: Sendable>(
        _ needs: Needs, _ decide: (consuming Facts) throws -> Decision<Result>
    ) throws -> (result: Result, refusals: Refusals) {
        try transact { transaction in
            var needs = needs
            while true {
                switch try decide(transaction.load(needs)) {
                case .read(let further): needs = further
                case .commit(let changes, let result): return (result, transaction.commit(changes))
                }
            }
        }
    }

    /// The same for an asynchronous caller; it never waits.
    package func perform<Result: Sendable>(
        _ needs: Needs, _ decide: @escaping @Sendable (consuming Facts) throws -> Decision<Result>
    ) async throws -> (result: Result, refusals: Refusals) {
        let inOneGo: (consuming Facts) throws -> Decision<Result> = decide
        return try perform(needs, inOneGo)
    }

    /// Always: no other process reaches this ledger.
    package var isOurs: Bool { true }

    /// Whether ``noteOthersWrote()`` was called, or a transaction has noticed it, since `changes`.
    package func haveOthersWritten(since changes: Int) async -> Bool {
        state.withLock { $0.haveOthersWritten || $0.changesByOthers != changes }
    }

    // MARK: Files

    /// Begins to bring a file into the ledger.
    package func beginImport(
        of fileName: String, rail: Rail, header: [String], form: FileForm, at now: Timestamp
    ) throws -> MemoryImport {
        let batch = try write { $0.beginImport(fileName, rail, header, form, at: now) }
        return MemoryImport(into: self, batch, at: now)
    }

    /// Removes imports that never ended; nothing was ever sent for them.
    package func removeUnfinishedImports(at now: Timestamp) throws {
        try write { $0.removeUnfinishedImports(at: now) }
    }
}
