import PayoutCore
import PayoutLedger
import TestSupport
import Testing
import Wording

/// What persons decided, and what later payments depend on, is compared with the journal (promise P12).
@Suite struct RecordedDecisionTests {
    private static let decision = PersonalDecision(person: "Ani", reason: "seen the passbook")

    /// Two batches, of which the second mends a row of the first, with decisions about payees.
    private func decided() throws -> (AuditFixture, Batch) {
        let fixture = try AuditFixture()
        let first = try fixture.batch()
        let mending = try fixture.mending(first, line: 6)
        try fixture.ledger.write { transaction in
            _ = try transaction.block(.account("1234567890", bankCode: "014"), Self.decision, at: AuditFixture.now)
            _ = try transaction.block(.name("Siti Wijaya"), Self.decision, at: AuditFixture.now)
            _ = try transaction.unblock(.name("siti wijaya"), Self.decision, at: AuditFixture.now)
            try transaction.accept(
                AcceptedName(
                    bankCode: "014", accountNumber: "1234567890", fileName: "Budi", bankName: "BUDI S",
                    by: Self.decision, acceptedAt: AuditFixture.now))
            let digest = try transaction.reader.alteration(of: mending).digest
            try transaction.record(
                JournalEvent(
                    at: AuditFixture.now, batch: mending.id, payout: nil, kind: "batch_approved", detail: "fine",
                    actor: "Budi", evidence: digest))
            try transaction.handle(.approved, of: mending.id, at: AuditFixture.now)
        }
        return (fixture, mending)
    }

    @Test func `Decisions that only this program wrote are proven`() throws {
        let (fixture, mending) = try decided()
        #expect(try LedgerCheck(fixture.ledger).findings.map(\.english) == [])
        #expect(try fixture.ledger.read { try $0.alteration(of: mending).alteration } == nil)
    }

    @Test(
        arguments: [
            ("DELETE FROM mended", Alteration.mending),
            ("UPDATE mended SET row_id = row_id + 1", .mending),
            ("INSERT INTO mended SELECT payout_id + 1, row_id FROM mended", .mending),
            ("DELETE FROM payee_block", .payees),
            ("UPDATE payee_block SET lifted_by = 'x', lifted_reason = 'y', lifted_at = 1", .payees),
            ("UPDATE payee_block SET account_number = '1234567899' WHERE account_number IS NOT NULL", .payees),
            ("UPDATE payee_block SET reason = 'x' WHERE id = 1", .payees),
            ("UPDATE payee_name SET bank_name = 'SITI'", .payees),
            ("DELETE FROM payee_name", .payees),
            (
                """
                INSERT INTO payee_name (bank_code, account_number, file_name, bank_name, accepted_by, reason,
                    accepted_at) VALUES ('014', '1234567899', 'Budi', 'SITI', 'Ani', 'fine', 1)
                """, .payees
            ),
            ("UPDATE payout SET accepted_name = 'SITI' WHERE line = 3 AND batch_id = 2", .payees),
            ("UPDATE batch SET purpose = NULL", .submission),
            ("UPDATE batch SET purpose = 'another' WHERE id = 2", .submission),
            ("UPDATE batch SET file_name = 'another.csv'", .submission),
            ("UPDATE batch SET pay_again_reason = 'bonus'", .submission),
        ])
    func `Edits that lead to payments are found, and stop the batch`(sql: String, expected: Alteration) throws {
        let (fixture, mending) = try decided()
        try fixture.tamperKeepingTriggers(sql)
        #expect(try !LedgerCheck(fixture.ledger).isProven, "\(sql)")
        #expect(try fixture.ledger.read { try $0.alteration(of: mending).alteration } == expected, "\(sql)")
    }

    @Test(
        arguments: [
            "UPDATE outflow SET sum = 0", "DELETE FROM outflow", "INSERT INTO outflow VALUES (1, 5)",
            "UPDATE batch SET approved_at = approved_at + 1", "UPDATE batch SET approved_at = NULL",
            "UPDATE payout SET validated_name = 'SITI' WHERE status = 'succeeded'",
            "UPDATE payout SET validated_name = 'SITI' WHERE status = 'queued'",
            "UPDATE payout SET settled_at = settled_at + 1000 WHERE status = 'succeeded'",
            "UPDATE payout SET duplicates_accepted_at = 1 WHERE status = 'held'",
            "UPDATE payout SET accepted_name = 'SITI' WHERE status = 'queued'",
        ])
    func `Edits that reports or ceilings rest on are found`(sql: String) throws {
        let (fixture, _) = try decided()
        try fixture.tamperKeepingTriggers(sql)
        let findings = try LedgerCheck(fixture.ledger).findings.map(\.english)
        #expect(!findings.isEmpty && !findings.contains { $0.contains("schema") }, "\(sql)")
    }

    @Test func `A second payment for a mended row stops where the link of the first was deleted before it`() throws {
        let fixture = try AuditFixture()
        let first = try fixture.batch()
        _ = try fixture.mending(first, line: 6)
        try fixture.tamperKeepingTriggers("DELETE FROM mended")
        let again = try fixture.mending(first, line: 6, name: "again")
        #expect(try fixture.ledger.read { try $0.alteration(of: again).alteration } == .mending)
    }

    @Test func `No two submissions are recorded with the same words`() {
        let plain = SubmissionRecord(fileName: #"a.csv" for "april"#, purpose: nil, payAgainReason: nil)
        let other = SubmissionRecord(fileName: "a.csv", purpose: "april", payAgainReason: nil)
        #expect(other.detail == #"submitted "a.csv" for "april""# && plain.detail != other.detail)
        #expect(other.fits("submitted") && !other.fits("paid again: bonus"))
    }
}
