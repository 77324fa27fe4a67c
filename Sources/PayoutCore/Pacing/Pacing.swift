/// How fast to send: slow start, backoff, the bank's pace and the rate limit, as arithmetic over handed-in moments.
///
/// Dispatch starts with one payout in the window; each provable callback lets one more in, so the window doubles with
/// every round. Answers alone prove nothing: they open nothing.
///
///     what happened                  the window     calls in flight    the pause
///     a provable callback            one more       –                  –
///     a good answer                  –              see CallAllowance  –
///     refused as too many            halved         halved             the bank's, else see RefusalWatch
///     trouble of the bank, doubt     halved         halved, to 4       0.1 s × 2^n, at most 30 s
///     not connected, no token        halved         halved, to 4       0.1 s × 2^n, at most 1 s
///     token refused                  –              –                  0.1 s × 2^n, at most 1 s
///     answers come ever later        –              a fifth less       –
///
/// n counts the troubles of a service since its last good answer. While transfers meet trouble, the window does not
/// grow. How many calls may start in a second is the smaller of the rate limit and what the bank takes (``BankPace``);
/// neither is exceeded in any second, wherever it begins, and calls are spread over it.
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

    /// A call that was started: later ones have higher numbers.
    package struct SentCall: Hashable, Sendable {
        package let number: Int
        package let at: Timestamp

        /// The same call after the clock was set.
        package func moved(by change: Duration) -> SentCall { SentCall(number: number, at: at + change) }
    }

    private let windowMax: Int
    private let ratePerSecond: Int?
    /// The payouts that may be between their first validation intent and the answer to their transfer request.
    package private(set) var window = 1
    private var pausedUntil: Timestamp?
    private var troublesInRow: [Service: Int] = [:]
    /// The last transfers met trouble: until one is received, callbacks of validations open nothing.
    private var hasTransferTrouble = false
    private var lastHalving: Timestamp?
    private var allowance: CallAllowance
    private var bankPace = BankPace()
    private var refusals = RefusalWatch()
    /// How fast it went before the bank began to refuse every call: where that was a quota, it goes on so.
    private var beforeRefusals: (allowance: CallAllowance, bankPace: BankPace, window: Int)?
    private var sends = SendLog()
    private var spacing = SendSpacing()
    private var lastCall = 0
    /// Calls that the bank refused as too many.
    package private(set) var throttledCount = 0
    /// How often it has slowed down; calls that met trouble together count once.
    package private(set) var slowDownCount = 0
    /// How far the wall clock is ahead of the clock that nobody sets; nil until they are compared.
    private var clockLead: Duration?

    /// - Parameters:
    ///   - concurrency: calls in flight at most.
    ///   - windowMax: payouts in the window at most.
    ///   - ratePerSecond: calls in any one second at most, or no such limit.
    package init(concurrency: Int, windowMax: Int, ratePerSecond: Int?) {
        allowance = CallAllowance(ceiling: concurrency)
        self.windowMax = max(1, windowMax)
        self.ratePerSecond = ratePerSecond.map { max(1, $0) }
    }

    /// Calls started so far.
    package var sentCount: Int { lastCall }

    /// Calls that may be in flight at present, at most the concurrency.
    package var callsMax: Int { allowance.calls }

    /// Calls a second that the bank was found to take; nil while it has not refused any.
    package var perSecond: Int? { bankPace.limit }

    /// Starts with one payout again: callbacks of another batch prove nothing about this one.
    package mutating func beginSlowly() { window = 1 }

    /// Calls a second that may be sent at present: the smaller of the rate limit and what the bank takes; nil where
    /// neither is known.
    package var perSecondMax: Int? { limit }

    // MARK: The clock

    /// Smaller changes are those of reading two clocks one after the other.
    private static let clockChangeMin = Duration.milliseconds(3)

    /// Finds out whether the wall clock was set since the last time, and moves along with it, so that no limit is
    /// broken nor a pause cut short or drawn out.
    ///
    /// - Parameters:
    ///   - now: the wall clock.
    ///   - steady: at the same moment, the time since any fixed moment by a clock that nobody sets.
    /// - Returns: by how much it was set; zero where it was not.
    package mutating func compareClocks(wall now: Timestamp, steady: Duration) -> Duration {
        let lead = .milliseconds(now.milliseconds) - steady
        guard let before = clockLead else {
            clockLead = lead
            return .zero
        }
        let change = Duration.milliseconds((lead - before).wholeMilliseconds)
        guard change >= Self.clockChangeMin || .zero - change >= Self.clockChangeMin else { return .zero }
        clockLead = before + change
        pausedUntil = pausedUntil.map { $0 + change }
        lastHalving = lastHalving.map { $0 + change }
        allowance.move(by: change)
        bankPace.move(by: change)
        refusals.move(by: change)
        beforeRefusals?.allowance.move(by: change)
        beforeRefusals?.bankPace.move(by: change)
        sends.move(by: change)
        spacing.move(by: change)
        return change
    }

    // MARK: What happened

    /// Lets time pass. To be called before each round of sends.
    package mutating func advance(to now: Timestamp) {
        sends.advance(to: now)
        spacing.advance(to: now)
        bankPace.advance(to: now, isPaused: isPaused(at: now), sends)
    }

    /// A provable callback has arrived: the way back works.
    package mutating func callbackArrived() {
        if !hasTransferTrouble { window = min(windowMax, window + 1) }
    }

    /// The bank has answered as it should.
    package mutating func answeredWell(_ service: Service) {
        troublesInRow[service] = nil
        if service == .transfer { hasTransferTrouble = false }
        if refusals.isQuota, let before = beforeRefusals {
            // The window of the quota has turned.
            (allowance, bankPace) = (before.allowance, before.bankPace)
            window = max(window, before.window)
        }
        beforeRefusals = nil
        refusals.answeredWell(service)
        allowance.answeredWell()
    }

    /// How long every call may be refused before that is no quota any more.
    private static let quotaMax = Duration.seconds(25 * 3600)

    /// Whether the bank refuses every call until the window of a quota turns; a single call asks after each pause.
    package func isWaitingForQuota(at now: Timestamp) -> Bool {
        refusals.isQuota && refusals.since.map { now - $0 < Self.quotaMax } ?? false
    }

    /// A refusal of one of few calls, by a bank that answers others well: it is not about the pace, and only what was
    /// asked waits a little.
    ///
    /// - Returns: false where it may be about the pace: then it slows down.
    package mutating func refusedInPassing(_ service: Service, call: SentCall, at now: Timestamp) -> Bool {
        guard refusals.isHopeful(service, unknown: true), sends.count(inSecondUpTo: call.at) <= Self.fewCalls else {
            return false
        }
        throttledCount += 1
        refusals.refused(service)
        return true
    }

    /// Calls within a second that no bank takes for too many.
    private static let fewCalls = 10

    /// What was found about the pace of the bank says nothing: refusals hit calls at any pace.
    package mutating func forgetPace() { bankPace = BankPace() }

    /// How long the answer to a call took, whatever it was.
    package mutating func answered(_ service: Service, _ call: SentCall, took: Duration, at now: Timestamp) {
        allowance.answered(service, after: took, call: call.number, newest: lastCall, at: now)
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
    ///
    /// - Parameter call: the call that met the trouble; nil stands for the last one.
    package mutating func slowDown(
        _ trouble: Trouble, of service: Service, call: SentCall? = nil, at now: Timestamp
    ) {
        if service == .transfer { hasTransferTrouble = true }
        if case .throttled = trouble {
            if refusals.isFirst, beforeRefusals == nil { beforeRefusals = (allowance, bankPace, window) }
            refusals.refused(service)
        }
        let call = call ?? SentCall(number: lastCall, at: now)
        if isPaused(at: now) {
            if case .throttled(.some(let retryAfter)) = trouble {
                pausedUntil = max(pausedUntil ?? now, now + min(retryAfter, Self.pauseMax))
            }
        } else {
            slowDownCount += 1
            pausedUntil = now + pause(after: trouble, of: service, at: now)
            halveWindow(trouble, at: now)
        }
        switch trouble {
        case .throttled: throttled(call, at: now)
        case .doubt, .unreachable: allowance.trouble(call: call.number, newest: lastCall, isThrottled: false)
        case .unauthorized: break
        }
    }

    private mutating func throttled(_ call: SentCall, at now: Timestamp) {
        throttledCount += 1
        allowance.trouble(call: call.number, newest: lastCall, isThrottled: true)
        let taken = sends.count(inSecondUpTo: call.at) - 1
        bankPace.throttled(
            call: call.number, newest: lastCall, taken: taken > 0 ? taken : nil, at: now,
            pausedUntil: pausedUntil ?? now)
    }

    private mutating func pause(after trouble: Trouble, of service: Service, at now: Timestamp) -> Duration {
        let doublings = min(troublesInRow[service, default: 0], 20)
        troublesInRow[service, default: 0] += 1
        switch trouble {
        case .throttled(let retryAfter):
            return min(retryAfter ?? refusals.pause(after: service, at: now), Self.pauseMax)
        case .doubt: return min(.milliseconds(100 << doublings), .seconds(30))
        case .unreachable, .unauthorized: return min(.milliseconds(100 << doublings), .seconds(1))
        }
    }

    private mutating func halveWindow(_ trouble: Trouble, at now: Timestamp) {
        switch trouble {
        case .unauthorized: break
        case .throttled, .doubt, .unreachable:
            if lastHalving.map({ now - $0 >= .seconds(1) || now < $0 }) ?? true {
                window = max(1, window / 2)
                lastHalving = now
            }
        }
    }

    // MARK: What may start

    /// Calls in any one second at most.
    private var limit: Int? {
        switch (ratePerSecond, bankPace.limit) {
        case (let rate?, let pace?): min(rate, pace)
        case (let rate?, nil): rate
        case (nil, let pace): pace
        }
    }

    /// How many calls may start now, with `inFlight` calls open.
    package func room(inFlight: Int, at now: Timestamp) -> Int {
        if isPaused(at: now) { return 0 }
        let free = max(0, (refusals.isQuota ? 1 : allowance.calls) - inFlight)
        guard let limit else { return free }
        var sends = sends
        sends.advance(to: now)
        return min(free, max(0, limit - sends.recent), spacing.room(limit: limit, at: now))
    }

    /// Notes that a call starts.
    @discardableResult package mutating func sent(at now: Timestamp) -> SentCall {
        lastCall += 1
        sends.note(at: now)
        bankPace.sent()
        if let limit { spacing.note(limit: limit, at: now) }
        return SentCall(number: lastCall, at: now)
    }

    /// The calls that were noted at `noted`, the last ones, leave only so much later: their commit has taken its time.
    package mutating func leaving(after delay: Duration, noted: Timestamp) {
        sends.noteLeaving(after: delay, noted: noted)
    }

    /// When the pause or the rate limit ends, where one of them is what keeps calls from starting.
    package func nextRoom(at now: Timestamp) -> Timestamp? {
        let pauseEnd = isPaused(at: now) ? pausedUntil : nil
        guard let limit else { return pauseEnd }
        var sends = sends
        sends.advance(to: now)
        let moments = [pauseEnd, sends.nextRoom(limit: limit), spacing.nextRoom(limit: limit, at: now)]
        return moments.compactMap { $0 }.max()
    }
}
