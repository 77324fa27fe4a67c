import PayoutCore
import TestSupport
import Testing

/// A bank that takes so many calls a second and no more, and the pacing that must find out how many.
@Suite("The bank's pace") struct BankPaceTests {
    /// How a bank counts.
    enum Counting: CaseIterable {
        /// No more than the limit in any second, wherever it begins.
        case anySecond
        /// No more than the limit in each second of the clock, refused calls counted.
        case clockSecond
        /// A bucket as large as the limit, filled at the limit.
        case bucket
    }

    @Test(arguments: [20, 200, 1000], Counting.allCases)
    func `Nine tenths of what the bank takes are used, and less than one call in a hundred is refused`(
        limit: Int, counting: Counting
    ) {
        for retryAfter in [Duration.seconds(1), nil] {
            var history = PacedHistory(limit: limit, counting: counting, retryAfter: retryAfter)
            history.run(seconds: limit == 20 ? 300 : 120)
            #expect(history.refusedCalls * 100 < history.calls, "\(history)")
            #expect(history.takenCalls * 10 >= history.capacity * 9, "\(history)")
        }
    }

    @Test(arguments: [[200, 1000, 20], [1000, 200, 1000], [20, 200, 1000]])
    func `A limit that changes is found again within a minute`(limits: [Int]) {
        var history = PacedHistory(limit: limits[0], counting: .anySecond, retryAfter: .seconds(1))
        for limit in limits {
            history.limit = limit
            history.run(seconds: 60)
            history.forgetCounts()
            history.run(seconds: 60)
            #expect(history.refusedCalls * 100 < history.calls, "\(limit): \(history)")
            #expect(history.takenCalls * 10 >= history.capacity * 9, "\(limit): \(history)")
        }
    }

    @Test func `Refusals by chance do not wear the pace down`() {
        var history = PacedHistory(limit: 100_000, counting: .anySecond, retryAfter: nil)
        history.refusedByChanceOneIn = 20
        history.run(seconds: 60)
        // A pause of half a second, and more, follows about every twentieth call: the pace itself must not fall
        // far below what that leaves.
        #expect(history.takenCalls > 60 * 10, "\(history)")
    }

    @Test func `Calls in flight grow round by round, and halve once with a burst of troubles`() {
        let start = Timestamp(milliseconds: 1_771_051_030_000)
        var pacing = Pacing(concurrency: 32, windowMax: 640, ratePerSecond: nil)
        var rounds: [Int] = []
        for _ in 0..<5 {
            rounds.append(pacing.callsMax)
            for _ in 0..<pacing.callsMax { pacing.answeredWell(.validation) }
        }
        #expect(rounds == [4, 8, 16, 32, 32])
        let calls = (0..<20).map { _ in pacing.sent(at: start) }
        for call in calls { pacing.slowDown(.doubt, of: .transfer, call: call, at: start + .seconds(1)) }
        #expect(pacing.callsMax == 16)
        for _ in 0..<16 { pacing.answeredWell(.validation) }
        #expect(pacing.callsMax == 16, "one round of good answers lets almost one more in")
        pacing.answeredWell(.validation)
        #expect(pacing.callsMax == 17)
    }

    @Test func `A bank that fails is still asked with a few calls at once, one that has enough with a single one`() {
        let start = Timestamp(milliseconds: 1_771_051_030_000)
        for (trouble, least) in [(Pacing.Trouble.doubt, 4), (.unreachable, 4), (.throttled(retryAfter: nil), 1)] {
            var pacing = Pacing(concurrency: 32, windowMax: 640, ratePerSecond: nil)
            for _ in 0..<28 { pacing.answeredWell(.validation) }
            for minute in 1...10 {
                let now = start + .seconds(60 * minute)
                pacing.slowDown(trouble, of: .validation, call: pacing.sent(at: now), at: now)
            }
            #expect(pacing.callsMax == least)
            #expect(pacing.slowDownCount == 10)
        }
        var narrow = Pacing(concurrency: 2, windowMax: 640, ratePerSecond: nil)
        narrow.slowDown(.doubt, of: .validation, call: narrow.sent(at: start), at: start)
        #expect(narrow.callsMax == 2)
    }

    @Test func `Answers that come ever later take calls out of the air, but never all`() {
        var now = Timestamp(milliseconds: 1_771_051_030_000)
        var pacing = Pacing(concurrency: 32, windowMax: 640, ratePerSecond: nil)
        for _ in 0..<100 {
            pacing.answered(.transfer, pacing.sent(at: now), took: .milliseconds(80), at: now)
            pacing.answeredWell(.transfer)
            now = now + .milliseconds(10)
        }
        #expect(pacing.callsMax == 32)
        for _ in 0..<30 { pacing.answered(.transfer, pacing.sent(at: now), took: .milliseconds(250), at: now) }
        #expect(pacing.callsMax == 32, "not so much later")
        for _ in 0..<200 { pacing.answered(.transfer, pacing.sent(at: now), took: .seconds(2), at: now) }
        #expect(pacing.callsMax == 4)
        // After a while that is how long the bank takes.
        for _ in 0..<400 {
            now = now + .milliseconds(100)
            pacing.answered(.transfer, pacing.sent(at: now), took: .seconds(2), at: now)
            pacing.answeredWell(.transfer)
        }
        #expect(pacing.callsMax > 4)
    }
}

/// Calls to a limited bank in virtual time, paced.
struct PacedHistory: CustomStringConvertible {
    var limit: Int
    var refusedByChanceOneIn: Int?
    private(set) var calls = 0
    private(set) var takenCalls = 0
    private(set) var capacity = 0
    var refusedCalls: Int { calls - takenCalls }

    private let counting: BankPaceTests.Counting
    private let retryAfter: Duration?
    private var pacing = Pacing(concurrency: 32, windowMax: 640, ratePerSecond: nil)
    private var random = SeededRandom(seed: 20)
    private var now = Timestamp(milliseconds: 1_771_051_030_123)
    private var arriving: [(at: Timestamp, call: Pacing.SentCall)] = []
    private var answering: [(at: Timestamp, call: Pacing.SentCall, isTaken: Bool)] = []
    /// Calls that the bank accepted, in the order of their arrival; only the last second of them is looked at.
    private var taken: [Timestamp] = []
    private var firstOfSecond = 0
    private var second: (number: Int64, calls: Int) = (0, 0)
    private var bucket: (at: Timestamp, milliCalls: Int64)

    init(limit: Int, counting: BankPaceTests.Counting, retryAfter: Duration?) {
        self.limit = limit
        self.counting = counting
        self.retryAfter = retryAfter
        bucket = (now, Int64(limit) * 1000)
    }

    var description: String {
        "limit \(limit), \(counting): \(takenCalls) of \(capacity) taken, \(refusedCalls) of \(calls) refused, "
            + "pace \(pacing.perSecond ?? -1)"
    }

    mutating func forgetCounts() { (calls, takenCalls, capacity) = (0, 0, 0) }

    mutating func run(seconds: Int) {
        let end = now + .seconds(seconds)
        while now < end {
            arrive()
            answer()
            pacing.advance(to: now)
            let inFlight = arriving.count + answering.count
            let room = min(pacing.room(inFlight: inFlight, at: now), pacing.window - inFlight)
            for _ in 0..<max(0, room) {
                arriving.append((now + .milliseconds(random.pick([1, 2, 5, 8])), pacing.sent(at: now)))
            }
            now = now + .milliseconds(random.pick([1, 2, 3, 5]))
        }
        capacity += limit * seconds
    }

    private mutating func arrive() {
        for (at, call) in arriving where at <= now {
            let isTaken = takes(at: at)
            calls += 1
            takenCalls += isTaken ? 1 : 0
            answering.append((at + .milliseconds(random.pick([5, 15, 40])), call, isTaken))
        }
        arriving.removeAll { [now] in $0.at <= now }
    }

    private mutating func answer() {
        for (at, call, isTaken) in answering where at <= now {
            pacing.answered(.transfer, call, took: at - call.at, at: now)
            if isTaken {
                pacing.answeredWell(.transfer)
                pacing.callbackArrived()
            } else {
                pacing.slowDown(.throttled(retryAfter: retryAfter), of: .transfer, call: call, at: now)
            }
        }
        answering.removeAll { [now] in $0.at <= now }
    }

    private mutating func takes(at moment: Timestamp) -> Bool {
        if let refusedByChanceOneIn, random.chance(refusedByChanceOneIn) { return false }
        switch counting {
        case .anySecond:
            while firstOfSecond < taken.count, moment - taken[firstOfSecond] >= .seconds(1) { firstOfSecond += 1 }
            guard taken.count - firstOfSecond < limit else { return false }
            // Calls arrive a few milliseconds out of order.
            let place = taken.lastIndex { $0 <= moment }.map { $0 + 1 } ?? firstOfSecond
            taken.insert(moment, at: max(place, firstOfSecond))
            return true
        case .clockSecond:
            let number = moment.milliseconds / 1000
            if number != second.number { second = (number, 0) }
            second.calls += 1
            return second.calls <= limit
        case .bucket:
            let filled = (moment - bucket.at).wholeMilliseconds * Int64(limit)
            bucket = (moment, min(Int64(limit) * 1000, bucket.milliCalls + max(0, filled)))
            guard bucket.milliCalls >= 1000 else { return false }
            bucket.milliCalls -= 1000
            return true
        }
    }
}
