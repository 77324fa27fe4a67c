internal import PayoutCore
internal import PayoutLedger

/// Decides what a refusal means that may be about the token: some banks answer an expired token with 400 or 403, with a
/// code that does not speak of the row.
///
/// | the same row was refused | since the first refusal | then |
/// |---|---|---|
/// | once | – | it goes again, under another token |
/// | again under another token | the bank did what others asked | the refusal stands for the row |
/// | again under another token | nothing worked | it goes again; three such rows stop the batch |
/// | under a third token | nothing worked, but there are not three such rows | the refusal stands for the row |
///
/// It is kept in memory alone: after a crash a row goes once more.
struct TokenSuspicion: Sendable {
    /// What becomes of the row.
    enum Verdict: Equatable, Sendable {
        case again
        case stands
        case stop(StopReason)
    }

    /// Rows that were refused under two tokens, with nothing that worked between, before the batch stops.
    static let rowsMax = 3
    /// Tokens under which a row is refused before its refusal stands.
    static let tokensMax = 3

    private struct Row {
        var tokens: Set<Int> = []
        let successesBefore: Int
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

    /// A payout was refused under this token.
    mutating func refused(_ service: Pacing.Service, _ payout: PayoutID, tokenSerial: Int) -> Verdict {
        let successes = successes[service, default: 0]
        var row = rows[service]?[payout] ?? Row(successesBefore: successes)
        row.tokens.insert(tokenSerial)
        rows[service, default: [:]][payout] = row
        guard row.tokens.count > 1 else { return .again }
        if row.successesBefore < successes { return stands(service, payout) }
        let alike = rows[service, default: [:]].values.count {
            $0.tokens.count > 1 && $0.successesBefore == successes
        }
        if alike >= Self.rowsMax { return .stop(.signatureRefused) }
        return row.tokens.count >= Self.tokensMax ? stands(service, payout) : .again
    }

    private mutating func stands(_ service: Pacing.Service, _ payout: PayoutID) -> Verdict {
        cleared(service, payout)
        return .stands
    }
}
