import Operations
import PayoutCore
import PayoutLedger
import PayoutRules
import Testing
import Wording

/// A row that was rejected is paid once, by whatever files its mended rows come.
@Suite struct MendingTests {
    private static let header = IntakeFixture.header + ",mends"

    private func row(_ reference: String, _ amount: Int = 7_000_000, account: String = "1234567890", mends: String)
        -> String
    {
        "\(reference),014,\(account),Budi Santoso,\(amount),salary,Finance,\(mends)"
    }

    /// Files rows that mend others, under a name.
    private func file(_ fixture: IntakeFixture, _ name: String, _ rows: String...) throws -> Intake.Filed {
        try fixture.file(try fixture.write(rows, header: Self.header, to: name + ".csv"), as: name)
    }

    private func codes(_ filed: Intake.Filed) -> [ViolationCode] { filed.violations.map(\.code) }

    /// A batch `b1` whose row in line 2 is rejected, since it has no reference.
    private func rejected() throws -> IntakeFixture {
        let fixture = try IntakeFixture()
        let path = try fixture.write([",014,1234567890,Budi Santoso,7000000,salary,Finance"] + IntakeFixture.rows("A"))
        let filed = try fixture.file(path, as: "b1")
        #expect(try fixture.totals(filed.batch)[.rejected]?.count == 1)
        return fixture
    }

    @Test func `A row is mended once`() throws {
        let fixture = try rejected()
        #expect(codes(try file(fixture, "m1", row("BONUS-1", mends: "b1:2"))).isEmpty)
        let again = try file(fixture, "m2", row("BONUS-2", 7_500_000, account: "1234567899", mends: "b1:2"))
        #expect(codes(again) == [.mendedAlready])
        #expect(again.violations.first?.text.english.contains("line 2 of the batch m1") == true)
    }

    @Test func `Files that lead to the same row by other ways pay it once`() throws {
        for order in [["b1:2", "m0:2"], ["m0:2", "b1:2"]] {
            let fixture = try rejected()
            // The row is still wrong here, and its own rejected.csv names this file.
            #expect(codes(try file(fixture, "m0", row("", mends: "b1:2"))) == [.missingValue])
            #expect(codes(try file(fixture, "m1", row("BONUS-1", mends: order[0]))).isEmpty)
            #expect(codes(try file(fixture, "m2", row("BONUS-2", 9_000_000, mends: order[1]))) == [.mendedAlready])
        }
    }

    @Test func `A row may be paid in parts that are no more than its amount`() throws {
        let fixture = try rejected()
        let parts = try file(
            fixture, "m1", row("T-1", 4_000_000, mends: "b1:2"), row("T-2", 3_000_000, mends: "b1:2"),
            row("T-3", 10_000, mends: "b1:2"))
        #expect(codes(parts) == [.mendedAlready] && parts.violations.map(\.line) == [4])
    }

    @Test(arguments: ["2026:03:00", "b1", "nosuch:2", "b1:99", "b1:x"])
    func `A cell that names no row is refused`(mends: String) throws {
        #expect(codes(try file(try rejected(), "m1", row("X-1", mends: mends))) == [.mendsUnknown])
    }

    @Test(arguments: ["b1:2 ", " b1:2", ""]) func `Spaces do not matter, and an empty cell is a new payment`(
        mends: String
    )
        throws
    {
        #expect(codes(try file(try rejected(), "m1", row("X-1", mends: mends))).isEmpty)
    }

    @Test func `A batch whose row is mended no longer asks for it, and both journals say so`() throws {
        let fixture = try rejected()
        let b1 = try #require(try fixture.ledger.read { try $0.batch(BatchIdentity("b1")) })
        let m1 = try file(fixture, "m1", row("BONUS-1", mends: "b1:2"))
        #expect(try fixture.ledger.read { try $0.mended(of: b1.id) } == Tally(count: 1, sum: Rupiah(7_000_000)))
        func event(_ kind: String, of batch: Batch) throws -> String? {
            var found: String?
            try fixture.ledger.read { reader in
                try reader.forEachEvent(of: batch.id) { if $0.entry.kind == kind { found = $0.entry.detail } }
            }
            return found
        }
        #expect(try event("mended", of: b1) == "line 2 of m1")
        #expect(try event("mends", of: m1.batch) == "line 2 of b1")
    }
}
