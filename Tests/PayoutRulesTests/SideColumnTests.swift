import PayoutCore
import Testing
import Wording

@testable import PayoutRules

/// Columns next to the payment that say whether, how and in which unit a row is paid.
@Suite struct SideColumnTests {
    /// The codes of what is found in a good row that has `cell` in another column.
    private func found(_ column: String, _ cell: String) throws -> [Violation] {
        let names = ["reference", "bank_code", "account_number", "account_name", "amount", column]
        let checker = try RowChecker(headerNames: names, banks: .embedded)
        return checker.verdict(["A-1", "014", "1234567890", "BUDI", "1500000", cell]).violations
    }

    @Test(
        arguments: [
            ("Paid?", "Yes"), ("Sudah transfer?", "✓"), ("Sudah Transfer", "TRUE"), ("Transferred", "x"),
            ("Lunas", "v"), ("Tanggal Dibayar", "25/02/2026"), ("Sudah ditransfer (Y/T)", "Y"), ("Bayar?", "Tidak"),
            ("Bayar?", ""), ("Transfer (Ya/Tidak)", "Belum"), ("Dibayar?", "Ya"), ("Dibayar?", "Tidak"),
            ("Approval", "Rejected"), ("Persetujuan", "Belum"), ("Validation Status", "INVALID"),
            ("Status Verifikasi", "Tidak ditemukan"), ("Metode Pembayaran", "Tunai"), ("Cara Bayar", "Cash"),
            ("Payment Method", "Cheque"), ("Via", "Giro"), ("Status", "LUNAS"), ("Hold", "1"),
            ("Batal", "x"), ("Exclude", "Y"), ("Duplikat?", "Ya"), ("Active", "No"), ("Ceklis Transfer", "v"),
            ("Sdh TF", "ya"), ("TF?", "tidak"), ("Bukti Transfer", "a.jpg"), ("Jenis Transaksi", "Tunai"),
            ("Actual Payment Date", "25/02/2026"), ("Catatan HRD", "SUDAH DIBAYAR"),
            ("Status", "PENDING"), ("Status", "Sedang diproses"), ("Status", "Dalam Antrian"), ("Status", "queued"),
            ("Transaction Status", "In-progress"), ("Result", "SUCCESS"), ("Inquiry Status", "NAME NOT MATCH"),
            ("Status", "Keluar"), ("Status Karyawan", "PHK"), ("Status", "Resigned"), ("Status Rek", "Salah"),
            ("Bayar", "FALSE"), ("Ya/Tidak", "Tidak"), ("Y/N", "N"), ("ACC", "Tidak"),
            ("OK?", "No"), ("Eligible", "No"), ("Masuk Payroll", "Tidak"), ("Centang", "FALSE"), ("✔", ""),
            ("Siap Bayar", "Tidak"), ("Boleh Ditransfer", "Tidak"), ("Flag", "STOP"), ("Include", "N"),
            ("Cek Rekening", "Tidak sesuai"), ("Hold Salary", "Yes"), ("Payment Block", "A"), ("Sudah?", "v"),
            ("Tgl Lunas", "25/03/2026"), ("Cash/Transfer", "Cash"), ("Jenis", "Tunai"), ("Action", "DELETE"),
            ("D/K", "D"), ("Debet/Kredit", "Debet"), ("Posisi", "LUNAS"), ("T/C", "C"), ("Kas/Bank", "Kas"),
            ("Tidak Dibayar", "x"), ("Jangan Transfer", "v"), ("Tidak Ditransfer", "ya"), ("tidak dibayar", "1"),
            ("Completed At", "2026-04-25 10:00"), ("Disbursed At", "25/04/2026"), ("Tanggal Selesai", "25/04/2026"),
            ("Waktu Transfer", "10:15"), ("Transaction Time", "25/04/2026 10:00"), ("UTR", "9912"),
            ("Bank Reference", "FT2611"), ("Status", "Dicairkan"), ("Status", "Gagal"),
            ("Komponen", "Potongan Kasbon"), ("Jenis", "Potongan"), ("Type", "Deduction"),
            ("Jenis", "Cicilan Pinjaman"),
            ("Jenis", "Kasbon"), ("Kategori", "Potongan"), ("Tipe", "Pemasukan"), ("Jenis Transaksi", "Tarik"),
            ("Kehadiran", "PHK"), ("Kehadiran", "Skorsing"), ("Stop Payroll", "X"), ("Prioritas", "tunggu"),
            ("Prioritas", "nanti"), ("Approval HRD", "Revisi"), ("Porsi", "0.5"), ("Status Pembayaran", "Partial"),
            ("TTD", "sdh"), ("TTD", "ambil tunai"),
        ])
    func `A row that is paid, refused or paid otherwise is rejected, and the column is named`(
        column: String, cell: String
    ) throws {
        let violations = try found(column, cell)
        #expect(violations.map(\.code) == [.notToBePaid])
        #expect(violations.first?.text.english.contains("the column \"\(column)\"") == true)
    }

    @Test(arguments: ["Lima ratus ribu", "Five hundred thousand rupiah", "Lima belas juta rupiah"])
    func `A row that says another amount in words is rejected with both`(words: String) throws {
        let violations = try found("Terbilang", words)
        #expect(violations.map(\.code) == [.contradicted])
        let text = violations.first?.text.english ?? ""
        #expect(text.contains("1500000") && text.contains("the column \"Terbilang\" says \"\(words)\""), "\(text)")
    }

    @Test(
        arguments: [
            "", "-", "Satu juta lima ratus ribu rupiah", "# Satu Juta Lima Ratus Ribu Rupiah #", "lima ratus rb",
            "Rp satu juta lima ratus ribu,-", "one million five hundred thousand only", "sejuta lima ratus ribu",
            "Terbilang: satu juta lima ratus ribu", "One Million and Five Hundred Thousand", "1,5 juta",
        ])
    func `The same amount in words pays, and so does what is not understood`(words: String) throws {
        #expect(try found("Terbilang", words).isEmpty)
    }

    @Test(
        arguments: [
            ("Paid?", "No"), ("Paid?", ""), ("Hold", "0"), ("Exclude", ""), ("Active", "Yes"),
            ("Sudah transfer?", "belum"), ("Sudah Transfer", "FALSE"), ("Bayar?", "Ya"),
            ("Bayar?", "✓"), ("Bayar (Y/T)", "y"), ("Approval", "OK"), ("Approved By", "Tidar Nugroho"),
            ("Validation Status", "VALID"), ("Metode Pembayaran", "Transfer"), ("Status Karyawan", "Tetap"),
            ("Satuan", "Rp"), ("Unit", "Produksi II"), ("Kursus", "Bahasa Inggris"), ("Kurs", "1"),
            ("Bayar", "TRUE"), ("Konfirmasi", "Sudah"), ("Y/N", "Y"), ("ACC", ""), ("Flag", "GO"),
            ("✔", "v"), ("D/K", "K"), ("Posisi", "Staf"), ("Status", "Belum diproses"), ("Status", "Aktif"),
            ("Lembur", "Tidak"), ("NPWP", "N"), ("Jenis", "Transfer"), ("Mata Uang Transaksi", "IDR"), ("Crcy", "idr"),
            ("MU", ""), ("Tanggal Transfer", "25/03/2026"), ("T/C", "T"), ("Kas/Bank", "Bank"), ("Tipe", "C"),
            ("Tidak Dibayar", ""), ("Tidak Dibayar", "0"), ("Komponen", "Gaji Pokok"), ("Type", "Earning"),
            ("Kategori", "Pendapatan"), ("Tipe", "Pengeluaran"), ("Jenis Transaksi", "Setor"), ("Jenis", "Gaji"),
            ("Kategori", "Pencairan Pinjaman"), ("Kehadiran", "22"), ("Kehadiran", "Cuti"), ("Prioritas", "Tinggi"),
            ("Prioritas", "bayar dulu"), ("Porsi", "1"), ("Porsi", "100%"), ("TTD", ""), ("Stop Payroll", ""),
            ("Status Pembayaran", "Unpaid"),
        ])
    func `What says nothing against the payment does no harm`(column: String, cell: String) throws {
        #expect(try found(column, cell).isEmpty)
    }

    @Test(
        arguments: [
            ("Satuan", "ribu"), ("Unit", "juta"), ("Satuan Nominal", "x1000"), ("Kurs", "16.000"),
            ("Exchange Rate", "15500"), ("Crcy", "USD"), ("MU", "SGD"), ("Cur.", "USD"), ("Payment Currency", "EUR"),
            ("Valas", "USD"),
        ])
    func `Another unit or currency under any name is rejected`(column: String, cell: String) throws {
        #expect(try found(column, cell).map(\.code) == [.currencyNotRupiah])
    }

    @Test func `A note and a name that say so are believed, and other words are not`() throws {
        func codes(_ changes: [String: String]) throws -> [ViolationCode] {
            try RowChecker.violations(changes).map(\.code)
        }
        #expect(try codes(["note": "TUNDA dulu"]) == [.notToBePaid])
        #expect(try codes(["note": "Batal - resign"]) == [.notToBePaid])
        #expect(try codes(["note": "Batalyon 5"]).isEmpty)
        #expect(try codes(["account_name": "Siti (JANGAN DITRANSFER)"]) == [.notToBePaid])
        #expect(try codes(["account_name": "~Siti Rahma~"]) == [.notToBePaid])
        #expect(try codes(["account_name": "Siti (Ani)"]).isEmpty)
        #expect(try codes(["account_name": "Siti - batal"]) == [.notToBePaid])
        #expect(try codes(["account_name": "Siti - Ani"]).isEmpty)
        #expect(try codes(["note": "HOLD - tunggu surat"]) == [.notToBePaid])
        #expect(try codes(["note": "Holding PT"]).isEmpty)
    }

    @Test(
        arguments: [
            "Sudah ditransfer 25 Maret", "Dibayar cash", "Tunai", "tdk ditransfer", "jgn dibayar",
            "Tidak usah ditransfer",
            "Ditunda sampai April", "Hold sampai dokumen lengkap", "sdh lunas 25 3", "cancel", "Tahan dulu",
            "Jangan di transfer dulu", "BELUM BOLEH DIBAYAR", "pending", "DOUBLE", "DO NOT PAY",
            "already paid 25 March",
            "pay later", "*batal", "-- batal --", "LUNAS!", "Lunas tgl 25", "Batal ya bu",
            "Gaji Maret - HOLD", "Gaji Maret - batal",
        ])
    func `A note that says so in other words and marks is believed`(note: String) throws {
        #expect(try RowChecker.violations(["note": note]).map(\.code) == [.notToBePaid])
    }

    @Test(
        arguments: [
            "STOP", "pending dulu ya", "skip bulan ini", "nanti saja", "udah ditf kemarin", "done",
            "Tunggu konfirmasi Pak Hadi", "resign per 1 Maret", "ambil cash di kantor", "meninggal", "rek ditutup",
            "rekening sudah tidak aktif", "gaji ditahan", "salah input", "pindah ke rek istri", "Gaji Maret (ditahan)",
            "Gaji Maret, tunda dulu", "potong kasbon 500rb", "sisanya bulan depan", "sudah diambil tunai 1jt",
            "titip rek istri", "bayar setengah dulu", "bayar separo", "transfer manual", "via kasir",
            "tunggu acc dir", "double bayar Okt", "minta dipending", "Potongan koperasi", "Hutang ke perusahaan",
        ])
    func `A note in everyday words that the row waits or was paid is not paid`(note: String) throws {
        let codes = try RowChecker.violations(["note": note]).map(\.code)
        #expect(codes.filter { $0 != .noteCharactersRefused } == [.notToBePaid])
    }

    @Test(
        arguments: [
            "Pelunasan gaji Maret", "Pembayaran tunda bulan Februari", "Gaji yang ditahan bulan Feb",
            "Hold baggage fee",
            "Biaya cancel hotel", "Komisi batal PO 12", "Cash advance", "Gaji tunai", "Paid leave", "Lunas cicilan 3",
            "Gaji setelah potongan", "Pencairan pinjaman", "Honor jasa potong rambut", "Uang tunggu", "Titipan parkir",
        ])
    func `A note about something that was cancelled or held pays`(note: String) throws {
        #expect(try RowChecker.violations(["note": note]).isEmpty)
    }

    @Test(
        arguments: [
            "Budi *batal*", "Budi / HOLD", "BATAL Budi", "Budi [HOLD]", "Budi (sdh dibayar)", "Budi (pending)",
            "Budi (giro)", "Budi {batal}", "Budi <batal>", "Budi, batal", "Budi (DIHAPUS)", "Budi (bayar manual)",
        ])
    func `A name with a remark that says so is not paid`(name: String) throws {
        #expect(try RowChecker.violations(["account_name": name]).map(\.code) == [.notToBePaid])
    }

    @Test(arguments: [
        "Budi (alm)", "Budi, S.E.", "A/N Budi", "Siti -Ani", "Titin Tunjung", "Batara Hold", "CV Tunai Jaya",
    ])
    func `A name with degrees and other remarks is paid`(name: String) throws {
        #expect(try RowChecker.violations(["account_name": name]).isEmpty)
    }

    @Test func `A row of words alone is one fault, not four`() throws {
        let violations = try RowChecker.violations(["bank_code": "", "account_number": "", "amount": ""])
        #expect(violations.map(\.fault.cause) == [.wordsOnly])
    }

    @Test func `Letters of two alphabets are named`() throws {
        let bank = try RowChecker.violations(["bank_code": "ВСА"])
        #expect(bank.map(\.code) == [.twoAlphabets])
        #expect(bank[0].text.english.contains("В (U+0412 CYRILLIC CAPITAL LETTER VE)"))
        #expect(try RowChecker.violations(["account_name": "ВUDI"]).map(\.code) == [.twoAlphabets])
        #expect(try RowChecker.violations(["account_name": "Иван"]).isEmpty)
        let header = ["bank_code", "асcount_number", "account_name", "amount"]
        #expect(ColumnLayout(header).faults.contains(.twoAlphabets("асcount_number")))
    }

    @Test(
        arguments: [
            ("1,5jt", "1500000"), ("2 juta", "2000000"), ("750rb", "750000"), ("Rp 2,75 jt", "2750000"),
            ("1.5 jt.", "1500000"), ("0,5 juta", "500000"), ("1,5m", nil), ("1.500jt", nil), ("jt", nil),
        ] as [(String, String?)])
    func `An amount in millions is refused with the digits that are probably meant`(cell: String, meant: String?) throws
    {
        let violation = try #require(try RowChecker.violations(["amount": cell]).first)
        #expect(violation.code == .amountMalformed)
        #expect(violation.fault.whatToDo.english.contains("Write \(meant ?? "the amount of its source")"), "\(cell)")
    }

    @Test(arguments: ["1.500.000-", "1500000-", "(1.500.000)", "-1500000"])
    func `A minus after the number is one`(cell: String) throws {
        #expect(try RowChecker.violations(["amount": cell]).map(\.code) == [.amountNotPositive])
    }

    @Test(
        arguments: [
            ("0140397", "if BCA is meant, write 014"), ("Permata Syariah", "Sharia unit of Permata"),
            ("CIMB Niaga Syariah", "Sharia unit of CIMB Niaga"), ("UUS Danamon", "Sharia unit of Danamon"),
            ("BNI Syariah", "if BSI is meant, it is 451"),
            ("BCA Unit Syariah", "if BCA Syariah is meant, it is 536"), ("0009999", "Look the bank up"),
        ])
    func `Clearing codes and Sharia units are refused with what they are`(cell: String, words: String) throws {
        let violation = try #require(try RowChecker.violations(["bank_code": cell]).first)
        #expect(violation.fault.whatToDo.english.contains(words), "\(violation.text.english)")
    }
}
