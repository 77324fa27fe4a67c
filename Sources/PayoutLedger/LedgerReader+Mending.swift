internal import GRDB
package import PayoutCore

/// A row for the same payment as a row of a file of mended rows, that is or may be paid.
package struct MendingObstacle: Hashable, Sendable {
    package let batch: BatchID
    package let line: Int
    package let status: PayoutStatus
}

extension LedgerReader {
    /// The row in `line` of `batch`; nil where there is none.
    package func row(inLine line: Int, of batch: BatchID) throws -> PayoutID? {
        try key(ofLine: line, in: batch).map { PayoutID(key: $0) }
    }

    /// What stands against paying another row in the place of `row`: that row itself, or one that mends it, where it is
    /// neither rejected nor cancelled. Nil where nothing does.
    package func obstacle(toMending row: PayoutID) throws -> MendingObstacle? {
        let found = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    WITH RECURSIVE same(id) AS (
                        VALUES (?) UNION SELECT mended.payout_id FROM mended JOIN same ON mended.row_id = same.id
                    )
                    SELECT payout.id >> 32, payout.line, payout.status FROM same JOIN payout ON payout.id = same.id
                    WHERE payout.status <> 'rejected' AND payout.status <> 'cancelled' ORDER BY payout.id LIMIT 1
                    """),
            arguments: [row.key])
        return try found.map {
            MendingObstacle(
                batch: BatchID(key: $0[0]), line: $0[1], status: try PayoutStatus(stored: $0[2], in: "payout"))
        }
    }

    /// The rejected rows of a batch in whose place another row is paid or asks for attention itself.
    package func mended(of batch: BatchID) throws -> Tally {
        let found = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    WITH RECURSIVE same(row_id, id) AS (
                        SELECT row_id, payout_id FROM mended WHERE row_id BETWEEN ?1 << 32 AND (?1 + 1 << 32) - 1
                        UNION SELECT same.row_id, mended.payout_id FROM mended JOIN same ON mended.row_id = same.id
                    )
                    SELECT COUNT(*), COALESCE(SUM(amount), 0) FROM payout WHERE status = 'rejected' AND id IN (
                        SELECT same.row_id FROM same JOIN payout ON payout.id = same.id
                        WHERE payout.status <> 'rejected'
                    )
                    """),
            arguments: [batch.key])
        return found.map { Tally(count: $0[0], sum: Rupiah($0[1])) } ?? .zero
    }
}

extension LedgerTransaction {
    /// Records that the row in `line` of `batch` is paid in the place of `row`.
    package func mend(_ row: PayoutID, byLine line: Int, of batch: BatchID) throws {
        guard let key = try reader.row(inLine: line, of: batch)?.key else { return }
        try execute("INSERT INTO mended (payout_id, row_id) VALUES (?, ?)", [key, row.key])
    }
}
