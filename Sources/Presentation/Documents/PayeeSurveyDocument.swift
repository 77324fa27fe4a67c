internal import Operations
internal import PayoutCore
package import PayoutLedger
internal import PayoutReports
internal import Wording

/// What about the payees of a file a person should look at, as `check`, `submit` and `approve` report it to programs.
package struct PayeeSurveyDocument: Encodable {
    struct Row: Encodable {
        let line: Int
        let reference: String
        let accountName: String
        let amount: Int64
        /// Of a changed account.
        let message: String?
        /// Of a changed amount.
        let amountBefore: Int64?

        enum CodingKeys: String, CodingKey {
            case line, reference, amount, message
            case accountName = "account_name"
            case amountBefore = "amount_before"
        }

        init(_ row: PayeeSurvey.Row, message: String? = nil, amount now: Rupiah? = nil, before: Rupiah? = nil) {
            (line, reference, accountName) = (row.line, row.reference, row.accountName)
            amount = (now ?? row.amount).whole
            (self.message, amountBefore) = (message, before?.whole)
        }
    }

    struct Rows: Encodable {
        let count: Int
        let sum: Int64?
        /// The first of them.
        let rows: [Row]
    }

    struct Comparison: Encodable {
        let batch: String
        let newPayees: Rows
        /// Rows of the earlier batch.
        let missingPayees: Rows
        let changedAmounts: Rows

        enum CodingKeys: String, CodingKey {
            case batch
            case newPayees = "new_payees"
            case missingPayees = "missing_payees"
            case changedAmounts = "changed_amounts"
        }
    }

    let firstPayments: Rows
    let changedAccounts: Rows
    /// Missing where no amount is unusual.
    let largeAmounts: Rows?
    let comparison: Comparison?

    enum CodingKeys: String, CodingKey {
        case comparison
        case firstPayments = "first_payments"
        case changedAccounts = "changed_accounts"
        case largeAmounts = "large_amounts"
    }

    package init(_ survey: PayeeSurvey) {
        firstPayments = Rows(count: survey.firstPayments, sum: nil, rows: survey.firstRows.map { Row($0) })
        changedAccounts = Rows(
            count: survey.changedAccounts, sum: nil,
            rows: survey.changedRows.map { Row($0.row, message: $0.reason.phrase(for: .payout).english) })
        let large = survey.largeAmounts
        largeAmounts = large.isEmpty ? nil : Rows(count: large.count, sum: nil, rows: large.map { Row($0) })
        comparison = survey.comparison.map { found in
            Comparison(
                batch: found.batch,
                newPayees: Rows(
                    count: found.newPayees.count, sum: found.newPayees.sum.whole, rows: found.newRows.map { Row($0) }),
                missingPayees: Rows(
                    count: found.missingPayees.count, sum: found.missingPayees.sum.whole,
                    rows: found.missingRows.map { Row($0) }),
                changedAmounts: Rows(
                    count: found.changedAmounts, sum: nil,
                    rows: found.changes.map { Row($0.row, amount: $0.now, before: $0.before) }))
        }
    }
}
