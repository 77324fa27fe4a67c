package import PayoutCore

// What is read of a ledger in one consistent snapshot, by who asks.

/// Payouts, and whose identifiers are whose.
package protocol PayoutQueries {
    /// The payout with this key; nil where it is missing, or rejected for an unreadable amount.
    func payout(_ id: PayoutID) throws -> StoredPayout?

    /// The payouts of a batch that are meant, after `cursor`, in the order of the file.
    func payouts(
        of batch: BatchID, _ selection: PayoutSelection, after cursor: PayoutID, limit: Int
    ) throws -> [PayoutID]

    /// Payouts of a batch with one of the four open statuses, after `cursor`, in the order of the file.
    func payouts(_ batch: BatchID, _ status: PayoutStatus, after cursor: PayoutID, limit: Int) throws -> [PayoutID]

    /// The payout and attempt that the ``ExternalID`` of a transfer belongs to.
    func transfer(_ externalID: ExternalID) throws -> (payout: PayoutID, attempt: Attempt)?

    /// What the ``ExternalID`` of a validation belongs to.
    func validation(
        _ externalID: ExternalID
    ) throws -> (payout: PayoutID, partnerReferenceNo: PartnerReferenceNo, state: Validation.State)?

    /// The journal of one payout, oldest first.
    func events(of payout: PayoutID) throws -> [JournalEvent]
}

/// Batches and their sums.
package protocol BatchQueries {
    /// The batch with this key; nil while its file is read.
    func batch(_ id: BatchID) throws -> Batch?

    /// The batch with this identity.
    func batch(_ identity: BatchIdentity) throws -> Batch?

    /// The tallies of a batch by status, as kept with every transition.
    func totals(_ batch: BatchID) throws -> Totals

    /// The tallies of a batch by status, counted from its rows.
    func recountedTotals(_ batch: BatchID) throws -> Totals
}

/// Recorded callbacks.
package protocol CallbackQueries {
    /// The callbacks after a key that wait to be processed, in the order of their arrival.
    func pendingCallbacks(after key: Int64, limit: Int) throws -> [PendingCallback]

    /// How many recorded callbacks name a transaction.
    func callbackCount(naming externalID: ExternalID?) throws -> Int
}

/// The rows of the reports, in the order of the file.
package protocol ReportQueries {
    /// Every input row of a batch with what came of it.
    func forEachResult(of batch: BatchID, onlyRejected: Bool, _ body: (ResultRow) throws -> Void) throws

    /// Every validation and transfer of a batch, by row and time.
    func forEachAttempt(of batch: BatchID, _ body: (AttemptRow) throws -> Void) throws
}

/// All of them, as an auditor asks.
package typealias LedgerQueries = PayoutQueries & BatchQueries & CallbackQueries & ReportQueries
