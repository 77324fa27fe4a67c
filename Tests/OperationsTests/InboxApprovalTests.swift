import Operations
import PayoutCore
import PayoutLedger
import SalurSettings
import Testing
import Wording

/// Which batches of a folder need no person.
@Suite struct InboxApprovalTests {
    private static let ceiling = InboxFolder.Approval.automatic(ceiling: Rupiah(3_000_000))

    @Test func `A batch up to the ceiling is approved in the name of its folder`() async throws {
        let fixture = try SettingsFixture()
        var inbox = try await InboxFixture(fixture, Self.ceiling)
        try inbox.drop("gaji.csv", InboxFixture.csv("A", "B"))
        await inbox.settleDown()
        #expect(inbox.states == ["gaji.csv": .approved])
        let batch = try #require(try inbox.batches().first)
        #expect(batch.status == .approved)
        let approved = try #require(try inbox.event("batch_approved", batch))
        #expect(approved.actor == "folder \(inbox.folder) (inbox)")
        #expect(approved.detail.hasSuffix("inbox.folders, approval auto up to 3000000 rupiah"))
    }

    @Test(
        "A batch that is unusual waits for a person, with the reason",
        arguments: [
            (InboxFixture.csv("A", "B", "C"), "it asks for Rp 4.500.000, and Rp 3.000.000 at most need no person"),
            (InboxFixture.csv("A") + "B,014,12,Budi Santoso,Rp 5,gaji\n", "1 rows are rejected"),
            (
                InboxFixture.csv("A") + "B,014,\(IntakeFixture.account(of: "A")),Budi Santoso,1500000,gaji\n",
                "1 rows are held"
            ),
        ])
    func waits(text: String, reason: String) async throws {
        let fixture = try SettingsFixture()
        var inbox = try await InboxFixture(fixture, Self.ceiling)
        try inbox.drop("gaji.csv", text)
        await inbox.settleDown()
        #expect(inbox.states == ["gaji.csv": .waitsForApproval])
        #expect(try inbox.batches().map(\.status) == [.submitted])
        let told = try #require(inbox.history.first?.reason?.text(in: .english))
        #expect(told.contains("Waits for the approval of a person: \(reason)"), "\(told)")
    }

    @Test func `A ceiling for every batch holds here as well`() async throws {
        let fixture = try SettingsFixture()
        var inbox = try await InboxFixture(fixture, Self.ceiling, environment: ["SALUR_LIMITS_BATCH": "1000000"])
        try inbox.drop("gaji.csv", InboxFixture.csv("A"))
        await inbox.settleDown()
        #expect(inbox.states == ["gaji.csv": .waitsForApproval])
        #expect(inbox.history.first?.reason?.text(in: .english).contains("limits.batch") == true)
    }

    @Test func `Once a person has approved it, the history says so`() async throws {
        let fixture = try SettingsFixture()
        var inbox = try await InboxFixture(fixture)
        try inbox.drop("gaji.csv", InboxFixture.csv("A"))
        await inbox.settleDown()
        let approval = BatchApproval(settings: inbox.settings, clock: FixedClock())
        let decision = PersonalDecision(person: "Budi", reason: "checked")
        _ = try await approval.approve(try await approval.previews([]), decision, allowsRepeats: false)
        await inbox.look()
        #expect(inbox.states == ["gaji.csv": .approved])
    }
}
