/// Account numbers that make the simulated bank behave in one chosen way.
///
/// A bank account starting with `9900`, or an e-wallet phone number starting with `089900`, followed by the two digits
/// of the case; any digits may come after that. Magic accounts meet no seeded faults, so that each shows exactly its
/// own behaviour.
package enum MagicAccount: Int, CaseIterable, Sendable {
    /// The validation is reported 02 with 4041611: no such account.
    case invalidAccount = 1
    /// The validation is reported 02 with 4031618: the account is inactive.
    case inactiveAccount = 2
    /// The validation is refused at once with HTTP 404 and 4041611.
    case validationRefused = 3
    /// The bank knows the account under another name.
    case otherName = 4
    /// The validation is accepted and its result never reported.
    case validationSilent = 5
    /// The first validation is answered 500 and not processed; later ones are fine.
    case firstValidationFails = 6
    /// The same name, in other letter case, punctuation and word order.
    case rephrasedName = 7
    /// The first validation is reported 03 ERROR; later ones are fine.
    case firstValidationError = 8
    /// The validation is reported 00 INITIATED first, then 01.
    case initiatedFirst = 9
    /// The validation is reported with a latestTransactionStatus 00 in the place of its own status, and never
    /// otherwise.
    case misnamedStatus = 10
    /// The transfer is reported as 06.
    case transferFails = 11
    /// The transfer is refused at once with HTTP 404 and 4041811.
    case transferRefused = 12
    /// The transfer is reported as 00, later as 04.
    case refunded = 13
    /// The transfer succeeds, its callback is lost, an inquiry reports 00.
    case callbackLost = 14
    /// The transfer is booked although its request is answered 500.
    case errorThoughBooked = 15
    /// The request is answered 500 and never booked; inquiries find nothing.
    case errorNotBooked = 16
    /// The transfer is booked and the connection dropped without an answer.
    case droppedThoughBooked = 17
    /// The transfer stays 03 for ever.
    case pendingForEver = 18
    /// The callback comes before the answer, and twice.
    case earlyAndTwice = 19
    /// Reported as 07 first, then as 00.
    case notFoundFirst = 20
    /// Reported with an unknown status `99` first, then as 00.
    case unknownFirst = 21
    /// The first transfer request is answered 429 with `Retry-After: 1`; later ones are fine.
    case tooManyRequestsFirst = 22
    /// The first transfer request is answered 401 and its token revoked; later ones are fine.
    case expiredTokenFirst = 23
    /// The transfer is booked and answered with a 307 redirect.
    case redirectedThoughBooked = 24
    /// The transfer is booked and answered with an HTML page and HTTP 200.
    case pageThoughBooked = 25
    /// A callback with a wrong amount first, then the right one.
    case wrongAmountFirst = 26
    /// Reported as 06, then as 00: a contradiction.
    case failedThenSucceeded = 27
    /// Answered 409 with 4091801, and every inquiry finds nothing.
    case conflict = 28
    /// Answered 403 with 4031814: insufficient funds.
    case insufficientFunds = 29

    // What a person can mend: the first try of an account goes wrong in one way, every later one is fine. Counted by
    // account (bank code and number), so payouts that shall not disturb each other need account numbers of their own.

    /// The first validation is reported 02 with 4041611; later ones are fine.
    case firstValidationInvalid = 30
    /// The first transfer is reported as 06; later ones succeed.
    case firstTransferFails = 31
    /// The first transfer is reported as 00, later as 04; later transfers succeed.
    case firstTransferRefunded = 32
    /// The first request is answered 500 and never booked, inquiries about it find nothing; later ones succeed.
    case firstTransferNotBooked = 33
    /// The first transfer is refused at once with HTTP 404 and 4041811; later ones succeed.
    case firstTransferRefused = 34
    /// The transfer stays 03 until somebody settles it (`POST /control/settle`).
    case pendingUntilSettled = 35
    /// The first request is answered 429, but its partnerReferenceNo is remembered: whatever carries it again is
    /// answered 409 with 4091801, and every inquiry finds nothing. Another partnerReferenceNo succeeds.
    case firstReferenceBurnt = 36
    /// The transfer is booked and answered 404 with 4041818: inconsistent request.
    case inconsistentThoughBooked = 37
    /// The first transfer request is answered 403 with 4031806: not allowed at this time; later ones are fine.
    case cutOffFirst = 38

    /// The magic of an account number, or nil for an ordinary one.
    package init?(accountNumber: String) {
        let digits = accountNumber.utf8
        let prefix = digits.starts(with: "9900".utf8) ? 4 : digits.starts(with: "089900".utf8) ? 6 : 0
        guard prefix > 0, let code = Int(String(accountNumber.dropFirst(prefix).prefix(2))) else { return nil }
        self.init(rawValue: code)
    }

    /// Whose behaviour this account shows to its Nth transfer request, counted from 1: the codes of a bad first time
    /// borrow that of the code which is bad every time, and are as well-behaved as any account afterwards.
    func behaviour(onTransfer number: Int) -> MagicAccount {
        guard number == 1 else { return self }
        switch self {
        case .firstTransferFails: return .transferFails
        case .firstTransferRefunded: return .refunded
        case .firstTransferNotBooked: return .errorNotBooked
        case .firstTransferRefused: return .transferRefused
        case .invalidAccount, .inactiveAccount, .validationRefused, .otherName, .validationSilent,
            .firstValidationFails, .rephrasedName, .transferFails, .transferRefused, .refunded, .callbackLost,
            .errorThoughBooked, .errorNotBooked, .droppedThoughBooked, .pendingForEver, .earlyAndTwice,
            .notFoundFirst, .unknownFirst, .tooManyRequestsFirst, .expiredTokenFirst, .redirectedThoughBooked,
            .pageThoughBooked, .wrongAmountFirst, .failedThenSucceeded, .conflict, .insufficientFunds,
            .firstValidationInvalid, .pendingUntilSettled, .firstReferenceBurnt, .firstValidationError, .initiatedFirst,
            .misnamedStatus, .inconsistentThoughBooked, .cutOffFirst:
            return self
        }
    }
}
