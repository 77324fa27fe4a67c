/// What the bank reports of a transfer: the only truth about it.
///
/// No answer to a request makes a received transfer final; only one of these values does. How a bank writes them is
/// known to its adapter alone.
package enum TransactionStatus: Codable, Hashable, Sendable {
    /// The money has arrived.
    case succeeded
    /// The bank is still working on it.
    case pending
    /// The money came back after a success.
    case refunded
    /// The transfer failed; no money moved.
    case failed
    /// The money is held on the customer's card, and is not ours until it is captured.
    case authorised
    /// The hold on the card was released; no money moved.
    case voided
    /// The bank does not know the transfer, or does not know it yet.
    case notFound
    /// Anything else that the bank wrote: never a final state.
    case unrecognised(String)
}

extension TransactionStatus: RawRepresentable {
    /// The word that the ledger stores. What the bank wrote of an unknown status is marked, so that it is never read as
    /// a known one.
    package var rawValue: String {
        switch self {
        case .succeeded: "succeeded"
        case .pending: "pending"
        case .refunded: "refunded"
        case .failed: "failed"
        case .authorised: "authorised"
        case .voided: "voided"
        case .notFound: "not_found"
        case .unrecognised(let text): UnrecognisedStatus.mark(text)
        }
    }

    /// Reads a stored word; nil where it is none.
    package init?(rawValue word: String) {
        switch word {
        case "succeeded": self = .succeeded
        case "pending": self = .pending
        case "refunded": self = .refunded
        case "failed": self = .failed
        case "authorised": self = .authorised
        case "voided": self = .voided
        case "not_found": self = .notFound
        default:
            guard let text = UnrecognisedStatus.text(of: word) else { return nil }
            self = .unrecognised(text)
        }
    }
}

/// How a status that nobody knows is stored.
enum UnrecognisedStatus {
    private static let prefix = "unrecognised: "

    static func mark(_ text: String) -> String { prefix + text }

    /// What the bank wrote. Compared byte by byte, since the text may begin with a combining character.
    static func text(of word: String) -> String? {
        word.utf8.starts(with: prefix.utf8)
            ? String(decoding: word.utf8.dropFirst(prefix.utf8.count), as: UTF8.self) : nil
    }
}
