internal import PayoutCore

/// An answer of the bank as it came over HTTP, read whole.
struct HTTPAnswer: Equatable, Sendable {
    let status: Int
    /// `Retry-After`, if the bank sent it.
    var retryAfterHeader: String?
    /// `Date`, if the bank sent it.
    var dateHeader: String?
    /// Empty where it was longer than ``bodyBytesMax``: such a body is not SNAP, whatever it begins with.
    var body: [UInt8]

    /// The longest body that is read; SNAP's answers have some hundred bytes.
    static let bodyBytesMax = 64 * 1024
    /// The longest `Retry-After` that is believed.
    static let retryAfterSecondsMax: Int64 = 3600

    /// How long the bank asks to wait: whole seconds of at most an hour; a date or anything else is nil.
    var retryAfter: Duration? {
        guard let text = retryAfterHeader, let seconds = Int64(text), seconds >= 0 else { return nil }
        return .seconds(min(seconds, Self.retryAfterSecondsMax))
    }
}

/// A SNAP answer of one service: its code agrees with the HTTP status and names the service that was called.
struct SNAPAnswer {
    let message: WireMessage
    /// The code and the bank's own words.
    let answer: BankAnswer
    /// The two digits of the case.
    let caseCode: String
}
