package import PayoutCore
package import PayoutLedger
package import Wording

/// The job of `approve`: shows what waits, and records who said that it may be paid. It needs no bank.
package struct BatchApproval: Sendable {
    /// A batch as the person sees it who is to approve it.
    package struct Preview: Sendable {
        package let batch: Batch
        package let totals: Totals
        /// Who submitted it, and when.
        package let submitted: JournalEvent?
        package let approvedAt: Timestamp?
        /// Who approved it, and why; nil where it is not approved, or the ledger did not note it.
        package let approved: JournalEvent?

        /// What would be paid.
        package var plan: RunPlan { RunPlan(batch, totals) }

        /// Whether nobody has to approve it any more.
        package var isDone: Bool { approvedAt != nil || (batch.status == .settled && plan.toPay == 0) }
    }

    private let ledgerPath: String
    private let clock: any WallClock

    package init(ledgerPath: String, clock: any WallClock) {
        self.ledgerPath = ledgerPath
        self.clock = clock
    }

    /// The batches with these names; without names the one that waits for approval, or none where none waits.
    ///
    /// - Throws: ``CommandFailure``, with ``ExitStatus/usage`` where a name means no batch or several, or where several
    ///   wait and none is named.
    package func previews(_ names: [String]) async throws(CommandFailure) -> [Preview] {
        do {
            return try await LedgerSession(existing: ledgerPath).run { ledger in
                try ledger.read { reader in
                    guard names.isEmpty else { return try named(names, reader) }
                    let all = try BatchFinder.all(nil, in: reader)
                    guard !all.isEmpty else { throw CommandFailure(.usage, BatchFinder.nothing(named: nil)) }
                    let waiting = try all.map { try preview($0, reader) }.filter { !$0.isDone }
                    guard waiting.count > 1 else { return waiting }
                    let folders = waiting.map(\.batch.folderName).joined(separator: ", ")
                    throw CommandFailure(
                        .usage, Phrase("\(waiting.count) batches wait for approval: \(folders). Say which ones."))
                }
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Approves what was shown. Nothing is approved where a batch has changed since.
    ///
    /// - Throws: ``CommandFailure``, with ``ExitStatus/notSettled`` where a batch is no longer as it was shown.
    package func approve(_ previews: [Preview], _ decision: PersonalDecision) async throws(CommandFailure) {
        do {
            try await LedgerSession(existing: ledgerPath).run { ledger in
                try ledger.write { transaction in
                    for shown in previews { try approve(shown, decision, transaction) }
                }
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    private func approve(_ shown: Preview, _ decision: PersonalDecision, _ transaction: LedgerTransaction) throws {
        let id = shown.batch.id
        let isSame =
            try transaction.reader.batch(id)?.status == shown.batch.status
            && transaction.reader.approvedAt(id) == nil && transaction.reader.totals(id) == shown.totals
        guard isSame else {
            throw CommandFailure(
                .notSettled,
                Phrase(
                    """
                    \(shown.batch.folderName) has changed since it was shown. Nothing was approved. Run the same \
                    command again and look at it once more.
                    """))
        }
        try transaction.approve(id, decision, at: clock.now())
    }

    private func named(_ names: [String], _ reader: LedgerReader) throws -> [Preview] {
        var previews: [Preview] = []
        for name in names {
            let batch = try BatchFinder.one(name, in: reader)
            if !previews.contains(where: { $0.batch.id == batch.id }) { previews.append(try preview(batch, reader)) }
        }
        return previews
    }

    private func preview(_ batch: Batch, _ reader: LedgerReader) throws -> Preview {
        Preview(
            batch: batch, totals: try reader.totals(batch.id),
            submitted: try reader.lastEvent("batch_submitted", of: batch.id),
            approvedAt: try reader.approvedAt(batch.id), approved: try reader.lastEvent("batch_approved", of: batch.id))
    }
}

extension BatchApproval.Preview {
    /// What a person reads before saying yes.
    package var summary: Phrase {
        var lines = [plan.headline, Phrase("  batch              \(batch.folderName)")]
        let time = JakartaTime(submitted?.at ?? batch.createdAt).display
        if let submitted, submitted.actor != "salur" {
            lines.append(Phrase("  submitted          \(time) by \(submitted.actor)"))
        } else {
            lines.append(Phrase("  submitted          \(time)"))
        }
        return .joined(lines + plan.counts, by: "\n")
    }

    /// What is said of a batch that nobody has to approve any more.
    package var doneSentence: Phrase {
        let name = batch.folderName
        let word = ShellWord.quoted(name)
        guard let approvedAt else { return Phrase("\(name) is settled. There is nothing to approve.") }
        let time = JakartaTime(approvedAt).display
        guard let approved else { return Phrase("\(name) was approved already, \(time). Next: salur process \(word)") }
        let person = approved.actor
        return Phrase("\(name) was approved already, \(time) by \(person). Next: salur process \(word)")
    }

    /// What is said once it is approved.
    package var approvedSentence: Phrase {
        let word = ShellWord.quoted(batch.folderName)
        return Phrase("\(batch.folderName) is approved and nothing was sent yet. Next: salur process \(word)")
    }

    /// Whether this person submitted it too; two people see more than one.
    package func isOwn(_ decision: PersonalDecision) -> Bool {
        submitted?.actor.lowercased() == decision.person.lowercased()
    }
}

extension LedgerTransaction {
    /// Approves a batch and records who did and why.
    func approve(_ batch: BatchID, _ decision: PersonalDecision, at now: Timestamp) throws {
        try record(
            JournalEvent(
                at: now, batch: batch, payout: nil, kind: "batch_approved", detail: decision.reason,
                actor: decision.person))
        try setStatus(.approved, stoppedReason: nil, of: batch, at: now)
    }
}
