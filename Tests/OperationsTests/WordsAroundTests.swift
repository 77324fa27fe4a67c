import Foundation
import Operations
import PayoutCore
import PayoutRules
import TestSupport
import Testing
import Wording

/// Titles, headings and reports that say that a file is not to be paid, or not in rupiah.
@Suite struct WordsAroundTests {
    private static let table = ["Bank;No Rekening;Nama;Jumlah;Keterangan", "BCA;1234567890;Budi;1.500.000;Gaji"]

    /// What is said where the lines are refused; nil where they are read.
    private func refusal(_ lines: [String]) throws -> String? {
        let fixture = try IntakeFixture()
        let path = try fixture.write(Array(lines.dropFirst()), header: lines[0])
        do {
            let form = RowForm(.payout, banks: .embedded)
            _ = try FileCheck(path: path, form, onViolation: { _ in }, onWarning: { _ in })
            return nil
        } catch {
            return error.phrase.english
        }
    }

    @Test(
        arguments: [
            "GAJI MARET 2026 (SUDAH DITRANSFER)", "DRAFT - BELUM DISETUJUI", "JANGAN DITRANSFER DULU",
            "DAFTAR GAJI YANG DITAHAN", "BATAL", "Contoh format (jangan dikirim)", "Status: LUNAS",
            "Simulasi Kenaikan Gaji", "PT Maju - BATAL", "Not to be paid", "Dalam Rp. 000,-", "IDR '000",
            "Riwayat Transfer April 2026", "Laporan transfer berhasil", "Transaction History", "Mutasi Rekening",
            "Arsip - telah dibukukan", "Contoh format upload", "Mata uang: Ringgit", "Bukti Transfer April 2026",
            "Laporan Disbursement - status: completed", "Status;Selesai",
            "Gaji November 2026 (kecuali no. 3 dan 7, menyusul)", "Dibayarkan setelah dipotong kasbon masing-masing",
            "Untuk karyawan bank BRI rekening menyusul", "Siti Maesaroh resign per 15 November",
            "NB: potong BPJS 1% dulu", "Gaji November 2026 - dibayar 50% dulu",
            "Gaji dibayar 2x: 50% tgl 25, 50% tgl 30",
            "Gaji November 2026 (belum dipotong PPh 21 dan BPJS)", "REALISASI GAJI NOVEMBER 2026",
            "Daftar kelebihan bayar gaji Oktober (harus dikembalikan karyawan)",
            "RENCANA ANGGARAN GAJI DESEMBER 2026", "Catatan: no. 7 masuk bulan depan",
            "Sumber dana: kas. Bukan transfer bank", "Mohon ditransfer tgl 28 ya, yang BRI besok saja",
            "Agus Setiawan: rekening diganti ke Mandiri 1370009988776",
            "Perubahan rekening bulan ini: Rina Wulandari (BRI 012345678901234)",
        ])
    func `A title that stops payments or names another unit refuses the file`(title: String) throws {
        let said = try #require(try refusal([title] + Self.table), "read")
        #expect(said.contains("line 1: this line"), "\(said)")
    }

    @Test(
        arguments: [
            "PT Batal Jaya", "PT Lunas Abadi Sejahtera", "CV Dolar Mas", "Belum dibayar", "No. Transfer: 0012",
            "Processed: 25/03/2026", "Bukti Pengeluaran Bank", "Status: belum dibayar", "Status karyawan: tetap",
            "Kolom dengan tanda * wajib diisi dan tidak boleh kosong, rekening harus aktif",
            "Gaji November 2026", "Honor (tiga juta rupiah)", "Daftar Transfer Gaji", "PT Maju Jaya",
            "Jl. Potong Hewan 5, Jakarta 10220",
            "Pembayaran Gaji periode 1 sampai 30 November 2026", "Gaji bersih (sudah dipotong PPh 21 dan BPJS)",
            "Gaji dibayarkan setelah potongan", "Pembayaran Kasbon November", "Gaji Setengah Bulan Pertama",
            "Pembayaran DP 50% Vendor", "Harap debet rekening kami 5009988771", "No. Rekening: BCA 5009988771",
            "Dibuat oleh: Rina Kusuma", "Disetujui salah satu direktur", "Rumah Potong Ayam Berkah",
            "Pesangon karyawan resign per November", "Mohon ditransfer sebelum jam 12",
            "Jika ada pertanyaan tentang transfer hubungi HRD", "Gaji ditambah THR 2026", "Direvisi 25-11-2026",
            "Daftar Rencana Pembayaran", "Hanya untuk transfer internal", "Sesuai SK Direksi No. 12/2026",
        ])
    func `Names and heads of programs stop nothing`(title: String) throws {
        #expect(try refusal([title] + Self.table) == nil)
    }

    @Test(
        arguments: [
            "Tidak usah ditransfer", "Jangan diproses", "Menunggu persetujuan", "Bayar manual", "Excluded",
            "Rekening salah", "Not to be paid", "Belum approve", "Belum ditransfer", "Arsip Februari",
            "Pembayaran giro",
            "Ex karyawan", "On leave",
        ])
    func `A heading between rows that stops those below it refuses the file`(heading: String) throws {
        for line in ["\(heading);;;;", ";;\(heading);;"] {
            let said = try #require(try refusal(Self.table + [line, Self.table[1]]), "\(line) is read")
            #expect(said.contains("line 3: this line says that rows are paid"), "\(said)")
        }
    }

    @Test(
        arguments: [
            "NB: Budi dipotong kasbon 1.000.000", "Untuk Budi bayar setengah dulu",
            "*) transfer setelah tgl 5 Desember",
            "Yang dibayar hanya baris 1", "Gaji Budi masih salah, tunggu revisi",
            "Mohon ditransfer tgl 28 ya, yang BRI besok saja", "Catatan: no. 7 masuk bulan depan",
            "Gaji dibayar 2x: 50% tgl 25, 50% tgl 30", "Siti resign per 15 November",
        ])
    func `Words below the rows that change a payment refuse the file, with the words`(words: String) throws {
        for lines in [[";;Total;1.500.000;", words + ";;;;"], [words + ";;;;"]] {
            let said = try #require(try refusal(Self.table + lines), "\(words) is read")
            #expect(said.contains("\"\(words)\""), "\(said)")
        }
    }

    @Test func `Other words below a total are left out, and shown`() throws {
        let fixture = try IntakeFixture()
        let lines = [
            Self.table[1], ";;Total;1.500.000;", "Disetujui salah satu direktur;;;;", "Jakarta, 25 Maret 2026;;;;",
        ]
        let path = try fixture.write(lines, header: Self.table[0])
        let form = RowForm(.payout, banks: .embedded)
        let check = try FileCheck(path: path, form, onViolation: { _ in }, onWarning: { _ in })
        let said = check.reading.lines.map(\.english)
        #expect(said.contains { $0.contains("Disetujui salah satu direktur") }, "\(said)")
    }

    @Test func `A title that stops payments is quoted`() throws {
        let said = try #require(try refusal(["Karyawan rekening BRI ditunda sampai tgl 30"] + Self.table), "read")
        #expect(said.contains("\"Karyawan rekening BRI ditunda sampai tgl 30\""), "\(said)")
        #expect(said.contains("If it is about some rows, delete these rows"), "\(said)")
    }

    @Test func `All words below a total are shown, up to a limit`() throws {
        let fixture = try IntakeFixture()
        let words = (1...12).map { ";;Perhatian \($0 == 1 ? "utama" : "lain nomor \($0)");;" }
        let path = try fixture.write([Self.table[1], ";;Total;1.500.000;"] + words, header: Self.table[0])
        let form = RowForm(.payout, banks: .embedded)
        let check = try FileCheck(path: path, form, onViolation: { _ in }, onWarning: { _ in })
        let said = check.reading.lines.map(\.english).joined(separator: "\n")
        #expect(said.contains("\"Perhatian utama; Perhatian lain nomor 2; "), "\(said)")
        #expect(said.contains("nomor 8 …\""), "\(said)")
    }

    @Test(arguments: [
        "Jumlah karyawan : 12", "Total karyawan: 12 orang",
        "Jumlah yang dibayarkan: Rp 120.000.000 (seratus dua puluh juta rupiah)",
        "Daftar Gaji November 2026 - Total Rp 3.000.000",
    ])
    func `A title that counts other rows, or names another sum, refuses the file`(title: String) throws {
        let said = try #require(try refusal([title] + Self.table), "read")
        #expect(said.contains("line 1 says"), "\(said)")
        let right = title.replacing("120.000.000", with: "1.500.000").replacing("3.000.000", with: "1.500.000")
            .replacing("12", with: "1")
        #expect(try refusal([right] + Self.table) == nil)
    }

    @Test(arguments: ["Jumlah karyawan : 12;;;;", ";;Total karyawan: 12 orang;;"])
    func `A line below the total that counts other rows refuses the file`(line: String) throws {
        let said = try #require(try refusal(Self.table + [";;Total;1.500.000;", line]), "read")
        #expect(said.contains("this line counts 12 rows, and above it are 1"), "\(said)")
    }

    @Test func `Ticks to the right of the columns refuse the file, which would pay the other rows`() throws {
        let said = try #require(try refusal(Self.table + [Self.table[1] + ";✓"]), "read")
        #expect(said.contains("line 3: cell 6 holds \"✓\""), "\(said)")
        #expect(try refusal(Self.table + [Self.table[1] + ";"]) == nil)
    }

    // MARK: Two lists

    private static let people = ["BCA;1234567890;Budi;1.500.000;", "BCA;1234567891;Ani;2.500.000;"]

    @Test func `A second list of the same accounts refuses the file`() throws {
        let again = Self.people.map { $0.replacing("500.000", with: "750.000") }
        for between in [[Self.table[0]], ["Versi 2 (final);;;;"], [";;Total;4.000.000;"], ["REVISI"]] {
            let lines = [Self.table[0]] + Self.people + between + again
            let said = try #require(try refusal(lines), "\(between) is read")
            #expect(
                said.contains("line 4: from this line on, 2 of the accounts above it") || between == ["REVISI"],
                "\(said)"
            )
        }
    }

    @Test func `Numbers that begin again begin a second list`() throws {
        let header = "No;" + Self.table[0]
        let again = Self.people.map { $0.replacing("500.000", with: "750.000") }
        func numbered(_ rows: [String], from first: Int) -> [String] {
            rows.enumerated().map { "\(first + $0.offset);" + $0.element }
        }
        let said = try #require(try refusal([header] + numbered(Self.people, from: 1) + numbered(again, from: 1)))
        #expect(said.contains("line 4: from this line on, 2 of the accounts above it"), "\(said)")
        #expect(try refusal([header] + numbered(Self.people + again, from: 1)) == nil)
        // Each department has numbers of its own.
        let others = ["BCA;1234567892;Tri;1.000.000;", "BCA;1234567893;Eka;250.000;"]
        #expect(try refusal([header] + numbered(Self.people, from: 1) + numbered(others, from: 1)) == nil)
    }

    @Test func `Bills of the same suppliers are one list, although one of them has a wrong amount`() throws {
        let bills = ["BCA;1234567890;Budi;1.250.000;", "BCA;1234567891;Ani;2.250.000;"]
        let wrong = "BCA;1234567892;Tri;segera;"
        #expect(try refusal([Self.table[0]] + Self.people + [wrong] + bills) == nil)
    }

    @Test func `Two departments with other people are one list, and so is a person who is paid twice`() throws {
        let others = ["BCA;1234567892;Tri;1.000.000;", "BCA;1234567890;Budi;250.000;", "BCA;1234567894;Eka;900.000;"]
        #expect(try refusal([Self.table[0]] + Self.people + ["Gudang;;;;"] + others) == nil)
    }

    /// What is said of the workbook with such a comment on the amount, or such a text box; nil where it is read.
    private func refusal(comment: String? = nil, box: String? = nil) throws -> (refusal: String?, reading: [String]) {
        let cells = Self.table.map { line in
            "<row>\(line.split(separator: ";").map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined())</row>"
        }
        var sheet = WorkbookWriter.Sheet(rows: cells.joined())
        sheet.comments = comment.map { "<comment ref=\"D2\"><text><t>\($0)</t></text></comment>" }
        sheet.drawing = box.map { "<xdr:sp><xdr:txBody><a:p><a:t>\($0)</a:t></a:p></xdr:txBody></xdr:sp>" }
        let fixture = try IntakeFixture()
        let path = fixture.folder + "/gaji.xlsx"
        try Data(WorkbookWriter(sheet).bytes).write(to: URL(filePath: path))
        do {
            let form = RowForm(.payout, banks: .embedded)
            let check = try FileCheck(path: path, form, onViolation: { _ in }, onWarning: { _ in })
            return (nil, check.reading.lines.map(\.english))
        } catch {
            return (error.phrase.english, [])
        }
    }

    @Test(
        arguments: [
            "JANGAN DIBAYAR", "Siti: sudah ditransfer, 25 Maret", "batal", "HOLD dulu",
            "jangan dulu, tunggu konfirmasi",
        ])
    func `A comment or a text box that stops payments refuses the file`(words: String) throws {
        let comment = try #require(try refusal(comment: words).refusal, "read")
        #expect(comment.contains("the comment in cell D2 says"), "\(comment)")
        let box = try #require(try refusal(box: words).refusal, "read")
        #expect(box.contains("a text box says"), "\(box)")
    }

    @Test func `Other comments and text boxes are shown`() throws {
        #expect(
            try refusal(comment: "naik 5%", box: "Dibuat oleh HRD").reading.suffix(2) == [
                "comments in cells are not read: D2 naik 5%", "text boxes are not read: Dibuat oleh HRD",
            ])
        let advice = "Kolom ini diisi nominal bersih, baris yang sudah dibayar jangan dimasukkan lagi ke sini"
        #expect(try refusal(comment: advice).refusal == nil)
    }

    @Test(arguments: ["(000)", "(ribu Rp)", "USD", "dalam ribuan"])
    func `A row of units under the column names refuses the file`(unit: String) throws {
        let said = try #require(try refusal([Self.table[0], ";;;\(unit);", Self.table[1]]), "read")
        #expect(said.contains("line 2: this line says that the amounts are not whole rupiah"), "\(said)")
    }

    @Test func `The results of Salur are no file of payments, and mended rows are`() throws {
        let names = "line,reference,bank_code,account_number,account_name,amount,note,status,reason_code"
        let row = "2,A,014,1234567890,Budi,1500000,Gaji,queued,"
        #expect(try refusal([names, row])?.contains("is a report of Salur") == true)
        #expect(try refusal([names + ",mends", row + ",x"])?.contains("is a report of Salur") != true)
    }
}
