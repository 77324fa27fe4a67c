internal import LedgerAPI
internal import PayoutCore

/// What all batches share of the bank: the pace, the calls in flight, the window, a cut-off that the bank reports, and
/// whether its inquiries prove anything.
struct BankTraffic: Sendable {
    var pacing: Pacing
    /// Calls that have not ended.
    var callsInFlight = 0
    var inquiryPace = InquiryPace()
    /// Payouts between their first validation intent and the answer to their transfer request.
    var payoutsInWindow = 0
    /// How often a payout has come into the window so far.
    var windowEntries = 0
    /// How many there may be in this step.
    var windowCapacity = 0
    var reportedCutOff = ReportedCutOff()
    /// No inquiry of this bank has found a transfer yet in the way that it is asked, so "not found" proves nothing.
    /// Until one does, one payout goes at a time: the next one once the result of the one before is known, or after
    /// `notFoundAfter`.
    var isProving = false
    /// An inquiry of this process has found a transfer.
    var hasProven = false
    /// An inquiry of this step was the first that found a transfer.
    var isProofNew = false
    /// When the last payout was sent into this uncertainty.
    var provingSince: Timestamp
    /// Whether a batch that this step does not deal with has pending payouts.
    var isPendingElsewhere = false

    /// An inquiry has found a transfer.
    mutating func prove() {
        hasProven = true
        guard isProving else { return }
        isProving = false
        isProofNew = true
    }

    /// A prior-transfer check has ended with answers that prove nothing.
    mutating func beginProving(at now: Timestamp) {
        guard !isProving, !hasProven else { return }
        isProving = true
        isProofNew = false
        provingSince = now
    }

    /// Calls that may start now.
    func room(at now: Timestamp) -> Int { pacing.room(inFlight: callsInFlight, at: now) }
}
