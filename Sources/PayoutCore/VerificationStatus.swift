/// `latestVerificationStatus`: what the bank reports of an account validation
/// (Ayoconnect: Instant Transfers, section 5).
///
/// Only ``valid`` lets a transfer follow. A `latestTransactionStatus` in its place is not one of these values and
/// decides nothing: its `00` means success, while a verification's `00` means that nothing is known yet.
package enum VerificationStatus: Hashable, Sendable {
    /// `00` INITIATED: still in progress.
    case initiated
    /// `01` VALID: the account can receive.
    case valid
    /// `02` INVALID: the account must not be paid.
    case invalid
    /// `03` ERROR: the validation ended without a result; another one may follow.
    case error
    /// Any other value decides nothing.
    case unrecognised(String)

    /// Reads the wire value.
    package init(code: String) {
        switch code {
        case "00": self = .initiated
        case "01": self = .valid
        case "02": self = .invalid
        case "03": self = .error
        default: self = .unrecognised(code)
        }
    }

    /// The wire value.
    package var code: String {
        switch self {
        case .initiated: "00"
        case .valid: "01"
        case .invalid: "02"
        case .error: "03"
        case .unrecognised(let code): code
        }
    }
}
