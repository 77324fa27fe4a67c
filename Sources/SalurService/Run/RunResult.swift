internal import AuditTrail
package import PayoutCore
package import PayoutEngine
package import PayoutLedger
package import PayoutReports
package import Wording

/// How the run of one file ended.
package struct RunResult: Sendable {
    package let batch: Batch
    /// The folder of its reports.
    package let folder: String
    package let reconciliation: Reconciliation
    package let status: OutcomeKind
    let ending: RunEnding
    /// Rows that look like other payments and wait for a person.
    package let held: HeldRows
    /// The sentence that a run ends with: paid, not paid.
    package let sentence: Phrase
    /// What a person does next, each with the command for it; empty where nothing is left to do.
    package let steps: [Phrase]
    /// How fast the bank was called; nil where no call was made.
    package internal(set) var pace: RunPace?

    /// The line that an auditor compares the journal with later: printed or mailed, it shows a cut tail.
    package var journalSentence: Phrase {
        let journal = reconciliation.journal
        guard let key = journal.key else {
            return Phrase("Journal: \(count: journal.events) events, head \(journal.head); not signed")
        }
        return Phrase(
            """
            Journal: \(count: journal.events) events, head \(journal.head); signed by key \(key.fingerprint.prefix(16))
            """)
    }

    init(
        folder: String, reconciliation: Reconciliation, ending: RunEnding, hasTransfers: Bool, held: HeldRows,
        advice: StopAdvice, next: NextCommands
    ) {
        batch = reconciliation.batch
        self.folder = folder
        self.reconciliation = reconciliation
        self.held = held
        self.ending = ending
        status = Self.status(reconciliation, ending, hasTransfers: hasTransfers)
        let closing = RunSentence(reconciliation: reconciliation, ending: ending, advice: advice, next: next)
        (sentence, steps) = (closing.text, closing.steps)
    }

    private static func status(
        _ reconciliation: Reconciliation, _ ending: RunEnding, hasTransfers: Bool
    ) -> OutcomeKind {
        guard reconciliation.isBalanced else { return .internalError }
        switch ending {
        case .reported: return .success
        case .declined, .ended(.interrupted), .ended(.timedOut), .ended(.remembered): return .notSettled
        case .ended(.stopped(.bankUnreachable)): return hasTransfers ? .stopped : .bankUnreachable
        case .ended(.stopped): return .stopped
        case .barred(.paused), .ended(.paused): return .stopped
        case .nothingToDo, .barred, .ended(.settled):
            let isPaid = reconciliation.totals[.succeeded, default: .zero].count == reconciliation.batch.input.count
            return isPaid && reconciliation.contradictions.count == 0 ? .success : .notAllPaid
        }
    }
}

/// How the work on a file ended.
package enum RunEnding: Sendable {
    /// It was settled before this run.
    case nothingToDo
    /// A person has paused or closed it, so that nothing was done for it.
    case barred(BatchRefusal)
    /// The question was answered with no.
    case declined
    case ended(EngineOutcome)
    /// Only its reports were written.
    case reported(isApproved: Bool)
}

/// What a person has to do about a stop.
package struct StopAdvice: Sendable {
    /// Where callbacks are expected, such as `127.0.0.1:8081`.
    package let callbackAddress: String
    /// Callbacks that came and could not be used.
    package let unusable: UnusableCallbacks
    /// How far our clock is ahead of the bank's, negative where it is behind; nil where they agree.
    package let clockLead: Duration?
    /// What other batches still need of a balance that would suffice for this one alone; nil where it would not.
    package let othersNeed: Rupiah?

    package init(
        callbackAddress: String, unusable: UnusableCallbacks, clockLead: Duration? = nil, othersNeed: Rupiah? = nil
    ) {
        self.callbackAddress = callbackAddress
        self.unusable = unusable
        self.clockLead = clockLead
        self.othersNeed = othersNeed
    }

    /// What to do about a stop for this reason, as the end of a sentence; `again` says what to run afterwards.
    package func text(for reason: StopReason, again: Phrase) -> Phrase {
        switch reason {
        case .insufficientFunds:
            guard let othersNeed else { return Phrase("the balance is too small, top it up, then \(again)") }
            return Phrase(
                """
                the balance does not suffice for this batch beside the others, which still need \
                \(othersNeed.display): top it up, or wait until they are paid, then \(again)
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
        case .ledgerAltered:
            return Phrase(
                """
                somebody has edited the ledger with other means than salur, see "salur verify --ledger" and put back \
                the backup, then \(again)
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
