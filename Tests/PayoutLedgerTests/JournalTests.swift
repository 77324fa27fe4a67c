import Crypto
import FoundationEssentials
import GRDB
import PayoutCore
import PayoutLedger
import Testing

/// The hash chain over the journal.
@Suite struct JournalTests {
    private struct Stop: Error {}

    private static func event(_ batch: BatchID?, _ detail: String) -> JournalEvent {
        JournalEvent(at: LedgerFixture.start, batch: batch, payout: nil, kind: "noted", detail: detail)
    }

    /// Holds every event of a batch against the chain; answers how many there are.
    private static func prove(_ batch: BatchID, in ledger: Ledger) throws -> Int {
        try ledger.read { reader in
            var chain = JournalChain(of: try #require(try reader.batch(batch)).identity)
            try reader.forEachEvent(of: batch) { event in
                chain.append(event.entry)
                #expect(chain.head == event.link, "event \(chain.count)")
            }
            let kept = try reader.journal(of: batch)
            #expect(kept?.count == chain.count && kept?.head == chain.head)
            return chain.count
        }
    }

    @Test("A link is SHA-256 over the link before and every field, each behind its length") func link() {
        var bytes: [UInt8] = []
        func add(_ field: [UInt8]) {
            bytes += withUnsafeBytes(of: UInt32(field.count).bigEndian) { Array($0) } + field
        }
        add(Array("salur-journal-1".utf8))
        add(Array("2026-02".utf8))
        var chain = JournalChain(of: BatchIdentity("2026-02"))
        let genesis = Array(SHA256.hash(data: bytes))
        #expect(chain.head == genesis && chain.count == 0)
        bytes = []
        add(genesis)
        for field in ["1", "1771051030000", "2", "PAY-1", "retried", "queued", "é", "Siti"] { add(Array(field.utf8)) }
        chain.append(
            JournalEntry(
                at: LedgerFixture.start, line: 2, reference: "PAY-1", kind: "retried", status: .queued, detail: "é",
                actor: "Siti"))
        #expect(chain.head == Array(SHA256.hash(data: bytes)) && chain.count == 1)
    }

    @Test("Moving a character from one field to the next gives another link") func unambiguous() {
        func head(_ kind: String, _ detail: String) -> [UInt8] {
            var chain = JournalChain(of: nil)
            chain.append(
                JournalEntry(
                    at: LedgerFixture.start, line: nil, reference: nil, kind: kind, status: nil, detail: detail,
                    actor: "salur"))
            return chain.head
        }
        #expect(Set([head("ab", "c"), head("a", "bc"), head("abc", ""), head("", "abc")]).count == 4)
    }

    @Test("A transaction that fails leaves the chain where it was, and a reopened ledger goes on") func crash() throws {
        let fixture = try LedgerFixture()
        let (one, two) = (try fixture.batch(of: 2), try fixture.batch(of: 2))
        for round in 1...5 {
            try fixture.ledger.write { transaction in
                for batch in [one, two, one] { try transaction.record(Self.event(batch, "round \(round)")) }
                try transaction.record(Self.event(nil, "of the ledger"))
            }
            #expect(throws: Stop.self) {
                try fixture.ledger.write { transaction in
                    try transaction.record(Self.event(one, "never happened"))
                    throw Stop()
                }
            }
        }
        try fixture.ledger.close()
        let again = try Ledger(path: fixture.path)
        try again.write { try $0.record(Self.event(one, "after the restart")) }
        #expect(try Self.prove(one, in: again) == 12)
        #expect(try Self.prove(two, in: again) == 6)
    }

    @Test("An event about a payout carries its line and reference, whoever records it") func row() throws {
        let fixture = try LedgerFixture()
        let batch = try fixture.batch(of: 3)
        let payout = try fixture.queued(batch)[1]
        try fixture.ledger.write { transaction in
            try transaction.record(
                JournalEvent(
                    at: LedgerFixture.start, batch: batch, payout: payout, kind: "noted", detail: "without its row"))
        }
        #expect(try Self.prove(batch, in: fixture.ledger) == 2)
        var last: LinkedEvent?
        try fixture.ledger.read { try $0.forEachEvent(of: batch) { last = $0 } }
        #expect(last?.entry.line == 3 && last?.entry.reference == "PAY-2")
    }

    @Test("An import that is removed is noted, and not in the journal of any batch") func importRemoved() throws {
        let fixture = try LedgerFixture()
        let filing = try LedgerImport(
            into: fixture.ledger, fileName: "half.csv", header: LedgerFixture.header, form: LedgerFixture.form,
            at: LedgerFixture.start)
        try filing.add(.accepted(line: 2, order: LedgerFixture.order("A"), note: "", others: []))
        try fixture.ledger.removeUnfinishedImports(at: LedgerFixture.start)
        try fixture.ledger.removeUnfinishedImports(at: LedgerFixture.start)
        let details = try fixture.raw {
            try String.fetchAll($0, sql: "SELECT detail FROM event WHERE batch_id IS NULL")
        }
        #expect(details == ["half.csv: 0 rows of an import that did not end; nothing was sent for them"])
    }
}
