internal import GRDB
package import PayoutCore

/// A row for the same payment as a row of a file of mended rows, that is or may be paid.
package struct MendingObstacle: Hashable, Sendable {
    package let batch: BatchID
    package let line: Int
    package let status: PayoutStatus
}

extension LedgerReader {
    /// Where a row stands; nil where there is none.
    func place(of row: PayoutID) throws -> (batch: BatchID, line: Int)? {
        try Int.fetchOne(database, sql: "SELECT line FROM payout WHERE id = ?", arguments: [row.key])
            .map { (BatchID(key: row.key >> 32), $0) }
    }

    /// The row in `line` of `batch`; nil where there is none.
    package func row(inLine line: Int, of batch: BatchID) throws -> PayoutID? {
        try key(ofLine: line, in: batch).map { PayoutID(key: $0) }
    }

    /// The rows for the same payment as `row`: those that it mends, and those that mend any of them. The first of them
    /// is the row of the first file.
    package func rowsOfSamePayment(as row: PayoutID) throws -> [PayoutID] {
        try Int64.fetchAll(
            database.cachedStatement(
                sql: """
                    WITH RECURSIVE same(id) AS (
                        VALUES (?) UNION
                        SELECT CASE WHEN mended.row_id = same.id THEN mended.payout_id ELSE mended.row_id END
                        FROM mended JOIN same ON mended.row_id = same.id OR mended.payout_id = same.id
                    )
                    SELECT id FROM same ORDER BY id
                    """),
            arguments: [row.key]
        ).map { PayoutID(key: $0) }
    }

    /// What stands against paying another row in the place of `row`: one for the same payment that is neither rejected
    /// nor cancelled. Nil where there is none.
    package func obstacle(toMending row: PayoutID) throws -> MendingObstacle? {
        let statement = try database.cachedStatement(
            sql: """
                SELECT id >> 32, line, status FROM payout
                WHERE id = ? AND status <> 'rejected' AND status <> 'cancelled'
                """)
        for id in try rowsOfSamePayment(as: row) {
            guard let found = try Row.fetchOne(statement, arguments: [id.key]) else { continue }
            return MendingObstacle(
                batch: BatchID(key: found[0]), line: found[1],
                status: try PayoutStatus(stored: found[2], in: "payout"))
        }
        return nil
    }

    /// Whether a batch holds rows that mend rows of another one.
    func mendsRows(_ batch: BatchID) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT EXISTS (
                        SELECT 1 FROM mended WHERE payout_id BETWEEN ?1 << 32 AND (?1 + 1 << 32) - 1)
                    """),
            arguments: [batch.key]) ?? false
    }

    /// The amount of a row, whatever became of it; nil where it cannot be read.
    package func amount(of row: PayoutID) throws -> Rupiah? {
        try Int64.fetchOne(database, sql: "SELECT amount FROM payout WHERE id = ?", arguments: [row.key]).map {
            Rupiah($0)
        }
    }

    /// The rows of a batch that mend rows of other batches, in the order of the file: the first ones, and how many
    /// there are.
    package func mends(
        of batch: BatchID, limit: Int
    ) throws -> (rows: [(line: Int, other: BatchID, otherLine: Int)], count: Int) {
        let condition = "FROM mended WHERE payout_id BETWEEN ?1 << 32 AND (?1 + 1 << 32) - 1"
        let count = try Int.fetchOne(database, sql: "SELECT COUNT(*) \(condition)", arguments: [batch.key]) ?? 0
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT new.line, row_id >> 32, old.line
                FROM (SELECT payout_id, row_id \(condition) ORDER BY payout_id LIMIT ?2)
                    JOIN payout AS new ON new.id = payout_id JOIN payout AS old ON old.id = row_id
                ORDER BY payout_id
                """,
            arguments: [batch.key, limit])
        return (rows.map { (line: $0[0], other: BatchID(key: $0[1]), otherLine: $0[2]) }, count)
    }

    /// The rejected rows of a batch that ask for nothing any more: another row for the same payment is paid, or asks
    /// for attention itself.
    package func mended(of batch: BatchID) throws -> Tally {
        let found = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    WITH RECURSIVE own(id) AS (
                        SELECT row_id FROM mended WHERE row_id BETWEEN ?1 << 32 AND (?1 + 1 << 32) - 1
                        UNION SELECT payout_id FROM mended WHERE payout_id BETWEEN ?1 << 32 AND (?1 + 1 << 32) - 1
                    ), same(own_id, id) AS (
                        SELECT id, id FROM own UNION
                        SELECT same.own_id,
                            CASE WHEN mended.row_id = same.id THEN mended.payout_id ELSE mended.row_id END
                        FROM mended JOIN same ON mended.row_id = same.id OR mended.payout_id = same.id
                    )
                    SELECT COUNT(*), COALESCE(SUM(amount), 0) FROM payout WHERE status = 'rejected' AND id IN (
                        SELECT same.own_id FROM same JOIN payout ON payout.id = same.id
                        WHERE payout.status <> 'rejected' AND payout.status <> 'cancelled'
                    )
                    """),
            arguments: [batch.key])
        return found.map { Tally(count: $0[0], sum: Rupiah($0[1])) } ?? .zero
    }
}

extension LedgerTransaction {
    /// Records that the row in `line` of `batch` is for the same payment as `row`, in the journals of both batches.
    package func mend(
        _ row: PayoutID, byLine line: Int, of batch: BatchID, at now: Timestamp, actor: String
    ) throws {
        guard let new = try reader.row(inLine: line, of: batch), let batch = try reader.batch(batch),
            let place = try reader.place(of: row), let mended = try reader.batch(place.batch)
        else { return }
        try execute("INSERT INTO mended (payout_id, row_id) VALUES (?, ?)", [new.key, row.key])
        try record(
            JournalEvent(
                at: now, batch: batch.id, payout: new, kind: RecordedMending.mends,
                detail: "line \(place.line) of \(mended.folderName)", actor: actor))
        try record(
            JournalEvent(
                at: now, batch: mended.id, payout: row, kind: RecordedMending.mended,
                detail: "line \(line) of \(batch.folderName)", actor: actor))
    }
}
