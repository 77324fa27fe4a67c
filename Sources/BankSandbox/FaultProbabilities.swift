/// One way in which the simulated bank misbehaves. The raw value is the name on the command line and in `/ledger`.
package enum FaultKind: String, CaseIterable, Sendable {
    /// HTTP 5xx, and the request was not processed.
    case errorBefore = "error-before"
    /// HTTP 5xx, although the request was processed.
    case errorAfter = "error-after"
    /// The connection is closed without an answer, and the request was not processed.
    case dropBefore = "drop-before"
    /// The connection is closed without a whole answer, although the request was processed.
    case dropAfter = "drop-after"
    /// HTTP 307 to another address; whether the request was processed is a matter of chance.
    case redirect
    /// A page that is not SNAP, or a body that disagrees with its HTTP status; processed or not.
    case html
    /// HTTP 429 with `Retry-After`, not processed.
    case tooManyRequests = "too-many-requests"
    /// HTTP 401: the token is revoked, and the request was not processed.
    case expiredToken = "expired-token"
    /// The callback is never sent.
    case lostCallback = "lost-callback"
    /// The callback is sent twice.
    case duplicateCallback = "duplicate-callback"
    /// The callback arrives before the answer to the request that it belongs to.
    case earlyCallback = "early-callback"
    /// The final callback arrives before the one that says "still in progress".
    case reorderedCallback = "reordered-callback"
    /// A callback with an unknown status comes first.
    case unknownStatus = "unknown-status"
    /// A callback with a wrong signature and a wrong status comes first (not where there are no signatures).
    case forgedCallback = "forged-callback"
    /// The first inquiry soon after the booking is answered 07.
    case earlyNotFound = "early-not-found"
    /// A validation is reported as 03 ERROR: it ended without a result.
    case validationError = "validation-error"
    /// A validation is reported as 00 INITIATED first.
    case initiatedCallback = "initiated-callback"
    /// A status inquiry is answered 5xx.
    case inquiryError = "inquiry-error"
    /// A status inquiry is answered 429, however seldom the client asks.
    case inquiryTooManyRequests = "inquiry-too-many-requests"
    /// The callback of a debit payment says its status in a word.
    case wordCallback = "word-callback"
    /// A debit payment or charge is refused for lack of funds; a fourth of those payments are made all the same.
    case insufficientFunds = "insufficient-funds"
    /// A charge of the merchant is answered PENDING, and its result called back.
    case pendingCharge = "pending-charge"
    /// A debit payment is answered 401: the customer token is good no more.
    case expiredCustomerToken = "expired-customer-token"
    /// A refund is answered 5xx; whether it is made is a matter of chance.
    case refundInDoubt = "refund-in-doubt"

    /// The share of this kind in the mix that `--faults 1` turns on.
    var shareOfMix: Double {
        switch self {
        case .errorBefore, .errorAfter, .dropBefore, .dropAfter: 0.1
        case .redirect, .html, .validationError, .insufficientFunds: 0.05
        case .tooManyRequests, .wordCallback, .refundInDoubt: 0.1
        case .expiredToken, .expiredCustomerToken: 0.01
        case .lostCallback, .unknownStatus, .forgedCallback, .initiatedCallback: 0.1
        case .duplicateCallback: 0.3
        case .earlyCallback, .reorderedCallback, .inquiryError, .pendingCharge: 0.2
        case .earlyNotFound: 0.5
        // No part of the mix: it has nothing to do with what the client does.
        case .inquiryTooManyRequests: 0
        }
    }
}

/// How likely each kind of misbehaviour is, from 0 to 1.
package struct FaultProbabilities: Sendable, Equatable {
    private var values = [FaultKind: Double]()

    /// A bank that never misbehaves.
    package init() {}

    /// All kinds together: each with its share of the mix, scaled by `level` from 0 to 1.
    package init(mix level: Double) {
        for kind in FaultKind.allCases { self[kind] = level * kind.shareOfMix }
    }

    /// The probability of one kind.
    package subscript(kind: FaultKind) -> Double {
        get { values[kind, default: 0] }
        set { values[kind] = min(max(newValue, 0), 1) }
    }
}
