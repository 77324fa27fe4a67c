import PayoutCore
import PayoutLedger
import Testing

@Suite("What looks like an earlier payment") struct LikenessTests {
    private static let now = LedgerFixture.start

    private static func order(
        _ reference: String, bank: String = "014", account: String = "1234567800", amount: Int64 = 1_500_000
    ) -> PaymentOrder {
        PaymentOrder(
            reference: reference, bankCode: bank, accountNumber: account, accountName: "Budi Santoso",
            amount: Rupiah(amount))
    }

    /// The likenesses of the only row of a second batch, after the only row of a first one was sent.
    private static func likeness(
        _ earlier: PaymentOrder, _ order: PaymentOrder, since: Timestamp = now, digest: String = "d2",
        _ happens: (LedgerFixture, PayoutID) throws -> Void = { try $0.becomesPending($1) }
    ) throws -> Likeness? {
        let fixture = try LedgerFixture()
        let sent = try fixture.batch([earlier], name: "2026-01", digest: "d1")
        try happens(fixture, try fixture.queued(sent)[0])
        let batch = try fixture.batch([order], name: "2026-02", digest: digest)
        return try likenesses(fixture, batch, since: since).values.first
    }

    private static func likenesses(
        _ fixture: LedgerFixture, _ batch: BatchID, since: Timestamp = now
    ) throws -> [PayoutID: Likeness] {
        var found: [PayoutID: Likeness] = [:]
        try fixture.ledger.read { reader in
            let batch = try #require(try reader.batch(batch))
            try reader.forEachLikeness(of: batch, since: since) { payout, likeness in
                #expect(found[payout] == nil, "a row is told of once")
                found[payout] = likeness
            }
        }
        return found
    }

    @Test("is the same amount to the same account, whatever the reference, with what a person needs to know")
    func samePayment() throws {
        let earlier = Self.order("JAN-1")
        let likeness = try Self.likeness(earlier, Self.order("FEB-1"))
        let payment = EarlierPayment(batch: "2026-01", order: earlier, sentAt: Self.now, state: .sent)
        #expect(likeness == .samePayment(payment))
        let paid = try Self.likeness(earlier, Self.order("FEB-1")) { try $0.ends($1, as: .succeeded) }
        #expect(
            paid == .samePayment(EarlierPayment(batch: "2026-01", order: earlier, sentAt: Self.now, state: .paid)))
    }

    @Test("is none where bank, account or amount differ, or the window is over")
    func noSamePayment() throws {
        let earlier = Self.order("JAN-1")
        for order in [
            Self.order("FEB-1", bank: "008"), Self.order("FEB-1", account: "1234567801"),
            Self.order("FEB-1", amount: 1_500_001),
        ] {
            #expect(try Self.likeness(earlier, order) == nil)
        }
        #expect(try Self.likeness(earlier, Self.order("FEB-1"), since: Self.now + .milliseconds(1)) == nil)
        #expect(try Self.likeness(earlier, Self.order("FEB-1"), digest: "d1") == nil, "paid again on purpose")
    }

    @Test("is a reference that was ever used, composed or not, whatever was paid under it")
    func referenceUsed() throws {
        let late = Self.now + .seconds(400 * 86_400)
        let earlier = Self.order("Jos\u{E9}-1")
        for order in [Self.order("Jose\u{301}-1", amount: 1), Self.order("Jos\u{E9}-1", account: "1234567801")] {
            guard case .referenceUsed(let payment) = try Self.likeness(earlier, order, since: late) else {
                Issue.record("not found: \(order.reference)")
                continue
            }
            #expect(payment.order == earlier)
        }
        // The same reference and the same payment is the same payment for ever.
        guard case .samePayment = try Self.likeness(earlier, Self.order("Jose\u{301}-1"), since: late) else {
            Issue.record("the same payment is not found")
            return
        }
        #expect(try Self.likeness(earlier, Self.order("jos\u{E9}-1"), since: late) == nil, "another letter")
    }

    @Test("is nothing that certainly ended without money", arguments: [TransactionStatus.failed, .refunded])
    func ended(status: TransactionStatus) throws {
        let order = Self.order("JAN-1")
        #expect(
            try Self.likeness(order, order) { fixture, payout in
                if status == .refunded { try fixture.ends(payout, as: .succeeded) }
                if status == .failed { try fixture.becomesPending(payout) }
                try fixture.happens(payout, .statusTold(attempt: 1, StatusReport(status: status, witness: .callback)))
            } == nil)
    }

    @Test("is nothing that never left or was never sent")
    func unsent() throws {
        let order = Self.order("JAN-1")
        #expect(try Self.likeness(order, order) { _, _ in } == nil)
        #expect(try Self.likeness(order, order) { try $0.becomesValidated($1) } == nil)
        #expect(
            try Self.likeness(order, order) { fixture, payout in
                try fixture.becomesPending(payout)
                try fixture.happens(payout, .transferAnswered(attempt: 1, .unsent(.notConnected("down"))))
            } == nil)
    }

    @Test("may be what the bank contradicts itself about")
    func contradicted() throws {
        let order = Self.order("JAN-1")
        let likeness = try Self.likeness(order, order) { fixture, payout in
            try fixture.ends(payout, as: .failed)
            try fixture.happens(payout, .statusTold(attempt: 1, StatusReport(status: .succeeded, witness: .inquiry)))
        }
        #expect(likeness != nil)
    }

    @Test("is nothing that a person has accepted, until it is sent again")
    func accepted() throws {
        let fixture = try LedgerFixture()
        let first = try fixture.batch([Self.order("JAN-1")], name: "2026-01")
        try fixture.becomesPending(try fixture.queued(first)[0])
        let second = try fixture.batch([Self.order("FEB-1")], name: "2026-02")
        let payout = try fixture.queued(second)[0]
        let likeness = try #require(try Self.likenesses(fixture, second)[payout])
        try fixture.happens(payout, .duplicateFound(likeness))
        #expect(try Self.likenesses(fixture, second).isEmpty, "it is held")
        let decision = PersonalDecision(person: "Ani", reason: "both are due")
        try fixture.happens(payout, at: Self.now + .seconds(1), .released(decision))
        #expect(try Self.likenesses(fixture, second).isEmpty)
        let third = try fixture.batch([Self.order("MAR-1")], name: "2026-03")
        try fixture.becomesPending(try fixture.queued(third)[0], at: Self.now + .seconds(2))
        #expect(try Self.likenesses(fixture, second).count == 1)
    }

    @Test("is found in files of several chunks, each row once and no other")
    func manyRows() throws {
        let fixture = try LedgerFixture()
        func account(_ index: Int) -> String { String(1_000_000_000 + index * 7919 % 10_007) }
        let first = try fixture.batch((0..<1700).map { Self.order("A-\($0)", account: account($0)) }, name: "first")
        let sent = try fixture.queued(first)
        for index in stride(from: 0, to: 1700, by: 100) { try fixture.becomesPending(sent[index]) }
        let second = try fixture.batch(
            (0..<2100).map { Self.order("B-\($0)", account: account(2099 - $0)) }, name: "second")
        let queued = try fixture.queued(second)
        let expected = stride(from: 0, to: 1700, by: 100).map { queued[2099 - $0] }
        #expect(Set(try Self.likenesses(fixture, second).keys) == Set(expected))
    }
}

@Suite("Rows of one file that are alike") struct RepeatTests {
    private static func repeats(_ fixture: LedgerFixture, _ batch: BatchID) throws -> [Int: Likeness] {
        var found: [Int: Likeness] = [:]
        try fixture.ledger.read { reader in
            try reader.forEachRepeat(in: batch) { payout, likeness in
                found[try #require(try reader.payout(payout)).line] = likeness
            }
        }
        return found
    }

    @Test("are told with the first of them, which goes") func repeats() throws {
        let fixture = try LedgerFixture()
        let orders = [
            LedgerFixture.order("A"), LedgerFixture.order("B", amount: 7), LedgerFixture.order("C"),
            LedgerFixture.order("D"), LedgerFixture.order("E", amount: 7), LedgerFixture.order("F", amount: 8),
        ]
        let batch = try fixture.batch(orders)
        #expect(
            try Self.repeats(fixture, batch) == [
                4: .repeated(line: 2, reference: "A"), 5: .repeated(line: 2, reference: "A"),
                6: .repeated(line: 3, reference: "B"),
            ])
    }

    @Test("are counted among rows that can be paid alone") func rejectedFirst() throws {
        let fixture = try LedgerFixture()
        let filing = try LedgerImport(
            into: fixture.ledger, fileName: "payroll.csv", header: LedgerFixture.header, form: LedgerFixture.form,
            at: LedgerFixture.start)
        for (index, reference) in ["A", "B", "C"].enumerated() {
            try filing.add(
                .accepted(line: index + 2, order: LedgerFixture.order(reference), note: "", others: []))
        }
        try filing.reject(lines: [2]) { _ in Reason(code: "late", text: "") }
        let batch = try filing.finish(
            as: BatchNaming(identity: BatchIdentity("d"), name: nil, digest: "d", payAgainReason: nil),
            at: LedgerFixture.start)
        #expect(try Self.repeats(fixture, batch) == [4: .repeated(line: 3, reference: "B")])
    }
}
