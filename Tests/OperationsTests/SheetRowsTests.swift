import FoundationEssentials
import Operations
import PayoutCore
import PayoutLedger
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
            "Total Gaji;;;;4.250.000", "Total Gaji Maret: Rp 4.250.000;;;;;", "TOTAL;;;;;4.250.000",
            "TOTAL;;4250000;;;",
            "Total;3;;;4.250.000;", "TOTAL;;3;;4.250.000;", ";;TOTAL Rp 4.250.000;;;",
        ])
    func total(row: String) throws {
        let (check, violations) = try check([Self.header] + Self.rows + [row])
        #expect(violations.isEmpty && check.accepted == 3 && check.sum == Rupiah(4_250_000))
        #expect(steps(check) == ["totals_rows 1 5"])
    }

    @Test("a row of units under the column names is left out and listed", arguments: ["(Rp)", "Rp", "IDR", "(Rupiah)"])
    func units(unit: String) throws {
        let (check, violations) = try check([Self.header, ";;;;\(unit);"] + Self.rows)
        #expect(violations.isEmpty && check.accepted == 3)
        #expect(steps(check) == ["headings 1 2"])
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
        #expect(steps(check) == ["totals_rows 3 4", "repeated_headers 1 5", "headings 2 10"])
    }

    @Test("departments between the rows and signatures without a total are left out and listed") func headings() throws
    {
        let lines =
            [Self.header, "DEPARTEMEN PRODUKSI;;;;;", Self.rows[0], "B. KANTOR;;;;;"] + Self.rows.dropFirst()
            + ["", "Jakarta, 31 Maret 2026;;;;;", "Mengetahui,;;;Menyetujui,;;", "(Direktur);;;(Keuangan);;"]
        let (check, violations) = try check(lines)
        #expect(violations.isEmpty && check.accepted == 3 && check.rejected == 0)
        #expect(steps(check) == ["headings 4 2", "words_below_total 1 10"])
    }

    @Test(
        "a row of a name alone is a payment without its account",
        arguments: ["Budi;;;;;", ";;;Budi;;", "A.Budi;;;;;", ";;;A. RAHMAN;;"])
    func nameAlone(row: String) throws {
        let (check, violations) = try check([Self.header] + Self.rows + ["Subtotal;;;;4.250.000;", Self.rows[0], row])
        #expect(check.rejected >= 1 && violations.contains { $0.line == 7 })
    }

    @Test("a total in the title is compared with the sum of the rows") func totalAbove() throws {
        let (check, _) = try check(["Total Gaji;;;;Rp 4.250.000;", Self.header] + Self.rows)
        #expect(check.accepted == 3 && steps(check) == [])
        let error = #expect(throws: CommandFailure.self) {
            try self.check(["Total Gaji;;;;4.260.000;", Self.header] + Self.rows)
        }
        #expect(error?.code == .totalsDiffer)
    }

    @Test("sums of banks, in words or in a small table below the total, are left out and listed") func recaps() throws {
        let total = ";;;;4.250.000;"
        let below = ["Rekap per bank;;;;;", "Bank;Total;;;;", "BCA;3.500.000;;;;", ";Mandiri;;;750.000;"]
        let (check, violations) = try check([Self.header] + Self.rows + [total, "Total BCA;;;;3.500.000;"] + below)
        #expect(violations.isEmpty && check.accepted == 3, "\(violations)")
        #expect(
            steps(check) == ["totals_rows 1 5", "sums_of_banks 3 6", "words_below_total 2 7", "banks_by_name 1 10"])
        let above = try self.check([Self.header, ";014;;;3.500.000;"] + Self.rows)
        #expect(above.check.rejected == 1)
    }

    @Test("an empty code of the bank is read from its name, and repeated rows are counted without a ledger")
    func bankByName() throws {
        let (check, violations) = try check([
            "Kode Bank,Nama Bank,No Rekening,Nama,Jumlah", ",Mandiri,1370001234567,Siti,1500000",
            ",BCA,1234567890,Budi,1500000", ",,1234567891,Eko,1500000", "014,BCA,1234567890,Budi,1500000",
        ])
        #expect(check.accepted == 3 && violations.map(\.line) == [4])
        #expect(check.reading.steps.first { $0.kind == .bankName }?.example?.written == "Mandiri")
        #expect(check.repeats?.tally == Tally(count: 1, sum: Rupiah(1_500_000)))
        #expect(check.repeats?.rows.map(\.line) == [5])
    }

    @Test("lines of printed pages, and signatures in any column, are left out") func pages() throws {
        let lines =
            [Self.header, "Halaman 1 dari 2;;;;;", Self.rows[0], "Dicetak: 25/03/2026 oleh ani;;;;;"]
            + Self.rows.dropFirst() + [
                "TOTAL;;;;4.250.000;", ";Jakarta, 25 Maret 2026;;;;", ";Mengetahui;;;Dibuat oleh;",
            ]
            + [";Direktur;;;Finance;", ";Bambang;;;Ani;"]
        let (check, violations) = try check(lines)
        #expect(violations.isEmpty && check.accepted == 3, "\(violations.map(\.text.english))")
    }

    @Test("columns without a name may be empty, and nothing else") func unnamedColumns() throws {
        let header = "Bank;;No Rekening;Nama;;Jumlah"
        #expect(try check([header, "BCA;;1234567890;Budi; ;1.500.000"]).check.accepted == 1)
        let error = #expect(throws: CommandFailure.self) {
            try self.check([header, "BCA;;1234567890;Budi;;1.500.000", "BCA;;1234567891;Ani;x;1.500.000"])
        }
        #expect(error?.phrase.english.contains("column 5 has no name") == true)
    }

    @Test("the character by which DOS ends a text is no row") func endOfText() throws {
        let (check, violations) = try check([Self.header] + Self.rows + ["\u{1A}"])
        #expect(violations.isEmpty && check.accepted == 3 && steps(check) == ["empty_rows 1 5"])
    }

    @Test("a total that is another sum refuses the file") func wrongTotal() throws {
        let error = #expect(throws: CommandFailure.self) {
            try check([Self.header] + Self.rows + ["TOTAL;;;;4.260.000;"])
        }
        let message = error?.phrase.english ?? ""
        #expect(error?.status == .badFile && error?.code == .totalsDiffer)
        #expect(message.contains("line 5: the total is Rp 4.260.000, and the rows are Rp 4.250.000 in all"))
    }

    @Test(
        "a row that counts the columns is left out and listed",
        arguments: ["(1);(2);(3);(4);(5);(6)", "1;2;3;4;5;6"])
    func columnNumbers(row: String) throws {
        let (check, violations) = try check([Self.header, row] + Self.rows)
        #expect(check.accepted == 3 && violations.isEmpty)
        #expect(steps(check).contains("headings 1 2"))
    }

    @Test("a row with an account and another amount is a payment, and one without is rejected")
    func noTotal() throws {
        let rows = ["TOTAL;014;1234567892;Total Jaya;4.200.000;x", "D;;;Dewi;900.000;x"]
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

/// What sheets can have that would pay a wrong amount or bank: the file or the row is refused.
@Suite struct MixedUpSheetTests {
    private func check(_ lines: [String]) throws -> (check: FileCheck, violations: [Violation]) {
        let fixture = try IntakeFixture()
        let path = try fixture.write(Array(lines.dropFirst()), header: lines[0])
        var found: [Violation] = []
        let check = try FileCheck(
            path: path, RowForm(.payout, banks: .embedded), onViolation: { found.append($0) }, onWarning: { _ in })
        return (check, found)
    }

    private func refusal(_ lines: [String]) -> String {
        let error = #expect(throws: CommandFailure.self) { try check(lines) }
        #expect(error?.status == .badFile)
        return error?.phrase.english ?? ""
    }

    @Test func `A second table with other columns refuses the file`() {
        let words = refusal([
            "Nama,Bank,No Rekening,Gaji,Catatan", "Budi,BCA,1234567890,1500000,x", "Nama,Bank,No Rekening,Catatan,Gaji",
            "Siti,BCA,1234567891,60000,2500000",
        ])
        #expect(words.contains("line 3: here the columns have other names, or another order, than in line 1"))
    }

    @Test(arguments: [
        "Diterima", "Yang Dibayarkan", "Jumlah Diterima", "Nett", "Gaji Dibayar", "Payable", "Total Gaji",
    ])
    func `A column that may be the net amount is asked about`(net: String) {
        let words = refusal([
            "Nama,Bank,No Rekening,Gaji,Potongan,\(net)", "Budi,BCA,1234567890,1600000,100000,1500000",
        ])
        #expect(words.contains("more than one column may be \"amount\": "))
    }

    @Test(arguments: ["Tanggal Transfer", "Biaya Transfer", "Status Pembayaran", "Dibayar Oleh"])
    func `A column that is about the payment is not asked about`(name: String) throws {
        let (check, _) = try check(["Nama,Bank,No Rekening,Gaji,\(name)", "Budi,BCA,1234567890,1600000,x"])
        #expect(check.accepted == 1)
    }

    @Test func `Two columns that name different banks reject the row`() throws {
        let (check, violations) = try check([
            "Nama,Kode Bank,Nama Bank,No Rekening,Jumlah", "Budi,014,BRI,1234567890,1600000",
            "Siti,014,Bank Central Asia,1234567891,1600000", "Ani,014,Cabang Jakarta,1234567892,1600000",
            "Eko,008,Mandiri Syariah,1370001234567,1600000",
        ])
        #expect(check.accepted == 2 && violations.map(\.code) == [.banksDiffer, .banksDiffer])
        #expect(violations.map(\.line) == [2, 5])
    }

    @Test func `A row that the file calls paid or cancelled is not paid`() throws {
        let (check, violations) = try check([
            "Nama,Bank,No Rekening,Gaji,Status", "Budi,BCA,1234567890,1500000,SUDAH DIBAYAR",
            "Siti,BCA,1234567891,1500000,Tetap", "Ani,BCA,1234567892,1500000,Batal", "Eko,BCA,1234567893,1500000,",
            "Dwi,BCA,1234567894,1500000,Belum dibayar", "Ida,BCA,1234567895,1500000,HOLD - cuti",
            "Nia,BCA,1234567896,1500000,Tidak ditransfer", "Ayu,BCA,1234567897,1500000,Not paid",
        ])
        #expect(check.accepted == 4 && violations.map(\.line) == [2, 4, 7, 8])
        #expect(violations.allSatisfy { $0.code == .notToBePaid })
        #expect(violations[0].text.english.contains("the column \"Status\" says \"SUDAH DIBAYAR\". Delete the row"))
    }

    @Test(arguments: ["LUNAS", "Sudah dibayar", "JANGAN DIBAYAR", "batal"])
    func `A cell that says nothing but that a row is paid or cancelled is believed in any column`(word: String) throws {
        for column in ["Divisi", "Keterangan"] {
            let (check, _) = try check([
                "Nama,Bank,No Rekening,Gaji,\(column)", "Budi,BCA,1234567890,1500000,\(word)",
                "Siti,BCA,1234567891,1500000,Gaji",
            ])
            #expect(check.accepted == 1 && check.rejected == 1, "\(column)")
        }
    }

    @Test(arguments: [
        "B. RESIGN (SUDAH DIBAYAR),,,", "Karyawan yang tidak ditransfer (tunai):,,,", "Departemen Produksi - BATAL,,,",
        "*) dalam ribuan rupiah,,,",
    ])
    func `Words between rows that stop payments refuse the file`(words: String) {
        let refused = refusal([
            "Nama,Bank,No Rekening,Gaji", "Budi,BCA,1234567890,1500000", words, "Siti,BCA,1234567891,1500000",
        ])
        #expect(refused.contains("line 3"))
    }

    @Test(arguments: ["(Musdalifah),,,", "Head of Cash Management,,,", "Dibayar oleh: Bendahara,,,"])
    func `Names and offices of those who sign stop nothing`(signature: String) throws {
        let lines = ["Nama,Bank,No Rekening,Gaji", "Budi,BCA,1234567890,1500000", "Total,,,1500000", "Mengetahui,,,"]
        let (check, violations) = try check(lines + [signature])
        #expect(check.accepted == 1 && violations.isEmpty)
    }

    @Test func `The account of the company below the total refuses the file`() {
        let rows = ["Nama,Bank,No Rekening,Gaji", "Budi,BCA,1234567890,1500000", "Siti,BCA,1234567891,1600000"]
        #expect(refusal(rows + ["Total,,,3100000", "PT Maju,BCA,0987654321,3100000"]).contains("line 5"))
    }

    @Test(arguments: ["No Rekening Baru", "New Account", "Bank Baru"])
    func `A new account or bank beside the old one is asked about`(column: String) {
        let words = refusal(["Nama,Bank,No Rekening,Gaji,\(column)", "Budi,BCA,1234567890,1500000,x"])
        #expect(words.contains("more than one column"))
    }

    @Test(arguments: ["No Rekening Baru", "New Account", "Bank Baru"])
    func `A column for a new account or bank in which nothing stands does no harm`(column: String) throws {
        let rows = ["Budi,BCA,1234567890,1500000,", "Siti,BCA,1234567891,1600000, - "]
        let (check, violations) = try check(["Nama,Bank,No Rekening,Gaji,\(column)"] + rows)
        #expect(check.accepted == 2 && violations.isEmpty)
    }

    @Test func `A quote that swallows the next row refuses the file`() throws {
        let lines = [
            "Bank;Nama;Alamat;No Rekening;Gaji", "BCA;Budi;\"Jl. A;1234567890;1500000",
            "Mandiri;Siti;Jl. B\";1370001234567;2750000",
        ]
        let fixture = try IntakeFixture()
        let path = try fixture.write(Array(lines.dropFirst()), header: lines[0])
        let error = #expect(throws: CommandFailure.self) {
            try FileCheck(path: path, RowForm(.payout, banks: .embedded), onViolation: { _ in }, onWarning: { _ in })
        }
        #expect(error?.phrase.english.contains("line 2: a quote") == true)
    }

    @Test func `A title that names another unit refuses the file`() {
        let words = refusal([
            "Daftar Gaji (dalam ribuan rupiah)", "Nama,Bank,No Rekening,Gaji", "Budi,BCA,1234567890,15000",
        ])
        #expect(words.contains("line 1: this line says that the amounts are not whole rupiah"))
    }

    @Test(arguments: ["TOTAL,,,1600000", ",TOTAL,,1600000", "JUMLAH,3,,1600000"])
    func `The word of a total may stand in any column`(row: String) throws {
        let (check, violations) = try check(["Bank,No Rekening,Nama,Gaji", "BCA,1234567890,Budi,1600000", row])
        #expect(check.accepted == 1 && violations.isEmpty)
        let wrong = row.replacing("1600000", with: "1700000")
        #expect(refusal(["Bank,No Rekening,Nama,Gaji", "BCA,1234567890,Budi,1600000", wrong]).contains("the total is"))
    }

    @Test func `A signature below the total may stand in any column, and a row that names a bank is none`() throws {
        let rows = ["Bank,No Rekening,Nama,Gaji", "BCA,1234567890,Budi,1600000", "TOTAL,,,1600000"]
        #expect(try check(rows + [",Direktur,,", "Mengetahui,,,"]).violations.isEmpty)
        #expect(try check(rows + ["BCA,,Siti,"]).check.rejected == 1)
    }

    @Test func `A total above the rows is compared with all of them`() throws {
        let header = "Bank,No Rekening,Nama,Gaji"
        let rows = ["BCA,1234567890,Budi,1600000", "BCA,1234567891,Siti,1500000"]
        #expect(try check([header, ",,TOTAL,3100000"] + rows).check.accepted == 2)
        #expect(refusal([header, ",,TOTAL,3000000"] + rows).contains("line 2: the total is Rp 3.000.000"))
    }
}
