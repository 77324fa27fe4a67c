/// What the bank reports of a customer's bound account or card, with the secrets that it is used by.
///
/// Every field may be missing, since nothing in a callback is to be trusted yet.
package struct CustomerReport: Hashable, Sendable {
    /// What has become of a binding or a registration.
    package enum State: Hashable, Sendable {
        /// The customer has not finished on the page of the bank.
        case inProgress
        /// The account or the card may be used.
        case bound
        /// The bank or the customer has refused.
        case notBound
        /// It was bound, and is gone for good.
        case unbound
        /// Anything else that the bank wrote.
        case unrecognised(String)
    }

    package var state: State?
    /// What the bank knows the customer by: of an account its public user id, of a card its customer id.
    package var userID: String?
    /// What a payment names the account or the card by.
    package var token: Secret?
    /// What a customer token is granted for; a card has none.
    package var authCode: Secret?
    /// Three-character bank code of an account.
    package var bankCode: String?
    /// The number of the account or the card as the bank shows it, mostly asterisks.
    package var maskedNumber: String?
    /// The name of the account's holder, likewise.
    package var maskedName: String?
    /// Of a card.
    package var brand: String?
    /// When the consent of an account ends.
    package var endsAt: Timestamp?
    /// Month and year until which a card is good, as the bank writes them.
    package var expiry: String?

    package init() {}
}
