import AuditTrail
import FoundationEssentials
import PayoutCore
import PayoutFile
import PayoutLedger
import PayoutReports
import PayoutWorkbook
import TestSupport
import Testing
import Wording

/// The forms of the reports: what Excel opens by a double click, and workbooks.
@Suite struct ReportFormTests {
    /// Cells that a spreadsheet would run or change, and characters that XML cannot hold.
    private static let texts = [
        "=1+1", "'=1+1", "+62", "-x", "@a", "\t=1", " lead", "trail ", "007", "a;b,c\"d\"", "_x0041_", "_X", "a\u{1}b",
        "two\r\nlines", "é 日本 😀", "<b>&amp;</b>", "\u{FFFE}", "１２", "12345678901234567890",
    ]

    private static func rows() -> [ImportedRow] {
        texts.enumerated().map { index, text in
            let order = PaymentOrder(
                reference: "A-\(index)", bankCode: "014", accountNumber: "0012345678", accountName: "Budi",
                amount: Rupiah(1_500_000))
            return .accepted(line: index + 2, order: order, note: "", others: [text])
        }
    }

    private static let header = [
        "reference", "bank_code", "account_number", "account_name", "amount", "note", "Pusat Biaya",
    ]

    private static func read(_ path: String) throws -> [[String]] {
        let file = try InputFile(path: path) { _ in .header }
        var rows: [[String]] = []
        while let row = try file.nextRow() { rows.append(row.cells) }
        return rows
    }

    @Test("CSV for Excel has a byte order mark and semicolons, and comes back exactly") func excel() throws {
        let fixture = try ReportFixture()
        let batch = try fixture.batch(Self.rows(), header: Self.header)
        let plain = try ReadTable(try fixture.write(batch).path + "/results.csv")
        let path = try fixture.write(batch, as: ReportForm(isForExcel: true)).path
        for file in ["results.csv", "attempts.csv", "rejected.csv", "reconciliation.csv"] {
            let table = try ReadTable(path + "/" + file)
            #expect(table.format == .excel || table.format.delimiter == .semicolon && table.rows.isEmpty, "\(file)")
        }
        let table = try ReadTable(path + "/results.csv")
        #expect(table.rows == plain.rows && table.header == plain.header)
        #expect(try table.column("Pusat Biaya") == Self.texts)
        #expect(try ReportVerifier(folder: path).verify().isProven)
    }

    @Test("A workbook has the cells of results.csv: text as text, amounts as numbers") func workbook() throws {
        let fixture = try ReportFixture()
        let batch = try fixture.batch(Self.rows(), header: Self.header)
        let path = try fixture.write(batch, as: ReportForm(hasWorkbooks: true)).path
        let table = try ReadTable(path + "/results.csv")
        let found = try Self.read(path + "/results.xlsx")
        #expect(found == table.rows)
        #expect(try ReportVerifier(folder: path).verify().isProven)
    }

    @Test("The same ledger gives the same bytes, and a form that was asked for once stays") func same() throws {
        let fixture = try ReportFixture()
        let batch = try fixture.batch(Self.rows(), header: Self.header)
        let path = try fixture.write(batch, as: ReportForm(isForExcel: true, hasWorkbooks: true)).path
        func files() -> [Data?] {
            ["results.csv", "results.xlsx", "rejected.xlsx", "audit.jsonl"].map {
                FileManager.default.contents(atPath: path + "/" + $0)
            }
        }
        let first = files()
        try fixture.write(batch)
        #expect(files() == first && !first.contains(nil))
    }

    @Test("A workbook that was altered, or that the seal does not name, is found") func altered() throws {
        let fixture = try ReportFixture()
        let batch = try fixture.batch(Self.rows(), header: Self.header)
        var path = try fixture.write(batch).path
        try Data("PK".utf8).write(to: URL(filePath: path + "/results.xlsx"))
        let foreign = try ReportVerifier(folder: path).verify()
        #expect(Set(foreign.findings.map(\.file)) == ["results.xlsx"])
        path = try fixture.write(batch, as: ReportForm(hasWorkbooks: true)).path
        #expect(try ReportVerifier(folder: path).verify().isProven)
        try Data("PK".utf8).write(to: URL(filePath: path + "/results.xlsx"))
        #expect(try Set(ReportVerifier(folder: path).verify().findings.map(\.file)) == ["results.xlsx"])
    }

    @Test("Who brought a workbook gets rejected.xlsx, which says the same as rejected.csv") func rejected() throws {
        let fixture = try ReportFixture()
        let reason = Reason.rejected(faults: [RowFault(.amount, "x", .noAmount)])
        let rows = Self.texts.enumerated().map { index, text in
            ImportedRow.rejected(
                line: index + 2, shown: ShownCells(), amount: nil,
                raw: ["A-\(index)", "014", "0012345678", "Budi", "x", "", text], reason: reason)
        }
        let batch = try fixture.batch(rows, header: Self.header, fileName: "Gaji.XLSX")
        let path = try fixture.write(batch).path
        let table = try ReadTable(path + "/rejected.csv")
        #expect(try Self.read(path + "/rejected.xlsx") == table.rows)
    }

    @Test("A folder of reports that is a file is named as one") func file() throws {
        let temporary = try TemporaryFolder("reports")
        let path = temporary.path + "/results.csv"
        try Data().write(to: URL(filePath: path))
        let error = #expect(throws: OutputError.self) { try ReportFolder.prepare(path + "/gaji-1a2b3c4d") }
        #expect(error?.phrase.english.contains("is a folder of reports, and this names a file") == true)
    }
}
