internal import LedgerAPI
internal import PayoutCore

// What a step has decided.
extension MemoryTransaction {
    /// Writes a change set. A row that is refused is undone alone.
    func commit(_ set: ChangeSet) -> Refusals {
        var refusals = Refusals()
        for change in set.changes {
            switch change {
            case .payout(let change):
                if refusals.payouts.contains(change.stored.id) {
                    refusals.dropped.append((change.stored.id, change.event))
                } else if !save(change, at: set.at) {
                    refusals.payouts.insert(change.stored.id)
                    deadlines = KnownDeadlines()
                }
            case .answer(let answer, let externalID, _):
                keepAnswer(answer, toValidation: externalID, at: set.at)
            case .processed(let callback, let finding): process(callback, finding: finding, at: set.at)
            case .arrived(let callback, let finding): record(callback, processed: finding, at: set.at)
            case .recorded(let callback): record(callback)
            case .event(let event): record(event)
            case .batch(let batch, .settled) where tables.totals(batch).openCount > 0:
                refusals.openBatches.insert(batch)
            case .batch(let batch, let event): _ = handle(event, of: batch, at: set.at)
            case .priorTransfers(let found, let cursor, let batch):
                setPriorTransfers(found, cursor: cursor, of: batch, at: set.at)
            case .abandonedValidations(let batch): abandonOpenValidations(of: batch)
            }
        }
        return refusals
    }
}
