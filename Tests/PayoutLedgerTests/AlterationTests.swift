import GRDB
import PayoutCore
import PayoutLedger
import TestSupport
import Testing

/// Edits past the program are found by one pass over the rows (promise P12).
@Suite("A batch edited in SQLite") struct AlterationTests {
    private static func fixture() throws -> (LedgerFixture, Batch) {
        let fixture = try LedgerFixture()
        let id = try fixture.batch(of: 3)
        return (fixture, try #require(try fixture.ledger.read { try $0.batch(id) }))
    }

    private static func alteration(_ fixture: LedgerFixture, _ batch: Batch) throws -> Alteration? {
        try fixture.ledger.read { try $0.alteration(of: batch).alteration }
    }

    private static func approve(_ fixture: LedgerFixture, _ batch: Batch, evidence: [UInt8]?) throws {
        try fixture.ledger.write { transaction in
            try transaction.handle(.approved, of: batch.id, at: LedgerFixture.start)
            guard let evidence else { return }
            try transaction.record(
                JournalEvent(
                    at: LedgerFixture.start, batch: batch.id, payout: nil, kind: "batch_approved", detail: "fine",
                    actor: "Budi", evidence: evidence))
        }
    }

    @Test("is none as long as only this program works on it") func untouched() throws {
        let (fixture, batch) = try Self.fixture()
        #expect(try Self.alteration(fixture, batch) == nil)
        let digest = try fixture.ledger.read { try $0.alteration(of: batch).digest }
        try Self.approve(fixture, batch, evidence: digest)
        let payouts = try fixture.queued(batch.id)
        try fixture.ends(payouts[0], as: .succeeded)
        try fixture.happens(payouts[1], .duplicateFound(.example))
        #expect(try Self.alteration(fixture, batch) == nil)
        #expect(digest == (try fixture.ledger.read { try $0.evidence("batch_submitted", of: batch.id) }))
    }

    @Test(
        "is told",
        arguments: [
            ("UPDATE payout SET account_number = '9' WHERE line = 3", Alteration.rows),
            ("UPDATE payout SET amount = amount + 1 WHERE line = 3", .rows),
            ("UPDATE payout SET note = 'x' WHERE line = 2", .rows),
            ("DELETE FROM payout WHERE line = 4", .rows),
            ("UPDATE payout SET status = 'held', reason_code = 'x', settled_at = 1 WHERE line = 3", .totals),
            ("UPDATE total SET sum = sum + 1", .totals),
            (
                """
                INSERT INTO payout (batch_id, line, reference, bank_code, account_number, account_name, amount, note,
                    status)
                SELECT batch_id, 9, 'NEW', bank_code, '9', account_name, amount, note, status FROM payout WHERE line = 2
                """, .rows
            ),
            (
                """
                INSERT INTO payout (id, batch_id, line, reference, bank_code, account_number, account_name, amount,
                    note, status)
                SELECT 5, batch_id, 9, 'NEW', bank_code, '9', account_name, amount, note, status FROM payout
                WHERE line = 2
                """, .strayRows
            ),
            ("UPDATE batch SET status = 'approved', approved_at = 1", .approval),
        ])
    func reported(sql: String, expected: Alteration) throws {
        let (fixture, batch) = try Self.fixture()
        try fixture.raw { database in
            for trigger in try String.fetchAll(database, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger'") {
                try database.execute(sql: "DROP TRIGGER \(trigger)")
            }
            // The file was changed by a program that heeds no constraint.
            try database.execute(sql: "PRAGMA ignore_check_constraints = ON")
            try database.execute(sql: sql)
        }
        #expect(try Self.alteration(fixture, batch) == expected)
    }

    @Test("is told where the approval was of other rows") func approval() throws {
        let (fixture, batch) = try Self.fixture()
        try Self.approve(fixture, batch, evidence: [1, 2, 3])
        #expect(try Self.alteration(fixture, batch) == .rows)
    }
}
