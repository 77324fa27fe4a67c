internal import LedgerAPI
internal import PayoutCore

/// Distinguishes trouble that hits every row from trouble that hits one (design: bank trouble must not burn a file).
struct TroubleWatch: Sendable {
    /// Connections refused, or tokens not to be had, in a row.
    static let unreachableInRowMax = 10
    /// Tokens refused in a row with no success between. A single renewed token can meet the same passing trouble as the
    /// one before it; three cannot.
    static let refusedTokensMax = 3
    /// Payouts whose validations were all answered without a callback, before the first callback has come.
    static let silentPayoutsMax = 3
    /// The same with no callback between, once callbacks have come: the way back may break later.
    static let silentPayoutsLaterMax = 20

    private var unreachableInRow = 0
    private var tokenRefusalsInRow = 0
    private var refusedTokens: [Pacing.Service: Set<Int>] = [:]
    /// The newest token that was refused: what an older one is refused with is no news.
    private var newestRefused = 0
    private var suspicion = TokenSuspicion()
    private(set) var silentPayouts: Set<PayoutID> = []
    private(set) var hasSeenCallback = false
    /// Callbacks that came and could not be used.
    private(set) var unusable = UnusableCallbacks()

    /// The bank has answered a call of this service as it should.
    mutating func success(_ service: Pacing.Service) {
        unreachableInRow = 0
        tokenRefusalsInRow = 0
        refusedTokens[service] = nil
        suspicion.success(service)
    }

    /// A request certainly never left; returns why to stop if that is one too many.
    mutating func unsent(_ unsent: Unsent) -> StopReason? {
        switch unsent {
        case .notConnected, .noToken:
            unreachableInRow += 1
            return unreachableInRow >= Self.unreachableInRowMax ? .bankUnreachable : nil
        case .tokenRefused:
            tokenRefusalsInRow += 1
            return tokenRefusalsInRow >= Self.refusedTokensMax ? .signatureRefused : nil
        // One connection has died, or one moment has passed, and the next one is tried.
        case .notStarted, .connectionEnded, .overtaken: return nil
        }
    }

    /// Whether a refusal under this token is no news: a newer one was refused since.
    func isOld(tokenSerial: Int) -> Bool { tokenSerial < newestRefused }

    /// A payout was refused in words that may be about the token.
    mutating func suspected(
        _ service: Pacing.Service, _ payout: PayoutID, _ refusal: TokenRefusal
    ) -> TokenSuspicion.Verdict {
        newestRefused = max(newestRefused, refusal.serial)
        return suspicion.refused(service, payout, refusal)
    }

    /// A payout was answered in other words.
    mutating func cleared(_ service: Pacing.Service, _ payout: PayoutID) { suspicion.cleared(service, payout) }

    /// A request was refused under this token, as unauthorized; returns why to stop if that is one token too many.
    ///
    /// A bank may void the old token as it grants a new one: requests that left before are then refused, and simply go
    /// again. So a token that is older than one refused before does not count.
    mutating func unauthorized(_ service: Pacing.Service, tokenSerial: Int) -> StopReason? {
        guard !isOld(tokenSerial: tokenSerial) else { return nil }
        newestRefused = tokenSerial
        refusedTokens[service, default: []].insert(tokenSerial)
        return refusedTokens[service, default: []].count >= Self.refusedTokensMax ? .signatureRefused : nil
    }

    mutating func callbackArrived() {
        hasSeenCallback = true
        silentPayouts = []
    }

    mutating func proofRefused() { unusable.proofsRefused += 1 }

    mutating func disagreed(_ field: String) {
        unusable.disagreements += 1
        unusable.field = field
    }

    /// Every validation of a payout was answered and none called back; returns why to stop if no callbacks come at all.
    mutating func silent(_ payout: PayoutID) -> StopReason? {
        silentPayouts.insert(payout)
        let limit = hasSeenCallback ? Self.silentPayoutsLaterMax : Self.silentPayoutsMax
        return silentPayouts.count >= limit ? .noCallbacks : nil
    }
}

/// Callbacks that came but could not be used, for the advice to a person.
package struct UnusableCallbacks: Hashable, Sendable {
    /// Their proof did not hold.
    package var proofsRefused = 0
    /// They were proven, but spoke of another account, bank or number than ours.
    package var disagreements = 0
    /// The field of the last disagreement.
    package var field = ""

    package init() {}
}
