import GRDB
import PayoutCore
import PayoutLedger
import Testing

/// A step whose commit SQLite fails. What every ledger owes a step stands in LedgerConformanceTests.
@Suite struct StepTests {
    private static let now = LedgerFixture.start + .seconds(1)
    private static let policy = PayoutPolicy()

    private struct Failure: Error {}

    private static func needs(_ payouts: [PayoutID] = []) -> Needs {
        var needs = Needs(at: now, longestWait: policy.longestWait)
        needs.payouts = payouts
        return needs
    }

    private static func change(_ event: PayoutEvent, _ stored: StoredPayout) -> PayoutChange {
        var new = stored
        _ = new.payout.handle(event, at: now, policy: policy)
        let entry = JournalEvent(
            at: now, batch: stored.batch, payout: stored.id,
            row: JournalEvent.Row(
                line: stored.line, reference: stored.payout.order.reference, status: new.payout.status),
            kind: event.kind, detail: "a test", evidence: new.payout.evidence)
        return PayoutChange(event: event, old: stored.payout, stored: new, entry: entry)
    }

    @Test("What a failed step wrote is forgotten, in the tables and in the cache") func failed() throws {
        let fixture = try LedgerFixture()
        let batch = try fixture.batch(of: 1)
        let payout = try #require(try fixture.queued(batch).first)
        var needs = Self.needs([payout])
        var share = BatchNeeds(batch)
        share.readsCounts = true
        needs.batches = [share]
        let event = PayoutEvent.validationIntended(
            ExternalID(fixture.identifier()), PartnerReferenceNo(fixture.identifier()))
        func step(fails: Bool) throws -> [PayoutStatus: Int] {
            try fixture.ledger.perform(needs) { facts -> Decision<[PayoutStatus: Int]> in
                let counts = facts.batches.first?.counts ?? [:]
                guard let stored = facts.payouts[payout] else { throw Failure() }
                var set = ChangeSet(at: Self.now)
                set.changes = [.payout(Self.change(event, stored))]
                if fails { set.changes.append(.priorTransfers(.clear, cursor: .none, of: batch)) }
                return .commit(set, counts)
            }.result
        }
        try fixture.raw { database in
            try database.execute(
                sql: """
                    CREATE TRIGGER refuses BEFORE UPDATE OF prior_transfers ON batch
                    BEGIN SELECT RAISE (ABORT, 'disk I/O error'); END
                    """)
        }
        #expect(throws: LedgerError.self) { try step(fails: true) }
        #expect(try fixture.load(payout).payout.status == .queued)
        #expect(try step(fails: false) == [.queued: 1])
        let after = try fixture.ledger.perform(needs) { facts -> Decision<([PayoutStatus: Int], PayoutStatus?)> in
            let (counts, status) = (facts.batches.first?.counts ?? [:], facts.payouts[payout]?.payout.status)
            return .commit(ChangeSet(at: Self.now), (counts, status))
        }.result
        #expect(after.0.filter { $0.value > 0 } == [.validating: 1])
        #expect(after.1 == .validating)
        #expect(try fixture.ledger.cacheDifferences() == [])
    }
}
