internal import PayoutCore

/// How many status inquiries may be on their way to the products that take two a second.
///
/// The gateway spaces them. More of them would only wait there, and hold the calls of other batches.
struct InquiryPace: Sendable {
    /// Two that leave, and two that leave next.
    static let callsMax = 4
    /// How long nobody asks after a refusal of too many questions that names no time.
    static let patience = Duration.seconds(5)

    var callsInFlight = 0
    private var pausedUntil: Timestamp?

    /// Inquiries that may start now.
    func room(at now: Timestamp) -> Int { pauseEnd(at: now) == nil ? max(0, Self.callsMax - callsInFlight) : 0 }

    /// When the bank may be asked again; nil where that is now.
    func pauseEnd(at now: Timestamp) -> Timestamp? { pausedUntil.flatMap { now < $0 ? $0 : nil } }

    /// The bank has refused an inquiry as one too many.
    mutating func refused(retryAfter: Duration?, at now: Timestamp) {
        let end = now + (retryAfter ?? Self.patience)
        pausedUntil = pausedUntil.map { max($0, end) } ?? end
    }
}
