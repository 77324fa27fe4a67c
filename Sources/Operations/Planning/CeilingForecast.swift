package import PayoutCore
internal import PayoutLedger

/// What the ceilings of the settings would make of rows that are to be sent now, one after the other in the order of
/// the file (`limits.row`, `limits.day`, `limits.payee`).
package struct CeilingForecast: Sendable {
    package let ceilings: Ceilings
    /// What was sent on this day before, by all batches.
    package let sentToday: Rupiah
    /// Rows that would be sent on this day.
    package private(set) var sent = Tally.zero
    /// Rows that would be held, by the ceiling that they pass.
    package private(set) var held: [CeilingHit.Kind: Tally] = [:]
    /// Rows that wait for another day, since the batch stops before them.
    package private(set) var later = Tally.zero

    /// Accounts that are kept at most; rows to further ones are compared with the ceiling each by itself.
    private static let payeesMax = 1 << 20

    private var total: Rupiah
    /// What was sent to single accounts, with what would be, by a hash of the account.
    private var payees: [Int: Int64] = [:]

    /// - Parameters:
    ///   - payees: takes in what was sent to single accounts on this day; called only where that matters.
    init(
        _ ceilings: Ceilings, sentToday: Rupiah, payees: ((PayeeAccount, Rupiah) -> Void) throws -> Void
    ) rethrows {
        (self.ceilings, self.sentToday, total) = (ceilings, sentToday, sentToday)
        guard ceilings.payee != nil else { return }
        var sums: [Int: Int64] = [:]
        try payees { account, amount in
            let payee = account.hashValue
            guard sums[payee] != nil || sums.count < Self.payeesMax else { return }
            sums[payee, default: 0] &+= amount.whole
        }
        self.payees = sums
    }

    /// Takes in the next row.
    ///
    /// - Parameter payee: the hash of its account.
    /// - Returns: whether it would be sent.
    @discardableResult
    mutating func add(_ amount: Rupiah, to payee: Int) -> Bool {
        let row = Tally(count: 1, sum: amount)
        // At the first row that does not fit, the batch stops.
        guard later.count == 0 else {
            later += row
            return false
        }
        let toPayee = payees[payee] ?? 0
        if let ceiling = ceilings.payee, toPayee &+ amount.whole > ceiling.whole {
            held[.payee, default: .zero] += row
            return false
        }
        if let ceiling = ceilings.day {
            guard amount <= ceiling else {
                held[.day, default: .zero] += row
                return false
            }
            guard total.whole &+ amount.whole <= ceiling.whole else {
                later += row
                return false
            }
        }
        total = Rupiah(total.whole &+ amount.whole)
        if ceilings.payee != nil, payees[payee] != nil || payees.count < Self.payeesMax {
            payees[payee] = toPayee &+ amount.whole
        }
        sent += row
        return true
    }

    /// Takes in a row that is held for its amount when its run begins.
    mutating func addAboveRow(_ amount: Rupiah) { held[.row, default: .zero] += Tally(count: 1, sum: amount) }

    /// Whether something would not be sent.
    package var isAnyLeft: Bool { later.count > 0 || !held.isEmpty }
}

extension CeilingForecast {
    /// With what a ledger has sent; nil where no ceiling concerns a row.
    ///
    /// - Parameter reader: nil where there is no ledger yet.
    init?(_ ceilings: Ceilings, _ reader: LedgerReader?, at now: Timestamp) throws {
        guard ceilings.areDaily || ceilings.row != nil else { return nil }
        let day = JakartaDay(now)
        try self.init(ceilings, sentToday: reader?.outflow(on: day) ?? .zero) { take in
            try reader?.forEachOutflow(on: day, take)
        }
    }

    /// For a batch whose rows above `limits.row` are held already; nil where no ceiling of a day is set.
    init?(ofDay batch: Batch, _ ceilings: Ceilings, _ reader: LedgerReader, at now: Timestamp) throws {
        guard ceilings.areDaily else { return nil }
        try self.init(of: batch, ceilings, reader, at: now)
    }

    /// For the rows of a batch that wait to be sent; nil where no ceiling concerns them.
    init?(of batch: Batch, _ ceilings: Ceilings, _ reader: LedgerReader, at now: Timestamp) throws {
        guard batch.rail == .payout else { return nil }
        try self.init(ceilings, reader, at: now)
        try reader.forEachToSend(of: batch.id) { payout, payee, amount in
            if let ceiling = ceilings.row, amount > ceiling,
                try !reader.isReleased(payout, heldFor: ReasonCode.rowLimit)
            {
                return addAboveRow(amount)
            }
            add(amount, to: payee.hashValue)
        }
    }
}
