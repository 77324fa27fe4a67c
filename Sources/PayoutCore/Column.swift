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
    /// What to do about a rejected row, in `rejected.csv`.
    case whatToDo = "what_to_do"
    /// Which row of which batch a row of `rejected.csv` mends: `gaji-3f9a1c07:17` is that of line 17.
    case mends
    /// Whom a collection or charge is for.
    case customer
    /// The reference of the collection that a refund gives back.
    case paymentReference = "payment_reference"
}
