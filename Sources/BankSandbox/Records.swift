import PayoutCore

/// One accepted (or refused) account validation. Kept small: there is one for every request.
struct ValidationRecord: Sendable {
    let externalID: String
    let partnerReferenceNo: String
    let bankCode: String
    let accountNumber: String
    let receivedAt: Timestamp
    /// The responseCode of the answer.
    var answer: String
    /// The status that the bank reported last; empty if it reported none yet.
    var status = ""
    /// When a customerReference was first reported.
    var toldAt: Timestamp?
    /// The transfer that used it up.
    var usedBy: Int?
    var callbacks = CallbackCounts()
}

/// One transfer request that passed the gate.
struct TransferRecord: Sendable {
    /// How far the request came.
    enum State: String, Sendable {
        /// Money moved, or will.
        case booked
        /// Answered with a refusal; no money moved.
        case refused
        /// A fault struck before it was processed; no money moved.
        case unprocessed
    }

    let externalID: String
    let partnerReferenceNo: String
    let bankCode: String
    let accountNumber: String
    let accountName: String
    let amount: Rupiah
    let customerReference: String
    let note: String?
    let receivedAt: Timestamp
    var state: State
    /// The responseCode of the answer that was meant.
    var answer: String
    /// The status that the bank reported last; `03` until then. Empty if nothing was booked.
    var status = ""
    var statusAt: Timestamp?
    /// Somebody at the controls decided it; planned reports are no longer made.
    var isSettledByHand = false
    var callbacks = CallbackCounts()
}

/// What became of the callbacks about one validation or transfer.
struct CallbackCounts: Sendable {
    /// Tries that were made, repeats included.
    var tries: UInt16 = 0
    /// Answered with 2xx.
    var delivered: UInt16 = 0

    /// One more try.
    mutating func count(isDelivered: Bool) {
        tries &+= 1
        if isDelivered { delivered &+= 1 }
    }
}

/// Numbers of what happened.
struct Counters: Sendable {
    var requests: [String: Int] = [:]
    var answers: [String: Int] = [:]
    var faults: [FaultKind: Int] = [:]
    var tokensIssued = 0
    var callbacksTried = 0
    var callbacksDelivered = 0
    var callbacksGivenUp = 0
}
