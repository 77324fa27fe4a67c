package import PayoutCore

extension TransactionStatus {
    /// Reads SNAP's `latestTransactionStatus`.
    package init(snapCode code: String) {
        switch code {
        case "00": self = .succeeded
        case "03": self = .pending
        case "04": self = .refunded
        case "06": self = .failed
        case "07": self = .notFound
        default: self = .unrecognised(code)
        }
    }

    /// The status as SNAP writes it, and as people who talk with the bank know it: `00` to `07`.
    package var snapCode: String {
        switch self {
        case .succeeded: "00"
        case .pending: "03"
        case .refunded: "04"
        case .failed: "06"
        // Cards are no part of SNAP: our own words.
        case .authorised, .voided: rawValue
        case .notFound: "07"
        case .unrecognised(let code): code
        }
    }
}

extension VerificationStatus {
    /// Reads `latestVerificationStatus`. Its `00` means that nothing is known yet, while a transfer's means success.
    package init(snapCode code: String) {
        switch code {
        case "00": self = .initiated
        case "01": self = .valid
        case "02": self = .invalid
        case "03": self = .error
        default: self = .unrecognised(code)
        }
    }
}

extension Rupiah {
    /// The amount as SNAP writes it: two decimals, no grouping, such as `1500000.00` (SNAP: amount.value).
    package var snapValue: String { "\(whole).00" }
}
