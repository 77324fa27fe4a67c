internal import PayoutCore

/// How fast the bank was called for one file, and the pace that was found in the end.
package struct RunPace: Hashable, Sendable {
    /// Calls to the bank that were started.
    package let callsSent: Int
    /// Those of them that the bank refused as too many (429).
    package let callsRefused: Int
    /// How often it was called more slowly from then on, for whatever trouble; calls that met trouble together count
    /// once.
    package let slowDowns: Int
    /// Calls that might be in flight together at the end.
    package let callsInFlightAllowed: Int
    /// Calls a second that might be sent at the end: what the bank was found to take, or `dispatch.ratePerSecond`; nil
    /// where neither is known.
    package let callsPerSecondAllowed: Int?

    /// - Parameter before: the pacing when the work on the file began.
    /// - Returns: nil where no call was made since.
    init?(_ pacing: Pacing, since before: Pacing) {
        guard pacing.sentCount > before.sentCount else { return nil }
        callsSent = pacing.sentCount - before.sentCount
        callsRefused = pacing.throttledCount - before.throttledCount
        slowDowns = pacing.slowDownCount - before.slowDownCount
        callsInFlightAllowed = pacing.callsMax
        callsPerSecondAllowed = pacing.perSecondMax
    }
}
