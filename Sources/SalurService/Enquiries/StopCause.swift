internal import PayoutEngine
internal import Wording

/// Why a batch stopped, and what to do, as the end of a sentence.
enum StopCause {
    /// The words for what the ledger holds in `stopped_reason`.
    static func words(_ stored: String?) -> Phrase {
        guard let stored, let reason = StopReason(rawValue: stored) else {
            return .verbatim(stored ?? "")
        }
        return switch reason {
        case .insufficientFunds: Phrase("the balance is too small: top it up")
        case .signatureRefused:
            Phrase(
                """
                the bank refuses our signature or token: check the clock of this machine (salur doctor), then \
                ayoconnect.clientId and ayoconnect.privateKeyFile
                """)
        case .unknownPartner:
            Phrase("the bank does not know ayoconnect.partnerId or ayoconnect.merchantId: correct them")
        case .bankUnreachable:
            Phrase("the bank could not be reached: check ayoconnect.baseUrl and the network")
        case .ledgerLost:
            Phrase("older reports show rows as sent that this ledger does not know: restore the ledger, or decide them")
        case .noCallbacks:
            Phrase("the bank accepted account checks, but no usable callback came: check callbacks.listen")
        case .ledgerAltered:
            Phrase("somebody has edited the ledger with other means than salur: put back the backup")
        }
    }
}
