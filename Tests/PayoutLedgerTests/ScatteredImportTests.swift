import GRDB
import PayoutCore
import PayoutLedger
import TestSupport
import Testing

@Suite("Files whose references come in no order") struct ScatteredImportTests {
    /// Rows of one commit of an import.
    private static let commitRows = 16_384
    private static let index = "SELECT sql FROM sqlite_schema WHERE name = 'payout_reference'"

    private static func filing(_ fixture: LedgerFixture) throws -> LedgerImport {
        try LedgerImport(
            into: fixture.ledger, fileName: "payroll.csv", header: LedgerFixture.header, form: LedgerFixture.form,
            at: LedgerFixture.start)
    }

    private static func row(_ line: Int, _ reference: String) -> ImportedRow {
        .accepted(line: line, order: LedgerFixture.order(reference), note: "", others: [])
    }

    /// Different for every line, and in no order.
    private static func reference(_ line: Int) -> String {
        var bits = UInt64(line) &* 0x9E37_79B9_7F4A_7C15
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        return String(bits ^ (bits >> 27), radix: 16)
    }

    private static func index(_ fixture: LedgerFixture) throws -> String? {
        try fixture.raw { try String.fetchOne($0, sql: index) }
    }

    private static func naming(_ digest: String) -> BatchNaming {
        BatchNaming(identity: BatchIdentity(digest), name: nil, digest: digest, payAgainReason: nil)
    }

    @Test("come in without the index on references, which is there again with the batch") func built() throws {
        let fixture = try LedgerFixture()
        let whole = try #require(try Self.index(fixture))
        let filing = try Self.filing(fixture)
        let rows = 2 * Self.commitRows + 100
        for line in 2..<rows + 2 { try filing.add(Self.row(line, Self.reference(line))) }
        #expect(try Self.index(fixture) == nil)
        #expect(try LedgerCheck(fixture.ledger).isProven)
        let batch = try filing.finish(as: Self.naming("d1"), at: LedgerFixture.start)
        #expect(try Self.index(fixture) == whole)
        #expect(try fixture.ledger.read { try $0.totals(batch) }[.queued]?.count == rows)
        #expect(try fixture.ledger.read { try $0.batches(reference: Self.reference(777)) } == [batch])
        #expect(try LedgerCheck(fixture.ledger).isProven)
        #expect(throws: DatabaseError.self) {
            try fixture.raw { database in
                try database.execute(
                    sql: """
                        INSERT INTO payout (batch_id, line, reference, bank_code, account_number, account_name, amount,
                            note, status)
                        SELECT batch_id, 1, reference, bank_code, account_number, account_name, amount, note, status
                        FROM payout WHERE line = 777
                        """)
            }
        }
    }

    @Test("have a reference that comes again rejected in its place, also where nobody told") func repeated() throws {
        let fixture = try LedgerFixture()
        let filing = try Self.filing(fixture)
        let again: Set<Int> = [70, 20_000, 20_001]
        for line in 2...Self.commitRows + 5000 {
            try filing.add(Self.row(line, Self.reference(again.contains(line) ? 5 : line)))
        }
        try filing.reject(lines: [9]) { _ in .emptyRow }
        let batch = try filing.finish(as: Self.naming("d1"), at: LedgerFixture.start)
        var rejected: [Int: String] = [:]
        try fixture.ledger.read { reader in
            try reader.forEachResult(of: batch, onlyRejected: true) { rejected[$0.line] = $0.reason?.code }
        }
        let expected = again.reduce(into: [9: "empty_row"]) { $0[$1] = "duplicate_reference" }
        #expect(rejected == expected)
        #expect(try Self.index(fixture) != nil)
        #expect(try fixture.ledger.read { try $0.totals(batch) == $0.recountedTotals(batch) })
    }

    @Test("leave the index behind where they are given up, at once or at the next start") func removed() throws {
        let fixture = try LedgerFixture()
        let kept = try fixture.batch(of: 2)
        let whole = try #require(try Self.index(fixture))
        for isDiscarded in [true, false] {
            let filing = try Self.filing(fixture)
            for line in 2...Self.commitRows + 2 { try filing.add(Self.row(line, Self.reference(line % 9000))) }
            #expect(try Self.index(fixture) == nil)
            if isDiscarded {
                try filing.discard()
            } else {
                try fixture.ledger.close()
                let ledger = try Ledger(path: fixture.path)
                try ledger.removeUnfinishedImports(at: LedgerFixture.start)
                try ledger.close()
            }
            #expect(try Self.index(fixture) == whole)
            #expect(try fixture.rawCount("SELECT COUNT(*) FROM payout") == 2)
        }
        let ledger = try Ledger(path: fixture.path, readOnly: true)
        #expect(try ledger.read { try $0.totals(kept) }[.queued]?.count == 2)
    }

    @Test("keep the index where the ledger is much larger than they are, or in order") func kept() throws {
        let fixture = try LedgerFixture()
        let large = try Self.filing(fixture)
        for line in 2...9 * Self.commitRows { try large.add(Self.row(line, "PAY-\(1_000_000 + line)")) }
        #expect(try Self.index(fixture) != nil)
        _ = try large.finish(as: Self.naming("d1"), at: LedgerFixture.start)
        let filing = try Self.filing(fixture)
        for line in 2...Self.commitRows + 2 { try filing.add(Self.row(line, Self.reference(line))) }
        #expect(try Self.index(fixture) != nil)
        _ = try filing.finish(as: Self.naming("d2"), at: LedgerFixture.start)
        #expect(try LedgerCheck(fixture.ledger).isProven)
    }
}
