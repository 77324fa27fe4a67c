import LedgerAPI
import PayoutCore
import PayoutLedger
import TestSupport
import Testing

/// What stands of a payout that is saved, and what is refused.
@Suite struct SaveTests {
    private static let now = LedgerUnderTest.start
    private static let policy = PayoutPolicy()

    @Test(arguments: LedgerKind.allCases)
    func `A stale copy is refused, the rest of the commit stands, and the totals stay right`(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        let batch = try test.batch(of: 2)
        let payouts = try test.queued(batch)
        let stale = try test.load(payouts[0])
        try test.validates(payouts[0])
        let other = try test.load(payouts[1])
        func change(_ old: StoredPayout, _ event: PayoutEvent) -> PayoutChange {
            var new = old
            _ = new.payout.handle(event, at: Self.now, policy: Self.policy)
            return PayoutChange(event: event, old: old.payout, stored: new, entry: nil)
        }
        let intended = PayoutEvent.validationIntended(
            ExternalID(test.identifier()), PartnerReferenceNo(test.identifier()))
        let saved = try test.ledger.write { transaction in
            [
                try transaction.save(change(stale, intended), at: Self.now),
                try transaction.save(change(other, .duplicateFound(.example)), at: Self.now),
            ]
        }
        #expect(saved == [false, true])
        let expected: Totals = [
            .validating: Tally(count: 1, sum: Rupiah(1000)), .held: Tally(count: 1, sum: Rupiah(2000)),
        ]
        #expect(try test.ledger.read { try $0.totals(batch) } == expected)
        #expect(try test.load(payouts[0]).payout.validations.count == 1)
        #expect(try test.load(payouts[1]).payout.status == .held)
        #expect(try test.attempts(batch).count == 1)
        try test.expectTotalsHold(batch)
    }

    @Test(arguments: LedgerKind.allCases)
    func `A copy that does not know of a contradiction is stale`(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        let batch = try test.batch(of: 1)
        let payout = try test.queued(batch)[0]
        try test.ends(payout, as: .failed)
        let stale = try test.load(payout)
        try test.happens(payout, .statusReported(attempt: 1, StatusReport(status: .succeeded, source: .callback)))
        #expect(try test.load(payout).payout.isContradicted)
        let late = Payout(order: stale.payout.order, status: .queued, transfers: stale.payout.transfers)
        #expect(try !test.save(late, over: stale))
        #expect(try test.load(payout).payout.status == .failed)
        try test.expectTotalsHold(batch)
    }

    @Test(arguments: LedgerKind.allCases)
    func `Saving what has not changed writes nothing`(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        let payout = try test.queued(try test.batch(of: 1))[0]
        let stored = try test.load(payout)
        try test.validates(payout)
        // Even from a stale copy: there is nothing to refuse.
        #expect(try test.save(stored.payout, over: stored))
        #expect(try test.load(payout).payout.status == .validating)
    }

    @Test(arguments: LedgerKind.allCases)
    func `The moment of settling is that of the last change of status, and goes with it`(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        let batch = try test.batch(of: 1)
        let payout = try test.queued(batch)[0]
        let (first, second) = (Self.now + .seconds(10), Self.now + .seconds(20))
        try test.ends(payout, as: .succeeded, at: first)
        #expect(try test.results(batch).map(\.settledAt) == [first])
        // A contradiction changes the row, but settles nothing anew.
        let failure = StatusReport(status: .failed, source: .callback)
        try test.happens(payout, at: second, .statusReported(attempt: 1, failure))
        #expect(try test.results(batch).map(\.settledAt) == [first])
        let refund = StatusReport(status: .refunded, source: .callback)
        try test.happens(payout, at: second, .statusReported(attempt: 1, refund))
        #expect(try test.results(batch).map(\.settledAt) == [second])
    }

    @Test(arguments: LedgerKind.allCases)
    func `The first answer to a validation is kept, also where its payout had moved on`(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        let batch = try test.batch(of: 1)
        let payout = try test.queued(batch)[0]
        let externalID = ExternalID(test.identifier())
        try test.happens(
            payout, .validationIntended(externalID, PartnerReferenceNo(test.identifier())),
            .validationReported(externalID, Answers.valid))
        for answer in [Answers.accepted, Answers.tooManyRequests] {
            try test.commit([.answer(answer, validation: externalID, of: payout)])
        }
        #expect(try test.attempts(batch).map(\.answerCode) == ["2001600"])
        #expect(try test.load(payout).payout.validations.map(\.answer) == [Answers.accepted])
    }

    @Test(arguments: LedgerKind.allCases)
    func `Validations given up stay as evidence, out of sight`(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        let batch = try test.batch(of: 2)
        let payouts = try test.queued(batch)
        let recalled = try test.validates(payouts[0])
        try test.happens(payouts[0], .recalled)
        let abandoned = try test.validates(payouts[1])
        try test.commit([.abandonedValidations(of: batch)])
        for (payout, validation) in zip(payouts, [recalled, abandoned]) {
            #expect(try test.load(payout).payout.validations.isEmpty)
            #expect(try test.ledger.read { try $0.validation(validation)?.state } == .abandoned)
        }
        #expect(try test.attempts(batch).map(\.externalID) == [recalled.text, abandoned.text])
    }

    @Test(arguments: LedgerKind.allCases)
    func `A write that throws changes nothing`(kind: LedgerKind) throws {
        struct Failure: Error {}
        let test = try LedgerUnderTest(kind)
        let batch = try test.batch(of: 1)
        let payout = try test.queued(batch)[0]
        let before = try test.load(payout)
        let identifier = ExternalID(test.identifier())
        var content = CallbackContent()
        content.originalExternalID = identifier
        let callback = ProvenCallback(
            kind: .transfer, proof: .body, receivedAt: Self.now, content: content, body: "{}")
        var new = before
        _ = new.payout.handle(
            .validationIntended(identifier, PartnerReferenceNo(test.identifier())), at: Self.now, policy: Self.policy)
        let change = PayoutChange(event: .recalled, old: before.payout, stored: new, entry: nil)
        #expect(throws: Failure.self) {
            try test.ledger.write { transaction in
                #expect(try transaction.save(change, at: Self.now))
                try transaction.handle(.approved, of: batch, at: Self.now)
                try transaction.setPriorTransfers(.lost, cursor: payout, of: batch, at: Self.now)
                try transaction.record(callback)
                throw Failure()
            }
        }
        #expect(try test.load(payout).payout == before.payout)
        try test.ledger.read { reader in
            let found = try #require(try reader.batch(batch))
            #expect((found.status, found.priorTransfers) == (.submitted, .unasked))
            #expect(try reader.callbackCount(naming: identifier) == 0)
            #expect(try reader.validation(identifier) == nil)
        }
        try test.expectTotalsHold(batch)
        // What was taken back can be done again.
        #expect(try test.ledger.write { try $0.save(change, at: Self.now) })
    }
}
