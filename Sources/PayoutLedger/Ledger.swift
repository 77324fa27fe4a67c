internal import CSQLite
internal import GRDB
internal import Glibc
@_exported public import LedgerAPI
internal import Synchronization

/// The SQLite database that knows what was asked of the bank and what came of it.
///
/// Any number of processes read and write it, and one of them sends (``Lease``). Every write is a transaction that
/// holds the write lock from its beginning, and is on the disk when it returns: WAL with `synchronous = FULL`, proven
/// at every start.
package final class Ledger: Sendable {
    /// The path of the database file.
    package let path: String
    let database: any DatabaseWriter
    /// The right to send; nil where this process only writes.
    let lease: Lease?
    /// The number of the lease.
    let term: Int64?
    /// When the ledger last held that number as the newest.
    let termSeen = Mutex<Lease.Moment?>(nil)
    /// What was committed and need not be read again. A transaction takes it out, and brings it back once its commit
    /// has returned: what fails leaves an empty one.
    let cache = Mutex(LedgerCache())
    /// What this ledger knows of the writes of other processes.
    let others = Mutex(OtherWriters())

    /// Settings of SQLite for the whole process, made once, before its first use.
    static let isSQLiteSet = stop_counting_memory() == 0

    /// Opens the ledger at `path`, and makes it if it is missing.
    ///
    /// - Parameters:
    ///   - readOnly: for readers during a run: nothing is made, migrated or written.
    ///   - lease: the right to send, which is held as long as the ledger is open.
    /// - Throws: ``LedgerError``.
    package init(path: String, readOnly: Bool = false, lease: Lease? = nil) throws {
        _ = Self.isSQLiteSet
        self.path = path
        self.lease = lease
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.maximumReaderCount = 3
        configuration.busyMode = .callback(Self.waitsForOthers)
        configuration.label = "ledger"
        configuration.readonly = readOnly
        do {
            let pool = try DatabasePool(path: path, configuration: configuration)
            database = pool
            if !readOnly { try Self.makeDurable(pool, path: path) }
            try Self.migrate(pool, path: path, readOnly: readOnly)
            term = try lease.map { try Self.raiseTerm($0, in: pool) }
        } catch let error as DatabaseError {
            let why = error.message ?? "SQLite error \(error.resultCode.rawValue)"
            switch error.resultCode {
            case .SQLITE_BUSY: throw LedgerError.busy(path: path)
            case .SQLITE_FULL, .SQLITE_IOERR: throw LedgerError.failed(path: path, why: why)
            default: throw LedgerError.cannotOpen(path: path, why: why)
            }
        }
    }

    /// How long a write waits for those of other processes: longer than any commit of a large import takes.
    private static let busyPausesMax = 12_000
    private static let shortPausesMax = 200

    /// Waits a moment for another process to end its transaction. A run under load leaves the ledger alone for moments
    /// only, which SQLite's own pauses of a tenth of a second would miss.
    private static func waitsForOthers(_ pauses: Int) -> Bool {
        usleep(pauses < shortPausesMax ? 1_000 : 5_000)
        return pauses < busyPausesMax
    }

    /// To what the write-ahead log shrinks once no reader needs more of it.
    package static let walBytesMax = 16 << 20

    /// GRDB sets `synchronous = NORMAL` after a pool is open; with it a power cut could lose an intent (promise P2).
    private static func makeDurable(_ pool: DatabasePool, path: String) throws {
        let synchronous = try pool.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
            // A reader keeps the write-ahead log from being begun anew; once it has ended, the log shrinks again.
            try database.execute(sql: "PRAGMA journal_size_limit = \(walBytesMax)")
            return try Int.fetchOne(database, sql: "PRAGMA synchronous") ?? -1
        }
        guard synchronous == 2 else { throw LedgerError.notDurable(path: path, synchronous: synchronous) }
    }

    private static func migrate(_ pool: DatabasePool, path: String, readOnly: Bool) throws {
        let migrator = LedgerSchema.migrator
        if try pool.read({ try migrator.hasBeenSuperseded($0) }) { throw LedgerError.newerVersion(path: path) }
        guard try !pool.read({ try migrator.hasCompletedMigrations($0) }) else { return }
        guard !readOnly else {
            throw LedgerError.cannotOpen(path: path, why: "it is no ledger, or one of an older version")
        }
        // Of two processes that find it new, one makes the tables.
        let lock = try ImportLock.wait(ledgerPath: path) {}
        defer { withExtendedLifetime(lock) {} }
        try migrator.migrate(pool)
    }

    /// Runs `body` in one durable transaction and returns what it returns; if it throws, nothing has changed.
    ///
    /// - Throws: what `body` throws; ``LedgerError/failed(path:why:)`` where SQLite fails.
    package func write<Result>(_ body: (LedgerTransaction) throws -> Result) throws -> Result {
        let acting = RequestMark.current
        return try translating { try database.writeWithoutTransaction { try transact(in: $0, acting, body) } }
    }

    /// As ``write(_:)``, without blocking the caller's thread.
    package func commit<Result: Sendable>(
        _ body: @escaping @Sendable (LedgerTransaction) throws -> Result
    ) async throws -> Result {
        let acting = RequestMark.current
        do {
            return try await database.writeWithoutTransaction { try self.transact(in: $0, acting, body) }
        } catch let error as DatabaseError {
            throw failure(error)
        }
    }

    private func transact<Result>(
        in database: Database, _ acting: RequestMark?, _ body: (LedgerTransaction) throws -> Result
    ) throws -> Result {
        var result: Result?
        try transact(in: database, undoesRows: true) { transaction in
            transaction.acting = acting
            result = try body(transaction)
            return true
        }
        guard let result else { throw LedgerError.failed(path: path, why: "a transaction has no result") }
        return result
    }

    /// Runs one transaction on the thread of the writer.
    ///
    /// - Parameter body: returns whether what it wrote may stand; if not, nothing has changed.
    func transact(in database: Database, undoesRows: Bool, _ body: (LedgerTransaction) throws -> Bool) throws {
        let transaction = LedgerTransaction(database: database, undoesRows: undoesRows)
        cache.withLock { swap(&$0, &transaction.cache) }
        var stands = false
        try database.inTransaction {
            try noticeOthers(transaction)
            stands = try body(transaction)
            if stands { try transaction.finish() }
            return stands ? .commit : .rollback
        }
        if stands { cache.withLock { swap(&$0, &transaction.cache) } }
    }

    /// Reads in one consistent snapshot; never waits for the writer.
    package func read<Result>(_ body: (LedgerReader) throws -> Result) throws -> Result {
        try translating { try database.read { try body(LedgerReader(database: $0)) } }
    }

    /// Closes the database; every later use fails.
    package func close() throws { try translating { try database.close() } }

    func translating<Result>(_ body: () throws -> Result) throws -> Result {
        do { return try body() } catch let error as DatabaseError { throw failure(error) }
    }

    func failure(_ error: DatabaseError) -> LedgerError {
        guard error.resultCode != .SQLITE_BUSY else { return .busy(path: path) }
        return .failed(path: path, why: error.message ?? "SQLite error \(error.resultCode.rawValue)")
    }
}
