package import BankAPI
package import Logging
package import NIOCore
internal import NIOPosix
package import PayoutCore

/// Ayoconnect's Direct Debit API (Ayoconnect: Direct Debit, sections 1 to 9).
///
/// Every call sends at most one service request and never repeats it: no retry, no redirect, no second try under a
/// renewed token. Tokens that are missing are fetched before the service request begins, so trouble with them always
/// means that the service request was not sent. Must be shut down with ``shutdown()`` before it is released.
///
///     let gateway = DirectDebitGateway(
///         configuration: configuration, directDebit: DirectDebitConfiguration(), book: book, clock: clock,
///         logger: logger)
///     let answer = await gateway.call(.movement(collection))
///     await gateway.shutdown()
package final class DirectDebitGateway: PaymentGateway {
    let configuration: AyoconnectConfiguration
    let refundExternalID: RefundExternalID
    let book: any CustomerBook
    let clock: any WallClock
    let calls: DebitCalls
    let customers: CustomerTokens
    let spacing: InquirySpacing
    let gate = CallGate()
    private let connection: BankConnection
    private let random = SystemRandomSource()

    /// A gateway with connections of its own, which live on `eventLoops`. Nothing is sent until the first call.
    ///
    /// - Parameters:
    ///   - book: where the bound accounts of customers are found.
    ///   - spacing: shared with other gateways whose status inquiries count together.
    package init(
        configuration: AyoconnectConfiguration, directDebit: DirectDebitConfiguration, book: any CustomerBook,
        spacing: InquirySpacing = InquirySpacing(), clock: any WallClock, logger: Logger,
        eventLoops: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
    ) {
        let connection = BankConnection(
            callsInFlightMax: configuration.callsInFlightMax, limits: configuration.limits,
            transport: configuration.transport, clock: clock, eventLoops: eventLoops)
        let signer = RequestSigner(configuration)
        let request = TokenRequest(
            configuration: configuration, path: directDebit.prefix + DebitPath.token, connection: connection,
            signer: signer)
        let tokens = AccessTokens(clock: clock) { await request.send(now: $0).answer }
        let customerRequest = CustomerTokenRequest(
            configuration: configuration, path: directDebit.prefix + DebitPath.customerToken, connection: connection,
            signer: signer, tokens: tokens)
        self.configuration = configuration
        self.connection = connection
        self.book = book
        self.spacing = spacing
        self.clock = clock
        refundExternalID = directDebit.refundExternalID
        customers = CustomerTokens(clock: clock) { await customerRequest.send(authCode: $0, now: $1) }
        calls = DebitCalls(
            configuration: configuration, prefix: directDebit.prefix, connection: connection, signer: signer,
            tokens: tokens, clock: clock, logger: logger)
    }

    /// Waits for the calls in flight, each bounded by its time limit, then closes all connections. Calls that come
    /// later are answered as not started.
    package func shutdown() async {
        await gate.close()
        await connection.shutdown()
    }

    /// Sends one request about a collection or a refund; requests of other products are not for this gateway.
    package func call(_ call: BankCall) async -> CallAnswer {
        guard gate.enter() else { return call.unsent(.notStarted) }
        defer { gate.leave() }
        switch call {
        case .validation: return call.unsent(.notStarted)
        case .movement(let request): return .movement(await move(request))
        case .inquiry(let request): return .inquiry(await inquire(request))
        }
    }

    /// Direct Debit moves no money of ours, so there is no balance to ask for.
    package func balance(_ request: BalanceRequest) async -> BalanceOutcome { .undecided(.unsent(.notStarted)) }

    /// How far our clock is ahead of the bank's by its last answer; see ``AyoconnectGateway/clockLead``.
    package var clockLead: Duration? { connection.clockLead }

    /// When the certificate of the bank ends, by the last connection; nil without TLS, or before the first one.
    package var certificateEndsAt: Timestamp? { connection.certificateEndsAt }

    func freshExternalID() -> ExternalID { ExternalID(UUIDv7.hexadecimal(at: clock.now(), random: random)) }
}
