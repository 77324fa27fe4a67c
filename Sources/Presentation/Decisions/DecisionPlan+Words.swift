package import Operations
package import PayoutCore
internal import PayoutLedger
internal import PayoutReports
package import Wording

extension DecisionPlan.Sample {
    /// What a person reads of it.
    package func lines(_ rail: Rail) -> [Phrase] {
        let code = reasonCode.flatMap { $0 == status.rawValue ? nil : ", \($0)" } ?? ""
        var lines = [Phrase("  \(reference)  line \(line)  \(amount.display)  \(status.words)\(code)")]
        if let heldFor { lines.append(Phrase("    \(Explanation.shown(heldFor.phrase(for: rail)))")) }
        return lines
    }
}

extension DecisionPlan {
    /// The preview: what would happen, and to how much money. ``refusalLines`` names the rows that are refused.
    package var summary: [Phrase] {
        var lines = [Phrase("Batch \(batch.folderName): \(heading)")]
        lines += samples.flatMap { $0.lines(batch.rail) }
        if hasMore { lines.append(Phrase("  … and \(tally.count - samples.count) more")) }
        if act == .release, wasSentBefore > 0 {
            lines.append(
                Phrase(
                    """
                    CAREFUL: older reports show \(wasSentBefore) of these as sent, and the ledger was lost. Releasing \
                    them means paying them again if they were paid. Go on only if the bank has confirmed in writing \
                    that no money moved.
                    """))
        }
        if act == .release, likenessCount > 0 {
            let alike = batch.rail.counted(likenessCount)
            lines.append(
                batch.rail == .payout
                    ? Phrase(
                        "CAREFUL: \(alike) of these may have been paid already; to release them is to pay them again.")
                    : Phrase(
                        "CAREFUL: \(alike) of these may have been made already; to release them is to make them again."
                    ))
        }
        if act == .retry(newReference: true) {
            lines.append(
                batch.rail == .payout
                    ? Phrase(
                        """
                        CAREFUL: these may have been paid already, and under a new reference the bank no longer guards \
                        against paying twice. Go on only if the bank has confirmed in writing that no money moved.
                        """)
                    : Phrase(
                        """
                        CAREFUL: these may have been made already, and under a new reference the bank no longer guards \
                        against making them twice. Go on only if the bank has confirmed in writing that no money moved.
                        """))
        }
        return lines
    }

    private var heading: Phrase {
        let money = tally.sum.display
        switch act {
        case .release: return Phrase("release \(payouts), \(money)")
        case .retry: return Phrase("try \(payouts) once more, \(money)")
        case .cancel: return Phrase("cancel \(payouts), \(money)")
        case .resolve: return Phrase("resolve \(payouts), \(money)")
        }
    }

    private var payouts: Phrase { batch.rail.counted(tally.count) }

    /// What cannot be, one line for each reason.
    package var refusalLines: [Phrase] { refusals.lines(of: act) }
}

extension [DecisionPlan.Refusals] {
    /// One line for each reason: which payouts, and why not.
    func lines(of act: PersonalAct) -> [Phrase] {
        map { refusal in
            let first = Phrase.joined(refusal.rows.prefix(3).map(\.name), by: ", ")
            let names = refusal.count > 3 ? Phrase("\(first) and \(refusal.count - 3) more") : first
            let why = refusal.why.phrase
            return switch act {
            case .release: Phrase("\(names) cannot be released: \(why).")
            case .retry: Phrase("\(names) cannot be tried again: \(why).")
            case .cancel: Phrase("\(names) cannot be cancelled: \(why).")
            case .resolve: Phrase("\(names) cannot be resolved: \(why).")
            }
        }
    }
}

extension DecisionPlan.Refusals.Row {
    /// What people find it by: the reference, or the line where there is none.
    fileprivate var name: Phrase { reference.isEmpty ? Phrase("line \(line)") : .verbatim(reference) }
}

extension DecisionPlan.Barrier {
    /// Why it cannot be, and what to do instead.
    package var phrase: Phrase {
        switch self {
        case .refused(let refusal, let status): refusal.phrase(status)
        case .changed: Phrase("it has changed since it was shown, look at it again")
        }
    }
}
