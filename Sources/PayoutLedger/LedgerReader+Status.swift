internal import GRDB
package import PayoutCore

/// Payouts of one batch that stand in the same status for the same reason.
package struct AttentionTally: Hashable, Sendable {
    package let status: PayoutStatus
    package let reasonCode: String?
    package let tally: Tally
    /// The reference of the first of them in the file.
    package let example: String
}

/// Payouts whose transfer has no final status yet.
package struct PendingAges: Sendable {
    /// When the oldest was sent.
    package let oldestSentAt: Timestamp
    /// The reference of the oldest.
    package let oldestReference: String
    /// Those that were sent before the moment asked about.
    package let overdue: Tally
}

extension LedgerReader {
    /// A number that is the same only while the same rows of a batch are to be sent, whatever their order: compared
    /// between a question and its answer, since other rows may have the same count and sum.
    package func fingerprintOfRowsToSend(_ batch: BatchID) throws -> UInt64 {
        var fingerprint: UInt64 = 0
        // A status each, since SQLite uses a partial index only for what the index itself says.
        for status in BatchWork.statusesToSend {
            let statement = try database.cachedStatement(
                sql: "SELECT id FROM payout WHERE batch_id = ? AND status = '\(status.rawValue)'")
            let ids = try Int64.fetchCursor(statement, arguments: [batch.key])
            while let id = try ids.next() {
                var hash = FingerprintHash()
                hash.add(id)
                fingerprint &+= hash.value
            }
        }
        return fingerprint
    }

    /// The payouts of a batch in a status that a person leads out of, by status and reason, in the order of the file.
    ///
    /// The numbers are those that every change counts; the first row of each comes from the index `payout_person`.
    package func matters(of batch: BatchID) throws -> [AttentionTally] {
        var found: [(first: Int64, item: AttentionTally)] = []
        for status in [PayoutStatus.held, .invalid, .failed, .refunded, .notFound, .unverified] {
            for (reason, tally) in try reasonTallies(of: batch, status) {
                let code = reason.isEmpty ? nil : reason
                guard let first = try keys(of: batch, status, reason: code, after: .none, limit: 1).first,
                    let example = try label(of: PayoutID(key: first))?.reference
                else { continue }
                found.append(
                    (first, AttentionTally(status: status, reasonCode: code, tally: tally, example: example)))
            }
        }
        return found.sorted { $0.first < $1.first }.map(\.item)
    }

    /// The payouts of a batch about which the bank contradicted itself and no person has decided, by status.
    package func contradictedItems(of batch: BatchID) throws -> [AttentionTally] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT status, reason_code, COUNT(*), COALESCE(SUM(amount), 0), reference, MIN(id) FROM payout
                WHERE batch_id = ? AND contradicted = 1 AND contradiction_open = 1 GROUP BY status, reason_code
                """)
        return try matters(Row.fetchAll(statement, arguments: [batch.key]))
    }

    /// The payouts of a batch that were sent and did not surely succeed, although their statuses do not say so.
    func unsureRows(_ batch: BatchID) throws -> UnsureRows {
        let statement = try database.cachedStatement(
            sql: """
                SELECT
                    (SELECT COUNT(*) FROM payout
                        WHERE batch_id = ?1 AND status = 'held' AND newest_transfer_id IS NOT NULL),
                    (SELECT COUNT(*) FROM payout
                        WHERE batch_id = ?1 AND contradicted = 1 AND contradiction_open = 1 AND status = 'succeeded')
                """)
        let row = try Row.fetchOne(statement, arguments: [batch.key])
        return row.map { UnsureRows(held: $0[0], disputed: $0[1]) } ?? UnsureRows()
    }

    /// The collections of a batch whose customers have been sent a code that is still to be passed on.
    package func awaitingCode(of batch: BatchID) throws -> [AttentionTally] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT status, reason_code, COUNT(*), SUM(amount), reference, MIN(id) FROM payout
                WHERE batch_id = ? AND status = 'pending' AND reason_code = ? GROUP BY status
                """)
        return try matters(Row.fetchAll(statement, arguments: [batch.key, ReasonCode.awaitingCode]))
    }

    private func matters(_ rows: [Row]) throws -> [AttentionTally] {
        let found = try rows.map { row in
            let item = AttentionTally(
                status: try PayoutStatus(stored: row[0], in: "payout"), reasonCode: row[1],
                tally: Tally(count: row[2], sum: Rupiah(row[3])), example: row[4])
            return (first: row[5] as Int64, item: item)
        }
        return found.sorted { $0.first < $1.first }.map(\.item)
    }

    /// The oldest pending payout of a batch, and how many were sent before `moment`; nil where none is pending.
    ///
    /// Costs a look at each payout that was sent before `moment`, and none where all were.
    package func pendingAges(of batch: BatchID, before moment: Timestamp) throws -> PendingAges? {
        // The condition is word for word that of the index `transfer_pending`.
        let ends = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT
                        (SELECT MIN(sent_at) FROM transfer WHERE state = 'pending' AND payout_id >> 32 = ?1),
                        (SELECT MAX(sent_at) FROM transfer WHERE state = 'pending' AND payout_id >> 32 = ?1)
                    """),
            arguments: [batch.key])
        guard let ends, let oldest = Timestamp(ends[0] as Int64?), let newest = Timestamp(ends[1] as Int64?) else {
            return nil
        }
        let reference = try String.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT p.reference FROM transfer t JOIN payout p ON p.id = t.payout_id
                    WHERE t.state = 'pending' AND t.payout_id >> 32 = ? AND t.sent_at = ? LIMIT 1
                    """),
            arguments: [batch.key, oldest.milliseconds])
        var overdue = Tally.zero
        if newest < moment {
            overdue = try totals(batch)[.pending, default: .zero]
        } else if oldest < moment {
            overdue = try pending(of: batch, sentBefore: moment)
        }
        return PendingAges(oldestSentAt: oldest, oldestReference: reference ?? "", overdue: overdue)
    }

    private func pending(of batch: BatchID, sentBefore moment: Timestamp) throws -> Tally {
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT COUNT(*), COALESCE(SUM(p.amount), 0) FROM transfer t JOIN payout p ON p.id = t.payout_id
                    WHERE t.state = 'pending' AND t.payout_id >> 32 = ? AND t.sent_at < ?
                    """),
            arguments: [batch.key, moment.milliseconds])
        return row.map { Tally(count: $0[0], sum: Rupiah($0[1])) } ?? .zero
    }

    /// The transfers of a batch among the newest ones of the ledger: how many were sent since `moment`, and when the
    /// first of those. Never looks at more than `limit` transfers, however many there are.
    package func sentLately(
        of batch: BatchID, since moment: Timestamp, limit: Int
    ) throws -> (count: Int, first: Timestamp)? {
        let statement = try database.cachedStatement(
            sql: """
                SELECT COUNT(*), MIN(sent_at) FROM (
                    SELECT t.sent_at, p.batch_id FROM transfer t JOIN payout p ON p.id = t.payout_id
                    ORDER BY t.id DESC LIMIT ?)
                WHERE batch_id = ? AND sent_at >= ?
                """)
        guard let row = try Row.fetchOne(statement, arguments: [limit, batch.key, moment.milliseconds]),
            let first = Timestamp(row[1] as Int64?)
        else { return nil }
        return (row[0], first)
    }

}

/// A row that waits for a person, and why.
package struct HeldRow: Sendable {
    package let line: Int
    package let reference: String
    package let amount: Rupiah
    package let reason: Reason

    package init(line: Int, reference: String, amount: Rupiah, reason: Reason) {
        self.line = line
        self.reference = reference
        self.amount = amount
        self.reason = reason
    }
}

extension LedgerReader {
    /// The tallies of the held payouts of a batch by reason code.
    package func heldTallies(of batch: BatchID) throws -> [String: Tally] {
        let rows = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT reason_code, COUNT(*), SUM(amount) FROM payout
                    WHERE batch_id = ? AND status = 'held' AND reason_code IS NOT NULL GROUP BY reason_code
                    """),
            arguments: [batch.key])
        return rows.reduce(into: [:]) { $0[$1[0] as String] = Tally(count: $1[1], sum: Rupiah($1[2])) }
    }

    /// The first held payouts of a batch with one of these reason codes, in the order of the file.
    package func heldRows(of batch: BatchID, _ codes: [String], limit: Int) throws -> [HeldRow] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT line, reference, amount, reason_code, reason, id FROM payout
                WHERE batch_id = ? AND status = 'held'
                    AND reason_code IN (\(codes.map { _ in "?" }.joined(separator: ", ")))
                ORDER BY id LIMIT ?
                """,
            arguments: [batch.key] + StatementArguments(codes) + [limit])
        return try rows.map { row in
            HeldRow(
                line: row[0], reference: row[1], amount: Rupiah(row[2]),
                reason: try present(Reason(stored: row[4], code: row[3]), of: PayoutID(key: row[5])))
        }
    }
}
