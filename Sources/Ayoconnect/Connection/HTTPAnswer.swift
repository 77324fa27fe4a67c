internal import PayoutCore
internal import SNAP

/// An answer of the bank as it came over HTTP, read whole.
package struct HTTPAnswer: Equatable, Sendable {
    /// The HTTP status.
    let status: Int
    /// `Retry-After`, if the bank sent it.
    let retryAfterHeader: String?
    /// `Date`, if the bank sent it.
    let dateHeader: String?
    /// Empty where it was longer than ``bodyBytesMax``: such a body is not SNAP, whatever it begins with.
    let body: [UInt8]

    /// The longest body that is read; SNAP's answers have some hundred bytes.
    package static let bodyBytesMax = 64 * 1024
    /// The longest `Retry-After` that is believed.
    package static let retryAfterSecondsMax: Int64 = 3600

    /// An answer of its parts.
    package init(status: Int, retryAfterHeader: String? = nil, dateHeader: String? = nil, body: [UInt8]) {
        self.status = status
        self.retryAfterHeader = retryAfterHeader
        self.dateHeader = dateHeader
        self.body = body
    }

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
    let code: SNAPResponseCode

    /// The two digits of the case.
    var caseCode: String { code.caseCode }
}
