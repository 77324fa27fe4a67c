import FoundationEssentials
import Logging
import Operations
import PayoutCore
import PayoutLedger
import PayoutReports
import Presentation
import Synchronization
import Testing
import Wording

/// Runs that end before anything is asked of the bank: its address is one that nobody has.
@Suite struct PayoutRunTests {
    private static let header = "reference,bank_code,account_number,account_name,amount,note"
    private static let wrongRows = [
        "A,014,1234567800,Budi Santoso,lima,salary", "B,014,1234567800,Budi Santoso,1500000,salary\u{7}",
    ]

    private static func write(_ rows: [String], _ fixture: SettingsFixture) throws -> String {
        try fixture.write("payroll.csv", ([header] + rows).joined(separator: "\n") + "\n")
    }

    private func run(
        _ files: [String], _ fixture: SettingsFixture, _ changes: [String: String?] = [:], name: String? = nil,
        tell: @escaping @Sendable (Notice) -> Void = { _ in }
    ) async throws -> [RunResult] {
        try await outcomes(files, fixture, changes, name: name, tell: tell).compactMap(\.result)
    }

    private func outcomes(
        _ files: [String], _ fixture: SettingsFixture, _ changes: [String: String?] = [:], name: String? = nil,
        tell: @escaping @Sendable (Notice) -> Void = { _ in }
    ) async throws -> [FileOutcome] {
        let settings = try await fixture.load(
            changes, ledgerPath: fixture.folder + "/salur.db", outputDirectory: fixture.folder + "/out")
        let console = RunConsole(tell: tell, progress: { _ in })
        let run = try PayoutRun(
            settings: settings, clock: FixedClock(), console: console,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        return try await run.run(
            PayoutRun.Request(
                files: files, order: Intake.Order(name: name), person: "Siti", isConfirmed: true)
        ) { plans in plans.map { _ in false } }
    }

    private func failure(
        _ files: [String], _ fixture: SettingsFixture, _ changes: [String: String?] = [:], name: String? = nil
    ) async throws -> CommandFailure {
        let error = await #expect(throws: CommandFailure.self) {
            try await run(files, fixture, changes, name: name)
        }
        return try #require(error)
    }

    @Test("A file in which every row is wrong is settled at once: reports, sentence, exit 1") func allRejected()
        async throws
    {
        let fixture = try SettingsFixture()
        let said = Mutex<[Phrase]>([])
        let file = try Self.write(Self.wrongRows, fixture)
        let result = try #require(
            try await run([file], fixture) { notice in said.withLock { $0 += notice.messages } }.first)
        #expect(result.status == .notAllPaid)
        #expect(result.sentence.english.hasPrefix("Paid 0 people, Rp 0; not paid 2, Rp 1.500.000 (1 amount"))
        #expect(result.steps.map(\.english) == ["mend the 2 rows in \(result.folder)/rejected.csv and pay that file"])
        #expect(FileManager.default.fileExists(atPath: result.folder + "/rejected.csv"))
        #expect(result.reconciliation.isBalanced)
        #expect(said.withLock { $0 }.count == 2)
    }

    @Test("The same file again says that it was settled before and sends nothing") func again() async throws {
        let fixture = try SettingsFixture()
        let file = try Self.write(Self.wrongRows, fixture)
        _ = try await run([file], fixture)
        let result = try #require(try await run([file, file], fixture).first)
        #expect(result.steps.first?.english == "this file was settled before; this run sent nothing")
        #expect(result.status == .notAllPaid)
    }

    @Test("A file that is missing or refused is 65, and its neighbours go on") func badFile() async throws {
        let fixture = try SettingsFixture()
        let file = try Self.write(Self.wrongRows, fixture)
        let missing = fixture.folder + "/none.csv"
        let alone = try await failure([missing], fixture)
        #expect(alone.status == .badFile && alone.code == .fileMissing && alone.description.contains("none.csv"))
        let outcomes = try await outcomes([missing, file], fixture)
        #expect(outcomes.map(\.status) == [.badFile, .notAllPaid] && outcomes.status == .badFile)
        guard case .refused(missing, let failure) = outcomes.first else {
            Issue.record("\(outcomes)")
            return
        }
        #expect(failure.code == .fileMissing)
        let folder = try #require(outcomes.last?.result).folder
        #expect(FileManager.default.fileExists(atPath: folder + "/results.csv"))
    }

    @Test("A file that is named twice, and a copy of it, are one batch") func repeated() async throws {
        let fixture = try SettingsFixture()
        let file = try Self.write(Self.wrongRows, fixture)
        let copy = fixture.folder + "/copy.csv"
        try FileManager.default.copyItem(atPath: file, toPath: copy)
        let said = Mutex<[String]>([])
        let outcomes = try await outcomes([file, file, copy], fixture) { notice in
            said.withLock { $0 += notice.messages.map(\.english) }
        }
        #expect(outcomes.compactMap(\.result).count == 1 && outcomes.count == 3)
        guard case .repeated(file, of: file) = outcomes[1], case .repeated(copy, of: file) = outcomes[2] else {
            Issue.record("\(outcomes)")
            return
        }
        let words = said.withLock { $0 }
        #expect(words.contains("\(file) is named twice; it is paid once."))
        #expect(words.contains { $0.contains("has the same content as \(file)") })
    }

    @Test("Another process that sends is 75, and nothing of the file is taken") func locked() async throws {
        let fixture = try SettingsFixture()
        let lease = try Lease(ledgerPath: fixture.folder + "/salur.db", since: FixedClock().now())
        let file = try Self.write(Self.wrongRows, fixture)
        let taken = try await failure([file], fixture)
        #expect(taken.status == .notSettled)
        #expect(!FileManager.default.fileExists(atPath: fixture.folder + "/salur.db"))
        withExtendedLifetime(lease) {}
    }

    @Test("A ledger of another bank or merchant is 78, before any file is read") func otherBank() async throws {
        let fixture = try SettingsFixture()
        let file = try Self.write(Self.wrongRows, fixture)
        _ = try await run([file], fixture)
        let other = try await failure([file], fixture, ["SALUR_AYOCONNECT_MERCHANT_ID": "MERC02"])
        #expect(other.status == .badSettings && other.description.contains("MERC01"))
    }

    @Test("Missing bank settings and a bank directory that is none are 78") func badSettings() async throws {
        let fixture = try SettingsFixture()
        let file = try Self.write(Self.wrongRows, fixture)
        let missing = try await failure([file], fixture, ["SALUR_AYOCONNECT_BASE_URL": nil])
        #expect(missing.status == .badSettings && missing.description.contains("ayoconnect.baseUrl"))
        let banks = try fixture.write("banks.csv", "what,ever\n1,2\n")
        let directory = try await failure([file], fixture, ["SALUR_CHECKS_BANKS_FILE": banks])
        #expect(directory.status == .badSettings && directory.description.contains("checks.banksFile"))
        let none = try await failure([file], fixture, ["SALUR_CHECKS_BANKS_FILE": fixture.folder + "/none.csv"])
        #expect(none.status == .badSettings)
        #expect(!FileManager.default.fileExists(atPath: fixture.folder + "/salur.db"))
    }

    @Test("An output folder that cannot be made is 73") func output() async throws {
        let fixture = try SettingsFixture()
        let file = try Self.write(Self.wrongRows, fixture)
        try fixture.write("out", "a file in the way")
        #expect(try await failure([file], fixture).status == .cannotWrite)
    }
}
