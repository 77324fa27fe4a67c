import FoundationEssentials
import Operations
import PayoutCore
import PayoutLedger
import Presentation
import Testing
import Wording

/// Who hears of what, when, and how often.
@Suite struct NotificationTests {
    private static let decision = PersonalDecision(person: "Ani", reason: "wait")

    /// A batch of two rows, one paid and one failed.
    private func settle(_ life: LifeFixture, _ name: String = "gaji") throws -> Batch {
        let batch = try life.batch(["\(name)-a", "\(name)-b"], name: name)
        try life.takes(batch, .approved)
        try life.begins(batch)
        try life.isSent("\(name)-a")
        try life.isReported("\(name)-a", .succeeded)
        try life.isSent("\(name)-b")
        try life.isReported("\(name)-b", .failed)
        try life.takes(batch, .settled)
        return batch
    }

    @Test func `A batch that waits is reported once, however often somebody looks`() async throws {
        let fixture = try await NotificationFixture()
        try fixture.life.batch(["a", "b"], name: "gaji")
        try await fixture.look(after: .zero)
        #expect(try fixture.mails.isEmpty)
        for _ in 0..<3 { try await fixture.look() }
        #expect(try fixture.subjects == ["gaji waits for approval: 2 people are paid Rp 3.000.000"])
        #expect(try fixture.mails[0].contains("salur approve gaji"))
        #expect(try fixture.log().map(\.state) == [.sent])
    }

    @Test func `A batch that was approved meanwhile is not reported as waiting`() async throws {
        let fixture = try await NotificationFixture()
        let batch = try fixture.life.batch(["a"], name: "gaji")
        try await fixture.look(after: .zero)
        try fixture.life.takes(batch, .approved)
        try await fixture.look()
        #expect(try fixture.mails.isEmpty)
        #expect(try fixture.log().map(\.state) == [.dropped])
    }

    @Test func `The end of a batch is one message with rows, sums and all that needs a person`() async throws {
        let fixture = try await NotificationFixture()
        _ = try settle(fixture.life)
        try await fixture.look(after: .zero)
        for _ in 0..<3 { try await fixture.look() }
        let mails = try fixture.mails
        #expect(mails.count == 1)
        let text = try #require(mails.first).split(separator: "=\n").joined()
        for part in [
            "succeeded: 1 rows, Rp 1.500.000", "failed: 1 rows, Rp 1.500.000",
            "Together: 2 rows, Rp 3.000.000, which is what the file holds.", "The reports are in /reports/gaji.",
            "salur retry", "1 rows need a person",
        ] {
            #expect(text.contains(part), "\(part): \(text)")
        }
        #expect(!text.contains("1234567890") && !text.contains("Budi"))
    }

    @Test func `What ended before notifications were set is not reported`() async throws {
        let fixture = try await NotificationFixture()
        _ = try settle(fixture.life)
        fixture.clock.wait(.seconds(86_400))
        let begun = fixture.clock.now()
        for _ in 0..<2 {
            _ = try await fixture.sender.round(fixture.life.ledger, begunAt: begun)
            fixture.clock.wait(.seconds(300))
        }
        #expect(try fixture.log().isEmpty)
    }

    @Test func `A batch that stops and goes on by turns is reported once a day`() async throws {
        let fixture = try await NotificationFixture()
        let batch = try fixture.life.batch(["a"], name: "gaji")
        try fixture.life.takes(batch, .approved)
        for _ in 0..<4 {
            try fixture.life.begins(batch)
            try fixture.life.takes(batch, .stopped(.bankUnreachable))
            try await fixture.look(after: .seconds(10))
            try await fixture.look(after: .seconds(600))
        }
        #expect(try fixture.subjects == ["gaji has stopped"])
        #expect(try fixture.mails[0].contains("the bank could not be reached"))
        fixture.clock.wait(.seconds(86_400))
        try fixture.life.begins(batch)
        try fixture.life.takes(batch, .stopped(.bankUnreachable))
        try await fixture.look()
        try await fixture.look()
        #expect(try fixture.subjects.count == 2)
    }

    @Test func `A batch that went on again in time is not reported as stopped, and a later stop is`() async throws {
        let fixture = try await NotificationFixture()
        let batch = try fixture.life.batch(["a"], name: "gaji")
        try fixture.life.takes(batch, .approved)
        try fixture.life.begins(batch)
        try fixture.life.takes(batch, .stopped(.bankUnreachable))
        try await fixture.look(after: .zero)
        try fixture.life.begins(batch)
        try await fixture.look()
        #expect(try fixture.log().map(\.state) == [.dropped])
        try fixture.life.takes(batch, .stopped(.bankUnreachable))
        try await fixture.look()
        try await fixture.look()
        #expect(try fixture.subjects == ["gaji has stopped"])
    }

    @Test func `Money that may have moved is reported while the batch runs, and again only where there is more`()
        async throws
    {
        let fixture = try await NotificationFixture()
        let batch = try fixture.life.batch(["a", "b"], name: "gaji")
        try fixture.life.takes(batch, .approved)
        try fixture.life.begins(batch)
        for reference in ["a", "b"] { try fixture.life.isSent(reference) }
        func contradict(_ reference: String) throws {
            try fixture.life.isReported(reference, .failed)
            try fixture.life.isReported(reference, .succeeded)
        }
        try contradict("a")
        for _ in 0..<3 { try await fixture.look() }
        #expect(try fixture.subjects == ["gaji: 1 rows need a person"])
        try contradict("b")
        for _ in 0..<3 { try await fixture.look() }
        #expect(try fixture.subjects == ["gaji: 1 rows need a person", "gaji: 2 rows need a person"])
    }

    @Test func `Each recipient is notified, and kinds that are not set are not`() async throws {
        let fixture = try await NotificationFixture([
            "SALUR_NOTIFY_MAIL_TO": "siti@example.co.id, budi@example.co.id", "SALUR_NOTIFY_KINDS": "ended",
        ])
        try fixture.life.batch(["x"], name: "menunggu")
        _ = try settle(fixture.life)
        for _ in 0..<3 { try await fixture.look() }
        let recipients = try fixture.mails.flatMap { $0.split(separator: "\n").filter { $0.hasPrefix("To: ") } }
        #expect(recipients.sorted() == ["To: budi@example.co.id", "To: siti@example.co.id"])
    }

    @Test func `The language of the settings is that of the mail`() async throws {
        let fixture = try await NotificationFixture(["SALUR_NOTIFY_LANGUAGE": "id"])
        try fixture.life.batch(["a"], name: "gaji")
        for _ in 0..<2 { try await fixture.look() }
        #expect(try fixture.subjects.first?.hasPrefix("gaji menunggu persetujuan") == true)
    }

    // MARK: The digest

    /// The next moment at this time of the day in Jakarta.
    private func wait(until minute: Int, _ clock: NotificationFixture.Clock) {
        let time = JakartaTime(clock.now())
        let minutes = (minute - time.minuteOfDay + 1440) % 1440
        clock.wait(.seconds(60 * (minutes == 0 ? 1440 : minutes) - time.second))
    }

    @Test func `A digest says once a day what happened, with rows and commands`() async throws {
        let fixture = try await NotificationFixture(["SALUR_NOTIFY_DIGEST_AT": "07:00"])
        _ = try settle(fixture.life)
        try await fixture.look(after: .seconds(1))
        wait(until: 7 * 60 - 1, fixture.clock)
        try fixture.life.batch(["x"], name: "menunggu")
        try await fixture.look(after: .zero)
        #expect(try fixture.subjects.isEmpty)
        for _ in 0..<3 { try await fixture.look(after: .seconds(60)) }
        let digests = try fixture.mails.filter { $0.contains("Subject: Salur: since") }
        #expect(digests.count == 1)
        let text = try #require(digests.first).split(separator: "=\n").joined()
        for part in [
            "1 of 2 batches are settled; 1 rows need a person", "gaji is settled: paid 1 of 2", "salur retry",
            "menunggu waits for approval: 1 person are paid Rp 1.500.000", "salur approve menunggu",
        ] {
            #expect(text.contains(part), "\(part): \(text)")
        }
        #expect(!text.contains("1234567890") && !text.contains("Budi"))
    }

    @Test func `A digest comes also where nothing happened, and begins where the last one ended`() async throws {
        let fixture = try await NotificationFixture([
            "SALUR_NOTIFY_DIGEST_AT": "07:00", "SALUR_NOTIFY_KINDS": "digest",
        ])
        _ = try settle(fixture.life)
        try await fixture.look(after: .zero)
        for _ in 0..<2 {
            wait(until: 7 * 60, fixture.clock)
            try await fixture.look(after: .zero)
        }
        let subjects = try fixture.subjects
        #expect(subjects.count == 2 && subjects[0].contains("1 of 1 batches are settled"), "\(subjects)")
        #expect(subjects[1].contains("07:00, there was no batch"), "\(subjects)")
        #expect(try fixture.mails[1].contains("Salur is at work."))
    }

    // MARK: What goes wrong

    @Test func `A mail that cannot leave is tried for a day, then given up, and sent again at a wish`() async throws {
        let fixture = try await NotificationFixture()
        try fixture.life.batch(["a"], name: "gaji")
        try fixture.breakMailer(true)
        try await fixture.look(after: .zero)
        var troubles = 0
        for _ in 0..<400 where try fixture.log().first?.state == .waiting {
            if let trouble = try await fixture.look() {
                troubles += 1
                #expect(trouble.reason.contains("no route to host"))
            }
        }
        #expect(troubles == NotificationSender.pauses.count + 1)
        let given = try #require(try fixture.log().first)
        #expect(given.state == .givenUp && given.lastError?.contains("no route to host") == true)
        #expect(try fixture.mails.isEmpty)
        let events = try fixture.life.ledger.read { reader in
            var kinds: [String] = []
            try reader.forEachEvent(of: nil) { kinds.append($0.entry.kind) }
            return kinds
        }
        #expect(events.contains("notification_given_up"))
        try fixture.breakMailer(false)
        _ = try await NotificationLog(settings: fixture.settings, clock: fixture.clock).sendAgain(given.id, by: "Ani")
        try await fixture.look()
        #expect(try fixture.subjects.count == 1)
        #expect(try fixture.mails[0].contains("Message-ID: <\(given.identifier)@example.co.id>"))
    }

    @Test func `A crash between sending and noting it repeats the message, and never loses it`() async throws {
        let fixture = try await NotificationFixture()
        try fixture.life.batch(["a"], name: "gaji")
        try await fixture.look(after: .zero)
        fixture.clock.wait(.seconds(60))
        let now = fixture.clock.now()
        // Another process has taken it, and was killed.
        let taken = try fixture.life.ledger.write {
            try $0.takeNotification(firstUntil: now, retryAt: now + .seconds(300), at: now)
        }
        #expect(taken != nil)
        try await fixture.look(after: .seconds(100))
        #expect(try fixture.mails.isEmpty)
        try await fixture.look(after: .seconds(300))
        #expect(try fixture.subjects.count == 1)
    }

    @Test func `At the end of a command, what would be due soon is sent, and a broken mailer ends it`() async throws {
        let fixture = try await NotificationFixture()
        _ = try settle(fixture.life)
        try fixture.life.batch(["x"], name: "menunggu")
        #expect(await fixture.sender.finish(begunAt: LifeFixture.start) == nil)
        #expect(try fixture.subjects.count == 2)
        try fixture.life.batch(["y"], name: "lagi")
        try fixture.life.batch(["z"], name: "pula")
        try fixture.breakMailer(true)
        let trouble = await fixture.sender.finish(begunAt: LifeFixture.start)
        #expect(trouble?.reason.contains("no route to host") == true)
        #expect(try fixture.log().map(\.tries).prefix(2).sorted() == [0, 1])
    }

    @Test func `A notification that nobody has is not sent again`() async throws {
        let fixture = try await NotificationFixture()
        let log = NotificationLog(settings: fixture.settings, clock: fixture.clock)
        let failure = await #expect(throws: CommandFailure.self) { try await log.sendAgain(7, by: "Ani") }
        #expect(failure?.status == .usage)
    }
}
