import PayoutCore

/// A breach of the contract by the client. The raw value is the name in `/ledger`.
package enum ViolationKind: String, CaseIterable, Sendable {
    case missingHeader = "missing-header"
    case malformedHeader = "malformed-header"
    case badSignature = "bad-signature"
    case staleTimestamp = "stale-timestamp"
    case unknownClient = "unknown-client"
    case malformedBody = "malformed-body"
    case reusedExternalID = "reused-external-id"
    case secondTransfer = "second-transfer"
    case transferWithoutValidation = "transfer-without-validation"
    case reusedValidation = "reused-validation"
    case expiredValidation = "expired-validation"
    case mismatchedValidation = "mismatched-validation"
    case amountOutsideLimits = "amount-outside-limits"
    case inquiryTooFrequent = "inquiry-too-frequent"
    case mismatchedInquiry = "mismatched-inquiry"
    case followedRedirect = "followed-redirect"
    case unknownPath = "unknown-path"
    /// A partnerReferenceNo of a binding, unbinding or binding inquiry that was used before.
    case reusedReference = "reused-reference"
    /// A second debit payment or charge under the reference of one that was made.
    case secondPayment = "second-payment"
    /// More than the whole payment was to be given back.
    case refundAbovePayment = "refund-above-payment"
    /// A payment that did not succeed was to be given back.
    case refundWithoutPayment = "refund-without-payment"
    /// The customer token of another customer, or none that was ever given out.
    case wrongCustomerToken = "wrong-customer-token"
    /// A customer token was asked for before the account was bound.
    case unboundCustomerToken = "unbound-customer-token"
    /// Account token, bank and public user id are not of one mandate.
    case mismatchedMandate = "mismatched-mandate"
    /// Card token and customer id are not of one card.
    case mismatchedCard = "mismatched-card"
    /// A status inquiry, capture or void under another X-Correlation-ID than its charge.
    case mismatchedCorrelation = "mismatched-correlation"
    /// More was captured than 120 % of the hold, or something else than a hold was captured or voided.
    case wrongCapture = "wrong-capture"
    /// A code was sent for a payment or unbinding that waits for none, or under another X-EXTERNAL-ID.
    case mismatchedCode = "mismatched-code"
}

/// One breach, with what is needed to find its cause.
struct Violation: Sendable {
    let kind: ViolationKind
    let at: Timestamp
    let service: String
    /// What exactly was wrong; names fields, never secrets.
    let detail: String
    let externalID: String?
    let partnerReferenceNo: String?
}

/// All breaches: every one is counted, the first ones are kept in full.
struct ViolationLog: Sendable {
    static let keptMax = 10_000

    private(set) var kept: [Violation] = []
    private(set) var counts: [ViolationKind: Int] = [:]

    var total: Int { counts.values.reduce(0, +) }

    mutating func note(_ violation: Violation) {
        counts[violation.kind, default: 0] += 1
        if kept.count < Self.keptMax { kept.append(violation) }
    }
}

/// A refusal of a request: what to answer and, where the client is to blame, what to note.
struct Refusal: Error {
    /// HTTP status (3 digits) and case (2 digits) of the responseCode; the service goes between them.
    let status: Int
    let caseCode: String
    let message: String
    var violation: ViolationKind?

    init(_ status: Int, case caseCode: String, _ message: String, _ violation: ViolationKind? = nil) {
        self.status = status
        self.caseCode = caseCode
        self.message = message
        self.violation = violation
    }

    func code(of service: any NamedService) -> String { "\(status)\(service.code)\(caseCode)" }

    static func missing(_ field: String, _ kind: ViolationKind = .malformedBody) -> Refusal {
        Refusal(400, case: "02", "Missing Mandatory Field \(field)", kind)
    }

    static func invalid(_ field: String, _ kind: ViolationKind = .malformedBody) -> Refusal {
        Refusal(400, case: "01", "Invalid Field Format \(field)", kind)
    }
}
