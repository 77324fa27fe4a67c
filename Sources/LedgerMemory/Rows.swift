internal import LedgerAPI
internal import PayoutCore

/// A batch with what the other tables would have to be searched for.
struct BatchRow: Sendable {
    /// While its file is read, its identity and digest are empty.
    var batch: Batch
    /// The keys of its payouts lie between these, in the order of the file.
    var payouts: ClosedRange<Int64>?
    /// By status, kept with every transition.
    var totals: Totals = [:]
    /// When its last transfer was intended.
    var sentLast: Timestamp?

    var isImporting: Bool { batch.status == .importing }
}

/// A row of a file with every validation and transfer that was ever made for it.
struct PayoutRow: Sendable {
    let batch: BatchID
    let rail: Rail
    let line: Int
    /// The cells as the file has them.
    let shown: ShownCells
    /// Every cell of a rejected row, or those other than the six known ones.
    let cells: ResultRow.Cells
    /// Nil where the row was rejected and its amount cannot be read.
    let amount: Rupiah?
    /// The payout as it is read; nil of a rejected row whose amount cannot be read.
    var payout: Payout?
    /// Why the row was rejected.
    var rejection: Reason?
    var validations: [ValidationRow] = []
    var transfers: [Transfer] = []
    var validatedName: String?
    /// The transfer that reports show.
    var shownTransfer: ExternalID?
    var settledAt: Timestamp?

    var status: PayoutStatus { payout?.status ?? .rejected }

    var reason: Reason? { payout?.reason ?? rejection }

    var tally: Tally { Tally(count: 1, sum: amount ?? .zero) }
}

/// One validation as it was sent and answered.
struct ValidationRow: Sendable {
    /// The attempt that it was made for.
    let attempt: Attempt
    var validation: Validation
    var answeredAt: Timestamp?
    var isGivenUp = false

    /// Whether the bank has reported a result, which stays as it was reported.
    var hasResult: Bool {
        switch validation.state {
        case .valid, .invalid, .failed: true
        case .sent, .accepted, .doubtful, .lapsed, .abandoned: false
        }
    }

    /// Whether a result may still come.
    var isOpen: Bool { !hasResult && validation.state != .abandoned }
}

/// One callback as it came, and what was made of it.
struct CallbackRow: Sendable {
    var callback: ProvenCallback
    var fingerprint: Int64
    var repeats = 0
    /// The engine is to look at it, for the first time or again.
    var waits = true
    var processed: (at: Timestamp, finding: String)?

    func names(_ externalID: ExternalID?) -> Bool { callback.content.originalExternalID == externalID }
}

/// All that a ledger in memory holds.
package struct Tables: Sendable {
    var batches = Table<BatchRow>()
    var payouts = Table<PayoutRow>()
    var callbacks = Table<CallbackRow>()
    /// The journal.
    var events = Table<JournalEvent>()
    /// The payouts of validations and transfers.
    var validations = UniqueIndex<ExternalID, Int64>()
    var validationNumbers = UniqueIndex<PartnerReferenceNo, Int64>()
    var transfers = UniqueIndex<ExternalID, Int64>()

    mutating func commit() {
        batches.commit()
        payouts.commit()
        callbacks.commit()
        events.commit()
        validations.commit()
        validationNumbers.commit()
        transfers.commit()
    }

    mutating func rollBack() {
        batches.rollBack()
        payouts.rollBack()
        callbacks.rollBack()
        events.rollBack()
        validations.rollBack()
        validationNumbers.rollBack()
        transfers.rollBack()
    }
}
