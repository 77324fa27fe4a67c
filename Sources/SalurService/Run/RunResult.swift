internal import PayoutCore
package import PayoutEngine
package import PayoutLedger
package import PayoutReports

/// How the run of one file ended.
package struct RunResult: Sendable {
    package let batch: Batch
    /// The folder of its reports.
    package let folder: String
    package let reconciliation: Reconciliation
    package let status: ExitStatus
    /// The sentence that a run ends with: paid, not paid, what to do next.
    package let sentence: String

    init(
        batch: Batch, folder: String, reconciliation: Reconciliation, ending: RunEnding, hasTransfers: Bool,
        advice: StopAdvice
    ) {
        self.batch = batch
        self.folder = folder
        self.reconciliation = reconciliation
        status = Self.status(reconciliation, ending, hasTransfers: hasTransfers)
        sentence = Self.sentence(reconciliation, ending, advice)
    }

    private static func status(
        _ reconciliation: Reconciliation, _ ending: RunEnding, hasTransfers: Bool
    ) -> ExitStatus {
        guard reconciliation.isBalanced else { return .internalError }
        switch ending {
        case .declined, .ended(.interrupted), .ended(.timedOut), .ended(.remembered): return .notSettled
        case .ended(.stopped(.bankUnreachable)): return hasTransfers ? .stopped : .bankUnreachable
        case .ended(.stopped): return .stopped
        case .nothingToDo, .ended(.settled):
            let isPaid = reconciliation.totals[.succeeded, default: .zero].count == reconciliation.batch.input.count
            return isPaid && reconciliation.contradictions.count == 0 ? .success : .notAllPaid
        }
    }

    private static func sentence(
        _ reconciliation: Reconciliation, _ ending: RunEnding, _ advice: StopAdvice
    ) -> String {
        let paid = reconciliation.totals[.succeeded, default: .zero]
        let input = reconciliation.batch.input
        let unpaid = Tally(count: input.count - paid.count, sum: Rupiah(input.sum.whole - paid.sum.whole))
        let next = nextSteps(reconciliation, ending, advice)
        return
            "Paid \(people(paid.count)), \(paid.sum.display); not paid \(unpaid.count), \(unpaid.sum.display): \(next)."
    }

    private static func rows(_ count: Int) -> String { count == 1 ? "1 row" : "\(count) rows" }

    private static func people(_ count: Int) -> String { count == 1 ? "1 person" : "\(count) people" }

    private static func nextSteps(
        _ reconciliation: Reconciliation, _ ending: RunEnding, _ advice: StopAdvice
    ) -> String {
        var steps: [String] = []
        if !reconciliation.isBalanced { steps.append("the report does not add up, do not use it and report this") }
        switch ending {
        case .ended(.stopped(let reason)): steps.append(advice.text(for: reason))
        case .declined: steps.append("nothing was sent, run the same command again to pay")
        case .ended(.interrupted), .ended(.timedOut), .ended(.remembered):
            steps.append("run the same command again to continue")
        case .nothingToDo: steps.append("this file was settled before and nothing was sent")
        case .ended(.settled): break
        }
        func count(_ status: PayoutStatus) -> Int { reconciliation.totals[status, default: .zero].count }
        if reconciliation.contradictions.count > 0 {
            steps.append("ask the bank about \(reconciliation.contradictions.count) that it contradicts itself on")
        }
        if count(.rejected) > 0 { steps.append("mend the \(rows(count(.rejected))) in rejected.csv and pay that file") }
        if count(.held) > 0 { steps.append("decide about \(count(.held)) held") }
        let refused = count(.invalid) + count(.failed) + count(.refunded) + count(.notFound)
        if refused > 0 { steps.append("see results.csv for why \(refused) could not be paid") }
        if count(.unverified) > 0 { steps.append("run again for \(count(.unverified)) that the bank did not verify") }
        return steps.isEmpty ? "nothing is left to do" : steps.joined(separator: "; ")
    }
}

/// How the work on a file ended.
package enum RunEnding: Sendable {
    /// It was settled before this run.
    case nothingToDo
    /// The question was answered with no.
    case declined
    case ended(EngineOutcome)
}

/// What a person has to do about a stop.
package struct StopAdvice: Sendable {
    /// Where callbacks are expected, such as `127.0.0.1:8081`.
    package let callbackAddress: String
    /// Callbacks that came and could not be used.
    package let unusable: UnusableCallbacks

    package init(callbackAddress: String, unusable: UnusableCallbacks) {
        self.callbackAddress = callbackAddress
        self.unusable = unusable
    }

    /// What to do about a stop for this reason, as the end of a sentence.
    package func text(for reason: StopReason) -> String {
        switch reason {
        case .insufficientFunds: return "the balance is too small, top it up and run the same command again"
        case .signatureRefused:
            return
                "the bank refuses our signature, check ayoconnect.clientId and ayoconnect.privateKeyFile, "
                + "then run again"
        case .unknownPartner:
            return "the bank does not know ayoconnect.partnerId or ayoconnect.merchantId, correct them and run again"
        case .bankUnreachable:
            return "the bank cannot be reached, check ayoconnect.baseUrl and the network, then run again"
        case .noCallbacks where unusable.disagreements > 0:
            return "\(unusable.disagreements) callbacks came to \(callbackAddress), but their \(unusable.field) is not "
                + "the one that was sent: ask the bank, then run again"
        case .noCallbacks where unusable.proofsRefused > 0:
            return
                "\(unusable.proofsRefused) callbacks came to \(callbackAddress), but their proof is wrong: check "
                + "callbacks.proof and ayoconnect.clientSecret (or the bank's public key), then run again"
        case .noCallbacks:
            return "the bank accepted the account checks, but no callback came to \(callbackAddress): check "
                + "callbacks.listen and the addresses that the bank calls, then run again"
        }
    }
}
