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

    private(set) var byBank: [String: Tally] = [:]
    private(set) var first: [First] = []

    func add(_ row: borrowing ScannedRow) {
        guard let amount = row.amount else { return }
        let shown = row.shown
        byBank[shown.bankCode, default: .zero] += Tally(count: 1, sum: amount)
        if first.count < Self.firstMax { first.append(First(line: row.line, reference: shown.reference)) }
    }

    /// Forgets all rows, before the file is read once more.
    func removeAll() { (byBank, first) = ([:], []) }
}
