import LedgerAPI
import PayoutCore
import PayoutLedger
import TestSupport
import Testing

@Suite("Rows whose payee or purpose is known") struct PayeeLikenessTests {
    private static let now = LedgerUnderTest.start
    private static let later = now + .seconds(40 * 86_400)

    private static func order(
        _ reference: String, account: String, name: String = "Budi Santoso", amount: Int64 = 1_500_000
    ) -> PaymentOrder {
        PaymentOrder(
            reference: reference, bankCode: "014", accountNumber: account, accountName: name, amount: Rupiah(amount))
    }

    private static func batch(
        _ test: LedgerUnderTest, _ name: String, purpose: String? = nil, _ orders: PaymentOrder...
    ) throws -> BatchID {
        let filing = try test.filing()
        for (index, order) in orders.enumerated() {
            try filing.add(.accepted(line: index + 2, order: order, note: "salary", others: []))
        }
        return try filing.finish(
            as: BatchNaming(
                identity: BatchIdentity(name), name: name, digest: name, payAgainReason: nil, purpose: purpose),
            at: now)
    }

    private static func paid(
        _ test: LedgerUnderTest, _ name: String, purpose: String? = nil, at moment: Timestamp = now,
        _ order: PaymentOrder
    ) throws {
        let payout = try #require(try test.queued(batch(test, name, purpose: purpose, order)).first)
        try test.becomesPending(payout, at: moment)
        try test.happens(
            payout, at: moment, .statusReported(attempt: 1, StatusReport(status: .succeeded, source: .callback)))
    }

    private static func likenesses(_ test: LedgerUnderTest, _ batch: BatchID) throws -> [PayoutID: Likeness] {
        let comparison = PaymentComparison(since: later, seesChangedAccounts: true)
        let batch = try #require(try test.ledger.read { try $0.batch(batch) })
        var found: [PayoutID: Likeness] = [:]
        try test.ledger.write { transaction in
            try transaction.forEachLikeness(of: batch, comparison) { found[$0] = $1 }
        }
        return found
    }

    @Test(
        "A known person with another account is found, with the first payment to the account before",
        arguments: LedgerKind.allCases)
    func changedAccount(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        try Self.paid(test, "jan", Self.order("GAJI-2026-01-0042", account: "1234567801"))
        try Self.paid(test, "feb", at: Self.later, Self.order("GAJI-2026-02-0042", account: "1234567801"))
        let batch = try Self.batch(
            test, "mar", Self.order("GAJI-2026-03-0042", account: "1234567899", name: "BUDI  SANTOSO."))
        let row = try #require(try test.queued(batch).first)
        guard case .accountChanged(let payment, let since) = try Self.likenesses(test, batch)[row] else {
            Issue.record("not found")
            return
        }
        #expect(payment.batch == "feb" && payment.order.accountNumber == "1234567801" && since == Self.now)
        // A person who has seen it is not asked again.
        try test.happens(row, .duplicateFound(.accountChanged(payment, since: since)))
        try test.happens(row, .released(PersonalDecision(person: "Ani", reason: "asked him")))
        #expect(try Self.likenesses(test, batch).isEmpty)
    }

    @Test(
        "A known person is found however the name is written",
        arguments: LedgerKind.allCases,
        ["H. Budi Santoso", "Budi Santoso, S.E.", "Santoso Budi", "Drs. BUDI SANTOSO, M.Kom"])
    func spelledName(kind: LedgerKind, name: String) throws {
        let test = try LedgerUnderTest(kind)
        try Self.paid(test, "jan", Self.order("GAJI-2026-01-0042", account: "1234567801"))
        let batch = try Self.batch(
            test, "feb", Self.order("GAJI-2026-02-0042", account: "1234567899", name: name),
            Self.order("GAJI-2026-02-0043", account: "1234567898", name: name))
        #expect(try Self.likenesses(test, batch).map(\.value.code) == [ReasonCode.accountChanged])
    }

    @Test(
        "Nobody is asked about another person of the same name, or an account that was paid under the name",
        arguments: LedgerKind.allCases)
    func sameName(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        try Self.paid(test, "jan", Self.order("GAJI-2026-01-0042", account: "1234567801"))
        try Self.paid(test, "jan-b", Self.order("BONUS-1", account: "1234567802"))
        let batch = try Self.batch(
            test, "feb", Self.order("GAJI-2026-02-0077", account: "1234567899"),
            Self.order("GAJI-2026-02-0042", account: "1234567802"),
            Self.order("GAJI-2026-02-42", account: "1234567898", name: "Budi Santosa"))
        #expect(try Self.likenesses(test, batch).isEmpty)
    }

    @Test(
        "A first batch has no changed account, and what was not paid does not count",
        arguments: LedgerKind.allCases)
    func firstBatch(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        _ = try Self.batch(test, "jan", Self.order("GAJI-2026-01-0042", account: "1234567801"))
        let batch = try Self.batch(test, "feb", Self.order("GAJI-2026-02-0042", account: "1234567899"))
        #expect(try Self.likenesses(test, batch).isEmpty)
    }

    @Test(
        "The same payee and purpose is found, however the purpose is written",
        arguments: LedgerKind.allCases)
    func samePurpose(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        try Self.paid(test, "thr-1", purpose: "THR 2026", Self.order("A", account: "1234567801"))
        let batch = try Self.batch(
            test, "thr-2", purpose: "thr  2026.", Self.order("B", account: "1234567801", amount: 2_000_000),
            Self.order("C", account: "1234567802"))
        let rows = try test.queued(batch)
        let found = try Self.likenesses(test, batch)
        guard case .samePurpose(let payment, "thr  2026.") = found[rows[0]] else {
            Issue.record("\(found)")
            return
        }
        #expect(found.count == 1 && payment.batch == "thr-1")
        try test.happens(rows[0], .duplicateFound(.samePurpose(payment, purpose: "thr  2026.")))
        try test.happens(rows[0], .released(PersonalDecision(person: "Ani", reason: "second half")))
        #expect(try Self.likenesses(test, batch).isEmpty)
        let other = try Self.batch(test, "bonus", purpose: "Bonus", Self.order("D", account: "1234567801"))
        let none = try Self.batch(test, "plain", Self.order("E", account: "1234567801"))
        for batch in [other, none] { #expect(try Self.likenesses(test, batch).isEmpty) }
    }
}
