import FoundationEssentials
import Operations
import PayoutCore
import PayoutLedger
import PayoutRules
import TestSupport
import Testing
import Wording

/// Sheets of a finance department, as they are: read in the one way in which they can be meant, and listed.
@Suite("Sheets that are not plain") struct SheetTests {
    private static let header = "Ref No;Nama Karyawan;Bank;No. Rekening;Gaji Bersih (Rp);Keterangan;;"
    private static let sheet = [
        "E-01;Budi Santoso;BCA;123-456-7890;Rp 5.500.000,00;Gaji & THR;;",
        "E-02;Siti Rahma;Bank Mandiri;'1230012345678;4.750.000;Gaji Maret/2026;;", ";;;;;;;",
        "E-03;Ani;GoPay;+62 812-3456-7890;750.000;;;", "E-04;Dewi;0009;1234567891;2000000;",
    ]

    private struct Found {
        let check: FileCheck
        let violations: [Violation]
    }

    private func check(_ rows: [String], header: String = header, noteCharacters: Bool = true) throws -> Found {
        let fixture = try IntakeFixture()
        return try check(at: fixture.write(rows, header: header), noteCharacters: noteCharacters)
    }

    private func check(at path: String, noteCharacters: Bool = true) throws -> Found {
        var found: [Violation] = []
        let check = try FileCheck(
            path: path, RowForm(.payout, banks: .embedded, replacesNoteCharacters: noteCharacters),
            onViolation: { found.append($0) }, onWarning: { _ in })
        return Found(check: check, violations: found)
    }

    @Test("a sheet is read, and what was done is listed once for each kind") func read() throws {
        let found = try check(Self.sheet)
        #expect(found.violations.map(\.text.english) == [])
        #expect(found.check.accepted == 4 && found.check.sum == Rupiah(13_000_000))
        #expect(
            found.check.reading.lines.map(\.english) == [
                """
                the columns are read as: "Ref No" = reference, "Nama Karyawan" = account_name, "Bank" = bank_code, \
                "No. Rekening" = account_number, "Gaji Bersih (Rp)" = amount, "Keterangan" = note
                """,
                """
                4 rows: the bank is named otherwise than by its code (first in line 2: "BCA" is read as "014")
                """,
                """
                2 rows: the account number has marks between its digits (first in line 2: "***-***-7890" is read as \
                "******7890")
                """,
                """
                2 rows: the amount has separators or the sign of the currency (first in line 2: "Rp 5.500.000,00" is \
                read as "5500000")
                """,
                """
                2 rows: a space takes the place of characters that the bank refuses in a note (first in line 2: \
                "Gaji & THR" is read as "Gaji   THR")
                """, "1 row: empty, and skipped (line 4)",
                """
                1 row: the phone number begins with the code of the country (line 5: "+** ***-****-7890" is read as \
                "********7890")
                """,
                """
                1 row: the amount can be read in two ways, and the other rows show which is meant (line 5: "750.000" \
                is read as "750000")
                """,
            ])
    }

    @Test("the ledger has the plain rows, the raw cells of rejected ones, and what was done") func filed() throws {
        let fixture = try IntakeFixture()
        let rows = Self.sheet + ["E-05;Eko;BCA;123-456-7891;Rp 1.500,50;x;;"]
        let path = try fixture.write(rows, header: Self.header)
        let filed = try fixture.file(path)
        #expect(filed.violations.map(\.code) == [.amountNotWhole])
        let batch = filed.batch.id
        let first = try #require(try fixture.ledger.read { try $0.row(place: 1, of: batch) }).shown
        #expect(first.bankCode == "014" && first.accountNumber == "1234567890" && first.amount == "5500000")
        #expect(first.note == "Gaji   THR")
        var raw: [[String]] = []
        try fixture.ledger.read { reader in
            try reader.forEachResult(of: batch, onlyRejected: true) { row in
                if case .raw(let cells) = row.cells { raw.append(cells) }
            }
        }
        #expect(raw == [["E-05", "Eko", "BCA", "123-456-7891", "Rp 1.500,50", "x", "", ""]])
        let event = try fixture.ledger.read { try $0.lastEvent("file_read", of: batch) }
        #expect(event?.detail == filed.reading.journalText)
        #expect(event?.detail.hasPrefix("banks_by_name 5 (line 2); accounts_with_marks 3 (line 2); ") == true)
        let again = try fixture.file(path)
        #expect(!again.isNew && again.reading.steps.map(\.rows) == filed.reading.steps.map(\.rows))
        #expect(again.reading.columns == filed.reading.columns)
    }

    @Test("a workbook is read as the same rows in a text file are") func workbook() throws {
        let rows = ([Self.header] + Self.sheet).map { row in
            row.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
        }
        var book = WorkbookWriter(rows: rows)
        let guide = "<row><c t=\"str\"><v>Isi lembar Gaji</v></c></row><row><c t=\"str\"><v>lalu simpan</v></c></row>"
        book.sheets.insert(WorkbookWriter.Sheet("Petunjuk", rows: guide), at: 0)
        let fixture = try IntakeFixture()
        let path = fixture.folder + "/gaji.xlsx"
        try Data(book.bytes).write(to: URL(filePath: path))
        let found = try check(at: path)
        #expect(found.violations.map(\.text.english) == [])
        #expect(found.check.accepted == 4 && found.check.sum == Rupiah(13_000_000))
        #expect(found.check.sheet?.name == "Gaji" && found.check.sheet?.others == ["Petunjuk"])
        // An empty row of a sheet is none at all.
        let text = try check(Self.sheet).check.reading.lines.map(\.english).filter { !$0.contains("skipped") }
        #expect(found.check.reading.lines.map(\.english) == text)
    }

    @Test("a payment message is read as the same row in a text file is") func message() throws {
        let message = """
            <Document><CstmrCdtTrfInitn><GrpHdr><NbOfTxs>1</NbOfTxs><CtrlSum>1500000.00</CtrlSum></GrpHdr><PmtInf>
            <PmtMtd>TRF</PmtMtd><CdtTrfTxInf><PmtId><EndToEndId>E-01</EndToEndId></PmtId><Amt><InstdAmt Ccy="IDR">\
            1500000.00</InstdAmt></Amt><CdtrAgt><FinInstnId><BIC>CENAIDJA</BIC></FinInstnId></CdtrAgt><Cdtr>\
            <Nm>Budi Santoso</Nm></Cdtr><CdtrAcct><Id><Othr><Id>123-456-7890</Id></Othr></Id></CdtrAcct></CdtTrfTxInf>
            </PmtInf></CstmrCdtTrfInitn></Document>
            """
        let fixture = try IntakeFixture()
        let found = try check(at: fixture.write([], header: message, to: "gaji.xml"))
        #expect(found.violations.map(\.text.english) == [])
        #expect(found.check.accepted == 1 && found.check.sum == Rupiah(1_500_000))
        #expect(found.check.reading.steps.map(\.kind) == [.bankName, .accountMarks])
    }

    @Test("an amount of two readings is refused where no other row decides, with both") func twofold() throws {
        let plain = "reference,bank_code,account_number,account_name,amount,note"
        let rows = ["A,014,1234567890,Budi,150.000,x", "B,014,1234567891,Siti,250.000,x"]
        let found = try check(rows, header: plain)
        #expect(found.check.accepted == 0)
        let message = try #require(found.violations.first).text.english
        #expect(message.contains("can be read as 150000 (150 thousand rupiah) or as 150.000 (150 and a fraction)"))
        let decided = try check(rows + ["C,014,1234567892,Ani,1.250.000,x"], header: plain)
        #expect(decided.check.accepted == 3 && decided.check.sum == Rupiah(1_650_000))
        let other = try check(rows + ["C,014,1234567892,Ani,1500000.00,x"], header: plain)
        #expect(other.violations.count == 2)
    }

    @Test("notes are rejected as they are where the settings want that") func notes() throws {
        let found = try check(Self.sheet, noteCharacters: false)
        #expect(found.violations.map(\.code) == [.noteCharactersRefused, .noteCharactersRefused])
    }

    @Test("a file of empty rows is a file without rows") func empty() throws {
        let error = #expect(throws: CommandFailure.self) { try check([";;;;;;;", "\t", ";;;"]) }
        #expect(error?.phrase.english.contains("no rows below it") == true)
    }
}
