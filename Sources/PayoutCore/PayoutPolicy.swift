/// What becomes of a payout by the verdict on its names.
package enum NameAction: String, CaseIterable, Sendable {
    /// Pay it; the validated name stands in the results.
    case pay
    /// Hold it for a person.
    case hold
    /// End it unpaid.
    case reject
}

/// What to do by the verdict on the names of file and bank (`checks.nameSame` and its neighbours).
package struct NamePolicy: Equatable, Sendable {
    package var same = NameAction.pay
    package var close = NameAction.hold
    package var different = NameAction.hold
    package var unavailable = NameAction.hold

    package init() {}

    /// Pays whatever name the bank knows (`checks.nameMatch: ignore`).
    package static let payAll = {
        var policy = NamePolicy()
        (policy.close, policy.different, policy.unavailable) = (.pay, .pay, .pay)
        return policy
    }()

    /// What to do with a payout whose names have this verdict.
    package subscript(verdict: NameVerdict) -> NameAction {
        switch verdict {
        case .same: same
        case .close: close
        case .different: different
        case .unavailable: unavailable
        }
    }
}

/// The waits and limits that decide about one payout (`dispatch.*`, `checks.*`).
package struct PayoutPolicy: Equatable, Sendable {
    /// How long to wait for a validation's callback.
    package var validationWait: Duration = .seconds(60)
    /// How many validations that the bank accepted, or may have, can stay without a result.
    package var validationAttempts: Int = 3
    /// How old a validation may be when its transfer leaves, counted from its request (promise P4).
    package var validationAgeMax: Duration = .seconds(600)
    /// How long to wait for a transfer's callback before asking.
    package var transferWait: Duration = .seconds(900)
    /// How long to wait for a code of the customer before asking.
    package var codeWait: Duration = .seconds(300)
    /// The pause between inquiries at first; it doubles up to ``pollIntervalMax``.
    package var pollInterval: Duration = .seconds(30)
    /// How long after the send the bank is believed that it does not know a transfer.
    package var notFoundAfter: Duration = .seconds(900)
    /// How long a transfer must have been in doubt before a person may decide about it (design: stuck).
    package var resolveAfter: Duration = .seconds(86_400)
    package var names = NamePolicy()

    package init() {}

    /// The longest pause between inquiries: thirty times the first, at most 15 minutes, never less than the first.
    package var pollIntervalMax: Duration { max(pollInterval, min(pollInterval * 30, .seconds(900))) }

    /// The pause after the `count`-th inquiry (counted from 1): `pollInterval` × 2^(count-1), at most
    /// `pollIntervalMax`.
    ///
    ///     inquiry   1    2    3    4    5     6 and later
    ///     pause    30s   1m   2m   4m   8m   15m             (with the defaults)
    package func pause(afterInquiry count: Int) -> Duration {
        let doublings = min(max(count - 1, 0), 5)
        return min(pollInterval * (1 << doublings), pollIntervalMax)
    }

    /// How long to wait for the result of a movement before asking.
    package func resultWait(_ rail: Rail) -> Duration {
        rail.resultWaitMax.map { min($0, transferWait) } ?? transferWait
    }

    /// The longest that a stored deadline can lie ahead.
    package var longestWait: Duration {
        max(validationWait, transferWait, codeWait, notFoundAfter, pollIntervalMax)
    }

    /// Whether a stored deadline has come. One further away than the longest wait was stored under another clock: it is
    /// due as well.
    package func isDue(_ deadline: Timestamp, at now: Timestamp) -> Bool {
        deadline <= now || deadline - now > longestWait
    }
}
