import FoundationEssentials
import Operations
import PayoutCore
import PayoutRules
import Testing
import Wording

/// Totals that somebody other than the rows states: a file with other ones is refused.
@Suite struct ControlTotalsTests {
    private static let rows = ["A,014,1234567890,Budi,1500000,x", "B,014,1234567891,Siti,2000000,x"]
    private static let header = "reference,bank_code,account_number,account_name,amount,note"

    private func check(
        _ lines: [String] = [header] + rows, rows: Int? = nil, total: Int64? = nil, control: String? = nil
    ) throws -> FileCheck {
        let fixture = try IntakeFixture()
        let path = try fixture.write(Array(lines.dropFirst()), header: lines[0])
        if let control { try Data(control.utf8).write(to: URL(filePath: path + ".control.json")) }
        let form = RowForm(
            .payout, banks: .embedded,
            expected: ControlTotals(expectedRows: rows, total: total.map { Rupiah($0) }))
        return try FileCheck(path: path, form, onViolation: { _ in }, onWarning: { _ in })
    }

    private func refusal(_ body: () throws -> FileCheck) -> String {
        let error = #expect(throws: CommandFailure.self) { try body() }
        #expect(error?.status == .badFile && error?.code == .totalsDiffer)
        return error?.phrase.english ?? ""
    }

    @Test func `Options that agree are silent, and others refuse the file`() throws {
        #expect(try check(rows: 2, total: 3_500_000).accepted == 2)
        #expect(refusal { try check(rows: 3) }.contains("--expect-rows demands 3 rows, and the file has 2."))
        #expect(
            refusal { try check(total: 3_500_001) }.contains(
                "--expect-total demands Rp 3.500.001 in all, and the rows of the file are Rp 3.500.000."))
    }

    @Test func `A control file next to the file is read`() throws {
        #expect(try check(control: #"{"rows": 2, "total": 3500000}"#).accepted == 2)
        #expect(refusal { try check(control: #"{"rows": 1}"#) }.contains(".control.json says 1 rows"))
        for wrong in ["{}", "[2]", #"{"rows": 2, "sum": 3500000}"#, #"{"rows": 2.5}"#, ""] {
            #expect(refusal { try check(control: wrong) }.contains("is no control file"), "\(wrong)")
        }
    }

    @Test(
        arguments: [
            "rows=2,total=3500000", "Jumlah Baris: 2;Total: Rp 3.500.000,00", "count,2,sum,\"3,500,000\"",
            "Total: 3.500.000",
        ])
    func `A summary above the column names is compared`(line: String) throws {
        #expect(try check([line, Self.header] + Self.rows).accepted == 2)
        let wrong = line.replacing("3.500", with: "3.600").replacing("3500", with: "3600").replacing(
            "3,500", with: "3,600")
        #expect(
            refusal { try check([wrong, Self.header] + Self.rows) }.contains("line 1 says Rp 3.600.000 in all"))
    }

    @Test(arguments: ["Gaji Maret 2026", "Total lembur: 5", "Total: lihat di bawah", "PT Maju 2"])
    func `A title that names a number is no summary`(line: String) throws {
        #expect(try check([line, Self.header] + Self.rows).accepted == 2)
    }
}
