package import PayoutCore

/// A payout as the ledger holds it.
package struct StoredPayout: Sendable {
    package let id: PayoutID
    package let batch: BatchID
    package let line: Int
    package let note: String
    /// The state machine's view; change it by ``Payout/handle(_:at:policy:)``, then save.
    package var payout: Payout

    package init(id: PayoutID, batch: BatchID, line: Int, note: String, payout: Payout) {
        self.id = id
        self.batch = batch
        self.line = line
        self.note = note
        self.payout = payout
    }
}
