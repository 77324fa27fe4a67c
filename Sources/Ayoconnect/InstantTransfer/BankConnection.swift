internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import PayoutCore

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
struct BankConnection: Sendable {
    /// Connections beyond the calls in flight: for the token, inquiries and those being closed.
    static let connectionsSpare = 4
    /// How much later than our own time limit that of the library strikes, should ours ever fail.
    static let libraryDeadlineSlack: TimeAmount = .seconds(5)

    private let client: HTTPClient
    private let limits: CallLimits

    init(callsInFlightMax: Int, limits: CallLimits) {
        var settings = HTTPClient.Configuration()
        settings.redirectConfiguration = .disallow
        settings.httpVersion = .http1Only
        settings.timeout.connect = TimeAmount(limits.connect)
        settings.connectionPool.idleTimeout = TimeAmount(limits.idle)
        settings.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = callsInFlightMax + Self.connectionsSpare
        // A connection that cannot be opened is told at once; the engine decides when to try again.
        settings.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: settings)
        self.limits = limits
    }

    /// Closes all connections; calls still in flight would be lost, so the caller drains first.
    func shutdown() async {
        // Fails only where it was shut down before.
        try? await client.shutdown()
    }

    /// Sends one POST and reads its whole answer within the time limit.
    ///
    /// The library's own deadline ends at the head of the answer, so ours runs beside the whole exchange. Cancelling
    /// leaves it unknown what was received: that is doubt, like a lost connection.
    func post(url: String, headers: HTTPHeaders, body: [UInt8]) async -> Exchange {
        let request = Self.request(url: url, headers: headers, body: body)
        return await withTaskGroup(of: Ending.self) { group in
            group.addTask { .exchange(await exchange(request)) }
            group.addTask {
                // Sleeping ends early only when the exchange has ended or the caller was cancelled.
                guard (try? await ContinuousClock().sleep(for: limits.wholeCall)) != nil else { return .cancelled }
                return .limitReached
            }
            var isLimitReached = false
            for await ending in group {
                switch ending {
                case .exchange(.failed) where isLimitReached: return .failed(.doubtful(.timedOut))
                case .exchange(let exchange):
                    group.cancelAll()
                    return exchange
                case .limitReached:
                    isLimitReached = true
                    group.cancelAll()
                case .cancelled: continue
                }
            }
            return .failed(.doubtful(.connectionLost))
        }
    }

    private enum Ending {
        case exchange(Exchange)
        case limitReached
        case cancelled
    }

    private static func request(url: String, headers: HTTPHeaders, body: [UInt8]) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers = headers
        request.body = .bytes(ByteBuffer(bytes: body))
        return request
    }

    private func exchange(_ request: HTTPClientRequest) async -> Exchange {
        do {
            let deadline = NIODeadline.now() + TimeAmount(limits.wholeCall) + Self.libraryDeadlineSlack
            let response = try await client.execute(request, deadline: deadline)
            return .answered(
                HTTPAnswer(
                    status: Int(response.status.code), retryAfterHeader: response.headers.first(name: "Retry-After"),
                    dateHeader: response.headers.first(name: "Date"), body: try await Self.collect(response.body)))
        } catch {
            return .failed(CallFailure(error))
        }
    }

    /// The whole body, or nothing where it is longer than allowed: the rest is then not read.
    private static func collect(_ parts: HTTPClientResponse.Body) async throws -> [UInt8] {
        var body: [UInt8] = []
        for try await part in parts {
            guard body.count + part.readableBytes <= HTTPAnswer.bodyBytesMax else { return [] }
            body.append(contentsOf: part.readableBytesView)
        }
        return body
    }
}
