/// Why a batch stopped: trouble that would hit every row. The raw values are written to the ledger and never change.
package enum StopReason: String, CaseIterable, Sendable {
    case insufficientFunds = "insufficient_funds"
    case signatureRefused = "signature_refused"
    case unknownPartner = "unknown_partner"
    case bankUnreachable = "bank_unreachable"
    case noCallbacks = "no_callbacks"
    /// Older reports show rows as sent that the ledger does not know, and neither does the bank.
    case ledgerLost = "ledger_lost"
    /// The rows are not those that were approved: somebody edited the ledger (promise P12).
    case ledgerAltered = "ledger_altered"
    /// What may be sent on one day was sent (`limits.day`).
    case dayLimit = "day_limit"

    package init(_ trouble: BatchTrouble) {
        switch trouble {
        case .insufficientFunds: self = .insufficientFunds
        case .unknownPartner: self = .unknownPartner
        }
    }
}
