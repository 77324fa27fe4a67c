internal import GRDB
internal import PayoutCore
internal import Synchronization

// What only simulations do with a ledger: tables, constraints and transactions are those of every other ledger.
extension Ledger {
    /// Has the next transaction find that another process has written, as if a person had acted during a run.
    package func noteOthersWrote() { others.withLock { $0.dataVersion = -1 } }

    /// What the cache holds and the tables do not: the references of payouts, and `counts`.
    ///
    /// - Throws: ``LedgerError``.
    package func cacheDifferences() throws -> [String] {
        let cache = cache.withLock { $0 }
        return try read { reader in
            var found: [String] = []
            for cached in cache.payouts.all {
                let stored = try reader.payout(cached.id)
                guard let stored, stored.payout == cached.payout, stored.batch == cached.batch,
                    stored.line == cached.line, stored.note == cached.note
                else {
                    found.append(cached.payout.order.reference)
                    continue
                }
            }
            for (batch, counts) in cache.counts {
                let totals = try reader.totals(batch)
                let isSame = PayoutStatus.allCases.allSatisfy { counts[$0, default: 0] == totals[$0]?.count ?? 0 }
                if !isSame { found.append("counts") }
            }
            return found
        }
    }

    /// Lets a ledger in a file grow no further, as on a full disk, until this is undone or it is opened anew: then
    /// SQLite itself fails.
    ///
    /// - Throws: ``LedgerError``.
    package func limitGrowth(_ isLimited: Bool) throws {
        try execute("PRAGMA max_page_count = \(isLimited ? 1 : Self.pagesMax)")
    }

    /// Has every commit of a ledger in a file fail from now on that writes to the journal, and only at its end.
    ///
    /// - Throws: ``LedgerError``.
    package func failCommits() throws {
        try execute(
            """
            CREATE TEMP TRIGGER disk_fails BEFORE INSERT ON main.journal
            BEGIN SELECT RAISE (ABORT, 'disk I/O error'); END
            """)
    }

    /// What SQLite allows by default.
    private static let pagesMax = 1_073_741_823

    private func execute(_ statements: String...) throws {
        try translating {
            try database.writeWithoutTransaction { database in
                for statement in statements { try database.execute(sql: statement) }
            }
        }
    }
}
