/// How many calls may be in flight: doubling at first, later one more with each round of good answers, half with
/// trouble. Where the bank has only failed, at least as many stay as one begins with: of a few calls together one is
/// often answered, which ends the doubling of the pauses, and of a single one after the other seldom.
///
/// Also less, by a fifth, where the bank answers a service much later than it did: a queue has formed there, and more
/// calls would only make it longer. Calls that were in flight together count as one trouble.
struct CallAllowance: Sendable {
    static let firstCalls = 4
    /// An answer is late where it takes twice as long as the quickest lately, and this much more.
    private static let lateMillisecondsMin = 200.0
    private static let lateFactor = 0.8
    /// Lateness alone takes away no more than this part of the ceiling.
    private static let lateShareMin = 8
    /// The weight of the newest answer in the mean.
    private static let weight = 0.1
    /// The quickest answer is that of the last one or two of these.
    private static let quickestSpan = Duration.seconds(15)

    private struct Latency {
        var mean: Double
        var quickest: Double
        var quickestBefore: Double
        var since: Timestamp
    }

    private let ceiling: Int
    private var allowed: Double
    private var hasMetTrouble = false
    private var lastCallOfTrouble = 0
    private var latencies: [Pacing.Service: Latency] = [:]

    init(ceiling: Int) {
        self.ceiling = max(1, ceiling)
        allowed = Double(min(self.ceiling, Self.firstCalls))
    }

    /// Calls that may be in flight.
    var calls: Int { Int(allowed) }

    /// The bank has answered a call as it should.
    mutating func answeredWell() {
        allowed = min(Double(ceiling), allowed + (hasMetTrouble ? 1 / allowed : 1))
    }

    /// A call met trouble: refused as one too many, no clear answer in time.
    mutating func trouble(call: Int, newest: Int, isThrottled: Bool) {
        guard call > lastCallOfTrouble else { return }
        lastCallOfTrouble = newest
        hasMetTrouble = true
        let least = isThrottled ? 1 : min(allowed, Double(Self.firstCalls))
        allowed = max(least, allowed / 2)
    }

    /// The clock was set.
    mutating func move(by change: Duration) {
        latencies = latencies.mapValues { known in
            var known = known
            known.since = known.since + change
            return known
        }
    }

    /// How long an answer took.
    mutating func answered(
        _ service: Pacing.Service, after latency: Duration, call: Int, newest: Int, at now: Timestamp
    ) {
        let taken = Double(latency.wholeMilliseconds)
        guard var known = latencies[service] else {
            latencies[service] = Latency(mean: taken, quickest: taken, quickestBefore: taken, since: now)
            return
        }
        known.mean += (taken - known.mean) * Self.weight
        known.quickest = min(known.quickest, taken)
        if now - known.since >= Self.quickestSpan || now < known.since {
            known.quickestBefore = known.quickest
            known.quickest = taken
            known.since = now
        }
        latencies[service] = known
        let quickest = min(known.quickest, known.quickestBefore)
        guard known.mean > quickest * 2 + Self.lateMillisecondsMin, call > lastCallOfTrouble else { return }
        lastCallOfTrouble = newest
        hasMetTrouble = true
        let least = Double(min(ceiling, max(2, (ceiling + Self.lateShareMin - 1) / Self.lateShareMin)))
        allowed = max(min(allowed, least), allowed * Self.lateFactor)
    }
}
