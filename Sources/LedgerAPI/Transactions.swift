package import PayoutCore

// The roles of a transaction under way: each is what one kind of user needs. What a transaction has done becomes
// durable together, or not at all.

/// Payouts as persons' decisions read and change them.
package protocol PayoutStore {
    /// The payout with this key; nil where it is missing, or rejected for an unreadable amount.
    func payout(_ id: PayoutID) throws -> StoredPayout?

    /// Whether a person has released a payout after it was held for this reason.
    func isReleased(_ id: PayoutID, heldFor code: String) throws -> Bool

    /// Saves what one event made of a payout, outside a step, and writes it into the journal.
    ///
    /// - Returns: false where the ledger refused it: then nothing of it stands but an event that says so.
    func save(_ change: PayoutChange, at now: Timestamp) throws -> Bool
}

/// Rows that look like payments (promise P11).
package protocol LikenessStore: PayoutStore {
    /// The payouts of a batch that are meant, after `cursor`, in the order of the file.
    func payouts(
        of batch: BatchID, _ selection: PayoutSelection, after cursor: PayoutID, limit: Int
    ) throws -> [PayoutID]

    /// Hands over each queued payout of a batch that looks like a payment of another batch, and what it looks like.
    /// `body` may move the payouts on. Batches of the same content are left out, for a person pays them once more on
    /// purpose, and so is what ``DuplicateReview/covers(_:)``.
    func forEachLikeness(
        of batch: Batch, _ comparison: PaymentComparison, _ body: (PayoutID, Likeness) throws -> Void
    ) throws

    /// Hands over each queued payout of a batch of which an earlier queued row has the same bank, account and amount,
    /// with the first of them. The rows of one account come in the order of the file.
    func forEachRepeat(in batch: BatchID, _ body: (PayoutID, Likeness) throws -> Void) throws
}

/// Batches as commands move them on.
package protocol BatchStore {
    /// Has the batch's state machine take an event, saves what it made of it, and writes that into the journal: the
    /// only way to change the status of a batch.
    @discardableResult
    func handle(_ event: BatchEvent, of batch: BatchID, at now: Timestamp) throws -> BatchStep

    /// What is left to do for a batch, with what this transaction has changed so far.
    func work(of batch: BatchID) throws -> BatchWork

    /// Brings the status of a batch in line with its rows after a person's decision about them.
    ///
    /// - Parameter end: what ends it where no row is open any more.
    @discardableResult
    func rowsDecided(of batch: BatchID, endedBy end: BatchEvent, at now: Timestamp) throws -> BatchStep

    /// Stores the state of the prior-transfer check, and how far it has come.
    func setPriorTransfers(_ found: PriorTransfers, cursor: PayoutID, of batch: BatchID, at now: Timestamp) throws
}

/// Where callbacks become durable.
package protocol CallbackStore {
    /// Makes a callback durable, unless it repeats what is recorded:
    ///
    ///     proof covers the body, new                  stored, whether we know its transaction or not
    ///     the same once more                          counted where it stands; the engine looks at it again
    ///     not covered, of a transaction not ours      nothing: it could decide nothing, now or later
    ///     not covered, of one of ours, new            stored; from the fifth on, in the place of one that decided
    ///                                                 nothing
    ///
    /// After the commit it may be acknowledged.
    func record(_ callback: ProvenCallback) throws
}

/// All of them, as a simulated process writes.
package typealias LedgerWriting = LikenessStore & BatchStore & CallbackStore
