/// Account numbers that make the simulated bank behave in one chosen way.
///
/// A bank account starting with `9900`, or an e-wallet phone number starting with `089900`, followed by the two digits
/// of the case; any digits may come after that. Magic accounts meet no seeded faults, so that each shows exactly its
/// own behaviour.
package enum MagicAccount: Int, CaseIterable, Sendable {
    /// The validation is told 06 with 4041611: no such account.
    case invalidAccount = 1
    /// The validation is told 06 with 4031618: the account is inactive.
    case inactiveAccount = 2
    /// The validation is refused at once with HTTP 404 and 4041611.
    case validationRefused = 3
    /// The bank knows the account under another name.
    case otherName = 4
    /// The validation is accepted and its result never told.
    case validationSilent = 5
    /// The first validation is answered 500 and not processed; later ones are fine.
    case firstValidationFails = 6
    /// The same name, in other letter case, punctuation and word order.
    case rephrasedName = 7
    /// The transfer is told 06.
    case transferFails = 11
    /// The transfer is refused at once with HTTP 404 and 4041811.
    case transferRefused = 12
    /// The transfer is told 00, later 04.
    case refunded = 13
    /// The transfer succeeds, its callback is lost, an inquiry tells 00.
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
    /// Told 07 first, then 00.
    case notFoundFirst = 20
    /// Told an unknown status `99` first, then 00.
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
    /// Told 06, then 00: a contradiction.
    case failedThenSucceeded = 27
    /// Answered 409 with 4091801, and every inquiry finds nothing.
    case conflict = 28
    /// Answered 403 with 4031814: insufficient funds.
    case insufficientFunds = 29

    /// The magic of an account number, or nil for an ordinary one.
    package init?(accountNumber: String) {
        let digits = accountNumber.utf8
        let prefix = digits.starts(with: "9900".utf8) ? 4 : digits.starts(with: "089900".utf8) ? 6 : 0
        guard prefix > 0, let code = Int(String(accountNumber.dropFirst(prefix).prefix(2))) else { return nil }
        self.init(rawValue: code)
    }
}
