internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import Synchronization

/// What approvers are shown of batches that wait: to find out what looks like other payments takes a pass over all
/// rows, so a look is taken once, and again whenever the journal has grown or a day has begun. Every change of a row,
/// a payee or a batch is an event, and an approval looks anew in any case.
final class ShownPreviews: Sendable {
    private struct Shown {
        let preview: BatchApproval.Preview
        let lastEvent: Int64
        let day: JakartaDay
    }

    /// Batches that are kept.
    private static let batchesMax = 64

    private let kept = Mutex<[BatchID: Shown]>([:])

    /// - Parameter look: takes the look where the last one no longer holds.
    /// - Throws: `LedgerError`, and what `look` throws.
    func preview(
        of batch: Batch, _ ledger: Ledger, at now: Timestamp, look: () async throws -> BatchApproval.Preview?
    ) async throws -> BatchApproval.Preview? {
        let day = JakartaDay(now)
        // Read before the look: whatever comes in during the look makes it count as old.
        let lastEvent = try ledger.read { try $0.lastEventKey() }
        if let found = kept.withLock({ $0[batch.id] }), found.lastEvent == lastEvent, found.day == day {
            return found.preview
        }
        let preview = try await look()
        kept.withLock { kept in
            if kept.count >= Self.batchesMax { kept = [:] }
            kept[batch.id] = preview.map { Shown(preview: $0, lastEvent: lastEvent, day: day) }
        }
        return preview
    }
}
