import FoundationEssentials
import PayoutCore
import PayoutLedger
import TestSupport
import Testing
import Wording

/// Reports of a ledger that somebody edited with SQLite: no file of them is written (promise P12).
@Suite struct EditedLedgerTests {
    @Test(
        arguments: [
            // Line 2 is paid, 3 failed, 4 waits for the bank, 6 is rejected, 8 is not sent yet.
            "UPDATE payout SET status = 'succeeded' WHERE line = 3",
            """
            UPDATE payout SET status = 'succeeded' WHERE line = 3;
            UPDATE total SET count = count + 1, sum = sum + 30000 WHERE status = 'succeeded';
            UPDATE total SET count = count - 1, sum = sum - 30000 WHERE status = 'failed';
            """,
            """
            UPDATE payout SET status = 'rejected' WHERE line = 3;
            UPDATE total SET count = count + 1, sum = sum + 30000 WHERE status = 'rejected';
            UPDATE total SET count = count - 1, sum = sum - 30000 WHERE status = 'failed';
            """,
            """
            INSERT INTO total SELECT id, 'cancelled', 1, 80000 FROM batch;
            UPDATE payout SET status = 'cancelled', settled_at = 1771051030123 WHERE line = 8;
            UPDATE total SET count = count - 1, sum = sum - 80000 WHERE status = 'queued';
            """,
            "UPDATE payout SET amount = amount + 1 WHERE line = 2",
            "UPDATE payout SET account_number = '9999999999' WHERE line = 2",
            "UPDATE payout SET account_name = 'Siti Wijaya' WHERE line = 8",
            "UPDATE payout SET accepted_name = 'SITI' WHERE line = 2",
            "UPDATE payout SET settled_at = settled_at + 86400000 WHERE line = 2",
            "UPDATE transfer SET provider_reference_no = 'FORGED' WHERE state = 'succeeded'",
            "UPDATE event SET actor = 'Ibu Sari' WHERE id = 1",
            "UPDATE total SET sum = sum + 1 WHERE status = 'succeeded'",
            "INSERT INTO dismissed SELECT id FROM payout WHERE line = 6",
            "UPDATE payout SET raw = replace(raw, '0', '9') WHERE line = 6",
            "UPDATE batch SET status = 'closed'",
        ])
    func `What somebody edited is in no report, and the reports from before stay`(script: String) throws {
        let fixture = try AuditFixture()
        let batch = try fixture.batch()
        let files = try ReportFiles(try fixture.write(batch))
        let names = try FileManager.default.contentsOfDirectory(atPath: files.folder).sorted()
        try fixture.tamperKeepingTriggers(script)
        let error = #expect(throws: LedgerError.self) { try fixture.write(batch) }
        guard case .altered(_, _, let findings, let count) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(!findings.isEmpty && count >= findings.count)
        #expect(try FileManager.default.contentsOfDirectory(atPath: files.folder).sorted() == names)
        for name in ReportFiles.names {
            #expect(try Array(Data(contentsOf: URL(filePath: files.folder + "/" + name))) == files.bytes(name))
        }
    }

    @Test func `The words name the line, and what the ledger and the journal say`() throws {
        let fixture = try AuditFixture()
        let batch = try fixture.batch()
        try fixture.tamperKeepingTriggers("UPDATE payout SET status = 'succeeded' WHERE line = 3")
        let error = #expect(throws: LedgerError.self) { try fixture.write(batch) }
        let words = error?.phrase.english ?? ""
        #expect(words.contains("batch 2026-02, row 3: it is succeeded, and by the journal it is failed"), "\(words)")
        #expect(words.contains("no report of it was written"), "\(words)")
        #expect(!FileManager.default.fileExists(atPath: fixture.folder + "/out/2026-02/report.html"))
    }

    @Test(arguments: [
        ("UPDATE payout SET status = 'succeeded' WHERE line = 3", 3),
        ("UPDATE payout SET amount = amount + 1 WHERE line = 2", 2),
        ("UPDATE payout SET account_name = 'Siti Wijaya' WHERE line = 8", 8),
    ])
    func `A row that somebody edited is not explained, and every row was before`(script: String, line: Int)
        throws
    {
        let fixture = try AuditFixture()
        let batch = try fixture.batch()
        func isProven(_ line: Int) throws -> Bool {
            try fixture.ledger.read { reader in
                let row = try #require(try reader.row(inLine: line, of: batch.id))
                return try LedgerCheck(of: row, in: batch, reader).isProven
            }
        }
        for line in 2...9 { #expect(try isProven(line), "line \(line)") }
        try fixture.tamperKeepingTriggers(script)
        #expect(try !isProven(line))
    }
}
