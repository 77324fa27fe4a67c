import BankSandbox
import FoundationEssentials
import Hummingbird
import Logging
import ServiceLifecycle
import Synchronization

/// A callback as a client of the bank gets it.
struct ReceivedCallback: Sendable {
    let path: String
    let headers: [String: String]
    let body: [UInt8]
    let content: CallbackBody
}

/// The fields of a callback that the tests look at.
struct CallbackBody: Decodable, Sendable {
    struct Amount: Decodable, Sendable {
        let value: String
        let currency: String
    }

    struct AdditionalInfo: Decodable, Sendable {
        let customerReference: String?
    }

    let responseCode: String?
    let originalExternalId: String?
    let originalPartnerReferenceNo: String?
    let serviceCode: String?
    let beneficiaryAccountNo: String?
    let beneficiaryAccountName: String?
    let additionalInfo: AdditionalInfo?
    let amount: Amount?
    let latestTransactionStatus: String?
    let latestVerificationStatus: String?
}

/// A tiny callback server that keeps what it gets, and lets a test wait for it.
final class CallbackReceiver: Sendable {
    private struct Waiter {
        let count: Int
        let matches: @Sendable (ReceivedCallback) -> Bool
        let continuation: CheckedContinuation<[ReceivedCallback], Never>
    }

    private struct State {
        var received: [ReceivedCallback] = []
        var waiters: [Waiter] = []
        var refusals = 0
    }

    private let state = Mutex(State())

    /// The next callbacks are answered 500, so many times.
    func refuse(times: Int) { state.withLock { $0.refusals = times } }

    /// All that came so far.
    var received: [ReceivedCallback] { state.withLock { $0.received } }

    /// The first `count` callbacks that match, as soon as they are there.
    func wait(
        for count: Int = 1, where matches: @escaping @Sendable (ReceivedCallback) -> Bool
    ) async -> [ReceivedCallback] {
        await withCheckedContinuation { continuation in
            state.withLock { state in
                state.waiters.append(Waiter(count: count, matches: matches, continuation: continuation))
                Self.wake(&state)
            }
        }
    }

    /// The callbacks about one X-EXTERNAL-ID.
    func wait(for count: Int = 1, about externalID: String) async -> [ReceivedCallback] {
        await wait(for: count) { $0.content.originalExternalId == externalID }
    }

    func respond(to request: Request) async throws -> Response {
        let buffer = try await request.body.collect(upTo: 64 * 1024)
        let body = Array(buffer.readableBytesView)
        var headers: [String: String] = [:]
        for field in request.headers { headers[field.name.canonicalName] = field.value }
        let content = try JSONDecoder().decode(CallbackBody.self, from: Data(body))
        let callback = ReceivedCallback(
            path: request.uri.description, headers: headers, body: body, content: content)
        let isRefused = state.withLock { state in
            state.received.append(callback)
            Self.wake(&state)
            state.refusals -= 1
            return state.refusals >= 0
        }
        return Response(status: isRefused ? .internalServerError : .ok)
    }

    /// Runs the receiver for as long as `body` takes.
    static func withRunning<Result: Sendable>(
        _ body: (_ receiver: CallbackReceiver, _ baseURL: String) async throws -> Result
    ) async throws -> Result {
        let receiver = CallbackReceiver()
        let (ports, feed) = AsyncStream.makeStream(of: Int.self)
        var logger = Logger(label: "callback-receiver")
        logger.logLevel = .critical
        let responder = CallbackResponder<BasicRequestContext> { request, _ in
            try await receiver.respond(to: request)
        }
        let application = Application(
            responder: responder, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { feed.yield($0.localAddress?.port ?? 0) }, logger: logger)
        // Stopped in good order: a server that is cancelled while it accepts a connection may trap.
        let services = ServiceGroup(configuration: .init(services: [application], logger: logger))
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await services.run() }
            var iterator = ports.makeAsyncIterator()
            let port = await iterator.next() ?? 0
            let result: Swift.Result<Result, any Error>
            do {
                result = .success(try await body(receiver, "http://127.0.0.1:\(port)"))
            } catch {
                result = .failure(error)
            }
            await services.triggerGracefulShutdown()
            try await group.waitForAll()
            return try result.get()
        }
    }

    private static func wake(_ state: inout State) {
        state.waiters.removeAll { waiter in
            let matching = state.received.filter(waiter.matches)
            guard matching.count >= waiter.count else { return false }
            waiter.continuation.resume(returning: matching)
            return true
        }
    }
}
