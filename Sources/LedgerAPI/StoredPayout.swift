package import PayoutCore

/// A payout as the ledger holds it.
package struct StoredPayout: Sendable {
    package let id: PayoutID
    package let batch: BatchID
    package let line: Int
    package let note: String
    /// The state machine's view; change it by ``Payout/handle(_:at:policy:)``, then save.
    package var payout: Payout
    /// What the bank knows the payment by that a refund gives back; nil where it is no refund.
    package let refunded: PaymentKey?

    package init(
        id: PayoutID, batch: BatchID, line: Int, note: String, payout: Payout, refunded: PaymentKey? = nil
    ) {
        self.id = id
        self.batch = batch
        self.line = line
        self.note = note
        self.payout = payout
        self.refunded = refunded
    }
}
