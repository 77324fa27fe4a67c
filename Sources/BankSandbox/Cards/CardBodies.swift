import PayoutCore

struct RegistrationBody: Decodable {
    struct Customer: Decodable {
        let name: String?
        let email: String?
        let phoneNumber: String?
    }

    let transactionId: String?
    let customer: Customer?
    let successRedirectUrl: String?
    let failureRedirectUrl: String?
    let additionalInfo: [String: String]?
}

struct ChargeBody: Decodable {
    struct Order: Decodable {
        let amount: String?
        let currency: String?
        let description: String?
    }

    let transactionId: String?
    let customerId: String?
    let cardToken: String?
    let invoiceNumber: String?
    let operation: String?
    let initiator: String?
    let order: Order?
    let additionalInfo: [String: String]?
}

struct VoidBody: Decodable {
    let transactionId: String?
    let customerId: String?
    let invoiceNumber: String?
}

/// A charge or capture whose fields have the right form (Ayoconnect: Card Acceptance, section 11).
struct ChargeOrder: Sendable {
    enum Operation: String, Sendable {
        case pay = "PAY"
        case authorize = "AUTH"
        case capture = "CAPTURE"
    }

    enum Initiator: String, Sendable {
        case merchant = "MERCHANT"
        case customer = "CUSTOMER"
    }

    let transactionID: String
    let customerID: String
    let cardToken: String
    let operation: Operation
    let initiator: Initiator
    let amount: Rupiah
    /// The payment that a capture takes.
    let invoiceNumber: String?

    init(_ body: ChargeBody) throws(Refusal) {
        transactionID = try Mandatory.transactionID(body.transactionId)
        customerID = try Mandatory.customerID(body.customerId)
        cardToken = try Mandatory.cardToken(body.cardToken)
        guard let operation = Operation(rawValue: body.operation ?? Operation.pay.rawValue) else {
            throw .invalid("operation")
        }
        guard let initiator = Initiator(rawValue: try Mandatory.text(body.initiator, field: "initiator")) else {
            throw .invalid("initiator")
        }
        (self.operation, self.initiator) = (operation, initiator)
        guard let order = body.order else { throw .missing("order") }
        let amount = AmountBody(value: order.amount, currency: order.currency)
        self.amount = try Mandatory.positiveAmount(amount, field: "order")
        invoiceNumber = operation == .capture ? try Mandatory.text(body.invoiceNumber, field: "invoiceNumber") : nil
        try Mandatory.pairs(body.additionalInfo)
    }
}

extension Mandatory {
    /// 1 to 32 characters.
    static func transactionID(_ value: String?) throws(Refusal) -> String {
        let text = try text(value, field: "transactionId")
        guard text.utf8.count <= 32 else { throw .invalid("transactionId") }
        return text
    }

    /// 6 to 16 letters and digits.
    static func customerID(_ value: String?) throws(Refusal) -> String {
        let text = try text(value, field: "customerId")
        guard (6...16).contains(text.utf8.count), FieldFormat.isAlphanumeric(text, count: text.utf8.count) else {
            throw .invalid("customerId")
        }
        return text
    }

    /// 40 letters and digits.
    static func cardToken(_ value: String?) throws(Refusal) -> String {
        let text = try text(value, field: "cardToken")
        guard FieldFormat.isAlphanumeric(text, count: 40) else { throw .invalid("cardToken") }
        return text
    }

    /// 1 to 10 pairs, where there are any.
    static func pairs(_ info: [String: String]?) throws(Refusal) {
        guard info.map({ (1...10).contains($0.count) }) ?? true else { throw .invalid("additionalInfo") }
    }
}
