package import PayoutCore

/// A customer's bank account that is bound for direct debit, with the secrets of the binding.
package struct Mandate: Sendable {
    /// Our name of the customer.
    package let customer: String
    /// Three-character bank code, such as `002`.
    package let bankCode: String
    /// What the bank knows the customer by.
    package let publicUserID: String
    /// What a payment names the account by.
    package let accountToken: Secret
    /// What a customer token is granted for.
    package let authCode: Secret

    package init(customer: String, bankCode: String, publicUserID: String, accountToken: Secret, authCode: Secret) {
        self.customer = customer
        self.bankCode = bankCode
        self.publicUserID = publicUserID
        self.accountToken = accountToken
        self.authCode = authCode
    }
}

/// A customer's card, with the secret that it is charged by.
package struct StoredCard: Sendable {
    /// Our name of the customer.
    package let customer: String
    /// What the bank knows the customer by.
    package let customerID: String
    package let cardToken: Secret

    package init(customer: String, customerID: String, cardToken: Secret) {
        self.customer = customer
        self.customerID = customerID
        self.cardToken = cardToken
    }
}

/// Where a gateway finds the bound accounts and cards of customers. A protocol because the ledger keeps them encrypted,
/// and tests hold them in memory.
///
///     guard let mandate = await book.mandate(of: "C-1001") else { return .refused(noMandate) }
///     let answer = await charge(mandate.accountToken)
///     if answer.says(tokenIsGone) { await book.lost(.mandate, of: mandate.customer, token: mandate.accountToken) }
package protocol CustomerBook: Sendable {
    /// The bound account that a customer is debited on; nil where there is none, or none that may be used.
    func mandate(of customer: String) async -> Mandate?
    /// The card that a customer is charged on; nil likewise.
    func card(of customer: String) async -> StoredCard?
    /// The bank's name of a customer who has a card, or had one: payments are asked about by it.
    func cardCustomerID(of customer: String) async -> String?
    /// The bank has said that a token names nothing any more, or that the customer is blocked: it is not used again.
    /// Nothing happens where the book holds another token by now.
    func lost(_ means: CustomerMeans, of customer: String, token: Secret, because: LossCause) async
    /// Encrypts a text that only a later command needs, such as the token that a code of the customer is sent with; nil
    /// where that cannot be done.
    func seal(_ secret: Secret) async -> SealedText?
}

/// What a customer pays with.
package enum CustomerMeans: String, Sendable {
    case mandate
    case card
}

/// Why a bound account or card is not used any more. The raw values are written to the ledger.
package enum LossCause: String, CaseIterable, Sendable {
    /// The bank does not know the token any more.
    case gone
    /// Three wrong codes: a person lifts it.
    case blocked
    /// Its consent or validity has ended.
    case expired
}
