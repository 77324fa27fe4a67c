internal import PayoutCore
internal import PayoutLedger

/// The rows that wait until the first ones of their batch have succeeded (`dispatch.canary`).
package struct FirstRows: Sendable {
    /// How many of the first rows must still succeed.
    package let missing: Int
    /// How many of them are under way: the bank has not reported a result.
    package let underWay: Int
    /// How many rows wait for that.
    package let waiting: Int

    /// - Parameter canary: how many first rows must succeed; 0 where none is set.
    /// - Returns: nil where no row waits for the first ones.
    init?(of batch: Batch, _ totals: Totals, canary: Int, _ reader: LedgerReader) throws {
        func count(_ statuses: PayoutStatus...) -> Int { totals.tally(of: statuses).count }
        let rows = totals.values.reduce(0) { $0 + $1.count } - count(.rejected, .cancelled)
        (waiting, underWay) = (count(.queued), count(.validating, .validated, .pending))
        missing = canary - count(.succeeded)
        let isWaiting =
            (batch.status == .running || batch.status == .approved) && waiting > 0 && underWay > 0 && missing > 0
        guard isWaiting, rows > canary, try !reader.isResumed(batch.id, after: .canaryFailed) else { return nil }
    }
}
