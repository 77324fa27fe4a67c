/// How many calls a second the bank takes, found by asking for a little more now and then.
///
/// Unlimited until the first refusal. The second before it shows what the bank does take, and just less than that is
/// the pace from then on. From there it is a search between the fastest pace that went well and the slowest that was
/// refused:
///
///     what happened                                     the pace
///     the first refusal                                 97 % of what the second before it held
///     a refusal while trying more                       back to what went well
///     refusals at a pace that went well before          97 %, 90 %, 75 %, then 50 % each; at most what was taken
///     2 s without any, refused pace 5 % or more above   half way there
///     2 s without any, refused pace close               stays, until a try is due
///     a try is due                                      3 % more; 6 %, 12 % … while it goes well
///     refusals all the same at a much slower pace       unlimited for a minute: they are not about the pace
///
/// Tries are rare enough to cost little: the pauses of the bank a fortieth of the time, refusals one
/// call in three hundred. Additive increase and multiplicative decrease of the calls in flight alone would saw through
/// the limit all the time, at 75 % of the pace on average.
struct BankPace: Sendable {
    private static let margin = 0.97
    private static let falls = [0.97, 0.9, 0.75, 0.5]
    private static let closeness = 1.05
    private static let firstStep = 0.03
    private static let stepMax = 1.0
    /// How long a pace must go well to count as good.
    private static let trial = Duration.seconds(2)
    private static let tryPauseMin = Duration.seconds(6)
    private static let tryPauseLong = Duration.seconds(10)
    private static let tryPauseMax = Duration.seconds(600)
    /// A try pauses this many times as long as the last pause that the bank has asked for.
    private static let pausesBetweenTries = 40
    private static let callsPerRefusal = 300
    /// So many refusals at a pace so far below the one that was refused first are not about the pace, if never so many
    /// calls went well between them.
    private static let fallsMax = 4
    private static let fallShare = 0.8
    private static let callsToProve = 100
    private static let collapseShare = 0.25
    /// How long refusals say nothing about the pace after that.
    private static let noise = Duration.seconds(60)
    /// A pace that was not used says nothing.
    private static let useMin = 0.85

    /// Calls in a second; nil while the bank has not refused any.
    private(set) var perSecond: Double?
    /// The fastest pace that went well, and the slowest above it that was refused.
    private var good: Double?
    private var refused: Double?
    private var fallCount = 0
    /// The pace from which it began to fall, and the refusals far below it.
    private var fell: (from: Double, below: Int)?
    private var noisyUntil: Timestamp?
    private var tryPause = tryPauseMin
    private var step = firstStep
    /// Refusals of calls up to this one belong to the burst that was seen already.
    private var lastCallOfBurst = 0
    private var trialBegan: Timestamp?
    private var callsSinceRefusal = 0
    /// When the last try was refused, and the calls since.
    private var tryRefusedAt: Timestamp?
    private var callsSinceTry = 0
    private var refusalsOfTry = 0
    private var lastPause = Duration.zero

    /// The limit in whole calls a second.
    var limit: Int? { perSecond.map { max(1, Int($0 + 0.5)) } }

    /// The bank has refused a call because there were too many.
    ///
    /// - Parameters:
    ///   - call: its number; later calls have higher ones.
    ///   - newest: the number of the last call sent so far.
    ///   - taken: the calls in the second before it was sent, itself not counted; nil where that is not known.
    ///   - pausedUntil: when the pause ends that follows.
    mutating func throttled(
        call: Int, newest: Int, taken: Int?, at now: Timestamp, pausedUntil: Timestamp
    ) {
        guard call > lastCallOfBurst else {
            refusalsOfTry += 1
            return
        }
        lastCallOfBurst = newest
        if let noisyUntil, now < noisyUntil, noisyUntil - now <= Self.noise { return }
        if callsSinceRefusal >= Self.callsToProve { fell = nil }
        callsSinceRefusal = 0
        lastPause = pausedUntil - now
        step = Self.firstStep
        trialBegan = nil
        let measured = taken.map { Double(max(1, $0)) * Self.margin }
        guard let pace = perSecond else {
            perSecond = max(1, measured ?? 1)
            return
        }
        refused = pace
        if isNoise(at: pace) {
            self = BankPace()
            noisyUntil = now + Self.noise
            lastCallOfBurst = newest
            return
        }
        if fallCount == 0 {
            // It was a try that failed, at once or a little later.
            tryPause = min(tryPause * 2, Self.tryPauseMax)
            tryRefusedAt = now
            callsSinceTry = 0
            refusalsOfTry = 1
        }
        if let good, pace > good {
            perSecond = good
            return
        }
        good = nil
        if fallCount > 0 { tryPause = Self.tryPauseMin }
        let factor = Self.falls[min(fallCount, Self.falls.count - 1)]
        fallCount += 1
        perSecond = max(1, min(pace * factor, fallCount > 1 ? measured ?? pace : pace))
        // So much less at once is another limit: refusals near it are about the pace.
        if fallCount == 2, let perSecond, let from = fell?.from, perSecond < from * Self.collapseShare {
            fell = (from: perSecond, below: 0)
        }
    }

    /// A call starts.
    mutating func sent() {
        callsSinceRefusal += 1
        callsSinceTry += 1
    }

    /// Lets time pass; `log` says how many calls have started.
    mutating func advance(to now: Timestamp, isPaused: Bool, _ log: SendLog) {
        guard let pace = perSecond else { return }
        guard !isPaused, let began = trialBegan, began <= now else {
            trialBegan = now
            return
        }
        guard now - began >= Self.trial else { return }
        let seconds = Double((now - began).wholeMilliseconds) / 1000
        let isUsed = Double(log.count(after: began)) >= pace * seconds * Self.useMin
        trialBegan = now
        guard isUsed else { return }
        good = pace
        fallCount = 0
        if let refused, refused > pace * Self.closeness {
            perSecond = (pace + refused) / 2
        } else if isTryDue(at: now) {
            refused = nil
            perSecond = max(pace * (1 + step), pace + 1)
            step = min(step * 2, Self.stepMax)
        }
    }

    /// The clock was set.
    mutating func move(by change: Duration) {
        noisyUntil = noisyUntil.map { $0 + change }
        trialBegan = trialBegan.map { $0 + change }
        tryRefusedAt = tryRefusedAt.map { $0 + change }
    }

    /// Whether refusals come all the same at a much slower pace.
    private mutating func isNoise(at pace: Double) -> Bool {
        var fall = fell ?? (from: pace, below: 0)
        if pace < fall.from * Self.fallShare { fall.below += 1 }
        fell = fall
        return fall.below >= Self.fallsMax
    }

    private func isTryDue(at now: Timestamp) -> Bool {
        if step > Self.firstStep { return true }
        guard let tryRefusedAt, tryRefusedAt <= now else { return true }
        let pause = min(tryPause, max(Self.tryPauseLong, lastPause * Self.pausesBetweenTries))
        return now - tryRefusedAt >= pause && callsSinceTry >= refusalsOfTry * Self.callsPerRefusal
    }
}
