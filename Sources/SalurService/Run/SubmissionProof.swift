internal import PayoutCore
internal import PayoutLedger
internal import Wording

/// Compares the rows of batches with what was submitted and approved, before anything is approved or sent (promise
/// P12).
struct SubmissionProof {
    let ledger: Ledger
    let clock: any WallClock

    /// - Returns: the digest of the rows of each batch.
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/stopped`` where a batch is not as it was; it is stopped, and
    ///   nothing is done for any other either: the ledger is not to be trusted.
    func require(_ batches: [Batch]) throws -> [BatchID: [UInt8]] {
        var digests: [BatchID: [UInt8]] = [:]
        for batch in batches {
            let (alteration, digest) = try ledger.read { try $0.alteration(of: batch) }
            if let alteration { throw try stop(batch, alteration) }
            digests[batch.id] = digest
        }
        return digests
    }

    private func stop(_ batch: Batch, _ alteration: Alteration) throws -> CommandFailure {
        try ledger.write { _ = try $0.handle(.stopped(.ledgerAltered), of: batch.id, at: clock.now()) }
        return CommandFailure(
            .stopped,
            Phrase(
                """
                \(batch.folderName): \(Self.words(alteration)). Somebody has edited the ledger \(ledger.path) with \
                other means than salur. Nothing was sent, and no report of it is proven (ledger_altered). See what \
                "salur verify --ledger \(ledger.path)" finds, put back the backup, then run the same command again.
                """), code: .ledgerAltered)
    }

    private static func words(_ alteration: Alteration) -> Phrase {
        switch alteration {
        case .rows: Phrase("its rows are not those that were submitted and approved")
        case .totals: Phrase("its rows do not add up to what the ledger has counted")
        case .strayRows: Phrase("the ledger holds a row of it that the file did not have")
        case .approval: Phrase("the ledger calls it approved, and the journal knows of no approval")
        }
    }
}
