import AsyncHTTPClient
import BankAPI
import CallbackServer
import Logging
import NIOCore
import NIOHTTP1
import PayoutCore
import ServiceLifecycle
import Synchronization

/// Believes callbacks whose signature header is "good", and remembers what it was shown.
final class NotingVerifier: CallbackVerifier {
    private let proof: CallbackProof
    let proofHeaders = ProofHeaders(timestamp: "X-TIMESTAMP", signature: "X-SIGNATURE")
    private let shown = Mutex<[ReceivedCallback]>([])

    init(proof: CallbackProof = .body) { self.proof = proof }

    var seen: [ReceivedCallback] { shown.withLock { $0 } }

    func proof(of kind: CallbackKind) -> CallbackProof { proof }

    func recordable(_ callback: ReceivedCallback) -> [UInt8] { callback.body }

    func acknowledgement(of kind: CallbackKind) -> String { "{\"thanks\":\"\(kind.rawValue)\"}" }

    func verify(_ callback: ReceivedCallback) -> CallbackContent? {
        shown.withLock { $0.append(callback) }
        guard callback.signatureHeader == "good" else { return nil }
        var content = CallbackContent()
        content.responseMessage = String(decoding: callback.body, as: UTF8.self)
        return content
    }
}

struct FixedClock: WallClock {
    static let moment = Timestamp(milliseconds: 1_771_051_030_000)

    func now() -> Timestamp { Self.moment }
}

struct LedgerUnavailable: Error {}

/// A callback server on a free port, and a record of all that it was told to do.
struct ServerHarness {
    final class Log: Sendable {
        let recorded = Mutex<[ProvenCallback]>([])
        let rejected = Mutex<[CallbackKind]>([])
        let isReady = Mutex(true)
    }

    let port: Int
    let client: HTTPClient
    let verifier: NotingVerifier
    let log: Log

    var url: String { "http://127.0.0.1:\(port)" }
    var recorded: [ProvenCallback] { log.recorded.withLock { $0 } }
    func setReady(_ isReady: Bool) { log.isReady.withLock { $0 = isReady } }
    var rejected: [CallbackKind] { log.rejected.withLock { $0 } }

    /// Runs `body` against a listening server and shuts it down gracefully afterwards.
    static func with<Success: Sendable>(
        host: String = "127.0.0.1", verifier: NotingVerifier = NotingVerifier(), allowFrom: AddressList? = nil,
        limits: CallbackServerLimits = .patient,
        record: (@Sendable (ProvenCallback) async throws -> Void)? = nil,
        recordGroup: (@Sendable ([ProvenCallback]) async throws -> Void)? = nil,
        _ body: @escaping @Sendable (ServerHarness, ServiceGroup) async throws -> Success
    ) async throws -> Success {
        let log = Log()
        let (ports, listening) = AsyncStream.makeStream(of: Int.self)
        var configuration = CallbackServerConfiguration(host: host, port: 0, allowFrom: allowFrom)
        configuration.limits = limits
        let server = CallbackServer(
            configuration: configuration, verifier: verifier, clock: FixedClock(),
            isReady: { log.isReady.withLock { $0 } },
            rejectedProof: { kind in log.rejected.withLock { $0.append(kind) } },
            record: { group in
                try await recordGroup?(group)
                for callback in group { try await record?(callback) }
                log.recorded.withLock { $0 += group }
            },
            onListening: { listening.yield($0) }, logger: quiet)
        let group = ServiceGroup(configuration: .init(services: [server], logger: quiet))
        return try await withThrowingTaskGroup(of: Success?.self) { tasks in
            tasks.addTask {
                try await group.run()
                return nil
            }
            tasks.addTask {
                var iterator = ports.makeAsyncIterator()
                guard let port = await iterator.next() else { throw LedgerUnavailable() }
                let client = HTTPClient(eventLoopGroupProvider: .singleton)
                let harness = ServerHarness(port: port, client: client, verifier: verifier, log: log)
                do {
                    let value = try await body(harness, group)
                    try await client.shutdown()
                    await group.triggerGracefulShutdown()
                    return value
                } catch {
                    try? await client.shutdown()
                    await group.triggerGracefulShutdown()
                    throw error
                }
            }
            var value: Success?
            while let next = try await tasks.next() { value = next ?? value }
            guard let value else { throw LedgerUnavailable() }
            return value
        }
    }

    static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    struct Answer: Equatable {
        let status: Int
        let body: String
        var allow: String?
    }

    func send(
        _ target: String, method: String = "POST", body: String = "{}", headers: [(String, String)] = [],
        chunked: Bool = false
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: url + target)
        request.method = .init(rawValue: method)
        // The server closes the connection of a sender that it refused; none is used again.
        request.headers.add(name: "Connection", value: "close")
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if method == "POST" {
            let bytes = ByteBuffer(string: body)
            request.body = chunked ? .stream([bytes].async, length: .unknown) : .bytes(bytes)
        }
        let response = try await client.execute(request, timeout: .seconds(30))
        let text = try await response.body.collect(upTo: 1_000_000)
        return Answer(
            status: Int(response.status.code), body: String(buffer: text), allow: response.headers.first(name: "Allow"))
    }

    static let good = [("X-SIGNATURE", "good"), ("X-TIMESTAMP", "2026-02-14T13:40:00+07:00")]
}

extension Array where Element: Sendable {
    /// The elements as an asynchronous sequence.
    fileprivate var async: AsyncStream<Element> {
        AsyncStream { continuation in
            for element in self { continuation.yield(element) }
            continuation.finish()
        }
    }
}

extension CallbackServerLimits {
    /// The usual limits, but that nobody is given up for being slow: other tests may keep this process from sending for
    /// longer than any sender takes.
    static var patient: CallbackServerLimits {
        var limits = CallbackServerLimits()
        (limits.bodyWait, limits.idle) = (.seconds(3600), .seconds(3600))
        return limits
    }
}
