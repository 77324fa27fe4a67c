package import PayoutCore
internal import PayoutEngine
package import PayoutLedger
internal import PayoutReports
package import PayoutRules
package import SalurSettings
internal import Wording

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
        /// The approvals that are there, where several accounts approve it.
        package let approvals: GivenApprovals
        /// The digest of the rows that were approved.
        package let approvedDigest: [UInt8]?
        /// How the file was read where it is not plain.
        package let reading: FileReading
        /// What the submitter corrected in the file.
        package let corrections: FiledCorrections
        /// Rows that look like other payments.
        package let held: HeldRows
        /// What about its payees a person should look at; nil where there is nothing.
        package fileprivate(set) var survey: PayeeSurvey?
        /// Under which names the bank knows its payees, where a person had it asked.
        package fileprivate(set) var names: AskedNames?
        /// What the ceilings make of its rows; nil where no ceiling concerns them.
        package fileprivate(set) var forecast: CeilingForecast?
        /// Who pays it.
        package let payer: Payer
        /// Which rows would be sent; see `LedgerReader.fingerprintOfRowsToSend`.
        fileprivate let fingerprint: UInt64

        /// What would be paid.
        package var plan: RunPlan { RunPlan(batch, totals) }

        /// Whether nobody has to approve it any more.
        package var isDone: Bool {
            approvedAt != nil || batch.status == .closed || (batch.status == .settled && plan.toPay == 0)
        }
    }

    /// Corrected rows that a preview shows one by one; the journal has all.
    private static let correctionsMax = 200

    private let settings: Settings
    private let clock: any WallClock
    private let handler: DuplicateHandler

    package init(settings: Settings, clock: any WallClock) {
        self.settings = settings
        self.clock = clock
        handler = DuplicateHandler(settings)
    }

    /// The batches with these names; without names the one that waits for approval, or none where none waits. What
    /// looks like payments of other batches by now is held, so that it is shown.
    ///
    /// - Throws: ``CommandFailure``, with ``OutcomeKind/usage`` where a name means no batch or several, or where
    ///   several wait and none is named; with ``OutcomeKind/stopped`` where somebody edited the ledger.
    package func previews(_ names: [String]) async throws(CommandFailure) -> [Preview] {
        do {
            return try await LedgerSession(existing: settings.ledgerPath).run { ledger in
                let dispatcher = try ledger.leaseHolder()
                let found = try ledger.read { reader in
                    names.isEmpty ? try waiting(dispatcher, reader) : try named(names, dispatcher, reader)
                }
                let open = found.filter { !$0.isDone }.map(\.batch)
                _ = try SubmissionProof(ledger: ledger, clock: clock).require(open)
                try ledger.write { transaction in
                    for batch in open { try check(batch, at: clock.now(), transaction) }
                }
                return try ledger.read { reader in
                    try found.map { found in
                        var preview = try preview(found.batch, dispatcher, reader)
                        guard !preview.isDone else { return preview }
                        preview.survey = try reader.payeeSurvey(of: found.batch, settings)
                        preview.names = try AskedNames.ifAsked(of: found.batch.id, reader)
                        preview.forecast = try CeilingForecast(
                            ofDay: found.batch, settings.ceilings, reader, at: clock.now())
                        return preview
                    }
                }
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    private func waiting(_ dispatcher: LeaseHolder?, _ reader: LedgerReader) throws -> [Preview] {
        let all = try BatchFinder.all(nil, in: reader)
        guard !all.isEmpty else { throw CommandFailure(.usage, BatchFinder.nothing(named: nil)) }
        let waiting = try all.map { try preview($0, dispatcher, reader) }.filter { !$0.isDone }
        guard waiting.count > 1 else { return waiting }
        let folders = waiting.map(\.batch.folderName).joined(separator: ", ")
        throw CommandFailure(
            .usage, Phrase("\(waiting.count) batches wait for approval: \(folders). Say which ones."))
    }

    /// Approves what was shown. Nothing is approved where a batch has changed since.
    ///
    /// - Parameter allowsRepeats: the rows that are held as repeats of others in their file are all meant.
    /// - Returns: the batches as they are now, each with who pays it.
    /// - Throws: ``CommandFailure``, with ``OutcomeKind/notSettled`` where a batch is no longer as it was shown, with
    ///   ``OutcomeKind/stopped`` where this account may not approve it or somebody edited the ledger.
    package func approve(
        _ previews: [Preview], _ decision: PersonalDecision, allowsRepeats: Bool
    ) async throws(CommandFailure) -> [Preview] {
        try requireMayApprove(previews, decision)
        do {
            return try await LedgerSession(existing: settings.ledgerPath).run { ledger in
                let digests = try SubmissionProof(ledger: ledger, clock: clock).require(previews.map(\.batch))
                try ledger.write { transaction in
                    for shown in previews {
                        try approve(
                            shown, decision, allowsRepeats: allowsRepeats, digest: digests[shown.batch.id] ?? [],
                            transaction)
                    }
                }
                // Read after the approval: a process that ends just now takes the batch, or is known to take no more.
                let dispatcher = try ledger.leaseHolder()
                return try ledger.read { reader in
                    try previews.map { shown in
                        try preview(reader.batch(shown.batch.id) ?? shown.batch, dispatcher, reader)
                    }
                }
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Refuses an approver who has submitted a batch, where a second person must (`approval.fourEyes`), and a batch
    /// that asks for more than one may (`limits.batch`).
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/stopped``.
    package func requireMayApprove(_ previews: [Preview], _ decision: PersonalDecision) throws(CommandFailure) {
        for preview in previews where !preview.isDone {
            let rule = ApprovalRule(settings)
            try rule.require(
                preview.batch, preview.totals, submittedBy: preview.submitted?.actor, approver: decision.person)
            try rule.requireNew(decision.person, preview.batch, beside: preview.approvals)
            try BatchCeiling(settings).require(preview.batch, preview.totals)
        }
    }

    private func approve(
        _ shown: Preview, _ decision: PersonalDecision, allowsRepeats: Bool, digest: [UInt8],
        _ transaction: LedgerTransaction
    ) throws {
        let (id, now) = (shown.batch.id, clock.now())
        try check(shown.batch, at: now, transaction)
        let isSame =
            try transaction.reader.batch(id)?.status == shown.batch.status
            && transaction.reader.approvedAt(id) == nil && transaction.totals(id) == shown.totals
            && transaction.reader.fingerprintOfRowsToSend(id) == shown.fingerprint
        guard isSame else {
            throw CommandFailure(
                .notSettled,
                Phrase(
                    """
                    \(shown.batch.folderName) has changed since it was shown. Nothing was approved. Run the same \
                    command again and look at it once more.
                    """))
        }
        let order = ApprovalOrder(
            decision: decision, digest: digest, survey: shown.survey,
            repeats: allowsRepeats ? shown.held.repeats.count : 0)
        try transaction.approve(shown.batch, order, ApprovalRule(settings), BatchCeiling(settings), at: now) {
            try handler.releaseRepeats(of: id, decision, at: now, in: transaction).count
        }
    }

    /// Rejects rows to blocked payees, and holds rows that ask for too much or look like other payments.
    private func check(_ batch: Batch, at now: Timestamp, _ transaction: LedgerTransaction) throws {
        try transaction.applyPayeeDecisions(to: batch.id, handler.payees, at: now)
        try handler.ceilings.holdRows(of: batch, at: now, in: transaction)
        try handler.holdDuplicates(of: batch, at: now, in: transaction)
    }

    private func named(
        _ names: [String], _ dispatcher: LeaseHolder?, _ reader: LedgerReader
    ) throws -> [Preview] {
        var previews: [Preview] = []
        for name in names {
            let batch = try BatchFinder.one(name, in: reader)
            guard !previews.contains(where: { $0.batch.id == batch.id }) else { continue }
            previews.append(try preview(batch, dispatcher, reader))
        }
        return previews
    }

    private func preview(_ batch: Batch, _ dispatcher: LeaseHolder?, _ reader: LedgerReader) throws -> Preview {
        let totals = try reader.totals(batch.id)
        let submitted = try reader.evidence("batch_submitted", of: batch.id) ?? []
        return Preview(
            batch: batch, totals: totals,
            submitted: try reader.lastEvent("batch_submitted", of: batch.id),
            approvedAt: try reader.approvedAt(batch.id), approved: try reader.lastEvent("batch_approved", of: batch.id),
            approvals: try GivenApprovals(
                of: batch, totals, digest: submitted, needed: ApprovalRule(settings).approvalsNeeded(totals), reader),
            approvedDigest: try reader.evidence("batch_approved", of: batch.id),
            reading: try FileReading(of: batch, reader),
            corrections: try reader.corrections(of: batch.id, limit: Self.correctionsMax),
            held: try HeldRows(of: batch.id, reader),
            payer: try Payer(of: batch, dispatcher, reader),
            fingerprint: try reader.fingerprintOfRowsToSend(batch.id))
    }
}

extension BatchApproval.Preview {
    /// Why it was approved, in the approver's words.
    package var approvedReason: String? { approved.map { ApprovalRecord.reason(in: $0.detail) } }

    /// Whether this person submitted it too; two people see more than one.
    package func isOwn(_ decision: PersonalDecision) -> Bool {
        submitted?.actor.lowercased() == decision.person.lowercased()
    }
}
