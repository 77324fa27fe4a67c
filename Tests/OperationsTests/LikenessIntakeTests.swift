import Operations
import PayoutCore
import PayoutLedger
import Testing

/// What a file looks like when it comes in (promise P11), and who may approve it.
@Suite struct LikenessIntakeTests {
    private static func row(_ reference: String, account: Int = 1_234_567_800, amount: Int = 1_500_000) -> String {
        "\(reference),014,\(account),Budi Santoso,\(amount),salary,Finance"
    }

    private static func held(_ fixture: IntakeFixture, _ batch: Batch) throws -> HeldRows {
        try fixture.ledger.read { try HeldRows(of: batch.id, $0) }
    }

    @Test func `Further rows of one account and amount are held in the commit of the batch, and proven`() throws {
        let fixture = try IntakeFixture()
        let rows = [Self.row("A"), Self.row("B"), Self.row("C", amount: 2_000_000), Self.row("D")]
        let batch = try fixture.file(try fixture.write(rows)).batch
        let held = try Self.held(fixture, batch)
        #expect(held.repeats == Tally(count: 2, sum: Rupiah(3_000_000)))
        #expect(held.rows.map(\.line) == [3, 5])
        #expect(held.rows.allSatisfy { $0.reason == .repeatedInFile(line: 2, reference: "A") })
        #expect(try fixture.totals(batch)[.queued] == Tally(count: 2, sum: Rupiah(3_500_000)))
        #expect(try LedgerCheck(fixture.ledger).isProven)
        // Who says that they are meant, even later, releases them.
        let meant = try fixture.file(fixture.folder + "/payroll.csv", allowsRepeats: true)
        #expect(!meant.isNew)
        #expect(try Self.held(fixture, batch).tally.count == 0)
        #expect(try LedgerCheck(fixture.ledger).isProven)
    }

    @Test func `Repeated rows that are meant from the beginning are noted with who said so`() throws {
        let fixture = try IntakeFixture()
        let path = try fixture.write([Self.row("A"), Self.row("B")])
        let batch = try fixture.file(path, allowsRepeats: true).batch
        #expect(try Self.held(fixture, batch).tally.count == 0)
        let event = try #require(try fixture.ledger.read { try $0.lastEvent("repeats_allowed", of: batch.id) })
        #expect(event.actor == "Siti" && event.detail == "1 rows, Rp 1.500.000: --allow-repeats")
    }

    @Test func `The account stands behind every name, and none can pose as another`() {
        #expect(Actor(name: nil, account: "siti").text == "siti")
        #expect(Actor(name: "siti", account: "siti").text == "siti")
        #expect(Actor(name: "Siti Rahma", account: "siti").text == "Siti Rahma (siti)")
        #expect(Actor(name: "Budi (budi)", account: "siti").text == "Budi (budi) (siti)")
    }
}
