/// How fast to send: slow start, backoff and the rate limit, as arithmetic over handed-in moments.
///
/// Dispatch starts with one payout in the window; each provable callback lets one more in, so the window doubles with
/// every round. Answers alone prove nothing: they open nothing.
///
///     what happened                  the window     the pause
///     a provable callback            one more       –
///     429                            halved         Retry-After, else 0.5 s × 2^n, at most 60 s
///     5xx, time-out, lost, HTML      halved         0.1 s × 2^n, at most 30 s
///     not connected, no token        halved         0.1 s × 2^n, at most 1 s
///     401                            –              0.1 s × 2^n, at most 1 s
///
/// n counts the troubles of a service since its last good answer. While transfers meet trouble, the window does not
/// grow.
package struct Pacing: Sendable {
    /// What slows us down.
    package enum Trouble: Sendable {
        case throttled(retryAfter: Duration?)
        case doubt
        case unreachable
        case unauthorized
    }

    /// What a call asked for. Good answers of one service say nothing about the health of another.
    package enum Service: Hashable, Sendable {
        case validation
        case transfer
        case inquiry
    }

    private let concurrency: Int
    private let windowMax: Int
    private let ratePerSecond: Int?
    /// The payouts that may be between their first validation intent and the answer to their transfer request.
    package private(set) var window = 1
    private var pausedUntil: Timestamp?
    private var troublesInRow: [Service: Int] = [:]
    /// The last transfers met trouble: until one is received, callbacks of validations open nothing.
    private var hasTransferTrouble = false
    private var lastHalving: Timestamp?
    /// The moments of the last `ratePerSecond` sends, as a ring.
    private var sends: [Timestamp] = []
    private var oldest = 0

    /// - Parameters:
    ///   - concurrency: calls in flight at most.
    ///   - windowMax: payouts in the window at most.
    ///   - ratePerSecond: calls in any one second at most, or no such limit.
    package init(concurrency: Int, windowMax: Int, ratePerSecond: Int?) {
        self.concurrency = max(1, concurrency)
        self.windowMax = max(1, windowMax)
        self.ratePerSecond = ratePerSecond.map { max(1, $0) }
    }

    /// A provable callback has arrived: the way back works.
    package mutating func callbackArrived() {
        if !hasTransferTrouble { window = min(windowMax, window + 1) }
    }

    /// The bank has answered as it should.
    package mutating func answeredWell(_ service: Service) {
        troublesInRow[service] = nil
        if service == .transfer { hasTransferTrouble = false }
    }

    /// Lets a few payouts in to find out whether callbacks come at all.
    package mutating func probe(payoutsMax: Int) { window = max(window, min(payoutsMax, windowMax, window + 1)) }

    /// Whether calls wait for a pause to end. Troubles that come now are of calls that were in flight together with the
    /// one that began the pause: they are the same trouble.
    /// A pause that would last longer than any can was begun under another clock: it is over.
    package func isPaused(at now: Timestamp) -> Bool {
        pausedUntil.map { now < $0 && $0 - now <= Self.pauseMax } ?? false
    }

    /// The longest pause that a bank can ask for.
    private static let pauseMax = Duration.seconds(3600)

    /// Lets nothing start for a while.
    package mutating func pause(for duration: Duration, at now: Timestamp) {
        pausedUntil = max(pausedUntil ?? now, now + min(duration, Self.pauseMax))
    }

    /// Slows down. A burst of troubles from calls that were in flight together counts once; only a longer `Retry-After`
    /// lengthens its pause.
    package mutating func slowDown(_ trouble: Trouble, of service: Service, at now: Timestamp) {
        if service == .transfer { hasTransferTrouble = true }
        if isPaused(at: now) {
            if case .throttled(.some(let retryAfter)) = trouble {
                pausedUntil = max(pausedUntil ?? now, now + min(retryAfter, Self.pauseMax))
            }
            return
        }
        let doublings = min(troublesInRow[service, default: 0], 20)
        troublesInRow[service, default: 0] += 1
        let pause: Duration
        switch trouble {
        case .throttled(let retryAfter):
            pause = min(retryAfter ?? min(.milliseconds(500 << doublings), .seconds(60)), Self.pauseMax)
        case .doubt: pause = min(.milliseconds(100 << doublings), .seconds(30))
        case .unreachable, .unauthorized: pause = min(.milliseconds(100 << doublings), .seconds(1))
        }
        pausedUntil = now + pause
        switch trouble {
        case .unauthorized: break
        case .throttled, .doubt, .unreachable:
            if lastHalving.map({ now - $0 >= .seconds(1) || now < $0 }) ?? true {
                window = max(1, window / 2)
                lastHalving = now
            }
        }
    }

    /// How many calls may start now, with `inFlight` calls open.
    package func room(inFlight: Int, at now: Timestamp) -> Int {
        if isPaused(at: now) { return 0 }
        let free = max(0, concurrency - inFlight)
        guard let ratePerSecond else { return free }
        let recent = sends.count { isRecent($0, at: now) }
        return min(free, max(0, ratePerSecond - recent))
    }

    /// Notes that a call starts.
    package mutating func sent(at now: Timestamp) {
        guard let ratePerSecond else { return }
        if sends.count < ratePerSecond {
            sends.append(now)
        } else {
            sends[oldest] = now
            oldest = (oldest + 1) % ratePerSecond
        }
    }

    /// When the pause or the rate limit ends, where one of them is what keeps calls from starting.
    package func nextRoom(at now: Timestamp) -> Timestamp? {
        if isPaused(at: now) { return pausedUntil }
        guard let ratePerSecond, sends.count == ratePerSecond, isRecent(sends[oldest], at: now) else { return nil }
        return sends[oldest] + Self.rateInterval
    }

    /// A little more than a second, since calls leave a little later than they are noted.
    private static let rateInterval = Duration.milliseconds(1010)

    private func isRecent(_ moment: Timestamp, at now: Timestamp) -> Bool {
        now - moment < Self.rateInterval && moment <= now
    }
}
