import GRDB
import PayoutCore
import PayoutLedger
import TestSupport
import Testing

@Suite struct LedgerImportTests {
    /// Rows of one commit of an import.
    private static let commitRows = 16_384

    private static func filing(_ fixture: LedgerFixture) throws -> LedgerImport {
        try LedgerImport(
            into: fixture.ledger, fileName: "payroll.csv", header: LedgerFixture.header, form: LedgerFixture.form,
            at: LedgerFixture.start)
    }

    private static func accepted(_ line: Int, amount: Int64 = 1000) -> ImportedRow {
        .accepted(
            line: line, order: LedgerFixture.order("PAY-\(line)", amount: amount), note: "", others: ["Finance", ""])
    }

    private static func rejected(_ line: Int, amount: Rupiah?) -> ImportedRow {
        var shown = ShownCells()
        (shown.reference, shown.amount) = ("PAY-\(line)", "Rp 5")
        return .rejected(
            line: line, shown: shown, amount: amount, raw: ["PAY-\(line)", "x", "Rp 5", "a,b", "Ā 1:2"],
            reason: .badAmount)
    }

    private static func naming(_ digest: String, name: String? = nil) -> BatchNaming {
        BatchNaming(identity: BatchIdentity(name ?? digest), name: name, digest: digest, payAgainReason: nil)
    }

    @Test("Rows are committed in groups of bounded size, and are no batch before the end") func boundedCommits() throws
    {
        let fixture = try LedgerFixture()
        let filing = try Self.filing(fixture)
        let stored = "SELECT COUNT(*) FROM payout"
        for line in 2...Self.commitRows { try filing.add(Self.accepted(line)) }
        #expect(try fixture.rawCount(stored) == 0)
        for line in Self.commitRows + 1...2 * Self.commitRows { try filing.add(Self.accepted(line)) }
        #expect(try fixture.rawCount(stored) == Self.commitRows)
        #expect(try fixture.ledger.read { try $0.batches().isEmpty })
        let batch = try filing.finish(as: Self.naming("d1"), at: LedgerFixture.start)
        #expect(try fixture.queued(batch).count == 2 * Self.commitRows - 1)
        try expectTotalsHold(fixture, batch)
    }

    @Test("Rows come out as they went in: good ones as orders, wrong ones with their cells") func rows() throws {
        let fixture = try LedgerFixture()
        let filing = try Self.filing(fixture)
        try filing.add(Self.accepted(2))
        try filing.add(Self.rejected(5, amount: nil))
        let batch = try filing.finish(as: Self.naming("d1"), at: LedgerFixture.start)
        var results: [ResultRow] = []
        try fixture.ledger.read { reader in try reader.forEachResult(of: batch) { results.append($0) } }
        try #require(results.map(\.line) == [2, 5])
        guard case .others(["Finance", ""]) = results[0].cells else { throw Unexpected(what: "\(results[0].cells)") }
        guard case .raw(["PAY-5", "x", "Rp 5", "a,b", "Ā 1:2"]) = results[1].cells else {
            throw Unexpected(what: "\(results[1].cells)")
        }
        #expect(results.map(\.amount) == ["1000", "Rp 5"])
        #expect(results[1].reason == .badAmount)
        #expect(results[1].settledAt == LedgerFixture.start)
        let rows = try fixture.ledger.read { reader in
            try (1...3).map { try reader.row(place: $0, of: batch) }
        }
        #expect(rows.map { $0?.line } == [2, 5, nil])
        var (first, second) = (ShownCells(), ShownCells())
        (first.reference, first.bankCode, first.accountNumber) = ("PAY-2", "014", "1234567800")
        (first.accountName, first.amount) = ("Budi Santoso", "1000")
        (second.reference, second.amount) = ("PAY-5", "Rp 5")
        #expect(rows.map { $0?.shown } == [first, second, nil])
        #expect(try fixture.queued(batch).count == 1)
    }

    @Test("A discarded import leaves nothing") func discard() throws {
        let fixture = try LedgerFixture()
        let kept = try fixture.batch(of: 2)
        let filing = try Self.filing(fixture)
        for line in 2...5000 { try filing.add(Self.accepted(line)) }
        try filing.discard()
        try expectOnly(kept, in: fixture)
    }

    @Test("An import that never ended is removed at the next start, whatever its size") func unfinished() throws {
        let fixture = try LedgerFixture()
        let kept = try fixture.batch(of: 2)
        do {
            let filing = try Self.filing(fixture)
            for line in 2...3 * Self.commitRows { try filing.add(Self.accepted(line)) }
            let other = try Self.filing(fixture)
            try other.add(Self.accepted(2))
        }
        #expect(try fixture.rawCount("SELECT COUNT(*) FROM batch") == 3)
        try fixture.ledger.close()
        let ledger = try Ledger(path: fixture.path)
        try ledger.removeUnfinishedImports(at: Timestamp(milliseconds: 1_771_051_030_000))
        try ledger.close()
        try expectOnly(kept, in: fixture)
    }

    /// The ledger holds the batch of two rows that was there before, and nothing else.
    private func expectOnly(_ batch: BatchID, in fixture: LedgerFixture) throws {
        #expect(try fixture.rawCount("SELECT COUNT(*) FROM payout") == 2)
        #expect(try fixture.rawCount("SELECT COUNT(*) FROM batch") == 1)
        #expect(try fixture.rawCount("SELECT COUNT(*) FROM total") == 1)
        let ledger = try Ledger(path: fixture.path, readOnly: true)
        #expect(try ledger.read { try $0.totals(batch) } == [.queued: Tally(count: 2, sum: Rupiah(3000))])
    }

    @Test("Batches are found by key, identity and content, the newest first") func lookups() throws {
        let fixture = try LedgerFixture()
        let first = try fixture.batch([LedgerFixture.order("A")], digest: "d1")
        let named = try fixture.batch([LedgerFixture.order("A")], name: "again", digest: "d1", payAgain: "bonus")
        let other = try fixture.batch([LedgerFixture.order("A")], name: "other", digest: "d2")
        let lookups = try fixture.ledger.read { reader in
            (
                try reader.batches().map(\.id), try reader.batches(digest: "d1").map(\.id),
                try reader.batch(BatchIdentity("d1"))?.id, try reader.batch(BatchIdentity("other"))?.id,
                try reader.batch(BatchIdentity("none"))?.id, try reader.batches(digest: "d3").count
            )
        }
        #expect(lookups.0 == [other, named, first])
        #expect(lookups.1 == [named, first])
        #expect((lookups.2, lookups.3, lookups.4) == (first, other, nil))
        #expect(lookups.5 == 0)
        let why = try fixture.raw { try String.fetchOne($0, sql: "SELECT detail FROM event WHERE batch_id = 2") }
        #expect(why == #"submitted "payroll-2.csv", paid again: bonus"#)
    }

    @Test("Rows that come as bytes are those that come as text") func bytes() throws {
        let fixture = try LedgerFixture()
        let filing = try Self.filing(fixture)
        let content = Array("PAY-2 014 1234567800 Budi Santoso salary Finance, Jakarta".utf8)
        let cells = [0..<5, 6..<9, 10..<20, 21..<33, 34..<40, 41..<57]
        for (line, others) in [(2, [5, 9, 1]), (3, [])] {
            let order = OrderCells(
                reference: line == 2 ? cells[0] : 0..<3, bankCode: cells[1], accountNumber: cells[2],
                accountName: cells[3], note: cells[4])
            try filing.add(
                line: line, amount: Rupiah(700), content: content.span, order: order, cells: cells.span,
                others: others)
        }
        let batch = try filing.finish(as: Self.naming("d1"), at: LedgerFixture.start)
        var results: [ResultRow] = []
        try fixture.ledger.read { reader in try reader.forEachResult(of: batch) { results.append($0) } }
        #expect(results.map(\.reference) == ["PAY-2", "PAY"])
        #expect(results.map(\.note) == ["salary", "salary"])
        #expect(results.map(\.accountName) == ["Budi Santoso", "Budi Santoso"])
        guard case .others(["Finance, Jakarta", "", "014"]) = results[0].cells, case .others([]) = results[1].cells
        else { throw Unexpected(what: "\(results.map(\.cells))") }
        try expectTotalsHold(fixture, batch)
    }

    @Test("A reference that comes again is rejected in its place, wherever it stands among many") func repeated() throws
    {
        let fixture = try LedgerFixture()
        try fixture.batch(of: 3)
        let filing = try Self.filing(fixture)
        let again: Set<Int> = [70, 71, 190, 199]
        for line in 2...200 {
            let reference = again.contains(line) ? "PAY-5" : "PAY-\(line)"
            try filing.add(.accepted(line: line, order: LedgerFixture.order(reference), note: "", others: []))
            if line == 100 { try filing.add(Self.rejected(line, amount: nil)) }
        }
        let batch = try filing.finish(as: Self.naming("d1"), at: LedgerFixture.start)
        var lines: [Int] = []
        var rejected: Set<Int> = []
        try fixture.ledger.read { reader in
            try reader.forEachResult(of: batch) { row in
                lines.append(row.line)
                if row.status == .rejected { rejected.insert(row.line) }
            }
        }
        #expect(lines.count == 200 && lines == lines.sorted())
        #expect(rejected == again.union([100]))
        try filing.reject(lines: [2, 131, 200]) { _ in .emptyRow }
        let totals = try fixture.ledger.read { try $0.totals(batch) }
        #expect(totals[.rejected]?.count == 8)
        try expectTotalsHold(fixture, batch)
    }

}

/// Something that is not what the test is about.
struct Unexpected: Error {
    let what: String
}
