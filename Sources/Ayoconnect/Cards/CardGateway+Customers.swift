package import BankAPI
internal import NIOHTTP1
package import PayoutCore

extension CardGateway: CardBinding {
    /// Generate webview, service 01 (Ayoconnect: Card Acceptance, section 11).
    package func register(_ request: CardRegistration) async -> CustomerAnswer<CardPage> {
        let call = CardCalls.Request(
            service: .registration, correlation: request.externalID, body: CardBody.registration(request))
        return CustomerAnswer(await send(call)) { answer in
            guard answer.accepts, let page = answer.message.page else { return nil }
            return CardPage(
                address: page, providerReferenceNo: answer.message.referenceNumber,
                lifetime: answer.message.pageSeconds.map { .seconds($0) })
        }
    }

    /// Card list, service 03.
    package func cards(
        of customerID: String, externalID: ExternalID, number: PartnerReferenceNo
    ) async -> CustomerAnswer<[RegisteredCard]> {
        let query = CardQuery.text([(.customerID, customerID), (.transactionID, number.text)])
        let call = CardCalls.Request(service: .list, method: .GET, correlation: externalID, query: query)
        return CustomerAnswer(await send(call)) { answer in
            guard answer.accepts else { return nil }
            return answer.message.cards?.compactMap(\.registered)
        }
    }

    /// Unbinding, service 04.
    package func unbind(
        _ card: StoredCard, externalID: ExternalID, number: PartnerReferenceNo
    ) async -> CustomerAnswer<CustomerReport.State> {
        let query = CardQuery.text([
            (.customerID, card.customerID), (.transactionID, number.text), (.cardToken, card.cardToken.reveal()),
        ])
        let call = CardCalls.Request(service: .unbinding, method: .DELETE, correlation: externalID, query: query)
        return CustomerAnswer(await send(call)) { answer in
            guard answer.accepts else { return nil }
            return answer.message.status.map(CardStatus.ofCard) ?? (answer.code == nil ? nil : .unbound)
        }
    }

    /// A charge of a customer who is present, service 54: the answer leads to a page.
    package func chargePresent(_ request: MovementRequest) async -> PresentCharge {
        guard gate.enter() else { return PresentCharge(outcome: .unsent(.notStarted), page: nil) }
        defer { gate.leave() }
        return await charge(request, initiator: CardValue.customer)
    }

    /// Takes money that is held, service 54 with the operation CAPTURE: at most 120 % of the hold, in the same flow.
    package func capture(_ charge: PaymentKey, amount: Rupiah) async -> CustomerAnswer<StatusReport> {
        guard charge.providerReferenceNo != nil else { return .refused(Self.noInvoiceNumber) }
        guard let card = await book.card(of: charge.customer) else { return .refused(Self.noCard) }
        let body = CardBody.capture(charge, of: amount, on: card)
        let call = CardCalls.Request(service: .charge, correlation: charge.externalID, body: body)
        return CustomerAnswer(await send(call)) { Self.report($0, of: charge) }
    }

    /// Releases what is held, service 57, in the same flow.
    package func void(_ charge: PaymentKey) async -> CustomerAnswer<StatusReport> {
        guard charge.providerReferenceNo != nil else { return .refused(Self.noInvoiceNumber) }
        let body = CardBody.void(charge, customerID: await book.card(of: charge.customer)?.customerID)
        let call = CardCalls.Request(service: .void, correlation: charge.externalID, body: body)
        return CustomerAnswer(await send(call)) { Self.report($0, of: charge) }
    }

    /// What is answered where nothing was sent: a capture and a void name the charge by the bank's number.
    private static let noInvoiceNumber = BankAnswer(
        code: "no_invoice_number", message: "ask for the status of the charge first: that brings the number of the bank"
    )

    /// The status that an answer about this charge names.
    private static func report(_ answer: CardAnswer, of charge: PaymentKey) -> StatusReport? {
        guard answer.accepts, let status = answer.status else { return nil }
        let isOurs = answer.message.transactionID.map { $0 == charge.partnerReferenceNo.text } ?? true
        return isOurs ? answer.report(status, source: .answer) : nil
    }

    private func send(_ call: CardCalls.Request) async -> CardCalls.Result {
        guard gate.enter() else { return .failed(.unsent(.notStarted)) }
        defer { gate.leave() }
        return await calls.send(call)
    }
}

extension CardDetails {
    /// The card itself; nil without a token.
    fileprivate var registered: RegisteredCard? {
        token.map { token in
            RegisteredCard(
                cardToken: token, maskedNumber: maskedCard, brand: brand, expiry: expiry,
                state: status.map(CardStatus.ofCard))
        }
    }
}
