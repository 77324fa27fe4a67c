import Operations
import PayoutCore
import PayoutRules
import Testing
import Wording

/// Rows and files that other parts of the file contradict, and files of finance that are read in one way only.
@Suite struct ContradictedRowsTests {
    private static let people = [
        "Budi Santoso;BCA;1234567890;5.000.000;", "Siti Aminah;BCA;2345678901;4.500.000;",
        "Joko Susilo;BCA;3456789012;6.000.000;",
    ]

    private struct Found {
        var check: FileCheck
        var violations: [Violation]
    }

    private func check(_ rows: [String], header: String = "Nama;Bank;No Rekening;Jumlah;Ket", end: String = "\n") throws
        -> Found
    {
        let fixture = try IntakeFixture()
        let path = try fixture.write(rows.dropLast() + [(rows.last ?? "") + end], header: header)
        var found: [Violation] = []
        let form = RowForm(.payout, banks: .embedded)
        let check = try FileCheck(path: path, form, onViolation: { found.append($0) }, onWarning: { _ in })
        return Found(check: check, violations: found)
    }

    private func refusal(_ rows: [String], header: String = "Nama;Bank;No Rekening;Jumlah;Ket") -> String {
        #expect(throws: CommandFailure.self) { try check(rows, header: header) }?.phrase.english ?? "read"
    }

    @Test(arguments: ["Joko Susilo;BCA;3456789012;-500000;koreksi", "Joko Susilo;;;-1.500.000;koreksi"])
    func `A row that takes money back rejects the payments to the same account or name, above and below`(
        correction: String
    ) throws {
        for rows in [Self.people + [correction], [correction] + Self.people] {
            let found = try check(rows)
            #expect(found.check.accepted == 2 && found.check.sum == Rupiah(9_500_000))
            let taken = found.violations.filter { $0.code == .contradicted }
            #expect(taken.map(\.row?.accountName) == ["Joko Susilo"])
            #expect(taken.first?.text.english.contains("takes money back from the same account or name") == true)
        }
    }

    @Test func `A submitted file has the payment among its rejected rows too`() throws {
        let fixture = try IntakeFixture()
        let path = try fixture.write(
            Self.people + ["Joko Susilo;BCA;3456789012;-500000;koreksi"], header: "Nama;Bank;No Rekening;Jumlah;Ket")
        let totals = try fixture.totals(fixture.file(path).batch)
        #expect(totals[.rejected]?.count == 2 && totals[.queued]?.count == 2)
    }

    @Test(
        arguments: [
            "Catatan: rekening Joko ganti ke BNI 0231234567;;;;", "Koreksi: gaji Joko seharusnya 5.000.000;;;;",
        ])
    func `A line below the total that corrects a row refuses the file`(line: String) {
        let said = refusal(Self.people + ["TOTAL;;;15.500.000;", line])
        #expect(said.contains("line 6: this line names another account or another amount"), "\(said)")
    }

    @Test func `The account that pays may stand below the total`() throws {
        let found = try check(Self.people + ["TOTAL;;;15.500.000;", "Sumber dana: BCA 0987654321 PT Maju;;;;"])
        #expect(found.check.accepted == 3)
    }

    @Test func `Long accounts that all end in zeros refuse the file, and others do not`() throws {
        let lost = ["A;BRI;1234567890123450;1.500.000;", "B;BRI;1234567890123460;1.500.000;"]
        #expect(refusal(lost).contains("line 2: all 2 account numbers of more than 15 digits end in zeros"))
        #expect(try check(lost + ["C;BRI;1234567890123456;1.500.000;"]).check.accepted == 3)
        // Nobody takes digits in groups for a number.
        #expect(try check(["A;BRI;1234-5678-9012-3450-00;1.500.000;"]).check.accepted == 1)
    }

    @Test func `What is understood of a column of fees is said before approval`() throws {
        let rows = ["Budi;BCA;1234567890;5.000.000;6500;", "Siti;BCA;2345678901;4.500.000;6500;"]
        let found = try check(rows, header: "Nama;Bank;No Rekening;Nominal;Biaya Admin;Ket")
        #expect(found.check.accepted == 2 && found.check.reading.steps.contains { $0.kind == .fees })
        #expect(found.check.reading.lines.contains { $0.english.hasSuffix("added to it or taken off: Biaya Admin") })
    }

    @Test func `A last amount without a line break is named, since it may be cut off`() throws {
        let header = "Nama;Bank;No Rekening;Jumlah"
        let rows = ["Budi;BCA;1234567890;5000000", "Siti;BCA;2345678901;4500000"]
        let open = try check(rows, header: header, end: "").check.reading.steps.first { $0.kind == .openEnd }
        #expect(open?.firstLine == 3)
        #expect(try !check(rows, header: header).check.reading.steps.contains { $0.kind == .openEnd })
        #expect(try !check(Self.people, end: "").check.reading.steps.contains { $0.kind == .openEnd })
    }

    @Test(arguments: ["THR", "Bonus", "Fee", "Uang Makan", "THR 2026", "Lembur"])
    func `A part of a salary is the amount where the file has no other money`(name: String) throws {
        let found = try check(Self.people, header: "Nama;Bank;No Rekening;\(name);Ket")
        #expect(found.check.accepted == 3 && found.check.sum == Rupiah(15_500_000))
        let rows = Self.people.map { "\($0);1.000.000" }
        #expect(refusal(rows, header: "Nama;Bank;No Rekening;\(name);Ket;Gaji Pokok").contains("\"amount\" is missing"))
    }

    @Test func `E-wallets and phone numbers are banks and accounts together only`() throws {
        let rows = ["Budi;OVO;081234567890;1.500.000", "Siti;GoPay;+62 812-3456-7891;1.500.000"]
        let header = "Nama;E-Wallet;Nomor HP;Jumlah"
        #expect(try check(rows, header: header).check.accepted == 2)
        let wrong = try check(rows + ["Joko;BCA;081234567892;1.500.000"], header: header)
        #expect(wrong.check.accepted == 2 && wrong.violations.map(\.code) == [.accountNumberMalformed])
        #expect(refusal(rows, header: "Nama;Bank;Nomor HP;Jumlah").contains("\"account_number\" is missing"))
    }

    @Test func `Two columns of holders are read where they name the same person in each row`() throws {
        let header = "Nama Penerima;Nama Pemilik Rekening;Bank;No Rekening;Jumlah"
        let rows = ["Budi Santoso;BUDI SANTOSO;BCA;1234567890;1.500.000", "Siti Aminah;;BCA;1234567891;1.500.000"]
        #expect(try check(rows, header: header).check.accepted == 2)
        let found = try check(rows + ["Joko Susilo;Rina Wati;BCA;1234567892;1.500.000"], header: header)
        #expect(found.check.accepted == 2 && found.violations.map(\.code) == [.contradicted])
        #expect(found.violations.first?.text.english.contains("\"Joko Susilo\" and \"Rina Wati\"") == true)
    }

    @Test func `A line break in a name is a space, and is listed`() throws {
        let found = try check(["\"Siti\nAminah\";BCA;1234567890;1.500.000;\"Gaji\nMaret\""])
        #expect(found.check.accepted == 1 && found.check.reading.steps.contains { $0.kind == .lineBreak })
    }

    @Test func `A header that does not fit names the columns by their cells, and what to write`() {
        let said = refusal(Self.people, header: "Nama;Bank;Nomer Rek Karyawan;Bersih Akhir Bulan;Ket")
        #expect(said.contains("By its cells, \"Nomer Rek Karyawan\" may be account_number"), "\(said)")
        #expect(said.contains("write columns.accountNumber: 'Nomer Rek Karyawan' into salur.yaml"), "\(said)")
    }

    @Test func `Group headers above the column names are left out`() throws {
        let rows = ["No;Nama;Bank;No Rekening;Jumlah"] + Self.people.map { "1;" + $0.dropLast() }
        #expect(try check(rows, header: "Data Karyawan;;Rekening;;Pembayaran").check.accepted == 3)
    }
}
