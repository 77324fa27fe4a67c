/// A column of a payout file that Salur knows. The raw values are the names in the header, and
/// are written to the ledger.
package enum Column: String, CaseIterable, Codable, Hashable, Sendable {
    case reference
    case bankCode = "bank_code"
    case accountNumber = "account_number"
    case accountName = "account_name"
    case amount
    case note
    case currency
    case email
    case reason
    /// Whom a collection or charge is for.
    case customer
    /// The reference of the collection that a refund gives back.
    case paymentReference = "payment_reference"
}
