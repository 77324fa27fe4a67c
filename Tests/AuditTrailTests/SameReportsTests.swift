import AuditTrail
import FoundationEssentials
import PayoutCore
import PayoutLedger
import PayoutReports
import TestSupport
import Testing
import Wording

/// The same state of a ledger gives the same reports and the same verdict about them, in every language and form.
@Suite struct SameReportsTests {
    private static let siti = PersonalDecision(person: "Siti", reason: "bank mail 4711")

    /// A batch with a correction, a released row, a row that is not due, and a mended row in another batch.
    private func decided(in fixture: AuditFixture) throws -> Batch {
        let batch = try fixture.batch()
        var corrections = RowCorrections()
        _ = corrections.correct(2, RowCorrection(before: ["A-1", "999"], after: ["A-1", "014"]))
        try fixture.ledger.write { transaction in
            try transaction.record(corrections, of: batch.id, by: "Siti", at: AuditFixture.now)
            let row = try #require(try transaction.reader.row(inLine: 7, of: batch.id))
            let old = try #require(try transaction.reader.payout(row))
            var new = old
            _ = new.payout.handle(.released(Self.siti), at: AuditFixture.now, policy: PayoutPolicy())
            #expect(try transaction.save(new, from: old.payout, at: AuditFixture.now))
            try transaction.record(
                JournalEvent(
                    at: AuditFixture.now, batch: batch.id, payout: row,
                    row: .init(line: 7, reference: new.payout.order.reference, status: new.payout.status),
                    kind: "released", detail: "held → queued: \(Self.siti.reason)", actor: "Siti",
                    evidence: new.payout.evidence))
        }
        _ = try fixture.mending(batch, line: 6)
        return batch
    }

    /// What lies beside a batch in the ledger, and is no part of its reports.
    private func note(in fixture: AuditFixture, about batch: Batch) throws {
        let now = AuditFixture.now + .seconds(3600)
        try fixture.ledger.write { transaction in
            try transaction.startNotifications(at: now)
            let target = NotificationTarget(.mail, "siti@example.com")
            try transaction.add(
                NewNotification(.ended, topic: "ended/\(batch.id.key)", batch: batch.id, dueAt: now), to: target,
                identifier: String(repeating: "a", count: 32), at: now)
            _ = try transaction.block(.name("Joko"), Self.siti, at: now)
            #expect(try transaction.pause("rent", Self.siti, at: now))
        }
    }

    private func files(_ folder: String) throws -> [String: [UInt8]] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        return try Dictionary(
            uniqueKeysWithValues: names.map { ($0, Array(try Data(contentsOf: URL(filePath: folder + "/" + $0)))) })
    }

    @Test(arguments: Language.allCases, [false, true])
    func `Written twice, and after notes about other things, every file is the same to the byte`(
        language: Language, isRich: Bool
    ) throws {
        let fixture = try AuditFixture()
        let batch = try decided(in: fixture)
        let form = ReportForm(isForExcel: isRich, hasWorkbooks: isRich, hasStatusReport: isRich)
        func written(into name: String) throws -> [String: [UInt8]] {
            let folder = ReportFolder(outputDirectory: fixture.folder + "/" + name, batch: batch)
            _ = try folder.write(
                batch.id, from: fixture.ledger, signedBy: AuditPrivateKey(pem: AuditFixture.key), in: language,
                as: form
            ) { _ in "BANK" }
            return try files(folder.path)
        }
        let first = try written(into: "first")
        #expect(first.count == (isRich ? 10 : 7))
        // Over the files from before, then elsewhere.
        for name in ["first", "second"] {
            let again = try written(into: name)
            #expect(again.keys.sorted() == first.keys.sorted())
            for (file, bytes) in first { #expect(again[file] == bytes, "\(file)") }
        }
        try note(in: fixture, about: batch)
        let later = try written(into: "third")
        for (file, bytes) in first { #expect(later[file] == bytes, "\(file)") }
    }

    @Test func `A folder that is verified twice has the same verdict, and is left as it was`() throws {
        let fixture = try AuditFixture()
        let folder = try fixture.write(try decided(in: fixture))
        let before = try files(folder)
        let verdicts = try (0..<2).map { _ in try ReportVerifier(folder: folder).verify() }
        #expect(verdicts.allSatisfy { $0.isProven })
        #expect(verdicts[0].seal == verdicts[1].seal && verdicts[0].head == verdicts[1].head)
        #expect(try files(folder) == before)
        try Data("{}".utf8).write(to: URL(filePath: folder + "/reconciliation.json"))
        let altered = try (0..<2).map { _ in try ReportVerifier(folder: folder).verify().findings.map(\.phrase.english)
        }
        #expect(altered[0] == altered[1] && !altered[0].isEmpty)
    }
}
