internal import PayoutCore
internal import PayoutLedger

/// What a plan shows of the rows that can be paid, taken in while the file is checked.
final class PlanRows {
    /// Rows of the beginning of the file that are kept: of these come the first that are sent.
    private static let firstMax = 2000

    /// A row at the beginning of the file.
    struct First {
        let line: Int
        let reference: String
    }

    /// What ceilings are counted by.
    struct Amount {
        let line: Int
        let amount: Rupiah
        /// The hash of the account.
        let payee: Int
    }

    private let keepsAmounts: Bool
    private(set) var byBank: [String: Tally] = [:]
    private(set) var first: [First] = []
    private(set) var amounts: [Amount] = []

    /// - Parameter keepsAmounts: whether a ceiling counts rows together: only then all of them are kept.
    init(keepsAmounts: Bool) { self.keepsAmounts = keepsAmounts }

    func add(_ row: borrowing ScannedRow) {
        guard let amount = row.amount else { return }
        let shown = row.shown
        byBank[shown.bankCode, default: .zero] += Tally(count: 1, sum: amount)
        if first.count < Self.firstMax { first.append(First(line: row.line, reference: shown.reference)) }
        guard keepsAmounts else { return }
        let payee = PayeeAccount(bankCode: shown.bankCode, accountNumber: shown.accountNumber)
        amounts.append(Amount(line: row.line, amount: amount, payee: payee.hashValue))
    }

    /// Forgets all rows, before the file is read once more.
    func removeAll() { (byBank, first, amounts) = ([:], [], []) }
}
