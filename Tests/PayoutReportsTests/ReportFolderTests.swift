import FoundationEssentials
import Glibc
import PayoutCore
import PayoutFile
import PayoutLedger
import PayoutReports
import Testing
import Wording

@Suite struct ReportFolderTests {
    private static let names = [
        "attempts.csv", "audit.jsonl", "reconciliation.csv", "reconciliation.json", "rejected.csv", "report.html",
        "results.csv",
    ]

    private static func batch(
        _ fixture: ReportFixture, fileName: String = "payroll.csv", name: String? = nil
    ) throws -> Batch {
        try fixture.batch([], header: Array(EveryStatus.header[..<6]), fileName: fileName, name: name)
    }

    @Test(
        "The folder has the name of the batch, else that of the file and the beginning of its digest",
        arguments: [
            ("payroll.csv", "payroll-01234567"), ("/data/in/Payroll.CSV.GZ", "Payroll-01234567"),
            ("feb.2026.csv", "feb.2026-01234567"), ("payroll", "payroll-01234567"), (".csv", "payout-01234567"),
            ("-", "payout-01234567"),
        ])
    func name(file: String, folder: String) throws {
        let fixture = try ReportFixture()
        let batch = try Self.batch(fixture, fileName: file)
        #expect(ReportFolder(outputDirectory: "out", batch: batch).path == "out/" + folder)
    }

    @Test("The --batch name is the folder's name") func batchName() throws {
        let fixture = try ReportFixture()
        let batch = try Self.batch(fixture, name: "2026-02")
        #expect(ReportFolder(outputDirectory: "/a/b", batch: batch).path == "/a/b/2026-02")
    }

    @Test("Reports are whole, readable by their owner alone, and replace those of before") func wholeAndPrivate() throws
    {
        let fixture = try ReportFixture()
        let batch = try EveryStatus(in: fixture).batch
        for _ in 1...2 {
            let path = try fixture.write(batch).path
            #expect(try FileManager.default.contentsOfDirectory(atPath: path).sorted() == Self.names)
            for name in Self.names {
                var status = stat()
                #expect(stat(path + "/" + name, &status) == 0)
                #expect(status.st_mode & 0o777 == 0o600, "\(name)")
            }
            var status = stat()
            #expect(stat(path, &status) == 0 && status.st_mode & 0o077 == 0)
        }
    }

    @Test("Reports are newest until the ledger knows more about their batch") func newest() throws {
        let fixture = try ReportFixture()
        let batch = try EveryStatus(in: fixture).batch
        func isNewest(_ path: String) throws -> Bool? {
            try fixture.ledger.read { try EarlierReports(at: path)?.isNewest(of: batch, $0) }
        }
        let path = try fixture.write(batch).path
        #expect(try isNewest(path) == true)
        let payout = try #require(try fixture.queued(batch).first)
        try fixture.becomesPending(payout)
        #expect(try isNewest(path) == false)
        try fixture.write(batch)
        #expect(try isNewest(path) == true)
        try FileManager.default.removeItem(atPath: path + "/reconciliation.json")
        #expect(try isNewest(path) == false)
    }

    @Test("The same ledger gives the same bytes") func deterministic() throws {
        let fixture = try ReportFixture()
        let batch = try EveryStatus(in: fixture).batch
        func bytes() throws -> [Data] {
            let path = try fixture.write(batch).path
            return try Self.names.map { try Data(contentsOf: URL(filePath: path + "/" + $0)) }
        }
        #expect(try bytes() == bytes())
    }

    @Test("A late report of the bank makes a new reconciliation; the one before stays under its date") func late()
        throws
    {
        let fixture = try ReportFixture()
        let batch = try fixture.batch([EveryStatus.accepted(2)], header: EveryStatus.header, name: "2026-02")
        let payout = try #require(try fixture.queued(batch).first)
        try fixture.becomesPending(payout)
        let path = try fixture.write(batch).path
        func kept() throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasPrefix("reconciliation-") }
                .sorted()
        }
        let success = StatusReport(status: .succeeded, source: .callback)
        try fixture.happens(payout, at: ReportFixture.now + .seconds(60), .statusReported(attempt: 1, success))
        try fixture.write(batch)
        // A row was on its way then: nothing had ended.
        #expect(try kept() == [])
        let signed = try Data(contentsOf: URL(filePath: path + "/reconciliation.json"))
        let refund = StatusReport(status: .refunded, source: .callback)
        try fixture.happens(payout, at: ReportFixture.now + .seconds(86_400), .statusReported(attempt: 1, refund))
        for _ in 1...2 { try fixture.write(batch) }
        #expect(try kept() == ["reconciliation-20260214-133810.json"])
        #expect(try Data(contentsOf: URL(filePath: path + "/reconciliation-20260214-133810.json")) == signed)
        let newest = try JSONValue(path: path + "/reconciliation.json")
        #expect(newest["by_status"]?["refunded"]?["count"] == .integer(1))
        #expect(newest["generated_at"] == .string("2026-02-15T13:37:10+07:00"))
    }

    // Root may write into any ordinary folder, but nobody into /proc.
    @Test("An output folder that cannot be made or written is named", arguments: ["/proc/salur", "FILE"])
    func unwritable(directory: String) throws {
        let fixture = try ReportFixture()
        let batch = try Self.batch(fixture)
        let output = directory == "FILE" ? fixture.folder + "/file" : directory
        if directory == "FILE" { try Data().write(to: URL(filePath: output)) }
        let folder = ReportFolder(outputDirectory: output, batch: batch)
        let error = #expect(throws: OutputError.self) {
            try folder.write(batch.id, from: fixture.ledger) { _ in nil }
        }
        #expect(error?.description.contains(output) == true)
    }

    @Test("A report that cannot be put in its place leaves the others as they were") func leftAsTheyWere() throws {
        let fixture = try ReportFixture()
        let batch = try EveryStatus(in: fixture).batch
        let path = try fixture.write(batch).path
        let before = try Data(contentsOf: URL(filePath: path + "/results.csv"))
        try FileManager.default.removeItem(atPath: path + "/rejected.csv")
        try FileManager.default.createDirectory(atPath: path + "/rejected.csv/x", withIntermediateDirectories: true)
        #expect(throws: OutputError.self) { try fixture.write(batch) }
        #expect(try Data(contentsOf: URL(filePath: path + "/results.csv")) == before)
        let rest = try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".part") }
        #expect(rest.isEmpty)
    }
}
