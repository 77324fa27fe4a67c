internal import LedgerAPI
internal import PayoutCore

/// Decides what a refusal means that may be about the token: some banks refuse an expired token with a code that does
/// not speak of the row.
///
/// | the row was refused | and | then |
/// |---|---|---|
/// | for the first time | | it goes again; the token is renewed |
/// | again | a token that had refused it has worked for others since | the refusal stands for the row |
/// | under a third token | nothing has worked since, and so it is with three rows | the batch stops |
/// | under a third token | nothing has worked since, and fewer than three rows are suspected | the refusal stands |
/// | twelve times | | the refusal stands |
/// | again | anything else: tokens may have ended one after the other | it goes again |
///
/// It is kept in memory alone: after a crash a row goes once more.
struct TokenSuspicion: Sendable {
    /// What becomes of the row.
    enum Verdict: Equatable, Sendable {
        case again
        case stands
        case stop(StopReason)
    }

    /// Rows that were refused under ``tokensMax`` tokens, with nothing that worked between, before the batch stops.
    static let rowsMax = 3
    /// A renewed token can meet the same passing trouble as the one before; three cannot.
    static let tokensMax = 3
    /// Refusals of a row before they stand whatever works.
    static let refusalsMax = 12

    private struct Row {
        var refusals: [TokenRefusal] = []
        let successesBefore: Int

        var tokenCount: Int { Set(refusals.map(\.serial)).count }
    }

    private var rows: [Pacing.Service: [PayoutID: Row]] = [:]
    private var successes: [Pacing.Service: Int] = [:]

    /// The bank has answered a call of this service as it should.
    mutating func success(_ service: Pacing.Service) {
        if rows[service] != nil { successes[service, default: 0] += 1 }
    }

    /// A payout was answered in other words.
    mutating func cleared(_ service: Pacing.Service, _ payout: PayoutID) {
        guard rows[service] != nil else { return }
        rows[service]?[payout] = nil
        if rows[service]?.isEmpty == true { rows[service] = nil }
    }

    /// A payout was refused.
    mutating func refused(_ service: Pacing.Service, _ payout: PayoutID, _ refusal: TokenRefusal) -> Verdict {
        let successes = successes[service, default: 0]
        var row = rows[service]?[payout] ?? Row(successesBefore: successes)
        let wasOwn = row.refusals.contains { refusal.workedFor[$0.serial, default: 0] > $0.number }
        row.refusals.append(TokenRefusal(serial: refusal.serial, number: refusal.number))
        rows[service, default: [:]][payout] = row
        if wasOwn || row.refusals.count >= Self.refusalsMax { return stands(service, payout) }
        guard row.successesBefore == successes, row.tokenCount >= Self.tokensMax else { return .again }
        let suspected = rows[service, default: [:]].values
        if suspected.count < Self.rowsMax { return stands(service, payout) }
        let alike = suspected.count { $0.successesBefore == successes && $0.tokenCount >= Self.tokensMax }
        return alike >= Self.rowsMax ? .stop(.signatureRefused) : .again
    }

    private mutating func stands(_ service: Pacing.Service, _ payout: PayoutID) -> Verdict {
        cleared(service, payout)
        return .stands
    }
}
