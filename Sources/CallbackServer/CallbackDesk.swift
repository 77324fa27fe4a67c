internal import BankAPI
internal import CrashPoints
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore
internal import PayoutCore

/// A request together with the connection that it came over.
struct ConnectionContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
    }

    /// The peer of the connection itself; headers that claim another one are ignored.
    var peer: IPAddress? { IPAddress(channel.remoteAddress) }
}

/// Answers each request that reaches the callback server.
struct CallbackDesk: Sendable {
    /// How long a connection is left open after a refusal that did not read the body: long enough for the refusal to
    /// arrive, short enough that nobody keeps us reading.
    static let closingDelay: TimeAmount = .seconds(1)

    let configuration: CallbackServerConfiguration
    let verifier: any CallbackVerifier
    let clock: any WallClock
    let isReady: @Sendable () async -> Bool
    let rejectedProof: @Sendable (CallbackKind) -> Void
    let record: @Sendable (ProvenCallback) async throws -> Void

    func respond(to request: Request, context: ConnectionContext) async -> Response {
        switch CallbackRoute(method: request.method.rawValue, target: request.head.path ?? "") {
        case .callback(let kind): return await receive(request, kind: kind, context: context)
        case .alive: return .text(.ok, "alive\n")
        case .readiness:
            return await isReady() ? .text(.ok, "ready\n") : .text(.serviceUnavailable, "not ready\n")
        case .wrongMethod(let allowed):
            var response = refuse(.methodNotAllowed, context)
            response.headers[.allow] = allowed
            return response
        case .unknown: return refuse(.notFound, context)
        }
    }

    /// An empty answer, and the end of the connection.
    private func refuse(_ status: HTTPResponse.Status, _ context: ConnectionContext) -> Response {
        let channel = context.channel
        channel.eventLoop.scheduleTask(in: Self.closingDelay) { channel.close(promise: nil) }
        return Response(status: status)
    }

    private func receive(_ request: Request, kind: CallbackKind, context: ConnectionContext) async -> Response {
        if let allowFrom = configuration.allowFrom {
            guard let peer = context.peer, allowFrom.contains(peer) else { return refuse(.forbidden, context) }
        }
        guard let body = await body(of: request, context: context) else {
            return refuse(.contentTooLarge, context)
        }
        let received = ReceivedCallback(
            kind: kind, target: request.head.path ?? "",
            timestampHeader: CallbackHeader.timestamp.flatMap { request.headers[$0] },
            signatureHeader: CallbackHeader.signature.flatMap { request.headers[$0] }, body: body)
        guard let content = verifier.verify(received) else {
            rejectedProof(kind)
            context.logger.debug("callback refused: its proof does not hold", metadata: ["kind": "\(kind.rawValue)"])
            return Response(status: .unauthorized)
        }
        let proven = ProvenCallback(
            kind: kind, proof: verifier.proof, receivedAt: clock.now(), content: content,
            body: Self.text(body))
        CrashPoint.effect(.callbackProven).pass()
        do {
            try await record(proven)
        } catch {
            // The error itself may name what is personal, so only its type is logged.
            context.logger.error(
                "callback not recorded; the bank was asked to send it again",
                metadata: ["kind": "\(kind.rawValue)", "error": "\(type(of: error))"])
            return Response(status: .serviceUnavailable)
        }
        CrashPoint.effect(.callbackAnswering).pass()
        return .json(.ok, kind.acknowledgement)
    }

    /// The body as it is kept: what is no text is repaired, and so is NUL, which would end it in the ledger.
    private static func text(_ body: [UInt8]) -> String {
        String(decoding: body, as: UTF8.self).replacing("\0", with: "\u{FFFD}")
    }

    /// The whole body, or nil where it is too long or did not arrive whole in time.
    private func body(of request: Request, context: ConnectionContext) async -> [UInt8]? {
        let channel = context.channel
        let deadline = channel.eventLoop.scheduleTask(in: TimeAmount(configuration.limits.bodyWait)) {
            // Closing ends the reading below as well.
            channel.close(promise: nil)
        }
        defer { deadline.cancel() }
        guard let buffer = try? await request.body.collect(upTo: configuration.limits.bodyBytesMax) else { return nil }
        return Array(buffer.readableBytesView)
    }
}

/// The headers that carry the proof.
enum CallbackHeader {
    static let timestamp = HTTPField.Name("X-TIMESTAMP")
    static let signature = HTTPField.Name("X-SIGNATURE")
}

extension CallbackKind {
    /// What a taken callback is answered with, in SNAP's manner.
    fileprivate var acknowledgement: String {
        let service =
            switch self {
            case .accountValidation: "16"
            case .transfer: "18"
            }
        return "{\"responseCode\":\"200\(service)00\",\"responseMessage\":\"Successful\"}"
    }
}

extension Response {
    fileprivate static func text(_ status: HTTPResponse.Status, _ text: String) -> Response {
        Response(
            status: status, headers: [.contentType: "text/plain; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    fileprivate static func json(_ status: HTTPResponse.Status, _ text: String) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
