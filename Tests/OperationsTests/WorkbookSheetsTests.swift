import FoundationEssentials
import Operations
import PayoutCore
import PayoutRules
import TestSupport
import Testing
import Wording

/// Workbooks with several sheets that can be seen, as finance departments keep them.
@Suite struct WorkbookSheetsTests {
    private static let names = ["Nama", "Bank", "No Rekening", "Jumlah"]
    private static let payment = ["Budi", "BCA", "1234567890", "1500000"]

    private func sheet(_ name: String, _ rows: [[String]]) -> WorkbookWriter.Sheet {
        let text = rows.enumerated().map { index, cells in
            let row = zip("ABCDEFGH", cells).map { "<c r=\"\($0)\(index + 1)\" t=\"str\"><v>\($1)</v></c>" }
            return "<row r=\"\(index + 1)\">\(row.joined())</row>"
        }
        return WorkbookWriter.Sheet(name, rows: text.joined())
    }

    private func check(_ sheets: WorkbookWriter.Sheet..., reading name: String? = nil) throws -> FileCheck {
        let folder = try TemporaryFolder("sheets")
        var book = WorkbookWriter(sheets[0])
        book.sheets = sheets
        let path = folder.path + "/gaji.xlsx"
        try Data(book.bytes).write(to: URL(filePath: path))
        let form = RowForm(.payout, banks: .embedded, sheet: name)
        return try FileCheck(path: path, form, onViolation: { _ in }, onWarning: { _ in })
    }

    @Test(arguments: [["Oktober", "November"], ["Sheet1", "Sheet2"], ["Jakarta", "Arsip lama"]])
    func `A second sheet of payments refuses the workbook, whatever its name`(names: [String]) throws {
        let sheets = names.map { sheet($0, [Self.names, Self.payment]) }
        let error = #expect(throws: CommandFailure.self) { try check(sheets[0], sheets[1]) }
        #expect(names.allSatisfy { error?.phrase.english.contains("\"\($0)\"") == true })
        #expect(error?.phrase.english.contains("--sheet") == true)
        #expect(try check(sheets[0], sheets[1], reading: names[0]).accepted == 1)
    }

    @Test func `A second sheet with accounts and money is one of payments although a name is missing`() throws {
        let other = sheet("Bandung", [["Nama", "Bank", "No Rekening", "Nominal TF"], Self.payment])
        #expect(throws: CommandFailure.self) { try check(sheet("Jakarta", [Self.names, Self.payment]), other) }
    }

    @Test func `Names in two rows on a second sheet are those of payments too`() throws {
        let rows = [["Nama", "Bank", "No.", "Jumlah"], ["", "", "Rekening", "Dibayar"], Self.payment]
        #expect(throws: CommandFailure.self) {
            try check(sheet("Oktober", [Self.names, Self.payment]), sheet("November", rows))
        }
    }

    @Test func `Lists of banks and people, pivot tables and instructions are named and not read`() throws {
        let check = try check(
            sheet("Kode Bank", [["Kode Bank", "Nama Bank", "SWIFT Code"], ["014", "BCA", "CENAIDJA"]]),
            sheet("Karyawan", [["Nama", "Bank", "No Rekening", "Email"], ["Budi", "BCA", "1234567890", "b@c.id"]]),
            sheet("Gaji", [Self.names, Self.payment]),
            sheet("Rekap", [["Row Labels", "Sum of Jumlah"], ["BCA", "1500000"], ["Grand Total", "1500000"]]),
            sheet("Petunjuk", [["Isi semua kolom"]]))
        #expect(check.accepted == 1 && check.sheet?.name == "Gaji")
        #expect(check.sheet?.others == ["Kode Bank", "Karyawan", "Rekap", "Petunjuk"])
    }
}
