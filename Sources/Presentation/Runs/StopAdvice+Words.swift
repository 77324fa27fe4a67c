package import Operations
package import PayoutCore
internal import PayoutEngine
package import Wording

extension StopAdvice {
    /// What to do about a stop for this reason, as the end of a sentence.
    ///
    /// - Parameters:
    ///   - resume: the command that lets the batch go on.
    ///   - again: says what to run afterwards.
    package func text(for reason: StopReason, resume: Phrase, again: Phrase) -> Phrase {
        switch reason {
        case .insufficientFunds:
            guard let othersNeed else { return Phrase("the balance is too small, top it up, then \(again)") }
            return Phrase(
                """
                the balance does not suffice for this batch beside the others, which still need \
                \(othersNeed.display): top it up, then \(again)
                """)
        case .signatureRefused: return signatureRefused(again)
        case .unknownPartner:
            return Phrase(
                """
                the bank does not know ayoconnect.partnerId or ayoconnect.merchantId, correct them, then \(again)
                """)
        case .bankUnreachable:
            return Phrase(
                "the bank cannot be reached, check ayoconnect.baseUrl and the network, then \(again)")
        case .ledgerLost:
            return Phrase(
                """
                older reports show rows as sent, and neither this ledger nor the bank knows them, so nothing was sent: \
                restore the ledger or its backup; else cancel each of these rows that was paid, and release it, which \
                pays it again, only if the bank confirms that no money moved; then \(again)
                """)
        case .noCallbacks: return noCallbacks(again)
        case .dayLimit:
            return Phrase(
                """
                what may be sent on one day was sent (limits.day): \(again) on another day, or raise limits.day first
                """)
        case .ledgerAltered:
            return Phrase(
                """
                somebody has edited the ledger with other means than salur, see "salur verify --ledger" and put back \
                the backup, then \(again)
                """)
        case .canaryFailed:
            return Phrase(
                """
                one of the first rows did not succeed, so no other was sent (dispatch.canary): see with salur status \
                what is wrong; if all others are to be sent all the same, \(resume), then \(again)
                """)
        case .tooManyFailures:
            return Phrase(
                """
                too many rows did not succeed (dispatch.stopAtFailures): see with salur status what is wrong; if the \
                others are to be sent all the same, \(resume), then \(again)
                """)
        }
    }

    /// A bank whose clock differs refuses what is signed with the right key, so the clock comes first.
    private func signatureRefused(_ again: Phrase) -> Phrase {
        guard let clockLead else {
            return Phrase(
                """
                the bank refuses our signature or token, check ayoconnect.clientId and ayoconnect.privateKeyFile, \
                then \(again)
                """)
        }
        return Phrase(
            """
            \(ClockDifference(lead: clockLead).words), set it first (timedatectl set-ntp true), since the bank refuses \
            our signature; if it still does then, check ayoconnect.clientId and ayoconnect.privateKeyFile; then \(again)
            """)
    }

    private func noCallbacks(_ again: Phrase) -> Phrase {
        if unusable.disagreements > 0 {
            return Phrase(
                """
                \(unusable.disagreements) callbacks came to \(callbackAddress), but their \(unusable.field) is not \
                the one that was sent: ask the bank, then \(again)
                """)
        }
        if unusable.proofsRefused > 0 {
            return Phrase(
                """
                \(unusable.proofsRefused) callbacks came to \(callbackAddress), but their proof is wrong: check \
                callbacks.proof and ayoconnect.clientSecret (or the bank's public key), then \(again)
                """)
        }
        return Phrase(
            """
            the bank accepted the account checks, but no callback came to \(callbackAddress): check \
            callbacks.listen and the addresses that the bank calls, then \(again)
            """)
    }
}
