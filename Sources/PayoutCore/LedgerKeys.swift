/// The key of a batch in one ledger.
package struct BatchID: Hashable, Sendable {
    package let key: Int64

    package init(key: Int64) { self.key = key }
}

/// The key of a payout in one ledger; keys grow in the order of the file's rows.
package struct PayoutID: Hashable, Comparable, Sendable {
    package let key: Int64

    package init(key: Int64) { self.key = key }

    /// Before every payout.
    package static let none = PayoutID(key: 0)

    package static func < (left: PayoutID, right: PayoutID) -> Bool { left.key < right.key }
}
