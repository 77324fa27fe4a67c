internal import PayoutCore
internal import PayoutEngine
internal import PayoutLedger
internal import PayoutReports
internal import SalurSettings

extension PayoutJob {
    /// The limits of a batch. Who has resumed it after it had gone wrong lets it go on knowingly.
    func limits(for batch: Batch) throws -> EngineLimits {
        var limits = settings.engineLimits
        try ledger.read { reader in
            if try reader.isResumed(batch.id, after: .canaryFailed) { limits.canary = 0 }
            if try reader.isResumed(batch.id, after: .tooManyFailures) { limits.failurePercentMax = nil }
        }
        return limits
    }

    /// Asks the bank about what is on its way of a batch that goes on only once a person has resumed it. Nothing else
    /// of it is sent.
    func follow(_ batch: Batch, stoppedFor reason: StopReason) async throws -> RunResult {
        let isAnyOpen = try ledger.read { reader in
            try reader.work(of: batch.id).onTheirWay.count > 0 || !reader.pendingCallbacks(limit: 1).isEmpty
        }
        guard isAnyOpen else { return try finish(batch, .ended(.stopped(reason))) }
        guard sends else { throw CommandFailure.changed(batch) }
        try ledger.write { try $0.noteRunStarted(batch.id, by: mandate.starter, at: clock.now()) }
        try ReportFolder(outputDirectory: settings.outputDirectory, batch: batch).prepare()
        let (outcome, engine) = try await runner.run(engine(for: batch, goal: .pay, stopped: reason))
        return try end(batch, .ended(outcome), Ended(engine))
    }
}
