/// Where a payout stands. The raw values are written to the ledger and to every report, and never change.
package enum PayoutStatus: String, CaseIterable, Sendable {
    /// The row itself is wrong; nothing was ever sent. Final.
    case rejected
    /// A person must decide: names differ, a possible duplicate, a conflict at the bank.
    /// A crash changes nothing.
    case held
    /// Accepted, waiting its turn. The engine moves it on by sending its validation. A crash changes nothing.
    case queued
    /// An account validation is in flight. Its callback or its deadline moves it on; after a crash it is queued again,
    /// since a validation moves no money.
    case validating
    /// Ready to transfer. The durable transfer intent moves it on; after a crash it is queued again (promise P4).
    case validated
    /// The bank never reported the result of the validation. The next run asks afresh.
    case unverified
    /// The bank says that the account cannot receive. A person may retry.
    case invalid
    /// The transfer was received, or may have been: from its durable intent until a recognised status. After a crash
    /// it stays pending and is asked about, never sent again (promise P3).
    case pending
    /// Paid. Only a refund follows.
    case succeeded
    /// Paid and given back. A person may retry.
    case refunded
    /// Reported as failed, or refused by the bank. A person may retry.
    case failed
    /// The bank does not know it, and is believed. A person may retry; a later recognised status overrules it.
    case notFound = "not_found"
    /// An operator stopped it while no transfer could exist. Final.
    case cancelled

    /// Whether nothing more happens without a person.
    package var isSettled: Bool {
        switch self {
        case .queued, .validating, .validated, .pending: false
        case .rejected, .held, .unverified, .invalid, .succeeded, .refunded, .failed, .notFound, .cancelled: true
        }
    }

    /// The status in words for people.
    package var display: String { self == .notFound ? "not found" : rawValue }
}

extension PayoutStatus {
    /// Whether it is certain that the money of a refund that stands so stays: another refund may have it.
    package var freesRefund: Bool {
        switch self {
        case .rejected, .failed, .notFound, .cancelled: true
        case .held, .queued, .validating, .validated, .unverified, .invalid, .pending, .succeeded, .refunded: false
        }
    }
}
