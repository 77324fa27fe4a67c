import LedgerAPI
import PayoutCore
import PayoutLedger
import TestSupport
import Testing

@Suite("What looks like an earlier payment") struct LikenessTests {
    private static let now = LedgerUnderTest.start

    private static func order(
        _ reference: String, bank: String = "014", account: String = "1234567800", amount: Int64 = 1_500_000
    ) -> PaymentOrder {
        PaymentOrder(
            reference: reference, bankCode: bank, accountNumber: account, accountName: "Budi Santoso",
            amount: Rupiah(amount))
    }

    /// The likenesses of the only row of a second batch, after the only row of a first one was sent.
    private static func likeness(
        _ kind: LedgerKind, _ earlier: PaymentOrder, _ order: PaymentOrder, since: Timestamp = now,
        digest: String = "d2",
        _ happens: (LedgerUnderTest, PayoutID) throws -> Void = { try $0.becomesPending($1) }
    ) throws -> Likeness? {
        let test = try LedgerUnderTest(kind)
        let sent = try test.batch([earlier], name: "2026-01", digest: "d1")
        try happens(test, try test.queued(sent)[0])
        let batch = try test.batch([order], name: "2026-02", digest: digest)
        return try likenesses(test, batch, since: since).values.first
    }

    private static func likenesses(
        _ test: LedgerUnderTest, _ batch: BatchID, since: Timestamp = now, due: PaymentComparison.Due = .none,
        rows: [PayoutID]? = nil
    ) throws -> [PayoutID: Likeness] {
        let comparison = PaymentComparison(since: since, due: due, rows: rows)
        var found: [PayoutID: Likeness] = [:]
        let batch = try #require(try test.ledger.read { try $0.batch(batch) })
        try test.ledger.write { transaction in
            try transaction.forEachLikeness(of: batch, comparison) { payout, likeness in
                #expect(found[payout] == nil, "a row is told of once")
                found[payout] = likeness
            }
        }
        return found
    }

    @Test(
        "is the same amount to the same account, whatever the reference, with what a person needs to know",
        arguments: LedgerKind.allCases)
    func samePayment(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        let earlier = Self.order("JAN-1")
        let sent = try test.queued(test.batch([earlier], name: "2026-01", digest: "d1"))[0]
        let batch = try test.batch([Self.order("FEB-1")], name: "2026-02", digest: "d2")
        for state in [EarlierPayment.State.sent, .paid] {
            if state == .sent { try test.becomesPending(sent) }
            if state == .paid {
                try test.happens(sent, .statusReported(attempt: 1, StatusReport(status: .succeeded, source: .callback)))
            }
            let payment = EarlierPayment(
                id: sent, batch: "2026-01", order: earlier, sentAt: Self.now, state: state)
            #expect(try Array(Self.likenesses(test, batch).values) == [.samePayment(payment)])
        }
    }

    @Test("is none where bank, account or amount differ, or the window is over", arguments: LedgerKind.allCases)
    func noSamePayment(kind: LedgerKind) throws {
        let earlier = Self.order("JAN-1")
        for order in [
            Self.order("FEB-1", bank: "008"), Self.order("FEB-1", account: "1234567801"),
            Self.order("FEB-1", amount: 1_500_001),
        ] {
            #expect(try Self.likeness(kind, earlier, order) == nil)
        }
        #expect(try Self.likeness(kind, earlier, Self.order("FEB-1"), since: Self.now + .milliseconds(1)) == nil)
        #expect(try Self.likeness(kind, earlier, Self.order("FEB-1"), digest: "d1") == nil, "paid again on purpose")
    }

    @Test(
        "is a reference that was ever used, composed or not, whatever was paid under it", arguments: LedgerKind.allCases
    )
    func referenceUsed(kind: LedgerKind) throws {
        let late = Self.now + .seconds(400 * 86_400)
        let earlier = Self.order("Jos\u{E9}-1")
        for order in [Self.order("Jose\u{301}-1", amount: 1), Self.order("Jos\u{E9}-1", account: "1234567801")] {
            guard case .referenceUsed(let payment) = try Self.likeness(kind, earlier, order, since: late) else {
                Issue.record("not found: \(order.reference)")
                continue
            }
            #expect(payment.order == earlier)
        }
        // The same reference and the same payment is the same payment for ever.
        guard case .samePayment = try Self.likeness(kind, earlier, Self.order("Jose\u{301}-1"), since: late) else {
            Issue.record("the same payment is not found")
            return
        }
        #expect(try Self.likeness(kind, earlier, Self.order("jos\u{E9}-1"), since: late) == nil, "another letter")
    }

    @Test(
        "is, in files without references, another amount for the same account and note: a corrected file",
        arguments: LedgerKind.allCases)
    func corrected(kind: LedgerKind) throws {
        func order(_ amount: Int64, isDated: Bool) -> PaymentOrder {
            let reference = MadeReference.text(
                word: "BUDI", stem: "3f9a1c07be", amount: "\(amount)", count: 1, isDated: isDated)
            return Self.order(reference, amount: amount)
        }
        for isDated in [true, false] {
            let (earlier, later) = (order(7_012_000, isDated: isDated), order(7_512_000, isDated: isDated))
            guard case .referenceUsed(let payment) = try Self.likeness(kind, earlier, later) else {
                Issue.record("not found, dated: \(isDated)")
                continue
            }
            #expect(payment.order.amount == Rupiah(7_012_000))
            // Next month's payroll has the same note where it names no month.
            let late = Self.now + .seconds(30 * 86_400)
            #expect(try (Self.likeness(kind, earlier, later, since: late) != nil) == isDated)
            #expect(try (Self.likeness(kind, earlier, earlier, since: late) != nil) == isDated)
        }
        let other = Self.order("SITI~3f9a1c07bf.5", amount: 5)
        #expect(try Self.likeness(kind, order(7, isDated: false), other) == nil)
    }

    @Test(
        "is nothing that certainly ended without money", arguments: LedgerKind.allCases,
        [TransactionStatus.failed, .refunded])
    func ended(kind: LedgerKind, status: TransactionStatus) throws {
        let order = Self.order("JAN-1")
        #expect(
            try Self.likeness(kind, order, order) { test, payout in
                if status == .refunded { try test.ends(payout, as: .succeeded) }
                if status == .failed { try test.becomesPending(payout) }
                try test.happens(payout, .statusReported(attempt: 1, StatusReport(status: status, source: .callback)))
            } == nil)
    }

    @Test("is nothing that never left or was never sent", arguments: LedgerKind.allCases)
    func unsent(kind: LedgerKind) throws {
        let order = Self.order("JAN-1")
        #expect(try Self.likeness(kind, order, order) { _, _ in } == nil)
        #expect(try Self.likeness(kind, order, order) { try $0.becomesValidated($1) } == nil)
        #expect(
            try Self.likeness(kind, order, order) { test, payout in
                try test.becomesPending(payout)
                try test.happens(payout, .transferAnswered(attempt: 1, .unsent(.notConnected("down"))))
            } == nil)
    }

    @Test("may be what the bank contradicts itself about", arguments: LedgerKind.allCases)
    func contradicted(kind: LedgerKind) throws {
        let order = Self.order("JAN-1")
        let likeness = try Self.likeness(kind, order, order) { test, payout in
            try test.ends(payout, as: .failed)
            try test.happens(payout, .statusReported(attempt: 1, StatusReport(status: .succeeded, source: .inquiry)))
        }
        #expect(likeness != nil)
    }

    @Test("is nothing that a person has accepted, until it is sent again", arguments: LedgerKind.allCases)
    func accepted(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        let first = try test.batch([Self.order("JAN-1")], name: "2026-01")
        try test.becomesPending(try test.queued(first)[0])
        let second = try test.batch([Self.order("FEB-1")], name: "2026-02")
        let payout = try test.queued(second)[0]
        let likeness = try #require(try Self.likenesses(test, second)[payout])
        try test.happens(payout, .duplicateFound(likeness))
        #expect(try Self.likenesses(test, second).isEmpty, "it is held")
        let decision = PersonalDecision(person: "Ani", reason: "both are due")
        try test.happens(payout, at: Self.now + .seconds(1), .released(decision))
        #expect(try Self.likenesses(test, second).isEmpty)
        let third = try test.batch([Self.order("MAR-1")], name: "2026-03")
        try test.becomesPending(try test.queued(third)[0], at: Self.now + .seconds(2))
        #expect(try Self.likenesses(test, second).count == 1)
    }

    @Test(
        "may be what another batch is still to send, until a person has seen that very row",
        arguments: LedgerKind.allCases)
    func due(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        let earlier = Self.order("JAN-1")
        let first = try test.batch([earlier], name: "2026-01")
        let second = try test.batch([Self.order("FEB-1"), Self.order("FEB-2", amount: 7)], name: "2026-02")
        let (due, payout) = (try test.queued(first)[0], try test.queued(second)[0])
        #expect(try Self.likenesses(test, second).isEmpty)
        let found = try Self.likenesses(test, second, due: .of([first]))
        let payment = EarlierPayment(id: due, batch: "2026-01", order: earlier, sentAt: Self.now, state: .due)
        #expect(found == [payout: .samePayment(payment)])
        // Whoever accepted it with another payment has not seen the row that is due; whoever did with this one has.
        let other = EarlierPayment(
            id: PayoutID(key: 9 << 32 | 1), batch: "2025-12", order: earlier, sentAt: Self.now, state: .paid)
        for (shown, count) in [(other, 1), (payment, 0)] {
            try test.happens(payout, .duplicateFound(.samePayment(shown)))
            let decision = PersonalDecision(person: "Ani", reason: "both are due")
            try test.happens(payout, at: Self.now + .seconds(9), .released(decision))
            #expect(try Self.likenesses(test, second, due: .of([first])).count == count)
        }
        // Sent later than the decision, it is still the row that was seen.
        try test.becomesPending(due, at: Self.now + .seconds(20))
        #expect(try Self.likenesses(test, second).isEmpty)
    }

    @Test(
        "may be a payment that had ended unpaid when a person released the row, once that one is sent again",
        arguments: LedgerKind.allCases)
    func sentAgain(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        let earlier = Self.order("JAN-1")
        let first = try test.batch([earlier], name: "2026-01")
        let second = try test.batch([Self.order("FEB-1")], name: "2026-02")
        let (other, payout) = (try test.queued(first)[0], try test.queued(second)[0])
        let payment = EarlierPayment(id: other, batch: "2026-01", order: earlier, sentAt: Self.now, state: .sent)
        try test.ends(other, as: .failed)
        let decision = PersonalDecision(person: "Ani", reason: "this one is due")
        for (ended, count) in [([], 0), ([other], 1)] {
            try test.happens(payout, .duplicateFound(.samePayment(payment)))
            try test.happens(payout, at: Self.now + .seconds(9), .released(decision, ended: ended))
            if count == 0 {
                try test.happens(other, .retried(decision, reported: [1: .failed], newReference: false))
                try test.becomesPending(other, at: Self.now + .seconds(20))
            }
            #expect(try Self.likenesses(test, second).count == count)
        }
    }

    @Test("is looked for among the rows that were named alone", arguments: LedgerKind.allCases)
    func rows(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        let sent = try test.batch([Self.order("JAN-1"), Self.order("JAN-2", amount: 7)], name: "2026-01")
        for payout in try test.queued(sent) { try test.becomesPending(payout) }
        let batch = try test.batch(
            [Self.order("FEB-1"), Self.order("FEB-2", amount: 7), Self.order("FEB-3", amount: 8)], name: "2026-02")
        let queued = try test.queued(batch)
        #expect(try Set(Self.likenesses(test, batch).keys) == Set(queued[..<2]))
        #expect(try Array(Self.likenesses(test, batch, rows: [queued[2], queued[1]]).keys) == [queued[1]])
        #expect(try Self.likenesses(test, batch, rows: []).isEmpty)
        #expect(try Self.likenesses(test, batch, rows: [try test.queued(sent).first ?? .none]).isEmpty)
    }

    @Test("counts rows that are still to be sent of batches that are approved", arguments: LedgerKind.allCases)
    func approved(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        let first = try test.batch([Self.order("JAN-1")], name: "2026-01")
        let second = try test.batch([Self.order("FEB-1")], name: "2026-02")
        #expect(try Self.likenesses(test, second, due: .approved).isEmpty)
        try test.ledger.write { _ = try $0.handle(.approved, of: first, at: Self.now) }
        #expect(try Self.likenesses(test, second, due: .approved).count == 1)
        #expect(try Self.likenesses(test, second, due: .none).isEmpty)
    }
}

@Suite("Rows of one file that are alike") struct RepeatTests {
    private static func repeats(_ test: LedgerUnderTest, _ batch: BatchID) throws -> [Int: Likeness] {
        var found: [Int: Likeness] = [:]
        try test.ledger.write { transaction in
            try transaction.forEachRepeat(in: batch) { payout, likeness in
                found[try #require(try transaction.payout(payout)).line] = likeness
            }
        }
        return found
    }

    @Test("are told with the first of them, which goes", arguments: LedgerKind.allCases)
    func repeats(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        let orders = [
            LedgerUnderTest.order("A"), LedgerUnderTest.order("B", amount: 7), LedgerUnderTest.order("C"),
            LedgerUnderTest.order("D"), LedgerUnderTest.order("E", amount: 7), LedgerUnderTest.order("F", amount: 8),
        ]
        let batch = try test.batch(orders)
        #expect(
            try Self.repeats(test, batch) == [
                4: .repeated(line: 2, reference: "A"), 5: .repeated(line: 2, reference: "A"),
                6: .repeated(line: 3, reference: "B"),
            ])
    }

    @Test("are counted among rows that can be paid alone", arguments: LedgerKind.allCases)
    func rejectedFirst(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        let filing = try test.filing()
        for (index, reference) in ["A", "B", "C"].enumerated() {
            try filing.add(
                .accepted(line: index + 2, order: LedgerUnderTest.order(reference), note: "", others: []))
        }
        try filing.reject(lines: [2]) { _ in .emptyRow }
        let batch = try filing.finish(as: LedgerUnderTest.naming("d"), at: LedgerUnderTest.start)
        #expect(try Self.repeats(test, batch) == [4: .repeated(line: 3, reference: "B")])
    }
}
