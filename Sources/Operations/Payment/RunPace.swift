internal import PayoutCore
internal import PayoutEngine

/// How fast the bank was called for one file, and the pace that was found in the end.
package struct RunPace: Hashable, Sendable {
    /// Calls to the bank that were started.
    package let callsSent: Int
    /// Those of them that the bank refused as too many (429).
    package let callsRefused: Int
    /// How often an answer for this file has slowed down the calls of all files, for whatever trouble; calls that met
    /// trouble together count once.
    package let slowDowns: Int
    /// Calls that might be in flight together at the end.
    package let callsInFlightAllowed: Int
    /// Calls a second that might be sent at the end: what the bank was found to take, or `dispatch.ratePerSecond`; nil
    /// where neither is known.
    package let callsPerSecondAllowed: Int?

    /// - Parameter pacing: that of all files, at the end.
    /// - Returns: nil where no call was made.
    init?(_ calls: CallCounts, _ pacing: Pacing) {
        guard calls.sent > 0 else { return nil }
        callsSent = calls.sent
        callsRefused = calls.refused
        slowDowns = calls.slowDowns
        callsInFlightAllowed = pacing.callsMax
        callsPerSecondAllowed = pacing.perSecondMax
    }
}
