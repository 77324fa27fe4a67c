import FoundationEssentials
import PayoutCore
import PayoutLedger
import PayoutReports
import TestSupport
import Testing

/// By whose word a row was paid, and a batch.
@Suite struct DecisionReportTests {
    private static let siti = PersonalDecision(person: "Siti Rahma (siti)", reason: "married: has a new name")
    private static let budi = PersonalDecision(person: "budi", reason: "paid in cash")

    /// A batch in which Siti released one row, and Budi cancelled it afterwards, and another one.
    private static func decided(_ fixture: ReportFixture) throws -> Batch {
        let rows = (2...5).map { EveryStatus.accepted($0) }
        let batch = try fixture.batch(rows, header: EveryStatus.header, name: "2026-02")
        let payouts = try fixture.queued(batch)
        try fixture.becomesValidated(payouts[0], name: "ANOTHER NAME")
        try fixture.isDecided(payouts[0], .released(siti), by: siti)
        try fixture.becomesValidated(payouts[1], name: "ANOTHER NAME")
        try fixture.isDecided(payouts[1], .released(siti), by: siti, at: ReportFixture.now + .seconds(60))
        for payout in payouts[1...2] {
            try fixture.isDecided(payout, .cancelled(budi), by: budi, at: ReportFixture.now + .seconds(120))
        }
        return batch
    }

    @Test("A decided row says who decided, when and why; the newest decision stands") func rows() throws {
        let fixture = try ReportFixture()
        let table = try ReadTable(try fixture.write(Self.decided(fixture)).path + "/results.csv")
        #expect(try table.column("decision") == ["released", "cancelled", "cancelled", ""])
        #expect(try table.column("decided_by") == ["Siti Rahma (siti)", "budi", "budi", ""])
        #expect(try table.column("decision_reason") == ["married: has a new name", "paid in cash", "paid in cash", ""])
        #expect(
            try table.column("decided_at") == [
                "2026-02-14T13:37:10+07:00", "2026-02-14T13:39:10+07:00", "2026-02-14T13:39:10+07:00", "",
            ])
        #expect(try TableSchema("results.schema.json").faults(of: table) == [])
    }

    @Test("The reconciliation counts decided rows by decision, person and reason") func groups() throws {
        let fixture = try ReportFixture()
        let path = try fixture.write(Self.decided(fixture)).path + "/reconciliation.json"
        let people = try #require(try JSONValue(path: path)["people"])
        guard case .array(let groups) = people["decisions"] else { return #expect(Bool(false), "\(people)") }
        #expect(groups.map { $0["by"] } == [.string("Siti Rahma (siti)"), .string("budi")])
        #expect(groups.map { $0["decision"] } == [.string("released"), .string("cancelled")])
        #expect(groups.map { $0["count"]?.integer } == [1, 2])
        #expect(groups.map { $0["sum"]?.integer } == [20_000, 70_000])
        #expect(people["submitted"]?["by"] == .string("salur"))
        #expect(people["approved"] == .null)
        #expect(try DocumentSchema("reconciliation.schema.json").faults(of: JSONValue(path: path)) == [])
    }

    @Test func `The page lists every decision, also one that a later decision has replaced, and who released`() throws {
        let fixture = try ReportFixture()
        let path = try fixture.write(Self.decided(fixture)).path + "/report.html"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        // Siti released two rows, of which Budi cancelled one.
        let people = try #require(text.firstRange(of: "By whose word?").map { text[$0.upperBound...] })
        #expect(people.contains("<td class=\"number\">2</td>"))
        #expect(people.contains("married: has a new name") && people.contains("paid in cash"))
        let sheet = try #require(text.firstRange(of: "Released by").map { text[$0.upperBound...] })
        #expect(sheet.contains("Siti Rahma (siti)"))
    }

    @Test("The approval stands with its reason and what was acknowledged") func approval() throws {
        let fixture = try ReportFixture()
        let batch = try Self.decided(fixture)
        try fixture.approve(
            batch, "4 rows, 140000 rupiah, digest 9f, 2 repeated rows acknowledged: checked: with HR", by: "budi")
        let (reconciliation, path) = try fixture.write(batch)
        let approved = try #require(reconciliation.people.approved)
        #expect(approved.person == "budi" && approved.reason == "checked: with HR")
        #expect(approved.record == "4 rows, 140000 rupiah, digest 9f, 2 repeated rows acknowledged")
        let document = try JSONValue(path: path + "/reconciliation.json")
        #expect(document["people"]?["approved"]?["at"] == .string("2026-02-14T13:37:10+07:00"))
        #expect(try DocumentSchema("reconciliation.schema.json").faults(of: document) == [])
    }
}
