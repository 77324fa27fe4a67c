import Operations
import PayoutCore
import SalurSettings
import Testing

/// `notify.*` and `schedules`.
@Suite struct NotifySettingsTests {
    private static let mail = [
        "SALUR_NOTIFY_MAIL_TO": "siti@example.co.id, budi@example.co.id",
        "SALUR_NOTIFY_MAIL_FROM": "salur@example.co.id",
    ]

    @Test func `Without recipients nobody is notified`() async throws {
        #expect(try await SettingsFixture().load().notify.isOn == false)
    }

    @Test func `Mails have usual values for what is not said`() async throws {
        let notify = try await SettingsFixture().load(Self.mail.mapValues { $0 }).notify
        #expect(notify.isOn && notify.kinds == Set(NotificationKind.chosen) && notify.digestMinute == nil)
        #expect(notify.receipts == nil)
        #expect(notify.mail?.to.map(\.description) == ["siti@example.co.id", "budi@example.co.id"])
        #expect(notify.mail?.command == "/usr/sbin/sendmail" && notify.mail?.arguments == ["-t", "-i"])
        #expect(notify.delay == .seconds(120) && notify.balanceMinute == 16 * 60 && notify.language == nil)
    }

    @Test func `With a digest, what the digest says is not sent by itself unless the settings name it`() async throws {
        let digest = Self.mail.merging(["SALUR_NOTIFY_DIGEST_AT": "07:00"]) { _, new in new }.mapValues { $0 }
        let notify = try await SettingsFixture().load(digest).notify
        #expect(notify.digestMinute == 420 && notify.kinds == [.approval, .attention, .stopped, .balance, .digest])
        let named = digest.merging(["SALUR_NOTIFY_KINDS": "digest, ended"]) { _, new in new }
        #expect(try await SettingsFixture().load(named.mapValues { $0 }).notify.kinds == [.digest, .ended])
    }

    @Test func `Receipts name the company, and need an address that they come from and nothing else`() async throws {
        let notify = try await SettingsFixture().load([
            "SALUR_NOTIFY_RECEIPTS": "true", "SALUR_NOTIFY_COMPANY": "PT Contoh, Tbk.",
            "SALUR_NOTIFY_MAIL_FROM": "salur@example.co.id",
        ]).notify
        #expect(notify.isOn && notify.receipts?.company == "PT Contoh, Tbk." && notify.mail?.to.isEmpty == true)
        let off = Self.mail.merging(["SALUR_NOTIFY_COMPANY": "PT Contoh"]) { _, new in new }.mapValues { $0 }
        #expect(try await SettingsFixture().load(off).notify.receipts == nil)
    }

    @Test func `A webhook needs its secret, and its file is relative to the settings`() async throws {
        let fixture = try SettingsFixture()
        try fixture.write("secret.txt", "0123456789abcdef\n")
        let yaml = "notify:\n  webhookUrl: https://example.co.id/salur\n  webhookSecretFile: secret.txt\n"
        let webhook = try await fixture.load(yaml: yaml).notify.webhook
        #expect(webhook?.url == "https://example.co.id/salur" && webhook?.secret.reveal() == "0123456789abcdef")
        let local = [
            "SALUR_NOTIFY_WEBHOOK_URL": "http://127.0.0.1:9/", "SALUR_NOTIFY_WEBHOOK_SECRET": "0123456789abcdef",
        ]
        #expect(try await fixture.load(local).notify.webhook != nil)
    }

    @Test(
        "What is wrong is said",
        arguments: [
            (["SALUR_NOTIFY_MAIL_TO": "siti"], "SALUR_NOTIFY_MAIL_TO in the environment is \"siti\""),
            (["SALUR_NOTIFY_MAIL_TO": "a@b.id"], "notify.mailFrom is missing"),
            (["SALUR_NOTIFY_MAIL_FROM": "a@b.id"], "notify.mailTo is missing"),
            (["SALUR_NOTIFY_MAIL_TO": "a@b.id\nBcc: x@y.id"], "SALUR_NOTIFY_MAIL_TO in the environment"),
            (["SALUR_NOTIFY_MAIL_COMMAND": "sendmail"], "expected the path of a program"),
            (["SALUR_NOTIFY_KINDS": "ended, paid"], "expected some of approval, attention, ended"),
            (["SALUR_NOTIFY_DELAY": "2"], "expected a duration"),
            (["SALUR_NOTIFY_BALANCE_AT": "24:00"], "expected a time such as 16:00"),
            (["SALUR_NOTIFY_DIGEST_AT": "7"], "expected a time such as 07:00"),
            (["SALUR_NOTIFY_KINDS": "digest"], "notify.digestAt is missing"),
            (["SALUR_NOTIFY_KINDS": "receipt"], "expected some of approval, attention, ended"),
            (["SALUR_NOTIFY_RECEIPTS": "true"], "notify.company is missing"),
            (["SALUR_NOTIFY_RECEIPTS": "true", "SALUR_NOTIFY_COMPANY": "PT A"], "notify.mailFrom is missing"),
            (["SALUR_NOTIFY_COMPANY": "PT A\nBcc: x@y.id"], "expected a name in one line"),
            (["SALUR_NOTIFY_LANGUAGE": "fr"], "expected one of en, id"),
            (["SALUR_NOTIFY_WEBHOOK_URL": "http://example.co.id/"], "expected an https address"),
            (["SALUR_NOTIFY_WEBHOOK_URL": "https://a:b@example.co.id/"], "SALUR_NOTIFY_WEBHOOK_URL"),
            (["SALUR_NOTIFY_WEBHOOK_URL": "https://example.co.id/"], "notify.webhookSecretFile is missing"),
            (["SALUR_NOTIFY_WEBHOOK_SECRET": "short"], "too short"),
        ])
    func malformed(environment: [String: String], problem: String) async throws {
        let problems = try await SettingsFixture().problems(environment.mapValues { $0 })
        #expect(problems.contains(problem), "\(problems)")
    }

    // MARK: Schedules

    @Test func `Schedules are tables, with a default for what is not said`() async throws {
        let fixture = try SettingsFixture()
        let yaml = """
            schedules:
              - name: rent
                file: rent.csv
                cron: 0 14 25 * *
                sameContent: true
              - {name: wages, folder: /srv/wages/, kind: payout, cron: 30 9 * * FRI, timeZone: Asia/Makassar,
                 onHoliday: after, onMissed: skip, lateMinutes: 30, approval: auto, ceiling: 25000000, purpose: Upah}
            """
        let schedules = try await fixture.load(yaml: yaml).schedules
        #expect(
            schedules == [
                PaymentSchedule(
                    name: "rent", source: .file(fixture.folder + "/rent.csv"), kind: .payout,
                    cron: try CronExpression("0 14 25 * *"), paysSameContent: true),
                PaymentSchedule(
                    name: "wages", source: .folder("/srv/wages"), kind: .payout,
                    cron: try CronExpression("30 9 * * FRI"), zone: .makassar, onHoliday: .after, onMissed: .skip,
                    lateMax: .seconds(1800), approval: .automatic(ceiling: Rupiah(25_000_000)), purpose: "Upah"),
            ])
    }

    @Test(
        "What is wrong with a schedule is said",
        arguments: [
            ("[{file: a, cron: 0 0 * * *}]", "schedule 1: name is missing"),
            ("[{name: Rent, file: a, cron: 0 0 * * *}]", "name is \"Rent\""),
            ("[{name: ../x, file: a, cron: 0 0 * * *}]", "name is \"../x\""),
            ("[{name: a, cron: 0 0 * * *}]", "file is missing"),
            ("[{name: a, file: a, folder: b, cron: 0 0 * * *}]", "file and folder are both set"),
            ("[{name: a, file: a}]", "cron is missing"),
            ("[{name: a, file: a, cron: 0 0 * *}]", "expected 5 fields"),
            ("[{name: a, file: a, cron: 0 25 * * *}]", "\"25\" in field 2 is not understood"),
            ("[{name: a, file: a, cron: '0 8,16 * * *'}]", "a schedule runs once a day at most"),
            ("[{name: a, file: a, cron: 0 0 30 2 *}]", "no day meets it"),
            ("[{name: a, file: a, cron: 0 0 * * *, timeZone: Europe/Berlin}]", "timeZone is \"Europe/Berlin\""),
            ("[{name: a, file: a, cron: 0 0 * * *, onHoliday: later}]", "onHoliday is \"later\""),
            ("[{name: a, file: a, cron: 0 0 * * *, approval: auto}]", "approval: auto needs a ceiling"),
            ("[{name: a, file: a, cron: 0 0 * * *, sameContent: yes}]", "sameContent is \"yes\""),
            ("[{name: a, file: a, crom: x, cron: 0 0 * * *}]", "did you mean \"cron\"?"),
            ("[{name: a, file: a, cron: 0 0 * * *}, {name: a, file: b, cron: 0 0 * * *}]", "a schedule a already"),
            ("[a]", "expected a list of schedules"),
        ])
    func malformedSchedule(text: String, problem: String) async throws {
        let problems = try await SettingsFixture().problems(["SALUR_SCHEDULES": text])
        #expect(problems.contains(problem), "\(problems)")
    }
}
