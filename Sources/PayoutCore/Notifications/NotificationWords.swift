/// What people and programs are notified of. The raw values are stored, set and sent, and never change.
package enum NotificationKind: String, CaseIterable, Codable, Sendable {
    /// A batch waits for approval.
    case approval
    /// Rows of a batch need a person.
    case attention
    /// A batch is settled.
    case ended
    /// A batch has stopped, and a person must act.
    case stopped
    /// The balance does not cover what waits to be sent.
    case balance
    /// A file of a watched folder was set aside.
    case inbox
    /// A scheduled run was late, was left out, or cannot be planned.
    case schedule
    /// Everything that happened since the day before, in one message.
    case digest
    /// A payee was paid: one mail to the address of the row (`notify.receipts`).
    case receipt

    /// Those that `notify.kinds` chooses among: a receipt has a setting of its own.
    package static let chosen = allCases.filter { $0 != .receipt }

    /// What a digest says too: nobody who gets one needs these by themselves.
    package var isInDigest: Bool { [.ended, .inbox, .schedule].contains(self) }
}

/// How a notification travels.
package enum NotificationChannel: String, CaseIterable, Codable, Sendable {
    case mail
    case webhook
}

/// How far a notification has come.
package enum NotificationState: String, CaseIterable, Codable, Sendable {
    /// It is sent when it is due.
    case waiting
    case sent
    /// When it was due, what it was about had passed: nothing was sent.
    case dropped
    /// It was tried for too long. A person may send it again.
    case givenUp = "given_up"
    /// It was about to be handed over, and may have left or not. Receipts alone are not sent again by themselves then.
    case unsure
}
