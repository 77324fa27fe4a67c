import FoundationEssentials
import Operations
import PayoutCore
import PayoutLedger
import PayoutRules
import Presentation
import SalurSettings
import Testing
import Wording

/// Recurring payments: when they are due, and that a business date is run once.
@Suite struct ScheduleTests {
    private static func moment(_ day: String, _ minute: Int = 0) throws -> Timestamp {
        try #require(CalendarDay(day)).moment(minuteOfDay: minute, in: .jakarta)
    }

    private static func calendar(
        _ cron: String, _ rule: PaymentSchedule.HolidayRule, _ data: BusinessCalendar = .embedded
    ) throws -> ScheduleCalendar {
        ScheduleCalendar(
            PaymentSchedule(
                name: "rent", source: .file("x"), kind: .payout, cron: try CronExpression(cron), onHoliday: rule), data)
    }

    // MARK: When

    @Test(
        "A run that falls on a holiday is moved as the schedule says",
        arguments: [
            (PaymentSchedule.HolidayRule.before, ["2026-03-17", "2026-04-21"]),
            (.after, ["2026-03-25", "2026-04-21"]),
            (.skip, ["2026-04-21", "2026-05-21"]),
            (.ignore, ["2026-03-21", "2026-04-21"]),
        ])
    func holidays(rule: PaymentSchedule.HolidayRule, days: [String]) throws {
        let forecast = try Self.calendar("0 14 21 * *", rule).next(2, after: try Self.moment("2026-03-01"))
        #expect(forecast.runs.map(\.businessDate.description) == days)
        #expect(forecast.runs.first?.at == (try Self.moment(days[0], 14 * 60)))
        #expect(forecast.unknownYear == nil)
    }

    @Test func `Several days that are moved to one are one run`() throws {
        let forecast = try Self.calendar("0 8 * * *", .after).next(3, after: try Self.moment("2026-03-17", 600))
        #expect(forecast.runs.map(\.businessDate.description) == ["2026-03-25", "2026-03-26", "2026-03-27"])
    }

    @Test func `A year without data is said, and never guessed`() throws {
        let calendar = try Self.calendar("0 14 25 * *", .before)
        let forecast = calendar.next(4, after: try Self.moment("2026-11-01"))
        #expect(forecast.runs.map(\.businessDate.description) == ["2026-11-25", "2026-12-23"])
        #expect(forecast.unknownYear == 2027)
        let (start, end) = (try Self.moment("2027-01-20"), try Self.moment("2027-01-31"))
        #expect(calendar.due(after: start, upTo: end).isEmpty)
        #expect(calendar.unplaced(after: start, upTo: end).map(\.year) == [2027])
        let free = try Self.calendar("0 14 25 * *", .ignore).next(1, after: start)
        #expect(free.runs.map(\.businessDate.description) == ["2027-01-25"] && free.unknownYear == nil)
    }

    // MARK: What a run does

    /// A schedule with its file, on a ledger of its own; on Wednesday, 25 March 2026, at 14:00.
    private struct Fixture {
        let files: SettingsFixture
        let settings: Settings
        let clock: NotificationFixture.Clock
        let path: String

        init(_ more: String = "", at day: String = "2026-03-24") async throws {
            files = try SettingsFixture()
            path = files.folder + "/rent.csv"
            let yaml = """
                schedules:
                  - name: rent
                    file: rent.csv
                    cron: 0 14 25 * *

                """
            settings = try await files.load(
                yaml: yaml + more, ledgerPath: files.folder + "/salur.db", outputDirectory: files.folder + "/out")
            clock = NotificationFixture.Clock(try ScheduleTests.moment(day, 12 * 60))
            try write("A", "B")
        }

        func write(_ references: String...) throws {
            let rows = references.map { "\($0),014,\(IntakeFixture.account(of: $0)),Budi Santoso,1500000,sewa" }
            try files.write("rent.csv", ([InboxFixture.header] + rows).joined(separator: "\n") + "\n")
        }

        func look() async throws { _ = try await ScheduleWorker(settings: settings, clock: clock).look() }

        func read<Result>(_ body: (LedgerReader) throws -> Result) throws -> Result {
            let ledger = try Ledger(path: settings.ledgerPath, readOnly: true)
            defer { try? ledger.close() }
            return try ledger.read(body)
        }

        var runs: [String] {
            get throws {
                try read { try $0.runs(of: "rent", limit: 10) }.map { "\($0.businessDate) \($0.state.rawValue)" }
            }
        }

        var batches: [String] {
            get throws { try read { try $0.batches() }.map { "\($0.folderName) \($0.status.rawValue)" } }
        }

        var book: ScheduleBook { get throws { try ScheduleBook(settings: settings, clock: clock) } }
    }

    @Test func `A run submits its file once, and waits for a person`() async throws {
        let fixture = try await Fixture()
        try await fixture.look()
        #expect(try fixture.runs.isEmpty)
        fixture.clock.wait(.seconds(26 * 3600))
        for _ in 0..<3 { try await fixture.look() }
        #expect(try fixture.runs == ["2026-03-25 waits_for_approval"])
        #expect(try fixture.batches == ["rent-2026-03-25 submitted"])
        let event = try fixture.read { reader in
            try reader.lastEvent("batch_submitted", of: try #require(try reader.batches().first).id)
        }
        #expect(event?.actor == "schedule rent (schedule)")
    }

    @Test func `Up to its ceiling, a run needs no person`() async throws {
        for (ceiling, state) in [(3_000_000, "approved"), (2_999_999, "waits_for_approval")] {
            let fixture = try await Fixture("    approval: auto\n    ceiling: \(ceiling)\n")
            try await fixture.look()
            fixture.clock.wait(.seconds(26 * 3600))
            try await fixture.look()
            #expect(try fixture.runs == ["2026-03-25 \(state)"])
        }
    }

    @Test func `A run that was begun before a kill is the same run after it`() async throws {
        let fixture = try await Fixture()
        try await fixture.look()
        fixture.clock.wait(.seconds(26 * 3600))
        let (now, day) = (fixture.clock.now(), try #require(CalendarDay("2026-03-25")))
        let ledger = try Ledger(path: fixture.settings.ledgerPath)
        let (first, second) = try ledger.write { transaction in
            (
                try transaction.beginRun(of: "rent", on: day, dueAt: now, by: "salur", at: now),
                try transaction.beginRun(of: "rent", on: day, dueAt: now, by: "salur", at: now)
            )
        }
        try ledger.close()
        #expect(first != nil && second == nil)
        try await fixture.look()
        #expect(try fixture.runs == ["2026-03-25 waits_for_approval"])
        #expect(try fixture.batches.count == 1)
    }

    @Test func `A run that is a little late is made, and one that is too late is reported and left out`() async throws {
        let late = try await Fixture()
        try await late.look()
        late.clock.wait(.seconds(31 * 3600))
        try await late.look()
        #expect(try late.runs == ["2026-03-25 waits_for_approval"])
        let tooLate = try await Fixture()
        try await tooLate.look()
        tooLate.clock.wait(.seconds(33 * 3600))
        for _ in 0..<2 { try await tooLate.look() }
        #expect(try tooLate.runs == ["2026-03-25 missed"])
        #expect(try tooLate.batches.isEmpty)
        let strict = try await Fixture("    onMissed: skip\n")
        try await strict.look()
        strict.clock.wait(.seconds(27 * 3600))
        try await strict.look()
        #expect(try strict.runs == ["2026-03-25 missed"])
    }

    @Test func `What was due before a schedule was known is not missed`() async throws {
        let fixture = try await Fixture(at: "2026-03-26")
        for _ in 0..<2 { try await fixture.look() }
        #expect(try fixture.runs.isEmpty)
    }

    @Test func `A file that is missing is refused, and a person runs it again once it is there`() async throws {
        let fixture = try await Fixture()
        try await fixture.look()
        fixture.clock.wait(.seconds(26 * 3600))
        try FileManager.default.removeItem(atPath: fixture.path)
        for _ in 0..<2 { try await fixture.look() }
        #expect(try fixture.runs == ["2026-03-25 refused"])
        #expect(try fixture.batches.isEmpty)
        try fixture.write("A")
        let day = try #require(CalendarDay("2026-03-25"))
        let run = try await fixture.book.run("rent", on: day, by: "Ani")
        #expect(run.state == .waitsForApproval)
        #expect(try fixture.batches == ["rent-2026-03-25 submitted"])
        let failure = await #expect(throws: CommandFailure.self) {
            try await fixture.book.run("rent", on: day, by: "Ani")
        }
        #expect(failure?.status == .usage && failure?.phrase.english.contains("has run for 2026-03-25") == true)
        #expect(try fixture.batches.count == 1)
    }

    @Test func `The same content is paid each time only where the schedule says so`() async throws {
        for (more, states) in [
            ("", ["2026-04-24 refused", "2026-03-25 waits_for_approval"]),
            ("    sameContent: true\n", ["2026-04-24 waits_for_approval", "2026-03-25 waits_for_approval"]),
        ] {
            let fixture = try await Fixture(more)
            try await fixture.look()
            fixture.clock.wait(.seconds(26 * 3600))
            try await fixture.look()
            fixture.clock.wait(.seconds(30 * 86_400))
            for _ in 0..<2 { try await fixture.look() }
            #expect(try fixture.runs == states)
        }
    }

    @Test func `A paused schedule does not run, and nothing of that time is made up for`() async throws {
        let fixture = try await Fixture()
        let decision = PersonalDecision(person: "Ani", reason: "moving")
        #expect(try await fixture.book.pause("rent", true, decision))
        #expect(try await !fixture.book.pause("rent", true, decision))
        #expect(try fixture.book.entries(next: 1).first?.pause?.reason == "moving")
        fixture.clock.wait(.seconds(27 * 3600))
        try await fixture.look()
        #expect(try await fixture.book.pause("rent", false, decision))
        #expect(try await !fixture.book.pause("rent", false, decision))
        try await fixture.look()
        #expect(try fixture.runs.isEmpty)
        await #expect(throws: CommandFailure.self) { try await fixture.book.pause("wages", true, decision) }
    }

    @Test func `The newest file of a folder is taken`() async throws {
        let files = try SettingsFixture()
        let folder = files.folder + "/wages"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let yaml = "schedules:\n  - {name: wages, folder: wages, cron: 0 14 25 * *}\n"
        let settings = try await files.load(
            yaml: yaml, ledgerPath: files.folder + "/salur.db", outputDirectory: files.folder + "/out")
        for (name, age, reference) in [("old.csv", 500.0, "A"), ("new.csv", 100.0, "B"), (".hidden.csv", 1.0, "C")] {
            let path = folder + "/" + name
            try Data(InboxFixture.csv(reference).utf8).write(to: URL(filePath: path))
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: 1_774_000_000 - age)], ofItemAtPath: path)
        }
        let clock = NotificationFixture.Clock(try Self.moment("2026-03-25", 14 * 60))
        let run = try await ScheduleBook(settings: settings, clock: clock).run("wages", on: nil, by: "Ani")
        #expect(run.businessDate.description == "2026-03-25" && run.state == .waitsForApproval)
        let ledger = try Ledger(path: settings.ledgerPath, readOnly: true)
        #expect(try ledger.read { try $0.rows(reference: "B").count } == 1)
        #expect(try ledger.read { try $0.rows(reference: "A").count } == 0)
    }

    @Test func `A schedule is said in one line`() async throws {
        let fixture = try await Fixture()
        #expect(
            try fixture.book.entries(next: 2).map(\.line.english)
                == ["rent: 0 14 25 * *; next 2026-03-25 14:00, 2026-04-24 14:00"])
    }
}
