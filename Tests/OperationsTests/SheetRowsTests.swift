import FoundationEssentials
import Operations
import PayoutCore
import PayoutRules
import Testing
import Wording

/// What people put around the table of a sheet: titles, totals, signatures, the header once more.
@Suite("Rows of a sheet that are no payments") struct SheetRowsTests {
    private static let header = "Referensi;Kode Bank;No Rekening;Nama;Jumlah;Keterangan"
    private static let rows = [
        "A;014;1234567890;Budi;1.500.000;x", "B;014;1234567891;Siti;2.000.000;x", "C;008;1234567890123;Ani;750.000;x",
    ]

    private func check(_ lines: [String]) throws -> (check: FileCheck, violations: [Violation]) {
        let fixture = try IntakeFixture()
        let path = try fixture.write(Array(lines.dropFirst()), header: lines[0])
        var found: [Violation] = []
        let form = RowForm(.payout, banks: .embedded)
        let check = try FileCheck(path: path, form, onViolation: { found.append($0) }, onWarning: { _ in })
        return (check, found)
    }

    private func steps(_ check: FileCheck) -> [String] {
        check.reading.steps.map { "\($0.kind.rawValue) \($0.rows) \($0.firstLine)" }
            .filter { !$0.hasPrefix("amounts") }
    }

    @Test("titles above the header are left out and listed") func titles() throws {
        let titles = ["PT Maju Jaya, Jakarta", "", "Gaji Maret 2026;;;;;", ";;;;;"]
        let (check, violations) = try check(titles + [Self.header] + Self.rows)
        #expect(violations.isEmpty && check.accepted == 3 && check.sum == Rupiah(4_250_000))
        #expect(steps(check) == ["title_rows 3 1"])
        #expect(check.reading.columns.map(\.name).first == "Referensi")
    }

    @Test("a payment above the header is never taken for a title") func paymentAbove() throws {
        let error = #expect(throws: CommandFailure.self) {
            try check(["Gaji", "X;014;1234567899;Eko;500000;x", Self.header] + Self.rows)
        }
        #expect(error?.status == .badFile)
    }

    @Test(
        "a total that is the sum of the rows is left out",
        arguments: [
            "TOTAL;;;;4.250.000;", ";;;Jumlah;Rp 4.250.000,00;", "Grand Total;;;;4250000;", ";;;;4.250.000;",
            "Total Gaji;;;;4.250.000",
        ])
    func total(row: String) throws {
        let (check, violations) = try check([Self.header] + Self.rows + [row])
        #expect(violations.isEmpty && check.accepted == 3 && check.sum == Rupiah(4_250_000))
        #expect(steps(check) == ["totals_rows 1 5"])
    }

    @Test("sections with subtotals, a repeated header and a signature are read") func sections() throws {
        let lines =
            [Self.header] + Self.rows.prefix(2) + ["Subtotal;;;;3.500.000;", Self.header, Self.rows[2]]
            + [
                "Sub Total;;;;750.000;", "TOTAL;;;;4.250.000;", "", "Jakarta, 31 Maret 2026",
                "Mengetahui,;;;Direktur;;",
            ]
        let (check, violations) = try check(lines)
        #expect(violations.isEmpty && check.accepted == 3)
        #expect(steps(check) == ["totals_rows 3 4", "repeated_headers 1 5", "words_below_total 2 10"])
    }

    @Test("a total that is another sum refuses the file") func wrongTotal() throws {
        let error = #expect(throws: CommandFailure.self) {
            try check([Self.header] + Self.rows + ["TOTAL;;;;4.260.000;"])
        }
        let message = error?.phrase.english ?? ""
        #expect(error?.status == .badFile && error?.code == .totalsDiffer)
        #expect(message.contains("line 5: the total is Rp 4.260.000, and the rows above it are Rp 4.250.000 in all"))
    }

    @Test("a row with an account is never a total, and one without is rejected where it is none")
    func noTotal() throws {
        let rows = ["TOTAL;014;1234567892;Total Jaya;4.250.000;x", "D;;;Dewi;900.000;x"]
        let (check, violations) = try check([Self.header] + Self.rows + rows)
        #expect(check.accepted == 4 && check.rejected == 1)
        #expect(Set(violations.map(\.line)) == [6])
    }

    @Test("a total below amounts that cannot be read is not compared") func notCompared() throws {
        let (check, _) = try check([Self.header] + Self.rows + ["D;014;1234567893;Dewi;x;x", "TOTAL;;;;5.000.000;"])
        #expect(check.accepted == 3 && check.rejected == 1)
        #expect(steps(check) == ["totals_rows_not_compared 1 6"])
    }
}
