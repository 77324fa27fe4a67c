internal import PayoutCore

/// What the writer of a ledger need not read again: payouts saved lately, tallies, deadlines and what was sent
/// to accounts. It holds only what was committed; see ``Ledger/transact(in:undoesRows:_:)``.
struct LedgerCache: Sendable {
    var payouts = CachedPayouts()
    /// Payouts by status, of batches that were asked about.
    var counts: [BatchID: [PayoutStatus: Int]] = [:]
    var deadlines = KnownDeadlines()
    var payees = KnownOutflows()
}
