internal import BankAPI
internal import PayoutCore
internal import PayoutLedger

// Before the first intent: does the bank know this batch already?
extension Engine {
    mutating func memoryAnswered(
        _ payout: PayoutID, _ attempt: Int, _ generation: Int, _ outcome: InquiryOutcome,
        _ context: inout StepContext
    ) throws {
        switch outcome {
        // Also where it decides nothing: then this row waits, and no other.
        case .told(let status, _):
            succeeded(.inquiry)
            if status.namesTransfer { isProving = false }
        case .disagrees: succeeded(.inquiry)
        case .undecided(.deferred(.throttled(_, nil))) where refusedInPassing(context): break
        case .undecided(let undecided): try slowDown(undecided, &context)
        }
        // An answer about an attempt that has been adopted meanwhile says nothing about the next one.
        guard let stored = try context.transaction.reader.payout(payout) else { return }
        guard question(about: payout, stored.payout) == (attempt, generation) else { return }
        switch phase {
        case .asking(var check):
            check.answered(payout, outcome, at: context.now)
            phase = .asking(check)
        case .restoring(var restoration):
            let status = restoration.answered(payout, outcome, at: context.now)
            phase = .restoring(restoration)
            if let status { try adopt(status, outcome, attempt, generation, for: payout, &context) }
        case .paying, .stopping: break
        }
    }

    private mutating func refusedInPassing(_ context: StepContext) -> Bool {
        guard let call = context.answered, pacing.refusedInPassing(.inquiry, call: call, at: context.now) else {
            return false
        }
        hasRefusalsInPassing = true
        return true
    }

    private mutating func adopt(
        _ status: TransactionStatus, _ outcome: InquiryOutcome, _ attempt: Int, _ generation: Int, for payout: PayoutID,
        _ context: inout StepContext
    ) throws {
        guard let stored = try context.transaction.reader.payout(payout) else { return }
        var number: String?
        if case .told(_, let providerReferenceNo) = outcome { number = providerReferenceNo }
        let reference = stored.payout.order.reference
        let known = Remembrance(
            attempt: attempt, generation: generation,
            externalID: identifiers.externalID(reference: reference, attempt: attempt),
            partnerReferenceNo: identifiers.partnerReferenceNo(reference: reference, generation: generation),
            report: StatusReport(status: status, witness: .inquiry, providerReferenceNo: number))
        if try apply(.remembered(known), to: stored, &context) != nil { adoptedCount += 1 }
        lastChange = context.now
    }

    mutating func advancePhase(_ context: inout StepContext) throws {
        switch phase {
        case .paying, .stopping: return
        case .asking(let check):
            if check.isKnown {
                try context.transaction.setMemory(.lost, cursor: .none, of: batch, at: context.now)
                phase = .restoring(Restoration(cursor: .none))
                // The rows of the check are asked about once more, and not at once.
                pacing.pause(for: policy.pollInterval, at: context.now)
                try advancePhase(&context)
            } else if check.isClear(at: context.now), !isAskingMemory {
                isProving = check.isUnproven
                try beginPaying(&context)
            }
        case .restoring(var restoration):
            // Answers to the samples of the memory check are still on their way: they are asked again here.
            guard restoration.isIdle else { return }
            restoration.finishStretch()
            let stretch = try context.transaction.reader.restorable(
                batch, after: restoration.cursor, limit: Restoration.rowsMax)
            if stretch.isEmpty {
                try beginPaying(&context)
            } else {
                try context.transaction.setMemory(.lost, cursor: restoration.cursor, of: batch, at: context.now)
                restoration.begin(stretch)
                lastChange = context.now
                phase = .restoring(restoration)
            }
        }
    }

    /// An inquiry was answered with a status. Where it is the first that names a transfer, a 07 can be believed from
    /// now on, and what was asked before the first payout is asked once more.
    mutating func inquiryProved(_ status: TransactionStatus, _ context: inout StepContext) throws {
        guard isProving, status.namesTransfer else { return }
        isProving = false
        guard case .paying = phase, goal == .pay else { return }
        phase = .asking(try MemoryCheck(batch, isNew: true, context.transaction.reader))
    }

    /// Whether an answer is on its way that may show that the bank does know the batch.
    private var isAskingMemory: Bool {
        calls.values.contains { call in
            if case .memory = call.subject { true } else { false }
        }
    }

    private mutating func beginPaying(_ context: inout StepContext) throws {
        if hasRefusalsInPassing { pacing.forgetPace() }
        try context.transaction.setMemory(.clear, cursor: .none, of: batch, at: context.now)
        phase = .paying
        lastChange = context.now
    }

    mutating func claimQuestions(_ context: inout StepContext) throws {
        while pacing.room(inFlight: calls.count, at: context.now) > 0 {
            let next: PayoutID?
            switch phase {
            case .asking(var check):
                next = check.next(at: context.now)
                phase = .asking(check)
            case .restoring(var restoration):
                next = restoration.next(at: context.now)
                phase = .restoring(restoration)
            case .paying, .stopping: return
            }
            guard let payout = next else { return }
            guard let stored = try context.transaction.reader.payout(payout) else { continue }
            let (attempt, generation) = question(about: payout, stored.payout)
            // The answer on its way serves as well.
            guard !isAsked(payout, attempt, generation) else { continue }
            let order = stored.payout.order
            let request = InquiryRequest(
                externalID: identifiers.externalID(reference: order.reference, attempt: attempt),
                partnerReferenceNo: identifiers.partnerReferenceNo(
                    reference: order.reference, generation: generation),
                amount: order.amount, account: stored.payout.account)
            send(.inquiry(request), about: .memory(payout, attempt: attempt, generation: generation), &context)
        }
    }

    /// The attempt of a row that is asked about now, and the generation under which it may stand.
    private func question(about id: PayoutID, _ payout: Payout) -> (attempt: Int, generation: Int) {
        let ahead: Int
        var generationsBack = 0
        switch phase {
        case .asking(let check): ahead = check.attemptsAhead(of: id)
        case .restoring(let restoration):
            ahead = restoration.attemptsAhead(of: id)
            generationsBack = restoration.disagreements(about: id)
        case .paying, .stopping: ahead = 0
        }
        // What a lost ledger knew of earlier attempts may have kept the generation lower than it seems now.
        let oldest = payout.transfers.last?.generation ?? 1
        return (payout.nextAttempt + ahead, max(oldest, payout.nextGeneration - generationsBack))
    }

    private func isAsked(_ payout: PayoutID, _ attempt: Int, _ generation: Int) -> Bool {
        calls.values.contains { call in
            guard case .memory(payout, attempt, generation) = call.subject else { return false }
            return true
        }
    }
}
