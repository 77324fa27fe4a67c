internal import AuditTrail
internal import BankAPI
package import Logging
package import PayoutCore
internal import PayoutEngine
package import PayoutLedger
package import SalurSettings
internal import Wording

/// Brings a stuck payout to its end: by the bank's report under an X-EXTERNAL-ID, or by a person's with evidence.
package struct ResolveJob: Sendable {
    /// The attempts that an X-EXTERNAL-ID is compared with: derived from the payout, they prove that it is its own.
    private static let attemptsMax = 1000

    private let settings: Settings
    private let clock: any WallClock
    private let logger: Logger
    private let handler: DecisionHandler

    package init(settings: Settings, clock: any WallClock, logger: Logger) {
        self.settings = settings
        self.clock = clock
        self.logger = logger
        handler = DecisionHandler(settings)
    }

    /// What the bank reported, and where the payout stands now.
    package struct Adopted: Sendable {
        package let batch: Batch
        package let reference: String
        package let reported: TransactionStatus
        /// Where it stood before the bank was asked.
        package let before: PayoutStatus
        package let status: PayoutStatus
        package let reasonCode: String?
    }

    /// Asks the bank under `externalID` and adopts its answer.
    ///
    /// - Throws: ``CommandFailure``; with ``OutcomeKind/usage`` where the identifier is not one of this payout's, with
    ///   ``OutcomeKind/bankUnreachable`` where the bank reports no status.
    package func resolve(
        _ reference: String, batch batchName: String?, by externalID: ExternalID
    ) async throws(CommandFailure) -> Adopted {
        do {
            return try await LedgerSession(existing: settings.ledgerPath).run { ledger in
                let (batch, stored) = try find(reference, batch: batchName, ledger)
                let answer = try await StatusAsker.connected(settings, ledger, clock, logger) { asker in
                    let questions = try questions(stored, externalID, asker.identifiers(batch))
                    return try await reported(questions, by: asker)
                }
                guard let (question, report) = answer else {
                    throw CommandFailure(
                        .bankUnreachable, Phrase("The bank did not tell the status of this transfer. Try again later."))
                }
                return try ledger.write { transaction in
                    let now = clock.now()
                    _ = try handler.adopt(report, for: question, at: now, in: transaction)
                    try transaction.rowsDecided(of: batch.id, at: now)
                    let after = try transaction.reader.payout(stored.id)?.payout ?? stored.payout
                    return Adopted(
                        batch: batch, reference: reference, reported: report.status, before: stored.payout.status,
                        status: after.status,
                        reasonCode: after.reason?.code)
                }
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    /// What it would mean to record a person's word about a transfer; nothing is changed.
    ///
    /// - Throws: ``CommandFailure``.
    package func plan(_ reference: String, batch batchName: String?) async throws(CommandFailure) -> DecisionPlan {
        do {
            return try await LedgerSession(existing: settings.ledgerPath).run { ledger in
                let (batch, stored) = try find(reference, batch: batchName, ledger)
                var plan = DecisionPlan(
                    act: .resolve, batch: batch, selection: PayoutSelection(references: [reference]))
                if let refusal = try ledger.read({ try refusal(stored, $0) }) {
                    plan.refuse(refusal, stored)
                } else {
                    try ledger.read { try plan.add(stored, $0) }
                }
                return plan
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Records what a person states became of a transfer that has been in doubt for long, if it is still so.
    ///
    /// - Throws: ``CommandFailure``.
    package func apply(
        _ plan: DecisionPlan, as resolution: Resolution, _ decision: PersonalDecision
    ) async throws(CommandFailure) -> DecisionResult {
        guard plan.tally.count > 0 else { return DecisionResult(plan, done: .zero) }
        do {
            return try await LedgerSession(existing: settings.ledgerPath).run { ledger in
                let (batch, stored) = try find(
                    plan.selection.references.first ?? "", batch: plan.batch.identity.text, ledger)
                var tried = plan
                let isDone = try ledger.write { transaction in
                    let now = try transaction.reader.payout(stored.id) ?? stored
                    guard plan.rows.isAsShown(now, at: 0) else {
                        tried.refuse(.changed, now)
                        return false
                    }
                    if let refusal = try refusal(now, transaction.reader) {
                        tried.refuse(refusal, now)
                        return false
                    }
                    let outcome = try handler.resolve(
                        stored.id, as: resolution, decision, at: clock.now(), in: transaction)
                    try transaction.rowsDecided(of: batch.id, at: clock.now())
                    switch outcome {
                    case .done: return true
                    case .refused(let refusal): tried.refuse(refusal, now)
                    case .impossible: tried.refuse(.notInDoubt, now)
                    }
                    return false
                }
                return DecisionResult(tried, done: isDone ? plan.tally : .zero)
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Why a person's statement is not accepted now, or nil if it is: asked for the preview, and again under the
    /// transaction.
    private func refusal(_ stored: StoredPayout, _ reader: LedgerReader) throws -> Refusal? {
        try reader.hasPendingCallbacks(stored.id)
            ? .newsWaiting : handler.refusal(of: .resolve, stored.payout, at: clock.now())
    }

    private func find(_ reference: String, batch name: String?, _ ledger: Ledger) throws -> (Batch, StoredPayout) {
        if let found = try ledger.read({ try PayoutFinder.row(reference, batch: name, in: $0) }) { return found }
        throw CommandFailure(
            .usage,
            Phrase(
                """
                \(reference) cannot be resolved: the row is wrong and nothing is ever sent for it. Mend it in \
                rejected.csv and pay that file. Nothing was changed.
                """))
    }

    /// What to ask under an X-EXTERNAL-ID: one question where the attempt is recorded here, else one for each
    /// partnerReferenceNo that it may have carried.
    private func questions(
        _ stored: StoredPayout, _ externalID: ExternalID, _ identifiers: TransferIdentifiers
    ) throws(CommandFailure) -> [DecisionHandler.Question] {
        let recorded = handler.questions(before: false, stored, identifiers)
        if let own = recorded.first(where: { $0.request.externalID == externalID }) { return [own] }
        let reference = stored.payout.order.reference
        let attempts = stored.payout.nextAttempt...stored.payout.nextAttempt + Self.attemptsMax
        let attempt = attempts.first { identifiers.externalID(reference: reference, attempt: $0) == externalID }
        guard let attempt else {
            throw CommandFailure(
                .usage,
                Phrase(
                    """
                    \(externalID.text) is not a number that something was sent to the bank under for \(reference), so \
                    its status would prove nothing. Look for the reference in attempts.csv: in a row whose column \
                    "kind" says "\(stored.payout.order.rail.movementKind)", take the cell of the column \
                    "external_id". The number of an account check ("validation") is another one. If the bank gives \
                    other proof, use --as with --evidence. Nothing was changed.
                    """))
        }
        let generations =
            1...min(
                Generation(attempt.number), stored.payout.nextGeneration + DecisionHandler.attemptsAheadMax)
        return generations.reversed().map { handler.question(about: attempt, $0, stored, identifiers) }
    }

    /// The first decisive answer, else the last one of all; nil where the bank reported nothing.
    private func reported(
        _ questions: [DecisionHandler.Question], by asker: StatusAsker
    ) async throws -> (DecisionHandler.Question, StatusReport)? {
        var found: (DecisionHandler.Question, StatusReport)?
        for question in questions {
            for answer in try await asker.ask([question]) {
                guard case .reported(let report) = answer.outcome else { continue }
                found = (question, report)
                if report.status != .notFound { return found }
            }
        }
        return found
    }
}
