internal import Logging
package import PayoutCore
internal import PayoutEngine
package import PayoutLedger

/// Rows of a batch that have waited for too long and were cancelled.
package struct Expired: Sendable {
    package let batch: Batch
    package let cancelled: Tally
}

/// Cancels rows that nobody has sent or decided about for `dispatch.expireAfter`, before `process` pays anything.
///
/// They are cancelled as `salur cancel` does it: the bank is asked first, and a row of which a transfer may exist is
/// left alone. So are rows that older reports show as sent: only a person knows what became of them.
struct Expiry {
    /// What expires: rows that were not sent, and rows held for a reason that moved no money.
    static let selections = [
        PayoutSelection(statuses: [.queued, .validating, .validated, .unverified]),
        PayoutSelection(statuses: [.held], reasonCodes: [ReasonCode.nameMismatch] + ReasonCode.heldBefore),
    ]

    private static let decision = PersonalDecision(
        person: "salur", reason: "it waited longer than dispatch.expireAfter")

    let age: Duration
    let decisions: DecisionJob
    let clock: any WallClock

    /// - Throws: ``CommandFailure``, with ``OutcomeKind/bankUnreachable`` where the bank does not answer:
    ///   then nothing more expires in this run.
    func run(_ ledger: Ledger, _ onExpired: (Expired) -> Void) async throws {
        for batch in try ledger.read({ try $0.batches() }) where try isDue(batch, ledger) {
            var cancelled = Tally.zero
            for selection in Self.selections {
                var plan = try decisions.planned(.cancel, selection, batch, ledger)
                plan.isExpiry = true
                guard plan.tally.count > 0 else { continue }
                cancelled += try await decisions.apply(plan, Self.decision, ledger).done
            }
            if cancelled.count > 0 { onExpired(Expired(batch: batch, cancelled: cancelled)) }
        }
    }

    /// Whether nothing has happened to the batch for long: no approval, no run that began or ended, no decision that
    /// gave it work.
    private func isDue(_ batch: Batch, _ ledger: Ledger) throws -> Bool {
        guard batch.status != .closed, clock.now() - batch.changedAt >= age else { return false }
        return try ledger.read { reader in
            // A run that was cut off again and again has worked on it all the same.
            if batch.status == .running, let begun = try reader.lastEvent("run_started", of: batch.id),
                clock.now() - begun.at < age
            {
                return false
            }
            let statuses = Set(Self.selections.flatMap(\.statuses))
            return try reader.totals(batch.id).tally(of: statuses).count > 0
        }
    }
}
