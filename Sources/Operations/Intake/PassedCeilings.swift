package import PayoutCore

/// What `check` finds of a file that asks for more than the settings allow (`limits.row`, `limits.batch`).
package struct PassedCeilings: Sendable {
    /// How many rows are named.
    package static let shownMax = 10

    package let ceilings: Ceilings
    /// Rows that ask for more than one row may: they would be held.
    package private(set) var rows = Tally.zero
    /// The first of them.
    package private(set) var first: [(line: Int, amount: Rupiah)] = []
    /// What the file asks for where that is more than one batch may ask for; nil where it is not, or is not known.
    package private(set) var batchSum: Rupiah?

    init(_ ceilings: Ceilings) { self.ceilings = ceilings }

    /// Whether a person must do something before all of the file can be paid.
    package var isAny: Bool { rows.count > 0 || batchSum != nil }

    mutating func take(_ row: borrowing ScannedRow) {
        guard let ceiling = ceilings.row, row.isAccepted, let amount = row.amount, amount > ceiling else { return }
        rows += Tally(count: 1, sum: amount)
        if first.count < Self.shownMax { first.append((row.line, amount)) }
    }

    mutating func finish(sum: Rupiah?) {
        guard let ceiling = ceilings.batch, let sum, sum > ceiling else { return }
        batchSum = sum
    }
}
