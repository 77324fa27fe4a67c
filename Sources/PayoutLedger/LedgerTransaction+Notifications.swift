internal import GRDB
package import PayoutCore

// Changes of what people and programs are notified of.
extension LedgerTransaction {
    /// The longest text of an error that is kept, in characters.
    private static let errorLengthMax = 300

    /// Notes that notifications are sent from this ledger from now on, unless they are already.
    package func startNotifications(at now: Timestamp) throws {
        try execute("INSERT INTO notification_start (id, at) VALUES (1, ?) ON CONFLICT DO NOTHING", [now.milliseconds])
    }

    /// Records a notification for a target, unless its topic was recorded for that target before.
    ///
    /// - Parameter identifier: 32 hexadecimal digits that nothing else has.
    /// - Returns: whether it is new.
    @discardableResult
    package func add(
        _ new: NewNotification, to target: NotificationTarget, identifier: String, at now: Timestamp
    ) throws -> Bool {
        try execute(
            """
            INSERT INTO notification (identifier, kind, topic, batch_id, payout_id, channel, recipient, words,
                created_at, due_at, state)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting') ON CONFLICT (topic, channel, recipient) DO NOTHING
            """,
            [
                identifier, new.kind.rawValue, new.topic, new.batch?.key, new.payout?.key, target.channel.rawValue,
                target.recipient, new.words, now.milliseconds, new.dueAt.milliseconds,
            ])
        return database.changesCount == 1
    }

    /// Takes the next notification that is due, so that no other process takes it: it is due again at `retryAt`,
    /// whatever becomes of this process. A receipt is not due again by itself: until ``close(_:as:content:at:)`` or
    /// ``fail(_:because:next:at:)`` tells what became of it, it is unsure. All else is taken before a receipt.
    ///
    /// - Parameter firstUntil: one that was never tried is taken where it is due up to this moment.
    /// - Returns: nil where none is due.
    package func takeNotification(
        firstUntil: Timestamp, retryAt: Timestamp, at now: Timestamp
    ) throws -> NotificationRecord? {
        func next(_ condition: String) throws -> NotificationRecord? {
            try Row.fetchOne(
                database,
                sql: """
                    \(LedgerReader.selectNotifications)
                    WHERE state = 'waiting' AND \(condition) AND (due_at <= ? OR (tries = 0 AND due_at <= ?))
                    ORDER BY due_at, id LIMIT 1
                    """,
                arguments: [now.milliseconds, firstUntil.milliseconds]
            ).map(LedgerReader.notification)
        }
        if let taken = try next("kind <> 'receipt'") {
            try execute(
                "UPDATE notification SET tries = tries + 1, due_at = ? WHERE id = ?", [retryAt.milliseconds, taken.id])
            return try reader.notification(taken.id)
        }
        guard let taken = try next("kind = 'receipt'") else { return nil }
        try execute(
            "UPDATE notification SET tries = tries + 1, state = 'unsure', closed_at = ? WHERE id = ?",
            [now.milliseconds, taken.id])
        return try reader.notification(taken.id)
    }

    /// Notes why it is not known whether a receipt has left. It stays unsure.
    package func note(_ error: String, of receipt: NotificationRecord) throws {
        try execute(
            "UPDATE notification SET last_error = ? WHERE id = ? AND state = 'unsure'",
            [String(error.prefix(Self.errorLengthMax)), receipt.id])
    }

    /// Ends a notification that was sent, or that nobody needs any more.
    ///
    /// - Parameter content: a digest of what was sent.
    package func close(
        _ notification: NotificationRecord, as state: NotificationState, content: String? = nil, at now: Timestamp
    ) throws {
        try execute(
            "UPDATE notification SET state = ?, content = ?, closed_at = ? WHERE id = ? AND state = ?",
            [state.rawValue, content, now.milliseconds, notification.id, notification.state.rawValue])
    }

    /// Notes that a try has failed, and when the next one is due.
    ///
    /// - Parameter next: nil gives the notification up, which is an event of the journal.
    package func fail(
        _ notification: NotificationRecord, because error: String, next: Timestamp?, at now: Timestamp
    ) throws {
        let error = String(error.prefix(Self.errorLengthMax))
        guard let next else {
            try execute(
                """
                UPDATE notification SET state = 'given_up', last_error = ?, closed_at = ?
                WHERE id = ? AND state = ?
                """,
                [error, now.milliseconds, notification.id, notification.state.rawValue])
            guard database.changesCount == 1 else { return }
            let tries = notification.tries
            return try record(
                JournalEvent(
                    at: now, batch: nil, payout: nil, kind: "notification_given_up",
                    detail: "\(notification.words(tries: tries)): \(error)"))
        }
        try execute(
            """
            UPDATE notification SET state = 'waiting', closed_at = NULL, last_error = ?, due_at = ?
            WHERE id = ? AND state = ?
            """,
            [error, next.milliseconds, notification.id, notification.state.rawValue])
    }

    /// Has a notification sent once more, at the wish of a person.
    ///
    /// - Returns: nil where there is none with this number.
    package func sendAgain(
        _ id: Int64, by actor: String, at now: Timestamp
    ) throws -> NotificationRecord? {
        guard let notification = try reader.notification(id) else { return nil }
        try execute(
            """
            UPDATE notification SET state = 'waiting', tries = 0, due_at = ?, content = NULL, last_error = NULL,
                closed_at = NULL
            WHERE id = ?
            """,
            [now.milliseconds, id])
        try record(
            JournalEvent(
                at: now, batch: nil, payout: nil, kind: "notification_resent",
                detail: "notification \(id) (\(notification.kind.rawValue)) by \(notification.target.channel.rawValue)",
                actor: actor))
        return try reader.notification(id)
    }
}

extension NotificationRecord {
    /// What the journal calls it: no addresses, since the journal goes to auditors.
    fileprivate func words(tries: Int) -> String {
        "notification \(id) (\(kind.rawValue)) by \(target.channel.rawValue), \(tries) tries"
    }
}
