internal import Ayoconnect
package import Logging
package import PayoutCore
internal import PayoutEngine
package import PayoutLedger
internal import Wording

/// Applies a person's decision to the payouts meant: `release`, `retry`, `cancel`.
///
/// Each payout is decided in a transaction of its own kind, all or nothing, so the same command again after a crash
/// finishes what is left. Nothing is sent but status inquiries.
package struct DecisionJob: Sendable {
    /// Payouts a transaction.
    private static let payoutsMax = 500

    private let settings: Settings
    private let clock: any WallClock
    private let console: DecisionConsole
    private let logger: Logger
    private let desk: PersonDesk

    package init(settings: Settings, clock: any WallClock, console: DecisionConsole, logger: Logger) {
        self.settings = settings
        self.clock = clock
        self.console = console
        self.logger = logger
        desk = PersonDesk(policy: settings.policy)
    }

    /// Decides about every payout that `selection` means.
    ///
    /// - Parameter batchName: the batch; needed where the selection alone does not name one.
    /// - Throws: ``CommandFailure``; with ``ExitStatus/usage`` where nothing is meant.
    package func decide(
        _ act: PersonalAct, _ selection: PayoutSelection, batch batchName: String?, _ decision: PersonalDecision
    ) async throws(CommandFailure) -> DecisionResult {
        do {
            let plan = try await LedgerSession(existing: settings.ledgerPath).run { ledger in
                let batch = try ledger.read { try PayoutFinder.batch(batchName, selection, in: $0) }
                return try self.plan(act, selection, batch, ledger)
            }
            guard plan.tally.count > 0 else { return DecisionResult(plan, done: .zero, isDeclined: false) }
            // Nobody is kept from the ledger while a person thinks.
            guard await console.confirm(plan) else { return DecisionResult(plan, done: .zero, isDeclined: true) }
            return try await LedgerSession(existing: settings.ledgerPath).run { ledger in
                let now = try self.plan(act, selection, plan.batch, ledger)
                guard now.tally == plan.tally else { throw Self.changed }
                return try await apply(now, selection, decision, ledger)
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    private static let changed = CommandFailure(
        .notSettled,
        Phrase("What was shown has changed meanwhile. Nothing was changed; type the same command again."))

    private func plan(
        _ act: PersonalAct, _ selection: PayoutSelection, _ batch: Batch, _ ledger: Ledger
    ) throws -> DecisionPlan {
        var plan = DecisionPlan(act: act, batch: batch)
        var cursor = PayoutID.none
        var found = 0
        let now = clock.now()
        while true {
            let page = try ledger.read { reader in
                let ids = try reader.payouts(of: batch.id, selection, after: cursor, limit: Self.payoutsMax)
                for id in ids { try add(id, to: &plan, reader, at: now) }
                return ids
            }
            found += page.count
            guard page.count == Self.payoutsMax, let last = page.last else { break }
            cursor = last
        }
        guard found > 0 else {
            throw CommandFailure(
                .usage,
                Phrase("No payout of the batch \(batch.folderName) is meant by this choice. Nothing was changed."))
        }
        return plan
    }

    private func add(_ id: PayoutID, to plan: inout DecisionPlan, _ reader: LedgerReader, at now: Timestamp) throws {
        guard let stored = try reader.payout(id) else {
            let face = try reader.face(id)
            return plan.refuse(
                Objection.rejected.phrase(.rejected), code: Objection.rejected.code, face?.reference ?? "",
                line: face?.line ?? 0)
        }
        if let objection = try objection(to: plan.act, stored, reader, at: now) {
            return plan.refuse(objection, stored)
        }
        plan.add(stored)
    }

    /// A retry asks the bank anew, and a release sends nothing that was paid; only who cancels must know all.
    private func objection(
        to act: PersonalAct, _ stored: StoredPayout, _ reader: LedgerReader, at now: Timestamp
    ) throws -> Objection? {
        if act == .cancel, try reader.hasUntakenCallbacks(stored.id) { return .newsWaiting }
        return desk.objection(to: act, stored.payout, at: now)
    }

    private func apply(
        _ plan: DecisionPlan, _ selection: PayoutSelection, _ decision: PersonalDecision, _ ledger: Ledger
    ) async throws -> DecisionResult {
        guard plan.asksBank else { return try await apply(plan, selection, decision, nil, ledger) }
        console.say(Phrase("Asking the bank what it knows of these payouts …"))
        return try await StatusAsker.connected(settings, ledger, clock, logger) { asker in
            var plan = plan
            if case .cancel = plan.act { plan.asksAboutEach = try await isForgetful(plan, asker, ledger) }
            return try await apply(plan, selection, decision, asker, ledger)
        }
    }

    private func apply(
        _ plan: DecisionPlan, _ selection: PayoutSelection, _ decision: PersonalDecision, _ asker: StatusAsker?,
        _ ledger: Ledger
    ) async throws -> DecisionResult {
        var tried = DecisionPlan(act: plan.act, batch: plan.batch)
        tried.refusals = plan.refusals
        var done = Tally.zero
        var cursor = PayoutID.none
        while true {
            let ids = try ledger.read {
                try $0.payouts(of: plan.batch.id, selection, after: cursor, limit: Self.payoutsMax)
            }
            for (stored, outcome) in try await decide(ids, plan, decision, asker, ledger) {
                switch outcome {
                case .done:
                    done.count += 1
                    done.sum = Rupiah(done.sum.whole + stored.payout.order.amount.whole)
                case .objected(let objection): tried.refuse(objection, stored)
                case .impossible: tried.refuse(.transferMayExist, stored)
                }
            }
            guard ids.count == Self.payoutsMax, let last = ids.last else { break }
            cursor = last
        }
        return DecisionResult(tried, done: done, isDeclined: false)
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
                try objection(to: plan.act, $0, reader, at: clock.now()) == nil
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
                (
                    stored,
                    try decide(stored.id, plan.act, decision, answers[stored.id] ?? [], in: transaction)
                )
            }
            try transaction.rowsDecided(of: plan.batch.id, at: clock.now())
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
        tally.count += 1
        tally.sum = Rupiah(tally.sum.whole + payout.order.amount.whole)
        if payout.reason?.code == ReasonCode.ledgerLost { wasSentBefore += 1 }
        switch act {
        case .retry: asksBank = asksBank || !payout.transfers.isEmpty
        case .cancel: asksBank = true
        case .release, .resolve: break
        }
        spread(stored.id)
        let heldFor = payout.status == .held ? payout.reason : nil
        if let heldFor, ReasonCode.likenesses.contains(heldFor.code) { likenessCount += 1 }
        guard samples.count < Self.samplesMax else { return }
        samples.append(
            Sample(
                reference: payout.order.reference, line: stored.line, amount: payout.order.amount,
                status: payout.status, reasonCode: payout.reason?.code, heldFor: heldFor?.text))
    }
}

extension DecisionResult {
    init(_ plan: DecisionPlan, done: Tally, isDeclined: Bool) {
        self.init(
            act: plan.act, batch: plan.batch, done: done, refusals: plan.refusals, isDeclined: isDeclined)
    }
}
