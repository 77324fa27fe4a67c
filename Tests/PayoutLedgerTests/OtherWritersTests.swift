import GRDB
import PayoutCore
import PayoutLedger
import Testing

/// Two processes that write one ledger: here two ledgers on one file.
@Suite struct OtherWritersTests {
    private static let now = LedgerFixture.start + .seconds(1)

    private static func look(
        _ ledger: Ledger, _ batch: BatchID, _ payout: PayoutID
    ) throws -> (status: PayoutStatus?, counts: [PayoutStatus: Int], changes: Int) {
        var needs = Needs(at: now, longestWait: PayoutPolicy().longestWait)
        needs.payouts = [payout]
        var share = BatchNeeds(batch)
        share.readsCounts = true
        needs.batches = [share]
        return try ledger.perform(needs) { facts in
            let found = (
                facts.payouts[payout]?.payout.status, (facts.batches.first?.counts ?? [:]).filter { $0.value > 0 },
                facts.changesByOthers
            )
            return .commit(ChangeSet(at: now), found)
        }.result
    }

    /// Has a payout take an event in one step, so that it is cached afterwards.
    private static func step(_ event: PayoutEvent, _ payout: PayoutID, _ batch: BatchID, _ ledger: Ledger) throws {
        var needs = Needs(at: now, longestWait: PayoutPolicy().longestWait)
        needs.payouts = [payout]
        var share = BatchNeeds(batch)
        share.readsCounts = true
        needs.batches = [share]
        _ = try ledger.perform(needs) { facts in
            var set = ChangeSet(at: now)
            if let old = facts.payouts[payout] {
                var new = old
                _ = new.payout.handle(event, at: now, policy: PayoutPolicy())
                set.changes = [.payout(PayoutChange(event: event, old: old.payout, stored: new, entry: nil))]
            }
            return .commit(set, true)
        }
    }

    @Test("What another process has changed is read anew, and noticed once") func changed() throws {
        let fixture = try LedgerFixture()
        let batch = try fixture.batch(of: 2)
        let payout = try #require(try fixture.queued(batch).first)
        let other = try Ledger(path: fixture.path)
        try Self.step(
            .validationIntended(ExternalID(fixture.identifier()), PartnerReferenceNo(fixture.identifier())), payout,
            batch, fixture.ledger)
        let before = try Self.look(fixture.ledger, batch, payout)
        #expect(before.status == .validating && before.counts == [.queued: 1, .validating: 1])
        try Self.step(
            .cancelled(PersonalDecision(person: "Ani", reason: "left the company")), payout, batch, other)
        let after = try Self.look(fixture.ledger, batch, payout)
        #expect(after.status == .cancelled && after.counts == [.queued: 1, .cancelled: 1])
        #expect(after.changes == before.changes + 1)
        #expect(try fixture.ledger.cacheDifferences() == [])
        #expect(try Self.look(fixture.ledger, batch, payout).changes == after.changes)
    }

    @Test("Own writes, readers and rollbacks are no news; those of others are, until the next transaction")
    func news() async throws {
        struct Stop: Error {}
        let fixture = try LedgerFixture()
        let batch = try fixture.batch(of: 1)
        let other = try Ledger(path: fixture.path)
        let own = fixture.ledger
        try own.write { try $0.setBalance(before: Rupiah(1), after: nil, of: batch) }
        #expect(throws: Stop.self) {
            try own.write { transaction in
                try transaction.setBalance(before: nil, after: Rupiah(2), of: batch)
                throw Stop()
            }
        }
        _ = try other.read { try $0.batches() }
        #expect(try await own.haveOthersWritten(since: 0) == false)
        try other.write { try $0.setBalance(before: nil, after: Rupiah(3), of: batch) }
        #expect(try await own.haveOthersWritten(since: 0))
        // Another transaction of this process notices it, and the run must hear of it all the same.
        try own.write { _ in }
        #expect(try await own.haveOthersWritten(since: 0))
        #expect(try await own.haveOthersWritten(since: 1) == false)
    }

    @Test("Two processes that write at the same time wait for each other, and nothing is lost")
    func together() async throws {
        let fixture = try LedgerFixture()
        let batch = try fixture.batch(of: 1)
        let other = try Ledger(path: fixture.path)
        let rounds = 100
        await withThrowingTaskGroup { group in
            for ledger in [fixture.ledger, other] {
                group.addTask {
                    for _ in 0..<rounds {
                        try ledger.write { transaction in
                            let now = try transaction.reader.batch(batch)?.balanceAfter?.whole ?? 0
                            try transaction.setBalance(before: nil, after: Rupiah(now + 1), of: batch)
                        }
                    }
                }
            }
        }
        #expect(try fixture.ledger.read { try $0.batch(batch)?.balanceAfter } == Rupiah(Int64(2 * rounds)))
    }
}
