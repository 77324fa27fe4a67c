internal import PayoutCore
internal import PayoutEngine
internal import PayoutLedger
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
}
