import GRDB
import PayoutCore
import PayoutLedger
import TestSupport
import Testing

@Suite struct SaveTests {
    private static let now = LedgerFixture.start
    private static let policy = PayoutPolicy()

    @Test("A stale copy is refused, the rest of the commit stands, and the totals stay right") func stale() throws {
        let fixture = try LedgerFixture()
        let batch = try fixture.batch(of: 2)
        let payouts = try fixture.queued(batch)
        let stale = try fixture.load(payouts[0])
        try fixture.validates(payouts[0])
        let (externalID, number) = (ExternalID(fixture.identifier()), PartnerReferenceNo(fixture.identifier()))
        try fixture.ledger.write { transaction in
            var late = stale
            let event = PayoutEvent.validationIntended(externalID, number)
            _ = late.payout.handle(event, at: Self.now, policy: Self.policy)
            #expect(try transaction.save(late, from: stale.payout, at: Self.now) == false)
            let other = try #require(try transaction.reader.payout(payouts[1]))
            var held = other
            _ = held.payout.handle(.duplicateFound(.example), at: Self.now, policy: Self.policy)
            #expect(try transaction.save(held, from: other.payout, at: Self.now))
            let expected: Totals = [
                .validating: Tally(count: 1, sum: Rupiah(1000)), .held: Tally(count: 1, sum: Rupiah(2000)),
            ]
            #expect(try transaction.totals(batch).filter { $0.value.count > 0 } == expected)
        }
        #expect(try fixture.load(payouts[0]).payout.validations.count == 1)
        #expect(try fixture.load(payouts[1]).payout.status == .held)
        #expect(try fixture.rawCount("SELECT COUNT(*) FROM validation") == 1)
        try expectTotalsHold(fixture, batch)
    }

    @Test("A copy that does not know of a contradiction is stale") func staleAboutContradiction() throws {
        let fixture = try LedgerFixture()
        let batch = try fixture.batch(of: 1)
        let payout = try #require(try fixture.queued(batch).first)
        try fixture.ends(payout, as: .failed)
        let stale = try fixture.load(payout)
        let success = StatusReport(status: .succeeded, witness: .callback)
        try fixture.happens(payout, .statusTold(attempt: 1, success))
        #expect(
            try fixture.ledger.read { try $0.contradictions(batch) } == [.failed: Tally(count: 1, sum: Rupiah(1000))])
        var late = stale
        late.payout = Payout(order: stale.payout.order, status: .queued, transfers: stale.payout.transfers)
        let saved = try fixture.ledger.write { try $0.save(late, from: stale.payout, at: Self.now) }
        #expect(!saved)
        #expect(try fixture.load(payout).payout.status == .failed)
        try expectTotalsHold(fixture, batch)
    }

    @Test("A transition that the constraints refuse is undone whole, and its caller told")
    func refusedByConstraint() throws {
        let fixture = try LedgerFixture()
        let batch = try fixture.batch(of: 2)
        let payouts = try fixture.queued(batch)
        let taken = try fixture.becomesPending(payouts[0])
        try fixture.becomesValidated(payouts[1])
        let before = try fixture.load(payouts[1])
        let event = PayoutEvent.transferIntended(taken, PartnerReferenceNo(fixture.identifier()))
        try fixture.ledger.write { transaction in
            var second = before
            #expect(second.payout.handle(event, at: Self.now, policy: Self.policy) == .changed(next: .nothing))
            #expect(try transaction.save(second, from: before.payout, at: Self.now) == false)
            try transaction.setBalance(before: Rupiah(7), after: nil, of: batch)
        }
        #expect(try fixture.load(payouts[1]).payout == before.payout)
        #expect(try fixture.ledger.read { try $0.batch(batch)?.balanceBefore } == Rupiah(7))
        try expectTotalsHold(fixture, batch)
    }

    @Test("A second live transfer is refused by the ledger even where the state machine was deceived") func secondLive()
        throws
    {
        let fixture = try LedgerFixture()
        let batch = try fixture.batch(of: 1)
        let payout = try #require(try fixture.queued(batch).first)
        try fixture.ends(payout, as: .succeeded)
        let before = try fixture.load(payout)
        let forged = Transfer(
            attempt: 2, generation: 2, externalID: ExternalID(fixture.identifier()),
            partnerReferenceNo: PartnerReferenceNo(fixture.identifier()), sentAt: Self.now, validation: nil,
            state: .pending)
        var deceived = before
        deceived.payout = Payout(
            order: before.payout.order, status: .pending, transfers: before.payout.transfers + [forged])
        let saved = try fixture.ledger.write { try $0.save(deceived, from: before.payout, at: Self.now) }
        #expect(!saved)
        #expect(try fixture.load(payout).payout == before.payout)
        try expectTotalsHold(fixture, batch)
    }

    @Test("Saving what has not changed writes nothing") func unchanged() throws {
        let fixture = try LedgerFixture()
        let batch = try fixture.batch(of: 1)
        let payout = try #require(try fixture.queued(batch).first)
        let stored = try fixture.load(payout)
        try fixture.validates(payout)
        // Even from a stale copy: there is nothing to refuse.
        #expect(try fixture.ledger.write { try $0.save(stored, from: stored.payout, at: Self.now) })
        #expect(try fixture.load(payout).payout.status == .validating)
    }

    @Test("The moment of settling is that of the last change of status, and goes with it") func settledAt() throws {
        let fixture = try LedgerFixture()
        let batch = try fixture.batch(of: 1)
        let payout = try #require(try fixture.queued(batch).first)
        let (first, second) = (Self.now + .seconds(10), Self.now + .seconds(20))
        try fixture.ends(payout, as: .succeeded, at: first)
        let settledAt = "SELECT settled_at FROM payout"
        #expect(try fixture.rawCount(settledAt) == first.milliseconds)
        // A contradiction changes the row, but settles nothing anew.
        let failure = StatusReport(status: .failed, witness: .callback)
        try fixture.happens(payout, at: second, .statusTold(attempt: 1, failure))
        #expect(try fixture.rawCount(settledAt) == first.milliseconds)
        let refund = StatusReport(status: .refunded, witness: .callback)
        try fixture.happens(payout, at: second, .statusTold(attempt: 1, refund))
        #expect(try fixture.rawCount(settledAt) == second.milliseconds)
    }

    @Test("The answer to a validation whose payout had moved on is kept, the first one alone") func keptAnswer() throws
    {
        let fixture = try LedgerFixture()
        let batch = try fixture.batch(of: 1)
        let payout = try #require(try fixture.queued(batch).first)
        let externalID = ExternalID(fixture.identifier())
        try fixture.happens(
            payout, .validationIntended(externalID, PartnerReferenceNo(fixture.identifier())),
            .validationTold(externalID, Answers.valid))
        for answer in [Answers.accepted, Answers.tooManyRequests] {
            try fixture.ledger.write { try $0.keepAnswer(answer, toValidation: externalID, of: payout, at: Self.now) }
        }
        #expect(try fixture.raw { try String.fetchOne($0, sql: "SELECT answer_code FROM validation") } == "2001600")
    }

    @Test("Validations given up with their run stay as evidence, out of sight") func abandoned() throws {
        let fixture = try LedgerFixture()
        let batch = try fixture.batch(of: 1)
        let payout = try #require(try fixture.queued(batch).first)
        let externalID = try fixture.validates(payout)
        try fixture.happens(payout, .recalled)
        #expect(try fixture.load(payout).payout.validations.isEmpty)
        #expect(try fixture.ledger.read { try $0.validation(externalID)?.state } == .abandoned)
    }
}

/// The totals kept with every transition are those counted from the rows, and add up to the file.
func expectTotalsHold(_ fixture: LedgerFixture, _ batch: BatchID, _ comment: Comment? = nil) throws {
    let (kept, counted, input) = try fixture.ledger.read {
        (try $0.totals(batch), try $0.recountedTotals(batch), try $0.batch(batch)?.input)
    }
    #expect(kept == counted, comment)
    #expect(counted.values.reduce(0) { $0 + $1.count } == input?.count, comment)
    #expect(counted.values.reduce(0) { $0 + $1.sum.whole } == input?.sum.whole, comment)
}
