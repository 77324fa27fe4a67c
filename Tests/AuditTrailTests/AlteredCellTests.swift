import AuditTrail
import FoundationEssentials
import PayoutCore
import PayoutLedger
import PayoutReports
import TestSupport
import Testing
import Wording

/// What a comparison with the ledger and with the payout file says: which cell was altered, and what stood there.
@Suite struct AlteredCellTests {
    /// A folder of reports, and the same reports written from the ledger elsewhere.
    private struct Folders {
        let fixture: AuditFixture
        let folder: String
        let expected: String

        init() throws {
            fixture = try AuditFixture()
            let batch = try fixture.batch()
            folder = try fixture.write(batch)
            let copy = ReportFolder(outputDirectory: fixture.folder + "/elsewhere", batch: batch)
            _ = try copy.write(batch.id, from: fixture.ledger) { _ in nil }
            expected = copy.path
        }

        func edit(_ file: String, _ change: (String) -> String) throws {
            let path = URL(filePath: folder + "/" + file)
            let text = try String(contentsOf: path, encoding: .utf8)
            let changed = change(text)
            #expect(changed != text, "nothing was changed in \(file)")
            try Data(changed.utf8).write(to: path)
        }

        func findings(isCurrent: Bool = true) throws -> Findings {
            try LedgerComparison(folder: folder, expected: expected, isCurrent: isCurrent, hasPage: true).findings()
        }

        func withFile(_ rows: [InputComparison.InputRow]) throws -> Findings {
            var comparison = try InputComparison(folder: folder, rail: .payout, file: "payroll.csv")
            for row in rows { try comparison.take(row) }
            return try comparison.finish()
        }
    }

    /// The rows of the fixture as a reader of the payout file gives them.
    private static func rows() -> [InputComparison.InputRow] {
        (2...9).map { line in
            line == 6
                ? .init(
                    line: line, reference: "PAY-6", bankCode: "BCA", accountNumber: "", accountName: "",
                    amount: "Rp 1.500.000", note: "")
                : .init(
                    line: line, reference: "PAY \"\(line)\", 2026-02", bankCode: line.isMultiple(of: 2) ? "014" : "008",
                    accountNumber: "123456780\(line)", accountName: "Budi Santoso", amount: String(line * 10_000),
                    note: "salary")
        }
    }

    @Test("Reports as they were written are as the ledger gives them") func same() throws {
        #expect(try Folders().findings().count == 0)
    }

    @Test(
        "An altered cell of any table is named with file, line, column, and both values",
        arguments: [
            ("results.csv", "1234567803", "9999999999", 3, "account_number"),
            ("results.csv", "90000", "900000", 9, "amount"),
            ("attempts.csv", "30000", "31000", 4, "amount"), ("reconciliation.csv", "380000", "390000", 2, "sum"),
        ])
    func cell(file: String, old: String, new: String, line: Int, column: String) throws {
        let folders = try Folders()
        try folders.edit(file) { $0.replacing(old, with: new, maxReplacements: 1) }
        let findings = try folders.findings()
        let finding = try #require(findings.shown.first)
        #expect(findings.count == 1 && finding.file == file, "\(findings)")
        #expect(finding.line == line && finding.cell?.column == column, "\(finding)")
        #expect(finding.cell?.expected == old && finding.cell?.found == new)
        #expect(finding.phrase.english.contains("the column \(column) has \"\(new)\", and the ledger has \"\(old)\""))
    }

    @Test("A row that was taken out or put in is named, and the rows after it are not blamed") func rowsMoved() throws {
        let without = try Folders()
        try without.edit("results.csv") { text in
            text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
                .filter { $0.offset != 3 }.map(\.element).joined(separator: "\n")
        }
        let missing = try without.findings()
        #expect(missing.count == 1)
        #expect(missing.shown.first?.phrase.english.contains("the row 4 of the ledger was taken out") == true)
        let more = try Folders()
        try more.edit("results.csv") { $0 + "77" + $0.split(separator: "\n")[1].dropFirst() + "\n" }
        let surplus = try more.findings()
        #expect(surplus.count == 1)
        #expect(surplus.shown.first?.phrase.english.contains("the ledger has no such row, 77") == true)
    }

    @Test("A number altered in the reconciliation, and a word altered on the page, are named with their lines")
    func documents() throws {
        let folders = try Folders()
        try folders.edit("reconciliation.json") { $0.replacing("\"balanced\" : true", with: "\"balanced\" : false") }
        try folders.edit("report.html") { $0.replacing("PAY-6", with: "PAY-7", maxReplacements: 1) }
        let findings = try folders.findings().shown
        #expect(findings.map(\.file) == ["reconciliation.json", "report.html"])
        #expect(findings.first?.cell?.column == "balanced")
        #expect(findings.first?.cell?.expected == "true" && findings.first?.cell?.found == "false")
    }

    @Test("Where the ledger has gone on, what was submitted is compared, and nothing else") func later() throws {
        let folders = try Folders()
        try folders.edit("results.csv") { $0.replacing("succeeded", with: "failed", maxReplacements: 1) }
        #expect(try folders.findings(isCurrent: false).count == 0)
        try folders.edit("results.csv") { $0.replacing("1234567803", with: "9999999999") }
        #expect(try folders.findings(isCurrent: false).shown.map(\.cell?.column) == ["account_number"])
    }

    @Test("Every row of the payout file is found exactly once, with the same payment") func input() throws {
        let folders = try Folders()
        var comparison = try InputComparison(folder: folders.folder, rail: .payout, file: "payroll.csv")
        for row in Self.rows() { try comparison.take(row) }
        #expect(try comparison.finish().count == 0)
        #expect(comparison.matched == 8)
    }

    @Test("A cell that is another in the payout file is named; so is a row that is not there, or there too much")
    func otherInput() throws {
        let folders = try Folders()
        try folders.edit("results.csv") { $0.replacing("1234567803", with: "9999999999") }
        let altered = try folders.withFile(Self.rows())
        let finding = try #require(altered.shown.first)
        #expect(altered.count == 1 && finding.line == 3 && finding.cell?.column == "account_number")
        #expect(finding.cell?.expected == "1234567803" && finding.cell?.found == "9999999999")
        let fewer = try folders.withFile(Self.rows().filter { $0.line != 5 && $0.line != 3 })
        #expect(fewer.count == 2)
        #expect(fewer.shown.first?.phrase.english.contains("payroll.csv has no row at line 3") == true)
        let more = try folders.withFile(
            Self.rows() + [
                .init(
                    line: 10, reference: "NEW", bankCode: "014", accountNumber: "1", accountName: "B", amount: "1",
                    note: "")
            ])
        #expect(more.shown.last?.phrase.english.contains("line 10 of payroll.csv, NEW, was taken out") == true)
    }
}
