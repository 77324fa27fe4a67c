import AuditTrail
import PayoutCore
import PayoutLedger
import Testing
import Wording

/// Somebody edits the ledger with SQLite, past its triggers, and has the reports written again.
@Suite struct TamperedLedgerTests {
    @Test(
        "An event that was edited, taken out or moved is found in the reports",
        arguments: [
            "UPDATE event SET detail = 'pending → succeeded' WHERE id = 9",
            "UPDATE event SET actor = 'Ibu Sari' WHERE id = 1",
            "UPDATE event SET at = at + 1 WHERE id = 5",
            "UPDATE event SET kind = 'retried' WHERE id = 4",
            "UPDATE event SET status = 'failed' WHERE id = 7",
            "UPDATE event SET payout_id = payout_id + 1 WHERE id = 6",
            "UPDATE event SET link = zeroblob(32) WHERE id = 8",
            "UPDATE payout SET reference = 'another' WHERE line = 3",
            "DELETE FROM event WHERE id = 5",
            "DELETE FROM event WHERE id = (SELECT MAX(id) FROM event)",
            "UPDATE payout SET status = 'succeeded' WHERE line = 3",
        ])
    func edited(statement: String) throws {
        let fixture = try AuditFixture()
        let batch = try fixture.batch()
        let printed = try ReportVerifier(folder: try fixture.write(batch)).verify()
        #expect(printed.isProven)
        try fixture.tamperKeepingTriggers(statement)
        // Where the chain itself does not hold, nothing is sealed.
        guard let folder = try? fixture.write(batch) else { return }
        let expectation = try AuditFixture.expectation(head: printed.head, events: printed.events)
        #expect(try !ReportVerifier(folder: folder, expectation: expectation).verify().isProven, "\(statement)")
    }

    @Test("Events of other batches in between change nothing") func interleaved() throws {
        let fixture = try AuditFixture()
        let (one, two) = (try fixture.batch(name: "one"), try fixture.batch(name: "two"))
        for batch in [one, two, one, two] {
            try fixture.ledger.write { transaction in
                try transaction.record(
                    JournalEvent(at: AuditFixture.now, batch: nil, payout: nil, kind: "noted", detail: "ledger"))
                try transaction.record(
                    JournalEvent(
                        at: AuditFixture.now, batch: batch.id, payout: nil, kind: "noted", detail: "batch"))
            }
        }
        for batch in [one, two] {
            let verdict = try ReportVerifier(folder: try fixture.write(batch)).verify()
            #expect(verdict.isProven && verdict.batch == batch.identity.text)
        }
    }

    @Test("Ten thousand events have a checkpoint between them, which cannot be taken out") func checkpoints() throws {
        let fixture = try AuditFixture()
        let batch = try fixture.batch()
        let count = try #require(try fixture.ledger.read { try $0.journal(of: batch.id) }).count
        for target in [AuditFile.checkpointEvents, AuditFile.checkpointEvents + 1] {
            try fixture.ledger.write { transaction in
                for number in (try #require(try transaction.reader.journal(of: batch.id)).count)..<target {
                    try transaction.record(
                        JournalEvent(
                            at: AuditFixture.now, batch: batch.id, payout: nil, kind: "noted", detail: "\(number)"))
                }
            }
            let files = try ReportFiles(try fixture.write(batch))
            #expect(try ReportVerifier(folder: files.folder).verify().isProven)
            var lines = files.lines(AuditFile.name)
            #expect(lines.count == target + (target == AuditFile.checkpointEvents ? 3 : 4))
            lines.remove(at: AuditFile.checkpointEvents)
            let verdict = try files.verdict(AuditFile.name, lines: lines)
            #expect(verdict.findings.contains { $0.phrase.english.contains("is missing") })
        }
        #expect(count > 0)
    }
}
