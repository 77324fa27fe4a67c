internal import BankAPI
internal import LedgerAPI
internal import PayoutCore

// Before the first intent: does the bank know this batch already?
extension Engine {
    mutating func priorTransferAnswered(
        _ payout: PayoutID, attempt: Attempt, generation: Generation, _ outcome: InquiryOutcome,
        _ context: inout StepContext
    ) {
        switch outcome {
        // Also where it decides nothing: then this row waits, and no other.
        case .reported(let report):
            succeeded(.inquiry, &context)
            if report.status.namesTransfer { context.bank.prove() }
        case .disagrees: succeeded(.inquiry, &context)
        case .undecided(.deferred(.throttled(_, nil))) where !isInquiryPaced && refusedInPassing(&context): break
        case .undecided(let undecided): slowDown(undecided, &context)
        }
        guard let stored = context.payouts[payout] else { return }
        let current = question(about: payout, stored.payout)
        guard current == (attempt, generation) else {
            // An answer about an attempt that has been adopted meanwhile, or before which a person has put another,
            // says nothing about the next one. That one is still to be asked about.
            if !isAsked(payout, attempt: current.attempt, generation: current.generation) { putBack(payout) }
            return
        }
        switch phase {
        case .asking(var check):
            check.answered(payout, outcome, at: context.now)
            phase = .asking(check)
        case .restoring(var restoration):
            let report = restoration.answered(payout, outcome, at: context.now)
            phase = .restoring(restoration)
            if let report { adopt(report, attempt: attempt, generation: generation, for: payout, &context) }
            // From now on "not found" can be believed: rows that were left on the word of the bank before are asked
            // about again.
            if restoration.isUnproven, mayAskWithProof(context.bank) {
                phase = .restoring(Restoration(cursor: .none))
            }
        case .beginning, .sampling, .paying, .stopping: break
        }
    }

    private mutating func refusedInPassing(_ context: inout StepContext) -> Bool {
        guard let call = context.answered,
            context.bank.pacing.refusedInPassing(.inquiry, call: call, at: context.now)
        else { return false }
        hasRefusalsInPassing = true
        return true
    }

    private mutating func adopt(
        _ report: StatusReport, attempt: Attempt, generation: Generation, for payout: PayoutID,
        _ context: inout StepContext
    ) {
        guard let stored = context.payouts[payout] else { return }
        let reference = stored.payout.order.reference
        let known = AdoptedTransfer(
            attempt: attempt, generation: generation,
            externalID: identifiers.externalID(reference: reference, attempt: attempt),
            partnerReferenceNo: identifiers.partnerReferenceNo(reference: reference, generation: generation),
            report: report)
        if apply(.adopted(known), to: payout, &context) != nil { adoptedCount += 1 }
        lastChange = context.now
    }

    /// Moves on with what this step has heard.
    mutating func advancePhase(_ context: inout StepContext) {
        guard case .asking(let check) = phase else { return }
        if check.isKnown {
            context.changes.changes.append(.priorTransfers(.lost, cursor: .none, of: batch))
            phase = .restoring(Restoration(cursor: .none))
            // The rows of the check are asked about once more, and not at once.
            quietUntil = context.now + policy.pollInterval
        } else if check.isClear(at: context.now), !isAskingPriorTransfers {
            if check.isUnproven, mayAskWithProof(context.bank) {
                phase = .sampling(isNew: true)
                own.asksAgain = true
            } else {
                beginPaying(after: check.isUnproven ? .asked : nil, &context)
            }
        }
    }

    /// What the prior-transfer check must know, and the rows that this step asks about.
    mutating func addQuestions(to share: inout BatchNeeds, _ payouts: inout [PayoutID], _ context: StepContext) {
        let room = min(room(context), inquiryRoom(context.bank, at: context.now))
        switch phase {
        case .sampling(let isNew):
            // The rows that an old copy of the ledger lacks are those that would be sent next, so of a known batch half
            // of the samples are the first ones not paid.
            let samples = identifiers.rail.priorTransferSamples
            share.samples = (isNew ? 0 : samples / 2, samples)
        case .asking(var check):
            while own.questions.count < room, let next = check.next(at: context.now) {
                own.questions.append(next)
            }
            phase = .asking(check)
        // Answers to the samples of the prior-transfer check are still on their way: they are asked again here.
        case .restoring(var restoration) where restoration.isIdle:
            restoration.finishStretch()
            phase = .restoring(restoration)
            share.restorable = Needs.Page(after: restoration.cursor, limit: Restoration.rowsMax)
        case .restoring where isQuiet(at: context.now): break
        case .restoring(var restoration):
            while own.questions.count < room, let next = restoration.next(at: context.now) {
                own.questions.append(next)
            }
            phase = .restoring(restoration)
        case .beginning, .paying, .stopping: break
        }
        payouts += own.questions
    }

    /// Moves on with what this step has read; the rows themselves are asked about with the next one.
    mutating func advancePhase(with facts: BatchFacts, _ context: inout StepContext) {
        switch phase {
        case .sampling:
            guard let samples = facts.samples else { return }
            phase = .asking(PriorTransferCheck(samples))
            own.asksAgain = true
        case .restoring(var restoration) where restoration.isIdle:
            guard let stretch = facts.restorable else { return }
            own.asksAgain = true
            if stretch.isEmpty { return beginPaying(after: restoration.isUnproven ? .restored : nil, &context) }
            // After a crash, rows about which nothing was proven are asked about once more.
            if !restoration.isUnproven {
                context.changes.changes.append(.priorTransfers(.lost, cursor: restoration.cursor, of: batch))
            }
            restoration.begin(stretch)
            lastChange = context.now
            phase = .restoring(restoration)
        case .beginning, .asking, .restoring, .paying, .stopping: break
        }
    }

    /// Whether an inquiry has found a transfer while rows were asked about, so that they are asked about once more.
    private mutating func mayAskWithProof(_ bank: BankTraffic) -> Bool {
        guard bank.hasProven, !hasAskedWithProof else { return false }
        hasAskedWithProof = true
        return true
    }

    /// An inquiry was the first that found a transfer: "not found" can be believed from now on, and what was asked
    /// before the first payout is asked once more.
    ///
    /// - Returns: whether it has something to ask.
    mutating func inquiriesProved() -> Bool {
        guard let unproven, case .paying = phase, goal == .pay else { return false }
        self.unproven = nil
        phase = unproven == .restored ? .restoring(Restoration(cursor: .none)) : .sampling(isNew: true)
        return true
    }

    /// Whether the rows that showed that the ledger was lost are not asked about again yet. A wait that would last
    /// longer than any can was begun under another clock: it is over.
    func isQuiet(at now: Timestamp) -> Bool {
        quietUntil.map { now < $0 && $0 - now <= policy.pollInterval } ?? false
    }

    /// Whether an answer is on its way that may show that the bank does know the batch.
    private var isAskingPriorTransfers: Bool {
        calls.values.contains { call in
            if case .priorTransfer = call.subject { true } else { false }
        }
    }

    /// - Parameter unproven: what rests on a "not found" that cannot be believed; then one payout goes at a time.
    private mutating func beginPaying(after unproven: Unproven?, _ context: inout StepContext) {
        // Where the bank does not find movements by our numbers, no inquiry can prove anything. It refuses a number
        // that it has seen (promise P1).
        let unproven = identifiers.rail.isFoundByOurNumbers ? unproven : nil
        self.unproven = unproven
        if unproven != nil { context.bank.beginProving(at: context.now) }
        if hasRefusalsInPassing { context.bank.pacing.forgetPace() }
        // A ledger that was lost stays so until every row was asked about with proof.
        if unproven != .restored {
            context.changes.changes.append(.priorTransfers(.clear, cursor: .none, of: batch))
        }
        phase = .paying
        // Rows may have come back to the queue while the bank was asked once more.
        cursor = .none
        lastChange = context.now
    }

    mutating func claimQuestions(_ context: inout StepContext) {
        for payout in own.questions {
            guard let stored = context.payouts[payout] else { continue }
            let (attempt, generation) = question(about: payout, stored.payout)
            // The answer on its way serves as well.
            guard !isAsked(payout, attempt: attempt, generation: generation) else { continue }
            // Calls that nobody had asked for are open to all, and others may have come first.
            guard min(room(context), inquiryRoom(context.bank, at: context.now)) > 0 else {
                putBack(payout)
                continue
            }
            let request = stored.inquiry(under: identifiers, attempt: attempt, generation: generation)
            send(.inquiry(request), about: .priorTransfer(payout, attempt: attempt, generation: generation), &context)
        }
    }

    /// A row that was to be asked about waits for the next step.
    private mutating func putBack(_ payout: PayoutID) {
        switch phase {
        case .asking(var check):
            check.putBack(payout)
            phase = .asking(check)
        case .restoring(var restoration):
            restoration.putBack(payout)
            phase = .restoring(restoration)
        case .beginning, .sampling, .paying, .stopping: break
        }
    }

    /// The attempt of a row that is asked about now, and the generation under which it may stand.
    private func question(about id: PayoutID, _ payout: Payout) -> (attempt: Attempt, generation: Generation) {
        let ahead: Int
        var generationsBack = 0
        switch phase {
        case .asking(let check): ahead = check.attemptsAhead(of: id)
        case .restoring(let restoration):
            ahead = restoration.attemptsAhead(of: id)
            generationsBack = restoration.disagreements(about: id)
        case .beginning, .sampling, .paying, .stopping: ahead = 0
        }
        // What a lost ledger knew of earlier attempts may have kept the generation lower than it seems now.
        let oldest = payout.transfers.last?.generation ?? 1
        return (payout.nextAttempt + ahead, max(oldest, payout.nextGeneration - generationsBack))
    }

    private func isAsked(_ payout: PayoutID, attempt: Attempt, generation: Generation) -> Bool {
        calls.values.contains { call in
            guard case .priorTransfer(payout, attempt, generation) = call.subject else { return false }
            return true
        }
    }
}
