package import BankAPI
package import Logging
package import NIOCore
internal import NIOHTTP1
internal import NIOPosix
package import PayoutCore

/// Ayoconnect's Card Acceptance API (Ayoconnect: Card Acceptance, sections 10 and 11).
///
/// Every call sends at most one service request and never repeats it: no retry, no redirect, no second try under a
/// renewed token. A token that is missing is fetched before the service request begins. Must be shut down with
/// ``shutdown()`` before it is released.
///
///     let gateway = CardGateway(configuration: configuration, book: book, clock: clock, logger: logger)
///     let answer = await gateway.call(.movement(charge))
///     await gateway.shutdown()
package final class CardGateway: PaymentGateway {
    let book: any CustomerBook
    let calls: CardCalls
    let gate = CallGate()
    private let spacing: InquirySpacing
    private let connection: BankConnection

    /// A gateway with connections of its own, which live on `eventLoops`. Nothing is sent until the first call.
    ///
    /// - Parameters:
    ///   - book: where the cards of customers are found.
    ///   - spacing: shared with other gateways whose status inquiries count together.
    package init(
        configuration: CardConfiguration, book: any CustomerBook, spacing: InquirySpacing = InquirySpacing(),
        clock: any WallClock, logger: Logger,
        eventLoops: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
    ) {
        let connection = BankConnection(
            callsInFlightMax: configuration.callsInFlightMax, limits: configuration.limits,
            transport: configuration.transport, clock: clock, eventLoops: eventLoops)
        let request = CardTokenRequest(configuration: configuration, connection: connection)
        let tokens = AccessTokens(clock: clock) { _ in await request.send() }
        self.connection = connection
        self.book = book
        self.spacing = spacing
        calls = CardCalls(
            configuration: configuration, connection: connection, tokens: tokens, clock: clock, logger: logger)
    }

    /// Waits for the calls in flight, each bounded by its time limit, then closes all connections. Calls that come
    /// later are answered as not started.
    package func shutdown() async {
        await gate.close()
        await connection.shutdown()
    }

    /// Sends one request about a charge; requests of other products are not for this gateway.
    package func call(_ call: BankCall) async -> CallAnswer {
        guard gate.enter() else { return call.unsent(.notStarted) }
        defer { gate.leave() }
        switch call {
        case .validation: return call.unsent(.notStarted)
        case .movement(let request): return .movement(await charge(request, initiator: CardValue.merchant).outcome)
        case .inquiry(let request): return .inquiry(await inquire(request))
        }
    }

    /// Charges move no money of ours, so there is no balance to ask for.
    package func balance(_ request: BalanceRequest) async -> BalanceOutcome { .undecided(.unsent(.notStarted)) }

    /// How far our clock is ahead of the bank's by its last answer; see ``AyoconnectGateway/clockLead``.
    package var clockLead: Duration? { connection.clockLead }

    /// When the certificate of the bank ends, by the last connection; nil without TLS, or before the first one.
    package var certificateEndsAt: Timestamp? { connection.certificateEndsAt }

    /// What is answered where nothing was sent, since there is no card to charge.
    static let noCard = BankAnswer(code: "no_card", message: "the customer has no registered card")

    /// A charge, service 54. The flow of a charge goes by its external id.
    func charge(_ request: MovementRequest, initiator: String) async -> PresentCharge {
        guard case .charge(let customer) = request.instruction else {
            return PresentCharge(outcome: .unsent(.notStarted), page: nil)
        }
        guard let card = await book.card(of: customer) else {
            return PresentCharge(outcome: .refused(Self.noCard), page: nil)
        }
        let body = CardBody.charge(request, on: card, initiator: initiator)
        switch await calls.send(CardCalls.Request(service: .charge, correlation: request.externalID, body: body)) {
        case .failed(.unsent(let unsent)): return PresentCharge(outcome: .unsent(unsent), page: nil)
        case .failed(.doubtful(let doubt)): return PresentCharge(outcome: .doubtful(doubt), page: nil)
        case .answered(let answer, let serial):
            let isPresent = initiator == CardValue.customer
            let read = ChargeAnswer(answer, to: request, tokenSerial: serial, isPresent: isPresent)
            if let loss = read.loss { await book.lost(.card, of: customer, token: card.cardToken, because: loss) }
            return PresentCharge(outcome: read.outcome, page: read.page)
        }
    }

    /// The status of a charge, service 55: by the bank's own number where it is known, else by ours. Waits until the
    /// bank allows another inquiry.
    private func inquire(_ request: InquiryRequest) async -> InquiryOutcome {
        guard case .charge(let customer) = request.subject else { return .undecided(.unsent(.notStarted)) }
        switch await spacing.enter() {
        case .go: break
        case .refused(let said, let rest): return .undecided(.deferred(.throttled(said, retryAfter: rest)))
        case .cancelled: return .undecided(.unsent(.notStarted))
        }
        let number = request.providerReferenceNo
        let query = CardQuery.text([
            (.invoiceNumber, number), (.customerID, await book.cardCustomerID(of: customer)),
            (.transactionID, number == nil ? request.partnerReferenceNo.text : nil),
        ])
        let result = await calls.send(
            CardCalls.Request(service: .status, method: .GET, correlation: request.externalID, query: query))
        switch result {
        case .failed(let failure):
            spacing.leave()
            switch failure {
            case .unsent(let unsent): return .undecided(.unsent(unsent))
            case .doubtful(let doubt): return .undecided(.doubtful(doubt))
            }
        case .answered(let answer, let serial):
            let isThrottled = answer.http.status == 429
            spacing.leave(said: isThrottled ? answer.said : nil, retryAfter: answer.http.retryAfter)
            return ChargeInquiryAnswer.outcome(answer, to: request, tokenSerial: serial)
        }
    }
}
