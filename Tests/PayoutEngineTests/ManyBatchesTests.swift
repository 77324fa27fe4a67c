import BankAPI
import PayoutCore
import PayoutEngine
import PayoutLedger
import Testing

/// One batch never blocks another (promise P13).
@Suite struct ManyBatchesTests {
    private func crowd(_ sizes: [Int], _ change: (inout EngineLimits) -> Void = { _ in }) throws -> BatchCrowd {
        let crowd = try BatchCrowd(change)
        for size in sizes { crowd.join(try crowd.submit(rows: size)) }
        return crowd
    }

    private func expectPaid(_ crowd: BatchCrowd, _ places: Range<Int>, _ rows: Int) throws {
        for place in places {
            #expect(crowd.outcomes[crowd.batches[place]] == .settled)
            #expect(try crowd.totals(place)[.succeeded]?.count == rows)
        }
    }

    @Test func `A small batch that joins behind a large one is paid within its share`() throws {
        let crowd = try crowd([600])
        try crowd.play(until: { $0.transfers.count >= 100 })
        let before = crowd.transfers.count
        crowd.join(try crowd.submit(rows: 20))
        try crowd.play(until: { $0.outcomes.count == 1 })
        try expectPaid(crowd, 1..<2, 20)
        // Two batches share the pace: what begins a little slower gets about as much as the other.
        let large = crowd.transfers[before...].count { $0 == 0 }
        #expect(large <= 100, "\(large) rows of the large batch went first")
        try crowd.play()
        try expectPaid(crowd, 0..<1, 600)
    }

    @Test func `The limits hold over all batches together`() throws {
        let crowd = try crowd(Array(repeating: 30, count: 10)) { limits in
            (limits.concurrency, limits.window) = (6, 12)
        }
        try crowd.play()
        try expectPaid(crowd, 0..<10, 30)
        #expect(crowd.inFlightMax <= 6)
        #expect(crowd.windowMax <= 12)
    }

    @Test func `A limit of calls a second is shared in turn`() throws {
        let crowd = try crowd([200, 40, 40]) { $0.ratePerSecond = 10 }
        try crowd.play(until: { $0.outcomes.count == 2 })
        try expectPaid(crowd, 1..<3, 40)
        let large = crowd.transfers.count { $0 == 0 }
        #expect(large <= 48, "\(large) rows of the large batch went before 40 of each small one")
    }

    @Test(arguments: 2...5, 1...4)
    func `Batches take turns where the window has fewer places than there are batches`(
        batches: Int, window: Int
    ) throws {
        let crowd = try crowd(Array(repeating: 12, count: batches)) { $0.window = window }
        try crowd.play()
        try expectPaid(crowd, 0..<batches, 12)
        var paid = Array(repeating: 0, count: batches)
        for (number, place) in crowd.transfers.enumerated() {
            paid[place] += 1
            let ahead = (paid.max() ?? 0) - (paid.min() ?? 0)
            #expect(ahead <= 2, "after \(number + 1) transfers: \(paid)")
        }
    }

    @Test func `A batch whose callbacks never come stops by its own evidence, and delays no other`() throws {
        let crowd = try crowd([40, 40, 40]) { $0.window = 30 }
        crowd.silent = [0]
        let start = crowd.now
        try crowd.play(until: { $0.outcomes.count == 2 })
        try expectPaid(crowd, 1..<3, 40)
        // Before the first validation without a callback was over.
        #expect(crowd.now - start < PayoutPolicy().validationWait)
        try crowd.play()
        #expect(crowd.outcomes[crowd.batches[0]] == .stopped(.noCallbacks))
    }

    @Test func `What stops a batch stops no other`() throws {
        let crowd = try crowd([20, 20])
        crowd.refusals = [0: .refusedForAll(Answer.insufficientFunds, .insufficientFunds)]
        try crowd.play()
        #expect(crowd.outcomes[crowd.batches[0]] == .stopped(.insufficientFunds))
        try expectPaid(crowd, 1..<2, 20)
    }

    @Test func `A batch without news is waited for as long as another one is paid`() throws {
        let crowd = try crowd([1, 60]) { limits in
            (limits.ratePerSecond, limits.settleTimeout) = (1, .seconds(30))
        }
        crowd.pendingForEver = [0]
        let start = crowd.now
        try crowd.play(until: { !$0.outcomes.isEmpty })
        #expect(crowd.now - start > .seconds(90))
        try expectPaid(crowd, 1..<2, 60)
        #expect(crowd.outcomes.count == 1)
        let end = crowd.now
        try crowd.play()
        #expect(crowd.outcomes[crowd.batches[0]] == .timedOut)
        #expect(crowd.now - end <= .seconds(31))
    }

    /// Forty collections that are to be asked about, with payouts that come afterwards.
    private func collectionsInDoubt() throws -> BatchCrowd {
        let crowd = try crowd([]) { $0.settleTimeout = .seconds(7_200) }
        crowd.pendingForEver = [0]
        crowd.join(try crowd.submit(rows: 40, rail: .collection))
        try crowd.play(until: { $0.transfers.count == 40 })
        crowd.suspend(.seconds(1_800))
        crowd.join(try crowd.submit(rows: 60))
        return crowd
    }

    @Test func `Inquiries that the bank takes two a second hold no calls of other batches`() throws {
        let crowd = try collectionsInDoubt()
        try crowd.play(until: { Set($0.inquiries).contains(0) && $0.outcomes.count == 1 })
        try expectPaid(crowd, 1..<2, 60)
        try crowd.play(until: { $0.inquiries.count >= 40 })
        #expect(crowd.inquiriesInFlightMax <= 4)
    }

    @Test func `Where the bank refuses inquiries for a while, payouts go on`() throws {
        let crowd = try collectionsInDoubt()
        crowd.inquiriesRefused = .seconds(60)
        let start = crowd.now
        try crowd.play(until: { $0.outcomes.count == 1 })
        try expectPaid(crowd, 1..<2, 60)
        #expect(crowd.now - start < .seconds(60))
        #expect((1...4).contains(crowd.inquiries.count))
        crowd.inquiriesRefused = nil
        try crowd.play(until: { $0.inquiries.count >= 40 })
        #expect(crowd.now - start > .seconds(60))
    }

    @Test func `A process that was suspended for long goes on, since nothing could change meanwhile`() throws {
        let crowd = try crowd([1]) { $0.settleTimeout = .seconds(300) }
        crowd.pendingForEver = [0]
        try crowd.play(until: { $0.transfers.count == 1 })
        try crowd.step()
        crowd.suspend(.seconds(10_000))
        let awake = crowd.now
        for _ in 1...5 { try crowd.step() }
        #expect(crowd.outcomes.isEmpty)
        try crowd.play()
        #expect(crowd.outcomes[crowd.batches[0]] == .timedOut)
        #expect(crowd.now - awake >= .seconds(300))
    }

    @Test func `Batches that only wait take nothing, and nothing is read for them`() throws {
        let crowd = try crowd(Array(repeating: 2, count: 10))
        crowd.pendingForEver = Set(0..<11)
        try crowd.play(until: { $0.transfers.count == 20 })
        for _ in 1...4 { try crowd.step() }
        let quiet = crowd.batchesRead.count
        crowd.join(try crowd.submit(rows: 30))
        // Shorter than the wait for the first result.
        try crowd.play(until: { $0.transfers.count == 50 })
        let read = crowd.batchesRead[quiet...]
        #expect(read.count { $0 > 1 } <= 2, "\(read)")
    }

    @Test(arguments: 0..<8)
    func `Calls that a batch leaves unused go to another one at once`(stepsLater: Int) throws {
        let crowd = try crowd([3]) { limits in
            (limits.concurrency, limits.ratePerSecond) = (1, 3)
        }
        crowd.pendingForEver = [0]
        try crowd.play(until: { $0.inquiries.count == 2 })
        for _ in 0..<stepsLater { try crowd.step() }
        crowd.join(try crowd.submit(rows: 4))
        let start = crowd.now
        try crowd.play(until: { $0.transfers.count == 7 })
        // Three calls a second, for eight of its own and a few questions of the other.
        #expect(crowd.now - start < .seconds(10))
    }

    @Test func `Of two rows that look alike in batches that are paid at once, one is held`() throws {
        let crowd = try BatchCrowd()
        let rows = (1...6).map { TestRow($0) }
        let renamed = rows.map { row in
            var row = row
            row.reference = "AGAIN-\(row.number)"
            return row
        }
        for batch in [try crowd.submit(rows), try crowd.submit(renamed)] { crowd.join(batch) }
        try crowd.play()
        #expect(crowd.transfers.sorted() == Array(repeating: 0, count: 6))
        #expect(try crowd.totals(1)[.held]?.count == 6)
        let reasons = try crowd.ledger.read { try $0.heldTallies(of: crowd.batches[1]) }
        #expect(reasons[ReasonCode.possibleDuplicate]?.count == 6)
    }

    @Test func `A batch that begins gives up its own open validations only`() throws {
        let crowd = try crowd([4])
        crowd.silent = [0]
        try crowd.play(until: { try $0.totals(0)[.validating]?.count ?? 0 > 0 })
        let open = try #require(try crowd.openValidation())
        crowd.join(try crowd.submit(rows: 1))
        for _ in 1...5 { try crowd.step() }
        #expect(try crowd.ledger.read { try $0.validation(open) }?.state == .accepted)
        // Its result comes late, and counts.
        try crowd.deliver(validation: open)
        #expect(try crowd.totals(0).tally(of: [.validated, .pending, .succeeded]).count == 1)
    }

    @Test func `A callback about a batch that is not under way changes its payout`() throws {
        let crowd = try crowd([1])
        crowd.pendingForEver = [0]
        try crowd.play(until: { $0.transfers.count == 1 })
        for _ in 1...3 { try crowd.step() }
        let transfer = try #require(try crowd.lastTransfer(of: 0))
        // The process dies; the next one pays another batch only.
        let next = try crowd.anew()
        next.join(try next.submit(rows: 1))
        for _ in 1...4 { try next.step() }
        try next.deliver(transfer: transfer, .succeeded)
        #expect(try next.totals(0)[.succeeded]?.count == 1)
    }
}
