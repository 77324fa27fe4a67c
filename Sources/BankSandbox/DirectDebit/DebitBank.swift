/// The banks whose accounts can be bound, and where each asks the customer for a code (Ayoconnect: Direct Debit,
/// section 4; where two versions of that page differ, the first one).
package struct DebitBank: Sendable {
    /// Three digits.
    package let code: String
    /// The name on the binding page.
    package let name: String
    /// Whether every payment waits for a code of the customer.
    package let paysWithCode: Bool
    /// Whether every unbinding waits for a code of the customer.
    package let unbindsWithCode: Bool

    /// All of them, in the order of the binding page.
    package static let all = [
        DebitBank(code: "002", name: "BRI", paysWithCode: false, unbindsWithCode: false),
        DebitBank(code: "008", name: "Mandiri", paysWithCode: false, unbindsWithCode: false),
        DebitBank(code: "009", name: "BNI", paysWithCode: false, unbindsWithCode: false),
        DebitBank(code: "011", name: "Danamon", paysWithCode: false, unbindsWithCode: true),
        DebitBank(code: "014", name: "BCA", paysWithCode: true, unbindsWithCode: false),
        DebitBank(code: "022", name: "CIMB Niaga", paysWithCode: true, unbindsWithCode: false),
        DebitBank(code: "490", name: "Bank Neo Commerce", paysWithCode: false, unbindsWithCode: false),
    ]

    /// The bank of a code, or nil for one that takes no part.
    package static func named(_ code: String) -> DebitBank? { all.first { $0.code == code } }
}
