package import PayoutCore

// What a step has decided.
extension LedgerTransaction {
    /// Saves what one event made of a payout, outside a step, and writes it into the journal.
    ///
    /// - Returns: false where the ledger refused it: then nothing of it stands but an event that says so.
    package func save(_ change: PayoutChange, at now: Timestamp) throws -> Bool {
        let isSaved = try save(change.stored, from: change.old, at: now)
        if let entry = change.entry { try record(isSaved ? entry : entry.refused(change)) }
        return isSaved
    }

    /// Whether a person has released a payout after it was held for this reason.
    package func isReleased(_ id: PayoutID, heldFor code: String) throws -> Bool {
        try reader.isReleased(id, heldFor: code)
    }

    /// Writes a change set.
    ///
    /// - Returns: what was refused; nil where a row was refused and rows are not undone alone: then nothing of this
    ///   transaction may stand.
    func commit(_ set: ChangeSet) throws -> Refusals? {
        var refusals = Refusals()
        var processed: [PendingCallback] = []
        var arrived: [ProcessedCallback] = []
        for change in set.changes {
            switch change {
            case .payout(let change):
                guard try save(change, at: set.at, &refusals) else { return nil }
            case .answer(let answer, let externalID, let payout):
                try keepAnswer(answer, toValidation: externalID, of: payout, at: set.at)
                unreadable.insert(payout)
            case .processed(let callback, let finding):
                try markProcessed(callback, finding: finding, at: set.at)
                processed.append(callback)
            case .arrived(let callback, let finding):
                arrived.append(try record(callback, processed: finding, at: set.at))
            case .recorded(let callback): try record(callback)
            case .event(let event): try record(event)
            case .batch(let batch, .settled) where try isOpen(batch):
                refusals.openBatches.insert(batch)
                // The counts in the cache are wrong.
                cache.counts[batch] = nil
            case .batch(let batch, let event): try handle(event, of: batch, at: set.at)
            case .priorTransfers(let found, let cursor, let batch):
                try setPriorTransfers(found, cursor: cursor, of: batch, at: set.at)
            case .abandonedValidations(let batch): try abandonOpenValidations(of: batch)
            }
        }
        // Each batch takes its own; what they leave waiting must not lie within a range of evidence.
        try keepEvidence(of: processed.sorted { $0.key < $1.key }, at: set.at)
        try keepEvidence(of: arrived, at: set.at)
        return refusals
    }

    /// - Returns: false where nothing of this transaction may stand.
    private func save(_ change: PayoutChange, at now: Timestamp, _ refusals: inout Refusals) throws -> Bool {
        guard !refusals.payouts.contains(change.stored.id) else {
            refusals.dropped.append((change.stored.id, change.event))
            return true
        }
        if try saveForStep(change.stored, from: change.old, at: now) {
            if let entry = change.entry { try record(entry) }
            return true
        }
        guard undoesRows else { return false }
        refusals.payouts.insert(change.stored.id)
        if let entry = change.entry { try record(entry.refused(change)) }
        return true
    }

    private func isOpen(_ batch: BatchID) throws -> Bool {
        try totals(batch).contains { !$0.key.isSettled && $0.value.count > 0 }
    }
}
