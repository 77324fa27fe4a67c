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
