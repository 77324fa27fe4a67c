import FoundationEssentials
import Operations
import PayoutCore
import PayoutRules
import TestSupport
import Testing
import Wording

/// Column names that are spread over two rows.
@Suite struct TwoRowHeaderTests {
    private static let rows = ["Budi;BCA;1234567890;1.500.000", "Siti;Mandiri;1370001234567;2.000.000"]

    private func check(_ lines: [String]) throws -> FileCheck {
        let fixture = try IntakeFixture()
        let path = try fixture.write(Array(lines.dropFirst()), header: lines[0])
        return try FileCheck(
            path: path, RowForm(.payout, banks: .embedded), onViolation: { _ in }, onWarning: { _ in })
    }

    private func refusal(_ lines: [String]) -> String {
        let error = #expect(throws: CommandFailure.self) { try check(lines) }
        return error?.phrase.english ?? ""
    }

    @Test(
        arguments: [
            ["Nama;Bank;No.;Jumlah", ";;Rekening;Dibayar"], ["Nama;Nama;No.;Total", "Penerima;Bank;Rekening;Dibayar"],
            ["Nama;;No.;Jumlah", "Karyawan;Bank;Rekening;Dibayar"],
        ])
    func `Names that are split over two rows are read together, and listed`(header: [String]) throws {
        let check = try check(["Daftar Gaji Maret"] + header + Self.rows)
        #expect(check.accepted == 2 && check.rejected == 0 && check.sum == Rupiah(3_500_000))
        let lines = check.reading.lines.map(\.english)
        #expect(lines.contains { $0.contains("in line 2 and in the line below it") && $0.contains("No. Rekening") })
        #expect(check.reading.steps.contains { $0.kind == .titleRow && $0.rows == 1 })
    }

    @Test func `A group above a complete header is a title, also where it has the names of three columns`() throws {
        let groups = ["Penerima;Rekening;;Jumlah", "Nama;Bank;No Rekening;Nominal"]
        let check = try check(groups + Self.rows)
        #expect(check.accepted == 2 && check.sum == Rupiah(3_500_000))
        #expect(!check.reading.steps.contains { $0.kind == .joinedHeader })
    }

    @Test func `An account that may as well be a bank is refused, and both names are shown`() {
        let said = refusal(["Nama;Rekening;Kode;Jumlah", "Penerima;Bank;Bank;Dibayar"] + Self.rows)
        #expect(said.contains("line 1") && said.contains("\"Rekening\"") && said.contains("\"Bank\""), "\(said)")
    }

    @Test func `A group whose lower names alone are complete only with it is refused with both names`() {
        let said = refusal(["Nama;Rekening;;Jumlah", "Karyawan;Bank;Nomor;Dibayar"] + Self.rows)
        #expect(said.contains("\"Rekening\"") && said.contains("\"Bank\""), "\(said)")
    }

    @Test func `A row of data is never joined with the header`() {
        let said = refusal(["Nama;Bank;Rekening", "Budi;BCA;Total"] + Self.rows)
        #expect(said.contains("the column \"amount\" is missing"), "\(said)")
        #expect(refusal(["Nama;Kode;No.;Gaji", "Budi;BCA;1234567890;1500000"]).contains("is missing"))
    }

    @Test func `Joined names of which two are amounts are refused as such`() {
        let header = ["Nama;Bank;No.;Jumlah;Jumlah", ";;Rekening;Transfer;Dibayar"]
        let said = refusal(header + Self.rows.map { "\($0);1" })
        #expect(said.contains("\"Jumlah Transfer\", \"Jumlah Dibayar\""), "\(said)")
    }

    @Test func `In a workbook such names may be merged over both rows`() throws {
        func cells(_ row: Int, _ texts: [String]) -> String {
            let found = zip("ABCD", texts).filter { !$1.isEmpty }
                .map { "<c r=\"\($0)\(row)\" t=\"str\"><v>\($1)</v></c>" }
            return "<row r=\"\(row)\">\(found.joined())</row>"
        }
        let sheet = WorkbookWriter.Sheet(
            "Gaji",
            rows: cells(1, ["Nama", "Bank", "No.", "Jumlah"]) + cells(2, ["", "", "Rekening", "Dibayar"])
                + cells(3, ["Budi", "BCA", "1234567890", "1500000"]),
            after: "<mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:B2\"/></mergeCells>")
        let folder = try TemporaryFolder("header")
        let path = folder.path + "/gaji.xlsx"
        try Data(WorkbookWriter(sheet).bytes).write(to: URL(filePath: path))
        let check = try FileCheck(
            path: path, RowForm(.payout, banks: .embedded), onViolation: { _ in }, onWarning: { _ in })
        #expect(check.accepted == 1 && check.sum == Rupiah(1_500_000))
        #expect(check.reading.lines.contains { $0.english.contains("No. Rekening, Jumlah Dibayar") })
    }
}
