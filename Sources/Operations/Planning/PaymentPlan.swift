package import PayoutCore
package import PayoutLedger
package import PayoutRules

/// Everything that `run` would do with a file, found out without the bank and without a word in the ledger.
package struct PaymentPlan: Sendable {
    /// What goes to one bank.
    package struct BankShare: Sendable {
        package let code: String
        /// What people call the bank; empty where the directory has no such code.
        package let name: String
        package let tally: Tally
    }

    /// How many findings are kept for the screen.
    static let findingsMax = 20

    package let rail: Rail
    package let check: FileCheck
    /// The first things that are wrong with its rows.
    package let violations: [Violation]
    /// The first things that a person should look at although the rows stand.
    package let warnings: [Violation]
    /// The rows that can be paid, those that wait for a person included, by bank.
    package let banks: [BankShare]
    /// Rows that would wait for a person.
    package let held: HeldRows
    /// Rows that would be queued to be paid.
    let toSend: Tally
    /// Rows that would be paid on this day: those that no ceiling holds back.
    package let toPay: Tally
    /// What the ceilings make of the queued rows; nil where no ceiling concerns them.
    package let forecast: CeilingForecast?
    /// The references of the rows that would have to succeed before others are sent (`dispatch.canary`).
    package let canary: [String]
    /// What about its payees a person should look at; nil where there is nothing.
    package let survey: PayeeSurvey?
    /// The batch that the file is already, with its rows by status; nil where the ledger does not hold it.
    package let known: (batch: Batch, totals: Totals)?
    /// The plans by which that batch was paid, as far as somebody insisted on them.
    let plans: [String]
    /// Why nobody may pay it, since it asks for more than a batch may (`limits.batch`); nil of any other.
    package let ceilingRefusal: CommandFailure?
    /// Over all of that, the settings that decide, and the bank.
    package let hash: PlanHash

    /// Whether the batch was made, or begun, by the plan with this hash.
    func isMade(by hash: PlanHash) -> Bool { plans.contains(hash.text) }
}
