internal import DequeModule
internal import LedgerAPI
internal import PayoutCore

// Deadlines, stops, and the end of a run.
extension Engine {
    /// The deadlines of validations that have passed.
    mutating func takeOverdue(_ due: [PayoutID], _ context: inout StepContext) {
        for id in due {
            guard let payout = context.payouts[id]?.payout, payout.status == .validating else { continue }
            guard let changed = apply(.validationOverdue, to: id, &context) else { continue }
            if !trouble.hasSeenCallback { context.bank.pacing.probe(payoutsMax: TroubleWatch.silentPayoutsMax) }
            if changed.payout.status == .unverified, let reason = trouble.silent(id) {
                stop(.stopped(reason), &context)
            }
        }
        if due.count >= Self.rowsMax { own.asksAgain = true }
    }

    /// Sends nothing more; what was not transferred goes back to the queue, and what is in flight settles.
    mutating func stop(_ outcome: EngineOutcome, _ context: inout StepContext) {
        switch (phase, outcome) {
        case (.stopping, .interrupted): isHurried = true
        case (.stopping, .stopped), (.stopping, .timedOut), (.stopping, .settled), (.stopping, .checked),
            (.stopping, .paused):
            break
        case (.beginning, _), (.sampling, _), (.asking, _), (.restoring, _), (.paying, _):
            // A run that has just begun still sends back what an earlier one left.
            sweep = sweep ?? Sweep(.validating, .validated)
            phase = .stopping(outcome)
            readyTransfers = []
            readyValidations = []
            for payout in window { leaveWindow(payout, &context.bank) }
            own.asksAgain = true
            guard case .stopped(let reason) = outcome else { return }
            reopening = trouble.silentPayouts.sorted()
            context.changes.changes.append(.batch(batch, .stopped(reason)))
        }
    }

    mutating func conclude(
        _ facts: BatchFacts, isCallbackSeen: Bool?, _ context: inout StepContext
    ) -> BatchTurn {
        let counts = own.counts.filter { $0.value != 0 }
        if isSilentToTheEnd(counts), isCallbackSeen == false { stop(.stopped(.noCallbacks), &context) }
        let isInCutOff = cutOffEnd(context.bank, after: context.now) != nil
        if isInCutOff || context.bank.pacing.isWaitingForQuota(at: context.now) { lastChange = context.now }
        let hasTimedOut = context.now >= timeout(context)
        if hasTimedOut { stop(.timedOut, &context) }
        let outcome = context.callbacksWait ? nil : outcome(counts, hasTimedOut: hasTimedOut)
        if outcome == .settled {
            // Every row has ended, so nothing is left to be asked about.
            if unproven == .restored {
                context.changes.changes.append(.priorTransfers(.clear, cursor: .none, of: batch))
            }
            context.changes.changes.append(.batch(batch, .settled))
        }
        pendingCount = counts[.pending, default: 0]
        noteNextInquiry(facts, context)
        let pacing = context.bank.pacing
        return BatchTurn(
            wakeAt: own.asksAgain || context.callbacksWait ? context.now : nextMoment(facts, context),
            wantsCalls: wish(context.bank, at: context.now) > 0, outcome: outcome,
            progress: EngineProgress(
                totals: counts, wait: wait(context), callsInFlight: calls.count, callsMax: pacing.callsMax,
                perSecond: pacing.perSecond, window: pacing.window))
    }

    /// What is due and was not asked about waits for room; what was not looked for may be due.
    private mutating func noteNextInquiry(_ facts: BatchFacts, _ context: StepContext) {
        let isAnyDue = (facts.due + own.dueNow).contains { isDue($0, context) && !inquiring.contains($0) }
        let isMoreDue = own.inquiriesRead > 0 && facts.due.count >= own.inquiriesRead
        let known = own.inquiriesRead > 0 ? (isAnyDue || isMoreDue ? context.now : nil) : nextInquiry
        nextInquiry = [known, facts.nextDeadlines.pending, own.nextDeadline].compactMap { $0 }.min()
    }

    private func outcome(_ counts: [PayoutStatus: Int], hasTimedOut: Bool) -> EngineOutcome? {
        guard calls.isEmpty, sweep == nil else { return nil }
        switch phase {
        case .beginning, .sampling, .asking, .restoring: return nil
        case .paying:
            switch goal {
            case .checkPriorTransfers: return .checked
            case .askNames: return isEveryNameAsked(counts) ? .checked : nil
            case .pay: return counts.openCount == 0 ? .settled : nil
            }
        case .stopping(.stopped(let reason)):
            let isQuiet = counts[.pending, default: 0] == 0
            return isQuiet || isHurried || hasTimedOut ? .stopped(reason) : nil
        case .stopping(.interrupted) where goal == .pay && counts.openCount == 0: return .settled
        case .stopping(let outcome): return outcome
        }
    }

    /// Whether every queued row was claimed once, and none is on its way.
    private func isEveryNameAsked(_ counts: [PayoutStatus: Int]) -> Bool {
        let isAllClaimed = !hasMoreQueued || counts[.queued, default: 0] == 0
        return isAllClaimed && window.isEmpty && readyValidations.isEmpty
    }

    /// Whether everything there was to pay stayed without a callback: fewer rows than it takes to be sure otherwise. It
    /// stops the batch if none has ever reached this ledger.
    private func isSilentToTheEnd(_ counts: [PayoutStatus: Int]) -> Bool {
        guard case .paying = phase, goal == .pay, calls.isEmpty, counts.openCount == 0 else { return false }
        return mayBeSilent
    }

    /// Whether payouts had no callback, and none has come in this run.
    var mayBeSilent: Bool { !trouble.silentPayouts.isEmpty && !trouble.hasSeenCallback }

    /// When the batch is waited for no longer. It stays while others are paid: its results can still come, and only
    /// another run would ask for them.
    private func timeout(_ context: StepContext) -> Timestamp {
        max(lastChange, context.lastChange) + limits.settleTimeout
    }

    private func nextMoment(_ facts: BatchFacts, _ context: StepContext) -> Timestamp {
        var moments: [Timestamp] = []
        switch phase {
        case .beginning, .sampling, .asking, .restoring, .paying: moments.append(timeout(context))
        case .stopping(.stopped) where !isHurried: moments.append(timeout(context))
        case .stopping: break
        }
        switch phase {
        case .asking(let check): if let question = check.nextMoment { moments.append(question) }
        case .restoring(let restoration):
            moments += [restoration.nextMoment, quietUntil].compactMap { $0 }
        case .beginning, .sampling, .paying, .stopping: break
        }
        if let end = cutOffEnd(context.bank, after: context.now) { moments.append(end) }
        if isInquiryPaced, let end = context.bank.inquiryPace.pauseEnd(at: context.now) { moments.append(end) }
        if context.bank.isProving { moments.append(provingEnd(context.bank)) }
        // What is due already waits for room, which an answer or the end of a pause brings.
        moments += [facts.nextDeadlines.validating, facts.nextDeadlines.pending, own.nextDeadline].compactMap { $0 }
        let ahead = moments.filter { $0 > context.now }.min() ?? context.now + Self.tickMax
        return max(ahead, context.now + Self.tickMin)
    }

    /// The longest wait for news alone.
    private static let tickMax = Duration.seconds(60)
    /// The shortest pause between two steps.
    static let tickMin = Duration.milliseconds(5)

    private func wait(_ context: StepContext) -> EngineProgress.Wait? {
        if case .stopping = phase { return .stopping }
        let room = context.bank.pacing.nextRoom(at: context.now)
        if context.bank.pacing.isWaitingForQuota(at: context.now), let room { return .quota(until: room) }
        switch phase {
        case .beginning, .sampling: return .askingPriorTransfers(unanswered: 0)
        case .asking(let check): return .askingPriorTransfers(unanswered: check.unansweredCount)
        case .restoring: return .restoring
        case .stopping: return .stopping
        case .paying: break
        }
        if let end = cutOffEnd(context.bank, after: context.now) { return .cutOff(until: end) }
        if context.bank.room(at: context.now) == 0, calls.isEmpty, let room { return .backingOff(until: room) }
        return canaryMissing.map { .firstRows(missing: $0) }
    }
}

extension [PayoutStatus: Int] {
    /// Payouts that are not settled.
    fileprivate var openCount: Int { reduce(0) { $1.key.isSettled ? $0 : $0 + $1.value } }
}
