internal import BankAPI
internal import CrashPoints
internal import Logging
internal import NIOCore
internal import NIOHTTP1
internal import PayoutCore

/// Decides what becomes of each request that reaches the callback server. It never waits: work that takes time becomes
/// a job in the queue.
struct CallbackHandler: Sendable {
    /// What a request comes to.
    enum Verdict {
        case answer(CallbackAnswer)
        /// Something else must happen first.
        case job(CallbackJob)
    }

    let configuration: CallbackServerConfiguration
    let verifier: any CallbackVerifier
    let clock: any WallClock
    let rejectedProof: @Sendable (CallbackKind) -> Void
    let queue: CallbackQueue
    let logger: Logger

    /// Why a request is refused by its head alone; nil where its body is worth waiting for.
    func refusal(of request: CallbackRequest, from peer: () -> IPAddress?) -> CallbackAnswer? {
        switch request.route {
        case .callback:
            if let allowFrom = configuration.allowFrom {
                guard let peer = peer(), allowFrom.contains(peer) else { return .empty(.forbidden) }
            }
            let isTooLong = request.announcedBytes.map { $0 > configuration.limits.bodyBytesMax } ?? false
            return isTooLong ? .empty(.payloadTooLarge) : nil
        case .alive, .readiness: return nil
        case .wrongMethod(let allowed): return .empty(.methodNotAllowed, allow: allowed)
        case .unknown: return .empty(.notFound)
        }
    }

    /// What becomes of a request that was read whole.
    func judge(_ request: CallbackRequest) -> Verdict {
        switch request.route {
        case .callback(let kind): judge(request, kind)
        case .alive: .answer(.text(.ok, "alive\n"))
        case .readiness: .job(.tellReadiness)
        case .wrongMethod(let allowed): .answer(.empty(.methodNotAllowed, allow: allowed))
        case .unknown: .answer(.empty(.notFound))
        }
    }

    private func judge(_ request: CallbackRequest, _ kind: CallbackKind) -> Verdict {
        let body = Array(request.body.readableBytesView)
        let headers = verifier.proofHeaders
        let received = ReceivedCallback(
            kind: kind, target: request.target, timestampHeader: request.header(headers.timestamp),
            signatureHeader: request.header(headers.signature), body: body)
        guard let content = verifier.verify(received) else {
            rejectedProof(kind)
            logger.debug("callback refused: its proof does not hold", metadata: ["kind": "\(kind.rawValue)"])
            return .answer(.empty(.unauthorized))
        }
        let proven = ProvenCallback(
            kind: kind, proof: verifier.proof(of: kind), receivedAt: clock.now(), content: content,
            body: Self.text(verifier.recordable(received)))
        CrashPoint.effect(.callbackProven).pass()
        return .job(.record(proven))
    }

    /// Has a job done by others; `answer` is called once, on any thread.
    func hand(over job: CallbackJob, answer: @escaping @Sendable (CallbackAnswer) -> Void) {
        if !queue.add(job, answer: answer) { answer(.empty(.serviceUnavailable)) }
    }

    /// A job is done, and its answer is about to be written.
    func answering(_ request: CallbackRequest, _ answer: CallbackAnswer) {
        guard case .callback = request.route, answer.status == .ok else { return }
        CrashPoint.effect(.callbackAnswering).pass()
    }

    /// The body as it is kept: what is no text is repaired, and so is NUL, which would end it in the ledger.
    private static func text(_ body: [UInt8]) -> String {
        let text = String(decoding: body, as: UTF8.self)
        return body.contains(0) ? text.replacing("\0", with: "\u{FFFD}") : text
    }
}

/// What a request asks of the callback server, derived from its method and target alone.
enum CallbackRoute: Equatable {
    case callback(CallbackKind)
    /// `GET /healthz`: the program runs.
    case alive
    /// `GET /readyz`: callbacks can be recorded.
    case readiness
    /// The path is known, but only under the methods `allowed`.
    case wrongMethod(allowed: String)
    case unknown

    init(method: String, target: String) {
        var path = target.prefix { $0 != "?" }
        // An address registered with a slash at its end is the same; what is signed is the path as it was called.
        if path.count > 1, path.hasSuffix("/") { path.removeLast() }
        if let kind = CallbackKind.allCases.first(where: { $0.path == path }) {
            self = method == "POST" ? .callback(kind) : .wrongMethod(allowed: "POST")
            return
        }
        switch path {
        case "/healthz": self = Self.health(.alive, method)
        case "/readyz": self = Self.health(.readiness, method)
        default: self = .unknown
        }
    }

    private static func health(_ route: CallbackRoute, _ method: String) -> CallbackRoute {
        ["GET", "HEAD"].contains(method) ? route : .wrongMethod(allowed: "GET, HEAD")
    }
}
