import PayoutCore

extension Bank {
    /// Where a customer registers a card.
    static let registrationPagePath = "/mpgs/registration"
    private static let registrationTitle = "Register a card"
    private static let brands = ["MASTERCARD", "VISA", "JCB"]

    /// Generate webview: opens a page for a card (Ayoconnect: Card Acceptance, section 11).
    mutating func registerCard(_ request: IncomingRequest, at now: Timestamp) throws(Refusal) -> Reply {
        let correlationID = try admitCard(request, at: now)
        let body = try RequestBodies.decode(RegistrationBody.self, request.body)
        let transactionID = try Mandatory.transactionID(body.transactionId)
        guard let customer = body.customer else { throw .missing("customer") }
        let name = try Mandatory.text(customer.name, field: "customer.name")
        let urls = [body.successRedirectUrl, body.failureRedirectUrl]
        guard urls.contains(where: { $0 != nil }) else { throw .missing("successRedirectUrl") }
        for url in urls.compactMap(\.self) where !FieldFormat.isWebAddress(url) {
            throw .invalid("successRedirectUrl or failureRedirectUrl")
        }
        try Mandatory.pairs(body.additionalInfo)
        try claimCorrelation(correlationID)
        let session = CardSession(
            key: Self.randomToken(at: now), transactionID: transactionID, correlationID: correlationID,
            referenceNumber: longReference("C", cards.cards.count), name: name, successURL: urls[0],
            failureURL: urls[1], endsAt: now + settings.timing.cardSessionLife)
        let identity = customer.email ?? customer.phoneNumber ?? name
        let index = cards.add(
            CardRecord(
                cardToken: String(Self.randomToken(at: now).suffix(40)), customerID: cardCustomerID(of: identity),
                since: now, status: .pending, session: session))
        cards.cardsBySession[session.key] = index
        return Reply(code: "2010100", message: "Successful") { json in
            json.field("responseTime", now.iso8601)
            json.field("transactionId", transactionID)
            json.field("referenceNumber", session.referenceNumber)
            json.field("status", CardRecord.Status.pending.rawValue)
            json.object("webview") { json in
                json.field("URL", pageAddress(request) + Self.registrationPagePath + "?session=" + session.key)
                json.field("expiresIn", settings.timing.cardSessionLife.wholeMilliseconds / 1000)
            }
        }
    }

    /// The id of one of the merchant's customers: the same for each of the customer's cards.
    private func cardCustomerID(of identity: String) -> String {
        let bits = chance.bits(Chance.Subject.cardCustomer.rawValue, identity, 0)
        return "CU" + Hexadecimal.encode((0..<6).map { UInt8(truncatingIfNeeded: bits >> ($0 * 8)) })
    }

    /// The page on which a customer registers a card; a press of a button decides how that ends. A registration that
    /// is refused, or not done in time, stays PENDING, and nobody is called.
    mutating func visitRegistration(_ request: IncomingRequest, at now: Timestamp) -> Reply {
        guard let index = request.parameters["session"].flatMap({ cards.cardsBySession[$0] }),
            let session = cards.cards[index].session
        else { return Page.message(status: 404, title: Self.registrationTitle, "There is no such page.") }
        guard cards.cards[index].status == .pending else {
            return Page.message(title: Self.registrationTitle, "The card is registered.")
        }
        guard now < session.endsAt, !session.isRefused else {
            return Page.message(status: 410, title: Self.registrationTitle, "The time for the registration is over.")
        }
        guard request.method == .post, let choice = request.form["choice"] else {
            return registrationForm(session)
        }
        return press(choice, request.form, index, session)
    }

    private func registrationForm(_ session: CardSession) -> Reply {
        let options = Self.brands.map { "<option>\($0)</option>" }
        let fields = """
            <p>Customer \(Page.escaped(session.name))</p>
            <p><label>Card <select name="brand">\(options.joined())</select></label></p>
            <p><label>Case of later charges <input name="case" size="2" maxlength="2" pattern="[0-9]{2}"></label></p>
            """
        let buttons = [
            (choice: "succeed", text: "Register the card"), (choice: "fail", text: "Refuse"),
            (choice: "wait", text: "Wait"), (choice: "silent", text: "Register, and lose the callback"),
        ]
        return Page.reply(title: Self.registrationTitle, content: Page.form(fields: fields, buttons: buttons))
    }

    private mutating func press(
        _ choice: String, _ form: FormFields, _ index: Int, _ session: CardSession
    ) -> Reply {
        switch choice {
        case "succeed", "silent":
            cards.cards[index].status = .success
            cards.cards[index].behaviour = form["case"].flatMap { Int($0) }.flatMap(CardCase.init(rawValue:))
            if let brand = form["brand"], Self.brands.contains(brand) { cards.cards[index].brand = brand }
            var reply = Page.end(
                at: session.successURL, title: Self.registrationTitle, "The card is registered.")
            let isReported = choice == "succeed" && !strikes(.lostCallback, session.correlationID)
            let copies = strikes(.duplicateCallback, session.correlationID) ? 2 : 1
            if isReported { reply.early = [.card(.registered(index, copies: copies))] }
            return reply
        case "fail":
            cards.cards[index].session?.isRefused = true
            return Page.end(at: session.failureURL, title: Self.registrationTitle, "The card was refused.")
        default: return registrationForm(session)
        }
    }

    /// Reports a registered card.
    func tellRegistration(_ index: Int, copies: Int) -> [OutgoingCallback] {
        guard settings.callbackURL != nil, let session = cards.cards[index].session else { return [] }
        let record = cards.cards[index]
        let body = JSONWriter.object { json in
            json.field("responseCode", "2000100")
            json.field("transactionId", session.transactionID)
            json.field("correlationId", session.correlationID)
            json.field("status", record.status.rawValue)
            json.field("customerId", record.customerID)
            record.writeCard(&json)
        }
        let callback = OutgoingCallback(kind: .cardRegistration, index: index, body: body, isForged: false)
        return Array(repeating: callback, count: copies)
    }
}

extension CardRecord {
    /// The card, as callbacks and lists describe it.
    func writeCard(_ json: inout JSONWriter) {
        json.field("cardToken", cardToken)
        json.field("maskedCard", maskedCard)
        json.field("cardBrand", brand)
        json.field("cardExpiry", "05/29")
    }

    /// Four digits that say nothing about the token.
    private var maskedCard: String {
        let sum = customerID.utf8.reduce(7) { ($0 * 31 + Int($1)) % 10_000 }
        return "512345******" + String(String(sum + 10_000).suffix(4))
    }
}
