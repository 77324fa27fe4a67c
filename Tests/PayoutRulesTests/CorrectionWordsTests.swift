import PayoutCore
import Testing
import Wording

@testable import PayoutRules

/// Notes and lines that name another account or another amount than the row.
@Suite struct CorrectionWordsTests {
    @Test(
        arguments: [
            "rek ganti ke BNI 0231234567", "transfer ke BCA 1112223334 a.n. Tono", "ke Mandiri 137-00-0123456-7",
            "norek 9876543210", "ganti rekening", "Gaji Maret, pindah rekening", "tf ke rek istri",
            "seharusnya 4.000.000", "harusnya 4jt", "ralat 4.000.000,00", "menjadi Rp 4.000.000",
            "bayar 3jt saja", "bayar 5.019.000 saja", "Gaji 5.019.000",
            "bayar 50% dulu", "Gaji April, bayar 50 %", "50% saja", "bayar setengah dulu",
        ])
    func `A note that names another account or amount rejects the row, and is shown`(note: String) throws {
        let violations = try RowChecker.violations(["note": note, "account_number": "1234567890"])
        let isMeant = violations.contains { $0.code == .contradicted || $0.code == .notToBePaid }
        #expect(isMeant, "\(violations.map(\.text.english))")
        #expect(!violations.contains { $0.text.english.contains("1112223334") }, "the account is shown in full")
    }

    @Test(
        arguments: [
            "Gaji Maret 2026", "BCA 1234567890", "rek 123-456-7890", "INV 20260315001234", "Invoice 1234567899",
            "seharusnya 1.500.000", "rekening sudah diganti", "HP 081234567890", "Bonus Q1 seharusnya April",
            "Cicilan BCA Finance kontrak 9876543210", "Refund rekening koran", "Pembayaran rekening listrik Maret",
            "Gaji 1.500.000", "bayar 1.500.000 saja", "Jasa angkut 5.019.000",
            "DP 50%", "Termin 2 40% pekerjaan pagar", "Komisi 10% Maret", "bayar 100%", "PPh 5% sudah dipotong",
        ])
    func `A note about the payment itself pays`(note: String) throws {
        let violations = try RowChecker.violations(["note": note]).filter { $0.code != .noteCharactersRefused }
        #expect(violations.isEmpty, "\(violations.map(\.text.english))")
    }

    @Test(
        arguments: [
            "sudah\u{A0}dibayar", "JANGAN  DIBAYAR", "jangan\ndibayar", "Gaji April\nHOLD", "Gaji\nsudah dibayar 2jt",
            "please hold", "JGN DI TF DULU", "void", "dipending", "sudah cash", "paid 25/4 via BCA",
            "duplikat baris 2", "norek belum valid", "rek lama", "stop per April", "double, sudah masuk kmrn",
            "yg kuning jangan ditransfer",
        ])
    func `A note that stops the payment rejects the row, whatever blanks it has`(note: String) throws {
        let codes = try RowChecker.violations(["note": note]).map(\.code)
        #expect(codes.contains(.notToBePaid), "\(codes)")
    }

    @Test(arguments: ["paid leave Maret", "Hold baggage fee", "Jasa jangkar 5", "Sewa voidmaker", "Stop kontak 3 bh"])
    func `Words that only begin alike stop nothing`(note: String) throws {
        #expect(try !RowChecker.violations(["note": note]).map(\.code).contains(.notToBePaid))
    }

    @Test func `Another column of remarks counts as the note does`() throws {
        let header = ["reference", "bank_code", "account_number", "account_name", "amount", "Catatan HRD", "NIK"]
        let checker = try RowChecker(headerNames: header, banks: .embedded)
        let row = ["GAJI-1", "014", "1234567890", "BUDI", "1500000"]
        #expect(checker.verdict(row + ["rek ganti ke BNI 0231234567", ""]).violations.map(\.code) == [.contradicted])
        #expect(checker.verdict(row + ["", "3275010101900001"]).violations.isEmpty)
    }

    @Test(
        arguments: [
            "Catatan: rekening Joko ganti ke BNI 0231234567", "Koreksi: gaji Joko seharusnya 5.000.000",
            "Koreksi Joko 5.000.000", "Joko pindah rekening", "No. Rek. 1234567890 a.n. Tono",
        ])
    func `A line below the table that corrects a row is one`(line: String) {
        #expect(CorrectionWords(line).correctsRows(.embedded))
    }

    @Test(
        arguments: [
            "Sumber dana: BCA 0987654321 PT Maju", "NIP. 197001012000031001", "Jakarta, 31 Maret 2026", "Mengetahui",
            "Koreksi oleh Budi", "Telp. 0215551234567", "Terbilang: lima juta rupiah",
        ])
    func `A line about who signs or pays is none`(line: String) {
        #expect(!CorrectionWords(line).correctsRows(.embedded))
    }
}

/// What a payment message says of the account besides its number.
@Suite struct MessageAccountTests {
    private func codes(bank: String, account: String, holder: String, kind: String) throws -> [ViolationCode] {
        let header = [
            "reference", "bank_code", "account_number", "account_name", "amount", "account_holder_name", "account_kind",
        ]
        let checker = try RowChecker(headerNames: header, banks: .embedded)
        return checker.verdict(["A-1", bank, account, "BUDI SANTOSO", "1500000", holder, kind]).violations.map(\.code)
    }

    @Test func `A phone number in the place of an account is one for e-wallets only`() throws {
        for kind in ["MOBILE", "PROXY MBNO", "Phone"] {
            let found = try codes(bank: "014", account: "081234567890", holder: "", kind: kind)
            #expect(found == [.accountNumberMalformed], "\(kind)")
            #expect(try codes(bank: "OVO", account: "081234567890", holder: "", kind: kind).isEmpty)
        }
        #expect(try codes(bank: "014", account: "1234567890", holder: "", kind: "BBAN").isEmpty)
    }

    @Test func `What is wrong with a payment of a message names its element, and no cell of a spreadsheet`() {
        let causes: [(Column, RowFault.Cause)] = [
            (.accountNumber, .wrongDigitCount(digits: 9, hint: .tooFew)), (.accountNumber, .digitsLost),
            (.amount, .shortenedAmount), (.accountName, .missingValue), (.accountNumber, .missingValue),
        ]
        for (column, cause) in causes {
            var violation = Violation(line: 12, RowFault(column, "", cause))
            violation.isOfMessage = true
            let text = violation.text.english
            #expect(!text.contains("Excel") && !text.contains("cell") && !text.contains("column"), "\(text)")
        }
        var violation = Violation(line: 12, RowFault(.amount, "0", .zeroAmount))
        violation.isOfMessage = true
        #expect(
            violation.text.english
                == """
                line 12, Amt/InstdAmt "0": the amount is zero. Correct it in the system that made the message, and \
                export the message again.
                """)
    }

    @Test func `Two holders of the account are not paid`() throws {
        #expect(try codes(bank: "014", account: "1234567890", holder: "Rina Wati", kind: "") == [.contradicted])
        #expect(try codes(bank: "014", account: "1234567890", holder: "Budi Santoso", kind: "CACC").isEmpty)
    }
}
