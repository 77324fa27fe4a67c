internal import GRDB
package import PayoutCore

/// A row that was paid, as a receipt needs it.
package struct PaidRow: Sendable {
    package let row: RowSummary
    /// The newest attempt, which paid it.
    package let attempt: Attempt
    /// When it was known that the money has arrived.
    package let paidAt: Timestamp
    /// The cells that are no part of the payment, in the order of the file.
    package let others: [String]
}

/// Payments that were not looked at yet, as far as one look goes.
package struct UnseenPayments: Sendable {
    /// Rows that events say were paid, the oldest first. Some may be paid no more.
    package let payouts: [PayoutID]
    /// The last event that was looked at.
    package let lastEvent: Int64
    /// Whether there are no more events.
    package let isAll: Bool
}

// Receipts to payees.
extension LedgerReader {
    /// The last event up to which payments were looked at for receipts; nil where none was.
    package func receiptMark() throws -> Int64? {
        try Int64.fetchOne(database, sql: "SELECT event_id FROM receipt_mark WHERE id = 1")
    }

    /// Payments that were recorded after an event.
    ///
    ///     var payments = try reader.payments(after: mark, limit: 5000)
    ///     while !payments.isAll { … }
    ///
    /// - Parameter limit: so many payments at most.
    package func payments(after event: Int64, limit: Int) throws -> UnseenPayments {
        let rows = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT id, payout_id FROM event
                    WHERE id > ? AND status = 'succeeded' AND payout_id IS NOT NULL ORDER BY id LIMIT ?
                    """),
            arguments: [event, limit])
        let isAll = rows.count < limit
        let newest = try Int64.fetchOne(database, sql: "SELECT MAX(id) FROM event") ?? 0
        let last: Int64 = isAll ? max(newest, event) : rows.last?[0] ?? event
        return UnseenPayments(payouts: rows.map { PayoutID(key: $0[1]) }, lastEvent: last, isAll: isAll)
    }

    /// A row that is paid and about which the bank did not contradict itself; nil of any other row.
    package func paidRow(_ id: PayoutID) throws -> PaidRow? {
        let found = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT t.attempt, t.settled_at, COALESCE(p.carried, '')
                    FROM payout p JOIN transfer t ON t.id = p.newest_transfer_id
                    WHERE p.id = ? AND p.status = 'succeeded' AND p.contradicted = 0 AND t.state = 'succeeded'
                    """),
            arguments: [id.key])
        guard let found, let settledAt = Timestamp(found[1] as Int64?), let row = try summary(of: id)
        else { return nil }
        return PaidRow(
            row: row, attempt: Attempt(found[0]), paidAt: settledAt, others: TextList.decode(found[2]))
    }

    /// The receipts of a row, the oldest first.
    package func receipts(of payout: PayoutID) throws -> [NotificationRecord] {
        try Row.fetchAll(
            database, sql: "\(Self.selectNotifications) WHERE payout_id = ? ORDER BY id", arguments: [payout.key]
        ).map(Self.notification)
    }

    /// How many receipts are in each of these states.
    package func receiptCount(_ state: NotificationState) throws -> Int {
        try Int.fetchOne(
            database, sql: "SELECT COUNT(*) FROM notification WHERE kind = 'receipt' AND state = ?",
            arguments: [state.rawValue]) ?? 0
    }
}

extension LedgerTransaction {
    /// Notes that payments which were recorded before a moment get no receipt, unless that was noted already.
    package func startReceipts(at moment: Timestamp) throws {
        try execute(
            """
            INSERT INTO receipt_mark (id, event_id) SELECT 1, COALESCE(MAX(id), 0) FROM event WHERE at < ?
            ON CONFLICT DO NOTHING
            """, [moment.milliseconds])
    }

    /// Notes up to which event payments were looked at.
    ///
    /// - Returns: false where another process looked at them meanwhile; then nothing is to be recorded.
    package func moveReceiptMark(from old: Int64, to new: Int64) throws -> Bool {
        try execute("UPDATE receipt_mark SET event_id = ? WHERE id = 1 AND event_id = ?", [new, old])
        return database.changesCount == 1
    }
}
