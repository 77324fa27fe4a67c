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

    /// What the batches ask a person to mend.
    private func asked(_ fixture: IntakeFixture, _ names: String...) throws -> [Tally] {
        try fixture.ledger.read { reader in
            try names.map { name in
                let batch = try #require(try reader.batch(BatchIdentity(name)))
                let all = try reader.totals(batch.id)[.rejected, default: .zero]
                let mended = try reader.mended(of: batch.id)
                return Tally(count: all.count - mended.count, sum: try #require(all.sum.subtracting(mended.sum)))
            }
        }
    }

    @Test func `A part that was wrong is paid by a later file, and asked for until then`() throws {
        let fixture = try rejected()
        let parts = try file(
            fixture, "m1", row("T-A", 4_000_000, mends: "b1:2"), row("T-B", 3_000_000, account: "12", mends: "b1:2"))
        #expect(codes(parts).contains(.accountNumberMalformed))
        #expect(try asked(fixture, "b1", "m1") == [.zero, Tally(count: 1, sum: Rupiah(3_000_000))])
        let more = try file(fixture, "m2", row("T-B", 3_000_001, account: "1234567891", mends: "m1:3"))
        #expect(codes(more) == [.mendedAlready])
        #expect(more.violations.first?.text.english.contains("only Rp 3.000.000 is left") == true)
        #expect(codes(try file(fixture, "m3", row("T-B", 3_000_000, account: "1234567891", mends: "m1:3"))).isEmpty)
        #expect(try asked(fixture, "b1", "m1", "m2", "m3") == [.zero, .zero, .zero, .zero])
    }

    @Test func `The rest of a row that was paid in part is asked for, and paid by another file`() throws {
        let fixture = try rejected()
        #expect(codes(try file(fixture, "m1", row("T-A", 4_000_000, mends: "b1:2"))).isEmpty)
        #expect(try asked(fixture, "b1") == [Tally(count: 1, sum: Rupiah(3_000_000))])
        let row = try #require(try fixture.ledger.read { try $0.row(inLine: 2, of: BatchID(key: 1)) })
        #expect(
            try fixture.ledger.read { try $0.mendingState(of: row) }
                == .partly(batch: "m1", line: 2, left: Rupiah(3_000_000)))
        #expect(codes(try file(fixture, "m2", self.row("T-B", 3_000_000, mends: "b1:2"))).isEmpty)
        #expect(try asked(fixture, "b1") == [.zero])
    }

    @Test func `A row whose amount cannot be read is paid in one row`() throws {
        let fixture = try IntakeFixture()
        _ = try fixture.file(try fixture.write(["Z,014,1234567890,Budi Santoso,0,salary,Finance"]), as: "b1")
        let parts = try file(
            fixture, "m1", row("Z-A", 4_000_000, mends: "b1:2"), row("Z-B", 3_000_000, mends: "b1:2"))
        #expect(parts.violations.map(\.line) == [3])
        #expect(parts.violations.first?.text.english.contains("whose amount cannot be read") == true)
    }

    @Test func `Open rows are asked for by the newest file alone`() throws {
        let fixture = try rejected()
        _ = try file(fixture, "m1", row("", account: "12", mends: "b1:2"))
        _ = try file(fixture, "m2", row("", account: "13", mends: "m1:2"))
        _ = try file(fixture, "m3", row("", account: "14", mends: "b1:2"))
        let one = Tally(count: 1, sum: Rupiah(7_000_000))
        #expect(try asked(fixture, "b1", "m1", "m2", "m3") == [.zero, .zero, .zero, one])
    }

    @Test func `A row that a person has said is not due is not paid by a file that mends it`() throws {
        let fixture = try rejected()
        _ = try file(fixture, "m0", row("", mends: "b1:2"))
        let last = try #require(try fixture.ledger.read { try $0.row(inLine: 2, of: BatchID(key: 2)) })
        let ani = PersonalDecision(person: "ani", reason: "wrong month")
        #expect(try fixture.ledger.write { try $0.dismiss(last, ani, at: FixedClock().now()) })
        for mended in ["b1:2", "m0:2"] {
            let filed = try file(fixture, "m-\(mended.prefix(2))", row("BONUS-1", mends: mended))
            #expect(codes(filed) == [.notToBePaid])
            let text = try #require(filed.violations.first?.text.english)
            #expect(text.contains("ani said on") && text.contains("is not due: wrong month"))
        }
    }

    @Test func `A row that is not due is dismissed, and asks for nothing any more`() throws {
        let fixture = try rejected()
        let row = try #require(try fixture.ledger.read { try $0.row(inLine: 2, of: BatchID(key: 1)) })
        let ani = PersonalDecision(person: "Ani", reason: "was paid in cash")
        let dismiss = { try fixture.ledger.write { try $0.dismiss(row, ani, at: FixedClock().now()) } }
        #expect(try dismiss())
        #expect(try !dismiss())
        #expect(try asked(fixture, "b1") == [.zero])
        #expect(try fixture.ledger.read { try $0.mendingState(of: row) } == .dismissed)
    }

    // MARK: Which payment a row mends

    /// A batch `b1` whose row in line 2 is rejected for its account.
    private func rejectedAccount() throws -> IntakeFixture {
        let fixture = try IntakeFixture()
        _ = try fixture.file(
            try fixture.write(["GAJI-2,014,12,Dewi Pratama,8534000,salary,Finance"] + IntakeFixture.rows("A")),
            as: "b1")
        return fixture
    }

    @Test(arguments: [
        "GAJI-2,014,1234567890,Dewi Pratama Putri", "GAJI-2-A,014,1234567890,Dewi P",
        "GAJI-2/1,014,1234567890,Dewi P", "GAJI-2 1,014,1234567890,Dewi P", "gaji 2,014,1234567890,Dewi P",
        "OTHER,014,1234567890,DEWI PRATAMA", "OTHER,014,1234567890,\"Hj. Pratama Dewi, S.E.\"",
    ])
    func `A mended row has the reference or the name`(row: String) throws {
        let fixture = try rejectedAccount()
        #expect(codes(try file(fixture, "m1", row + ",8534000,salary,Finance,b1:2")).isEmpty)
    }

    @Test(arguments: ["OTHER-1,014,1234567890,Dewi Santoso", "GAJI-21,014,1234567890,Budi Santoso"])
    func `A row of another payment mends nothing, and the row is still asked for`(row: String) throws {
        let fixture = try rejectedAccount()
        let filed = try file(fixture, "m1", row + ",6364000,salary,Finance,b1:2")
        #expect(codes(filed) == [.mendsOther])
        #expect(filed.violations.first?.text.english.contains("GAJI-2, Dewi Pratama") == true)
        #expect(try asked(fixture, "b1") == [Tally(count: 1, sum: Rupiah(8_534_000))])
        // Nor by the way of a row that was wrong in itself.
        _ = try file(fixture, "m2", row.replacing("1234567890", with: "12") + ",6364000,salary,Finance,b1:2")
        #expect(try asked(fixture, "b1") == [Tally(count: 1, sum: Rupiah(8_534_000))])
    }

    @Test func `A mended row that asks for more is held for a person`() throws {
        let fixture = try rejectedAccount()
        let filed = try file(fixture, "m1", "GAJI-2,014,1234567890,Dewi Pratama,85340000,salary,Finance,b1:2")
        #expect(codes(filed).isEmpty)
        let row = try #require(try fixture.ledger.read { try $0.row(inLine: 2, of: filed.batch.id) })
        let reason = try fixture.ledger.read { try $0.payout(row)?.payout.reason }
        guard case .referenceUsed(let earlier, let asked, _) = reason else {
            Issue.record("held for \(String(describing: reason))")
            return
        }
        #expect((earlier.batch, earlier.amount, asked) == ("b1", Rupiah(8_534_000), Rupiah(85_340_000)))
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
