internal import BankAPI
internal import PayoutCore
internal import PayoutEngine

// That it goes on: what it owes the rows, and what it owes the bank.
extension Auditor {
    /// A process that wakes too late by this has slept; pauses between calls are shorter.
    private static let slack = Duration.seconds(180)

    /// The longest that a process may leave a transfer in doubt unasked. A clock that was set while it slept shows only
    /// once it wakes, so the longest wait can pass twice.
    private var unaskedMax: Duration {
        let policy = scenario.policy
        let longest = max(policy.transferWait, policy.notFoundAfter, policy.validationWait, .seconds(900))
        return longest * 2 + Self.slack
    }

    /// Whether the wall clock was set during this run: set ahead, it ends the wait of the run at once.
    var wasClockSetInRun: Bool { clockSetAt.map { $0 >= runBeganAt } ?? false }

    /// A run has ended, in a time without faults, and this transfer is still in doubt.
    func checkAsked(_ reference: String, _ externalID: ExternalID, trueTime: Timestamp) {
        let since =
            [runBeganAt, clockSetAt, askedAt[externalID], memory.sendings[externalID]?.trueTime]
            .compactMap { $0 }.max() ?? runBeganAt
        guard trueTime - since > unaskedMax else { return }
        complain("liveness: \(reference) is pending and was not asked about for \(trueTime - since)")
    }

    /// The process hears that the bank wants no request for a while.
    func hearPause(_ answer: CallAnswer, at now: Timestamp) {
        guard case .throttled(_, let retryAfter?)? = answer.deferral else { return }
        let until = now + min(retryAfter, Self.retryAfterMax)
        quietUntil = max(quietUntil ?? until, until)
    }

    /// What is heeded of a Retry-After.
    private static let retryAfterMax = Duration.seconds(3600)
}
