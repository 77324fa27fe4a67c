internal import LedgerAPI
internal import PayoutCore

/// A cut-off that the bank reports by refusing what is sent: nothing is paid until it has passed.
///
/// The end is that of the configured window where it is running. A refusal outside of it names no end, so one payout is
/// tried after waits that double up to five minutes.
struct ReportedCutOff: Sendable {
    private static let waitMin = Duration.seconds(1)
    private static let waitMax = Duration.seconds(300)

    private var until: Timestamp?
    /// Whether the configured window says so, by the wall clock; else it is a wait.
    private var isByWindow = false
    private var refusals = 0
    /// The one payout that tries whether the cut-off has passed.
    private(set) var scout: PayoutID?

    /// Whether no payout has been accepted since the last refusal.
    private(set) var isTrying = false

    /// When payouts may be tried again; nil where nothing is known to be in their way.
    func end(after now: Timestamp) -> Timestamp? {
        // A wait that would last longer than any can was begun under another clock: it is over.
        guard let until, now < until, until - now <= .seconds(86_400) else { return nil }
        return until
    }

    /// The wall clock was set.
    mutating func move(by change: Duration) {
        if !isByWindow { until = until.map { $0 + change } }
    }

    /// The bank refused something since a cut-off is running. Refusals of what was in flight together count once.
    mutating func reported(at now: Timestamp, window: CutOffWindow?) {
        guard end(after: now) == nil else { return }
        isTrying = true
        scout = nil
        if let window, window.contains(now) {
            until = window.end(after: now)
            isByWindow = true
        } else {
            isByWindow = false
            until = now + min(Self.waitMin * (1 << min(refusals, 10)), Self.waitMax)
            refusals += 1
        }
    }

    /// The bank took a transfer, or refused it for a reason of its own.
    mutating func hasPassed() { self = ReportedCutOff() }

    /// Whether this payout may be sent now: while trying, only one at a time, of whatever batch.
    mutating func admits(_ payout: PayoutID) -> Bool {
        guard isTrying else { return true }
        if let scout, scout != payout { return false }
        scout = payout
        return true
    }

    /// A payout is no longer on its way.
    mutating func left(_ payout: PayoutID) {
        if scout == payout { scout = nil }
    }
}
