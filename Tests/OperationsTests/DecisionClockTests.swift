import Logging
import PayoutCore
import PayoutEngine
import PayoutLedger
import PayoutReports
import Presentation
import SalurSettings
import Testing
import Wording

@testable import Operations

/// What a person states about a transfer in doubt: from 24 hours on, shown as such, and outweighed by the bank.
@Suite struct DecisionClockTests {
    private struct StoppedClock: WallClock {
        let time: Timestamp

        func now() -> Timestamp { time }
    }

    private let life: LifeFixture
    private let bank: SettingsFixture
    private let decision = PersonalDecision(person: "Ani", reason: "mail of the bank, ticket 4711")

    /// One payout whose transfer was received, and of which nothing was heard since.
    init() throws {
        life = try LifeFixture()
        bank = try SettingsFixture()
        let batch = try life.batch(["A"])
        try life.begins(batch)
        try life.isSent("A")
    }

    private func settings() async throws -> Settings {
        try await bank.load(ledgerPath: life.folder + "/salur.db", outputDirectory: life.folder + "/out")
    }

    private var payout: Payout {
        get throws {
            let id = try life.id("A")
            return try #require(try life.ledger.read { try $0.payout(id) }).payout
        }
    }

    private var sentAt: Timestamp { get throws { try #require(try payout.transfers.first).sentAt } }

    private func resolve(as resolution: Resolution, answering isYes: Bool = true) async throws -> DecisionResult {
        let job = ResolveJob(
            settings: try await settings(), clock: StoppedClock(time: life.now),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let plan = try await job.plan("A", batch: nil)
        guard isYes || plan.tally.count == 0 else { return DecisionResult(declined: plan) }
        return try await job.apply(plan, as: resolution, decision)
    }

    /// The reports as `salur run` writes them for a file that is settled.
    private func result() async throws -> RunResult {
        let reports = try BatchReports(settings: try await settings())
        let reported = try #require(try reports.write([]).first)
        return RunResult(
            folder: reported.folder, reconciliation: reported.reconciliation, ending: .nothingToDo, hasTransfers: true,
            held: reported.held,
            advice: StopAdvice(callbackAddress: "", unusable: UnusableCallbacks()),
            origin: .report(.nobody), isOnlyBatch: true)
    }

    @Test("Before 24 hours have passed nobody may decide, and the moment is told") func tooEarly() async throws {
        let before = try payout
        life.now = try sentAt + .seconds(86_400) + .milliseconds(-1)
        let result = try await resolve(as: .succeeded)
        #expect(result.status == .notAllPaid && result.done.count == 0)
        let line = try #require(result.refusalLines.first).english
        #expect(
            line.hasPrefix(
                "A cannot be resolved: the bank may still tell its result: a person may decide from 2026-02-15 13:37:11"
            ),
            "\(line)")
        #expect(try payout == before)
    }

    @Test("Whoever answers no changes nothing") func declined() async throws {
        let before = try payout
        life.now = try sentAt + .seconds(86_400)
        #expect(try await resolve(as: .failed, answering: false).status == .notSettled)
        #expect(try payout == before)
    }

    @Test("A result that a person recorded is shown as such", arguments: Resolution.allCases)
    func recorded(resolution: Resolution) async throws {
        life.now = try sentAt + .seconds(86_400)
        #expect(try await resolve(as: resolution).status == .success)
        #expect(try payout.status.rawValue == resolution.rawValue)
        #expect(try payout.reason?.code == ReasonCode.resolved)
        #expect(try payout.transfers.map(\.source) == [.person])
        #expect(try await resolve(as: resolution).status == .notAllPaid, "once only")
        let result = try await result()
        #expect(result.status == (resolution == .succeeded ? .success : .notAllPaid))
        #expect(result.reconciliation.isBalanced)
        #expect(result.reconciliation.decidedByPerson == Tally(count: 1, sum: Rupiah(1_500_000)))
        let words = "1, Rp 1.500.000, as recorded by a person, not by the bank)"
        #expect(result.sentence.english.contains(words), "\(result.sentence.english)")
        #expect(result.sentence.text(in: .indonesian).contains("menurut catatan petugas, bukan menurut bank)"))
        #expect(result.reconciliation.batch.status == .settled)
        #expect(try life.lines("A").contains { $0.contains("Ani") })
    }

    @Test(
        "Failed, says a person; paid, says the bank later: adopted, shown as a contradiction, exit 1",
        arguments: [
            Resolution.failed, .refunded,
        ])
    func contradicted(resolution: Resolution) async throws {
        life.now = try sentAt + .seconds(90_000)
        _ = try await resolve(as: resolution)
        life.wait(.seconds(3600))
        try life.isReported("A", .succeeded)
        #expect(try payout.isContradicted)
        if resolution == .failed { #expect(try payout.status == .succeeded) }
        #expect(try payout.reason?.code == ReasonCode.contradiction)
        let result = try await result()
        #expect(result.status == .notAllPaid)
        #expect(result.reconciliation.isBalanced)
        #expect(result.reconciliation.contradictions.count == 1)
        #expect(result.reconciliation.decidedByPerson == .zero)
        #expect(result.steps.contains { $0.english.hasPrefix("ask the bank about the 1 row marked contradiction") })
    }
}
