internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1
internal import NIOSSL
internal import PayoutCore
internal import Synchronization

/// What came of one exchange with the bank.
enum Exchange: Equatable, Sendable {
    case answered(HTTPAnswer)
    case failed(CallFailure)
}

/// Sends requests to the bank over our own pool of connections: once, never again, never anywhere else.
///
/// async-http-client repeats no request by itself, but it would follow redirects, and 307 and 308 repeat a POST with
/// its body; it would also keep calls waiting in its pool unseen. Hence a client of our own with every such default
/// set.
final class BankConnection: Sendable {
    /// Connections beyond the calls in flight: for the token, inquiries and those being closed.
    static let connectionsSpare = 4

    private let client: HTTPClient
    private let limits: CallLimits
    private let requests = Mutex<[String: HTTPClient.Request]>([:])
    private let clock: BankClock
    private let memory: ConnectionMemory
    private let departures: DepartureTickets

    init(
        callsInFlightMax: Int, limits: CallLimits, transport: BankTransport = BankTransport(), clock: any WallClock,
        eventLoops: any EventLoopGroup
    ) {
        let memory = ConnectionMemory()
        let idleLife = SharedIdleLife()
        let departures = DepartureTickets()
        var settings = HTTPClient.Configuration(tlsConfiguration: transport.tls)
        settings.proxy = transport.proxy?.setting
        settings.redirectConfiguration = .disallow
        settings.httpVersion = .http1Only
        settings.timeout.connect = TimeAmount(limits.connect)
        settings.connectionPool.idleTimeout = TimeAmount(limits.idle)
        settings.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = callsInFlightMax + Self.connectionsSpare
        // A connection that cannot be opened is reported at once; the engine decides when to try again.
        settings.connectionPool.retryConnectionEstablishment = false
        settings.http1_1ConnectionDebugInitializer = { channel in
            channel.eventLoop.makeCompletedFuture {
                try Self.watch(channel, RequestWatch(idleLife: idleLife, departures: departures), memory)
            }
        }
        self.memory = memory
        self.departures = departures
        self.clock = BankClock(clock: clock)
        client = HTTPClient(eventLoopGroup: eventLoops, configuration: settings)
        self.limits = limits
    }

    /// Puts our handler between those of the library, on a connection that has just been opened.
    private static func watch(
        _ channel: any Channel, _ watch: RequestWatch, _ memory: ConnectionMemory
    ) throws {
        let pipeline = channel.pipeline.syncOperations
        let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPResponseDecoder>.self)
        try pipeline.addHandler(watch, position: .after(decoder))
        if let certificate = try? pipeline.handler(type: NIOSSLClientHandler.self).peerCertificate {
            memory.opened(certificateEndsAt: certificate.endsAt)
        }
    }

    /// How far our clock is ahead of the bank's, where by more than a minute.
    var clockLead: Duration? { clock.lead }

    /// When the bank's certificate ends, by the connection that was opened last; nil without TLS.
    var certificateEndsAt: Timestamp? { memory.certificateEndsAt }

    /// Why the last connection that could not be used could not; nil where there was none.
    var lastTrouble: ConnectionTrouble? { memory.lastTrouble }

    /// Closes all connections; calls still in flight would be lost, so the caller drains first.
    func shutdown() async {
        // Fails only where it was shut down before.
        try? await client.shutdown()
    }

    /// Sends one POST and reads its whole answer within the time limit.
    ///
    /// A request that was held back from a dead connection goes to another one: not a byte of it has left, so nothing
    /// is repeated. Each dead connection is gone with that, and a new one is fit, so there is an end to it.
    ///
    /// The library's deadline stands for the whole exchange as long as a delegate takes the answer; for its other
    /// calls it ends at the head. Cancelling leaves it unknown what was received: that is doubt, like a lost
    /// connection.
    func post(url: String, headers: HTTPHeaders, body: [UInt8]) async -> Exchange {
        await send(.POST, url: url, headers: headers, body: body)
    }

    /// The same with another method; `body` is nil where the method has none.
    func send(_ method: HTTPMethod, url: String, headers: HTTPHeaders, body: [UInt8]?) async -> Exchange {
        let deadline = NIODeadline.now() + TimeAmount(limits.wholeCall)
        repeat {
            let exchange = await sendOnce(method, url: url, headers: headers, body: body, deadline: deadline)
            guard exchange == .failed(.unsent(.connectionEnded)) else { return exchange }
            if Task.isCancelled { return .failed(.unsent(.notStarted)) }
        } while NIODeadline.now() < deadline
        return .failed(.unsent(.connectionEnded))
    }

    private func sendOnce(
        _ method: HTTPMethod, url: String, headers: HTTPHeaders, body: [UInt8]?, deadline: NIODeadline
    ) async -> Exchange {
        let collector = AnswerCollector()
        var headers = headers
        let ticket = departures.issue(to: &headers)
        defer { if let ticket { departures.end(ticket) } }
        do {
            var request = try prepared(method, url)
            request.headers = headers
            request.body = body.map { .byteBuffer(ByteBuffer(bytes: $0)) }
            let task = client.execute(request: request, delegate: collector, deadline: deadline)
            let answer = try await withTaskCancellationHandler {
                try await task.get()
            } onCancel: {
                task.cancel()
            }
            clock.note(answer.dateHeader)
            return .answered(answer)
        } catch is AnswerCollector.TooLong {
            return collector.withoutBody.map { .answered($0) } ?? .failed(.doubtful(.connectionLost))
        } catch {
            if let trouble = ConnectionTrouble(any: error) { memory.failed(trouble) }
            return .failed(CallFailure(error, isHeadWritten: collector.isHeadWritten))
        }
    }

    /// A request to this address, still without headers and body. The addresses of POSTs are few and reading one is
    /// slow, so they are kept; those of other methods carry what they ask for.
    private func prepared(_ method: HTTPMethod, _ url: String) throws -> HTTPClient.Request {
        guard method == .POST else { return try HTTPClient.Request(url: url, method: method) }
        if let known = requests.withLock({ $0[url] }) { return known }
        let request = try HTTPClient.Request(url: url, method: .POST)
        requests.withLock { $0[url] = request }
        return request
    }
}

/// What was learnt from the connections so far.
private final class ConnectionMemory: Sendable {
    private struct State {
        var certificateEndsAt: Timestamp?
        var lastTrouble: ConnectionTrouble?
    }

    private let state = Mutex(State())

    var certificateEndsAt: Timestamp? { state.withLock { $0.certificateEndsAt } }

    var lastTrouble: ConnectionTrouble? { state.withLock { $0.lastTrouble } }

    func opened(certificateEndsAt: Timestamp) { state.withLock { $0.certificateEndsAt = certificateEndsAt } }

    func failed(_ trouble: ConnectionTrouble) { state.withLock { $0.lastTrouble = trouble } }
}

/// Takes one answer as it comes in.
private final class AnswerCollector: HTTPClientResponseDelegate {
    /// The body is longer than any that is read: the rest is then left unread.
    struct TooLong: Error {}

    private struct State {
        var isHeadWritten = false
        var status = 0
        var retryAfter: String?
        var date: String?
        var body: [UInt8] = []

        var answer: HTTPAnswer {
            HTTPAnswer(status: status, retryAfterHeader: retryAfter, dateHeader: date, body: body)
        }
    }

    private let state = Mutex(State())

    /// Whether the library has handed the head of the request to a connection: from then on it may have left.
    var isHeadWritten: Bool { state.withLock { $0.isHeadWritten } }

    func didSendRequestHead(task: HTTPClient.Task<HTTPAnswer>, _ head: HTTPRequestHead) {
        state.withLock { $0.isHeadWritten = true }
    }

    /// What has come in, without the body; nil before the head has.
    var withoutBody: HTTPAnswer? {
        state.withLock { state in
            state.body = []
            return state.status == 0 ? nil : state.answer
        }
    }

    func didReceiveHead(task: HTTPClient.Task<HTTPAnswer>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
        state.withLock { state in
            state.status = Int(head.status.code)
            state.retryAfter = head.headers.first(name: "Retry-After")
            state.date = head.headers.first(name: "Date")
        }
        return task.eventLoop.makeSucceededVoidFuture()
    }

    func didReceiveBodyPart(task: HTTPClient.Task<HTTPAnswer>, _ part: ByteBuffer) -> EventLoopFuture<Void> {
        let fits = state.withLock { state in
            guard state.body.count + part.readableBytes <= HTTPAnswer.bodyBytesMax else { return false }
            state.body.append(contentsOf: part.readableBytesView)
            return true
        }
        return fits ? task.eventLoop.makeSucceededVoidFuture() : task.eventLoop.makeFailedFuture(TooLong())
    }

    func didFinishRequest(task: HTTPClient.Task<HTTPAnswer>) throws -> HTTPAnswer {
        state.withLock { $0.answer }
    }
}
