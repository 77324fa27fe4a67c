internal import PayoutLedger
internal import Synchronization

/// The batches that are being paid at the same time: what they have still to send is taken off the balance before
/// another one is judged.
final class PromisedFunds: Sendable {
    private let batches = Mutex<Set<BatchID>>([])

    /// Promises a batch its sum, if it is covered.
    ///
    /// - Parameter isCovered: is told the batches that are being paid already. What cannot be found out is no reason to
    ///   stop a batch.
    func promise(_ batch: BatchID, _ isCovered: (Set<BatchID>) throws -> Bool) -> Bool {
        batches.withLock { batches in
            guard (try? isCovered(batches.subtracting([batch]))) ?? true else { return false }
            batches.insert(batch)
            return true
        }
    }

    /// A batch is not paid any more.
    func release(_ batch: BatchID) { batches.withLock { _ = $0.remove(batch) } }
}
