import BankAPI
import PayoutCore
import PayoutEngine
import PayoutLedger
import Testing

/// What may leave on one day (`limits.day`, `limits.payee`), whatever the batches, runs and attempts.
@Suite struct CeilingTests {
    private static func sum(_ totals: Totals) -> Int64 {
        totals.tally(of: [.pending, .succeeded]).sum.whole
    }

    @Test func `A batch stops at the ceiling of the day, and the next run on another day goes on`() throws {
        // Rp 60.000, 70.000, 80.000, 90.000 and 100.000.
        let bench = try EngineBench(rows: 5)
        bench.limits.ceilings.day = Rupiah(210_000)
        // One after the other: the first row that does not fit stops the batch, also before earlier ones are sent.
        bench.limits.window = 1
        bench.limits.concurrency = 1
        #expect(try bench.payFile() == .stopped(.dayLimit))
        #expect(try bench.storedBatch()?.stoppedReason == "day_limit")
        #expect(try bench.statuses() == [.succeeded, .succeeded, .succeeded, .queued, .queued])

        // On the same day nothing is sent, not even a validation, and it ends at once.
        let sent = bench.auditor.sent.count
        #expect(try bench.payFile() == .stopped(.dayLimit))
        #expect(bench.auditor.sent.count - sent <= 20, "only the questions of the prior-transfer check may go")
        #expect(bench.validations(5).isEmpty)

        bench.schedule(after: .zero, .clockSet(.seconds(86_400)))
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses().allSatisfy { $0 == .succeeded })
    }

    @Test func `What failed gives its room back`() throws {
        let bench = try EngineBench(rows: 3)
        bench.limits.ceilings.day = Rupiah(160_000)
        bench.limits.window = 1
        bench.limits.concurrency = 1
        bench.bank.transfer = { row, _ in
            row.number == 1 ? .only(.refused(BankAnswer(code: "4041811", message: "Invalid Account"))) : .succeeds
        }
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.failed, .succeeded, .succeeded])
    }

    @Test func `A row above what may be sent on any day is held, and the others go`() throws {
        let bench = try EngineBench(rows: 3)
        bench.limits.ceilings.day = Rupiah(75_000)
        #expect(try bench.payFile() == .stopped(.dayLimit) || bench.statuses()[2] == .held)
        bench.schedule(after: .zero, .clockSet(.seconds(86_400)))
        #expect(try bench.payFile() == .settled)
        #expect(try bench.statuses() == [.succeeded, .succeeded, .held])
        #expect(try bench.results()[2].reason?.code == ReasonCode.dayLimit)
    }

    @Test func `Many batches at once do not pass the ceiling of the day together`() throws {
        let ceiling = Rupiah(30_000_000)
        let crowd = try BatchCrowd { $0.ceilings.day = ceiling }
        for _ in 1...5 { crowd.join(try crowd.submit(rows: 12)) }
        try crowd.play()
        let sums = try crowd.batches.indices.map { Self.sum(try crowd.totals($0)) }
        #expect(sums.reduce(0, +) <= ceiling.whole, "\(sums)")
        #expect(crowd.outcomes.values.contains(.stopped(.dayLimit)))
    }

    @Test func `An account gets no more than its ceiling on a day, over all batches`() throws {
        let crowd = try BatchCrowd { $0.ceilings.payee = Rupiah(150_000) }
        let rows = (1...4).map { number in
            var row = TestRow(number)
            row.account = "9876543210"
            row.name = "Budi Santoso 8876543210"
            return row
        }
        // Rp 60.000, 70.000, 80.000 and 90.000 to one account, in three batches that are paid at once.
        for part in [[rows[0]], [rows[1]], [rows[2], rows[3], TestRow(9)]] { crowd.join(try crowd.submit(part)) }
        try crowd.play()
        let sum = try crowd.batches.indices.reduce(Int64(0)) { $0 + Self.sum(try crowd.totals($1)) }
        #expect(sum - TestRow(9).amount <= 150_000)
        let held = try crowd.batches.indices.reduce(0) { $0 + (try crowd.totals($1)[.held]?.count ?? 0) }
        #expect(held == 2)
        #expect(crowd.outcomes.values.allSatisfy { $0 == .settled })
    }
}
