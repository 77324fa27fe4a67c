import LedgerAPI
import PayoutCore
import Testing

/// What was sent on one day, as a step reads it before it intends more.
@Suite struct OutflowTests {
    private static let payee = LedgerUnderTest.order("PAY-1").payee
    private static let now = LedgerUnderTest.start

    private func outflow(_ test: LedgerUnderTest, at moment: Timestamp = now) throws -> Outflow {
        try #require(
            try test.facts { $0.outflow = OutflowNeeds(day: JakartaDay(moment), payees: [Self.payee]) }.outflow)
    }

    private func expect(
        _ sum: Int64, _ test: LedgerUnderTest, at moment: Timestamp = now, _ location: SourceLocation = #_sourceLocation
    ) throws {
        let found = try outflow(test, at: moment)
        #expect(found.total == Rupiah(sum), sourceLocation: location)
        #expect(found.payees[Self.payee] == Rupiah(sum), sourceLocation: location)
    }

    @Test(arguments: LedgerKind.allCases)
    func `What is pending or succeeded counts on the day on which it was sent`(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        // Rp 1.000 to 4.000, all to one account.
        let payouts = try test.queued(try test.batch(of: 4))
        try expect(0, test)
        try test.becomesPending(payouts[0])
        try expect(1000, test)
        try test.ends(payouts[1], as: .succeeded)
        try expect(3000, test)
        try test.ends(payouts[2], as: .failed)
        try expect(3000, test)
        let tomorrow = Self.now + .seconds(86_400)
        try test.becomesPending(payouts[3], at: tomorrow)
        try expect(3000, test)
        try expect(4000, test, at: tomorrow)
    }

    @Test(arguments: LedgerKind.allCases)
    func `What the bank gave back counts no more, and what it contradicts itself about counts`(
        kind: LedgerKind
    ) throws {
        let test = try LedgerUnderTest(kind)
        let payouts = try test.queued(try test.batch(of: 2))
        try test.ends(payouts[0], as: .succeeded)
        try test.happens(payouts[0], .statusReported(attempt: 1, StatusReport(status: .refunded, source: .callback)))
        try expect(0, test)
        try test.ends(payouts[1], as: .failed)
        try expect(0, test)
        try test.happens(payouts[1], .statusReported(attempt: 1, StatusReport(status: .succeeded, source: .callback)))
        try expect(2000, test)
    }

    @Test(arguments: LedgerKind.allCases)
    func `All batches count together, and other accounts do not`(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        let first = try test.queued(try test.batch(of: 2))
        let second = try test.queued(try test.batch([LedgerUnderTest.order("OTHER-1", amount: 500)]))
        let elsewhere = PaymentOrder(
            reference: "OTHER-2", bankCode: "014", accountNumber: "5555555555", accountName: "Budi Santoso",
            amount: Rupiah(70))
        let third = try test.queued(try test.batch([elsewhere]))
        try test.becomesPending(first[1])
        try test.becomesPending(second[0])
        try expect(2500, test)
        try test.becomesPending(third[0])
        let found = try outflow(test)
        #expect(found.total == Rupiah(2570) && found.payees[Self.payee] == Rupiah(2500))
    }

    @Test(arguments: LedgerKind.allCases)
    func `The accounts of queued rows that are read are known without asking`(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        let batch = try test.batch(of: 2)
        let facts = try test.facts { needs in
            var share = BatchNeeds(batch)
            share.queued = Needs.Page(after: .none, limit: 9)
            needs.batches = [share]
            needs.outflow = OutflowNeeds(day: JakartaDay(Self.now), payees: [])
        }
        #expect(facts.outflow?.payees == [Self.payee: .zero])
    }
}
