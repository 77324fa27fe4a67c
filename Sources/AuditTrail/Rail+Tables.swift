package import PayoutCore

extension Rail {
    /// What the column `kind` of `attempts.csv` calls a movement of this rail. Never changes: files depend on it.
    package var movementKind: String {
        switch self {
        case .payout: "transfer"
        case .collection: "collection"
        case .refund: "refund"
        case .charge: "charge"
        }
    }

    /// The columns of `results.csv` that name who is paid, or who pays.
    var partyColumns: [String] {
        switch self {
        case .payout: ["bank_code", "account_number", "account_name"]
        case .collection, .charge: ["customer"]
        case .refund: ["payment_reference"]
        }
    }

    /// The rails whose `results.csv` has this column after the reference; empty where none has.
    static func withPartyColumn(_ name: String) -> [Rail] { allCases.filter { $0.partyColumns.first == name } }

    /// Whether `kind` in `attempts.csv` is a movement of any rail.
    static func isMovement(_ kind: String) -> Bool { allCases.contains { $0.movementKind == kind } }
}
