import BankAPI
import PayoutCore
import PayoutEngine
import TestSupport
import Testing

/// Quotas over many minutes, and refusals that have nothing to do with the pace, in virtual time.
@Suite struct BankLimitTests {
    /// So many calls in a window that begins with the first call after the one before it; no `Retry-After`.
    private final class Quota {
        let calls: Int
        let window: Duration
        private var began: Timestamp?
        private var count = 0
        private(set) var refused: [Timestamp] = []

        init(calls: Int, window: Duration) { (self.calls, self.window) = (calls, window) }

        func takes(at now: Timestamp) -> Bool {
            if began.map({ now - $0 >= window }) ?? true { (began, count) = (now, 0) }
            count += 1
            if count > calls { refused.append(now) }
            return count <= calls
        }
    }

    private func bench(rows: Int, takes: @escaping (BankCall.Kind, Timestamp) -> Bool) throws -> EngineBench {
        let bench = try EngineBench(rows: rows)
        bench.stepsMax = 200_000
        bench.bank.validation = { [unowned bench] _, _ in
            takes(.validation, bench.now) ? .valid : .only(.deferred(Answer.throttled(nil)))
        }
        bench.bank.transfer = { [unowned bench] _, _ in
            takes(.transfer, bench.now) ? .succeeds : .only(.deferred(Answer.throttled(nil)))
        }
        bench.bank.inquiry = { [unowned bench] _, _, truth in
            takes(.inquiry, bench.now) ? truth : .undecided(.deferred(Answer.throttled(nil)))
        }
        return bench
    }

    @Test func `A quota of a quarter of an hour is waited out, again and again, and every row is paid`() throws {
        let quota = Quota(calls: 400, window: .seconds(900))
        let bench = try bench(rows: 600) { _, now in quota.takes(at: now) }
        // Shorter than the wait for the next window: a run that waits for a quota does not give up.
        bench.limits.settleTimeout = .seconds(600)
        var waits: Set<Timestamp> = []
        bench.watch = { if case .quota(let until) = $0.progress?.wait { waits.insert(until) } }
        #expect(try bench.payFile() == .settled)
        #expect(bench.bank.bookings.count == 600)
        #expect(!waits.isEmpty)
        let windows = (bench.now - EngineBench.start) / .seconds(900)
        // 1260 calls at the least need four windows; the rest is the search for the end of each.
        #expect(windows < 7)
        // Each window ends with the calls in flight, then single ones.
        #expect(quota.refused.count < 7 * 90, "\(quota.refused.count)")
    }

    @Test func `A quota that never ends lets the run end after a day, by the timeout of waiting`() throws {
        let bench = try bench(rows: 3) { _, _ in false }
        bench.limits.settleTimeout = .seconds(600)
        #expect(try bench.payFile() == .timedOut)
        #expect(bench.now - EngineBench.start > .seconds(86_400))
        #expect(bench.bank.bookings.isEmpty)
    }

    @Test(arguments: [2, 3], 1...10) func `Refused inquiries do not hold up the prior-transfer check`(
        oneIn: Int, seed: UInt64
    ) throws {
        var random = SeededRandom(seed: seed)
        let bench = try bench(rows: 100) { kind, _ in kind != .inquiry || !random.chance(oneIn) }
        var began: Timestamp?
        bench.watch = { [unowned bench] turn in
            let pays = turn.sends.contains { if case .inquiry = $0.call { false } else { true } }
            if pays { began = began ?? bench.now }
        }
        #expect(try bench.payFile() == .settled)
        #expect(bench.bank.bookings.count == 100)
        let wait = try #require(began) - EngineBench.start
        #expect(wait < .seconds(12), "one in \(oneIn), seed \(seed): \(wait)")
    }

    @Test(arguments: 1...10) func `A ledger that was lost is noticed although inquiries are refused`(
        seed: UInt64
    ) throws {
        var random = SeededRandom(seed: seed)
        var isRefusing = false
        let bench = try bench(rows: 30) { kind, _ in kind != .inquiry || !isRefusing || !random.chance(2) }
        #expect(try bench.payFile() == .settled)
        try bench.loseLedger()
        isRefusing = true
        #expect(try bench.payFile() == .settled)
        #expect(bench.bank.bookings.count == 30)
        #expect(try bench.statuses() == Array(repeating: .succeeded, count: 30))
    }
}

extension BankCall {
    enum Kind { case validation, transfer, inquiry }
}
