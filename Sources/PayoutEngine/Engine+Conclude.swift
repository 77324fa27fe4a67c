internal import DequeModule
internal import PayoutCore
internal import PayoutLedger

// Deadlines, stops, and the end of a run.
extension Engine {
    /// The deadlines of validations that have passed.
    mutating func takeOverdue(_ context: inout StepContext) throws {
        let due = try context.transaction.reader.due(
            batch, .validating, at: context.now, longestWait: policy.longestWait, limit: Self.rowsMax)
        for id in due {
            guard let saved = try apply(.validationOverdue, to: id, &context) else { continue }
            if !trouble.hasSeenCallback { pacing.probe(payoutsMax: TroubleWatch.silentPayoutsMax) }
            if saved.payout.status == .unverified, let reason = trouble.silent(id) {
                try stop(.stopped(reason), &context)
            }
        }
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
            try context.transaction.setStatus(
                .stopped, stoppedReason: reason.rawValue, of: batch, at: context.now)
        }
    }

    mutating func conclude(_ context: inout StepContext) throws {
        var totals = try context.transaction.totals(batch)
        if try isSilentToTheEnd(totals, context) {
            try stop(.stopped(.noCallbacks), &context)
            totals = try context.transaction.totals(batch)
        }
        let isInCutOff = limits.cutOff?.contains(context.now) == true
        if isInCutOff { lastChange = context.now }
        let hasTimedOut = context.now - lastChange >= limits.settleTimeout
        if hasTimedOut { try stop(.timedOut, &context) }
        if let outcome = outcome(totals, hasTimedOut: hasTimedOut) {
            if outcome == .settled {
                try context.transaction.setStatus(.settled, stoppedReason: nil, of: batch, at: context.now)
            }
            context.turn.outcome = outcome
        } else {
            context.turn.wakeAt = try nextMoment(context)
        }
        context.turn.progress = EngineProgress(
            totals: totals.mapValues(\.count), wait: wait(context), callsInFlight: calls.count,
            callsMax: pacing.callsMax, perSecond: pacing.perSecond, window: pacing.window)
    }

    private func outcome(_ totals: Totals, hasTimedOut: Bool) -> EngineOutcome? {
        guard calls.isEmpty else { return nil }
        switch phase {
        case .asking, .restoring: return nil
        case .paying:
            switch goal {
            case .remember: return .remembered
            case .pay: return totals.openCount == 0 ? .settled : nil
            }
        case .stopping(.stopped(let reason)):
            let isQuiet = totals[.pending, default: .zero].count == 0
            return isQuiet || isHurried || hasTimedOut ? .stopped(reason) : nil
        case .stopping(.interrupted) where goal == .pay && totals.openCount == 0: return .settled
        case .stopping(let outcome): return outcome
        }
    }

    /// Whether everything there was to pay stayed without a callback, and none has ever reached this ledger: fewer rows
    /// than it takes to be sure otherwise.
    private func isSilentToTheEnd(_ totals: Totals, _ context: StepContext) throws -> Bool {
        guard case .paying = phase, goal == .pay, calls.isEmpty, totals.openCount == 0, !trouble.silentPayouts.isEmpty
        else {
            return false
        }
        return try !trouble.hasSeenCallback && context.transaction.reader.lastCallback() == nil
    }

    private func nextMoment(_ context: StepContext) throws -> Timestamp {
        let reader = context.transaction.reader
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
        if let cutOff = limits.cutOff, cutOff.contains(context.now) {
            moments.append(cutOff.end(after: context.now))
        }
        for status in [PayoutStatus.validating, .pending] {
            guard let deadline = try reader.nextDeadline(batch, status) else { continue }
            // What is due already waits for room, which an answer or the end of a pause brings.
            if deadline > context.now { moments.append(deadline) }
        }
        let ahead = moments.filter { $0 > context.now }.min() ?? context.now + Self.tickMax
        return max(ahead, context.now + Self.tickMin)
    }

    /// The longest wait for news alone.
    private static let tickMax = Duration.seconds(60)
    /// The shortest pause between two steps.
    private static let tickMin = Duration.milliseconds(5)

    private func wait(_ context: StepContext) -> EngineProgress.Wait? {
        switch phase {
        case .asking: return .askingMemory
        case .restoring: return .restoring
        case .stopping: return .stopping
        case .paying: break
        }
        if let cutOff = limits.cutOff, cutOff.contains(context.now) {
            return .cutOff(until: cutOff.end(after: context.now))
        }
        guard room(context) == 0, calls.isEmpty, let until = pacing.nextRoom(at: context.now) else { return nil }
        return .backingOff(until: until)
    }
}

extension Totals {
    /// Payouts that are not settled.
    package var openCount: Int { reduce(0) { $1.key.isSettled ? $0 : $0 + $1.value.count } }
}
