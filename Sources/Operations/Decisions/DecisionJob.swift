internal import Ayoconnect
package import Logging
package import PayoutCore
internal import PayoutEngine
package import PayoutLedger
package import SalurSettings
internal import Wording

/// A person's decision about payouts, `release`, `retry`, `cancel`, as a plan and its application:
///
///     let plan = try await job.plan(.release, selection, batch: nil)    // data: what would happen, what cannot be
///     // Whoever asks shows the plan, and a person says yes.
///     let result = try await job.apply(plan, decision)                  // checks again, then changes
///
/// The ledger is not locked between the two, and a run may be at work. The plan holds the rows that were shown: only
/// those are decided, and a row that is not as it was shown any more is refused, while the others go on. The same
/// command again after a crash finishes what is left. Nothing is sent but status inquiries.
package struct DecisionJob: Sendable {
    /// Payouts a transaction.
    private static let payoutsMax = 500
    /// Payouts that the bank is asked about before any is cancelled: at least this many of them, if there are as many.
    private static let spreadMin = 20

    let settings: Settings
    let clock: any WallClock
    private let logger: Logger
    private let handler: DecisionHandler

    package init(settings: Settings, clock: any WallClock, logger: Logger) {
        self.settings = settings
        self.clock = clock
        self.logger = logger
        handler = DecisionHandler(settings)
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

    /// Does what was shown, row by row; what has changed since is among the refusals of the result.
    ///
    /// - Throws: ``CommandFailure``; with ``OutcomeKind/bankUnreachable`` where the bank must be asked and is silent.
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

    /// The same in a session that has the ledger open already.
    func apply(_ plan: DecisionPlan, _ decision: PersonalDecision, _ ledger: Ledger) async throws -> DecisionResult {
        guard plan.asksBank, plan.rows.count > 0 else { return try await decideAll(plan, decision, nil, ledger) }
        return try await StatusAsker.connected(settings, ledger, clock, logger) { asker in
            var plan = plan
            if case .cancel = plan.act { plan.asksAboutEach = try await mayLackTransfers(plan, asker, ledger) }
            return try await decideAll(plan, decision, asker, ledger)
        }
    }

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
        if plan.act == .cancel, try addRejected(id, to: &plan, reader) { return }
        guard let stored = try reader.payout(id) else {
            let label = try reader.label(of: id)
            return plan.refuse(
                .refused(try refusal(ofRejected: id, reader), .rejected),
                DecisionPlan.Refusals.Row(reference: label?.reference ?? "", line: label?.line ?? 0))
        }
        if let refusal = try refusal(of: plan.act, plan.batch, stored, reader, at: now) {
            return plan.refuse(refusal, stored)
        }
        try plan.add(stored, reader)
    }

    private func refusal(ofRejected row: PayoutID, _ reader: LedgerReader) throws -> Refusal {
        switch try reader.mendingState(of: row) {
        case .open, .partly: .rejected
        case .replaced: .mended
        case .dismissed: .notDue
        }
    }

    /// Takes in a rejected row that nothing is paid for: to cancel it is to say that it is not due.
    ///
    /// - Returns: whether it is one that asks for something.
    private func addRejected(_ id: PayoutID, to plan: inout DecisionPlan, _ reader: LedgerReader) throws -> Bool {
        guard let row = try reader.label(of: id), let asked = try reader.samePayment(as: id).asked[id] else {
            return false
        }
        plan.dismiss(id, DecisionPlan.Sample(rejected: row.reference, line: row.line, asked))
        return true
    }

    /// Why `act` is not allowed now, or nil if it is: asked for the preview, and again under the transaction.
    ///
    /// A retry asks the bank anew, and a release sends nothing that was paid; only who cancels must know all.
    func refusal(
        of act: PersonalAct, _ batch: Batch, _ stored: StoredPayout, _ reader: LedgerReader, at now: Timestamp
    ) throws -> Refusal? {
        switch act {
        case .release, .retry: if try reader.batch(batch.id)?.status == .closed { return .batchClosed }
        case .cancel: if try reader.hasPendingCallbacks(stored.id) { return .newsWaiting }
        case .resolve: break
        }
        return handler.refusal(of: act, stored.payout, at: now)
    }

    /// What came of the decision about one row.
    private enum RowOutcome {
        case done
        case refused(Refusal)
        /// It is not as it was shown any more.
        case changed

        init(_ outcome: DecisionHandler.Outcome) {
            switch outcome {
            case .done: self = .done
            case .refused(let refusal): self = .refused(refusal)
            case .impossible: self = .refused(.transferMayExist)
            }
        }
    }

    private func decideAll(
        _ plan: DecisionPlan, _ decision: PersonalDecision, _ asker: StatusAsker?, _ ledger: Ledger
    ) async throws -> DecisionResult {
        var tried = plan
        var done = try ledger.write { transaction in
            try plan.dismissed.filter { try transaction.dismiss($0.id, decision, at: clock.now()) }.map(\.tally).total
        }
        for start in stride(from: 0, to: plan.rows.count, by: Self.payoutsMax) {
            let page = start..<min(start + Self.payoutsMax, plan.rows.count)
            for (stored, outcome) in try await decide(page, plan, decision, asker, ledger) {
                switch outcome {
                case .done: done += Tally(count: 1, sum: stored.payout.order.amount)
                case .refused(let refusal): tried.refuse(refusal, stored)
                case .changed: tried.refuse(.changed, stored)
                }
            }
        }
        return DecisionResult(tried, done: done, payer: try Payer(of: plan.batch.id, in: ledger))
    }

    /// Whether the ledger may lack what was sent: it was lost, or is an old copy. A cancelled payout is reported as one
    /// of which no transfer can exist, and such a ledger cannot know that: then the bank is asked about every row.
    private func mayLackTransfers(_ plan: DecisionPlan, _ asker: StatusAsker, _ ledger: Ledger) async throws -> Bool {
        guard try ledger.read({ try $0.batch(plan.batch.id)?.priorTransfers }) != .lost else { return true }
        let identifiers = asker.identifiers(plan.batch)
        let questions = try ledger.read { reader in
            try plan.rows.spread(Self.spreadMin).compactMap { try reader.payout($0) }
                .flatMap { handler.priorTransferQuestions($0, identifiers) }
        }
        return try await asker.ask(questions, untilKnown: true).contains { !$0.isNotFound }
    }

    /// Why a row that was shown is not decided now, or nil if it is: asked before the bank, and again under the
    /// transaction.
    private func barrier(
        _ stored: StoredPayout, at index: Int, _ plan: DecisionPlan, _ reader: LedgerReader
    ) throws -> RowOutcome? {
        guard plan.rows.isAsShown(stored, at: index) else { return .changed }
        guard try !plan.isExpiry || !plan.isExpiryOverruled(by: reader.batch(plan.batch.id)?.status) else {
            return .changed
        }
        return try refusal(of: plan.act, plan.batch, stored, reader, at: clock.now()).map { .refused($0) }
    }

    /// Decides about one page of the rows that were shown.
    private func decide(
        _ page: Range<Int>, _ plan: DecisionPlan, _ decision: PersonalDecision, _ asker: StatusAsker?, _ ledger: Ledger
    ) async throws -> [(StoredPayout, RowOutcome)] {
        var payouts: [StoredPayout] = []
        // Stays as it is whatever happens meanwhile: of these rows the bank is not asked.
        var barred: [Int: RowOutcome] = [:]
        try ledger.read { reader in
            for index in page {
                guard let stored = try reader.payout(plan.rows.ids[index]) else { continue }
                barred[index] = try barrier(stored, at: index, plan, reader)
                if barred[index] == nil { payouts.append(stored) }
            }
        }
        let answers = try await answers(about: payouts, plan, asker)
        return try ledger.write { transaction in
            let blocked = plan.act.queues ? try transaction.reader.blockedRows(of: plan.batch.id) : []
            let blockedRows = Set(blocked.map(\.payout))
            var outcomes: [(stored: StoredPayout, outcome: RowOutcome?)] = []
            for index in page {
                guard let stored = try transaction.reader.payout(plan.rows.ids[index]) else { continue }
                let isBlocked = blockedRows.contains(stored.id)
                let outcome = try barred[index] ?? barrier(stored, at: index, plan, transaction.reader)
                outcomes.append((stored, outcome ?? (isBlocked ? .refused(.payeeBlocked) : nil)))
            }
            let rows = outcomes.filter { $0.outcome == nil }.map { stored, _ in
                (payout: stored.id, answers: (answers[stored.id] ?? []).map { ($0.question, $0.outcome) })
            }
            var decided = try handler.decide(
                plan.act, about: rows, of: plan.batch, decision, endedBy: plan.isExpiry ? .expired : .settled,
                at: clock.now(), in: transaction
            ).makeIterator()
            return outcomes.map { stored, outcome in
                (stored, outcome ?? decided.next().map { RowOutcome($0) } ?? .changed)
            }
        }
    }

    private func answers(
        about payouts: [StoredPayout], _ plan: DecisionPlan, _ asker: StatusAsker?
    ) async throws -> [PayoutID: [StatusAsker.Answer]] {
        guard let asker else { return [:] }
        let identifiers = asker.identifiers(plan.batch)
        let newReference = plan.act == .retry(newReference: true)
        let questions = payouts.flatMap { stored in
            switch plan.act {
            case .retry: handler.questions(before: newReference, stored, identifiers)
            case .cancel where stored.payout.status == .failed: handler.questions(before: false, stored, identifiers)
            case .cancel, .release, .resolve: [DecisionHandler.Question]()
            }
        }
        let prior =
            plan.asksAboutEach ? payouts.flatMap { handler.priorTransferQuestions($0, identifiers) } : []
        let answers = try await asker.ask(questions) + asker.ask(prior, untilKnown: true)
        return Dictionary(grouping: answers, by: \.question.payout)
    }
}

extension DecisionPlan {
    mutating func add(_ stored: StoredPayout, _ reader: LedgerReader) throws {
        let payout = stored.payout
        tally += Tally(count: 1, sum: payout.order.amount)
        if payout.reason?.code == ReasonCode.ledgerLost { wasSentBefore += 1 }
        switch act {
        case .retry: asksBank = asksBank || !payout.transfers.isEmpty
        case .cancel: asksBank = true
        case .release, .resolve: break
        }
        rows.add(stored)
        if payout.status == .held, let code = payout.reason?.code, ReasonCode.payments.contains(code) {
            likenessCount += 1
        }
        if samples.count < Self.samplesMax { samples.append(try Sample(stored, reader)) }
    }
}

extension DecisionJob {
    /// The payouts that a plan would change, a page in the order of the file; what has changed since the plan was made
    /// is left out:
    ///
    ///     for index in stride(from: 0, to: plan.tally.count, by: 40) {
    ///         let page = try job.page(of: plan, from: index, limit: 40)
    ///     }
    ///
    /// - Throws: ``CommandFailure``.
    package func page(
        of plan: DecisionPlan, from index: Int, limit: Int
    ) throws(CommandFailure) -> [DecisionPlan.Sample] {
        let ledger = try LedgerStatus.open(settings.ledgerPath)
        do {
            return try ledger.read { reader in
                try (index..<max(index, min(index + limit, plan.tally.count))).compactMap { index in
                    guard index < plan.rows.count else { return plan.dismissed[index - plan.rows.count].sample }
                    guard let stored = try reader.payout(plan.rows.ids[index]), plan.rows.isAsShown(stored, at: index)
                    else { return nil }
                    return try DecisionPlan.Sample(stored, reader)
                }
            }
        } catch {
            throw CommandFailure(error)
        }
    }
}
