internal import PayoutCore
internal import PayoutEngine
internal import PayoutLedger
internal import PayoutReports

/// The sentence that a run ends with: paid, not paid, what to do next.
///
/// Money that may have moved is never called "not paid", or somebody would pay it by hand: what is on its way and what
/// the bank contradicts itself about are counted apart.
struct RunSentence {
    let reconciliation: Reconciliation
    let ending: RunEnding
    let advice: StopAdvice

    var text: String {
        var parts = ["Paid \(people(paid.count)), \(paid.sum.display)"]
        if onTheirWay.count > 0 {
            parts.append(
                "on their way \(onTheirWay.count), \(onTheirWay.sum.display) (do not pay them by other means)")
        }
        if disputed.count > 0 {
            parts.append("may have been paid \(disputed.count), \(disputed.sum.display) (ask the bank)")
        }
        parts.append("not paid \(unpaid.count), \(unpaid.sum.display)\(unreadable)")
        return parts.joined(separator: "; ") + ": \(nextSteps)."
    }

    private var paid: Tally { reconciliation.totals[.succeeded, default: .zero] }

    private var onTheirWay: Tally { reconciliation.totals[.pending, default: .zero] }

    /// What is neither paid nor on its way, but was told to be paid once, or to be known to the bank.
    private var disputed: Tally {
        reconciliation.contradicted.filter { $0.key != .succeeded && $0.key != .pending }.values.reduce(
            reconciliation.conflicts
        ) {
            Tally(count: $0.count + $1.count, sum: Rupiah($0.sum.whole + $1.sum.whole))
        }
    }

    private var unpaid: Tally {
        let input = reconciliation.batch.input
        return Tally(
            count: input.count - paid.count - onTheirWay.count - disputed.count,
            sum: Rupiah(input.sum.whole - paid.sum.whole - onTheirWay.sum.whole - disputed.sum.whole))
    }

    private var unreadable: String {
        switch reconciliation.unreadableAmounts {
        case 0: ""
        case 1: " (1 amount could not be read and is not in the sum)"
        case let count: " (\(count) amounts could not be read and are not in the sum)"
        }
    }

    private func people(_ count: Int) -> String { count == 1 ? "1 person" : "\(count) people" }

    private func rows(_ count: Int) -> String { count == 1 ? "1 row" : "\(count) rows" }

    /// Payouts of this status about which the bank does not contradict itself.
    private func count(_ status: PayoutStatus) -> Int {
        reconciliation.totals[status, default: .zero].count - reconciliation.contradicted[status, default: .zero].count
    }

    private var nextSteps: String {
        var steps: [String] = []
        if !reconciliation.isBalanced { steps.append("the report does not add up, do not use it and report this") }
        if let step = nextStepOfEnding { steps.append(step) }
        let unclear = reconciliation.contradictions.count + reconciliation.conflicts.count
        if unclear > 0 {
            steps.append("ask the bank about the \(rows(unclear)) marked contradiction or conflict in results.csv")
        }
        if count(.rejected) > 0 { steps.append("mend the \(rows(count(.rejected))) in rejected.csv and pay that file") }
        let held = count(.held) - reconciliation.conflicts.count
        if held > 0 { steps.append("decide about the \(rows(held)) held (results.csv says why)") }
        let refused = count(.invalid) + count(.failed) + count(.refunded) + count(.notFound)
        if refused > 0 { steps.append("see results.csv for why \(rows(refused)) could not be paid") }
        if count(.unverified) > 0 {
            steps.append(
                "run again for \(rows(count(.unverified))) that the bank did not verify, or ask for another account")
        }
        return steps.isEmpty ? "nothing is left to do" : steps.joined(separator: "; ")
    }

    private var nextStepOfEnding: String? {
        switch ending {
        case .ended(.stopped(let reason)): advice.text(for: reason)
        case .declined: "nothing was sent, run the same command again to pay"
        case .ended(.interrupted), .ended(.timedOut), .ended(.remembered): "run the same command again to continue"
        case .nothingToDo: "this file was settled before and nothing was sent"
        case .ended(.settled): nil
        }
    }
}
