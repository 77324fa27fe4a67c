internal import BankAPI
internal import PayoutCore
internal import SNAP

/// The bodies and queries of Card Acceptance's requests (Ayoconnect: Card Acceptance, section 11).
enum CardBody {
    typealias Writer = JSONObjectWriter<CardName>

    /// The form of the token request (section 10).
    static func token(clientID: String, clientSecret: Secret) -> [UInt8] {
        Array(CardQuery.text([(.clientID, clientID), (.clientSecret, clientSecret.reveal())]).utf8)
    }

    /// A charge that takes the money at once. What the bank would refuse in the note or the reference is left out.
    static func charge(_ request: MovementRequest, on card: StoredCard, initiator: String) -> [UInt8] {
        Writer.object { body in
            body.add(.transactionID, request.partnerReferenceNo.text)
            body.add(.customerID, card.customerID)
            body.add(.cardToken, card.cardToken.reveal())
            body.add(.operation, CardValue.pay)
            body.add(.initiator, initiator)
            body.add(.order) { order in
                order.add(request.amount)
                if let note = AdditionalInfo.sendable(request.note) { order.add(.description, note) }
            }
            guard let reference = AdditionalInfo.sendable(request.reference) else { return }
            body.add(.additionalInfo) { $0.add(.reference, reference) }
        }
    }

    /// Takes what is held.
    static func capture(_ charge: PaymentKey, of amount: Rupiah, on card: StoredCard) -> [UInt8] {
        Writer.object { body in
            name(charge, in: &body)
            body.add(.customerID, card.customerID)
            body.add(.cardToken, card.cardToken.reveal())
            body.add(.operation, CardValue.capture)
            body.add(.initiator, CardValue.merchant)
            body.add(.order) { $0.add(amount) }
        }
    }

    /// Releases what is held.
    static func void(_ charge: PaymentKey, customerID: String?) -> [UInt8] {
        Writer.object { body in
            name(charge, in: &body)
            if let customerID { body.add(.customerID, customerID) }
        }
    }

    private static func name(_ charge: PaymentKey, in body: inout Writer) {
        body.add(.transactionID, charge.partnerReferenceNo.text)
        if let number = charge.providerReferenceNo { body.add(.invoiceNumber, number) }
    }

    /// A page on which a customer enters a card.
    static func registration(_ request: CardRegistration) -> [UInt8] {
        Writer.object { body in
            body.add(.transactionID, request.partnerReferenceNo.text)
            body.add(.customer) { customer in
                customer.add(.name, request.name)
                if let email = request.email { customer.add(.email, email) }
                if let phone = request.phone { customer.add(.phoneNumber, phone) }
            }
            body.add(.successRedirectURL, request.returnTo.success)
            body.add(.failureRedirectURL, request.returnTo.failure)
        }
    }
}

extension JSONObjectWriter where Name == CardName {
    /// Adds the two members of an amount of rupiah.
    fileprivate mutating func add(_ amount: Rupiah) {
        add(.amount, amount.snapValue)
        add(.currency, CardValue.rupiah)
    }
}

/// The query of an address, and the body of a form.
enum CardQuery {
    /// `name=value&…`, percent-encoded; members without a value are left out.
    static func text(_ members: [(CardName, String?)]) -> String {
        members.compactMap { name, value in value.map { "\(name.stringValue)=\(encoded($0))" } }
            .joined(separator: "&")
    }

    /// RFC 3986: unreserved characters stand for themselves.
    private static func encoded(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                encoded.unicodeScalars.append(UnicodeScalar(byte))
            default: encoded += "%" + Hexadecimal.encode([byte]).uppercased()
            }
        }
        return encoded
    }
}
