import PayoutCore
import PayoutLedger
import Testing

/// What looks like an earlier payment, where the fingerprints of a file fill several chunks.
@Suite struct LikenessChunkTests {
    private static func order(_ reference: String, account index: Int) -> PaymentOrder {
        PaymentOrder(
            reference: reference, bankCode: "014", accountNumber: String(1_000_000_000 + index * 7919 % 10_007),
            accountName: "Budi Santoso", amount: Rupiah(1_500_000))
    }

    @Test func `It is found in files of several chunks, each row once and no other`() throws {
        let fixture = try LedgerFixture()
        let first = try fixture.batch((0..<1700).map { Self.order("A-\($0)", account: $0) }, name: "first")
        let sent = try fixture.queued(first)
        for index in stride(from: 0, to: 1700, by: 100) { try fixture.becomesPending(sent[index]) }
        let second = try fixture.batch(
            (0..<2100).map { Self.order("B-\($0)", account: 2099 - $0) }, name: "second")
        let queued = try fixture.queued(second)
        var found: [PayoutID] = []
        try fixture.ledger.read { reader in
            let batch = try #require(try reader.batch(second))
            try reader.forEachLikeness(of: batch, PaymentComparison(since: LedgerFixture.start)) { payout, _ in
                found.append(payout)
            }
        }
        #expect(found.sorted() == stride(from: 0, to: 1700, by: 100).map { queued[2099 - $0] }.sorted())
    }
}
