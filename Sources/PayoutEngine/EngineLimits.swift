package import PayoutCore

/// The limits of a run (`dispatch.*`, `checks.duplicateWindow`, `checks.accountChange`, `limits.*`).
package struct EngineLimits: Sendable {
    /// Calls in flight at most.
    package var concurrency = 32
    /// Payouts between their first validation intent and the answer to their transfer request, at most.
    package var window = 640
    /// Calls in any one second at most, or no such limit.
    package var ratePerSecond: Int?
    /// The daily window in which banks refuse transfers, or none.
    package var cutOff: CutOffWindow?
    /// How long after the last change a run gives up waiting.
    package var settleTimeout: Duration = .seconds(7200)
    /// How far back the same payment in another batch makes a row a possible duplicate.
    package var duplicateWindow: Duration = Self.duplicateWindowUsual

    /// Whether a known person with another account than before is held (`checks.accountChange`).
    package var holdsChangedAccounts = false

    /// The first rows of a batch that must succeed before others are sent (`dispatch.canary`); 0 for none.
    package var canary = 0

    /// The share of failures in percent at which a batch stops (`dispatch.stopAtFailures`); nil where none is set.
    package var failurePercentMax: Int?

    /// What may leave on one day (`limits.day`, `limits.payee`).
    package var ceilings = Ceilings()

    /// Shorter than a week, so that weekly wages pass.
    package static let duplicateWindowUsual = Duration.seconds(6 * 86_400)

    package init() {}

    /// The pacing of a process that has sent nothing yet.
    package var pacing: Pacing { Pacing(concurrency: concurrency, windowMax: window, ratePerSecond: ratePerSecond) }
}
