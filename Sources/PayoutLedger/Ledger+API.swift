package import PayoutCore

// The roles of LedgerAPI that are not methods of these types already.

extension Ledger: LedgerStore {
    /// Begins to bring a file into the ledger.
    package func beginImport(
        of fileName: String, rail: Rail, header: [String], form: FileForm, at now: Timestamp
    ) throws -> LedgerImport {
        try LedgerImport(into: self, rail: rail, fileName: fileName, header: header, form: form, at: now)
    }
}

extension LedgerImport: FileImport {
    /// Makes the imported rows a batch that this program has submitted.
    package func finish(as naming: BatchNaming, at now: Timestamp) throws -> BatchID {
        try finish(as: naming, by: "salur", at: now) { _, _ in }
    }
}

extension LedgerReader: PayoutQueries, BatchQueries, CallbackQueries, ReportQueries {}

extension LedgerTransaction: LikenessStore, BatchStore, CallbackStore {
    /// The payout with this key, with the changes of this transaction.
    package func payout(_ id: PayoutID) throws -> StoredPayout? { try reader.payout(id) }

    /// The payouts of a batch that are meant, after `cursor`.
    package func payouts(
        of batch: BatchID, _ selection: PayoutSelection, after cursor: PayoutID, limit: Int
    ) throws -> [PayoutID] {
        try reader.payouts(of: batch, selection, after: cursor, limit: limit)
    }

    /// Hands over queued payouts that look like payments of other batches.
    package func forEachLikeness(
        of batch: Batch, _ comparison: PaymentComparison, _ body: (PayoutID, Likeness) throws -> Void
    ) throws {
        try reader.forEachLikeness(of: batch, comparison, body)
    }

    /// Hands over queued payouts that look like an earlier row of their file.
    package func forEachRepeat(in batch: BatchID, _ body: (PayoutID, Likeness) throws -> Void) throws {
        try reader.forEachRepeat(in: batch, body)
    }
}
