internal import PayoutCore
internal import PayoutLedger

/// Tells trouble that hits every row from trouble that hits one (design: bank trouble must not burn a file).
struct TroubleWatch: Sendable {
    /// Connections refused, or tokens not to be had, in a row.
    static let unreachableInRowMax = 10
    /// Tokens refused in a row with no success between. A single renewed token can meet the same passing trouble as the
    /// one before it; three cannot.
    static let refusedTokensMax = 3
    /// Payouts whose validations were all answered without a callback.
    static let silentPayoutsMax = 3

    private var unreachableInRow = 0
    private var tokenRefusalsInRow = 0
    private var refusedTokens: Set<Int> = []
    private(set) var silentPayouts: Set<PayoutID> = []
    private(set) var hasSeenCallback = false
    private(set) var proofsRefused = 0

    /// The bank has answered as it should.
    mutating func success() {
        unreachableInRow = 0
        tokenRefusalsInRow = 0
        refusedTokens = []
    }

    /// A request certainly never left; tells whether that is one too many.
    mutating func unsent(_ unsent: Unsent) -> StopReason? {
        switch unsent {
        case .notConnected, .noToken:
            unreachableInRow += 1
            return unreachableInRow >= Self.unreachableInRowMax ? .bankUnreachable : nil
        case .tokenRefused:
            tokenRefusalsInRow += 1
            return tokenRefusalsInRow >= Self.refusedTokensMax ? .signatureRefused : nil
        case .notStarted: return nil
        }
    }

    /// A request was refused with 401 under this token; tells whether that is one token too many.
    mutating func unauthorized(tokenSerial: Int) -> StopReason? {
        refusedTokens.insert(tokenSerial)
        return refusedTokens.count >= Self.refusedTokensMax ? .signatureRefused : nil
    }

    mutating func callbackArrived() {
        hasSeenCallback = true
        silentPayouts = []
    }

    mutating func proofRefused() { proofsRefused += 1 }

    /// Every validation of a payout was answered and none called back; tells whether callbacks come at all.
    mutating func silent(_ payout: PayoutID) -> StopReason? {
        guard !hasSeenCallback else { return nil }
        silentPayouts.insert(payout)
        return silentPayouts.count >= Self.silentPayoutsMax ? .noCallbacks : nil
    }
}
