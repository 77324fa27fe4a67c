import Operations
import PayoutCore
import PayoutLedger
import SalurSettings
import Testing
import Wording

/// `approval.levels`: a batch that asks for much is approved by several accounts.
@Suite("A batch that two accounts approve") struct ApprovalLevelTests {
    private static let levels: [String: String?] = [
        "SALUR_APPROVAL_LEVELS": "[{above: 3000000, approvals: 2}, {above: 900000000, approvals: 3}]"
    ]

    private let fixture: SettingsFixture

    init() throws { fixture = try SettingsFixture() }

    private func settings() async throws -> Settings {
        try await fixture.load(Self.levels, ledgerPath: fixture.folder + "/salur.db")
    }

    /// Two rows ask for 3,000,000 rupiah, three for more.
    private func submit(rows count: Int = 3) async throws {
        let rows = (1...count).map { "A\($0),014,123456789\($0),Budi Santoso,1500000,salary" }
        let header = "reference,bank_code,account_number,account_name,amount,note"
        let file = try fixture.write("gaji.csv", ([header] + rows).joined(separator: "\n") + "\n")
        _ = try await Submission(settings: try await settings(), clock: FixedClock())
            .submit(file, Intake.Order(name: "gaji"), by: "Siti (siti)")
    }

    private func shown() async throws -> BatchApproval.Preview {
        try #require(
            try await BatchApproval(settings: try await settings(), clock: FixedClock()).previews(["gaji"]).first)
    }

    /// Looks at the batch and approves it, in a process of its own.
    @discardableResult
    private func approve(as person: String, reason: String = "checked") async throws -> BatchApproval.Preview {
        let approval = BatchApproval(settings: try await settings(), clock: FixedClock())
        let decision = PersonalDecision(person: person, reason: reason)
        let approved = try await approval.approve([try await shown()], decision, allowsRepeats: false)
        return try #require(approved.first)
    }

    private func refusal(as person: String) async throws -> CommandFailure {
        try #require(await #expect(throws: CommandFailure.self) { try await approve(as: person) })
    }

    /// Blocks the payee of a row, which is rejected for it.
    private func block(row number: Int) async throws {
        let book = PayeeBook(settings: try await settings(), clock: FixedClock())
        let blocking = try await book.block(
            .account("123456789\(number)", bankCode: "014"), PersonalDecision(person: "Olga (olga)", reason: "left"))
        #expect(blocking.rejected.count == 1)
    }

    @Test func `The first approval pays nothing, and the second of another account approves it`() async throws {
        try await submit()
        let first = try await approve(as: "Budi (budi)")
        #expect(!first.isDone && first.batch.status == .submitted && first.approvedAt == nil)
        #expect(first.approvals.needed == 2 && first.approvals.events.map(\.actor) == ["Budi (budi)"])
        let second = try await approve(as: "Citra (citra)")
        #expect(second.isDone && second.batch.status == .approved)
        #expect(second.approved?.actor == "Citra (citra)")
        #expect(second.approved?.detail.contains("approval 2 of 2") == true)
    }

    @Test func `Up to the amount of the level one account is enough`() async throws {
        try await submit(rows: 2)
        #expect(try await approve(as: "Budi (budi)").isDone)
    }

    @Test func `Nobody approves twice, under whatever name`() async throws {
        try await submit()
        try await approve(as: "Budi (budi)")
        for person in ["Budi (budi)", "Citra (budi)", "budi", "Citra (BUDI)"] {
            let refused = try await refusal(as: person)
            #expect(refused.status == .stopped && refused.description.contains("has approved gaji already"))
        }
        #expect(try await !shown().isDone)
    }

    @Test func `Who has submitted it is none of them, although four eyes are off`() async throws {
        try await submit()
        #expect(try await refusal(as: "siti").description.contains("approval.levels"))
        try await approve(as: "Budi (budi)")
        #expect(try await refusal(as: "Budi Hartono (siti)").description.contains("was submitted by the account siti"))
        #expect(try await !shown().isDone)
    }

    @Test func `An approval counts no longer once the batch has changed, and the journal says so`() async throws {
        try await submit(rows: 4)
        try await approve(as: "Budi (budi)")
        try await block(row: 2)
        let changed = try await shown()
        #expect(changed.approvals.events.isEmpty && changed.approvals.voided.map(\.actor) == ["Budi (budi)"])
        // The next one is the first again.
        #expect(try await !approve(as: "Citra (citra)").isDone)
        #expect(try await approve(as: "Budi (budi)").isDone)
        let ledger = try Ledger(path: fixture.folder + "/salur.db")
        defer { try? ledger.close() }
        let batch = try #require(try ledger.read { try $0.batches() }.first)
        let kinds = try ledger.read { try $0.history(of: batch.id).events.map(\.kind) }
        #expect(
            kinds.filter { $0.hasPrefix("approval") || $0 == "batch_approved" } == [
                "approval_given", "approvals_void", "approval_given", "batch_approved",
            ])
    }

    @Test func `The words of an approver cannot pose as what he saw`() async throws {
        // What is recorded of the batch once a row of it is rejected.
        let other = try ApprovalLevelTests()
        try await other.submit(rows: 4)
        try await other.block(row: 2)
        try await other.approve(as: "Budi (budi)")
        let record = try #require(try await other.shown().approvals.events.first?.detail)
        // The same, said as a reason before it.
        try await submit(rows: 4)
        try await approve(as: "Budi (budi)", reason: record)
        try await block(row: 2)
        #expect(try await shown().approvals.events.isEmpty)
        #expect(try await !approve(as: "Citra (citra)").isDone)
    }

    @Test func `The levels are read strictly`() async throws {
        #expect(
            try await settings().approvalLevels == [
                ApprovalLevel(above: Rupiah(3_000_000), approvals: 2),
                ApprovalLevel(above: Rupiah(900_000_000), approvals: 3),
            ])
        for (text, problem) in [
            ("[{above: 5}]", "level 1: approvals is missing"), ("[{approvals: 2}]", "above is missing"),
            ("[{above: 5, approvals: 1}]", "expected a whole number from 2 to 9"),
            ("[{above: 5, approvals: 2}, {above: 5, approvals: 3}]", "level 2: above is 5 in another level already"),
            ("[{above: 5, approvers: 2}]", "did you mean \"approvals\"?"), ("2", "expected a list of levels"),
        ] {
            let problems = try await fixture.problems(["SALUR_APPROVAL_LEVELS": text])
            #expect(problems.contains(problem), "\(problems)")
        }
    }
}
