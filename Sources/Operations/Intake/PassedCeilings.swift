package import PayoutCore

/// What `check` finds of a file that asks for more than the settings allow (`limits.*`), as far as the file alone shows
/// it.
package struct PassedCeilings: Sendable {
    /// Rows that a ceiling would hold, each by itself.
    package struct Rows: Sendable {
        package fileprivate(set) var tally = Tally.zero
        /// The first of them.
        package fileprivate(set) var first: [(line: Int, amount: Rupiah)] = []
    }

    /// How many rows are named of each ceiling.
    package static let shownMax = 10

    package let ceilings: Ceilings
    /// By the ceiling that would hold them first.
    package private(set) var rows: [CeilingHit.Kind: Rows] = [:]
    /// What the file asks for where that is more than one batch may ask for; nil where it is not, or is not known.
    package private(set) var batchSum: Rupiah?
    /// What the file asks for where that is more than may be sent on one day; nil where it is not, or is not known.
    package private(set) var daySum: Rupiah?

    init(_ ceilings: Ceilings) { self.ceilings = ceilings }

    /// Whether a person must do something before all of the file can be paid.
    package var isAny: Bool { !rows.isEmpty || batchSum != nil || daySum != nil }

    /// Whether rows are to be taken in.
    var concernsRows: Bool { ceilings.row != nil || ceilings.areDaily }

    mutating func take(_ row: borrowing ScannedRow) {
        guard row.isAccepted, let amount = row.amount, let kind = ceilings.kind(passedBy: amount) else { return }
        var passed = rows[kind] ?? Rows()
        passed.tally += Tally(count: 1, sum: amount)
        if passed.first.count < Self.shownMax { passed.first.append((row.line, amount)) }
        rows[kind] = passed
    }

    mutating func finish(sum: Rupiah?) {
        guard let sum else { return }
        if let ceiling = ceilings.batch, sum > ceiling { batchSum = sum }
        if let ceiling = ceilings.day, sum > ceiling { daySum = sum }
    }
}

extension Ceilings {
    /// The ceiling that a row passes by itself, the first one that would hold it.
    fileprivate func kind(passedBy amount: Rupiah) -> CeilingHit.Kind? {
        if let row, amount > row { return .row }
        if let payee, amount > payee { return .payee }
        if let day, amount > day { return .day }
        return nil
    }
}
