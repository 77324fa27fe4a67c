import LedgerAPI
import PayoutCore
import PayoutLedger
import TestSupport
import Testing

/// What a step reads is what it asked for.
@Suite struct FactsTests {
    private static let now = LedgerUnderTest.start

    @Test(arguments: LedgerKind.allCases)
    func `Queued payouts come in the order of the file, in pages, and of one batch alone`(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        let (batch, other) = (try test.batch(of: 5), try test.batch(of: 5))
        let payouts = try test.queued(batch)
        try test.validates(payouts[2])
        func page(after cursor: PayoutID, limit: Int) throws -> [PayoutID] {
            try test.facts(of: batch) { $0.queued = Needs.Page(after: cursor, limit: limit) }.queued
        }
        #expect(try page(after: .none, limit: 2) == [payouts[0], payouts[1]])
        #expect(try page(after: payouts[1], limit: 9) == [payouts[3], payouts[4]])
        #expect(try test.queued(other).count == 5)
        let found = try test.facts(of: batch) {
            $0.open = [.validating: Needs.Page(after: .none, limit: 9)]
            $0.readsCounts = true
        }
        #expect(found.open == [.validating: [payouts[2]]])
        #expect(found.counts.filter { $0.value > 0 } == [.queued: 4, .validating: 1])
        #expect(try test.load(payouts[2]).line == 4)
    }

    @Test(arguments: LedgerKind.allCases)
    func `What is due comes by its deadline; a deadline beyond the longest wait is due now`(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        let batch = try test.batch(of: 4)
        let payouts = try test.queued(batch)
        // Deadlines: 60 s after the intent.
        for (payout, seconds) in zip(payouts, [30, 10, 20, 100_000]) {
            try test.validates(payout, at: Self.now + .seconds(seconds))
        }
        func due(at seconds: Int, limit: Int = 9) throws -> [PayoutID] {
            try test.facts(of: batch, at: Self.now + .seconds(seconds)) {
                $0.due = Needs.Due(.validating, limit: limit)
            }.due
        }
        let impossible = payouts[3]
        #expect(try due(at: 60) == [impossible])
        #expect(try due(at: 70) == [payouts[1], impossible])
        #expect(try due(at: 90) == [payouts[1], payouts[2], payouts[0], impossible])
        #expect(try due(at: 90, limit: 1).first == payouts[1])
        #expect(try due(at: 100_060) == [payouts[1], payouts[2], payouts[0], impossible])
        let next = try test.facts(of: batch, at: Self.now + .seconds(60)) { $0.readsDeadlines = true }.nextDeadlines
        #expect(next.validating == Self.now + .seconds(70))
        #expect(next.pending == nil)
    }

    @Test(arguments: LedgerKind.allCases)
    func `What was sent and did not surely succeed is counted, whatever its status says`(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        let batch = try test.batch(of: 4)
        let payouts = try test.queued(batch)
        let ani = PersonalDecision(person: "ani", reason: "seen")
        let hit = CeilingHit(.row, ceiling: Rupiah(1))
        func unsure() throws -> UnsureRows? { try test.facts(of: batch) { $0.readsUnsure = true }.unsure }
        // Held before anything was sent for it.
        try test.happens(payouts[0], .ceilingReached(hit))
        #expect(try unsure() == UnsureRows())
        try test.ends(payouts[1], as: .failed)
        try test.happens(payouts[1], .retried(ani, reported: [1: .failed], newReference: false), .ceilingReached(hit))
        #expect(try unsure() == UnsureRows(held: 1, disputed: 0))
        try test.ends(payouts[2], as: .succeeded)
        try test.ends(payouts[3], as: .succeeded)
        try test.happens(payouts[3], .statusReported(attempt: 1, StatusReport(status: .failed, source: .callback)))
        #expect(try unsure() == UnsureRows(held: 1, disputed: 1))
        #expect(try test.facts(of: batch) { $0.readsCounts = true }.unsure == nil)
    }

    @Test(arguments: LedgerKind.allCases)
    func `A release is known by what the row was held for`(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        let payout = try test.queued(try test.batch(of: 1))[0]
        let ani = PersonalDecision(person: "ani", reason: "seen")
        func isReleased(for code: String) throws -> Bool {
            try test.ledger.write { try $0.isReleased(payout, heldFor: code) }
        }
        func happens(_ event: PayoutEvent, _ detail: String) throws {
            let old = try test.load(payout)
            var new = old.payout
            _ = new.handle(event, at: Self.now, policy: PayoutPolicy())
            let stored = StoredPayout(id: old.id, batch: old.batch, line: old.line, note: old.note, payout: new)
            let entry = JournalEvent(
                at: Self.now, batch: old.batch, payout: payout, kind: event.kind, detail: detail)
            let change = PayoutChange(event: event, old: old.payout, stored: stored, entry: entry)
            #expect(try test.ledger.write { try $0.save(change, at: Self.now) })
        }
        try happens(.ceilingReached(CeilingHit(.payee, ceiling: Rupiah(1))), "queued → held, payee_limit")
        try happens(.released(ani), "held → queued: seen")
        #expect(try !isReleased(for: ReasonCode.rowLimit))
        try happens(.ceilingReached(CeilingHit(.row, ceiling: Rupiah(1))), "queued → held, attempt 1, row_limit")
        #expect(try !isReleased(for: ReasonCode.rowLimit))
        try happens(.released(ani), "held → queued: seen")
        #expect(try isReleased(for: ReasonCode.rowLimit))
    }

    @Test(arguments: LedgerKind.allCases)
    func `A deadline that was asked about is told again once it has come`(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        let batch = try test.batch(of: 2)
        let payouts = try test.queued(batch)
        func due(at seconds: Int) throws -> [PayoutID] {
            try test.facts(of: batch, at: Self.now + .seconds(seconds)) { $0.due = Needs.Due(.validating, limit: 9) }
                .due
        }
        try test.validates(payouts[0], at: Self.now + .seconds(20))
        #expect(try due(at: 10).isEmpty)
        // Stored since: it comes before the one that is known.
        try test.validates(payouts[1], at: Self.now + .seconds(5))
        #expect(try due(at: 64).isEmpty)
        #expect(try due(at: 65) == [payouts[1]])
        #expect(try due(at: 80) == [payouts[1], payouts[0]])
    }

    @Test(arguments: LedgerKind.allCases, [1, 2, 19, 20, 21, 100])
    func `Samples hold the first and the last queued row, each once`(kind: LedgerKind, rows: Int) throws {
        let test = try LedgerUnderTest(kind)
        let batch = try test.batch(of: rows)
        let payouts = try test.queued(batch)
        let spread = try #require(try test.facts(of: batch) { $0.samples = (first: 0, total: 20) }.samples)
        #expect(spread.count == min(rows, 20))
        #expect(spread.first == payouts.first && spread.last == payouts.last)
        #expect(spread == spread.sorted() && Set(spread).count == spread.count)
    }

    @Test(arguments: LedgerKind.allCases)
    func `Samples begin with rows that may have been sent, and then hold queued ones alone`(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        let batch = try test.batch(of: 40)
        let payouts = try test.queued(batch)
        for payout in payouts[..<30] { try test.happens(payout, .duplicateFound(.example)) }
        let samples = try #require(try test.facts(of: batch) { $0.samples = (first: 3, total: 20) }.samples)
        #expect(samples.prefix(3) == payouts[..<3])
        #expect(Set(samples.dropFirst(3)).isSubset(of: payouts[30...]))
        #expect(samples[3] == payouts[30] && samples.last == payouts[39])
    }

    @Test(arguments: LedgerKind.allCases)
    func `What another ledger may have sent is neither on its way nor paid`(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        let batch = try test.batch(of: 5)
        let payouts = try test.queued(batch)
        try test.becomesPending(payouts[0])
        try test.ends(payouts[1], as: .succeeded)
        try test.ends(payouts[2], as: .failed)
        try test.validates(payouts[3])
        func page(after cursor: PayoutID) throws -> [PayoutID]? {
            try test.facts(of: batch) { $0.restorable = Needs.Page(after: cursor, limit: 2) }.restorable
        }
        #expect(try page(after: .none) == [payouts[2], payouts[3]])
        #expect(try page(after: payouts[3]) == [payouts[4]])
    }

    @Test(arguments: LedgerKind.allCases)
    func `Transfers and validations are found by their X-EXTERNAL-ID`(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        let payouts = try test.queued(try test.batch(of: 2))
        let validation = try test.validates(payouts[0])
        let transfer = try test.becomesPending(payouts[1])
        try test.ledger.read { reader in
            let found = try #require(try reader.transfer(transfer))
            #expect((found.payout, found.attempt) == (payouts[1], 1))
            let known = try #require(try reader.validation(validation))
            #expect((known.payout, known.state) == (payouts[0], .accepted))
            #expect(try reader.transfer(validation) == nil && reader.validation(transfer) == nil)
        }
    }

    @Test(arguments: LedgerKind.allCases)
    func `A step hears how often others have written, and then reads anew`(kind: LedgerKind) throws {
        let test = try LedgerUnderTest(kind)
        let batch = try test.batch(of: 1)
        try test.validates(try test.queued(batch)[0])
        func changes() throws -> Int { try test.facts { $0.readsCallbackSeen = true }.changesByOthers }
        let before = try changes()
        #expect(try changes() == before)
        test.ledger.noteOthersWrote()
        #expect(try changes() == before + 1)
        #expect(try changes() == before + 1)
    }
}
