import Operations
import PayoutCore
import PayoutRules
import Testing
import Wording

/// Columns that may hold what is to be paid instead of the one that is read: nobody can say which is meant.
@Suite struct RivalColumnsTests {
    /// Checks a file with these columns after name, bank and account; nil where it is read, else what is said.
    private func refusal(
        _ columns: String, _ rows: [String], _ mapping: ColumnMapping = .none, start: String = "Nama;Bank;No Rekening"
    ) throws -> String? {
        let fixture = try IntakeFixture()
        let accounts = ["Budi;BCA;1234567890", "Siti;Mandiri;1370001234567", "Ani;BRI;123401000567890"]
        let path = try fixture.write(
            zip(accounts, rows).map { "\($0);\($1)" }, header: "\(start);\(columns)")
        let form = RowForm(.payout, banks: .embedded, columns: mapping)
        do {
            _ = try FileCheck(path: path, form, onViolation: { _ in }, onWarning: { _ in })
            return nil
        } catch {
            return error.phrase.english
        }
    }

    @Test(
        arguments: [
            "Nominal Disetujui", "Approved Amount", "Final", "Realisasi", "TF", "Kirim", "Acc", "Hasil Review",
            "Setelah Pajak", "Usulan Direksi", "Nominal 2",
        ])
    func `A second column of amounts that differ refuses the file, and both are named`(other: String) throws {
        let said = try #require(try refusal("Nominal;\(other)", ["2.000.000;1.500.000", "2.750.000;2.750.000"]))
        #expect(said.contains("\"Nominal\""), "\(said)")
        #expect(said.contains("\"\(other)\""), "\(said)")
    }

    @Test(arguments: ["Zakat", "Kurang Bayar", "Sudah Diambil", "Koreksi Bulan Lalu", "Carry Over", "Uang Makan"])
    func `A net with an amount to its right is doubtful`(other: String) throws {
        let said = try refusal("THP;\(other)", ["1.600.000;100.000", "2.750.000;0"])
        #expect(said?.contains("\"\(other)\"") == true, "\(said ?? "read")")
    }

    @Test(
        arguments: [
            ("Nominal;Qty", "100000;22"), ("Amount;Qty", "100000;22"), ("Nominal;% Bayar", "2.000.000;50%"),
            ("Jumlah;Termin", "2.000.000;50%"), ("Honor;Jumlah Jam", "100000;22"), ("Nominal;x", "100000;3"),
        ])
    func `An amount that a number to its right multiplies is doubtful`(columns: String, row: String) throws {
        let said = try refusal(columns, [row])
        #expect(said?.contains("may be") == true, "\(said ?? "read")")
    }

    @Test(
        arguments: [
            ("Gaji Bersih;Gaji Pokok;Uang Hadir", ["1.500.000;1.000.000;500.000", "2.750.000;2.000.000;750.000"]),
            ("Hadir;Transport;Jumlah", ["1.000.000;500.000;1.500.000", "2.000.000;750.000;2.750.000"]),
            ("Harga Satuan;Hari;Jumlah", ["100.000;15;1.500.000", "100.000;27;2.700.000"]),
            ("Jumlah;Harga Satuan;Hari", ["1.500.000;100.000;15", "2.700.000;100.000;27"]),
            ("Nominal Bulan Lalu;Nominal", ["1.400.000;1.500.000"]), ("Nominal;Final", ["1.500.000;1.500.000"]),
            ("Jumlah;Kumulatif", ["1.500.000;1.500.000", "2.750.000;4.250.000"]),
            ("Net Pay;Net Pay YTD", ["1.500.000;4.500.000"]), ("Jumlah Transfer;Sisa Cuti", ["1.450.000;12"]),
            ("THP;Umur;Hari Kerja", ["1.500.000;31;22"]), ("Jumlah;No HP", ["1.500.000;081234567890"]),
            ("Jumlah;Kode Toko", ["1.500.000;100500"]), ("Jumlah;Petugas", ["1.500.000;100234"]),
            ("amount;bonus_pool", ["1500000;2000000"]), ("Jumlah;Departemen", ["1.500.000;Produksi 2"]),
            ("Jumlah;Tanggal", ["1.500.000;25.03.2026"]), ("Jumlah;Progress", ["1.500.000;100%"]),
        ])
    func `Amounts that add up, old values, and numbers of other kinds do no harm`(
        columns: String, rows: [String]
    ) throws {
        #expect(try refusal(columns, rows) == nil)
    }

    /// Checks a file of six people with these columns after name, bank and account; nil where it is read.
    private func refusalOfSix(
        _ columns: String, _ mapping: ColumnMapping = .none, row: (Int) -> String
    ) throws -> String? {
        let fixture = try IntakeFixture()
        let rows = (0..<6).map { "Budi \($0);BCA;123456789\($0);\(row($0));" }
        let path = try fixture.write(rows, header: "Nama;Bank;No Rekening;\(columns);Grup")
        let form = RowForm(.payout, banks: .embedded, columns: mapping)
        do {
            _ = try FileCheck(path: path, form, onViolation: { _ in }, onWarning: { _ in })
            return nil
        } catch {
            return error.phrase.english
        }
    }

    @Test(arguments: ["THP", "Jumlah Dibayar", "amount"])
    func `One row whose net is not what its parts are refuses the file, with both numbers`(net: String) throws {
        func row(_ number: Int, times: Int) -> String {
            let base = 4_000_000 + number * 250_000
            return "\(base);500000;\(100_000 + number * 5_000);\((base + 400_000 - number * 5_000) * times)"
        }
        let columns = "Gaji Pokok;Tunjangan;Potongan;\(net)"
        #expect(try refusalOfSix(columns) { row($0, times: 1) } == nil)
        let said = try #require(try refusalOfSix(columns) { row($0, times: $0 == 3 ? 10 : 1) }, "read")
        #expect(said.contains("line 5: \"\(net)\" is Rp 51.350.000, but \"Gaji Pokok\" + \"Tunjangan\""), "\(said)")
        #expect(said.contains("- \"Potongan\" is Rp 5.135.000"), "\(said)")
        // Whoever names the column in the settings has said which one is meant, and not that the number is right.
        let mapping = ColumnMapping([.amount: [net]])
        #expect(try refusalOfSix(columns, mapping) { row($0, times: $0 == 3 ? 10 : 1) } != nil)
    }

    @Test func `Amounts that seldom add up, and a row with a part of its own, are read`() throws {
        // No two rows are the sum of the same columns.
        #expect(
            try refusalOfSix("Gaji Pokok;Tunjangan;THP") { "\(4_000_000 + $0);500000;\(4_100_000 + $0 * 77_000)" }
                == nil)
        let withPart = try refusalOfSix("Gaji Pokok;Tunjangan;Jam Lembur;THP") {
            let (hours, more) = $0 == 2 ? ("10", 300_000) : ("", 0)
            return "\(4_000_000 + $0 * 1_000);500000;\(hours);\(4_500_000 + $0 * 1_000 + more)"
        }
        #expect(withPart == nil)
        // Rounded to a hundred rupiah.
        #expect(
            try refusalOfSix("Gaji Pokok;Tunjangan;THP") {
                "\(4_000_000 + $0 * 37);500000;\((4_500_000 + $0 * 37) / 100 * 100)"
            } == nil)
    }

    @Test func `A product that is wrong in one row is found like a sum`() throws {
        let said = try refusalOfSix("Harga;Hari;Jumlah") { "150000;\(20 + $0);\(150_000 * ($0 == 4 ? 42 : 20 + $0))" }
        #expect(said?.contains("line 6: \"Jumlah\" is Rp 6.300.000, but \"Harga\" × \"Hari\" is Rp 3.600.000") == true)
    }

    @Test func `A row far below is compared with the sum of the first ones`() throws {
        let fixture = try IntakeFixture()
        let rows = (0..<300).map { number in
            let net = 4_500_000 + number * 1_000
            return "Budi;BCA;\(1_234_567_000 + number);\(net - 500_000);500000;\(number == 290 ? net * 10 : net);"
        }
        let path = try fixture.write(rows, header: "Nama;Bank;No Rekening;Gaji Pokok;Tunjangan;Jumlah;Grup")
        let error = #expect(throws: CommandFailure.self) {
            try FileCheck(path: path, RowForm(.payout, banks: .embedded), onViolation: { _ in }, onWarning: { _ in })
        }
        #expect(error?.phrase.english.contains("line 292") == true)
    }

    @Test(arguments: ["Hari;Upah", "JTM;Honor", "Jml;Nominal", "Qty;Nominal", "Lembar;Jumlah", "Nominal;Kehadiran"])
    func `The same amount for different numbers next to it is the price of one`(columns: String) throws {
        let isLeft = !columns.hasPrefix("Nominal")
        let said = try refusalOfSix(columns) { isLeft ? "\(20 + $0);150000" : "150000;\(20 + $0)" }
        #expect(said?.contains("may be the amount of one") == true, "\(said ?? "read")")
        // The amount of all grows with their number.
        #expect(
            try refusalOfSix(columns) {
                isLeft ? "\(20 + $0);\(150_000 * (20 + $0))" : "\(150_000 * (20 + $0));\(20 + $0)"
            } == nil || !isLeft)
    }

    @Test func `Days next to a salary of a month say nothing, and the product is named where there is one`() throws {
        #expect(try refusalOfSix("Hari Kerja;Gaji") { "\(20 + $0 % 3);5000000" } == nil)
        let said = try refusalOfSix("Nominal;Qty;Subtotal") { "150000;\(2 + $0);\(150_000 * (2 + $0))" }
        #expect(said?.contains("\"Subtotal\" is the product") == true, "\(said ?? "read")")
    }

    @Test func `A date of payment that only some rows have refuses the file`() throws {
        let said = try refusalOfSix("Jumlah;Tanggal Bayar") { "5000000;\($0 == 2 ? "25/12/2026" : "")" }
        #expect(said?.contains("line 4: 1 of 6 rows have a date in \"Tanggal Bayar\"") == true, "\(said ?? "read")")
        #expect(try refusalOfSix("Jumlah;Tanggal Bayar") { _ in "5000000;25/12/2026" } == nil)
        #expect(try refusalOfSix("Jumlah;Tanggal Lahir") { "5000000;\($0 == 2 ? "25/12/1990" : "")" } == nil)
    }

    @Test func `Whoever renames the right column to amount, or names it in the settings, is believed`() throws {
        let rows = ["2.000.000;1.500.000"]
        #expect(try refusal("Nominal;Kirim", rows) != nil)
        #expect(try refusal("Nominal;amount", rows) == nil)
        #expect(try refusal("amount;Kirim", rows) == nil)
        #expect(try refusal("Nominal;Kirim", rows, ColumnMapping([.amount: ["Kirim"]])) == nil)
        // An approved amount is meant where somebody has approved it.
        #expect(try refusal("amount;Approved Amount", rows) != nil)
    }

    @Test(arguments: [
        ("Rek Alternatif", "1234567899"), ("Correct Account", "1234567899"), ("Rekening Seharusnya", "123-456-7899"),
        ("No Rekening 2", "1234567899"), ("Bank Seharusnya", "BRI"), ("Bank 2", "014 BCA"),
    ])
    func `Another account or bank refuses the file, in whichever row it stands`(column: String, cell: String) throws {
        let said = try #require(try refusal("Jumlah;\(column)", ["1.500.000;", "2.750.000;\(cell)"]))
        #expect(said.contains("\"\(column)\"") && said.contains("line 3"), "\(said)")
    }

    @Test(arguments: [
        ("Rek Sumber", "1370009999999"), ("Rekening Lama", "1234567899"), ("Rek. Gaji", "1234567890"),
        ("Tanggal Buka Rekening", "25-03-2026"), ("Bank Cabang", "BRI"), ("Status Rekening", "aktif"),
    ])
    func `The same account, that of the payer and old ones do no harm`(column: String, cell: String) throws {
        #expect(try refusal("Jumlah;\(column)", ["1.500.000;\(cell)"]) == nil)
    }

    @Test func `A name with letters of two alphabets is refused also next to one that is read`() throws {
        let said = try #require(try refusal("Jumlah;Juml\u{430}h", ["1.500.000;9.500.000"]))
        #expect(said.contains("letters of two alphabets"), "\(said)")
    }

    @Test func `A column that is empty in the first rows is still looked at later`() throws {
        let fixture = try IntakeFixture()
        let rows = (0..<300).map { "A\($0);BCA;\(1_234_567_000 + $0);1.500.000;x;" }
        let path = try fixture.write(
            rows + ["Z;BCA;1234569999;1.500.000;x;1.200.000"], header: "Nama;Bank;No Rekening;Jumlah;Grup;Alokasi")
        let error = #expect(throws: CommandFailure.self) {
            try FileCheck(path: path, RowForm(.payout, banks: .embedded), onViolation: { _ in }, onWarning: { _ in })
        }
        #expect(error?.code == .headerRefused)
    }
}
