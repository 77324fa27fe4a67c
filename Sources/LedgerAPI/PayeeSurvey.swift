package import PayoutCore

/// What about the payees of a file a person should look at before it is paid.
package struct PayeeSurvey: Sendable {
    /// A row of the file, or of an earlier one.
    package struct Row: Hashable, Sendable {
        package let line: Int
        package let reference: String
        package let accountName: String
        package let amount: Rupiah

        package init(line: Int, reference: String, accountName: String, amount: Rupiah) {
            self.line = line
            self.reference = reference
            self.accountName = accountName
            self.amount = amount
        }
    }

    /// How many rows of each kind are kept.
    package static let rowsMax = 10

    /// Rows that pay an account for the first time.
    package var firstPayments = 0
    /// The first of them.
    package var firstRows: [Row] = []
    /// Rows whose payee was paid to another account before, where the settings only warn of them.
    package var changedAccounts = 0
    /// The first of them, each with the reason.
    package var changedRows: [(row: Row, reason: Reason)] = []
    /// Rows with ten times the usual amount of the file or more, the largest first; empty where none has, or many have.
    package var largeAmounts: [Row] = []
    /// About the amount in the middle of all; zero where no amount is large.
    package var usualAmount = Rupiah.zero
    /// The differences from the last batch of the same kind; nil where there is none.
    package var comparison: BatchComparison?

    package init() {}

    /// Whether there is nothing to look at.
    package var isEmpty: Bool {
        firstPayments == 0 && changedAccounts == 0 && largeAmounts.isEmpty && comparison == nil
    }
}

/// How the payees and amounts of a file differ from those that an earlier batch paid.
package struct BatchComparison: Sendable {
    /// A payee who is paid another amount.
    package struct Change: Hashable, Sendable {
        package let row: PayeeSurvey.Row
        package let before: Rupiah
        package let now: Rupiah

        package init(row: PayeeSurvey.Row, before: Rupiah, now: Rupiah) {
            self.row = row
            self.before = before
            self.now = now
        }
    }

    /// The name that people know the earlier batch by.
    package let batch: String
    /// Accounts that the earlier batch did not pay.
    package var newPayees = Tally.zero
    package var newRows: [PayeeSurvey.Row] = []
    /// Accounts that the earlier batch paid, and this file does not.
    package var missingPayees = Tally.zero
    /// Rows of the earlier batch.
    package var missingRows: [PayeeSurvey.Row] = []
    /// Accounts whose amount differs by so much that it is shown (`checks.amountChange`).
    package var changedAmounts = 0
    package var changes: [Change] = []

    package init(batch: String) { self.batch = batch }
}
