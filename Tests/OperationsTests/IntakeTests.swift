import FoundationEssentials
import Operations
import PayoutCore
import PayoutLedger
import PayoutRules
import Presentation
import Testing
import Wording

@Suite struct IntakeTests {
    @Test("A new file becomes a batch under its digest, with every row") func newFile() throws {
        let fixture = try IntakeFixture()
        let rows = IntakeFixture.rows("A", "B") + ["C,014,12,Budi Santoso,Rp 5,salary,HR"]
        let path = try fixture.write(rows)
        let filed = try fixture.file(path)
        #expect(filed.isNew)
        #expect(filed.batch.identity.text == filed.batch.digest && filed.batch.digest.count == 64)
        #expect((filed.batch.name, filed.batch.fileName) == (nil, path))
        let expected: Totals = [
            .queued: Tally(count: 2, sum: Rupiah(3_000_000)), .rejected: Tally(count: 1, sum: Rupiah(5)),
        ]
        #expect(try fixture.totals(filed.batch) == expected)
        #expect(Set(filed.violations.map(\.line)) == [4] && filed.violations.count == 2)
    }

    @Test("Known content is that batch, under whatever file name, and is not read in again") func knownContent() throws
    {
        let fixture = try IntakeFixture()
        let rows = IntakeFixture.rows("A", "B")
        let first = try fixture.file(try fixture.write(rows))
        let again = try fixture.file(try fixture.write(rows, to: "copy.csv"))
        #expect(!again.isNew && again.batch.id == first.batch.id)
        let named = try fixture.file(try fixture.write(IntakeFixture.rows("C"), to: "c.csv"), as: "2026-02")
        let namedAgain = try fixture.file(fixture.folder + "/c.csv", as: "2026-02")
        let unnamed = try fixture.file(fixture.folder + "/c.csv")
        #expect(named.isNew && !namedAgain.isNew && !unnamed.isNew)
        #expect([namedAgain.batch.id, unnamed.batch.id] == [named.batch.id, named.batch.id])
        #expect(try fixture.batchCount == 2)
    }

    private static let original = IntakeFixture.rows("A", "B") + ["C,014,12,Budi,Rp 5,x,HR"]

    @Test(
        "Other content under the same name is refused, and the first line that differs is named",
        arguments: [
            (
                "a changed amount", IntakeFixture.header,
                [original[0], original[1].replacing("1500000", with: "1500001"), original[2]], "line 3"
            ),
            (
                "a changed name", IntakeFixture.header,
                [original[0].replacing("Budi", with: "Budy"), original[1], original[2]], "line 2"
            ),
            ("a row more", IntakeFixture.header, original + IntakeFixture.rows("D"), "line 5"),
            ("a row less", IntakeFixture.header, Array(original[..<2]), "line 4"),
            ("a row before", IntakeFixture.header, IntakeFixture.rows("D") + original, "line 2"),
            ("a mended row", IntakeFixture.header, [original[0], original[1]] + IntakeFixture.rows("C"), "line 4"),
            ("another header", IntakeFixture.header + "s", original, "line 1"),
        ])
    func otherContent(what: String, header: String, rows: [String], line: String) throws {
        let fixture = try IntakeFixture()
        let known = try fixture.file(try fixture.write(Self.original), as: "2026-02").batch
        let failure = try fixture.refusal(try fixture.write(rows, header: header, to: "new.csv"), as: "2026-02")
        #expect(failure.status == .badFile)
        #expect(
            failure.description.contains("the first line that differs is \(line)."), "\(what): \(failure.description)")
        #expect(failure.description.contains("new.csv") && failure.description.contains("Nothing was sent"))
        #expect(try fixture.batchCount == 1)
        #expect(try fixture.totals(known).values.reduce(0) { $0 + $1.count } == 3)
    }

    @Test("Where only cells differ that are carried through, no line is named, and the content is still refused")
    func otherCarriedCells() throws {
        let fixture = try IntakeFixture()
        _ = try fixture.file(try fixture.write(IntakeFixture.rows("A")), as: "2026-02")
        let changed = IntakeFixture.rows("A").map { $0.replacing("Finance", with: "Sales") }
        let failure = try fixture.refusal(try fixture.write(changed, to: "new.csv"), as: "2026-02")
        #expect(failure.status == .badFile && !failure.description.contains("line "))
    }

    @Test("Known content under another name is refused, unless it is paid again on purpose") func payAgain() throws {
        let fixture = try IntakeFixture()
        let path = try fixture.write(IntakeFixture.rows("A"))
        let first = try fixture.file(path, as: "2026-02")
        let failure = try fixture.refusal(path, as: "bonus")
        #expect(failure.status == .badFile)
        #expect(failure.description.contains("\"2026-02\"") && failure.description.contains("--pay-again"))
        let second = try fixture.file(path, as: "bonus", payAgain: "a thirteenth salary")
        #expect(second.isNew && second.batch.id != first.batch.id)
        #expect(second.batch.identity == BatchIdentity("bonus"))
        let resumed = try fixture.file(path, as: "bonus", payAgain: "a thirteenth salary")
        #expect(!resumed.isNew && resumed.batch.id == second.batch.id)
        #expect(try !fixture.file(path, as: "bonus").isNew)
    }

    @Test("All rows of a reference that stands twice are rejected, compared after trimming") func duplicates() throws {
        let fixture = try IntakeFixture()
        let path = try fixture.write(IntakeFixture.rows("A", "B", " A ", "C", "A"))
        let filed = try fixture.file(path)
        let expected: Totals = [
            .queued: Tally(count: 2, sum: Rupiah(3_000_000)), .rejected: Tally(count: 3, sum: Rupiah(4_500_000)),
        ]
        #expect(try fixture.totals(filed.batch) == expected)
        #expect(Set(filed.violations.map(\.line)) == [2, 4, 6])
        #expect(filed.violations.allSatisfy { $0.text.english.contains("A") })
    }

    @Test("References that are the same in NFC are rejected, both of them") func composed() throws {
        let fixture = try IntakeFixture()
        let path = try fixture.write(IntakeFixture.rows("Ren\u{E9}", "A", "Rene\u{301}"))
        let filed = try fixture.file(path)
        #expect(filed.violations.map(\.line).sorted() == [2, 4])
        #expect(filed.violations.allSatisfy { $0.code == .duplicateReference })
        #expect(try fixture.totals(filed.batch)[.queued]?.count == 1)
    }

    @Test("Look-alikes are warnings about rows that stand, with both rows named") func lookAlikes() throws {
        let fixture = try IntakeFixture()
        let rows = IntakeFixture.rows("PAY-1", "PAY-2", "pay-1", "pay-2") + ["Pay-2,014,12,Budi Santoso,1500000,x,HR"]
        let path = try fixture.write(rows)
        var warnings: [Violation] = []
        let check = try FileCheck(
            path: path, RowForm(.payout, banks: .embedded), onViolation: { _ in }, onWarning: { warnings.append($0) })
        let lookAlikes = warnings.filter { $0.code == .referenceLookAlike }
        #expect(lookAlikes.map(\.line) == [4, 5])
        // One person at one amount, as all rows of this file are, is a note of its own.
        #expect(Set(warnings.map(\.code)) == [.referenceLookAlike, .personTwice])
        #expect(
            lookAlikes.first?.text.english == """
                line 4 (Budi Santoso), reference "pay-1": the reference looks like that of line 2 (PAY-1, Budi \
                Santoso). If both are one payment, delete one of the rows.
                """)
        #expect(check.accepted == 4 && check.rejected == 1 && check.warnings == warnings.count)
        let filed = try fixture.file(path)
        #expect(filed.warnings.map(\.text) == warnings.map(\.text) && filed.warningCount == warnings.count)
        #expect(try fixture.totals(filed.batch)[.queued]?.count == 4)
    }

    @Test("Warnings of the usual kind do not hide the others") func manyWarnings() throws {
        let fixture = try IntakeFixture()
        let unusual = (0..<50).map { "R\($0),014,\(12_345_678_901 + $0 * 7919),Budi \($0),1500000,x,HR" }
        let rows = unusual + ["Z,014,1234567890123450,Budi Santoso,1500000,x,HR"]
        let filed = try fixture.file(try fixture.write(rows))
        #expect(filed.warningCount == 51)
        #expect(filed.warnings.count { $0.code == .unusualAccountLength } == 3)
        #expect(filed.warnings.count { $0.code == .digitsProbablyLost } == 1)
        #expect(filed.lines(of: "a.csv").last?.english.contains("51 rows have notes") == true)
    }

    @Test("An amount beyond every sense counts as unreadable, so that no sum overflows") func absurdAmount() throws {
        let fixture = try IntakeFixture()
        let rows = ["9223372036854775807", "4000000001", "4000000000", "0", "-5"].enumerated().map {
            index, amount in
            "R\(index),014,1234567800,Budi Santoso,\(amount),salary,HR"
        }
        let batch = try fixture.file(try fixture.write(rows)).batch
        #expect(batch.input == Tally(count: 5, sum: Rupiah(4_000_000_000)))
        #expect(try fixture.ledger.read { try $0.recount(batch.id).unreadableAmounts } == 4)
        #expect(try Self.rejectedAmounts(batch, fixture) == ["", "", "4000000000", "0", "-5"])
    }

    @Test("Where cells are missing, nobody knows the amount: the results have no number that no sum has")
    func wrongCellCount() throws {
        let fixture = try IntakeFixture()
        let rows = ["A,014,1234567800,Budi Santoso,5000", "B,014,1234567800,Siti Hidayat,1,500,000,salary,HR"]
        let batch = try fixture.file(try fixture.write(rows)).batch
        #expect(batch.input == Tally(count: 2, sum: .zero))
        #expect(try Self.rejectedAmounts(batch, fixture) == ["", ""])
    }

    /// The amounts of the rejected rows as the results show them.
    private static func rejectedAmounts(_ batch: Batch, _ fixture: IntakeFixture) throws -> [String] {
        var amounts: [String] = []
        try fixture.ledger.read { try $0.forEachResult(of: batch.id, onlyRejected: true) { amounts.append($0.amount) } }
        return amounts
    }

    @Test(
        "A file that is refused leaves nothing behind, however far it was read",
        arguments: [
            IntakeFixture.rows("A", "B") + ["\"C,014"], IntakeFixture.rows("A") + ["B,0\u{0}14"], [],
        ])
    func refusedFile(rows: [String]) throws {
        let fixture = try IntakeFixture()
        let kept = try fixture.file(try fixture.write(IntakeFixture.rows("K"), to: "kept.csv")).batch
        let failure = try fixture.refusal(try fixture.write(rows))
        #expect(failure.status == .badFile && failure.description.contains("payroll.csv"))
        #expect(try fixture.batchCount == 1)
        #expect(try fixture.totals(kept) == [.queued: Tally(count: 1, sum: Rupiah(1_500_000))])
    }

    @Test("A header that misses a column is refused with the column's name") func badHeader() throws {
        let fixture = try IntakeFixture()
        let header = "reference,bank_code,account_number,account_name,amnt,note"
        let failure = try fixture.refusal(try fixture.write(["A,014,1234567800,Budi,1500000,x"], header: header))
        #expect(failure.status == .badFile && failure.description.contains("amount"))
        #expect(try fixture.batchCount == 0)
    }

    @Test("An import that was cut off is read again from its beginning") func resumedImport() throws {
        let fixture = try IntakeFixture()
        let form = FileForm(delimiter: UInt8(ascii: ","), lineEnding: "\n", hasByteOrderMark: false)
        let cutOff = try LedgerImport(
            into: fixture.ledger, fileName: "payroll.csv", header: [], form: form, at: FixedClock().now())
        // More rows than one commit takes, so that some are in the ledger already.
        for line in 2...5000 {
            let order = PaymentOrder(
                reference: "R\(line)", bankCode: "014", accountNumber: "1234567800", accountName: "Budi",
                amount: Rupiah(10_000))
            try cutOff.add(.accepted(line: line, order: order, note: "", others: []))
        }
        #expect(try fixture.batchCount == 0)
        try fixture.ledger.removeUnfinishedImports(at: Timestamp(milliseconds: 1_771_051_030_000))
        let filed = try fixture.file(try fixture.write(IntakeFixture.rows("A", "B")))
        #expect(filed.isNew && filed.batch.input.count == 2)
    }

    @Test("check and the import say the same") func checkAgrees() throws {
        let fixture = try IntakeFixture()
        let rows = IntakeFixture.rows("A", "B", "A", "C") + ["D,999,1,,x,y~`,HR", "E,014,1234567800,Budi,5000,x,HR"]
        let path = try fixture.write(rows)
        let check = try FileCheck(
            path: path, RowForm(.payout, banks: .embedded), onViolation: { _ in }, onWarning: { _ in })
        let batch = try fixture.file(path).batch
        let totals = try fixture.totals(batch)
        #expect(check.digest == batch.digest)
        #expect(check.accepted == totals[.queued]?.count && check.sum == totals[.queued]?.sum)
        #expect(check.rejected == totals[.rejected]?.count)
    }
}
