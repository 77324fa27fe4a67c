internal import HTTPTypes
internal import Hummingbird
internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import Synchronization
internal import Wording

/// Lets in whoever brings a key. Cookies count for nothing here, and keys for nothing on pages.
struct KeyGate: RouterMiddleware {
    /// Requests that one key may have at work at the same time.
    private static let callsMax = 8

    let people: People
    let reply: APIReply
    /// Where a request comes from.
    let address: @Sendable (Request, Visitor) -> String
    private let calls = CallCount()

    init(people: People, reply: APIReply, address: @escaping @Sendable (Request, Visitor) -> String) {
        (self.people, self.reply, self.address) = (people, reply, address)
    }

    func handle(
        _ request: Request, context: Visitor, next: (Request, Visitor) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.language = Gate.preferredLanguage(of: request)
        do {
            let key = try await key(of: request, from: address(request, context))
            guard calls.enter(key.terms.actor, max: Self.callsMax) else {
                throw RequestFault(
                    .tooManyRequests, Phrase("This key has \(Self.callsMax) requests at work already."))
            }
            defer { calls.leave(key.terms.actor) }
            context.key = key
            return try await next(request, context)
        } catch {
            return reply.problem(error, in: context.language)
        }
    }

    private func key(of request: Request, from address: String) async throws -> KeyRecord {
        let parts = (request.headers[.authorization] ?? "").split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else {
            throw RequestFault(.unauthorized, Phrase("The request has no key."))
        }
        switch try await people.accept(key: String(parts[1]), from: address) {
        case .accepted(let key): return key
        case .unknown: throw RequestFault(.unauthorized, Phrase("The key is not known, or was removed."))
        case .ended: throw RequestFault(.unauthorized, Phrase("The key has ended."))
        case .elsewhere: throw RequestFault(.forbidden, Phrase("The key is not taken from \(address)."))
        }
    }
}

/// How many requests each key has at work.
private final class CallCount: Sendable {
    private let counts = Mutex<[String: Int]>([:])

    func enter(_ actor: String, max: Int) -> Bool {
        counts.withLock { counts in
            guard counts[actor, default: 0] < max else { return false }
            counts[actor, default: 0] += 1
            return true
        }
    }

    func leave(_ actor: String) {
        counts.withLock { counts in
            let left = counts[actor, default: 1] - 1
            counts[actor] = left > 0 ? left : nil
        }
    }
}
