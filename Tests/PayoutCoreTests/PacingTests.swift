import PayoutCore
import TestSupport
import Testing

@Suite("Pacing")
struct PacingTests {
    private let start = Timestamp(milliseconds: 1_771_051_030_000)

    private func pacing(concurrency: Int = 32, windowMax: Int = 640, ratePerSecond: Int? = nil) -> Pacing {
        Pacing(concurrency: concurrency, windowMax: windowMax, ratePerSecond: ratePerSecond)
    }

    @Test("Starts with one payout and doubles with every round of callbacks")
    func slowStart() {
        var pacing = pacing()
        #expect(pacing.window == 1)
        for expected in [2, 4, 8, 16, 32, 64, 128, 256, 512, 640, 640] {
            for _ in 0..<pacing.window { pacing.callbackArrived() }
            #expect(pacing.window == expected)
        }
    }

    @Test("Answers alone open nothing")
    func answersProveNothing() {
        var pacing = pacing()
        for _ in 0..<100 { pacing.answeredWell(.validation) }
        #expect(pacing.window == 1)
    }

    @Test("A probe lets a few in, never more than it says")
    func probe() {
        var pacing = pacing()
        for _ in 0..<10 { pacing.probe(payoutsMax: 4) }
        #expect(pacing.window == 4)
        for _ in 0..<20 { pacing.callbackArrived() }
        pacing.probe(payoutsMax: 4)
        #expect(pacing.window == 24)
    }

    /// The pauses in milliseconds after the first, second, third… trouble in a row.
    private func pauses(_ trouble: Pacing.Trouble, count: Int) -> [Int64] {
        var pacing = pacing()
        var now = start
        return (0..<count).map { _ in
            pacing.slowDown(trouble, of: .validation, at: now)
            let next = pacing.nextRoom(at: now) ?? now
            let pause = (next - now).wholeMilliseconds
            now = next
            return pause
        }
    }

    @Test("The pauses are those of the printed table")
    func backoffTable() {
        #expect(
            pauses(.throttled(retryAfter: nil), count: 10) == [
                500, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 75_000, 93_750,
            ])
        #expect(pauses(.throttled(retryAfter: nil), count: 40).last == 900_000)
        #expect(
            pauses(.doubt, count: 11) == [
                100, 200, 400, 800, 1600, 3200, 6400, 12_800, 25_600, 30_000, 30_000,
            ])
        #expect(pauses(.unreachable, count: 6) == [100, 200, 400, 800, 1000, 1000])
        #expect(pauses(.unauthorized, count: 6) == [100, 200, 400, 800, 1000, 1000])
        #expect(pauses(.throttled(retryAfter: .seconds(7)), count: 3) == [7000, 7000, 7000])
        #expect(pauses(.doubt, count: 100).last == 30_000)
    }

    @Test("A good answer ends the doubling")
    func goodAnswerResets() {
        var pacing = pacing()
        for second in 0..<5 { pacing.slowDown(.doubt, of: .validation, at: start + .seconds(second * 10)) }
        pacing.answeredWell(.validation)
        let later = start + .seconds(100)
        pacing.slowDown(.doubt, of: .validation, at: later)
        #expect(pacing.nextRoom(at: later) == later + .milliseconds(100))
    }

    @Test("Nothing starts during a pause, and only a longer Retry-After lengthens it")
    func pausesHold() {
        var pacing = pacing()
        #expect(!pacing.isPaused(at: start))
        pacing.slowDown(.throttled(retryAfter: .seconds(5)), of: .validation, at: start)
        for trouble in [Pacing.Trouble.unreachable, .doubt, .throttled(retryAfter: nil), .throttled(retryAfter: .zero)]
        {
            pacing.slowDown(trouble, of: .validation, at: start + .seconds(4))
        }
        #expect(pacing.nextRoom(at: start) == start + .seconds(5))
        #expect(pacing.room(inFlight: 0, at: start + .milliseconds(4999)) == 0)
        #expect(pacing.isPaused(at: start + .milliseconds(4999)))
        #expect(pacing.room(inFlight: 0, at: start + .seconds(5)) == 4)
        #expect(pacing.nextRoom(at: start + .seconds(5)) == nil)
        pacing.slowDown(.doubt, of: .validation, at: start + .seconds(5))
        pacing.slowDown(.throttled(retryAfter: .seconds(3)), of: .validation, at: start + .seconds(5))
        #expect(pacing.nextRoom(at: start + .seconds(5)) == start + .seconds(8))
    }

    @Test("The troubles of calls that were in flight together count once")
    func burst() {
        var pacing = pacing()
        for _ in 0..<20 { pacing.slowDown(.doubt, of: .validation, at: start) }
        #expect(pacing.nextRoom(at: start) == start + .milliseconds(100))
        let next = start + .milliseconds(100)
        pacing.slowDown(.doubt, of: .validation, at: next)
        #expect(pacing.nextRoom(at: next) == next + .milliseconds(200))
    }

    @Test("Trouble halves the window, at most once a second; 401 does not")
    func halving() {
        var pacing = pacing()
        for _ in 0..<63 { pacing.callbackArrived() }
        #expect(pacing.window == 64)
        for _ in 0..<20 { pacing.slowDown(.doubt, of: .validation, at: start) }
        #expect(pacing.window == 32)
        pacing.slowDown(.throttled(retryAfter: .milliseconds(1)), of: .validation, at: start + .milliseconds(999))
        #expect(pacing.window == 32)
        pacing.slowDown(.unreachable, of: .validation, at: start + .seconds(1))
        #expect(pacing.window == 16)
        pacing.slowDown(.unauthorized, of: .validation, at: start + .seconds(10))
        #expect(pacing.window == 16)
        for minute in 1..<10 { pacing.slowDown(.doubt, of: .validation, at: start + .seconds(minute * 60)) }
        #expect(pacing.window == 1)
    }

    @Test("Calls in flight never exceed the concurrency")
    func concurrency() {
        var pacing = pacing(concurrency: 4)
        for _ in 0..<100 { pacing.answeredWell(.validation) }
        #expect([0, 1, 3, 4, 5].map { pacing.room(inFlight: $0, at: start) } == [4, 3, 1, 0, 0])
    }

    @Test("Absurd settings leave one call and one payout")
    func leastOfAll() {
        let pacing = pacing(concurrency: 0, windowMax: 0, ratePerSecond: 0)
        #expect(pacing.room(inFlight: 0, at: start) == 1)
        #expect(pacing.window == 1)
    }

    @Test(
        "In any one second, however the calls fall, there are no more than the rate allows",
        arguments: [1, 2, 7, 50, 400], 1...5)
    func rateLimit(rate: Int, history: Int) { checkRate(rate, history, isCompared: false) }

    @Test(
        "The same where the clock is set forward as well, if it is compared with one that nobody sets",
        arguments: [1, 2, 7, 50, 400], 1...5)
    func rateLimitUnderAnyClock(rate: Int, history: Int) { checkRate(rate, history, isCompared: true) }

    private func checkRate(_ rate: Int, _ history: Int, isCompared: Bool) {
        var random = SeededRandom(seed: printedSeed(of: "rate limit \(rate), \(history), \(isCompared)"))
        var pacing = pacing(concurrency: 1000, ratePerSecond: rate)
        for _ in 0..<1000 { pacing.answeredWell(.validation) }
        // The true time, and how far the wall clock stands behind it: it may be set back at any moment.
        var now = start
        var behind = Duration.zero
        var sends: [Timestamp] = []
        for _ in 0..<4000 {
            let clock = now - behind
            if isCompared { _ = pacing.compareClocks(wall: clock, steady: now - start) }
            pacing.advance(to: clock)
            let room = pacing.room(inFlight: 0, at: clock)
            if room > 0 {
                let count = random.chance(2) ? room : Int.random(in: 0...room, using: &random)
                for _ in 0..<count { pacing.sent(at: clock) }
                let commit = Duration.milliseconds(random.pick([0, 0, 1, 30, 400]))
                now = now + commit
                // The clock is set while the commit is on its way to the disk.
                if isCompared, random.chance(50) { behind += .milliseconds(random.pick([-5000, 5000])) }
                if count > 0 { pacing.leaving(after: commit, noted: clock) }
                sends += Array(repeating: now, count: count)
            } else if let next = pacing.nextRoom(at: clock) {
                #expect(next > clock)
                var later = pacing
                later.advance(to: next)
                #expect(later.room(inFlight: 0, at: next) > 0 || later.nextRoom(at: next) != nil)
                if random.chance(3) { now = next + behind }
            } else {
                Issue.record("there is no room, and nobody knows until when")
            }
            if random.chance(200) { pacing.slowDown(.throttled(retryAfter: nil), of: .transfer, at: now - behind) }
            now = now + .milliseconds(random.pick([0, 0, 1, 5, 40, 300, 1500]))
            guard random.chance(100) else { continue }
            let change = Duration.milliseconds(random.pick([1, 700, 5000, 3_600_000]))
            behind += isCompared && random.chance(2) ? .zero - change : change
        }
        for (index, send) in sends.enumerated() where index >= rate {
            #expect(send - sends[index - rate] > .seconds(1))
        }
        #expect(sends.count > rate)
    }

    @Test("Without a rate there is no limit but the concurrency")
    func noRate() {
        var pacing = pacing()
        for _ in 0..<10_000 { pacing.sent(at: start) }
        #expect(pacing.room(inFlight: 0, at: start) == 4)
        #expect(pacing.nextRoom(at: start) == nil)
        for _ in 0..<28 { pacing.answeredWell(.validation) }
        #expect(pacing.room(inFlight: 0, at: start) == 32)
    }
}
