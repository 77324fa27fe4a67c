package import PayoutCore

/// How customers bind their bank accounts to a bank's direct debit, and confirm payments with codes. A protocol because
/// there are two banks: Ayoconnect, and the simulated one of the tests.
///
/// No call moves money by itself. Each sends its request at most once, and says what came of it.
///
///     guard case .done(_, let page) = await bank.bind(request) else { … }
///     show(page.address.reveal())     // the customer picks a bank there, and proves who he is
///     // The result comes by callback. Where it does not, the bank is asked:
///     if case .done(_, let accounts) = await bank.boundAccounts(of: user, externalID: fresh, number: number) { … }
package protocol AccountBinding: Sendable {
    /// Begins to bind an account, and returns the page on which the customer does the rest.
    func bind(_ request: BindingRequest) async -> CustomerAnswer<BindingPage>
    /// Asks which accounts of a customer are bound; none where the bank does not know the customer.
    func boundAccounts(
        of publicUserID: String, externalID: ExternalID, number: PartnerReferenceNo
    ) async -> CustomerAnswer<[BoundAccount]>
    /// Ends the binding of an account, or begins to.
    func unbind(_ request: UnbindingRequest) async -> CustomerAnswer<Unbinding>
    /// Sends the code that a customer has received; a payment or an unbinding waits for it. The result of that payment
    /// still comes by callback or inquiry.
    func send(_ code: CustomerCode) async -> CustomerAnswer<CodeVerdict>
}

/// How customers register cards, and what persons do with charges. A protocol for the same reason.
///
///     let charge = await bank.chargePresent(request)
///     if let page = charge.page { show(page.reveal()) }    // the customer confirms there
///     // A hold on a card is taken or released later:
///     let taken = await bank.capture(key, amount: Rupiah(150_000))
package protocol CardBinding: Sendable {
    /// Begins to register a card, and returns the page on which the customer enters it.
    func register(_ request: CardRegistration) async -> CustomerAnswer<CardPage>
    /// Asks which cards of a customer are registered.
    func cards(of customerID: String, externalID: ExternalID, number: PartnerReferenceNo) async
        -> CustomerAnswer<[RegisteredCard]>
    /// Forgets a card for good.
    func unbind(
        _ card: StoredCard, externalID: ExternalID, number: PartnerReferenceNo
    ) async -> CustomerAnswer<CustomerReport.State>
    /// Charges a customer who is present, and confirms on a page of the bank.
    func chargePresent(_ request: MovementRequest) async -> PresentCharge
    /// Takes money that is held on a card; the amount may differ from the hold within the bank's limits.
    func capture(_ charge: PaymentKey, amount: Rupiah) async -> CustomerAnswer<StatusReport>
    /// Releases the hold on a card.
    func void(_ charge: PaymentKey) async -> CustomerAnswer<StatusReport>
}

/// What came of a request that concerns customers.
package enum CustomerAnswer<Success: Sendable>: Sendable {
    /// The bank has done as it was asked.
    case done(BankAnswer, Success)
    /// The bank has refused.
    case refused(BankAnswer)
    /// Refused before processing; it may be sent again as a new request.
    case deferred(Deferral)
    /// It may have been done.
    case doubtful(Doubt)
    /// It certainly never left.
    case unsent(Unsent)
}

extension CustomerAnswer: Equatable where Success: Equatable {}
