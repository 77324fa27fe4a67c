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

    /// A rejected row that is not due, and a schedule with a run that submitted its file, a run that was missed, one
    /// that began anew after that, and a pause.
    private func withSchedule() throws -> AuditFixture {
        let fixture = try AuditFixture()
        let batch = try fixture.batch()
        let days = ["2026-02-12", "2026-02-13", "2026-02-14"].compactMap { CalendarDay($0) }
        let now = AuditFixture.now
        try fixture.ledger.write { transaction in
            let row = try #require(try transaction.reader.row(inLine: 6, of: batch.id))
            #expect(try transaction.dismiss(row, Self.decision, at: now))
            let runs = try days.map {
                try #require(try transaction.beginRun(of: "rent", on: $0, dueAt: now, by: "salur", at: now))
            }
            try transaction.move(runs[0], to: .submitted, batch: batch.identity, at: now)
            try transaction.move(runs[1], to: .missed, at: now)
            try transaction.move(runs[2], to: .missed, at: now)
            try transaction.beginAgain(runs[2], by: "Ani", at: now)
            #expect(try transaction.pause("rent", Self.decision, at: now))
        }
        return fixture
    }

    @Test func `Schedules and rows that are not due are proven as this program wrote them`() throws {
        let fixture = try withSchedule()
        #expect(try LedgerCheck(fixture.ledger).findings.map(\.english) == [])
    }

    @Test(
        arguments: [
            "DELETE FROM dismissed", "INSERT INTO dismissed SELECT id FROM payout WHERE line = 3",
            "DELETE FROM schedule_run WHERE id = 1", "UPDATE schedule_run SET begun_by = 'Budi' WHERE id = 1",
            "UPDATE schedule_run SET business_date = '2026-02-11' WHERE id = 1",
            "UPDATE schedule_run SET state = 'begun' WHERE id = 2",
            "UPDATE schedule_run SET state = 'missed' WHERE id = 3",
            "UPDATE schedule SET paused_at = NULL, paused_by = NULL, reason = NULL",
            "UPDATE schedule SET reason = 'x'",
            "INSERT INTO schedule VALUES ('wages', 1, 1, 'Ani', 'x')",
            """
            INSERT INTO schedule_run (schedule, business_date, due_at, begun_at, begun_by, state, changed_at)
            VALUES ('rent', '2026-02-15', 1, 1, 'salur', 'submitted', 1)
            """,
        ])
    func `Edits of schedules and of rows that are not due are found`(sql: String) throws {
        let fixture = try withSchedule()
        try fixture.tamperKeepingTriggers(sql)
        let findings = try LedgerCheck(fixture.ledger).findings.map(\.english)
        #expect(!findings.isEmpty && !findings.contains { $0.contains("schema") }, "\(sql): \(findings)")
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
