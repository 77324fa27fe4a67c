internal import GRDB
package import PayoutCore

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

    /// What a row is known by: its reference, and the name of its account, customer or payment; nil where there is
    /// none.
    package func party(ofMended row: PayoutID) throws -> (reference: String, name: String)? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT reference, CASE WHEN account_name = '' THEN account_number ELSE account_name END
                    FROM payout WHERE id = ?
                    """),
            arguments: [row.key]
        ).map { ($0[0], $0[1]) }
    }

    /// The rows for the same payment as `row`: those that it mends, and those that mend any of them.
    package func samePayment(as row: PayoutID) throws -> SamePayment {
        let rows = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    WITH RECURSIVE same(id) AS (
                        VALUES (?) UNION
                        SELECT CASE WHEN mended.row_id = same.id THEN mended.payout_id ELSE mended.row_id END
                        FROM mended JOIN same ON mended.row_id = same.id OR mended.payout_id = same.id
                    )
                    SELECT payout.id, payout.line, payout.status, payout.amount, mended.row_id,
                        EXISTS (SELECT 1 FROM dismissed WHERE dismissed.payout_id = payout.id)
                    FROM same JOIN payout ON payout.id = same.id LEFT JOIN mended ON mended.payout_id = same.id
                    ORDER BY payout.id
                    """),
            arguments: [row.key])
        return SamePayment(
            rows: try rows.map { row in
                let id = PayoutID(key: row[0])
                return SamePayment.Row(
                    id: id, batch: BatchID(key: id.key >> 32), line: row[1],
                    status: try PayoutStatus(stored: row[2], in: "payout"),
                    amount: (row[3] as Int64?).map { Rupiah($0) },
                    mends: (row[4] as Int64?).map { PayoutID(key: $0) }, isDismissed: row[5])
            })
    }

    /// A row that was not paid, as an earlier payment that a person is shown; nil where its amount cannot be read.
    package func rejectedPayment(_ row: PayoutID) throws -> EarlierPayment? {
        guard let stored = try payout(row), let batch = try batch(stored.batch) else { return nil }
        return EarlierPayment(
            id: row, batch: batch.folderName, order: stored.payout.order, sentAt: batch.createdAt, state: .ended)
    }

    /// What became of a rejected row by the rows that mend it.
    package func mendingState(of row: PayoutID) throws -> MendingState {
        let payment = try samePayment(as: row)
        let own = payment.rows.first { $0.id == row }
        let asked = payment.asked
        guard let left = asked[row] else {
            if own?.isDismissed == true { return .dismissed }
            let other = payment.obstacle ?? payment.rows.last { asked[$0.id] != nil && $0.id != row }
            return try other.flatMap { other in
                try batch(other.batch).map { .replaced(batch: $0.folderName, line: other.line) }
            } ?? .dismissed
        }
        guard let paid = payment.obstacle, let batch = try batch(paid.batch) else { return .open }
        return .partly(batch: batch.folderName, line: paid.line, left: left)
    }

    /// The lines of rejected rows that ask for nothing any more: other rows stand in their place, or a person has said
    /// that they are not due.
    package func linesNotToMend(of batch: BatchID) throws -> Set<Int> {
        let touched = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT id, line FROM payout WHERE status = 'rejected' AND id IN (
                        SELECT row_id FROM mended WHERE row_id BETWEEN ?1 << 32 AND (?1 + 1 << 32) - 1
                        UNION SELECT payout_id FROM mended WHERE payout_id BETWEEN ?1 << 32 AND (?1 + 1 << 32) - 1
                        UNION SELECT payout_id FROM dismissed WHERE payout_id BETWEEN ?1 << 32 AND (?1 + 1 << 32) - 1)
                    """),
            arguments: [batch.key])
        var lines: Set<Int> = []
        for row in touched {
            switch try mendingState(of: PayoutID(key: row[0])) {
            case .replaced, .dismissed: lines.insert(row[1])
            case .open, .partly: break
            }
        }
        return lines
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

    /// The rejected rows of a batch that ask for nothing any more: their payments are paid by other rows, or those ask
    /// for them, or a person has said that they are not due. Of a row that is paid in part, the paid part counts.
    package func mended(of batch: BatchID) throws -> Tally {
        let own = try Int64.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT row_id FROM mended WHERE row_id BETWEEN ?1 << 32 AND (?1 + 1 << 32) - 1
                    UNION SELECT payout_id FROM mended WHERE payout_id BETWEEN ?1 << 32 AND (?1 + 1 << 32) - 1
                    UNION SELECT payout_id FROM dismissed WHERE payout_id BETWEEN ?1 << 32 AND (?1 + 1 << 32) - 1
                    """),
            arguments: [batch.key])
        var tally = Tally.zero
        var seen: Set<PayoutID> = []
        for id in own.map({ PayoutID(key: $0) }) where !seen.contains(id) {
            let payment = try samePayment(as: id)
            let asked = payment.asked
            for row in payment.rows where row.batch == batch && row.status == .rejected && seen.insert(row.id).inserted
            {
                let (all, open) = (row.amount ?? .zero, asked[row.id])
                tally += Tally(count: open == nil ? 1 : 0, sum: Rupiah(all.whole - min(all, open ?? .zero).whole))
            }
        }
        return tally
    }

    /// The decision of a person that a rejected row is not due; nil where there is none.
    package func dismissal(of row: PayoutID) throws -> JournalEvent? {
        try events(of: row).last { $0.kind == LedgerTransaction.dismissedEvent }
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

    static let dismissedEvent = "dismissed"

    /// Records that a rejected row is not due, so that nothing asks for it any more.
    ///
    /// - Returns: whether it was: only a rejected row that asks for something is dismissed.
    package func dismiss(_ row: PayoutID, _ decision: PersonalDecision, at now: Timestamp) throws -> Bool {
        let payment = try reader.samePayment(as: row)
        guard payment.asked[row] != nil else { return false }
        try leave(row)
        try record(
            JournalEvent(
                at: now, batch: BatchID(key: row.key >> 32), payout: row, kind: Self.dismissedEvent,
                detail: decision.reason,
                actor: decision.person))
        return true
    }

    /// Keeps a rejected row from being asked for: a decision of a person stands against paying it.
    package func leave(_ row: PayoutID) throws {
        try execute("INSERT OR IGNORE INTO dismissed (payout_id) VALUES (?)", [row.key])
    }
}
