import PayoutCore
import TestSupport
import Testing

@Suite("A bank that refuses every call for a while")
struct QuotaTests {
    private static let start = Timestamp(milliseconds: 1_771_051_030_000)

    /// A pacing that has done well for a while.
    private func experienced() -> (Pacing, Timestamp) {
        var pacing = Pacing(concurrency: 32, windowMax: 640, ratePerSecond: nil)
        var now = Self.start
        for _ in 0..<200 {
            pacing.advance(to: now)
            pacing.sent(at: now)
            pacing.answeredWell(.transfer)
            pacing.answeredWell(.validation)
            pacing.callbackArrived()
            now = now + .milliseconds(5)
        }
        return (pacing, now)
    }

    @Test("After four refusals without a good answer a single call asks, ever more seldom, and never for good")
    func probes() {
        var (pacing, now) = experienced()
        for _ in 0..<32 { pacing.sent(at: now) }
        for _ in 0..<32 { pacing.slowDown(.throttled(retryAfter: nil), of: .transfer, at: now) }
        var pauses: [Duration] = []
        for _ in 0..<40 {
            let room = pacing.nextRoom(at: now) ?? now
            pauses.append(room - now)
            now = room
            pacing.advance(to: now)
            if pauses.count > 4 {
                #expect(pacing.isWaitingForQuota(at: now))
                #expect(pacing.room(inFlight: 0, at: now) == 1)
                #expect(pacing.room(inFlight: 1, at: now) == 0)
            }
            let call = pacing.sent(at: now)
            pacing.slowDown(.throttled(retryAfter: nil), of: .transfer, call: call, at: now)
        }
        #expect(pauses.allSatisfy { $0 <= .seconds(900) })
        #expect(pauses.last == .seconds(900))
        #expect(pauses.sorted() == pauses)
    }

    @Test("A quarter of an hour is waited out with few calls, and its end is noticed within five minutes")
    func quarterOfAnHour() {
        var (pacing, now) = experienced()
        let (callsBefore, window, end) = (pacing.callsMax, pacing.window, now + .seconds(900))
        var calls = 0
        while now < end {
            let call = pacing.sent(at: now)
            calls += 1
            pacing.slowDown(.throttled(retryAfter: nil), of: .validation, call: call, at: now)
            now = pacing.nextRoom(at: now) ?? now
            pacing.advance(to: now)
        }
        #expect(calls < 60)
        #expect(now - end < .seconds(300))
        pacing.sent(at: now)
        pacing.answeredWell(.validation)
        #expect(!pacing.isWaitingForQuota(at: now))
        #expect(pacing.callsMax >= callsBefore)
        #expect(pacing.window >= window)
        #expect(pacing.perSecond == nil)
        #expect(pacing.room(inFlight: 0, at: now) >= callsBefore)
    }

    @Test("Refusals that hit a share of the calls at any pace never pause for longer than a second", arguments: 1...20)
    func share(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var (pacing, now) = experienced()
        for _ in 0..<500 {
            pacing.advance(to: now)
            let call = pacing.sent(at: now)
            if random.chance(2) {
                pacing.slowDown(.throttled(retryAfter: nil), of: .inquiry, call: call, at: now)
            } else {
                pacing.answeredWell(.inquiry)
            }
            // The first answers of a service are no share yet.
            let pause = (pacing.nextRoom(at: now) ?? now) - now
            #expect(pause <= .milliseconds(pacing.sentCount < 240 ? 60_000 : 1100), "seed \(seed), \(pacing.sentCount)")
            now = now + max(pause, .milliseconds(20))
        }
    }
}
