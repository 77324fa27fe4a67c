/// What the bank reports of an account validation.
///
/// Only ``valid`` lets a transfer follow. A ``TransactionStatus`` in its place is not one of these values and decides
/// nothing.
package enum VerificationStatus: Hashable, Sendable {
    /// Still in progress.
    case initiated
    /// The account can receive.
    case valid
    /// The account must not be paid.
    case invalid
    /// The validation ended without a result; another one may follow.
    case error
    /// Anything else that the bank wrote decides nothing.
    case unrecognised(String)
}

extension VerificationStatus: RawRepresentable {
    /// The word that the ledger stores; see ``TransactionStatus``.
    package var rawValue: String {
        switch self {
        case .initiated: "initiated"
        case .valid: "valid"
        case .invalid: "invalid"
        case .error: "error"
        case .unrecognised(let text): UnrecognisedStatus.mark(text)
        }
    }

    /// Reads a stored word; nil where it is none.
    package init?(rawValue word: String) {
        switch word {
        case "initiated": self = .initiated
        case "valid": self = .valid
        case "invalid": self = .invalid
        case "error": self = .error
        default:
            guard let text = UnrecognisedStatus.text(of: word) else { return nil }
            self = .unrecognised(text)
        }
    }
}
