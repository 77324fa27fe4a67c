package import PayoutCore

/// What is known of a notification before it is recorded.
package struct NewNotification: Sendable {
    package var kind: NotificationKind
    /// What it is about, such as `ended/gaji-3f9a1c07/812`: each topic is recorded once for a recipient.
    package var topic: String
    package var batch: BatchID?
    /// The row that a receipt is about; nil of all else.
    package var payout: PayoutID?
    /// What only the moment of recording knew, as JSON; nil where the ledger has everything.
    package var words: String?
    package var dueAt: Timestamp

    package init(
        _ kind: NotificationKind, topic: String, batch: BatchID? = nil, payout: PayoutID? = nil, words: String? = nil,
        dueAt: Timestamp
    ) {
        (self.kind, self.topic, self.batch, self.payout) = (kind, topic, batch, payout)
        (self.words, self.dueAt) = (words, dueAt)
    }
}

/// Where notifications go: the address of a person, or of a program.
package struct NotificationTarget: Hashable, Sendable {
    package let channel: NotificationChannel
    package let recipient: String

    package init(_ channel: NotificationChannel, _ recipient: String) {
        (self.channel, self.recipient) = (channel, recipient)
    }
}

/// A notification as the ledger has it.
package struct NotificationRecord: Sendable {
    package let id: Int64
    /// 32 hexadecimal digits, the same in every try: a receiver drops repeats by it.
    package let identifier: String
    package let kind: NotificationKind
    package let topic: String
    package let batch: BatchID?
    /// The row that a receipt is about; nil of all else.
    package let payout: PayoutID?
    package let target: NotificationTarget
    package let words: String?
    package let createdAt: Timestamp
    package let dueAt: Timestamp
    /// How often it was tried.
    package let tries: Int
    package let state: NotificationState
    /// Why the last try failed, in English; nil where none did.
    package let lastError: String?
    /// When nothing more was to be done; nil while it waits.
    package let closedAt: Timestamp?

    /// To whom it goes, as it may be shown: the address of a payee is masked.
    package var shownRecipient: String { kind == .receipt ? maskedRecipient : target.recipient }

    /// A text in which the address of a payee is masked, as where a mail program repeats it.
    package func masked(_ text: String) -> String {
        kind == .receipt ? text.replacing(target.recipient, with: maskedRecipient) : text
    }

    private var maskedRecipient: String { MailAddress(target.recipient)?.masked ?? "***" }
}
