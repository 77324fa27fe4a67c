internal import PayoutCore
internal import PayoutLedger

extension LedgerTransaction {
    /// Notes that a batch is paid by a plan that somebody insists on, if it queues just the rows that the plan has. The
    /// same command then goes on with it, also after it was killed.
    func note(_ plan: (hash: PlanHash, toSend: Tally), of batch: BatchID, by person: String, at now: Timestamp) throws {
        guard try BatchWork(totals(batch)).toSend == plan.toSend,
            try !reader.plans(of: batch).contains(plan.hash.text)
        else { return }
        try record(
            JournalEvent(
                at: now, batch: batch, payout: nil, kind: Batch.planEvent, detail: plan.hash.text, actor: person))
    }
}

extension LedgerReader {
    /// The hashes of the plans by which a batch was paid, as far as somebody insisted on them.
    func plans(of batch: BatchID) throws -> [String] {
        try history(of: batch).events.filter { $0.kind == Batch.planEvent }.map(\.detail)
    }
}

extension Batch {
    /// The kind of the event that names a plan.
    fileprivate static let planEvent = "plan_required"
}
