import AuditTrail
import FoundationEssentials
import PayoutCore
import PayoutFile
import PayoutLedger
import Testing
import Wording

/// An attacker with the folder of reports, and one with the ledger too, systematically.
@Suite struct AttackerTests {
    /// Every so manieth byte is changed; `EVERY_BYTE=1` changes all of them.
    private static let stride = ProcessInfo.processInfo.environment["EVERY_BYTE"] == nil ? 61 : 1

    @Test("Byte by byte, whatever it becomes, it is found", arguments: ReportFiles.names, [true, false])
    func everyByte(name: String, isSigned: Bool) throws {
        let fixture = try AuditFixture()
        let files = try ReportFiles(try fixture.write(try fixture.batch(), isSigned: isSigned))
        let original = files.bytes(name)
        var unseen: [Int] = []
        for index in Swift.stride(from: Int.random(in: 0..<Self.stride), to: original.count, by: Self.stride) {
            for change in [1, 0x20, 0x80] as [UInt8] {
                var bytes = original
                bytes[index] ^= change
                if try files.verdict(name, bytes).isProven { unseen.append(index) }
            }
        }
        #expect(unseen.isEmpty, "\(name)")
    }

    @Test("Every tail that is cut off is found", arguments: ReportFiles.names) func everyTail(name: String) throws {
        let fixture = try AuditFixture()
        let files = try ReportFiles(try fixture.write(try fixture.batch()))
        let original = files.bytes(name)
        var lengths = Set(original.indices.filter { original[$0] == UInt8(ascii: "\n") }.flatMap { [$0, $0 + 1] })
        lengths.formUnion(Swift.stride(from: 0, to: original.count, by: Self.stride))
        lengths.remove(original.count)
        for length in lengths.sorted() {
            #expect(try !files.verdict(name, Array(original[..<length])).isProven, "\(name), \(length) bytes")
        }
    }

    @Test("Another name, account, amount or note in results.csv and a new seal of another key is found by the journal")
    func resealed() throws {
        let fixture = try AuditFixture()
        let batch = try fixture.batch()
        let files = try ReportFiles(try fixture.write(batch))
        for (old, new) in [("1234567802", "1234567999"), ("Budi Santoso", "Budi Santosa"), ("salary", "bonus")] {
            let text = String(decoding: files.bytes("results.csv"), as: UTF8.self)
            let found = try files.verdict("results.csv", Array(text.replacing(old, with: new, maxReplacements: 1).utf8))
            #expect(found.findings.contains { $0.phrase.english.contains("not those that were submitted") }, "\(new)")
        }
    }

    @Test("What is edited in the ledger is found there, and no report is sealed over it", arguments: Self.edits)
    func ledgerEdited(statement: String) throws {
        let fixture = try AuditFixture()
        let batch = try fixture.batch()
        try fixture.ledger.write { transaction in
            try transaction.record(AuditFixture.callback)
            try transaction.keepEvidence(of: try transaction.takeAll(), at: AuditFixture.now)
        }
        let whole = try LedgerCheck(fixture.ledger)
        #expect(whole.findings.map(\.english) == [] && whole.payouts == 7 && whole.heads.count == 1)
        try fixture.tamperKeepingTriggers(statement)
        let check = try LedgerCheck(fixture.ledger)
        #expect(!check.isProven, "\(statement)")
        #expect(!check.findings.contains { $0.english.contains("schema") }, "\(check.findings)")
        _ = batch
    }

    private static let edits = [
        "UPDATE payout SET amount = amount + 1 WHERE line = 2",
        "UPDATE payout SET amount = amount + 1 WHERE line = 2; UPDATE batch SET input_sum = input_sum + 1; "
            + "UPDATE total SET sum = sum + 1 WHERE status = 'succeeded'",
        "UPDATE payout SET account_number = '9999999999' WHERE line = 3",
        "UPDATE payout SET account_name = 'Siti' WHERE line = 9", "UPDATE payout SET note = 'x' WHERE line = 6",
        "UPDATE payout SET status = 'succeeded' WHERE line = 3",
        "UPDATE payout SET status = 'succeeded', settled_at = 1 WHERE line = 8",
        "UPDATE payout SET reason_code = 'x' WHERE line = 7", "UPDATE payout SET contradicted = 1 WHERE line = 2",
        "UPDATE payout SET generation_min = 2 WHERE line = 3", "DELETE FROM payout WHERE line = 9",
        "INSERT INTO payout (batch_id, line, reference, bank_code, account_number, account_name, amount, note, status) "
            + "VALUES (1, 99, 'SLIPPED-IN', '014', '9999999999', 'Siti', 5, '', 'queued')",
        "UPDATE transfer SET external_id = '" + String(repeating: "a", count: 32) + "' WHERE id = 1",
        "UPDATE transfer SET partner_reference_no = '" + String(repeating: "a", count: 32) + "' WHERE id = 2",
        "UPDATE transfer SET state = 'succeeded' WHERE state = 'failed'",
        "UPDATE transfer SET provider_reference_no = 'X' WHERE id = 1",
        "UPDATE transfer SET told_by = 'person' WHERE id = 1",
        "UPDATE transfer SET sent_at = sent_at + 1 WHERE id = 1",
        "DELETE FROM transfer WHERE state = 'refunded'",
        "UPDATE validation SET external_id = '" + String(repeating: "b", count: 32) + "' WHERE id = 1",
        "UPDATE callback SET body = 'another'", "UPDATE callback SET finding = 'believed'", "DELETE FROM callback",
        "UPDATE callback SET received_at = received_at + 1", "UPDATE batch SET digest = 'another'",
        "UPDATE batch SET identity = '2026-03'", "UPDATE event SET evidence = NULL WHERE kind = 'batch_submitted'",
        "UPDATE event SET evidence = zeroblob(16) WHERE id = 3",
        "UPDATE journal SET count = count + 1", "UPDATE event SET detail = 'x' WHERE kind = 'callbacks_processed'",
    ]

    @Test("A trigger or a constraint that was taken out is found") func schema() throws {
        let fixture = try AuditFixture()
        _ = try fixture.batch()
        for name in ["event_is_final", "transfer_success_stays", "payout_stays"] {
            try fixture.tamper("DROP TRIGGER \(name)")
            let found = try LedgerCheck(fixture.ledger).findings.map(\.english)
            #expect(found.contains { $0.hasPrefix("\(name) in the schema") })
        }
    }

    @Test(
        "Nobody changes by mistake what was submitted, told, or noted",
        arguments: [
            "UPDATE payout SET amount = 1", "UPDATE payout SET account_number = 'x'", "DELETE FROM payout",
            "UPDATE validation SET external_id = 'x'",
            "UPDATE callback SET body = 'x'", "UPDATE callback SET finding = 'x'",
        ])
    func guarded(statement: String) throws {
        let fixture = try AuditFixture()
        _ = try fixture.batch()
        try fixture.ledger.write { transaction in
            try transaction.record(AuditFixture.callback)
            _ = try transaction.takeAll()
        }
        #expect(throws: (any Error).self) { try fixture.tamper(statement) }
    }

    @Test("Whoever rewrites the whole chain and has another key, or the true one, is found by key or printed line")
    func rechained() throws {
        let fixture = try AuditFixture()
        let batch = try fixture.batch()
        let printed = try ReportVerifier(folder: try fixture.write(batch)).verify()
        try fixture.tamperKeepingTriggers(
            "UPDATE event SET detail = 'pending → failed' WHERE detail LIKE '%→ succeeded'")
        #expect(throws: LedgerError.self) { try fixture.write(batch) }
        try fixture.rechain(batch)
        // The chain holds again, and so does everything that was derived from it.
        let folder = try fixture.write(batch)
        #expect(try ReportVerifier(folder: folder, expectation: AuditFixture.expectation()).verify().isProven)
        let expectation = try AuditFixture.expectation(head: printed.head, events: printed.events)
        #expect(try !ReportVerifier(folder: folder, expectation: expectation).verify().isProven)
        // Without the true key, he signs with his own.
        try fixture.write(batch, isSigned: true, key: AuditFixture.newKey())
        #expect(try ReportVerifier(folder: folder).verify().isProven)
        #expect(try !ReportVerifier(folder: folder, expectation: AuditFixture.expectation()).verify().isProven)
    }
}
