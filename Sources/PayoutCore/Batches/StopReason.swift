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
    /// One of the first rows, which must succeed before others are sent, did not (`dispatch.canary`).
    case canaryFailed = "canary_failed"
    /// Too large a share of the rows that were sent did not succeed (`dispatch.stopAtFailures`).
    case tooManyFailures = "too_many_failures"
    /// What may be sent on one day was sent (`limits.day`).
    case dayLimit = "day_limit"

    /// Whether a run goes on only once a person has resumed the batch, who has seen what went wrong.
    package var needsResume: Bool {
        switch self {
        case .canaryFailed, .tooManyFailures: true
        case .insufficientFunds, .signatureRefused, .unknownPartner, .bankUnreachable, .noCallbacks, .ledgerLost,
            .ledgerAltered, .dayLimit:
            false
        }
    }

    package init(_ trouble: BatchTrouble) {
        switch trouble {
        case .insufficientFunds: self = .insufficientFunds
        case .unknownPartner: self = .unknownPartner
        }
    }
}
