package import Logging
package import PayoutCore
package import PayoutLedger
package import SalurSettings
internal import Wording

/// What a person may want of a batch as a whole.
package enum BatchAct: String, Sendable {
    /// Nothing of it is sent until a person resumes it.
    case pause
    case resume
    /// Ends it for good: what could still be sent is cancelled, and nothing of it asks for attention any more.
    case close
}

/// A person's decision about a batch, as a plan and its application:
///
///     let plan = try await control.plan(.close, "2026-02-bonus")   // data: what would be cancelled, what forbids it
///     // Whoever asks shows the plan, and a person says yes.
///     let result = try await control.apply(plan, decision)         // checks again, then changes
///
/// It works during a run: a run that is at work on the batch notices within a second.
package struct BatchControl: Sendable {
    /// What an act would do.
    package struct Plan: Sendable {
        package let act: BatchAct
        package let batch: Batch
        package let totals: Totals
        /// Why it is not allowed, or nil if it is.
        package let refusal: BatchRefusal?
        /// The rows that would be cancelled; nil where the act cancels none.
        package let cancels: DecisionPlan?

        /// Why it is not allowed, as a failure; nil if it is.
        package var failure: CommandFailure? { refusal.map { CommandFailure.refused(batch, $0) } }
    }

    /// What came of an act.
    package struct Result: Sendable {
        package let act: BatchAct
        /// The batch as it is now.
        package let batch: Batch
        /// The rows that were cancelled.
        package let cancelled: Tally
        /// What could not be cancelled, by the reason why; the batch is then not closed.
        package let refusals: [DecisionPlan.Refusals]
        package let isDeclined: Bool
        /// Who pays a batch that was resumed.
        package let payer: Payer

        /// What came of a plan that a person said no to.
        package init(declined plan: Plan) {
            self.init(plan.act, plan.batch, cancelled: .zero, refusals: [], isDeclined: true)
        }

        fileprivate init(
            _ act: BatchAct, _ batch: Batch, cancelled: Tally, refusals: [DecisionPlan.Refusals],
            payer: Payer = .nobody, isDeclined: Bool = false
        ) {
            self.payer = payer
            self.act = act
            self.batch = batch
            self.cancelled = cancelled
            self.refusals = refusals
            self.isDeclined = isDeclined
        }

        /// How it ended: done, some row refused, or the question answered no.
        package var status: OutcomeKind {
            if isDeclined { return .notSettled }
            return refusals.isEmpty ? .success : .notAllPaid
        }
    }

    /// The statuses of rows that a close cancels: every status from which a row could still be sent.
    static let closable: [PayoutStatus] = [.queued, .validating, .validated, .unverified, .invalid, .held]

    private let settings: Settings
    private let clock: any WallClock
    private let decisions: DecisionJob

    package init(settings: Settings, clock: any WallClock, logger: Logger) {
        self.settings = settings
        self.clock = clock
        decisions = DecisionJob(settings: settings, clock: clock, logger: logger)
    }

    /// What `act` would do to the batch with this name; nothing is changed.
    ///
    /// - Throws: ``CommandFailure``; with ``OutcomeKind/usage`` where the name means no batch or several.
    package func plan(_ act: BatchAct, _ name: String?) async throws(CommandFailure) -> Plan {
        do {
            return try await LedgerSession(existing: settings.ledgerPath).run { ledger in
                try plan(act, ledger.read { try BatchFinder.one(name, in: $0) }, ledger)
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    /// What an act has come to that was done before: the batch as it is now, and nothing is changed.
    ///
    /// - Throws: ``CommandFailure``.
    package func standing(_ act: BatchAct, _ name: String) async throws(CommandFailure) -> Result {
        do {
            return try await LedgerSession(existing: settings.ledgerPath).run { ledger in
                let batch = try ledger.read { try BatchFinder.one(name, in: $0) }
                return Result(
                    act, batch, cancelled: .zero, refusals: [], payer: try Payer(of: batch.id, in: ledger))
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Does what was shown. A close cancels the rows that were shown and no others; where one has changed, or another
    /// one could be sent by now, the batch is not closed.
    ///
    /// - Throws: ``CommandFailure``; that of the refusal where the batch does not allow it.
    package func apply(_ shown: Plan, _ decision: PersonalDecision) async throws(CommandFailure) -> Result {
        do {
            return try await LedgerSession(existing: settings.ledgerPath).run { ledger in
                let batch = try ledger.read { try $0.batch(shown.batch.id) } ?? shown.batch
                if let why = try ledger.read({ try refusal(of: shown.act, batch, $0) }) {
                    throw CommandFailure.refused(batch, why)
                }
                var cancelled = Tally.zero
                if let cancels = shown.cancels, cancels.tally.count + cancels.refusedCount > 0 {
                    let result = try await decisions.apply(cancels, decision, ledger)
                    cancelled = result.done
                    guard result.refusals.isEmpty else {
                        return Result(shown.act, batch, cancelled: cancelled, refusals: result.refusals)
                    }
                }
                try ledger.write { transaction in
                    let event = event(shown.act, decision, try transaction.closingWork(of: batch.id))
                    if case .refused(let why) = try transaction.handle(event, of: batch.id, at: clock.now()) {
                        throw CommandFailure.refused(batch, why)
                    }
                }
                let now = try ledger.read { try $0.batch(batch.id) } ?? batch
                return Result(
                    shown.act, now, cancelled: cancelled, refusals: [], payer: try Payer(of: batch.id, in: ledger))
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    private func plan(_ act: BatchAct, _ batch: Batch, _ ledger: Ledger) throws -> Plan {
        let cancels =
            act == .close
            ? try decisions.planned(.cancel, PayoutSelection(statuses: Self.closable), batch, ledger) : nil
        return try ledger.read { reader in
            Plan(
                act: act, batch: batch, totals: try reader.totals(batch.id),
                refusal: try refusal(of: act, batch, reader), cancels: cancels)
        }
    }

    /// Why `act` is not allowed now, or nil if it is. What a close cancels is no reason against it.
    private func refusal(of act: BatchAct, _ batch: Batch, _ reader: LedgerReader) throws -> BatchRefusal? {
        let work = try reader.closingWork(of: batch.id)
        let rest = BatchWork(
            [.pending: work.onTheirWay], sentBefore: work.sentBefore, disputed: work.disputed)
        let nobody = PersonalDecision(person: "", reason: "")
        return batch.state.refusal(of: event(act, nobody, rest))
    }

    private func event(_ act: BatchAct, _ decision: PersonalDecision, _ work: BatchWork) -> BatchEvent {
        switch act {
        case .pause: .paused(decision)
        case .resume: .resumed(decision)
        case .close: .closed(decision, work)
        }
    }
}
