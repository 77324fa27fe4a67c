import FoundationEssentials
import Logging
import Operations
import PayoutCore
import PayoutLedger
import Presentation
import SalurSettings
import Synchronization
import Testing
import Wording

/// The steps of a batch that need no bank: its address is one that nobody has.
@Suite struct BatchStepTests {
    private static let header = "reference,bank_code,account_number,account_name,amount,note"

    private func write(_ name: String, _ references: String..., to fixture: SettingsFixture) throws -> String {
        let rows = references.map { "\($0),014,\(IntakeFixture.account(of: $0)),Budi Santoso,1500000,salary" }
        return try fixture.write(name, ([Self.header] + rows).joined(separator: "\n") + "\n")
    }

    private func settings(_ fixture: SettingsFixture, output: String = "out") async throws -> Settings {
        try await fixture.load(
            ledgerPath: fixture.folder + "/salur.db", outputDirectory: fixture.folder + "/" + output)
    }

    @discardableResult private func submit(
        _ file: String, _ fixture: SettingsFixture, as name: String? = nil
    ) async throws -> Submission.Receipt {
        try await Submission(settings: try await settings(fixture), clock: FixedClock())
            .submit(file, Intake.Order(name: name), by: "Siti")
    }

    private func approval(
        _ fixture: SettingsFixture, _ changes: [String: String?] = [:]
    ) async throws -> BatchApproval {
        BatchApproval(
            settings: try await fixture.load(changes, ledgerPath: fixture.folder + "/salur.db"), clock: FixedClock())
    }

    private func process(
        _ names: [String], _ fixture: SettingsFixture, _ changes: [String: String?] = [:],
        tell: @escaping @Sendable (Notice) -> Void = { _ in }
    ) async throws -> [FileOutcome] {
        let console = RunConsole(tell: tell, progress: { _ in })
        let settings = try await fixture.load(
            changes, ledgerPath: fixture.folder + "/salur.db", outputDirectory: fixture.folder + "/out")
        return try await PayoutProcess(
            settings: settings, clock: FixedClock(), console: console,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        ).run(names)
    }

    private func refusal(_ body: () async throws -> Void) async throws -> CommandFailure {
        try #require(await #expect(throws: CommandFailure.self) { try await body() })
    }

    private let decision = PersonalDecision(person: "Budi", reason: "checked")

    @Test func `The journal keeps who submitted and who approved, and why`() async throws {
        let fixture = try SettingsFixture()
        let receipt = try await submit(try write("a.csv", "A", "B", to: fixture), fixture)
        #expect(receipt.submitted?.actor == "Siti")
        let waiting = try await approval(fixture).previews([])
        #expect(waiting.map(\.plan.toPay) == [2])
        try await approval(fixture).approve(waiting, decision, allowsRepeats: false)
        let approved = try #require(try await approval(fixture).previews([receipt.batch.folderName]).first)
        #expect(approved.batch.status == .approved && approved.isDone)
        #expect(approved.approved?.actor == "Budi" && approved.approvedReason == "checked")
        #expect(approved.approvedAt == FixedClock().now())
        #expect(try await approval(fixture).previews([]).isEmpty)
    }

    @Test func `What has changed since it was shown is not approved, and its neighbours are not either`() async throws {
        let fixture = try SettingsFixture()
        try await submit(try write("a.csv", "A", to: fixture), fixture, as: "januari")
        try await submit(try write("b.csv", "B", to: fixture), fixture, as: "februari")
        let shown = try await approval(fixture).previews(["januari", "februari"])
        try await approval(fixture).approve(Array(shown.suffix(1)), decision, allowsRepeats: false)
        let stale = try await refusal { try await approval(fixture).approve(shown, decision, allowsRepeats: false) }
        #expect(stale.status == .notSettled)
        #expect(stale.description.contains("has changed since it was shown"))
        #expect(try await approval(fixture).previews([]).map(\.batch.name) == ["januari"])
    }

    @Test func `Several that wait are named, and a person says which`() async throws {
        let fixture = try SettingsFixture()
        try await submit(try write("a.csv", "A", to: fixture), fixture)
        try await submit(try write("b.csv", "B", to: fixture), fixture, as: "bonus")
        let several = try await refusal { _ = try await approval(fixture).previews([]) }
        #expect(several.status == .usage && several.description.contains("bonus"))
        let unknown = try await refusal { _ = try await approval(fixture).previews(["maret"]) }
        #expect(unknown.status == .usage)
    }

    @Test func `Without a ledger there is nothing to approve, to process or to report`() async throws {
        let fixture = try SettingsFixture()
        #expect(try await refusal { _ = try await approval(fixture).previews([]) }.status == .badSettings)
        #expect(try await refusal { _ = try await process([], fixture) }.status == .badSettings)
        let reports = try BatchReports(settings: try await settings(fixture), clock: FixedClock())
        #expect(try await refusal { _ = try reports.write([]) }.status == .badSettings)
    }

    @Test func `What nobody has approved is refused by name, and left out without one`() async throws {
        let fixture = try SettingsFixture()
        try await submit(try write("a.csv", "A", to: fixture), fixture, as: "februari")
        let named = try await refusal { _ = try await process(["februari"], fixture) }
        #expect(named.status == .stopped)
        #expect(named.description.hasSuffix("salur approve februari"))
        let said = Mutex<[Phrase]>([])
        let outcomes = try await process([], fixture) { notice in said.withLock { $0 += notice.messages } }
        // A job at night ends with 77, so that somebody hears of it.
        #expect(outcomes.status == .stopped && outcomes.count == 1 && outcomes.compactMap(\.result).isEmpty)
        #expect(
            said.withLock { $0 }.map(\.english) == [
                "februari waits for approval and is left out: salur approve februari"
            ])
    }

    @Test func `What fails for one batch is told beside what waits, with its file's name`() async throws {
        let fixture = try SettingsFixture()
        let receipt = try await submit(try write("a.csv", "A", to: fixture), fixture)
        try await approval(fixture).approve(
            try await approval(fixture).previews([receipt.batch.folderName]), decision, allowsRepeats: false)
        try await submit(try write("b.csv", "B", to: fixture), fixture, as: "februari")
        try fixture.write("out", "a file in the way")
        let outcomes = try await process([], fixture, ["SALUR_CALLBACKS_LISTEN": "127.0.0.1:0"])
        guard outcomes.count == 2, case .failed(let batch, let failure) = outcomes[0],
            case .waiting(let waiting, _) = outcomes[1]
        else {
            Issue.record("\(outcomes)")
            return
        }
        #expect(batch.id == receipt.batch.id && waiting.name == "februari")
        #expect(failure.status == .cannotWrite && failure.phrase.english.hasPrefix(batch.fileName + ": "))
        #expect(outcomes[0].hadWork && !outcomes[1].hadWork)
    }

    @Test func `A process that sends keeps another one out, and nothing else`() async throws {
        let fixture = try SettingsFixture()
        let file = try write("a.csv", "A", to: fixture)
        try await submit(file, fixture)
        let lease = try Lease(ledgerPath: fixture.folder + "/salur.db", since: FixedClock().now())
        try await submit(file, fixture)
        #expect(try await approval(fixture).previews([]).count == 1)
        #expect(try await refusal { _ = try await process([], fixture) }.status == .notSettled)
        let results = try BatchReports(settings: try await settings(fixture), clock: FixedClock()).write([])
        #expect(results.map(\.status) == [.success])
        withExtendedLifetime(lease) {}
    }

    @Test func `A report says what comes next, and names the batch where there are several`() async throws {
        let fixture = try SettingsFixture()
        try await submit(try write("it's.csv", "A", to: fixture), fixture)
        let reports = try BatchReports(settings: try await settings(fixture), clock: FixedClock())
        let waiting = try #require(try reports.write([]).first)
        #expect(try #require(waiting.steps.first).english.contains("waits for approval (salur approve 'it'\\''s-"))
        try await approval(fixture).approve(
            try await approval(fixture).previews([]), decision, allowsRepeats: false)
        let approved = try #require(try reports.write([]).first)
        #expect(try #require(approved.steps.first).english.contains("it is approved, run salur process 'it'\\''s-"))
        #expect(FileManager.default.fileExists(atPath: approved.folder + "/results.csv"))
    }

    @Test func `The closing sentence is said in Indonesian too`() async throws {
        let fixture = try SettingsFixture()
        try await submit(try write("a.csv", "A", to: fixture), fixture, as: "februari")
        let results = try BatchReports(settings: try await settings(fixture), clock: FixedClock()).write([])
        let result = try #require(results.first)
        #expect(result.sentence.text(in: .indonesian) == "Dibayar 0 orang, Rp 0; tidak dibayar 1, Rp 1.500.000.")
        #expect(
            result.steps.map { $0.text(in: .indonesian) } == [
                "belum ada yang dikirim, masih menunggu persetujuan (salur approve februari)"
            ])
    }
}
