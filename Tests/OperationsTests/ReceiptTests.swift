import Operations
import PayoutCore
import PayoutLedger
import Presentation
import Testing
import Wording

/// A payee whose row has an e-mail address hears once that it was paid.
@Suite struct ReceiptTests {
    private static let settings: [String: String?] = [
        "SALUR_NOTIFY_RECEIPTS": "true", "SALUR_NOTIFY_COMPANY": "PT Contoh, Tbk.", "SALUR_NOTIFY_MAIL_TO": nil,
    ]

    private func fixture(_ changes: [String: String?] = [:]) async throws -> NotificationFixture {
        let fixture = try await NotificationFixture(Self.settings.merging(changes) { _, new in new })
        try await fixture.look(after: .zero)
        return fixture
    }

    /// A batch of rows a, b, c … of which all are paid.
    @discardableResult
    private func pay(_ life: LifeFixture, _ emails: [String], name: String = "gaji") throws -> Batch {
        let references = emails.indices.map { "\(name)-\($0)" }
        let batch = try life.batch(references, name: name, emails: emails)
        try life.takes(batch, .approved)
        try life.begins(batch)
        for reference in references {
            try life.isSent(reference)
            try life.isReported(reference, .succeeded)
        }
        return batch
    }

    private func receipts(_ fixture: NotificationFixture) throws -> [NotificationRecord] {
        try fixture.life.ledger.read { try $0.notifications(receipts: true, limit: 100) }.reversed()
    }

    private func recipients(_ fixture: NotificationFixture) throws -> [String] {
        try fixture.mails.compactMap { mail in
            mail.split(separator: "\n").first { $0.hasPrefix("To: ") }.map { String($0.dropFirst(4)) }
        }
    }

    @Test func `Each payee with an address hears once what was paid to which account, and nothing of others`()
        async throws
    {
        let fixture = try await fixture()
        try pay(fixture.life, ["budi@example.com", "", "siti@example.com"])
        for _ in 0..<4 { try await fixture.look() }
        #expect(try recipients(fixture) == ["budi@example.com", "siti@example.com"])
        let mail = try #require(try fixture.mails.first)
        let text = mail.split(separator: "=\n").joined()
        #expect(mail.hasPrefix("From: =?utf-8?B?UFQgQ29udG9oLCBUYmsu?= <salur@example.co.id>\n"))
        for part in [
            "Subject: PT Contoh, Tbk. has paid you Rp 1.500.000", "Date: 2026-02-14 13:37 (Asia/Jakarta)",
            "To account: *** 7890, BCA", "Reference: gaji-0", "ask PT Contoh, Tbk.",
        ] {
            #expect(text.contains(part), "\(part): \(text)")
        }
        #expect(!text.contains("1234567890") && !text.contains("Budi") && !text.contains("siti"))
        #expect(!text.contains("gaji-1") && !text.contains("gaji-2"))
        #expect(try receipts(fixture).map(\.state) == [.sent, .sent])
    }

    @Test func `Without the setting nobody gets one, and what was paid before gets none`() async throws {
        let off = try await NotificationFixture()
        try pay(off.life, ["budi@example.com"])
        for _ in 0..<2 { try await off.look() }
        #expect(try receipts(off).isEmpty)
        let late = try await NotificationFixture(Self.settings)
        try pay(late.life, ["budi@example.com"])
        late.clock.wait(.seconds(3600))
        let begun = late.clock.now()
        for _ in 0..<2 {
            _ = try await late.sender.round(late.life.ledger, begunAt: begun)
            late.clock.wait(.seconds(300))
        }
        #expect(try receipts(late).isEmpty)
    }

    @Test func `A command alone sends the receipts of what it has paid before it ends`() async throws {
        let fixture = try await NotificationFixture(Self.settings)
        try pay(fixture.life, (0..<101).map { "payee\($0)@example.com" })
        #expect(await fixture.sender.finish(begunAt: LifeFixture.start) == nil)
        #expect(try fixture.mails.count == 101)
    }

    @Test(arguments: [
        "budi", "budi@example.com, siti@example.com", "budi@example.com\nBcc: siti@example.com", "búdi@example.com",
    ])
    func `A cell that is no address gets no mail, and its row is paid all the same`(cell: String) async throws {
        let fixture = try await fixture()
        try pay(fixture.life, [cell, "siti@example.com"])
        for _ in 0..<2 { try await fixture.look() }
        #expect(try recipients(fixture) == ["siti@example.com"])
        #expect(try #require(try fixture.life.explain("gaji-0").first).row.status == .succeeded)
    }

    @Test func `A row that is not paid any more when it is time gets none`() async throws {
        let fixture = try await fixture()
        try pay(fixture.life, ["budi@example.com"])
        try await fixture.look(after: .zero)
        try fixture.life.isReported("gaji-0", .refunded)
        try await fixture.look()
        #expect(try fixture.mails.isEmpty)
        #expect(try receipts(fixture).map(\.state) == [.dropped])
    }

    @Test func `A row that is paid anew after its money came back gets another receipt`() async throws {
        let fixture = try await fixture()
        try pay(fixture.life, ["budi@example.com"])
        for _ in 0..<2 { try await fixture.look() }
        try fixture.life.isReported("gaji-0", .refunded)
        let ani = PersonalDecision(person: "Ani", reason: "again")
        try fixture.life.happens("gaji-0", .retried(ani, reported: [1: .refunded], newReference: false))
        try fixture.life.isSent("gaji-0")
        try fixture.life.isReported("gaji-0", .succeeded, attempt: 2)
        for _ in 0..<2 { try await fixture.look() }
        #expect(try recipients(fixture).count == 2)
    }

    // MARK: At most once

    @Test func `A process that dies while it hands a receipt over leaves it unsure, and nobody sends it again`()
        async throws
    {
        let fixture = try await fixture()
        try pay(fixture.life, ["budi@example.com"])
        try await fixture.look(after: .zero)
        fixture.clock.wait(.seconds(300))
        let now = fixture.clock.now()
        // Another process has taken it, and was killed.
        let taken = try fixture.life.ledger.write {
            try $0.takeNotification(firstUntil: now, retryAt: now + .seconds(300), at: now)
        }
        #expect(taken?.state == .unsure)
        for _ in 0..<10 { try await fixture.look(after: .seconds(43_200)) }
        #expect(try fixture.mails.isEmpty)
        #expect(try receipts(fixture).map(\.state) == [.unsure])
        let number = try #require(taken).id
        let story = try fixture.life.lines("gaji-0").joined(separator: "\n")
        #expect(story.contains("Receipt \(number) to b***@example.com may have been sent or not"), "\(story)")
        #expect(story.contains("salur notifications resend \(number)") && !story.contains("budi@"), "\(story)")
    }

    @Test func `A mail program that dies leaves it unsure, and a person sends it again`() async throws {
        let fixture = try await fixture()
        try pay(fixture.life, ["budi@example.com"])
        try await fixture.look(after: .zero)
        try fixture.killMailer()
        let trouble = try await fixture.look()
        #expect(trouble != nil)
        let receipt = try #require(try receipts(fixture).first)
        #expect(receipt.state == .unsure && receipt.lastError != nil && receipt.tries == 1)
        try fixture.mendMailer()
        let log = NotificationLog(settings: fixture.settings, clock: fixture.clock)
        // It may still be under way in another process.
        let failure = await #expect(throws: CommandFailure.self) { try await log.sendAgain(receipt.id, by: "Ani") }
        #expect(failure?.status == .usage && failure?.phrase.english.contains("five minutes") == true)
        try await fixture.look(after: .seconds(300))
        #expect(try fixture.mails.isEmpty)
        _ = try await log.sendAgain(receipt.id, by: "Ani")
        try await fixture.look()
        #expect(try recipients(fixture) == ["budi@example.com"])
        #expect(try receipts(fixture).map(\.state) == [.sent])
        #expect(try log.receipts().line.english.contains("1 sent, 0 waiting, 0 given up, 0 not surely sent"))
    }

    @Test func `A mail program that refuses is asked again, and its words show no address`() async throws {
        let fixture = try await fixture()
        try pay(fixture.life, ["budi@example.com", "siti@example.com"])
        try await fixture.look(after: .zero)
        try fixture.breakMailer(true)
        let trouble = try await fixture.look()
        #expect(trouble?.reason.contains("no route to host for b***@example.com") == true, "\(trouble?.reason ?? "")")
        // The others wait, since mails do not leave now.
        #expect(try receipts(fixture).map(\.tries) == [1, 0])
        #expect(try receipts(fixture).map(\.state) == [.waiting, .waiting])
        try fixture.breakMailer(false)
        for _ in 0..<2 { try await fixture.look() }
        #expect(try recipients(fixture).sorted() == ["budi@example.com", "siti@example.com"])
    }

    @Test func `Receipts never hold up what people have to hear of`() async throws {
        let fixture = try await fixture(["SALUR_NOTIFY_MAIL_TO": "finance@example.co.id"])
        try pay(fixture.life, ["budi@example.com", "siti@example.com"])
        try await fixture.look(after: .zero)
        try fixture.life.batch(["x"], name: "menunggu")
        try await fixture.look(after: .zero)
        try await fixture.look()
        #expect(try recipients(fixture).first == "finance@example.co.id")
        #expect(try fixture.subjects.first?.contains("menunggu waits for approval") == true)
    }

    @Test func `The language of the settings is that of the receipt`() async throws {
        let fixture = try await fixture(["SALUR_NOTIFY_LANGUAGE": "id"])
        try pay(fixture.life, ["budi@example.com"])
        for _ in 0..<2 { try await fixture.look() }
        #expect(try fixture.subjects == ["PT Contoh, Tbk. telah membayar Anda Rp 1.500.000"])
    }
}
