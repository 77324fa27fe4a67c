internal import PayoutCore
internal import PayoutLedger
internal import Synchronization

/// The rows of batches by bank. To count them takes a pass over the batch, so the counts are kept until its journal
/// grows.
final class BankCounts: Sendable {
    private struct Kept {
        let at: Timestamp?
        let banks: [BankTally]
    }

    /// Batches that are kept.
    private static let batchesMax = 64

    private let kept = Mutex<[BatchID: Kept]>([:])

    /// - Throws: `LedgerError`.
    func banks(of batch: Batch, _ ledger: Ledger) throws -> [BankTally] {
        let at = try ledger.read { try $0.lastEventAt(of: batch.id) }
        if let found = kept.withLock({ $0[batch.id] }), found.at == at { return found.banks }
        let banks = try ledger.read { try $0.recount(batch.id).banks }
        kept.withLock { kept in
            if kept.count >= Self.batchesMax { kept = [:] }
            kept[batch.id] = Kept(at: at, banks: banks)
        }
        return banks
    }
}
