import GRDB
import PayoutCore
import PayoutLedger
import TestSupport
import Testing

/// Load, decide, commit: what a step reads, and what stands where the ledger refuses a part of it.
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

    /// Two events of one payout, of which the first has an identifier that is taken, and one of another payout.
    private static func refusedSet(
        _ batch: BatchID, _ first: StoredPayout, _ second: StoredPayout, _ taken: ExternalID, _ fixture: LedgerFixture
    ) -> ChangeSet {
        var set = ChangeSet(at: now)
        let intended = change(.transferIntended(taken, PartnerReferenceNo(fixture.identifier())), first)
        let hinted = change(.hinted(attempt: 1), intended.stored)
        let other = change(.duplicateFound(.example), second)
        set.changes = [.payout(intended), .payout(hinted), .payout(other), .batch(batch, .approved)]
        return set
    }

    @Test(
        "A refused row is undone whole with what was built on it, and the rest of the commit stands",
        arguments: [false, true])
    func refused(isAsynchronous: Bool) async throws {
        let fixture = try LedgerFixture()
        let batch = try fixture.batch(of: 3)
        let payouts = try fixture.queued(batch)
        let taken = try fixture.becomesPending(payouts[0])
        try fixture.becomesValidated(payouts[1])
        let (first, second) = (try fixture.load(payouts[1]), try fixture.load(payouts[2]))
        let set = Self.refusedSet(batch, first, second, taken, fixture)
        let refusals =
            isAsynchronous
            ? try await fixture.ledger.perform(Self.needs()) { _ in Decision.commit(set, true) }.refusals
            : try Self.commit(set, fixture)
        #expect(refusals.payouts == [payouts[1]])
        #expect(refusals.dropped.map(\.payout) == [payouts[1]])
        #expect(refusals.dropped.map(\.event.kind) == [PayoutEvent.hinted(attempt: 1).kind])
        #expect(try fixture.load(payouts[1]).payout == first.payout)
        #expect(try fixture.load(payouts[2]).payout.status == .held)
        #expect(try fixture.ledger.read { try $0.batch(batch)?.state.status } == .approved)
        #expect(try fixture.rawCount("SELECT COUNT(*) FROM transfer") == 1)
        let told = try fixture.ledger.read { try $0.events(of: payouts[1]) }
        #expect(told.map(\.detail) == ["refused by the ledger's constraints"])
        try expectTotalsHold(fixture, batch)
        #expect(try fixture.ledger.cacheDifferences() == [])
    }

    private static func commit(_ set: ChangeSet, _ fixture: LedgerFixture) throws -> Refusals {
        try fixture.ledger.perform(needs()) { _ in Decision.commit(set, true) }.refusals
    }

    @Test("A batch with open payouts is not called settled") func openBatch() throws {
        let fixture = try LedgerFixture()
        let batch = try fixture.batch(of: 1)
        let payout = try #require(try fixture.queued(batch).first)
        var set = ChangeSet(at: Self.now)
        set.changes = [.batch(batch, .settled)]
        #expect(try Self.commit(set, fixture).openBatches == [batch])
        #expect(try fixture.ledger.read { try $0.batch(batch)?.state.status } == .submitted)
        try fixture.ends(payout, as: .succeeded)
        #expect(try Self.commit(set, fixture).isEmpty)
        #expect(try fixture.ledger.read { try $0.batch(batch)?.state.status } == .settled)
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
                if fails { set.changes.append(.memory(.clear, cursor: .none, of: batch)) }
                return .commit(set, counts)
            }.result
        }
        try fixture.raw { database in
            try database.execute(
                sql: """
                    CREATE TRIGGER refuses BEFORE UPDATE OF memory ON batch
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

    @Test("A step may ask twice, and names are resolved to payouts") func asksTwice() throws {
        let fixture = try LedgerFixture()
        let batch = try fixture.batch(of: 2)
        let payouts = try fixture.queued(batch)
        let externalID = try fixture.becomesPending(payouts[0])
        var content = CallbackContent()
        content.originalExternalID = externalID
        var first = Self.needs()
        first.arriving = [
            ProvenCallback(kind: .transfer, proof: .body, receivedAt: Self.now, content: content, body: "{}")
        ]
        var share = BatchNeeds(batch)
        share.queued = Needs.Page(after: .none, limit: 9)
        var second = Self.needs()
        second.batches = [share]
        var owners: [PayoutID] = []
        let queued = try fixture.ledger.perform(first) { facts -> Decision<[PayoutID]> in
            guard facts.arriving.isEmpty else {
                owners = facts.owners.values.map(\.payout)
                return .read(second)
            }
            let queued = facts.batches.first?.queued ?? []
            return .commit(ChangeSet(at: Self.now), queued)
        }.result
        #expect(owners == [payouts[0]])
        #expect(queued == [payouts[1]])
    }
}
