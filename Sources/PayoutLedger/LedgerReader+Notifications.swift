internal import GRDB
package import PayoutCore

// What people and programs are notified of.
extension LedgerReader {
    static let selectNotifications = """
        SELECT id, identifier, kind, topic, batch_id, channel, recipient, words, created_at, due_at, tries, state,
            last_error, closed_at, payout_id
        FROM notification
        """

    /// Notifications, the newest first.
    ///
    /// - Parameters:
    ///   - state: only those in this state; nil for all.
    ///   - receipts: whether receipts alone are meant; false leaves them out, nil does not ask.
    ///   - before: only those with a smaller number.
    package func notifications(
        _ state: NotificationState? = nil, receipts: Bool? = nil, before: Int64? = nil, limit: Int
    ) throws -> [NotificationRecord] {
        try Row.fetchAll(
            database,
            sql: """
                \(Self.selectNotifications)
                WHERE (?1 IS NULL OR state = ?1) AND (?2 IS NULL OR id < ?2)
                    AND (?3 IS NULL OR (kind = 'receipt') = ?3) ORDER BY id DESC LIMIT ?4
                """,
            arguments: [state?.rawValue, before, receipts, limit]
        ).map(Self.notification)
    }

    /// The notification with this number.
    package func notification(_ id: Int64) throws -> NotificationRecord? {
        try Row.fetchOne(database, sql: "\(Self.selectNotifications) WHERE id = ?", arguments: [id])
            .map(Self.notification)
    }

    /// Whether a topic was recorded already.
    package func isNotified(of topic: String) throws -> Bool {
        try Bool.fetchOne(
            database, sql: "SELECT EXISTS (SELECT 1 FROM notification WHERE topic = ?)", arguments: [topic]) ?? false
    }

    /// Since when notifications are sent from this ledger; nil where they are not yet.
    package func notificationsStart() throws -> Timestamp? {
        Timestamp(try Int64.fetchOne(database, sql: "SELECT at FROM notification_start WHERE id = 1"))
    }

    /// When the last digest was recorded; nil where none was.
    package func lastDigestAt() throws -> Timestamp? {
        Timestamp(try Int64.fetchOne(database, sql: "SELECT MAX(created_at) FROM notification WHERE kind = 'digest'"))
    }

    /// Whether a notification of this kind about a batch waits or was tried whose topic begins in this way.
    package func isNotified(of kind: NotificationKind, _ batch: BatchID, topicBegins beginning: String) throws -> Bool {
        try Bool.fetchOne(
            database,
            sql: """
                SELECT EXISTS (
                    SELECT 1 FROM notification
                    WHERE batch_id = ?1 AND kind = ?2 AND substr(topic, 1, length(?3)) = ?3 AND state <> 'dropped')
                """,
            arguments: [batch.key, kind.rawValue, beginning]) ?? false
    }

    /// Digests of what was sent about a batch.
    ///
    /// - Parameter target: to whom; nil for anybody.
    package func sentContents(of batch: BatchID, to target: NotificationTarget? = nil) throws -> [String] {
        try String.fetchAll(
            database,
            sql: """
                SELECT DISTINCT content FROM notification
                WHERE batch_id = ?1 AND content IS NOT NULL AND (?2 IS NULL OR (channel = ?2 AND recipient = ?3))
                """,
            arguments: [batch.key, target?.channel.rawValue, target?.recipient])
    }

    /// The number of the newest event that brought a batch into its state; nil where there is none.
    package func lastStateEventNumber(of batch: BatchID) throws -> Int64? {
        try Int64.fetchOne(
            database,
            sql: """
                SELECT MAX(id) FROM event WHERE batch_id = ? AND payout_id IS NULL AND kind = 'batch_status'
                """,
            arguments: [batch.key])
    }

    /// The batches of which somebody may have to hear: those that are not settled, and those that something happened
    /// to since `moment`.
    package func batchesInMotion(since moment: Timestamp) throws -> [Batch] {
        try batches(
            where: "(status <> 'settled' AND status <> 'closed') OR changed_at >= ?", [moment.milliseconds])
    }

    static func notification(_ row: Row) throws -> NotificationRecord {
        NotificationRecord(
            id: row[0], identifier: row[1], kind: try NotificationKind(stored: row[2], in: "notification"),
            topic: row[3], batch: (row[4] as Int64?).map { BatchID(key: $0) },
            payout: (row[14] as Int64?).map { PayoutID(key: $0) },
            target: NotificationTarget(try NotificationChannel(stored: row[5], in: "notification"), row[6]),
            words: row[7], createdAt: Timestamp(milliseconds: row[8]), dueAt: Timestamp(milliseconds: row[9]),
            tries: row[10], state: try NotificationState(stored: row[11], in: "notification"), lastError: row[12],
            closedAt: Timestamp(row[13] as Int64?))
    }
}
