internal import PayoutCore
internal import SNAP
internal import Synchronization

/// A token that requests carry. Its serial tells it apart from those before and after it.
struct AccessToken: Sendable {
    let serial: Int
    let text: Secret
    /// The token as the header of a request has it.
    let bearer: Secret
    let askedAt: Timestamp
    let renewAt: Timestamp
    let expiresAt: Timestamp

    init(serial: Int, text: Secret, askedAt: Timestamp, renewAt: Timestamp, expiresAt: Timestamp) {
        self.serial = serial
        self.text = text
        bearer = Secret("Bearer " + text.reveal())
        self.askedAt = askedAt
        self.renewAt = renewAt
        self.expiresAt = expiresAt
    }
}

/// A token, or why there is none.
enum TokenResult: Sendable {
    case token(AccessToken)
    case none(Unsent)
}

/// The one access token that all requests in flight share.
///
/// A single flight renews it, however many requests wait; it is renewed before it expires; and an answer 401 drops
/// exactly the token that the request carried, never one that was fetched since.
actor AccessTokens {
    /// A token that lives longer than this is renewed at 90 % of its life or 60 s before its end, whichever is earlier;
    /// one that lives shorter, at half of its life.
    static let lifeShort: Duration = .seconds(120)
    static let renewalMargin: Duration = .seconds(60)
    /// How long a failed renewal is left alone while the old token is still good.
    static let renewalPause: Duration = .seconds(10)
    /// A token that is younger and has worked is not renewed on a mere suspicion: a bank with codes of its own for bad
    /// rows would have us ask for a token with every row.
    static let suspicionPause: Duration = .seconds(5)

    private let fetch: @Sendable (Timestamp) async -> TokenAnswer
    private let clock: any WallClock
    /// Only the actor changes it; any call may look at it without waiting for its turn.
    private let shared = Mutex<AccessToken?>(nil)
    private let record = Mutex(TokenRecord())
    private var lastSerial = 0
    private var isFetching = false
    private var waiting: [CheckedContinuation<TokenResult, Never>] = []

    /// `fetch` asks the bank for a token at the given moment, once.
    init(clock: any WallClock, fetch: @escaping @Sendable (Timestamp) async -> TokenAnswer) {
        self.clock = clock
        self.fetch = fetch
    }

    private var current: AccessToken? {
        get { shared.withLock { $0 } }
        set { shared.withLock { $0 = newValue } }
    }

    /// A token that is good for a request now, if no renewal is due.
    nonisolated var atHand: AccessToken? {
        guard let token = shared.withLock({ $0 }), clock.now() < token.renewAt else { return nil }
        return token
    }

    /// A token that is good for a request now.
    func token() async -> TokenResult {
        if let token = atHand { return .token(token) }
        if isFetching { return await withCheckedContinuation { waiting.append($0) } }
        isFetching = true
        let askedAt = clock.now()
        let result = adopt(await fetch(askedAt), askedAt: askedAt)
        isFetching = false
        let waiters = waiting
        waiting = []
        for waiter in waiters { waiter.resume(returning: result) }
        return result
    }

    /// Drops the token with this serial; one that has taken its place since stays.
    func invalidate(serial: Int) {
        if current?.serial == serial { current = nil }
    }

    /// The number of a request that begins.
    nonisolated func begin() -> Int { record.withLock { $0.next() } }

    /// The bank has done as it was asked by this request.
    nonisolated func worked(serial: Int, request: Int) {
        record.withLock { $0.worked(serial: serial, request: request) }
    }

    /// Drops the token with this serial, which the bank may have refused in other words than 401, unless it is young
    /// and has worked since it was last suspected.
    func suspect(serial: Int) -> TokenRefusal {
        let (refusal, hasWorked) = record.withLock { $0.refused(serial) }
        guard let token = current, token.serial == serial else { return refusal }
        let isYoung = (.zero..<Self.suspicionPause).contains(clock.now() - token.askedAt)
        if !(isYoung && hasWorked) { current = nil }
        return refusal
    }

    private func adopt(_ answer: TokenAnswer, askedAt: Timestamp) -> TokenResult {
        switch answer {
        case .granted(let granted):
            lastSerial += 1
            let token = AccessToken(
                serial: lastSerial, text: granted.text, askedAt: askedAt,
                renewAt: askedAt + Self.renewal(of: granted.lifetime), expiresAt: askedAt + granted.lifetime)
            current = token
            return .token(token)
        case .unavailable(let unsent):
            let now = clock.now()
            guard let old = current, now < old.expiresAt else { return .none(unsent) }
            // The old token is still good, so no request need suffer from a renewal that came to nothing.
            let kept = AccessToken(
                serial: old.serial, text: old.text, askedAt: old.askedAt, renewAt: now + Self.renewalPause,
                expiresAt: old.expiresAt)
            current = kept
            return .token(kept)
        }
    }

    /// How long after it was asked for a token of this lifetime is renewed.
    static func renewal(of lifetime: Duration) -> Duration {
        lifetime > lifeShort ? min(lifetime * 9 / 10, lifetime - renewalMargin) : lifetime / 2
    }
}

/// What requests and refusals say about the last tokens.
private struct TokenRecord {
    /// Tokens further back than this are of no interest.
    private static let tokensMax = 8

    private var count = 0
    private var workedFor: [Int: Int] = [:]
    /// The token that has worked since it was last suspected.
    private var lastWorking: Int?

    mutating func next() -> Int {
        count += 1
        return count
    }

    mutating func worked(serial: Int, request: Int) {
        lastWorking = serial
        workedFor[serial] = max(workedFor[serial, default: 0], request)
        if workedFor.count > Self.tokensMax { workedFor[workedFor.keys.min() ?? serial] = nil }
    }

    mutating func refused(_ serial: Int) -> (TokenRefusal, hasWorked: Bool) {
        defer { if lastWorking == serial { lastWorking = nil } }
        return (TokenRefusal(serial: serial, number: next(), workedFor: workedFor), lastWorking == serial)
    }
}
