internal import GRDB
internal import PayoutCore

extension LedgerReader {
    /// The journal of one payout, oldest first.
    package func history(of payout: PayoutID) throws -> [JournalEvent] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: "SELECT at, batch_id, kind, detail, actor FROM event WHERE payout_id = ? ORDER BY id"),
            arguments: [payout.key]
        ).map { row in
            let batch: Int64? = row[1]
            return JournalEvent(
                at: Timestamp(milliseconds: row[0]), batch: batch.map { BatchID(key: $0) }, payout: payout,
                kind: row[2], detail: row[3], actor: row[4])
        }
    }
}
