import Foundation
import Operations
import PayoutCore
import PayoutRules
import TestSupport
import Testing
import Wording

/// What only the rows in their connection show, or somebody has written beside them.
@Suite struct RowSuspicionsTests {
    private struct Found {
        let check: FileCheck
        var violations: [Violation] = []
        var warnings: [Violation] = []

        /// The warnings of these tests: `person_twice 3`.
        var said: [String] {
            warnings.filter { $0.code != .unusualAccountLength }.map { "\($0.code.rawValue) \($0.line)" }
        }
    }

    private func check(at path: String) throws -> Found {
        var (violations, warnings): ([Violation], [Violation]) = ([], [])
        let check = try FileCheck(
            path: path, RowForm(.payout, banks: .embedded), onViolation: { violations.append($0) },
            onWarning: { warnings.append($0) })
        return Found(check: check, violations: violations, warnings: warnings)
    }

    private func check(_ rows: [String], header: String = "Nama;Bank;No Rekening;Jumlah") throws -> Found {
        let fixture = try IntakeFixture()
        return try check(at: fixture.write(rows, header: header))
    }

    @Test func `One person twice with the same amount, or nearly the same account, is shown`() throws {
        let found = try check([
            "Budi Santoso;BCA;0923456781;5.500.000", "BUDI SANTOSO;BRI;034101000123509;5.500.000",
            "Siti;Mandiri;1370012345678;6.000.000", "Ani Wulandari;BCA;0923456790;4.000.000",
            "Ani Wulandari;BCA;0923456791;7.100.000", "Siti;Mandiri;1370012345678;250.000",
        ])
        #expect(found.said == ["person_twice 3", "person_twice 6"])
        #expect(
            found.warnings.map(\.text.english).contains {
                $0.contains("line 2 has the same name and the same amount")
            })
    }

    @Test func `One account under two names is shown`() throws {
        let found = try check([
            "Budi Santoso;BCA;0923456781;5.500.000", "Ani Wulandari;BCA;0923456781;4.750.000",
            "SANTOSO, Budi;BCA;0923456781;300.000",
        ])
        #expect(found.said == ["account_of_two_names 3"])
    }

    @Test func `Accounts or amounts that count on from row to row are shown once`() throws {
        let rows = (0..<4).map { "Orang \("ABCD".map(String.init)[$0]);BCA;092345678\($0);\(5_500_000 + $0 * 1000)" }
        let found = try check(rows)
        #expect(found.said == ["filled_down 2"])
        #expect(found.warnings.first { $0.code == .filledDown }?.fault.column == .accountNumber)
        let amounts = (0..<3).map { "Orang \($0);BCA;\(1_234_500_000 + $0 * 77);550000\($0)" }
        #expect(try check(amounts).said == ["filled_down 2"])
    }

    @Test func `Rows of two months, and a person who leaves, are shown`() throws {
        let header = "Bulan;Nama;Bank;No Rekening;Jumlah;Tgl Resign"
        let found = try check(
            [
                "Februari 2026;Budi;BCA;0923456781;5.500.000;",
                "Maret 2026;Ani;BRI;034101000123509;4.750.000;31/12/2025",
                "Maret 2026;Tri;Mandiri;1370012345678;4.900.000;",
            ], header: header)
        #expect(found.said == ["several_periods 3", "person_leaves 3"])
        #expect(found.check.accepted == 3)
    }

    @Test func `A column that says when to pay is shown once`() throws {
        let found = try check(
            ["Budi;BCA;0923456781;5.500.000;30/11/2026", "Ani;BRI;034101000123509;4.750.000;31/12/2026"],
            header: "Nama;Bank;No Rekening;Jumlah;Tanggal Transfer")
        #expect(found.said == ["payment_date 2"])
        #expect(found.warnings.contains { $0.text.english.contains("says when to pay: \"30/11/2026\"") })
    }

    @Test(arguments: ["Jumlah (MYR)", "Jumlah (RM)", "Amount S$", "THP (jt)", "Nominal (rb)"])
    func `A column in another unit is no amount, even where the settings say so`(name: String) throws {
        let names = ["Nama", "Bank", "No Rekening", name]
        let rows = [["Budi", "BCA", "0923456781", "601900"]]
        #expect(ColumnProposal(names, rows, banks: .embedded).settings.isEmpty)
        #expect(throws: HeaderError.self) {
            try RowChecker(headerNames: names, banks: .embedded, columns: ColumnMapping([.amount: [name]]))
        }
    }

    @Test(arguments: ["03", "09"]) func `Another day of payment in a message is shown`(version: String) throws {
        func group(_ number: Int, on day: String) -> String {
            let day = version == "09" ? "<Dt>\(day)</Dt>" : day
            return """
                <PmtInf><PmtInfId>G-\(number)</PmtInfId><PmtMtd>TRF</PmtMtd><ReqdExctnDt>\(day)</ReqdExctnDt>
                <CdtTrfTxInf><PmtId><EndToEndId>GAJI-\(number)</EndToEndId></PmtId><Amt><InstdAmt Ccy="IDR">\
                1500000</InstdAmt></Amt><CdtrAgt><FinInstnId><ClrSysMmbId><MmbId>014</MmbId></ClrSysMmbId></FinInstnId>\
                </CdtrAgt><Cdtr><Nm>ANI</Nm></Cdtr><CdtrAcct><Id><Othr><Id>123456789\(number)</Id></Othr></Id>\
                </CdtrAcct></CdtTrfTxInf></PmtInf>
                """
        }
        func said(_ groups: [String]) throws -> [String] {
            let message = """
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.\(version)"><CstmrCdtTrfInitn><GrpHdr>\
                <MsgId>MSG-1</MsgId><NbOfTxs>\(groups.count)</NbOfTxs></GrpHdr>\(groups.joined())\
                </CstmrCdtTrfInitn></Document>
                """
            let fixture = try IntakeFixture()
            let path = fixture.folder + "/gaji.xml"
            try Data(message.utf8).write(to: URL(filePath: path))
            var (form, warnings) = (RowForm(.payout, banks: .embedded), [Violation]())
            form.today = "2026-11-30"
            _ = try FileCheck(path: path, form, onViolation: { _ in }, onWarning: { warnings.append($0) })
            return warnings.filter { $0.code == .paymentDate }.map(\.text.english)
        }
        let (today, later, past) = ("2026-11-30", "2027-04-25", "2025-04-25")
        #expect(try said([group(1, on: today)]) == [])
        #expect(
            try said([group(1, on: later)]).first?.contains("\"ReqdExctnDt\" says when to pay: \"2027-04-25\"") == true)
        let several = try said([group(1, on: today), group(2, on: past), group(3, on: later), group(4, on: later)])
        #expect(several.count == 2 && several[0].contains("\"2025-04-25 (× 1)\""), "\(several)")
        #expect(several.last?.contains("\"2027-04-25 (× 2)\"") == true, "\(several)")
    }

    @Test func `A total in words that the rows contradict is shown`() throws {
        let rows = ["Budi;BCA;0923456781;5.500.000", "Ani;BRI;034101000123509;4.750.000"]
        let total = ["Total;;;10.250.000"]
        let right = "Terbilang: sepuluh juta dua ratus lima puluh ribu rupiah;;;"
        #expect(try check(rows + total + [right]).said == [])
        let wrong = "Terbilang: sebelas juta dua ratus lima puluh ribu rupiah;;;"
        #expect(try check(rows + total + [wrong]).said == ["total_in_words 5"])
    }

    @Test func `Letters that went through a wrong encoding reject the row`() throws {
        let found = try check([
            "RenÃ©e Lim;BCA;0923456781;5500000", "Nurâ€™aini;BRI;034101000123509;4750000",
            "Renée Lim;BCA;0923456783;5500000",
        ])
        #expect(found.violations.map(\.code) == [.garbledText, .garbledText] && found.check.accepted == 1)
    }

    /// What is said of a payroll in which somebody has left thousands away; nil where it is read.
    private func refusal(_ header: String, _ rows: [String]) throws -> String? {
        do {
            _ = try check(rows, header: header)
            return nil
        } catch let error as CommandFailure {
            return error.phrase.english
        }
    }

    @Test func `A payroll of very small amounts is asked for its unit`() throws {
        let rows = ["Budi;BCA;0923456781;15500", "Ani;BRI;034101000123509;14750", "Tri;BCA;0923456788;16250"]
        let said = try #require(try refusal("Nama;Bank;No Rekening;Gaji Bersih", rows), "read")
        #expect(said.contains("all amounts of the column \"Gaji Bersih\" are below Rp 100.000: are they in thousands?"))
        // Other amounts may be small, and a person who renames the column has answered.
        #expect(try check(rows).said == ["small_amounts 2"])
        #expect(try refusal("Nama;Bank;No Rekening;amount", rows) == nil)
    }

    @Test func `A salary that can be read in two ways is asked for its unit, and no number is proposed`() throws {
        let rows = ["Budi;BCA;0923456781;5.500", "Ani;BRI;034101000123509;4.750"]
        let found = try check(rows, header: "Nama;Bank;No Rekening;Gaji Bersih")
        let said = try #require(found.violations.first?.text.english)
        #expect(said.contains("can be read as 5500 (5 thousand 500 rupiah) or as 5.500 (5 and a fraction)"), "\(said)")
        #expect(said.contains("in rupiah or in thousands of rupiah") && !said.contains("Write 5500"), "\(said)")
        let indonesian = try #require(found.violations.first?.text.text(in: .indonesian))
        #expect(indonesian.contains("5 ribu 500 rupiah") && indonesian.contains("5 koma sekian"), "\(indonesian)")
    }

    @Test(arguments: ["Gaji (x Rp1.000)", "Gaji Bersih (000)", "Jumlah (ribuan)", "Gaji (1000)"])
    func `A column of thousands is not to be renamed`(name: String) throws {
        let said = try #require(try refusal("Nama;Bank;No Rekening;\(name)", ["Budi;BCA;0923456781;15500"]), "read")
        #expect(said.contains("is not in rupiah; write the amounts in full rupiah"), "\(said)")
        #expect(!said.contains("if that is it"), "\(said)")
    }

    @Test func `Columns of deductions that take nothing off the amount are named, with all columns that are read`()
        throws
    {
        let found = try check(
            ["Budi;BCA;0923456781;500.000;5.500.000"], header: "Nama;Bank;No Rekening;Kasbon;amount")
        #expect(
            found.check.reading.lines.prefix(2).map(\.english) == [
                "the columns are read as: \"Nama\" = account_name, \"Bank\" = bank_code, \"No Rekening\" = "
                    + "account_number, \"amount\" = amount",
                "nothing is taken off the amount for these columns: \"Kasbon\"",
            ])
    }

    @Test func `A label with brackets is both names`() throws {
        let said = try refusal(
            "Nama;Bank;No Rekening;Gaji Bersih (THP);Dibayarkan", ["Budi;BCA;0923456781;5.500.000;5.000.000"])
        #expect(said?.contains("more than one column may be \"amount\"") == true, "\(said ?? "read")")
        #expect(try refusal("Nama;Bank;No Rekening;Gaji Bersih (THP)", ["Budi;BCA;0923456781;5.500.000"]) == nil)
    }
}

/// Comments of a workbook, and the workbooks that Salur writes itself.
@Suite struct WorkbookRemarkTests {
    private func check(_ rows: [[String]], sheet name: String, comments: String? = nil) throws -> (
        accepted: Int, violations: [Violation], reading: [String]
    ) {
        var sheet = WorkbookWriter(rows: rows).sheets[0]
        (sheet.name, sheet.comments) = (name, comments)
        let fixture = try IntakeFixture()
        let path = fixture.folder + "/gaji.xlsx"
        try Data(WorkbookWriter(sheet).bytes).write(to: URL(filePath: path))
        var violations: [Violation] = []
        let check = try FileCheck(
            path: path, RowForm(.payout, banks: .embedded), onViolation: { violations.append($0) }, onWarning: { _ in })
        return (check.accepted, violations, check.reading.lines.map(\.english))
    }

    @Test func `A comment that corrects an amount or an account stops that row, and is shown`() throws {
        let rows = [
            ["Nama", "Bank", "No Rekening", "Jumlah"], ["Budi", "BCA", "0923456781", "5500000"],
            ["Ani", "BRI", "034101000123509", "4750000"], ["Tri", "BCA", "0923456788", "6250000"],
        ]
        let comments =
            "<comment ref=\"D2\"><text><t>salah, seharusnya 7.212.000</t></text></comment>"
            + "<comment ref=\"C3\"><text><t>rek baru BCA 0991234567</t></text></comment>"
            + "<comment ref=\"D4\"><text><t>sudah termasuk lembur 25/03/2026</t></text></comment>"
        let found = try check(rows, sheet: "Gaji", comments: comments)
        #expect(found.violations.map { "\($0.line) \($0.code.rawValue)" } == ["2 cell_comment", "3 cell_comment"])
        let said = found.violations.first?.text.english
        #expect(
            said?.contains("amount: the comment in cell D2 says \"salah, seharusnya 7.212.000\"") == true,
            "\(said ?? "")")
        #expect(found.accepted == 1 && found.reading.last?.contains("lembur") == true)
    }

    @Test(arguments: ["rejected", "failed", "cancelled"])
    func `The name of a sheet that Salur wrote stops nothing`(sheet: String) throws {
        let rows = [
            ["Nama", "Bank", "No Rekening", "Jumlah", "reason", "what_to_do", "mends"],
            ["Budi", "BCA", "0923456781", "5500000", "x", "y", "b1:2"],
        ]
        #expect(try check(rows, sheet: sheet).accepted == 1)
        #expect(throws: CommandFailure.self) { try check(rows.map { Array($0.prefix(4)) }, sheet: "cancelled") }
    }
}
