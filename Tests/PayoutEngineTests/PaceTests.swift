import BankAPI
import PayoutCore
import PayoutEngine
import Testing

/// A bank that takes so many calls in any second, driven by the whole engine.
@Suite struct PaceTests {
    /// Counts what the bank takes.
    private final class Meter {
        var limit: Int
        private(set) var calls: [(at: Timestamp, isTaken: Bool)] = []
        /// Calls that the bank accepted, the oldest first; only the last second of them is looked at.
        private var taken: [Timestamp] = []
        private var firstOfSecond = 0

        init(limit: Int) { self.limit = limit }

        func takes(at now: Timestamp) -> Bool {
            while firstOfSecond < taken.count, now - taken[firstOfSecond] >= .seconds(1) { firstOfSecond += 1 }
            let isTaken = taken.count - firstOfSecond < limit
            if isTaken { taken.append(now) }
            calls.append((now, isTaken))
            return isTaken
        }

        /// Calls in a span, and those of them that were taken.
        func count(from start: Timestamp, to end: Timestamp) -> (all: Int, taken: Int) {
            let span = calls.filter { $0.at >= start && $0.at < end }
            return (span.count, span.count { $0.isTaken })
        }
    }

    private func bench(rows: Int, _ meter: Meter, retryAfter: Duration?) throws -> EngineBench {
        let bench = try EngineBench(rows: rows)
        bench.stepsMax = 100_000
        let refusal = Answer.throttled(retryAfter)
        bench.bank.validation = { [unowned bench] _, _ in
            meter.takes(at: bench.now) ? .valid : .only(.deferred(refusal))
        }
        bench.bank.transfer = { [unowned bench] _, _ in
            meter.takes(at: bench.now) ? .succeeds : .only(.deferred(refusal))
        }
        bench.bank.inquiry = { [unowned bench] _, _, truth in
            meter.takes(at: bench.now) ? truth : .undecided(.deferred(refusal))
        }
        return bench
    }

    @Test(arguments: [(20, 400, Duration.seconds(1)), (20, 400, nil), (200, 1500, nil), (1000, 5000, nil)])
    func `The engine finds the pace of the bank and keeps to it`(
        limit: Int, rows: Int, retryAfter: Duration?
    ) throws {
        let meter = Meter(limit: limit)
        let bench = try bench(rows: rows, meter, retryAfter: retryAfter)
        // With 32 calls in flight, an answer after 40 ms lets no more than 800 start in a second.
        if limit > 800 { (bench.limits.concurrency, bench.limits.window) = (128, 2560) }
        #expect(try bench.payFile() == .settled)
        #expect(bench.bank.bookings.count == rows)
        let refused = meter.calls.count { !$0.isTaken }
        #expect(refused * 100 < meter.calls.count * 3, "\(refused) of \(meter.calls.count) were refused")
        // Between the search at the beginning and the last rows.
        let start = try #require(meter.calls.first).at + .seconds(limit == 20 ? 15 : 5)
        let end = try #require(bench.validations().last).at - .seconds(1)
        let seconds = Double((end - start).wholeMilliseconds) / 1000
        let span = meter.count(from: start, to: end)
        #expect(seconds > 1)
        #expect((span.all - span.taken) * 100 < span.all, "\(span)")
        #expect(Double(span.taken) >= Double(limit) * seconds * 0.9, "\(span) in \(seconds) s")
    }

    @Test func `The engine follows a limit that changes`() throws {
        let meter = Meter(limit: 200)
        let bench = try bench(rows: 1500, meter, retryAfter: nil)
        bench.watch = { [unowned bench] _ in
            if bench.now - EngineBench.start > .seconds(10) { meter.limit = 40 }
        }
        #expect(try bench.payFile() == .settled)
        let refused = meter.calls.count { !$0.isTaken }
        #expect(refused * 100 < meter.calls.count * 3, "\(refused) of \(meter.calls.count) were refused")
        let end = try #require(bench.validations().last).at - .seconds(1)
        let last = meter.count(from: end - .seconds(10), to: end)
        #expect(last.taken >= 350, "\(last)")
    }

    @Test func `A rate limit holds whatever is done to the clock`() throws {
        let bench = try EngineBench(rows: 60)
        bench.limits.ratePerSecond = 7
        var moments: [Timestamp] = []
        bench.watch = { [unowned bench] turn in
            moments += Array(repeating: bench.steadyNow, count: turn.sends.count)
        }
        for second in 1...30 {
            let change = Duration.seconds(second.isMultiple(of: 3) ? -3 : second.isMultiple(of: 7) ? 4000 : 2)
            bench.schedule(after: .milliseconds(second * 970), .clockSet(change))
        }
        #expect(try bench.payFile() == .settled)
        #expect(moments.count >= 120)
        for (index, moment) in moments.enumerated().dropFirst(7) {
            #expect(moment - moments[index - 7] > .seconds(1))
        }
    }

    @Test func `A rate limit holds across the prior-transfer check and the payment`() throws {
        let bench = try EngineBench(rows: 60)
        bench.limits.ratePerSecond = 7
        // The auditor complains about any second with more.
        #expect(try bench.payFile() == .settled)
        let moments = bench.auditor.sent.map(\.at)
        for (index, moment) in moments.enumerated().dropFirst(7) {
            #expect(moment - moments[index - 7] > .seconds(1))
        }
    }
}
