import Operations
import PayoutCore
import PayoutRules
import Testing
import Wording

/// Rows that are no payment to a person, and files that end too early.
@Suite struct PayerRowTests {
    private static let rows = [
        "BCA;1234567890;Budi;1.500.000;Gaji", "Mandiri;1370001234567;Siti;2.750.000;Gaji",
        "BRI;123401000567890;Agus;3.000.000;Gaji",
    ]

    private func check(_ rows: [String], header: String = "Bank;No Rekening;Nama;Jumlah;Keterangan") throws -> FileCheck
    {
        let fixture = try IntakeFixture()
        let path = try fixture.write(rows, header: header)
        let form = RowForm(.payout, banks: .embedded)
        return try FileCheck(path: path, form, onViolation: { _ in }, onWarning: { _ in })
    }

    private func refusal(_ rows: [String]) -> String? {
        #expect(throws: CommandFailure.self) { try check(rows) }?.phrase.english
    }

    @Test(
        arguments: [
            "Mandiri;1370009999999;Sumber Dana PT Maju;7.250.000;", "Mandiri;1370009999999;PT Maju;7.250.000;Debit",
            "Mandiri;1370009999999;PT Maju Jaya;7.250.000;Rek. Sumber",
        ])
    func `The account that pays refuses the file, above and below the rows`(payer: String) {
        for (rows, line) in [([payer] + Self.rows, 2), (Self.rows + [payer], 5)] {
            #expect(refusal(rows)?.contains("line \(line): this row asks for as much as all others") == true)
        }
    }

    @Test(
        arguments: [
            "BCA;0987654321;GRAND TOTAL;7.250.000;", "BCA;0987654321;Jumlah;7.250.000;Gaji",
            "BCA;0987654321;PT Maju;7.250.000;Total transfer", "BCA;0987654321;;7.250.000;TOTAL",
        ])
    func `A total with an account is no payment, although all its cells are filled in`(total: String) {
        #expect(refusal(Self.rows + [total])?.contains("line 5: this row is called a total") == true)
        let more = "BCA;1234567891;Wati;1.000.000;Gaji"
        #expect(refusal(Self.rows + [total, more, more])?.contains("line 5: this row is called a total") == true)
    }

    @Test func `A sum in the middle counts the rows since the last total`() {
        let sections = Self.rows + [";;TOTAL;7.250.000;"] + Self.rows.prefix(2)
        let total = "BCA;0987654321;Subtotal BCA;4.250.000;"
        #expect(refusal(sections + [total])?.contains("line 8: this row is called a total") == true)
    }

    @Test func `Rows of the same amount whose notes name a total are payments`() throws {
        let rows = ["BCA;1234567890;Budi;1.500.000;Total gaji", "BCA;1234567891;Siti;1.500.000;Total gaji"]
        #expect(try check(rows).accepted == 2)
    }

    @Test func `A person who is paid as much as all others is paid`() throws {
        #expect(try check(Self.rows + ["BCA;1234567899;Direktur;7.250.000;Gaji"]).accepted == 4)
        #expect(try check(Self.rows + ["BCA;1234567899;PT Sumber Jaya;7.000.000;Gaji"]).accepted == 4)
    }

    @Test(arguments: ["D/K", "Dr/Cr", "Debet/Kredit", "Posisi"])
    func `A row that takes money from an account is rejected`(column: String) throws {
        let rows = zip(Self.rows, ["K", "CR", "Kredit"]).map { "\($0);\($1)" }
        let header = "Bank;No Rekening;Nama;Jumlah;Keterangan;\(column)"
        for word in ["D", "Debet", "DR"] {
            let check = try check(rows + ["Mandiri;1370009999999;PT Maju;7.250.000;;\(word)"], header: header)
            #expect(check.accepted == 3 && check.rejected == 1, "\(word)")
        }
    }

    @Test func `The only row with fewer cells, without a line break, was cut off`() throws {
        #expect(
            refusal(Self.rows.prefix(2) + ["BRI;123401000567890;Agus;300"])?.contains("line 4: the last row") == true)
        #expect(refusal(Self.rows.prefix(2) + ["BRI;123401000567890;Agus;30000"])?.contains("cut off") == true)
        // The account was cut, and with it the cell of the amount.
        #expect(refusal(Self.rows.prefix(2) + ["BRI;1234010005"])?.contains("cut off") == true)
        // With a line break at its end, or where other rows are as short, the row is whole.
        #expect(try check(Self.rows.prefix(2) + ["BRI;123401000567890;Agus;3.000.000", ""]).accepted == 3)
        let short = "BRI;123401000567890;Agus;3.000.000"
        #expect(try check(["BCA;1234567890;Budi;1.500.000", Self.rows[1], short]).accepted == 3)
    }
}
