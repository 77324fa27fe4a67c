import LedgerAPI
import PayoutCore
import PayoutLedger
import TestSupport
import Testing

/// Load, decide, commit: what a step reads, and what stands where the ledger refuses a part of it.
@Suite struct StepTests {
    private static let now = LedgerUnderTest.start + .seconds(1)
    private static let policy = PayoutPolicy()

    private static func needs() -> Needs { Needs(at: now, longestWait: policy.longestWait) }

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

    @Test(arguments: LedgerKind.allCases, [false, true])
    func `A refused row is undone whole with what was built on it, and the rest of the commit stands`(
        kind: LedgerKind, isAsynchronous: Bool
    ) async throws {
        let test = try LedgerUnderTest(kind)
        let batch = try test.batch(of: 3)
        let payouts = try test.queued(batch)
        let taken = try test.becomesPending(payouts[0])
        try test.becomesValidated(payouts[1])
        let (first, second) = (try test.load(payouts[1]), try test.load(payouts[2]))
        // Two events of one payout, of which the first has an identifier that is taken, and one of another payout.
        let intended = Self.change(.transferIntended(taken, PartnerReferenceNo(test.identifier())), first)
        let hinted = Self.change(.hinted(attempt: 1), intended.stored)
        var set = ChangeSet(at: Self.now)
        set.changes = [
            .payout(intended), .payout(hinted), .payout(Self.change(.duplicateFound(.example), second)),
            .batch(batch, .approved),
        ]
        let decided = set
        let refusals =
            isAsynchronous
            ? try await test.ledger.perform(Self.needs()) { _ in Decision.commit(decided, true) }.refusals
            : try test.commit(decided.changes, at: Self.now)
        #expect(refusals.payouts == [payouts[1]])
        #expect(refusals.dropped.map(\.payout) == [payouts[1]])
        #expect(refusals.dropped.map(\.event.kind) == [PayoutEvent.hinted(attempt: 1).kind])
        #expect(try test.load(payouts[1]).payout == first.payout)
        #expect(try test.load(payouts[2]).payout.status == .held)
        let (status, owner, reported) = try test.ledger.read { reader in
            (
                try reader.batch(batch)?.status, try reader.transfer(taken)?.payout,
                try reader.events(of: payouts[1]).map(\.detail)
            )
        }
        #expect((status, owner) == (.approved, payouts[0]))
        #expect(reported == ["refused by the ledger's constraints"])
        try test.expectTotalsHold(batch)
        #expect(try (test.ledger as? Ledger)?.cacheDifferences() ?? [] == [])
    }

    @Test(arguments: LedgerKind.allCases)
    func `A batch with open payouts is not called settled`(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        let batch = try test.batch(of: 1)
        #expect(try test.commit([.batch(batch, .settled)]).openBatches == [batch])
        #expect(try test.ledger.read { try $0.batch(batch)?.status } == .submitted)
        try test.ends(try test.queued(batch)[0], as: .succeeded)
        #expect(try test.commit([.batch(batch, .settled)]).isEmpty)
        #expect(try test.ledger.read { try $0.batch(batch)?.status } == .settled)
    }

    @Test(arguments: LedgerKind.allCases)
    func `A step may ask twice, and names are resolved to payouts`(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        let batch = try test.batch(of: 2)
        let payouts = try test.queued(batch)
        var content = CallbackContent()
        content.originalExternalID = try test.becomesPending(payouts[0])
        var first = Self.needs()
        first.arriving = [
            ProvenCallback(kind: .transfer, proof: .body, receivedAt: Self.now, content: content, body: "{}")
        ]
        var share = BatchNeeds(batch)
        share.queued = Needs.Page(after: .none, limit: 9)
        var second = Self.needs()
        second.batches = [share]
        var owners: [PayoutID] = []
        let queued = try test.ledger.perform(first) { facts -> Decision<[PayoutID]> in
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

    @Test(arguments: LedgerKind.allCases)
    func `What a failed step wrote is taken back`(kind: LedgerKind) throws {
        struct Failure: Error {}
        let test = try LedgerUnderTest(kind)
        let batch = try test.batch(of: 1)
        let stored = try test.load(try test.queued(batch)[0])
        #expect(throws: Failure.self) {
            try test.ledger.perform(Self.needs()) { _ -> Decision<Bool> in throw Failure() }
        }
        #expect(try test.load(stored.id).payout == stored.payout)
        try test.expectTotalsHold(batch)
    }
}
