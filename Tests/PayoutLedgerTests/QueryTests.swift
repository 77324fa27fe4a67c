import PayoutCore
import PayoutLedger
import TestSupport
import Testing

@Suite struct QueryTests {
    private static let now = LedgerFixture.start
    private static let longestWait = PayoutPolicy().longestWait

    @Test("Queued payouts come in the order of the file, in pages, and of one batch alone") func queued() throws {
        let fixture = try LedgerFixture()
        let (batch, other) = (try fixture.batch(of: 5), try fixture.batch(of: 5))
        let payouts = try fixture.queued(batch)
        try fixture.validates(payouts[2])
        let pages = try fixture.ledger.read { reader in
            let first = try reader.queued(batch, after: .none, limit: 2)
            return [first, try reader.queued(batch, after: try #require(first.last), limit: 9)]
        }
        #expect(pages == [[payouts[0], payouts[1]], [payouts[3], payouts[4]]])
        #expect(try fixture.queued(other).count == 5)
        let validating = try fixture.ledger.read { try $0.payouts(batch, .validating, after: .none, limit: 9) }
        #expect(validating == [payouts[2]])
        #expect(try fixture.load(payouts[2]).line == 4)
    }

    @Test("What is due comes by its deadline; a deadline beyond the longest wait is due now") func due() throws {
        let fixture = try LedgerFixture()
        let batch = try fixture.batch(of: 4)
        let payouts = try fixture.queued(batch)
        // Deadlines: 60 s after the intent.
        for (payout, seconds) in zip(payouts, [30, 10, 20, 100_000]) {
            try fixture.validates(payout, at: Self.now + .seconds(seconds))
        }
        func due(at seconds: Int, limit: Int = 9) throws -> [PayoutID] {
            try fixture.ledger.read {
                try $0.due(
                    batch, .validating, at: Self.now + .seconds(seconds), longestWait: Self.longestWait, limit: limit)
            }
        }
        let impossible = payouts[3]
        #expect(try due(at: 60) == [impossible])
        #expect(try due(at: 70) == [payouts[1], impossible])
        #expect(try due(at: 90) == [payouts[1], payouts[2], payouts[0], impossible])
        #expect(try due(at: 90, limit: 1).first == payouts[1])
        #expect(try due(at: 100_060) == [payouts[1], payouts[2], payouts[0], impossible])
        let deadline = try fixture.ledger.read { try $0.nextDeadline(batch, .validating) }
        #expect(deadline == Self.now + .seconds(70))
        #expect(try fixture.ledger.read { try $0.nextDeadline(batch, .pending) } == nil)
    }

    @Test(
        "Payouts spread over the batch hold its first and last queued rows, each once",
        arguments: [1, 2, 19, 20, 21, 400])
    func spread(rows: Int) throws {
        let fixture = try LedgerFixture()
        let batch = try fixture.batch(of: rows)
        let payouts = try fixture.queued(batch)
        let spread = try fixture.ledger.read { try $0.spread(batch, count: 20) }
        #expect(spread.count == min(rows, 20))
        #expect(spread.first == payouts.first && spread.last == payouts.last)
        #expect(spread == spread.sorted() && Set(spread).count == spread.count)
    }

    @Test("Payouts that are no longer queued are not among those spread over the batch") func spreadWithGaps() throws {
        let fixture = try LedgerFixture()
        let batch = try fixture.batch(of: 40)
        let payouts = try fixture.queued(batch)
        for payout in payouts[..<30] { try fixture.happens(payout, .duplicateFound(.example)) }
        let spread = try fixture.ledger.read { try $0.spread(batch, count: 20) }
        #expect(Set(spread).isSubset(of: payouts[30...]))
        #expect(spread.first == payouts[30] && spread.last == payouts[39])
    }

    @Test("Transfers and validations are found by their X-EXTERNAL-ID") func identifiers() throws {
        let fixture = try LedgerFixture()
        let payouts = try fixture.queued(try fixture.batch(of: 2))
        let validation = try fixture.validates(payouts[0])
        let transfer = try fixture.becomesPending(payouts[1])
        try fixture.ledger.read { reader in
            let found = try #require(try reader.transfer(transfer))
            #expect((found.payout, found.attempt) == (payouts[1], 1))
            let known = try #require(try reader.validation(validation))
            #expect((known.payout, known.state) == (payouts[0], .accepted))
            #expect(try reader.transfer(validation) == nil && reader.validation(transfer) == nil)
        }
    }
}
