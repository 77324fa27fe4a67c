internal import FoundationEssentials
internal import PayoutCore

/// What an answer or a callback of Card Acceptance says, read without trust: a member that is missing, empty, null or
/// of another type is nil, and never spoils the other members.
struct CardMessage {
    var responseCode: String?
    var responseMessage: String?
    var transactionID: String?
    var correlationID: String?
    var invoiceNumber: String?
    var referenceNumber: String?
    var status: String?
    var amount: WireAmount = .missing
    /// The page that the customer is led to.
    var page: Secret?
    /// How long the page is good, in seconds.
    var pageSeconds: Int64?
    var customerID: String?
    var card = CardDetails()
    /// Nil where the message has no such list.
    var cards: [CardDetails]?

    /// Reads a JSON object; nil for anything else, and for one that could be read in two ways.
    static func read(_ body: [UInt8]) -> CardMessage? {
        guard StrictJSON.accepts(body) else { return nil }
        return try? JSONDecoder().decode(CardMessage.self, from: Data(body))
    }
}

/// A card as the bank describes it.
struct CardDetails: Decodable {
    var token: Secret?
    var maskedCard: String?
    var brand: String?
    var expiry: String?
    var status: String?

    init() {}

    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CardName.self)
        token = members.text(.cardToken).map(Secret.init)
        maskedCard = members.text(.maskedCard)
        brand = members.text(.cardBrand)
        expiry = members.text(.cardExpiry)
        status = members.text(.status)
    }
}

extension CardMessage: Decodable {
    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CardName.self)
        responseCode = members.text(.responseCode)
        responseMessage = members.text(.responseMessage)
        transactionID = members.text(.transactionID)
        correlationID = members.text(.correlationID)
        invoiceNumber = members.text(.invoiceNumber)
        referenceNumber = members.text(.referenceNumber)
        status = members.text(.status)
        customerID = members.text(.customerID)
        amount = Self.amount(in: members)
        page = members.nestedText(.url, in: .webview).map(Secret.init)
        pageSeconds = members.nestedText(.expiresIn, in: .webview).flatMap(Int64.init)
        card = try CardDetails(from: decoder)
        if members.contains(.cards), (try? members.decodeNil(forKey: .cards)) == false {
            cards = (try? members.decode([CardDetails].self, forKey: .cards)) ?? []
        }
    }

    private static func amount(in members: KeyedDecodingContainer<CardName>) -> WireAmount {
        guard let order = try? members.nestedContainer(keyedBy: CardName.self, forKey: .order),
            order.contains(.amount)
        else { return .missing }
        return WireAmount(value: order.text(.amount), currency: order.text(.currency))
    }
}

/// What the words of Card Acceptance mean, in letters of either case (Ayoconnect: Card Acceptance, section 11). D.
///
/// | word | of a charge | of a card |
/// |---|---|---|
/// | PENDING | pending | in progress |
/// | SUCCESS | succeeded | bound |
/// | AUTHORIZED | authorised | |
/// | VOIDED | voided | |
/// | REFUNDED | refunded | |
/// | FAILED | failed | not bound |
/// | UNBINDED | | unbound |
/// | anything else | unrecognised | unrecognised |
enum CardStatus {
    static func ofCharge(_ word: String) -> TransactionStatus {
        switch word.lowercased() {
        case "pending": .pending
        case "success": .succeeded
        case "authorized": .authorised
        case "voided": .voided
        case "refunded": .refunded
        case "failed": .failed
        default: .unrecognised(word)
        }
    }

    static func ofCard(_ word: String) -> CustomerReport.State {
        switch word.lowercased() {
        case "pending": .inProgress
        case "success": .bound
        case "failed": .notBound
        case "unbinded": .unbound
        default: .unrecognised(word)
        }
    }
}
