import AuditTrail
import FoundationEssentials
import PayoutCore
import PayoutLedger
import PayoutReports
import Testing
import Wording

/// What the reports say about persons is compared with the journal next to them, and a workbook with its table.
@Suite struct DecisionVerificationTests {
    private static let siti = PersonalDecision(person: "Siti", reason: "two children of one family")

    /// Reports of a batch in which Siti released a row, and that Budi approved.
    private func files(as form: ReportForm = ReportForm()) throws -> ReportFiles {
        let fixture = try AuditFixture()
        let batch = try fixture.batch()
        try fixture.ledger.write { transaction in
            let row = try #require(try transaction.reader.row(inLine: 7, of: batch.id))
            let old = try #require(try transaction.reader.payout(row))
            var new = old
            _ = new.payout.handle(.released(Self.siti), at: AuditFixture.now, policy: PayoutPolicy())
            #expect(try transaction.save(new, from: old.payout, at: AuditFixture.now))
            try transaction.record(
                JournalEvent(
                    at: AuditFixture.now, batch: batch.id, payout: row,
                    row: .init(line: 7, reference: new.payout.order.reference, status: new.payout.status),
                    kind: "released",
                    detail: "held → queued: \(Self.siti.reason)", actor: "Siti", evidence: new.payout.evidence))
            try transaction.record(
                JournalEvent(
                    at: AuditFixture.now, batch: batch.id, payout: nil, kind: "batch_approved",
                    detail: "8 rows, 1 rupiah: checked", actor: "Budi",
                    evidence: try transaction.reader.alteration(of: batch).digest))
            try transaction.handle(.approved, of: batch.id, at: AuditFixture.now)
        }
        let reports = ReportFolder(outputDirectory: fixture.folder + "/out", batch: batch)
        _ = try reports.write(batch.id, from: fixture.ledger, as: form) { _ in nil }
        let files = try ReportFiles(reports.path)
        // The folder goes with the fixture, and is read again from here.
        let copy = FileManager.default.temporaryDirectory.path + "/salur-decisions-\(UInt64.random(in: 0 ... .max))"
        try FileManager.default.copyItem(atPath: files.folder, toPath: copy)
        return try ReportFiles(copy)
    }

    private func findings(_ files: ReportFiles, _ name: String, _ old: String, _ new: String) throws -> [AuditFinding] {
        let text = String(decoding: files.bytes(name), as: UTF8.self)
        #expect(text.contains(old), "\(old) is not in \(name)")
        return try files.verdict(name, Array(text.replacing(old, with: new).utf8)).findings
    }

    @Test func `Who decided, when and why is named as the cell that the journal has otherwise`() throws {
        let files = try files()
        defer { try? FileManager.default.removeItem(atPath: files.folder) }
        #expect(try ReportVerifier(folder: files.folder).verify().findings.map(\.phrase.english) == [])
        for (old, new, column) in [
            ("Siti", "Ani", "decided_by"), ("two children", "a child", "decision_reason"),
            ("released,", "retried,", "decision"),
        ] {
            let found = try findings(files, "results.csv", old, new)
            #expect(found.contains { $0.cell?.column == column && $0.line == 7 }, "\(column)")
        }
    }

    @Test func `A reason code that the last step did not give is named`() throws {
        let files = try files()
        defer { try? FileManager.default.removeItem(atPath: files.folder) }
        let text = String(decoding: files.bytes("audit.jsonl"), as: UTF8.self)
        #expect(text.contains("held → queued: "))
        #expect(RecordedReason.code(in: "queued → held, name_mismatch") == "name_mismatch")
        #expect(RecordedReason.code(in: "pending → failed, attempt 2, bank_failed") == "bank_failed")
        for none in ["queued → validating", "validated → pending, attempt 1", "too_late", "held → queued: a, b"] {
            #expect(RecordedReason.code(in: none) == nil, "\(none)")
        }
    }

    @Test func `The persons of reconciliation.json are those of the journal`() throws {
        let files = try files()
        defer { try? FileManager.default.removeItem(atPath: files.folder) }
        let approver = try findings(files, "reconciliation.json", "Budi", "Rudi")
        #expect(approver.contains { $0.cell?.column == "people.approved.by" && $0.cell?.expected == "Budi" })
        let decision = try findings(files, "reconciliation.json", "Siti", "Ani")
        #expect(decision.contains { $0.phrase.english.contains("people.decisions") })
    }
}
