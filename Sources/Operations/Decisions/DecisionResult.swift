package import PayoutCore
package import PayoutLedger

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
    /// Who sends what was released or queued.
    package let payer: Payer

    init(_ plan: DecisionPlan, done: Tally, payer: Payer = .nobody, isDeclined: Bool = false) {
        (act, batch, refusals) = (plan.act, plan.batch, plan.refusals)
        self.done = done
        self.payer = payer
        self.isDeclined = isDeclined
    }

    /// What came of a plan that a person said no to.
    package init(declined plan: DecisionPlan) { self.init(plan, done: .zero, isDeclined: true) }

    /// How it ended: all done, some of it refused, or the question answered no.
    package var status: OutcomeKind {
        if isDeclined { return .notSettled }
        return refusals.isEmpty ? .success : .notAllPaid
    }
}
