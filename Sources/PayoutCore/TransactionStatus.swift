/// `latestTransactionStatus`: the only truth about a transfer (Ayoconnect: Instant Transfers, section 7).
///
/// HTTP codes and response codes never make a received transfer final; only one of these values does.
package enum TransactionStatus: Hashable, Sendable {
    /// `00`: the money has arrived.
    case succeeded
    /// `03`: the bank is still working on it.
    case pending
    /// `04`: the money came back after a success.
    case refunded
    /// `06`: the transfer failed; no money moved.
    case failed
    /// `07`: the bank does not know the transfer, or does not know it yet.
    case notFound
    /// Any other value: never a final state.
    case unrecognised(String)

    /// Reads the wire value.
    package init(code: String) {
        switch code {
        case "00": self = .succeeded
        case "03": self = .pending
        case "04": self = .refunded
        case "06": self = .failed
        case "07": self = .notFound
        default: self = .unrecognised(code)
        }
    }

    /// The wire value.
    package var code: String {
        switch self {
        case .succeeded: "00"
        case .pending: "03"
        case .refunded: "04"
        case .failed: "06"
        case .notFound: "07"
        case .unrecognised(let code): code
        }
    }
}
