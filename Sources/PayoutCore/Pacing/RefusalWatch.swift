/// What refusals as too many mean where the bank asks for no pause: a bank that is called too fast, one that
/// refuses a share of all calls whatever the pace, or a quota that is used up until its window turns.
///
///     since the last good answer of the service      the pause
///     the first refusal                              0.5 s
///     each further one                               twice as long, up to 60 s; then a quarter longer, up to 15 min
///     of its last answers, a tenth or more good      at most 1 s: they are not about how long we wait
///
/// Four refusals with pauses between and no good answer of any service at all are a quota: from then on a single call
/// asks after each pause. The pauses grow with the time that the quota has lasted, so that its end is noticed soon.
struct RefusalWatch: Sendable {
    private static let pauseMin = Duration.milliseconds(500)
    private static let doublingMax = Duration.seconds(60)
    private static let growth = 1.25
    private static let pauseMax = Duration.seconds(900)
    private static let hopefulPauseMax = Duration.seconds(1)
    /// The weight of the newest answer in the share of good ones.
    private static let weight = 0.08
    private static let hopefulShareMin = 0.1
    private static let quotaRefusals = 4

    /// The last pause of each service since its last good answer.
    private var pauses: [Pacing.Service: Duration] = [:]
    /// The share of good answers among the last ones of each service.
    private var goodShares: [Pacing.Service: Double] = [:]
    /// Refusals that began a pause since the last good answer of any service.
    private var inRow = 0
    private(set) var since: Timestamp?

    /// Whether every call is refused, time and again.
    var isQuota: Bool { inRow >= Self.quotaRefusals }

    /// Whether it is the first refusal since a good answer.
    var isFirst: Bool { inRow == 0 }

    /// Whether enough of the last answers of a service were good; `unknown` where there was none.
    func isHopeful(_ service: Pacing.Service, unknown: Bool) -> Bool {
        goodShares[service].map { $0 >= Self.hopefulShareMin } ?? unknown
    }

    mutating func answeredWell(_ service: Pacing.Service) {
        pauses[service] = nil
        inRow = 0
        since = nil
        note(service, isGood: true)
    }

    /// A call was refused.
    mutating func refused(_ service: Pacing.Service) { note(service, isGood: false) }

    /// - Returns: the pause that a refusal begins.
    mutating func pause(after service: Pacing.Service, at now: Timestamp) -> Duration {
        inRow += 1
        since = since ?? now
        var pause = Self.pauseMin
        if let last = pauses[service] {
            let isShort = last < Self.doublingMax
            pause = isShort ? min(last * 2, Self.doublingMax) : min(last * Self.growth, Self.pauseMax)
        }
        if isHopeful(service, unknown: false) { pause = min(pause, Self.hopefulPauseMax) }
        pauses[service] = pause
        return pause
    }

    /// The clock was set.
    mutating func move(by change: Duration) { since = since.map { $0 + change } }

    private mutating func note(_ service: Pacing.Service, isGood: Bool) {
        let share = goodShares[service, default: 0]
        goodShares[service] = share + ((isGood ? 1 : 0) - share) * Self.weight
    }
}
