internal import BankAPI
package import PayoutCore
internal import PayoutLedger

/// Asks a person for the code that a customer has received. The parameter is how many tries are left; nil where the
/// person has no code.
package typealias CodeQuestion = @Sendable (Int) async -> Secret?

/// What came of the codes that a person typed.
package enum CodeResult: Hashable, Sendable {
    /// The bank accepts the code. That is not the result of what waited for it.
    case verified
    /// Nobody typed a code.
    case noCode
    /// Three wrong codes: the customer is blocked until a person lifts it.
    case blocked
    /// The code came too late.
    case expired
    /// The bank refuses for another reason: its code.
    case refused(String)
    /// The bank may have received the code: why it is not known.
    case unclear(String)
}

/// Sends the codes of a customer until the bank accepts one: at most three. No code is kept or logged.
struct CodeExchange: Sendable {
    /// How many wrong codes block a customer (Ayoconnect: Direct Debit, section 6).
    static let triesMax = 3

    let bank: any AccountBinding
    let book: LedgerCustomerBook
    /// Wrong codes that were sent before.
    var wrongBefore = 0
    /// Writes down that a code was wrong; the number counts from 1.
    var onWrong: @Sendable (Int) throws -> Void = { _ in }

    func run(
        for mandate: Mandate, asking ask: CodeQuestion, _ message: (Secret) -> CustomerCode
    ) async throws -> CodeResult {
        for number in wrongBefore..<Self.triesMax {
            guard let code = await ask(Self.triesMax - number) else { return .noCode }
            let answer = await bank.send(message(code))
            switch answer {
            case .done(_, .verified): return .verified
            case .done(_, .wrong): try onWrong(number + 1)
            case .done(_, .expired): return .expired
            case .done(_, .blocked): return .blocked
            case .refused(let said): return .refused(said.code)
            case .deferred, .doubtful, .unsent: return .unclear(answer.code)
            }
        }
        await book.lost(.mandate, of: mandate.customer, token: mandate.accountToken, because: .blocked)
        return .blocked
    }
}
