internal import PayoutCore

/// A customer token, or why there is none.
enum CustomerTokenResult: Sendable {
    case token(AccessToken)
    /// Trouble of this moment, or with who is calling.
    case unsent(Unsent)
    /// This customer's binding gives no token; `isGone` where the bank does not know it any more.
    case refused(BankAnswer, isGone: Bool)
    /// Every other customer would be refused as well.
    case refusedForAll(BankAnswer, BatchTrouble)
}

/// The customer tokens in use: one for each authCode, asked for by one request at a time however many payments wait.
///
///     switch await customers.token(for: mandate.authCode) {
///     case .token(let token): // goes into the header of the payment
///     case .refused(let answer, isGone: true): // the binding has ended at the bank
///     …
///     }
actor CustomerTokens {
    /// What is known of one authCode.
    private struct Entry {
        var token: AccessToken?
        var isFetching = false
        var waiting: [CheckedContinuation<CustomerTokenResult, Never>] = []
        /// Tokens in a row that the bank gave and then refused.
        var refusedInRow = 0
        var lastUse = 0
    }

    /// As many customers are kept; a customer beyond is asked for anew. Some hundred bytes each.
    static let entriesMax = 20_000
    /// How many are forgotten at a time.
    private static let forgottenAtOnce = entriesMax / 4
    /// Tokens of one customer that are refused in a row before the payment itself is refused (section 2 says one; a
    /// passing trouble may last a little longer).
    static let refusedInRowMax = 3

    private let clock: any WallClock
    private let fetch: @Sendable (Secret, Timestamp) async -> CustomerTokenAnswer
    private var entries: [Secret: Entry] = [:]
    private var lastSerial = 0
    private var uses = 0

    /// `fetch` asks the bank for a token of an authCode at the given moment.
    init(clock: any WallClock, fetch: @escaping @Sendable (Secret, Timestamp) async -> CustomerTokenAnswer) {
        self.clock = clock
        self.fetch = fetch
    }

    /// A token that is good for a request now.
    func token(for authCode: Secret) async -> CustomerTokenResult {
        let askedAt = clock.now()
        touch(authCode)
        if let token = entries[authCode]?.token, askedAt < token.renewAt { return .token(token) }
        if entries[authCode]?.isFetching == true {
            return await withCheckedContinuation { entries[authCode]?.waiting.append($0) }
        }
        entries[authCode]?.isFetching = true
        let result = adopt(await fetch(authCode, askedAt), for: authCode, askedAt: askedAt)
        let waiting = entries[authCode]?.waiting ?? []
        entries[authCode]?.isFetching = false
        entries[authCode]?.waiting = []
        for waiter in waiting { waiter.resume(returning: result) }
        return result
    }

    /// The bank has refused this token: drops it, and returns whether the customer's tokens were refused so often in a
    /// row that another one is no use. A token that has taken its place since stays.
    func refused(_ token: AccessToken, of authCode: Secret) -> Bool {
        guard entries[authCode]?.token?.serial == token.serial else { return false }
        entries[authCode]?.token = nil
        entries[authCode]?.refusedInRow += 1
        return entries[authCode, default: Entry()].refusedInRow >= Self.refusedInRowMax
    }

    /// The bank has accepted a token of this authCode.
    func worked(for authCode: Secret) { entries[authCode]?.refusedInRow = 0 }

    private func adopt(
        _ answer: CustomerTokenAnswer, for authCode: Secret, askedAt: Timestamp
    ) -> CustomerTokenResult {
        switch answer {
        case .granted(let granted):
            lastSerial += 1
            let token = AccessToken(
                serial: lastSerial, text: granted.text, askedAt: askedAt,
                renewAt: askedAt + AccessTokens.renewal(of: granted.lifetime), expiresAt: askedAt + granted.lifetime)
            entries[authCode]?.token = token
            return .token(token)
        case .unsent(let unsent):
            // The old token may still be good, so no payment need suffer from a renewal that came to nothing.
            guard let old = entries[authCode]?.token, clock.now() < old.expiresAt else { return .unsent(unsent) }
            return .token(old)
        case .refused(let said, let isGone):
            entries[authCode]?.token = nil
            return .refused(said, isGone: isGone)
        case .refusedForAll(let said, let trouble): return .refusedForAll(said, trouble)
        }
    }

    /// Makes the entry if there is none, and room for it.
    private func touch(_ authCode: Secret) {
        uses += 1
        if entries[authCode] == nil, entries.count >= Self.entriesMax { forgetTheOldest() }
        entries[authCode, default: Entry()].lastUse = uses
    }

    private func forgetTheOldest() {
        let idle = entries.filter { !$0.value.isFetching }.sorted { $0.value.lastUse < $1.value.lastUse }
        for (authCode, _) in idle.prefix(Self.forgottenAtOnce) { entries[authCode] = nil }
    }
}
