import PayoutCore
import PayoutLedger
import Testing

/// What people read of a payout that is held since it looks like another: how that one stands by now.
@Suite struct PresentReasonTests {
    private static func state(
        _ fixture: LedgerFixture, _ held: PayoutID, _ batch: BatchID
    ) throws -> Set<EarlierPayment.State?> {
        try fixture.ledger.read { reader in
            let rows = try reader.rows(reference: "PAY-1").filter { $0.id == held }.map(\.reason?.earlier?.state)
            let listed = try reader.heldRows(of: batch, ReasonCode.likenesses, limit: 9).map(\.reason.earlier?.state)
            var reported: [EarlierPayment.State?] = []
            try reader.forEachResultCells(of: batch) { row in
                if let earlier = try row.reason()?.earlier { reported.append(earlier.state) }
            }
            #expect(rows.count == 1 && listed.count == 1 && reported.count == 1)
            return Set(rows + listed + reported)
        }
    }

    @Test(arguments: [
        (TransactionStatus.succeeded, EarlierPayment.State.paid), (.failed, .ended), (.refunded, .ended),
        (.notFound, .sent),
    ])
    func `The state of the other payment is that of now, wherever it is shown`(
        status: TransactionStatus, state: EarlierPayment.State
    ) throws {
        let fixture = try LedgerFixture()
        let other = try fixture.queued(try fixture.batch(of: 1))[0]
        let batch = try fixture.batch(of: 1)
        let held = try fixture.queued(batch)[0]
        let payment = EarlierPayment(
            id: other, batch: "other", order: try fixture.load(other).payout.order, sentAt: LedgerFixture.start,
            state: .sent)
        try fixture.happens(held, .duplicateFound(.samePayment(payment)))
        #expect(try Self.state(fixture, held, batch) == [.due], "nothing was sent for it in truth")
        let sent = try fixture.becomesPending(other)
        #expect(!sent.text.isEmpty)
        #expect(try Self.state(fixture, held, batch) == [.sent])
        try fixture.happens(
            other, .statusReported(attempt: 1, StatusReport(status: status, source: .callback)))
        #expect(try Self.state(fixture, held, batch) == [state])
        // What is stored stays as it was when they were compared.
        #expect(try fixture.load(held).payout.reason?.earlier?.state == .sent)
    }

    @Test func `A payment that was cancelled meanwhile is shown with the moment`() throws {
        let fixture = try LedgerFixture()
        let other = try fixture.queued(try fixture.batch(of: 1))[0]
        let batch = try fixture.batch(of: 1)
        let held = try fixture.queued(batch)[0]
        let payment = EarlierPayment(
            id: other, batch: "other", order: try fixture.load(other).payout.order, sentAt: LedgerFixture.start,
            state: .due)
        try fixture.happens(held, .duplicateFound(.samePayment(payment)))
        try fixture.happens(other, .cancelled(PersonalDecision(person: "Ani (ani)", reason: "not due")))
        let earlier = try fixture.ledger.read { reader in
            try reader.heldRows(of: batch, ReasonCode.likenesses, limit: 9).first?.reason.earlier
        }
        #expect(earlier?.state == .ended && earlier?.cancelledAt != nil)
        #expect(try fixture.load(held).payout.reason?.earlier?.cancelledAt == nil)
    }
}
