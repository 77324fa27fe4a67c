/// What is left to do for a batch: the one answer that every command, the engine's shell and the state machine use.
package struct BatchWork: Hashable, Sendable {
    /// The statuses of ``toSend``.
    package static let statusesToSend: [PayoutStatus] = [.queued, .validating, .validated, .unverified]

    /// Rows that go on without a person: they wait, are being validated, or are on their way.
    package let open: Tally
    /// Rows that a run would send: the open ones that are not on their way, and those that the bank never verified.
    package let toSend: Tally
    /// Rows whose money may be on its way: pending transfers.
    package let onTheirWay: Tally
    /// Rows that older reports show as sent, and that this ledger does not know: the bank is asked about them again in
    /// every run, until a person has decided.
    package let sentBefore: Tally
    /// Rows that may have been paid although their status does not say so: held by a conflict, or contradicted by the
    /// bank and not decided by a person. Counted where a batch is to be closed.
    package let disputed: Tally
    /// Whether the bank must be asked about every row first, since the ledger was lost.
    package let isRestoring: Bool

    /// - Parameters:
    ///   - totals: of the batch, as they stand in the same transaction.
    ///   - sentBefore: the rows held as `ledger_lost`.
    ///   - disputed: the rows that may have been paid without saying so.
    ///   - isRestoring: the ledger was lost, and not every row has been asked about yet.
    package init(
        _ totals: Totals, sentBefore: Tally = .zero, disputed: Tally = .zero, isRestoring: Bool = false
    ) {
        open = totals.tally(of: PayoutStatus.allCases.filter { !$0.isSettled })
        toSend = totals.tally(of: Self.statusesToSend)
        onTheirWay = totals[.pending, default: .zero]
        self.sentBefore = sentBefore
        self.disputed = disputed
        self.isRestoring = isRestoring
    }

    /// Whether rows go on without a person's decision.
    package var isOpen: Bool { open.count > 0 }

    /// Whether a run has something to do: rows to send or to wait for, or questions to put to the bank.
    package var isLeft: Bool { isOpen || toSend.count > 0 || sentBefore.count > 0 || isRestoring }
}
