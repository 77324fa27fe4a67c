internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1
internal import PayoutCore
internal import Synchronization

/// What came of one exchange with the bank.
enum Exchange: Equatable, Sendable {
    case answered(HTTPAnswer)
    case failed(CallFailure)
}

/// Posts to the bank over our own pool of connections: once, never again, never anywhere else.
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

    init(callsInFlightMax: Int, limits: CallLimits, eventLoops: any EventLoopGroup) {
        var settings = HTTPClient.Configuration()
        settings.redirectConfiguration = .disallow
        settings.httpVersion = .http1Only
        settings.timeout.connect = TimeAmount(limits.connect)
        settings.connectionPool.idleTimeout = TimeAmount(limits.idle)
        settings.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = callsInFlightMax + Self.connectionsSpare
        // A connection that cannot be opened is told at once; the engine decides when to try again.
        settings.connectionPool.retryConnectionEstablishment = false
        settings.http1_1ConnectionDebugInitializer = { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(SingleFlush(), position: .first)
            }
        }
        client = HTTPClient(eventLoopGroup: eventLoops, configuration: settings)
        self.limits = limits
    }

    /// Closes all connections; calls still in flight would be lost, so the caller drains first.
    func shutdown() async {
        // Fails only where it was shut down before.
        try? await client.shutdown()
    }

    /// Sends one POST and reads its whole answer within the time limit.
    ///
    /// The library's deadline stands for the whole exchange as long as a delegate takes the answer; for its other
    /// calls it ends at the head. Cancelling leaves it unknown what was received: that is doubt, like a lost
    /// connection.
    func post(url: String, headers: HTTPHeaders, body: [UInt8]) async -> Exchange {
        let collector = AnswerCollector()
        do {
            var request = try prepared(url)
            request.headers = headers
            request.body = .byteBuffer(ByteBuffer(bytes: body))
            let task = client.execute(
                request: request, delegate: collector, deadline: .now() + TimeAmount(limits.wholeCall))
            return try await withTaskCancellationHandler {
                .answered(try await task.get())
            } onCancel: {
                task.cancel()
            }
        } catch is AnswerCollector.TooLong {
            return collector.withoutBody.map { .answered($0) } ?? .failed(.doubtful(.connectionLost))
        } catch {
            return .failed(CallFailure(error))
        }
    }

    /// A POST to this address, still without headers and body. Addresses are few and reading one is slow, so they are
    /// kept.
    private func prepared(_ url: String) throws -> HTTPClient.Request {
        if let known = requests.withLock({ $0[url] }) { return known }
        let request = try HTTPClient.Request(url: url, method: .POST)
        requests.withLock { $0[url] = request }
        return request
    }
}

/// Takes one answer as it comes in.
private final class AnswerCollector: HTTPClientResponseDelegate {
    /// The body is longer than any that is read: the rest is then left unread.
    struct TooLong: Error {}

    private struct State {
        var status = 0
        var retryAfter: String?
        var date: String?
        var body: [UInt8] = []

        var answer: HTTPAnswer {
            HTTPAnswer(status: status, retryAfterHeader: retryAfter, dateHeader: date, body: body)
        }
    }

    private let state = Mutex(State())

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
