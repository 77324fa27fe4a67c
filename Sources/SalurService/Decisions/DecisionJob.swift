internal import Ayoconnect
package import Logging
package import PayoutCore
internal import PayoutEngine
package import PayoutLedger
internal import Wording

/// A person's decision about payouts, `release`, `retry`, `cancel`, as a plan and its application:
///
///     let plan = try await job.plan(.release, selection, batch: nil)    // data: what would happen, what cannot be
///     // Whoever asks shows the plan, and a person says yes.
///     let result = try await job.apply(plan, decision)                  // checks again, then changes
///
/// The ledger is not locked between the two. Each payout is decided in a transaction of its own kind, all or
/// nothing, so the same command again after a crash finishes what is left. Nothing is sent but status inquiries.
package struct DecisionJob: Sendable {
    /// Payouts a transaction.
    private static let payoutsMax = 500

    let settings: Settings
    let clock: any WallClock
    private let logger: Logger
    private let desk: PersonDesk

    package init(settings: Settings, clock: any WallClock, logger: Logger) {
        self.settings = settings
        self.clock = clock
        self.logger = logger
        desk = PersonDesk(policy: settings.policy)
    }

    /// What would happen to the payouts that `selection` means; nothing is changed.
    ///
    /// - Parameter batchName: the batch; needed where the selection alone does not name one.
    /// - Throws: ``CommandFailure``; with ``OutcomeKind/usage`` where nothing is meant.
    package func plan(
        _ act: PersonalAct, _ selection: PayoutSelection, batch batchName: String?
    ) async throws(CommandFailure) -> DecisionPlan {
        do {
            return try await LedgerSession(existing: settings.ledgerPath).run { ledger in
                let batch = try ledger.read { try PayoutFinder.batch(batchName, selection, in: $0) }
                return try self.plan(act, selection, batch, ledger)
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Does what was shown, if it is still the same.
    ///
    /// - Throws: ``CommandFailure``; with ``OutcomeKind/notSettled`` where something has changed since it was shown.
    package func apply(
        _ plan: DecisionPlan, _ decision: PersonalDecision
    ) async throws(CommandFailure) -> DecisionResult {
        guard plan.tally.count > 0 else { return DecisionResult(plan, done: .zero) }
        do {
            return try await LedgerSession(existing: settings.ledgerPath).run { ledger in
                try await apply(plan, decision, ledger)
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    /// The same in a session that holds the ledger already.
    func apply(_ plan: DecisionPlan, _ decision: PersonalDecision, _ ledger: Ledger) async throws -> DecisionResult {
        var now = try self.plan(plan.act, plan.selection, plan.batch, ledger)
        now.isExpiry = plan.isExpiry
        guard now.tally == plan.tally else { throw Self.changed }
        return try await decideAll(now, decision, ledger)
    }

    private static let changed = CommandFailure(
        .notSettled,
        Phrase("What was shown has changed meanwhile. Nothing was changed; type the same command again."))

    private func plan(
        _ act: PersonalAct, _ selection: PayoutSelection, _ batch: Batch, _ ledger: Ledger
    ) throws -> DecisionPlan {
        let plan = try planned(act, selection, batch, ledger)
        guard plan.tally.count + plan.refusedCount > 0 else {
            throw CommandFailure(
                .usage,
                Phrase("No payout of the batch \(batch.folderName) is meant by this choice. Nothing was changed."))
        }
        return plan
    }

    /// The plan, which may be empty.
    func planned(
        _ act: PersonalAct, _ selection: PayoutSelection, _ batch: Batch, _ ledger: Ledger
    ) throws -> DecisionPlan {
        var plan = DecisionPlan(act: act, batch: batch, selection: selection)
        var cursor = PayoutID.none
        let now = clock.now()
        while true {
            let page = try ledger.read { reader in
                let ids = try reader.payouts(of: batch.id, selection, after: cursor, limit: Self.payoutsMax)
                for id in ids { try add(id, to: &plan, reader, at: now) }
                return ids
            }
            guard page.count == Self.payoutsMax, let last = page.last else { break }
            cursor = last
        }
        return plan
    }

    private func add(_ id: PayoutID, to plan: inout DecisionPlan, _ reader: LedgerReader, at now: Timestamp) throws {
        guard let stored = try reader.payout(id) else {
            let face = try reader.face(id)
            return plan.refuse(
                Refusal.rejected.phrase(.rejected), code: Refusal.rejected.code, face?.reference ?? "",
                line: face?.line ?? 0)
        }
        if let refusal = try refusal(of: plan.act, plan.batch, stored, reader, at: now) {
            return plan.refuse(refusal, stored)
        }
        plan.add(stored)
    }

    /// Why `act` is not allowed now, or nil if it is: asked for the preview, and again under the transaction.
    ///
    /// A retry asks the bank anew, and a release sends nothing that was paid; only who cancels must know all.
    func refusal(
        of act: PersonalAct, _ batch: Batch, _ stored: StoredPayout, _ reader: LedgerReader, at now: Timestamp
    ) throws -> Refusal? {
        switch act {
        case .release, .retry: if try reader.batch(batch.id)?.status == .closed { return .batchClosed }
        case .cancel: if try reader.hasUntakenCallbacks(stored.id) { return .newsWaiting }
        case .resolve: break
        }
        return desk.objection(to: act, stored.payout, at: now)
    }

    private func decideAll(
        _ plan: DecisionPlan, _ decision: PersonalDecision, _ ledger: Ledger
    ) async throws -> DecisionResult {
        guard plan.asksBank else { return try await decideAll(plan, decision, nil, ledger) }
        return try await StatusAsker.connected(settings, ledger, clock, logger) { asker in
            var plan = plan
            if case .cancel = plan.act { plan.asksAboutEach = try await isForgetful(plan, asker, ledger) }
            return try await decideAll(plan, decision, asker, ledger)
        }
    }

    private func decideAll(
        _ plan: DecisionPlan, _ decision: PersonalDecision, _ asker: StatusAsker?, _ ledger: Ledger
    ) async throws -> DecisionResult {
        var tried = DecisionPlan(act: plan.act, batch: plan.batch, selection: plan.selection)
        tried.refusals = plan.refusals
        var done = Tally.zero
        var cursor = PayoutID.none
        while true {
            let ids = try ledger.read {
                try $0.payouts(of: plan.batch.id, plan.selection, after: cursor, limit: Self.payoutsMax)
            }
            for (stored, outcome) in try await decide(ids, plan, decision, asker, ledger) {
                switch outcome {
                case .done: done += Tally(count: 1, sum: stored.payout.order.amount)
                case .objected(let refusal): tried.refuse(refusal, stored)
                case .impossible: tried.refuse(.transferMayExist, stored)
                }
            }
            guard ids.count == Self.payoutsMax, let last = ids.last else { break }
            cursor = last
        }
        return DecisionResult(tried, done: done)
    }

    /// Whether the ledger may lack what was sent: it was lost, or is an old copy. A cancelled payout is reported as one
    /// of which no transfer can exist, and such a ledger cannot know that: then the bank is asked about every row.
    private func isForgetful(_ plan: DecisionPlan, _ asker: StatusAsker, _ ledger: Ledger) async throws -> Bool {
        guard try ledger.read({ try $0.batch(plan.batch.id)?.memory }) != .lost else { return true }
        let identifiers = asker.identifiers(plan.batch)
        let questions = try ledger.read { reader in
            try plan.spread.compactMap { try reader.payout($0) }
                .flatMap { desk.questionsOfMemory($0, identifiers) }
        }
        return try await asker.ask(questions, untilKnown: true).contains { !$0.isNotFound }
    }

    /// Decides about one page of payouts; those that the plan had refused are left out.
    private func decide(
        _ ids: [PayoutID], _ plan: DecisionPlan, _ decision: PersonalDecision, _ asker: StatusAsker?, _ ledger: Ledger
    ) async throws -> [(StoredPayout, PersonDesk.Outcome)] {
        let payouts = try ledger.read { reader in
            try ids.compactMap { try reader.payout($0) }.filter {
                try refusal(of: plan.act, plan.batch, $0, reader, at: clock.now()) == nil
            }
        }
        let newReference = plan.act == .retry(newReference: true)
        var answers: [PayoutID: [StatusAsker.Answer]] = [:]
        if let asker {
            let identifiers = asker.identifiers(plan.batch)
            let questions = payouts.flatMap { stored in
                switch plan.act {
                case .retry: desk.questions(before: newReference, stored, identifiers)
                case .cancel where plan.asksAboutEach: desk.questionsOfMemory(stored, identifiers)
                case .cancel, .release, .resolve: [PersonDesk.Question]()
                }
            }
            let isSearch = if case .cancel = plan.act { true } else { false }
            answers = Dictionary(
                grouping: try await asker.ask(questions, untilKnown: isSearch), by: \.question.payout)
        }
        return try ledger.write { transaction in
            let outcomes = try payouts.map { stored in
                let refusal = try refusal(of: plan.act, plan.batch, stored, transaction.reader, at: clock.now())
                if let refusal { return (stored, PersonDesk.Outcome.objected(refusal)) }
                return (stored, try decide(stored.id, plan.act, decision, answers[stored.id] ?? [], in: transaction))
            }
            try transaction.rowsDecided(
                of: plan.batch.id, endedBy: plan.isExpiry ? .expired : .settled, at: clock.now())
            return outcomes
        }
    }

    private func decide(
        _ id: PayoutID, _ act: PersonalAct, _ decision: PersonalDecision, _ answers: [StatusAsker.Answer],
        in transaction: LedgerTransaction
    ) throws -> PersonDesk.Outcome {
        switch act {
        case .release: try desk.decide(.released(decision), act, about: id, at: clock.now(), in: transaction)
        case .cancel:
            try desk.cancel(
                id, decision, answers: answers.map { ($0.question, $0.outcome) }, at: clock.now(), in: transaction)
        case .retry(let newReference):
            try desk.retry(
                id, decision, newReference: newReference, answers: answers.map { ($0.question, $0.outcome) },
                at: clock.now(), in: transaction)
        case .resolve: .impossible
        }
    }
}

extension DecisionPlan {
    mutating func add(_ stored: StoredPayout) {
        let payout = stored.payout
        tally += Tally(count: 1, sum: payout.order.amount)
        if payout.reason?.code == ReasonCode.ledgerLost { wasSentBefore += 1 }
        switch act {
        case .retry: asksBank = asksBank || !payout.transfers.isEmpty
        case .cancel: asksBank = true
        case .release, .resolve: break
        }
        spread(stored.id)
        if payout.status == .held, let code = payout.reason?.code, ReasonCode.likenesses.contains(code) {
            likenessCount += 1
        }
        if samples.count < Self.samplesMax { samples.append(Sample(stored)) }
    }
}
