package import PayoutCore

/// What a step has decided, for any number of batches, in the order in which it was decided.
package struct ChangeSet: Sendable {
    /// One decision, or one payout's event.
    package enum Change: Sendable {
        case payout(PayoutChange)
        /// The answer to a validation whose payout had moved on before it came.
        case answer(BankAnswer, validation: ExternalID, of: PayoutID)
        /// A recorded callback was processed.
        case processed(PendingCallback, finding: String)
        /// A callback that has just come was processed, and is recorded with what was made of it.
        case arrived(ArrivingCallback, finding: String)
        /// A callback that has just arrived is recorded, unless it changes nothing, and waits.
        case recorded(ProvenCallback)
        case event(JournalEvent)
        /// `settled` stands only where no payout of the batch is open.
        case batch(BatchID, BatchEvent)
        case priorTransfers(PriorTransfers, cursor: PayoutID, of: BatchID)
        /// Every validation of the batch without a result is given up.
        case abandonedValidations(of: BatchID)
    }

    package let at: Timestamp
    package var changes: [Change] = []

    package init(at moment: Timestamp) { at = moment }
}

/// What one event made of one payout. Its rows are saved together, or none of them is.
package struct PayoutChange: Sendable {
    package let event: PayoutEvent
    /// The payout as it was read: the ledger refuses the change where it stands otherwise by now.
    package let old: Payout
    package let stored: StoredPayout
    /// What the journal says of it.
    package let entry: JournalEvent?

    package init(event: PayoutEvent, old: Payout, stored: StoredPayout, entry: JournalEvent?) {
        self.event = event
        self.old = old
        self.stored = stored
        self.entry = entry
    }
}

/// What a ledger did not save of a change set, while the rest of it stands. Nothing may be sent for these payouts.
package struct Refusals: Sendable {
    /// Payouts with a change that was refused.
    package var payouts: Set<PayoutID> = []
    /// Later changes of these payouts, which were built on a refused one.
    package var dropped: [(payout: PayoutID, event: PayoutEvent)] = []
    /// Batches that were not called settled, since payouts of them are open.
    package var openBatches: Set<BatchID> = []

    package init() {}

    /// Whether all was saved.
    package var isEmpty: Bool { payouts.isEmpty && openBatches.isEmpty }
}

/// What comes of facts: more must be read, or all is decided.
package enum Decision<Result: Sendable>: Sendable {
    case read(Needs)
    case commit(ChangeSet, Result)
}

extension JournalEvent {
    /// The same event, which changed nothing since the ledger refused it.
    package func refused(_ change: PayoutChange) -> JournalEvent {
        JournalEvent(
            at: at, batch: batch, payout: payout,
            row: Row(line: change.stored.line, reference: change.old.order.reference, status: change.old.status),
            kind: kind, detail: "refused by the ledger's constraints", actor: actor, evidence: change.old.evidence)
    }
}
