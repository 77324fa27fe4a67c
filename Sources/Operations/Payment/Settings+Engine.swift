internal import CrashPoints
internal import PayoutCore
internal import PayoutEngine
internal import SalurSettings

extension Settings {
    /// The policy of a run; a test may have validations age sooner.
    var enginePolicy: PayoutPolicy {
        var policy = policy
        if let age = CrashPoint.validationAgeMilliseconds { policy.validationAgeMax = .milliseconds(age) }
        return policy
    }

    /// The limits of a run.
    var engineLimits: EngineLimits {
        var limits = EngineLimits()
        limits.concurrency = concurrency
        limits.window = window
        limits.ratePerSecond = ratePerSecond
        limits.cutOff = cutOff
        limits.settleTimeout = settleTimeout
        limits.duplicateWindow = duplicateWindow
        limits.holdsChangedAccounts = accountChange == .hold
        limits.canary = canary
        limits.failurePercentMax = failurePercentMax
        limits.ceilings = ceilings
        return limits
    }
}
