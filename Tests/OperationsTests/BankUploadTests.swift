import Operations
import PayoutCore
import PayoutRules
import Testing
import Wording

/// Files that other programs make for the upload pages of banks.
@Suite struct BankUploadTests {
    private func check(_ lines: [String]) throws -> (check: FileCheck, said: [String]) {
        let fixture = try IntakeFixture()
        let path = try fixture.write(Array(lines.dropFirst()), header: lines[0])
        var said: [String] = []
        let check = try FileCheck(
            path: path, RowForm(.payout, banks: .embedded), onViolation: { said.append($0.text.english) },
            onWarning: { _ in })
        return (check, said)
    }

    private static let empty = String(repeating: ",", count: 22)

    @Test(arguments: [",", ";"]) func `A payroll file for Mandiri is read by the places of its cells`(mark: String)
        throws
    {
        let lines = [
            "P,20260325,1370001234567,3,4500000.00,,,,",
            "1370007654321,BUDI SANTOSO,,,,IDR,1500000.00,GAJI MARET,,IBU,,,,,,,N,budi@example.co.id\(Self.empty)OUR,1",
            "0231234567,SITI RAHMA,JKT,JKT,JKT,IDR,2000000.00,GAJI MARET,REF2,OBU,009,BNI,,,,,Y,\(Self.empty)OUR,1",
            "1234567890,ANI WIJAYA,,,,IDR,1000000.00,GAJI MARET,,BAU,CENAIDJA,,,,,,N,\(Self.empty)",
        ]
        let (check, said) = try check(lines.map { $0.replacing(",", with: mark) })
        #expect(said.isEmpty && check.accepted == 3 && check.sum == Rupiah(4_500_000), "\(said)")
        #expect(check.reading.lines.contains { $0.english.contains("the upload page of Mandiri") })
    }

    @Test func `Quotes around its cells do not matter`() throws {
        let lines = ["P,20260325,1370001234567,1,1500000", "1370007654321,BUDI,,,,IDR,1500000,GAJI,,IBU"].map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map { "\"\($0)\"" }.joined(separator: ",")
        }
        #expect(try check(lines).check.accepted == 1)
    }

    @Test func `A payment to something else than an account of a bank is rejected`() throws {
        let (check, said) = try check([
            "P,20260325,1370001234567,4,4000000", "081234567890,BUDI,,,,IDR,1000000,GAJI,,BPU,014,BCA",
            "8890812345678,SITI,,,,IDR,1000000,GAJI,,VIA", "1234567890,ANI,,,,USD,1000000,GAJI,,OBU,014",
            "1234567891,EKO,,,,IDR,1000000,GAJI,,LBU",
        ])
        #expect(check.accepted == 0 && check.rejected == 4, "\(said)")
        #expect(said.contains { $0.contains("\"BPU\"") } && said.contains { $0.contains("\"VIA\"") })
        #expect(said.contains { $0.contains("only rupiah") })
    }

    @Test(arguments: ["P,20260325,1370001234567,2,1500000", "P,20260325,1370001234567,1,1500001"])
    func `A file for Mandiri that is not what its first line says is refused`(first: String) {
        let error = #expect(throws: CommandFailure.self) {
            try check([first, "1370007654321,BUDI,,,,IDR,1500000,GAJI,,IBU"])
        }
        #expect(error?.code == .totalsDiffer)
    }

    @Test func `A file for BNI is refused with what to do`() {
        let error = #expect(throws: CommandFailure.self) {
            try check(["2026/03/25_10.15.00,3,gaji_maret", "P,20260325,0231234567,1,1500000"])
        }
        #expect(error?.phrase.english.contains("BNI Direct") == true)
    }

    /// Column names that payroll programs write for these upload pages.
    @Test(
        arguments: [
            (
                "Rekening Asal;Rekening Tujuan;Nama Penerima;Bank Tujuan;Jumlah Transfer;Keterangan;Email Penerima",
                "1370001234567;1234567890;Budi;BCA;1500000.00;Gaji Maret;budi@example.co.id"
            ),
            (
                "BEN_ACCOUNT;BEN_NAME;BANK_CODE;AMOUNT;CURRENCY;REMARK1;REMARK2;BEN_EMAIL",
                "1234567890;Budi;014;1500000;IDR;PAYROLL;Maret;budi@example.co.id"
            ),
            (
                "Beneficiary_Account_No;Beneficiary_Name;Transfer_Amount;Remark_1;Remark_2;Beneficiary_Bank_Name",
                "1234567890;BUDI;1500000;PAYROLL Maret;E-01;BCA"
            ),
            (
                "Rekening_Penerima;Nama_Penerima;Mata_Uang;Nominal_Transfer;Keterangan_1;Keterangan_2;"
                    + "Kode_Bank_Penerima",
                "1234567890;BUDI;IDR;1500000;Gaji Maret;E-01;BCA"
            ),
            (
                "No_Rekening_Tujuan;Nama_Pemilik_Rekening;Jumlah_Rupiah;Berita_Transfer;Kode_Bank",
                "1234567890;BUDI;1500000;Gaji Maret;014"
            ),
            ("REKENING TUJUAN;NAMA PENERIMA;NOMINAL;BERITA;KODE BANK", "7123456789;BUDI;1500000;Gaji;451"),
            (
                "NIP;Nama_Karyawan;Bank_Tujuan;Nomor_Rekening;Nama_Pemilik_Rekening;Gaji_Pokok;Lembur;Potongan_BPJS;"
                    + "Gaji_Bersih_Take_Home_Pay",
                "E01;Budi;BCA;1234567890;BUDI;1400000;200000;100000;1500000"
            ),
            (
                "No;ID Karyawan;Nama Karyawan;Bank;No Rekening;Cabang;Jumlah Transfer (IDR);Keterangan;Referensi;"
                    + "Status Rekening",
                "1;E01;Budi;BCA;1234567890;Sudirman;1500000;Gaji Maret;GAJI-202603-E01;VALID"
            ),
            (
                "Nomor Rekening;Nama Penerima;Nominal Gaji Bersih;Nama Bank;Keterangan",
                "1234567890;Budi;1500000;BCA;GAJI PERIODE 2026-03"
            ),
            (
                "No;Employee Code;Employee Name;Bank Name;Account Number;Transfer Amount (IDR);Reference / Notes",
                "1;E01;Budi;BCA;1234567890;1500000;Salary 2026-03"
            ),
        ])
    func `Exports with column names are read`(header: String, row: String) throws {
        let (check, said) = try check([header, row])
        #expect(said.isEmpty && check.accepted == 1 && check.sum == Rupiah(1_500_000), "\(said)")
    }

    @Test func `An export without banks says that each account needs one`() {
        let error = #expect(throws: CommandFailure.self) {
            try check(["NO_REKENING,NAMA_PENERIMA,NOMINAL,BERITA,EMAIL", "1234567890,Budi,1500000,Gaji,a@b.co"])
        }
        #expect(error?.phrase.english.contains("write the bank of each account into it") == true)
    }
}
