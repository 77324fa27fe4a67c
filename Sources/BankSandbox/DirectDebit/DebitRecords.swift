import PayoutCore

/// One account that is bound, was bound or is about to be bound.
struct BindingRecord: Sendable {
    /// How far the binding is (Ayoconnect: latestBindingStatus).
    enum Status: String, Sendable {
        case inProgress = "IN_PROGRESS"
        case verificationPending = "VERIFICATION_PENDING"
        case success = "SUCCESS"
        case failed = "FAILED"
        case unbound = "UNBINDED"
    }

    let authCode: String
    let accountToken: String
    let publicUserID: String
    var bankCode: String
    var behaviour: DebitCase?
    let since: Timestamp
    var status: Status
    /// The request that opened the binding page; nil for a known mandate.
    var session: BindingSession?
    /// Three wrong codes: nothing works until the bank forgets the mandate.
    var isBlocked = false
    /// The customer or the bank ended the binding, and nobody was called.
    var isGone = false
    var customerTokensIssued = 0
    /// Payments that were asked for.
    var payments = 0
    /// An unbinding that waits for a code.
    var dueCode: DueCode?
    /// The X-EXTERNAL-ID of the unbinding that waits or was done.
    var unbindingID: String?
    var callbacks = CallbackCounts()

    /// Whether payments can be made.
    var isUsable: Bool { status == .success && !isBlocked && !isGone }

    /// Whether the binding inquiry lists the account.
    var isListed: Bool { status == .success && !isGone }
}

/// What the client asked for when it opened a binding page.
struct BindingSession: Sendable {
    let externalID: String
    let partnerReferenceNo: String
    let referenceNo: String
    let userID: String
    let successURL: String?
    let failureURL: String?
    let endsAt: Timestamp
}

/// A code of six digits that the customer has to type.
struct DueCode: Sendable {
    static let right = "123456"
    static let triesMax = 3

    let token: String
    let endsAt: Timestamp
    var wrongTries = 0
}

/// One debit payment that the bank took, or refused in a way that leaves a status.
struct DebitPaymentRecord: Sendable {
    let externalID: String
    let partnerReferenceNo: String
    let referenceNo: String
    /// Which binding pays.
    let binding: Int
    let amount: Rupiah
    let remarks: String?
    /// The CHANNEL-ID, which is the same all through one flow.
    let channelID: String?
    let behaviour: DebitCase?
    let receivedAt: Timestamp
    /// The responseCode of the answer that was meant.
    var answer: String
    /// The latestTransactionStatus; empty if the bank never made the payment, and inquiries find nothing.
    var status = ""
    var statusAt: Timestamp?
    var dueCode: DueCode?
    /// What was given back.
    var refunded = Rupiah.zero
    /// Refunds that were asked for.
    var refunds = 0
    var inquiries = 0
    /// Somebody at the controls decided it; planned reports are no longer made.
    var isSettledByHand = false
    var callbacks = CallbackCounts()
}

/// One refund that was asked for in good order.
struct DebitRefundRecord: Sendable {
    /// What became of a refund.
    enum State: String, Sendable {
        case made
        /// Answered 5005800; done a little later.
        case processing
        /// Refused, or lost before it was processed.
        case notMade = "not-made"
    }

    let externalID: String
    let partnerRefundNo: String
    let refundNo: String
    /// Which payment is given back.
    let payment: Int
    let amount: Rupiah
    let receivedAt: Timestamp
    var answer: String
    var state: State
}
