/// What a person decided about money: recorded in the journal with every payout that it concerns.
package struct PersonalDecision: Hashable, Sendable {
    /// The person's name.
    package let person: String
    /// Why, or on what evidence, in the person's words.
    package let reason: String

    package init(person: String, reason: String) {
        self.person = person
        self.reason = reason
    }
}

/// What a person may state about a transfer that has been in doubt for long (design: stuck).
package enum Resolution: String, CaseIterable, Sendable {
    case succeeded
    case failed
    case refunded

    /// The decision as one of two statements that contradict each other.
    var asDecided: String { "\(rawValue), as a person decided" }
}

/// What a person may want of a payout.
package enum PersonalAct: Hashable, Sendable {
    case release
    /// `newReference`: under a partnerReferenceNo of its own, where the bank remembers the one that it had refused.
    case retry(newReference: Bool)
    case cancel
    case resolve
}

/// Why a person cannot have it.
package enum Objection: Hashable, Sendable {
    /// The row itself is wrong; nothing was or will be sent for it.
    case rejected
    /// The bank contradicted itself about it: it may have been paid.
    case contradicted
    /// A transfer of it is on its way, or has been paid.
    case transferMayExist
    /// The bank has told something about it that no run has taken over yet.
    case newsWaiting
    /// The bank says that an earlier transfer of it exists: only a recognised status or a resolution frees it.
    case conflict
    /// It is not held.
    case notHeld
    /// Only what is invalid, failed, refunded or not found is tried again.
    case notRetryable
    /// A new reference is for conflicts alone.
    case noConflict
    /// It is stopped already, or has come too far to be stopped.
    case notCancellable
    /// Only a transfer in doubt can be decided about.
    case notInDoubt
    /// The bank may still tell: a person may decide from this moment on.
    case tooEarlyToResolve(until: Timestamp)
    /// The bank has not told the status of this attempt, or told one that nobody knows.
    case attemptUnclear(attempt: Int)
    /// The bank's word on this attempt is not that it ended without money.
    case attemptMayLive(attempt: Int)
    /// The bank does not know this attempt, which is to be believed only from this moment on.
    case tooEarlyToBelieve(attempt: Int, until: Timestamp)

    /// A stable word for programs, and for putting like with like.
    package var code: String {
        switch self {
        case .rejected: "rejected"
        case .contradicted: "contradicted"
        case .transferMayExist: "transfer_may_exist"
        case .newsWaiting: "news_waiting"
        case .conflict: "conflict"
        case .notHeld: "not_held"
        case .notRetryable: "not_retryable"
        case .noConflict: "no_conflict"
        case .notCancellable: "not_cancellable"
        case .notInDoubt: "not_in_doubt"
        case .tooEarlyToResolve: "too_early_to_resolve"
        case .attemptUnclear: "attempt_unclear"
        case .attemptMayLive: "attempt_may_live"
        case .tooEarlyToBelieve: "too_early_to_believe"
        }
    }
}
