package import PayoutCore
package import PayoutLedger
package import Wording

/// What came of a decision.
package struct DecisionResult: Sendable {
    package let act: PersonalAct
    package let batch: Batch
    /// The payouts that stand as decided.
    package let done: Tally
    /// What could not be, by the reason why.
    package let refusals: [DecisionPlan.Refusals]
    /// The person said no; nothing was changed.
    package let isDeclined: Bool

    /// 0 where all was done, 1 where some of it could not be, 75 where the question was answered no.
    package var status: ExitStatus {
        if isDeclined { return .notSettled }
        return refusals.isEmpty ? .success : .notAllPaid
    }

    /// What could not be, one line for each reason.
    package var refusalLines: [Phrase] {
        var plan = DecisionPlan(act: act, batch: batch)
        plan.refusals = refusals
        return plan.refusalLines
    }

    /// What was done and what comes next.
    package var sentence: Phrase {
        guard !isDeclined, done.count > 0 else { return Phrase("Nothing was changed.") }
        let (payouts, money, name) = (Phrase.payouts(done.count), done.sum.display, batch.folderName)
        switch act {
        case .release: return Phrase("Released \(payouts), \(money). They are sent by: salur process \(name)")
        case .retry: return Phrase("Queued \(payouts) once more, \(money). They are sent by: salur process \(name)")
        case .cancel: return Phrase("Cancelled \(payouts), \(money). New reports: salur report \(name)")
        case .resolve: return Phrase("Recorded for \(payouts), \(money). New reports: salur report \(name)")
        }
    }
}

/// The person on the other side of a decision.
package struct DecisionConsole: Sendable {
    /// Says something in passing.
    package let say: @Sendable (Phrase) -> Void
    /// Shows the preview and asks whether to go on; false is no.
    package let confirm: @Sendable (DecisionPlan) async -> Bool

    package init(
        say: @escaping @Sendable (Phrase) -> Void, confirm: @escaping @Sendable (DecisionPlan) async -> Bool
    ) {
        self.say = say
        self.confirm = confirm
    }
}
