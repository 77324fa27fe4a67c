internal import ArgumentParser
internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import Presentation
internal import SalurSettings
internal import Wording

struct NotificationsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notifications", abstract: "What was sent to whom, what waits, and what was given up.",
        discussion: """
            EXAMPLES
              salur notifications
              salur notifications list --state given_up
              salur notifications list --receipts
              salur notifications resend 12

            Whom Salur notifies, and of what, is set by notify in salur.yaml. A notification is recorded before it is \
            sent, so none is lost; after a crash it may come twice, with the same identifier. What cannot be delivered \
            is tried for about a day, then given up, which is an event of the journal. A receipt to a payee never \
            comes twice: where a crash leaves open whether it was sent, it is unsure until a person sends it again.
            """,
        subcommands: [NotificationListCommand.self, NotificationResendCommand.self],
        defaultSubcommand: NotificationListCommand.self)
}

struct NotificationListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List notifications, the newest first.",
        discussion: """
            EXAMPLES
              salur notifications list
              salur notifications list --state waiting --json
              salur notifications list --receipts --state unsure

            EXIT CODES
              0   something is listed
              1   there is no notification
            """)

    @Option(
        help: ArgumentHelp(
            "Only those in this state: waiting, sent, dropped, given_up or unsure.", valueName: "state"))
    var state: NotificationState?

    @Flag(help: "List receipts to payees, which are left out otherwise.")
    var receipts = false

    @Option(help: ArgumentHelp("List so many at most.", valueName: "count"))
    var limit = 50

    @Option(help: ArgumentHelp("List only those before the one of this number.", valueName: "number"))
    var before: Int64?

    @OptionGroup var settings: SettingsOptions

    func validate() throws {
        if limit < 1 { throw ValidationError("--limit takes a number from 1 on.") }
    }

    func run() async throws {
        try await Output.guarded {
            let log = NotificationLog(settings: try await settings.load(writesLedger: false), clock: SystemClock())
            let found = try log.list(state, receipts: receipts, before: before, limit: limit)
            let counts = try log.receipts()
            if settings.json {
                try Output.json(NotificationsDocument(found))
            } else {
                for notification in found { Output.result(notification.line) }
                if found.isEmpty { Output.message(Phrase("There is no notification.")) }
                if !receipts, !counts.isEmpty { Output.message(counts.line) }
            }
            return found.isEmpty ? .notAllPaid : .success
        }
    }
}

struct NotificationResendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resend", abstract: "Send a notification once more.",
        discussion: """
            EXAMPLES
              salur notifications resend 12 --by "Ani Wijaya"

            It says what is true now, and goes to the same recipient. Where what it was about has passed, nothing is \
            sent. Who asked for it is recorded.

            EXIT CODES
              0   sent, or waiting to be sent by the service
              64  there is no notification of this number
            """)

    @Argument(help: ArgumentHelp("The number of a notification.", valueName: "number"))
    var number: Int64

    @Option(help: ArgumentHelp("Who does it; recorded beside the account of this machine.", valueName: "name"))
    var by: String?

    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        try await Output.guarded {
            let actor = try PersonOptions.name(by)
            let loaded = try await settings.load()
            let log = NotificationLog(settings: loaded, clock: SystemClock())
            return try await FinalNotifications.around(loaded) {
                let notification = try await log.sendAgain(number, by: actor)
                if settings.json {
                    try Output.json(NotificationsDocument([notification]))
                } else {
                    Output.result(
                        Phrase("Notification \(number) is sent to \(notification.shownRecipient) once more."))
                }
                return .success
            }
        }
    }
}

extension NotificationState: ExpressibleByArgument {}

/// What `notifications --json` writes (`schemas/notifications.schema.json`).
struct NotificationsDocument: Encodable {
    struct Entry: Encodable {
        let number: Int64
        let id: String
        let kind: String
        let topic: String
        let channel: String
        let recipient: String
        let state: String
        let tries: Int
        let recordedAt: String
        let dueAt: String
        /// Missing while it waits.
        let closedAt: String?
        /// Missing where no try has failed.
        let lastError: String?

        enum CodingKeys: String, CodingKey {
            case number, id, kind, topic, channel, recipient, state, tries
            case recordedAt = "recorded_at"
            case dueAt = "due_at"
            case closedAt = "closed_at"
            case lastError = "last_error"
        }
    }

    let notifications: [Entry]

    init(_ notifications: [NotificationRecord]) {
        self.notifications = notifications.map {
            Entry(
                number: $0.id, id: $0.identifier, kind: $0.kind.rawValue, topic: $0.topic,
                channel: $0.target.channel.rawValue, recipient: $0.shownRecipient, state: $0.state.rawValue,
                tries: $0.tries, recordedAt: $0.createdAt.iso8601, dueAt: $0.dueAt.iso8601,
                closedAt: $0.closedAt?.iso8601, lastError: $0.lastError.map($0.masked))
        }
    }
}
