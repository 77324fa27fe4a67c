/// The most that may leave, whoever approved it (`limits.*`); each is nil where none is set.
package struct Ceilings: Hashable, Sendable {
    /// What one row asks for. A row above it is held when its file is submitted.
    package var row: Rupiah?
    /// What the rows of one batch ask for together, without the rejected ones. A batch above it is not approved.
    package var batch: Rupiah?
    /// What all payouts of the ledger send on one day in Jakarta.
    package var day: Rupiah?
    /// What all payouts of the ledger send to one account on one day in Jakarta.
    package var payee: Rupiah?

    package init() {}

    /// Whether what was sent on a day has to be known before more is sent.
    package var areDaily: Bool { day != nil || payee != nil }
}

/// The ceiling that keeps a row from being paid, as it stood when it did.
package struct CeilingHit: Codable, Hashable, Sendable {
    /// What is counted. The raw values are written to the ledger.
    package enum Kind: String, CaseIterable, Codable, Sendable {
        /// The row alone.
        case row
        /// The row alone is more than may be sent on any day.
        case day
        /// Everything that is sent to the account of the row on one day.
        case payee
    }

    package let kind: Kind
    package let ceiling: Rupiah
    /// What had been sent before, of what the ceiling counts; zero where the row alone passes it.
    package let sent: Rupiah

    package init(_ kind: Kind, ceiling: Rupiah, sent: Rupiah = .zero) {
        (self.kind, self.ceiling, self.sent) = (kind, ceiling, sent)
    }

    /// The reason code of a row that is held for it.
    package var code: String {
        switch kind {
        case .row: ReasonCode.rowLimit
        case .day: ReasonCode.dayLimit
        case .payee: ReasonCode.payeeLimit
        }
    }
}

/// An account that payouts go to.
package struct PayeeAccount: Hashable, Sendable {
    package let bankCode: String
    package let accountNumber: String

    package init(bankCode: String, accountNumber: String) {
        (self.bankCode, self.accountNumber) = (bankCode, accountNumber)
    }
}

extension PaymentOrder {
    /// The account that is paid.
    package var payee: PayeeAccount { PayeeAccount(bankCode: bankCode, accountNumber: accountNumber) }
}

/// What payouts have taken out of the account on one day, or may have: the sum of the transfers that were sent on it
/// and are pending or succeeded, or that the bank contradicts itself about.
package struct Outflow: Sendable {
    package let day: JakartaDay
    /// By all payouts of the ledger.
    package var total: Rupiah
    /// To single accounts, as far as they were asked for.
    package var payees: [PayeeAccount: Rupiah]

    package init(day: JakartaDay, total: Rupiah, payees: [PayeeAccount: Rupiah] = [:]) {
        (self.day, self.total, self.payees) = (day, total, payees)
    }

    /// Counts in what an event has changed.
    package mutating func add(_ change: OutflowChange) {
        guard change.day == day else { return }
        total = Rupiah(total.whole &+ change.amount)
        if let sum = payees[change.payee] { payees[change.payee] = Rupiah(sum.whole &+ change.amount) }
    }
}

/// What an event of a payout has changed in what was sent on one day.
package struct OutflowChange: Hashable, Sendable {
    package let day: JakartaDay
    package let payee: PayeeAccount
    /// Whole rupiah; negative where a transfer has ended without money.
    package let amount: Int64

    package init(day: JakartaDay, payee: PayeeAccount, amount: Int64) {
        (self.day, self.payee, self.amount) = (day, payee, amount)
    }
}

extension Transfer {
    /// Whether its money is on its way or gone, as far as is known.
    package var isOut: Bool { state.isLive || contradictedBy != nil }
}

extension Payout {
    /// What has changed since `old` in what was sent: nothing of a row that is no payout.
    package func outflowChanges(since old: Payout) -> [OutflowChange] {
        guard order.rail == .payout, !transfers.isEmpty else { return [] }
        var changes: [OutflowChange] = []
        for index in transfers.indices {
            let wasOut = index < old.transfers.count && old.transfers[index].isOut
            guard transfers[index].isOut != wasOut else { continue }
            changes.append(
                OutflowChange(
                    day: JakartaDay(transfers[index].sentAt), payee: order.payee,
                    amount: wasOut ? -order.amount.whole : order.amount.whole))
        }
        return changes
    }

    /// What it has sent on a day and what may be gone.
    package func outflow(on day: JakartaDay) -> Rupiah {
        guard order.rail == .payout else { return .zero }
        let count = transfers.count { $0.isOut && JakartaDay($0.sentAt) == day }
        return Rupiah(order.amount.whole &* Int64(count))
    }
}
