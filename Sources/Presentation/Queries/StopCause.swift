internal import PayoutCore
internal import Wording

/// Why a batch stopped, and what to do, as the end of a sentence.
enum StopCause {
    /// - Parameter reason: nil where the batch has not stopped.
    static func words(_ reason: StopReason?) -> Phrase {
        switch reason {
        case nil: .verbatim("")
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
        case .dayLimit:
            Phrase("what may be sent on one day was sent (limits.day): go on on another day, or raise limits.day")
        case .ledgerAltered:
            Phrase("somebody has edited the ledger with other means than salur: put back the backup")
        case .canaryFailed:
            Phrase("one of the first rows did not succeed (dispatch.canary): look, then resume or close the batch")
        case .tooManyFailures:
            Phrase("too many rows did not succeed (dispatch.stopAtFailures): look, then resume or close the batch")
        }
    }
}
