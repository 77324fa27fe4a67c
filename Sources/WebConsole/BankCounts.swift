internal import PayoutCore
internal import PayoutLedger
internal import Synchronization

/// The rows of batches by bank. To count them takes a pass over the batch, so the counts are kept until its journal
/// grows, and for a minute while it does.
final class BankCounts: Sendable {
    /// The rows of a batch by bank.
    struct Counted {
        let banks: [BankTally]
        /// When they were counted.
        let at: Timestamp
        /// The last event of the journal at that moment.
        fileprivate let lastEventAt: Timestamp?
    }

    /// Batches that are kept.
    private static let batchesMax = 64
    private static let keptFor = Duration.seconds(60)

    private let kept = Mutex<[BatchID: Counted]>([:])

    /// - Throws: `LedgerError`.
    func banks(of batch: Batch, _ ledger: Ledger, at now: Timestamp) throws -> Counted {
        let lastEventAt = try ledger.read { try $0.lastEventAt(of: batch.id) }
        if let found = kept.withLock({ $0[batch.id] }),
            found.lastEventAt == lastEventAt || now - found.at < Self.keptFor
        {
            return found
        }
        let counted = Counted(
            banks: try ledger.read { try $0.recount(batch.id).banks }, at: now, lastEventAt: lastEventAt)
        kept.withLock { kept in
            if kept.count >= Self.batchesMax { kept = [:] }
            kept[batch.id] = counted
        }
        return counted
    }
}
