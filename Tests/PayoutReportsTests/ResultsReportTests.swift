import FoundationEssentials
import PayoutCore
import PayoutLedger
import PayoutReports
import Testing

@Suite struct ResultsReportTests {
    private static func results(_ fixture: ReportFixture) throws -> ReadTable {
        try ReadTable(try fixture.write(EveryStatus(in: fixture).batch).path + "/results.csv")
    }

    @Test("Every row of the file stands there exactly once, in its order, with its status") func everyRowOnce() throws {
        let fixture = try ReportFixture()
        let table = try Self.results(fixture)
        #expect(try table.column("line") == (2...18).map(String.init))
        #expect(try table.column("status") == EveryStatus.statuses.map(\.rawValue))
        #expect(try table.column("reference") == (2...18).map(EveryStatus.reference))
    }

    @Test("Columns of the file that are not ours are carried through, under names that do not clash") func carried()
        throws
    {
        let fixture = try ReportFixture()
        let table = try Self.results(fixture)
        #expect(table.header.contains("Department"))
        #expect(try Set(table.column("Department")) == ["Finance"])
        #expect(try Set(table.column("input_status")) == ["permanent"])
        #expect(try Set(table.column("input_line")) == ["A"])
        let names = table.header.map { $0.lowercased() }
        #expect(!names.contains("currency") && !names.contains("email"))
        #expect(Set(names).count == names.count)
        #expect(Array(table.header[7..<11]) == ["Department", "input_status", "input_line", "status"])
    }

    @Test("Rows say what came of them") func outcomes() throws {
        let fixture = try ReportFixture()
        let table = try Self.results(fixture)
        func cells(_ line: Int) throws -> [String: String] {
            let row = table.rows[line - 2]
            return Dictionary(zip(table.header, row), uniquingKeysWith: { first, _ in first })
        }
        let paid = try cells(10)
        #expect(paid["validated_name"] == "BUDI SANTOSO")
        #expect(paid["external_id"]?.count == 32)
        #expect(paid["provider_reference_no"] == "T1")
        #expect(paid["attempts"] == "1")
        #expect(paid["submitted_at"] == "2026-02-14T13:37:10+07:00")
        #expect(paid["settled_at"] == "2026-02-14T13:38:10+07:00")
        #expect(paid["amount"] == "100000")
        let rejected = try cells(3)
        #expect(rejected["amount"] == "Rp 1.500.000")
        #expect(rejected["reason_code"] == "amount_malformed")
        #expect(rejected["external_id"] == "" && rejected["attempts"] == "0")
        #expect(rejected["submitted_at"] == "" && rejected["settled_at"] == "2026-02-14T13:37:10+07:00")
        #expect(try cells(4)["reason_code"] == "name_mismatch")
        #expect(try cells(17)["reason_code"] == "contradiction")
        #expect(try cells(18)["reason_code"] == "deferred")
        #expect(try cells(9)["settled_at"] == "")
    }

    @Test("Text that a spreadsheet would run is neutralised, and read back as it was") func formulas() throws {
        let fixture = try ReportFixture()
        let path = try fixture.write(EveryStatus(in: fixture).batch).path
        for name in ["results.csv", "attempts.csv", "rejected.csv"] {
            let text = try String(contentsOf: URL(filePath: path + "/" + name), encoding: .utf8)
            for cell in text.split(whereSeparator: { ",\n".contains($0) }) {
                let opened = cell.hasPrefix("\"") ? cell.dropFirst() : cell
                #expect(!"=+-@\t\r".contains(opened.first ?? "x"), "\(name): \(cell)")
            }
        }
        let table = try ReadTable(path + "/results.csv")
        #expect(try table.column("reference")[0] == "=SUM(A1:A9)")
        #expect(try table.column("reference")[2] == "'quoted")
        #expect(try table.column("validated_name")[2] == "=HYPERLINK(\"http://bad.example\")")
        #expect(try table.column("note")[6] == "-salary")
    }

    @Test("A row shows the attempt that paid it, also where that is not the newest") func earlierAttempt() throws {
        let fixture = try ReportFixture()
        let batch = try fixture.batch([EveryStatus.accepted(2)], header: EveryStatus.header, name: "2026-02")
        let payout = try fixture.queued(batch)[0]
        try fixture.becomesPending(payout)
        let throttled = Deferral.throttled(BankAnswer(code: "4291800", message: "Too Many"), retryAfter: nil)
        try fixture.happens(payout, .transferAnswered(attempt: 1, .deferred(throttled)))
        try fixture.becomesPending(payout)
        let used = BankAnswer(code: "4091801", message: "Duplicate partnerReferenceNo")
        let success = StatusReport(status: .succeeded, source: .inquiry, providerReferenceNo: "T1")
        try fixture.happens(
            payout, .transferAnswered(attempt: 2, .partnerReferenceUsed(used)), .statusReported(attempt: 1, success))
        let paid = try #require(try fixture.ledger.read { try $0.payout(payout) }).payout
        #expect(paid.status == .succeeded)
        #expect(paid.transfers.map(\.state) == [.succeeded, .refused])
        let stored = try #require(try fixture.ledger.read { try $0.batch(batch.id) })
        let table = try ReadTable(try fixture.write(stored).path + "/results.csv")
        #expect(try table.column("external_id") == [paid.transfers[0].externalID.text])
        #expect(try table.column("provider_reference_no") == ["T1"])
    }

    @Test("Every validation and transfer stands in attempts.csv, by row and time") func attempts() throws {
        let fixture = try ReportFixture()
        let table = try ReadTable(try fixture.write(EveryStatus(in: fixture).batch).path + "/attempts.csv")
        let lines = try table.column("line")
        let kinds = try table.column("kind")
        let what = zip(lines, kinds).map { "\($0) \($1)" }
        let transferred = [9, 10, 11, 12, 13, 17, 18].flatMap { ["\($0) validation", "\($0) transfer"] }
        let validated = ["4 validation", "5 validation", "6 validation"] + Array(repeating: "7 validation", count: 3)
        #expect(what == validated + ["8 validation"] + transferred)
        let ends = Dictionary(
            zip(what, try table.column("final_status")), uniquingKeysWith: { _, last in last })
        #expect(ends["5 validation"] == "accepted" && ends["8 validation"] == "invalid")
        #expect(ends["9 transfer"] == "pending" && ends["13 transfer"] == "not_found")
        #expect(ends["18 transfer"] == "refused")
        let sources = Dictionary(zip(what, try table.column("told_by")), uniquingKeysWith: { _, last in last })
        #expect(sources["10 transfer"] == "callback" && sources["13 transfer"] == "inquiry")
        #expect(sources["18 transfer"] == "answer" && sources["9 transfer"] == "")
    }
}
