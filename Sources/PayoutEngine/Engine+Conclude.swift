internal import DequeModule
internal import PayoutCore
internal import PayoutLedger

// Deadlines, stops, and the end of a run.
extension Engine {
    /// The deadlines of validations that have passed.
    mutating func takeOverdue(_ context: inout StepContext) throws {
        guard validationDeadlines.mayBeDue(at: context.now, longestWait: policy.longestWait) else { return }
        let due = try context.transaction.reader.due(
            batch, .validating, at: context.now, longestWait: policy.longestWait, limit: Self.rowsMax)
        validationDeadlines = try deadlines(.validating, isDue: !due.isEmpty, context)
        for id in due {
            guard let saved = try apply(.validationOverdue, to: id, &context) else { continue }
            if !trouble.hasSeenCallback { pacing.probe(payoutsMax: TroubleWatch.silentPayoutsMax) }
            if saved.payout.status == .unverified, let reason = trouble.silent(id) {
                try stop(.stopped(reason), &context)
            }
        }
    }

    /// What the ledger has told of the deadlines of a status.
    ///
    /// - Parameter isDue: some have come; after this step they may be due still.
    func deadlines(_ status: PayoutStatus, isDue: Bool, _ context: StepContext) throws -> Deadlines {
        guard !isDue else { return Deadlines() }
        return Deadlines(
            earliest: try context.transaction.reader.nextDeadline(batch, status),
            latest: context.now + policy.longestWait)
    }

    /// Sends nothing more; what was not transferred goes back to the queue, and what is in the air settles.
    mutating func stop(_ outcome: EngineOutcome, _ context: inout StepContext) throws {
        switch (phase, outcome) {
        case (.stopping, .interrupted): isHurried = true
        case (.stopping, .stopped), (.stopping, .timedOut), (.stopping, .settled), (.stopping, .remembered): break
        case (.asking, _), (.restoring, _), (.paying, _):
            phase = .stopping(outcome)
            readyTransfers = []
            readyValidations = []
            try recall(&context)
            window = []
            guard case .stopped(let reason) = outcome else { return }
            for id in trouble.silentPayouts { _ = try apply(.reopened, to: id, &context) }
            try context.transaction.handle(.stopped(reason), of: batch, at: context.now)
        }
    }

    mutating func conclude(_ context: inout StepContext) throws {
        var counts = try counts(context)
        if try isSilentToTheEnd(counts, context) {
            try stop(.stopped(.noCallbacks), &context)
            counts = try self.counts(context)
        }
        let isInCutOff = cutOffEnd(after: context.now) != nil
        if isInCutOff || pacing.isWaitingForQuota(at: context.now) { lastChange = context.now }
        let hasTimedOut = context.now - lastChange >= limits.settleTimeout
        if hasTimedOut { try stop(.timedOut, &context) }
        if let outcome = outcome(counts, hasTimedOut: hasTimedOut) {
            if outcome == .settled {
                try context.transaction.handle(.settled, of: batch, at: context.now)
            }
            context.turn.outcome = outcome
        } else {
            context.turn.wakeAt = try nextMoment(context)
        }
        context.turn.progress = EngineProgress(
            totals: counts, wait: wait(context), callsInFlight: calls.count,
            callsMax: pacing.callsMax, perSecond: pacing.perSecond, window: pacing.window)
    }

    /// How many payouts of the batch have which status. That none is open any more is the ledger's to say.
    private mutating func counts(_ context: StepContext) throws -> [PayoutStatus: Int] {
        if let counts, counts.openCount > 0 { return counts.filter { $0.value != 0 } }
        let counts = try context.transaction.totals(batch).mapValues(\.count).filter { $0.value != 0 }
        self.counts = counts
        return counts
    }

    private func outcome(_ counts: [PayoutStatus: Int], hasTimedOut: Bool) -> EngineOutcome? {
        guard calls.isEmpty else { return nil }
        switch phase {
        case .asking, .restoring: return nil
        case .paying:
            switch goal {
            case .remember: return .remembered
            case .pay: return counts.openCount == 0 ? .settled : nil
            }
        case .stopping(.stopped(let reason)):
            let isQuiet = counts[.pending, default: 0] == 0
            return isQuiet || isHurried || hasTimedOut ? .stopped(reason) : nil
        case .stopping(.interrupted) where goal == .pay && counts.openCount == 0: return .settled
        case .stopping(let outcome): return outcome
        }
    }

    /// Whether everything there was to pay stayed without a callback, and none has ever reached this ledger: fewer rows
    /// than it takes to be sure otherwise.
    private func isSilentToTheEnd(_ counts: [PayoutStatus: Int], _ context: StepContext) throws -> Bool {
        guard case .paying = phase, goal == .pay, calls.isEmpty, counts.openCount == 0, !trouble.silentPayouts.isEmpty
        else {
            return false
        }
        return try !trouble.hasSeenCallback && context.transaction.reader.lastCallback() == nil
    }

    private mutating func nextMoment(_ context: StepContext) throws -> Timestamp {
        var moments: [Timestamp] = []
        switch phase {
        case .asking, .restoring, .paying: moments.append(lastChange + limits.settleTimeout)
        case .stopping(.stopped) where !isHurried: moments.append(lastChange + limits.settleTimeout)
        case .stopping: break
        }
        switch phase {
        case .asking(let check): if let question = check.nextMoment { moments.append(question) }
        case .restoring(let restoration): if let question = restoration.nextMoment { moments.append(question) }
        case .paying, .stopping: break
        }
        if let room = pacing.nextRoom(at: context.now) { moments.append(room) }
        if let end = cutOffEnd(after: context.now) { moments.append(end) }
        if isProving { moments.append(provingEnd) }
        // Where nothing but a callback may come before, a deadline that was taken back must not end the rest.
        let reader = context.transaction.reader
        if calls.isEmpty || !validationDeadlines.isKnown {
            validationDeadlines.earliest = try reader.nextDeadline(batch, .validating)
        }
        if calls.isEmpty || !inquiryDeadlines.isKnown {
            inquiryDeadlines.earliest = try reader.nextDeadline(batch, .pending)
        }
        // What is due already waits for room, which an answer or the end of a pause brings.
        moments += [validationDeadlines.earliest, inquiryDeadlines.earliest].compactMap { $0 }
        let ahead = moments.filter { $0 > context.now }.min() ?? context.now + Self.tickMax
        return max(ahead, context.now + Self.tickMin)
    }

    /// The longest wait for news alone.
    private static let tickMax = Duration.seconds(60)
    /// The shortest pause between two steps.
    private static let tickMin = Duration.milliseconds(5)

    private func wait(_ context: StepContext) -> EngineProgress.Wait? {
        if case .stopping = phase { return .stopping }
        if pacing.isWaitingForQuota(at: context.now), let until = pacing.nextRoom(at: context.now) {
            return .quota(until: until)
        }
        switch phase {
        case .asking(let check): return .askingMemory(unanswered: check.unansweredCount)
        case .restoring: return .restoring
        case .stopping: return .stopping
        case .paying: break
        }
        if let end = cutOffEnd(after: context.now) { return .cutOff(until: end) }
        guard room(context) == 0, calls.isEmpty, let until = pacing.nextRoom(at: context.now) else { return nil }
        return .backingOff(until: until)
    }
}

extension [PayoutStatus: Int] {
    /// Payouts that are not settled.
    fileprivate var openCount: Int { reduce(0) { $1.key.isSettled ? $0 : $0 + $1.value } }
}
