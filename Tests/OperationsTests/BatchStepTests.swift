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
        _ = try await approval(fixture).approve(waiting, decision, allowsRepeats: false)
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
        _ = try await approval(fixture).approve(Array(shown.suffix(1)), decision, allowsRepeats: false)
        let stale = try await refusal { _ = try await approval(fixture).approve(shown, decision, allowsRepeats: false) }
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
        let reports = try BatchReports(settings: try await settings(fixture))
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

    @Test func `Of several named batches those that may be paid are, and the others are left out by name`() async throws
    {
        let fixture = try SettingsFixture()
        let begun = FixedClock().now()
        for (file, reference, name) in [("a.csv", "A", "januari"), ("b.csv", "B", "februari"), ("c.csv", "C", "maret")]
        {
            try await submit(try write(file, reference, to: fixture), fixture, as: name)
        }
        let shown = try await approval(fixture).previews(["januari", "maret"])
        let approved = try await approval(fixture).approve(shown, decision, allowsRepeats: false)
        #expect(approved.map(\.approvedSentence.english).first?.hasSuffix("Next: salur process januari") == true)
        let control = BatchControl(
            settings: try await settings(fixture), clock: FixedClock(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        _ = try await control.apply(try await control.plan(.pause, "maret"), decision)
        let paused = try #require(try await approval(fixture).previews(["maret"]).first)
        #expect(paused.doneSentence.english.hasSuffix("It is paused. Next: salur resume maret"))

        try fixture.write("out", "a file in the way")
        let said = Mutex<[String]>([])
        let names = ["maret", "januari", "februari", "januari"]
        let outcomes = try await process(names, fixture, ["SALUR_CALLBACKS_LISTEN": "127.0.0.1:0"]) { notice in
            said.withLock { $0 += notice.messages.map(\.english) }
        }
        guard outcomes.count == 3, case .failed(let failed, let failure) = outcomes[0],
            case .waiting(let first, _) = outcomes[1], case .waiting(let second, _) = outcomes[2]
        else {
            Issue.record("\(outcomes)")
            return
        }
        #expect([failed, first, second].map(\.name) == ["januari", "maret", "februari"])
        #expect(failure.status == .cannotWrite)
        #expect(
            said.withLock { $0 } == [
                "maret is paused and is left out: salur resume maret",
                "februari waits for approval and is left out: salur approve februari",
            ])
        // The process has given it up before it began to pay it, and does not take it again.
        let path = fixture.folder + "/salur.db"
        let ledger = try Ledger(path: path, lease: Lease(ledgerPath: path, since: begun, takesApproved: true))
        let status = try LedgerStatus(of: ledger, LedgerStatus.Filter(name: "januari"), at: begun)
        #expect(
            status.entries.first?.state.english == "approved, to be processed once the run that is sending has ended")
        try ledger.close()
    }

    @Test func `Rows that changed places with others of the same sum are not approved unseen`() async throws {
        let fixture = try SettingsFixture()
        try await submit(try write("a.csv", "A", "B", "C", to: fixture), fixture)
        let ledger = try Ledger(path: fixture.folder + "/salur.db")
        func set(_ reference: String, _ status: PayoutStatus) throws {
            try ledger.write { transaction in
                let row = try #require(try transaction.reader.rows(reference: reference).first)
                let old = try #require(try transaction.reader.payout(row.id))
                var new = old
                new.payout = Payout(order: old.payout.order, status: status)
                #expect(try transaction.save(new, from: old.payout, at: FixedClock().now()))
            }
        }
        try set("B", .held)
        let shown = try await approval(fixture).previews([])
        try set("A", .held)
        try set("B", .queued)
        #expect(try await approval(fixture).previews([]).map(\.totals) == shown.map(\.totals))
        let refused = try await refusal {
            _ = try await approval(fixture).approve(shown, decision, allowsRepeats: false)
        }
        #expect(refused.description.contains("has changed since it was shown"))
        try set("A", .queued)
        try set("B", .held)
        #expect(try await approval(fixture).approve(shown, decision, allowsRepeats: false).map(\.isDone) == [true])
        try ledger.close()
    }

    @Test func `What fails for one batch is told beside what waits, with its file's name`() async throws {
        let fixture = try SettingsFixture()
        let receipt = try await submit(try write("a.csv", "A", to: fixture), fixture)
        _ = try await approval(fixture).approve(
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
        let results = try BatchReports(settings: try await settings(fixture)).write([])
        #expect(results.map(\.status) == [.success])
        withExtendedLifetime(lease) {}
    }

    @Test func `A report says what comes next, and names the batch where there are several`() async throws {
        let fixture = try SettingsFixture()
        try await submit(try write("it's.csv", "A", to: fixture), fixture)
        let reports = try BatchReports(settings: try await settings(fixture))
        let waiting = try #require(try reports.write([]).first)
        #expect(try #require(waiting.steps.first).english.contains("waits for approval (salur approve 'it'\\''s-"))
        _ = try await approval(fixture).approve(
            try await approval(fixture).previews([]), decision, allowsRepeats: false)
        let approved = try #require(try reports.write([]).first)
        #expect(try #require(approved.steps.first).english.contains("it is approved, run salur process 'it'\\''s-"))
        #expect(FileManager.default.fileExists(atPath: approved.folder + "/results.csv"))
    }

    @Test func `The closing sentence is said in Indonesian too`() async throws {
        let fixture = try SettingsFixture()
        try await submit(try write("a.csv", "A", to: fixture), fixture, as: "februari")
        let results = try BatchReports(settings: try await settings(fixture)).write([])
        let result = try #require(results.first)
        #expect(result.sentence.text(in: .indonesian) == "Dibayar 0 orang, Rp 0; tidak dibayar 1, Rp 1.500.000.")
        #expect(
            result.steps.map { $0.text(in: .indonesian) } == [
                "belum ada yang dikirim, masih menunggu persetujuan (salur approve februari)"
            ])
    }
}
