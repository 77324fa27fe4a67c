import FoundationEssentials
import GRDB
import PayoutCore
import PayoutLedger
import Testing

@Suite("A reader that takes long")
struct LongReaderTests {
    private func walBytes(_ fixture: LedgerFixture) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: fixture.path + "-wal")
        return attributes[.size] as? Int ?? Int(attributes[.size] as? UInt64 ?? 0)
    }

    /// Rows with long notes, so that few transactions write many pages.
    private func write(megabytes: Int, _ fixture: LedgerFixture) throws {
        for _ in 0..<megabytes {
            try fixture.ledger.write { transaction in
                try transaction.record(
                    JournalEvent(
                        at: LedgerFixture.start, batch: nil, payout: nil, kind: "test",
                        detail: String(repeating: "x", count: 1 << 20)))
            }
        }
    }

    @Test("The write-ahead log grows while a reader looks at one moment, and shrinks again afterwards")
    func shrinks() throws {
        let fixture = try LedgerFixture()
        let batch = try fixture.batch(of: 3)
        try fixture.ledger.read { reader in
            let before = try reader.totals(batch)
            try write(megabytes: 40, fixture)
            #expect(try walBytes(fixture) > 2 * Ledger.walBytesMax)
            #expect(try reader.totals(batch) == before)
        }
        // The commits that follow begin the log anew, and cut off what is too long.
        try write(megabytes: 6, fixture)
        #expect(try walBytes(fixture) <= Ledger.walBytesMax)
    }
}
