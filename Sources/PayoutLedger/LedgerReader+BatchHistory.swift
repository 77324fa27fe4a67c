internal import FoundationEssentials
internal import GRDB
package import PayoutCore

extension LedgerReader {
    /// When a person first said that the batch may be paid; nil where nobody has.
    package func approvedAt(_ batch: BatchID) throws -> Timestamp? {
        Timestamp(
            try Int64.fetchOne(
                database.cachedStatement(sql: "SELECT approved_at FROM batch WHERE id = ?"), arguments: [batch.key]))
    }

    /// The newest event of this kind about a batch as a whole.
    package func lastEvent(_ kind: String, of batch: BatchID) throws -> JournalEvent? {
        try lastEvent(among: [kind], of: batch)
    }

    /// Whether a person has resumed a batch since it last stopped for this reason.
    package func isResumed(_ batch: BatchID, after reason: StopReason) throws -> Bool {
        let events = "FROM event WHERE batch_id = ?1 AND payout_id IS NULL AND kind = 'batch_status'"
        return try Bool.fetchOne(
            database,
            sql: """
                SELECT EXISTS (SELECT 1 \(events) AND detail LIKE 'approved: %'
                    AND id > (SELECT MAX(id) \(events) AND detail = ?2))
                """,
            arguments: [batch.key, "\(BatchStatus.stopped.rawValue): \(reason.rawValue)"]) ?? false
    }

    /// The key of the newest event of the whole journal; 0 where there is none. It grows with whatever happens.
    package func lastEventKey() throws -> Int64 {
        try Int64.fetchOne(database.cachedStatement(sql: "SELECT COALESCE(MAX(id), 0) FROM event")) ?? 0
    }

    /// When something last happened to a batch or to one of its rows; nil where its journal is empty.
    package func lastEventAt(of batch: BatchID) throws -> Timestamp? {
        try Timestamp(
            Int64.fetchOne(
                database,
                sql: "SELECT e.at FROM journal j JOIN event e ON e.id = j.last_event WHERE j.batch_id = ?",
                arguments: [batch.key]))
    }

    /// The events of these kinds about a batch as a whole, the first one first, each with its evidence.
    package func events(among kinds: [String], of batch: BatchID) throws -> [JournalEvent] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT at, detail, actor, evidence, kind FROM event
                WHERE batch_id = ? AND payout_id IS NULL AND kind IN (\(kinds.map { _ in "?" }.joined(separator: ", ")))
                ORDER BY id
                """,
            arguments: [batch.key] + StatementArguments(kinds)
        ).map { row in
            JournalEvent(
                at: Timestamp(milliseconds: row[0]), batch: batch, payout: nil, kind: row[4], detail: row[1],
                actor: row[2], evidence: (row[3] as Data?).map(Array.init))
        }
    }

    /// The newest event of any of these kinds about a batch as a whole.
    package func lastEvent(among kinds: [String], of batch: BatchID) throws -> JournalEvent? {
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT at, detail, actor, kind FROM event
                WHERE batch_id = ? AND payout_id IS NULL AND kind IN (\(kinds.map { _ in "?" }.joined(separator: ", ")))
                ORDER BY id DESC LIMIT 1
                """,
            arguments: [batch.key] + StatementArguments(kinds))
        return row.map { row in
            JournalEvent(
                at: Timestamp(milliseconds: row[0]), batch: batch, payout: nil, kind: row[3], detail: row[1],
                actor: row[2])
        }
    }
}
