internal import PayoutCore
internal import PayoutLedger
internal import Wording

/// Compares the rows of a batch with what was submitted and approved, before anything is approved or sent (promise
/// P12).
struct SubmissionProof {
    let ledger: Ledger
    let clock: any WallClock

    /// - Returns: the digest of the rows of the batch.
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/stopped`` where the batch is not as it was; it is stopped.
    func require(_ batch: Batch) throws -> [UInt8] {
        let (alteration, digest) = try ledger.read { try $0.alteration(of: batch) }
        if let alteration { throw try stop(batch, alteration) }
        return digest
    }

    /// - Returns: the digest of the rows of each batch.
    /// - Throws: as ``require(_:)-(Batch)``, for the first batch that is not as it was.
    func require(_ batches: [Batch]) throws -> [BatchID: [UInt8]] {
        Dictionary(uniqueKeysWithValues: try batches.map { ($0.id, try require($0)) })
    }

    private func stop(_ batch: Batch, _ alteration: Alteration) throws -> CommandFailure {
        try ledger.write { _ = try $0.handle(.stopped(.ledgerAltered), of: batch.id, at: clock.now()) }
        return CommandFailure(
            .stopped,
            Phrase(
                """
                \(batch.folderName): \(alteration.phrase). Somebody has edited the ledger \(ledger.path) with \
                other means than salur. Nothing was sent, and no report of it is proven (ledger_altered). See what \
                "salur verify --ledger \(ledger.path)" finds, put back the backup, then run the same command again.
                """), code: .ledgerAltered)
    }
}
