internal import PayoutCore

/// Between which moments the stored deadlines of one status lie, so that the ledger is asked only when one may have
/// come. A deadline that was taken back may still be counted in: then the ledger is asked once too often.
struct Deadlines: Sendable {
    /// False until the ledger was asked.
    private(set) var isKnown = false
    var earliest: Timestamp?
    private var latest: Timestamp?

    /// What must be asked for.
    init() {}

    /// The ledger was asked and nothing is due: `earliest` is the first there is, and none is further than `latest`.
    init(earliest: Timestamp?, latest: Timestamp) {
        isKnown = true
        self.earliest = earliest
        self.latest = earliest == nil ? nil : latest
    }

    /// Whether the ledger must be asked: a deadline may have come, or lies further away than any wait since the clock
    /// was set.
    func mayBeDue(at now: Timestamp, longestWait: Duration) -> Bool {
        guard isKnown else { return true }
        return earliest.map { $0 <= now } ?? false || latest.map { $0 > now + longestWait } ?? false
    }

    /// A deadline was stored.
    mutating func note(_ moment: Timestamp) {
        earliest = min(earliest ?? moment, moment)
        latest = max(latest ?? moment, moment)
    }
}
