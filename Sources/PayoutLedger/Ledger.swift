internal import CSQLite
internal import GRDB

/// The SQLite database that knows what was asked of the bank and what came of it.
///
/// One writer at a time (``LedgerLock``), any number of readers. Every write is a transaction that is on the disk when
/// it returns: WAL with `synchronous = FULL`, proven at every start.
package final class Ledger: Sendable {
    /// The path of the database file.
    package let path: String
    let database: any DatabaseWriter
    /// See ``inMemory()``.
    private let isInMemory: Bool
    /// Keeps other writers out; nil where nobody else can write.
    private let lock: LedgerLock?

    /// Settings of SQLite for the whole process, made once, before its first use.
    static let isSQLiteSet = stop_counting_memory() == 0

    /// Opens the ledger at `path`, and makes it if it is missing.
    ///
    /// - Parameters:
    ///   - readOnly: for readers beside a run: nothing is made, migrated or written.
    ///   - lock: the lock under which it is written; it is held as long as the ledger is open.
    /// - Throws: ``LedgerError``.
    package init(path: String, readOnly: Bool = false, lock: LedgerLock? = nil) throws {
        _ = Self.isSQLiteSet
        self.path = path
        isInMemory = false
        self.lock = lock
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.maximumReaderCount = 3
        configuration.busyMode = .timeout(10)
        configuration.label = "ledger"
        configuration.readonly = readOnly
        do {
            let pool = try DatabasePool(path: path, configuration: configuration)
            database = pool
            if !readOnly { try Self.makeDurable(pool, path: path) }
            try Self.migrate(pool, path: path, readOnly: readOnly)
        } catch let error as DatabaseError {
            let why = error.message ?? "SQLite error \(error.resultCode.rawValue)"
            switch error.resultCode {
            case .SQLITE_FULL, .SQLITE_IOERR: throw LedgerError.failed(path: path, why: why)
            default: throw LedgerError.cannotOpen(path: path, why: why)
            }
        }
    }

    /// A ledger that lives in memory.
    init(inMemory queue: DatabaseQueue) throws {
        path = ":memory:"
        isInMemory = true
        lock = nil
        database = queue
        try LedgerSchema.migrator.migrate(queue)
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
        guard readOnly else { return try migrator.migrate(pool) }
        guard try pool.read({ try migrator.hasCompletedMigrations($0) }) else {
            throw LedgerError.cannotOpen(path: path, why: "it is no ledger, or one of an older version")
        }
    }

    /// Runs `body` in one durable transaction and returns what it returns; if it throws, nothing has changed.
    ///
    /// - Parameter isRepeatable: that `body` may run twice, having changed nothing but the ledger: then nothing is
    ///   prepared for a refusal, which costs every payout something. Where there is one, all is taken back and done
    ///   again with care.
    /// - Throws: what `body` throws; ``LedgerError/failed(path:why:)`` where SQLite fails.
    package func write<Result>(
        isRepeatable: Bool = false, _ body: (LedgerTransaction) throws -> Result
    ) throws -> Result {
        try translating {
            do {
                return try write(isCareful: !isRepeatable, body)
            } catch is RefusedMidway {
                return try write(isCareful: true, body)
            }
        }
    }

    private func write<Result>(isCareful: Bool, _ body: (LedgerTransaction) throws -> Result) throws -> Result {
        if isInMemory { return try writeInMemory(isCareful: isCareful, body) }
        return try database.write { try LedgerTransaction.run(in: $0, isCareful: isCareful, body) }
    }

    /// As ``write(isRepeatable:_:)`` of what may run twice, without blocking the caller's thread.
    package func commit<Result: Sendable>(
        _ body: @escaping @Sendable (LedgerTransaction) throws -> Result
    ) async throws -> Result {
        do {
            do {
                return try await database.write { try LedgerTransaction.run(in: $0, isCareful: false, body) }
            } catch is RefusedMidway {
                return try await database.write { try LedgerTransaction.run(in: $0, body) }
            }
        } catch let error as DatabaseError {
            throw failure(error)
        }
    }

    /// Reads in one consistent snapshot; never waits for the writer.
    package func read<Result>(_ body: (LedgerReader) throws -> Result) throws -> Result {
        try translating {
            if isInMemory { return try database.unsafeReentrantRead { try body(LedgerReader(database: $0)) } }
            return try database.read { try body(LedgerReader(database: $0)) }
        }
    }

    /// Whether the lock under which the ledger is written is still this process's.
    package var isOurs: Bool { lock?.isOurs ?? true }

    /// Closes the database; every later use fails.
    package func close() throws { try translating { try database.close() } }

    func translating<Result>(_ body: () throws -> Result) throws -> Result {
        do { return try body() } catch let error as DatabaseError { throw failure(error) }
    }

    private func failure(_ error: DatabaseError) -> LedgerError {
        .failed(path: path, why: error.message ?? "SQLite error \(error.resultCode.rawValue)")
    }
}
