/// Why something cannot be done for a payout: what a person wants, or an event that does not fit its state. Put into
/// words only where a person reads it.
package enum Refusal: Hashable, Sendable {
    /// The row itself is wrong; nothing was or will be sent for it.
    case rejected
    /// The row is wrong, and another row stands in its place.
    case mended
    /// The row is wrong, and a person has said already that it is not due.
    case notDue
    /// The bank contradicted itself about it: it may have been paid.
    case contradicted
    /// A transfer of it is on its way, or has been paid.
    case transferMayExist
    /// The bank has reported a result that no run has processed yet.
    case newsWaiting
    /// The bank says that an earlier transfer of it exists: only a recognised status or a resolution frees it.
    case conflict
    /// Money is held on a card: a person captures it, or releases the hold.
    case authorised
    /// It looks like yet another payment, which was not shown with it: it is held again.
    case looksLikeAnother
    /// It asks for more than one row may, which was not shown with it: it is held again.
    case aboveCeiling
    /// Its account or its name stands on the company's block list.
    case payeeBlocked
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
    /// A person has closed its batch for good.
    case batchClosed
    /// The bank may still report a result: a person may decide from this moment on.
    case tooEarlyToResolve(until: Timestamp)
    /// The bank has not reported the status of this attempt, or one that nobody knows.
    case attemptUnclear(attempt: Attempt)
    /// The bank's report on this attempt is not that it ended without money.
    case attemptMayLive(attempt: Attempt)
    /// The bank does not know this attempt, which is to be believed only from this moment on.
    case tooEarlyToBelieve(attempt: Attempt, until: Timestamp)
    /// Only a queued payout is validated, or held as a likeness.
    case notQueued
    /// Only a validated payout with a good validation is transferred.
    case notValidated
    /// The deadline of its validation has not passed.
    case notOverdue
    /// Only an unverified payout is asked about again.
    case notUnverified
    /// It has no validation that could be given up.
    case nothingToRecall
    /// It has no transfer whose status could be asked.
    case nothingToAsk
    /// Nothing more is sent for it anyway.
    case nothingToHold
    /// This attempt is recorded already.
    case attemptKnown
    /// No such attempt is recorded.
    case attemptUnknown
    /// The bank does not know it either.
    case unknownToBank

    /// A stable word for programs and for the journal, and for putting like with like.
    package var code: String {
        switch self {
        case .rejected: "rejected"
        case .mended: "mended"
        case .notDue: "not_due"
        case .contradicted: "contradicted"
        case .transferMayExist: "transfer_may_exist"
        case .newsWaiting: "news_waiting"
        case .conflict: "conflict"
        case .authorised: "authorised"
        case .looksLikeAnother: "looks_like_another"
        case .aboveCeiling: "above_ceiling"
        case .payeeBlocked: "payee_blocked"
        case .notHeld: "not_held"
        case .notRetryable: "not_retryable"
        case .noConflict: "no_conflict"
        case .notCancellable: "not_cancellable"
        case .notInDoubt: "not_in_doubt"
        case .batchClosed: "batch_closed"
        case .tooEarlyToResolve: "too_early_to_resolve"
        case .attemptUnclear: "attempt_unclear"
        case .attemptMayLive: "attempt_may_live"
        case .tooEarlyToBelieve: "too_early_to_believe"
        case .notQueued: "not_queued"
        case .notValidated: "not_validated"
        case .notOverdue: "not_overdue"
        case .notUnverified: "not_unverified"
        case .nothingToRecall: "nothing_to_recall"
        case .nothingToAsk: "nothing_to_ask"
        case .nothingToHold: "nothing_to_hold"
        case .attemptKnown: "attempt_known"
        case .attemptUnknown: "attempt_unknown"
        case .unknownToBank: "unknown_to_bank"
        }
    }
}
