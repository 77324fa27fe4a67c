import PayoutCore

/// A card that is registered, was registered or is about to be registered.
struct CardRecord: Sendable {
    /// How far the registration is (Ayoconnect: Card Acceptance, section 11).
    enum Status: String, Sendable {
        case pending = "PENDING"
        case success = "SUCCESS"
        case unbound = "UNBINDED"
    }

    let cardToken: String
    let customerID: String
    var brand = "MASTERCARD"
    var behaviour: CardCase?
    let since: Timestamp
    var status: Status
    /// The request that opened the page; nil for a known card.
    var session: CardSession?
    /// The bank ended the registration, and nobody was called.
    var isGone = false
    /// Charges that were asked for.
    var charges = 0
    var callbacks = CallbackCounts()

    /// Whether charges can be made.
    var isUsable: Bool { status == .success && !isGone }
}

/// What the client asked for when it opened a page for a card.
struct CardSession: Sendable {
    let key: String
    let transactionID: String
    let correlationID: String
    let referenceNumber: String
    let name: String
    let successURL: String?
    let failureURL: String?
    let endsAt: Timestamp
    /// Refused by the customer: the registration stays PENDING, as one whose time is over.
    var isRefused = false
}

/// One charge that the bank took, or refused in a way that leaves a status.
struct ChargeRecord: Sendable {
    let correlationID: String
    let transactionID: String
    let invoiceNumber: String
    /// Which card pays.
    let card: Int
    let amount: Rupiah
    let operation: ChargeOrder.Operation
    let initiator: ChargeOrder.Initiator
    let behaviour: CardCase?
    let receivedAt: Timestamp
    /// The responseCode of the answer that was meant.
    var answer: String
    /// The payment status; empty if the bank never made the charge, and inquiries find nothing.
    var status = ""
    var statusAt: Timestamp?
    /// What a capture took.
    var captured: Rupiah?
    /// The key of the 3DS page, and when its time is over.
    var challenge: (key: String, endsAt: Timestamp)?
    var inquiries = 0
    /// Somebody at the controls decided it; planned reports are no longer made.
    var isSettledByHand = false
    var callbacks = CallbackCounts()
}

/// What the bank knows about Card Acceptance.
struct CardBooks: Sendable {
    var tokens: [String: Timestamp] = [:]
    var cards: [CardRecord] = []
    var charges: [ChargeRecord] = []
    var chargesByCorrelation: [String: Int] = [:]
    var chargesByTransaction: [String: Int] = [:]
    var chargesByInvoice: [String: Int] = [:]
    var cardsBySession: [String: Int] = [:]
    var chargesBySession: [String: Int] = [:]
    /// X-Correlation-IDs of flows other than charges.
    var usedCorrelations: Set<String> = []
    var inquiryPace = InquiryPace()
    private var byToken: [String: Int] = [:]
    private var byCustomer: [String: [Int]] = [:]

    mutating func add(_ record: CardRecord) -> Int {
        let index = cards.count
        cards.append(record)
        byToken[record.cardToken] = index
        byCustomer[record.customerID, default: []].append(index)
        return index
    }

    /// The card of a token, also a known one that nobody used yet.
    mutating func card(ofToken cardToken: String, at now: Timestamp) -> Int? {
        if let index = byToken[cardToken] { return index }
        return KnownCard(cardToken: cardToken).map { add($0, at: now) }
    }

    /// All cards of a customer, the oldest first.
    mutating func cards(ofCustomer customerID: String, at now: Timestamp) -> [Int] {
        if let known = KnownCard(customerID: customerID), byToken[known.cardToken] == nil { _ = add(known, at: now) }
        return byCustomer[customerID] ?? []
    }

    private mutating func add(_ known: KnownCard, at now: Timestamp) -> Int {
        add(
            CardRecord(
                cardToken: known.cardToken, customerID: known.customerID, behaviour: known.behaviour, since: now,
                status: .success))
    }
}
