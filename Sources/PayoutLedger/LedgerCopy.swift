internal import GRDB
internal import Glibc
package import PayoutCore

extension Ledger {
    /// Copies the ledger as it stands at one moment into a new database at `path`, while others read and write.
    ///
    /// The copy is one file: it needs no write-ahead log next to it. It is on the disk when this returns.
    ///
    ///     try ledger.copy(to: "/var/backups/.salur.part")     // then prove it, then give it its name
    ///
    /// - Throws: ``LedgerError/failed(path:why:)`` where the copy cannot be written.
    package func copy(to path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode_t(S_IRUSR | S_IWUSR))
        guard descriptor >= 0 else { throw LedgerError.failed(path: path, why: String(cString: strerror(errno))) }
        defer { Glibc.close(descriptor) }
        do {
            let copy = try DatabaseQueue(path: path)
            try database.backup(to: copy)
            try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
            try copy.close()
        } catch let error as DatabaseError {
            throw LedgerError.failed(path: path, why: error.message ?? "SQLite error \(error.resultCode.rawValue)")
        }
        guard fsync(descriptor) == 0 else {
            throw LedgerError.failed(path: path, why: String(cString: strerror(errno)))
        }
    }
}

/// How far a ledger has come: with it, two copies of one ledger are put in order.
package struct LedgerExtent: Hashable, Sendable {
    /// Batches that came in whole.
    package let batches: Int
    /// Events in all chains of the journal.
    package let events: Int
    /// The moment of the newest event; nil where there is none.
    package let lastEventAt: Timestamp?

    package init(batches: Int, events: Int, lastEventAt: Timestamp?) {
        (self.batches, self.events, self.lastEventAt) = (batches, events, lastEventAt)
    }
}

extension LedgerReader {
    /// How far the ledger has come.
    package func extent() throws -> LedgerExtent {
        LedgerExtent(
            batches: try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM batch WHERE identity IS NOT NULL") ?? 0,
            events: try Int.fetchOne(database, sql: "SELECT COALESCE(SUM(count), 0) FROM journal") ?? 0,
            lastEventAt: try Int64.fetchOne(database, sql: "SELECT at FROM event ORDER BY id DESC LIMIT 1")
                .map { Timestamp(milliseconds: $0) })
    }

    /// The bank that the ledger belongs to; nil before it was bound.
    package func binding() throws -> BankBinding? {
        try Row.fetchOne(database, sql: "SELECT base_url, merchant_id FROM bank").map {
            BankBinding(baseURL: $0[0], merchantID: $0[1])
        }
    }

    /// When an event of this kind that belongs to no batch was recorded last; nil for never.
    package func lastEvent(ofKind kind: String) throws -> Timestamp? {
        try Int64.fetchOne(
            database,
            sql: """
                SELECT at FROM event WHERE batch_id IS NULL AND payout_id IS NULL AND kind = ? ORDER BY id DESC LIMIT 1
                """,
            arguments: [kind]
        ).map { Timestamp(milliseconds: $0) }
    }
}

extension LedgerTransaction {
    /// Notes of every batch that is not closed that the bank may know more of it than this ledger: before anything is
    /// sent for it, Salur asks about every row that is open.
    ///
    /// - Returns: those batches.
    package func distrustBatches(at now: Timestamp) throws -> [Batch] {
        let batches = try reader.batches().filter { $0.state.status != .closed }
        for batch in batches { try setPriorTransfers(.lost, cursor: .none, of: batch.id, at: now) }
        return batches
    }
}
