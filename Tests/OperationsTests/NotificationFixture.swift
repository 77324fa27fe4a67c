import FoundationEssentials
import Operations
import PayoutCore
import PayoutLedger
import Presentation
import SalurSettings
import Synchronization
import Testing

/// A ledger of which people are notified through a mail command that writes files.
struct NotificationFixture {
    /// A clock that a test moves.
    final class Clock: WallClock {
        private let moment: Mutex<Timestamp>

        init(_ moment: Timestamp) { self.moment = Mutex(moment) }

        func now() -> Timestamp { moment.withLock { $0 } }

        func wait(_ duration: Duration) { moment.withLock { $0 = $0 + duration } }
    }

    let life: LifeFixture
    let settings: Settings
    let sender: NotificationSender
    let clock: Clock
    private let fixture: SettingsFixture

    /// - Parameter changes: more of the environment; nil takes a variable away.
    init(_ changes: [String: String?] = [:], yaml: String? = nil) async throws {
        life = try LifeFixture()
        fixture = try SettingsFixture()
        let folder = life.folder
        try FileManager.default.createDirectory(atPath: folder + "/mails", withIntermediateDirectories: true)
        let mailer = """
            #!/bin/sh
            test -e '\(folder)/dies' && { cat > /dev/null; kill -9 $$; }
            test -e '\(folder)/broken' && { echo "no route to host for $(sed -n 's/^To: //p')" >&2; exit 75; }
            cat > '\(folder)/mails/'$(ls '\(folder)/mails' | wc -l)
            """
        try Data(mailer.utf8).write(to: URL(filePath: folder + "/mailer"))
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder + "/mailer")
        let usual: [String: String?] = [
            "SALUR_NOTIFY_MAIL_TO": "siti@example.co.id", "SALUR_NOTIFY_MAIL_FROM": "salur@example.co.id",
            "SALUR_NOTIFY_MAIL_COMMAND": folder + "/mailer",
        ]
        settings = try await fixture.load(
            usual.merging(changes) { _, new in new }, yaml: yaml, ledgerPath: folder + "/salur.db",
            outputDirectory: "/reports")
        let clock = Clock(life.now)
        self.clock = clock
        sender = NotificationSender(settings: settings, clock: clock) { NotificationText($0, $1) }
    }

    /// Looks once, after so long.
    @discardableResult
    func look(after pause: Duration = .seconds(300)) async throws -> DeliveryTrouble? {
        clock.wait(pause)
        return try await sender.round(life.ledger, begunAt: LifeFixture.start)
    }

    /// The mails that have left, the oldest first.
    var mails: [String] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: life.folder + "/mails").compactMap { Int($0) }.sorted()
                .map { try String(contentsOf: URL(filePath: life.folder + "/mails/\($0)"), encoding: .utf8) }
        }
    }

    /// The subjects of the mails that have left.
    var subjects: [String] {
        get throws {
            try mails.compactMap { mail in
                mail.split(separator: "\n").first { $0.hasPrefix("Subject: ") }.map { String($0.dropFirst(9)) }
            }
        }
    }

    /// Lets every mail fail from now on, or none.
    func breakMailer(_ isBroken: Bool) throws {
        let path = life.folder + "/broken"
        if isBroken {
            try Data().write(to: URL(filePath: path))
        } else {
            try FileManager.default.removeItem(atPath: path)
        }
    }

    /// Lets the mail program die without a word from now on, whether or not it has taken the mail.
    func killMailer() throws { try Data().write(to: URL(filePath: life.folder + "/dies")) }

    func mendMailer() throws { try FileManager.default.removeItem(atPath: life.folder + "/dies") }

    func log() throws -> [NotificationRecord] { try life.ledger.read { try $0.notifications(limit: 100) } }
}
