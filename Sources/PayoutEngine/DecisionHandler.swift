package import BankAPI
package import LedgerAPI
package import PayoutCore

/// Applies what persons decide about payouts, outside a run or during one: synchronous, over a transaction
/// of any ledger.
package struct DecisionHandler: Sendable {
    /// How many attempts ahead the bank is asked about before a partnerReferenceNo is given up: where the ledger is an
    /// old copy, they are those that it lacks.
    package static let attemptsAheadMax = 20

    /// What the bank said to a question, asked just now.
    package typealias Answer = (question: Question, outcome: InquiryOutcome)

    private let policy: PayoutPolicy
    private let duplicates: DuplicateHandler

    /// - Parameters:
    ///   - window: how far back the same payment under another reference counts.
    ///   - holdsChangedAccounts: whether a known person with another account than before is held.
    ///   - rowCeiling: what one row may ask for at most (`limits.row`).
    package init(
        policy: PayoutPolicy, window: Duration, holdsChangedAccounts: Bool = false, rowCeiling: Rupiah? = nil
    ) {
        self.policy = policy
        duplicates = DuplicateHandler(
            policy: policy, window: window, holdsChangedAccounts: holdsChangedAccounts, rowCeiling: rowCeiling)
    }

    /// What came of a decision about one payout.
    package enum Outcome: Hashable, Sendable {
        /// It stands as decided.
        case done
        /// It cannot be; nothing was freed.
        case refused(Refusal)
        /// There is no such payout, or the ledger's constraints refused.
        case impossible
    }

    /// A status that the bank must report before a payout may be tried again.
    package struct Question: Sendable {
        package let payout: PayoutID
        package let attempt: Attempt
        package let generation: Generation
        package let request: InquiryRequest
    }

    /// Why `act` is not allowed for a payout now, or nil if it is.
    package func refusal(of act: PersonalAct, _ payout: Payout, at now: Timestamp) -> Refusal? {
        payout.refusal(of: act, at: now, policy: policy)
    }

    /// Releases, retries or cancels rows of a batch in one commit, and brings the batch's status in line with them.
    ///
    ///     let rows = [(payout: id, answers: [DecisionHandler.Answer]())]
    ///     let outcomes = try handler.decide(.release, about: rows, of: batch, ani, at: now, in: transaction)
    ///
    /// - Parameters:
    ///   - rows: each with what the bank answered to the questions about it.
    ///   - end: what ends the batch where no row is open any more.
    /// - Returns: what came of each row. A row that looks like a payment which nobody has seen with it is held again.
    /// - Throws: ``LedgerError``.
    package func decide(
        _ act: PersonalAct, about rows: [(payout: PayoutID, answers: [Answer])], of batch: Batch,
        _ decision: PersonalDecision, endedBy end: BatchEvent = .settled, at now: Timestamp,
        in transaction: some LikenessStore & BatchStore
    ) throws -> [Outcome] {
        var outcomes = try rows.map { row in
            switch act {
            case .release: try release(row.payout, decision, at: now, in: transaction)
            case .cancel: try cancel(row.payout, decision, answers: row.answers, at: now, in: transaction)
            case .retry(let newReference):
                try retry(
                    row.payout, decision, newReference: newReference, answers: row.answers, at: now, in: transaction)
            // Whoever resolves says as what: see ``resolve(_:as:_:at:in:)``.
            case .resolve: Outcome.impossible
            }
        }
        let queued = rows.indices.filter { outcomes[$0] == .done && act.queues }.map { rows[$0].payout }
        let held = try duplicates.holdUnseen(queued, of: batch, at: now, in: transaction)
        for index in rows.indices where held.contains(rows[index].payout) {
            outcomes[index] = .refused(.looksLikeAnother)
        }
        try transaction.rowsDecided(of: batch.id, endedBy: end, at: now)
        return outcomes
    }

    private func release(
        _ id: PayoutID, _ decision: PersonalDecision, at now: Timestamp, in transaction: some PayoutStore
    ) throws -> Outcome {
        let reason = try transaction.payout(id)?.payout.reason
        let event = PayoutEvent.released(decision, ended: try endedUnpaid(shownWith: id, in: transaction))
        let outcome = try decide(event, .release, about: id, at: now, in: transaction)
        guard outcome == .done else { return outcome }
        let isHeld = try duplicates.ceilings.holdUnseen(id, heldBefore: reason, at: now, in: transaction)
        return isHeld ? .refused(.aboveCeiling) : .done
    }

    /// Records what a person states about a transfer in doubt.
    ///
    /// - Throws: ``LedgerError``.
    package func resolve(
        _ id: PayoutID, as resolution: Resolution, _ decision: PersonalDecision, at now: Timestamp,
        in transaction: some PayoutStore
    ) throws -> Outcome {
        try decide(.resolved(decision, as: resolution), .resolve, about: id, at: now, in: transaction)
    }

    /// The payments that a payout was held against and that have ended unpaid by now.
    private func endedUnpaid(shownWith id: PayoutID, in transaction: some PayoutStore) throws -> [PayoutID] {
        try (transaction.payout(id)?.payout.duplicates.shown ?? []).filter { other in
            try transaction.payout(other)?.payout.hasEndedUnpaid ?? false
        }
    }

    private func decide(
        _ event: PayoutEvent, _ act: PersonalAct, about id: PayoutID, at now: Timestamp,
        in transaction: some PayoutStore
    ) throws -> Outcome {
        guard let stored = try transaction.payout(id) else { return .impossible }
        if let refusal = refusal(of: act, stored.payout, at: now) { return .refused(refusal) }
        return try transaction.handle(event, of: id, at: now, policy: policy) == nil ? .impossible : .done
    }

    /// What the bank must be asked before a payout may be tried again: the status of every attempt there was, and,
    /// where the bank remembers more of it than this ledger, of those that another copy of the ledger may have sent.
    package func questions(
        before newReference: Bool, _ stored: StoredPayout, _ identifiers: TransferIdentifiers
    ) -> [Question] {
        let payout = stored.payout
        let earlier = payout.transfers.map { transfer in
            Question(
                payout: stored.id, attempt: transfer.attempt, generation: transfer.generation,
                request: stored.inquiry(about: transfer))
        }
        guard newReference || payout.transfers.contains(where: \.isConflict) else { return earlier }
        let generations = newReference ? 1...payout.nextGeneration : payout.nextGeneration...payout.nextGeneration
        return earlier
            + generations.flatMap { questionsAhead(Self.attemptsAheadMax, generation: $0, stored, identifiers) }
    }

    /// The questions whether the bank knows a transfer of a payout that this ledger lacks: then the ledger was lost, or
    /// is an old copy.
    package func priorTransferQuestions(_ stored: StoredPayout, _ identifiers: TransferIdentifiers) -> [Question] {
        questionsAhead(
            PriorTransferCheck.attemptsMax, generation: stored.payout.nextGeneration, stored, identifiers)
    }

    private func questionsAhead(
        _ count: Int, generation: Generation, _ stored: StoredPayout, _ identifiers: TransferIdentifiers
    ) -> [Question] {
        let next = stored.payout.nextAttempt
        return (next..<next + count).map { question(about: $0, generation, stored, identifiers) }
    }

    /// The question about an attempt of which this ledger has no record.
    package func question(
        about attempt: Attempt, _ generation: Generation, _ stored: StoredPayout, _ identifiers: TransferIdentifiers
    ) -> Question {
        Question(
            payout: stored.id, attempt: attempt, generation: generation,
            request: stored.inquiry(under: identifiers, attempt: attempt, generation: generation))
    }

    /// Adopts what the bank reported, whatever it was.
    ///
    /// - Throws: ``LedgerError``.
    package func adopt(
        _ report: StatusReport, for question: Question, at now: Timestamp, in transaction: some PayoutStore
    ) throws -> Outcome {
        guard let stored = try transaction.payout(question.payout) else { return .impossible }
        let isRecorded = stored.payout.transfers.contains { $0.attempt == question.attempt }
        let event: PayoutEvent =
            isRecorded
            ? .statusReported(attempt: question.attempt, report)
            : .adopted(
                AdoptedTransfer(
                    attempt: question.attempt, generation: question.generation,
                    externalID: question.request.externalID,
                    partnerReferenceNo: question.request.partnerReferenceNo, report: report))
        return try transaction.handle(event, of: question.payout, at: now, policy: policy) == nil ? .impossible : .done
    }

    /// Cancels a payout of which the bank knows no transfer, or none that may have moved money. What the bank reports
    /// is adopted in any case.
    ///
    /// - Parameter answers: one for each of ``questions(before:_:_:)`` where a transfer has ended, and one for each of
    ///   ``priorTransferQuestions(_:_:)``, asked just now; the latter only where the ledger may lack what was sent.
    /// - Throws: ``LedgerError``.
    private func cancel(
        _ id: PayoutID, _ decision: PersonalDecision, answers: [Answer], at now: Timestamp,
        in transaction: some PayoutStore
    ) throws -> Outcome {
        let before = try transaction.payout(id)?.payout
        let attempts = Set(before?.transfers.map(\.attempt) ?? [])
        var reported: [Attempt: TransactionStatus] = [:]
        for (question, outcome) in answers {
            if attempts.contains(question.attempt) {
                guard case .reported(let report) = outcome else { continue }
                reported[question.attempt] = report.status
                _ = try adopt(report, for: question, at: now, in: transaction)
                continue
            }
            if before?.order.rail.isClear(outcome) == true { continue }
            guard case .reported(let report) = outcome else {
                return .refused(.attemptUnclear(attempt: question.attempt))
            }
            guard report.status != .notFound else { continue }
            _ = try adopt(report, for: question, at: now, in: transaction)
            return .refused(.transferMayExist)
        }
        guard let stored = try transaction.payout(id) else { return .impossible }
        if let refusal = refusal(of: .cancel, stored.payout, at: now) { return .refused(refusal) }
        if let refusal = stored.payout.refusalToEnd(reported: reported, at: now, policy: policy) {
            return .refused(refusal)
        }
        return try decide(.cancelled(decision, reported: reported), .cancel, about: id, at: now, in: transaction)
    }

    /// Queues a payout for another attempt, if the bank's answers allow it. What they report is adopted in any case.
    ///
    /// - Parameter answers: one for each of ``questions(before:_:_:)``, asked just now.
    /// - Throws: ``LedgerError``.
    private func retry(
        _ id: PayoutID, _ decision: PersonalDecision, newReference: Bool, answers: [Answer], at now: Timestamp,
        in transaction: some PayoutStore
    ) throws -> Outcome {
        var reported: [Attempt: TransactionStatus] = [:]
        for (question, outcome) in answers {
            guard case .reported(let report) = outcome else { continue }
            reported[question.attempt] = report.status
            _ = try adopt(report, for: question, at: now, in: transaction)
        }
        guard let stored = try transaction.payout(id) else { return .impossible }
        if let refusal = refusal(of: .retry(newReference: newReference), stored.payout, at: now) {
            return .refused(refusal)
        }
        for transfer in stored.payout.transfers {
            let refusal = stored.payout.refusal(
                after: transfer, reported: reported[transfer.attempt], at: now, policy: policy)
            if let refusal { return .refused(refusal) }
        }
        // Attempts that this ledger does not know: the bank must not know them either.
        let unclear = answers.first { question, outcome in
            reported[question.attempt] != .notFound && !stored.payout.order.rail.isClear(outcome)
                && !stored.payout.transfers.contains { $0.attempt == question.attempt }
        }
        if let unclear { return .refused(.attemptUnclear(attempt: unclear.question.attempt)) }
        let event = PayoutEvent.retried(decision, reported: reported, newReference: newReference)
        guard try transaction.handle(event, of: id, at: now, policy: policy) != nil else { return .impossible }
        let isHeld = try duplicates.ceilings.holdUnseen(id, heldBefore: nil, at: now, in: transaction)
        return isHeld ? .refused(.aboveCeiling) : .done
    }
}

extension Rail {
    /// Whether an answer about a movement that this ledger has not sent speaks against nothing. Where the bank may not
    /// look at our numbers, it cannot say more; the number itself is what it would refuse (promise P1).
    fileprivate func isClear(_ outcome: InquiryOutcome) -> Bool {
        guard !isFoundByOurNumbers, case .undecided(.unprovenNotFound) = outcome else { return false }
        return true
    }
}
