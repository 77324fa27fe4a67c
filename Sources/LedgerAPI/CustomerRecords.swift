package import PayoutCore

/// A customer's bank account for direct debit, with its secrets sealed.
package struct MandateRecord: Hashable, Sendable {
    /// Our name of the customer.
    package let customer: String
    package var status: BindingStatus
    /// Three-character bank code; nil until the customer has chosen.
    package var bankCode: String?
    /// What the bank knows the customer by.
    package var publicUserID: String?
    package var accountToken: SealedText?
    package var authCode: SealedText?
    /// When the customer's consent ends; nil where that is not known.
    package var endsAt: Timestamp?
    /// The account number or card number as the bank shows it.
    package var maskedAccount: String?
    /// The name of the holder as the bank shows it.
    package var maskedHolder: String?
    /// The visit to the bank's page that it comes from; nil where it was imported.
    package var session: BindingSession?

    package init(customer: String, status: BindingStatus) {
        self.customer = customer
        self.status = status
    }
}

/// A customer's card, with its secret sealed.
package struct CardRecord: Hashable, Sendable {
    /// Our name of the customer.
    package let customer: String
    package var status: BindingStatus
    /// What the bank knows the customer by.
    package var customerID: String?
    package var cardToken: SealedText?
    /// The card number as the bank shows it.
    package var maskedCard: String?
    package var brand: String?
    /// Month and year as the bank writes them, such as `11/29`.
    package var expiry: String?
    /// The visit to the bank's page that it comes from; nil where it was imported.
    package var session: BindingSession?

    package init(customer: String, status: BindingStatus) {
        self.customer = customer
        self.status = status
    }
}

/// What ``MandateRecord`` and ``CardRecord`` have in common.
package protocol CustomerRecord: Hashable, Sendable {
    /// What its table is called, and its events in the journal begin with: `mandate` or `card`.
    static var word: String { get }
    /// Our name of the customer.
    var customer: String { get }
    var status: BindingStatus { get set }
    /// The visit to the bank's page that it comes from; nil where it was imported.
    var session: BindingSession? { get set }

    init(customer: String, status: BindingStatus)
}

extension MandateRecord: CustomerRecord {
    package static let word = "mandate"
}

extension CardRecord: CustomerRecord {
    package static let word = "card"
}
