internal import GRDB
internal import Glibc
package import PayoutCore
internal import Synchronization

/// The right to send, which one process has at a time: the lock on `<ledger>.lock`, and a term in the ledger that every
/// process raises that takes it. Everything else is written by any process, also while one sends.
///
///     let lease = try Lease(ledgerPath: path, since: clock.now())
///     let ledger = try Ledger(path: path, lease: lease)     // raises the term
///     _ = try ledger.perform(needs) { ... }                 // refused once another process has raised it
///
/// The lock keeps others out, and ends with its process. The term shows a process that was suspended, while somebody
/// removed its lock file, that its time is over.
package final class Lease: Sendable {
    typealias Moment = ContinuousClock.Instant

    private static let ending = "lock"
    /// Who asks whether the lock is held takes it for a moment; so a new process tries more than once.
    private static let triesMax = 10
    private static let pauseMicroseconds: UInt32 = 10_000

    private let lock: FileLock
    let since: Timestamp
    let takesApproved: Bool

    /// Takes the lease without waiting.
    ///
    /// - Parameter takesApproved: whether this process pays every batch that is approved while it sends.
    /// - Throws: ``LedgerError/locked(path:)`` if another process has it.
    package init(ledgerPath: String, since: Timestamp, takesApproved: Bool = false) throws(LedgerError) {
        self.since = since
        self.takesApproved = takesApproved
        for _ in 1..<Self.triesMax {
            do {
                lock = try FileLock(ledgerPath: ledgerPath, ending: Self.ending)
                return
            } catch LedgerError.locked {
                usleep(Self.pauseMicroseconds)
            }
        }
        lock = try FileLock(ledgerPath: ledgerPath, ending: Self.ending)
    }

    /// Whether the lock still keeps others out.
    var isOurs: Bool { lock.isOurs }

    /// Whether a process has the lease of a ledger now.
    static func isTaken(ledgerPath: String) -> Bool { FileLock.isHeld(ledgerPath: ledgerPath, ending: ending) }
}

/// The process that sends, or that did so last.
package struct LeaseHolder: Hashable, Sendable {
    /// Its number in the operating system of `host`.
    package let processID: Int
    /// The name of the machine.
    package let host: String
    /// When it took the lease.
    package let since: Timestamp
    /// Whether it pays every batch that is approved while it sends.
    package let takesApproved: Bool

    /// This process.
    init(_ lease: Lease) {
        processID = Int(getpid())
        var name = [CChar](repeating: 0, count: 256)
        let isKnown = gethostname(&name, name.count - 1) == 0
        host = isKnown ? String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self) : ""
        (since, takesApproved) = (lease.since, lease.takesApproved)
    }

    fileprivate init(_ row: Row) {
        processID = row[0]
        host = row[1]
        since = Timestamp(milliseconds: row[2])
        takesApproved = row[3]
    }
}

extension HotStatement {
    fileprivate static let term = HotStatement(.term, "SELECT term FROM lease")
}

extension LedgerReader {
    /// The number of the newest lease; nil where none was ever taken.
    var term: Int64? {
        get throws { try statements.begin(.term).firstRow { $0.number(0) } }
    }

    /// The process that took the lease last, whether it still sends or not; nil where none ever did.
    package func leaseHolder() throws -> LeaseHolder? {
        try Row.fetchOne(database, sql: "SELECT process_id, host, since, takes_approved FROM lease").map {
            LeaseHolder($0)
        }
    }
}

extension Ledger {
    /// Makes this process the holder of the lease from now on.
    ///
    /// - Returns: the number of its lease.
    static func raiseTerm(_ lease: Lease, in writer: some DatabaseWriter) throws -> Int64 {
        let holder = LeaseHolder(lease)
        return try writer.write { database in
            try Int64.fetchOne(
                database,
                sql: """
                    INSERT INTO lease (id, term, process_id, host, since, takes_approved) VALUES (1, 1, ?, ?, ?, ?)
                        ON CONFLICT (id) DO UPDATE SET term = term + 1, process_id = excluded.process_id,
                            host = excluded.host, since = excluded.since, takes_approved = excluded.takes_approved
                    RETURNING term
                    """,
                arguments: [holder.processID, holder.host, holder.since.milliseconds, holder.takesApproved]) ?? 0
        }
    }

    /// For so long after a commit the term need not be read again; a suspended process is held up for longer. The clock
    /// counts while the machine sleeps.
    private static let termAgeMax = Duration.seconds(1)

    /// Whether this process may still send: no other has taken the lease. Asked right before each request leaves: the
    /// lock file every time, which costs a microsecond, and the term where the last commit was long ago.
    ///
    /// A ledger that was opened without a lease, as in tests, is its owner's alone.
    package var isOurs: Bool {
        guard let lease, let term else { return true }
        guard lease.isOurs else { return false }
        let now = ContinuousClock.now
        if let seen = termSeen.withLock({ $0 }), now - seen < Self.termAgeMax { return true }
        // Where the ledger cannot be read, nothing may be sent either.
        guard (try? read { try $0.term }) == term else { return false }
        termSeen.withLock { $0 = now }
        return true
    }

    /// - Throws: ``LedgerError/leaseLost(path:)`` where another process has taken the lease: then nothing that this one
    ///   has decided may be committed.
    func requireLease(_ transaction: LedgerTransaction) throws {
        guard let lease, let term else { return }
        let now = ContinuousClock.now
        guard lease.isOurs, try transaction.reader.term == term else { throw LedgerError.leaseLost(path: path) }
        termSeen.withLock { $0 = now }
    }

    /// Notes that this process takes no more batches, in the transaction that has found none. A batch that is approved
    /// before is taken; whoever approves one after learns that another run must pay it.
    ///
    /// - Throws: ``LedgerError``.
    package func takeNoMoreBatches(in transaction: LedgerTransaction) throws {
        try transaction.execute("UPDATE lease SET takes_approved = 0 WHERE term = ?", [term])
    }

    /// The process that sends from this ledger now; nil where none does.
    ///
    /// - Throws: ``LedgerError``.
    package func leaseHolder() throws -> LeaseHolder? {
        try Lease.isTaken(ledgerPath: path) ? read { try $0.leaseHolder() } : nil
    }
}
