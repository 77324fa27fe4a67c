package import PayoutCore

/// What a ledger must read before a step of the engine can decide. Every list is bounded.
///
/// Where more is there than a limit lets through, the engine asks again with its next step. A step that names one
/// answered call and wants ten new payouts:
///
///     var needs = Needs(at: now, longestWait: policy.longestWait)
///     needs.payouts = [answered]
///     var share = BatchNeeds(batch)
///     share.queued = Needs.Page(after: cursor, limit: 10)
///     needs.batches = [share]
package struct Needs: Sendable {
    /// Rows after a cursor, in the order of the file.
    package struct Page: Sendable {
        package var after: PayoutID
        /// Rows, at most.
        package var limit: Int

        package init(after: PayoutID, limit: Int) {
            self.after = after
            self.limit = limit
        }
    }

    /// Payouts with a deadline.
    package struct Due: Sendable {
        package let status: PayoutStatus
        /// Rows, at most.
        package let limit: Int

        package init(_ status: PayoutStatus, limit: Int) {
            self.status = status
            self.limit = limit
        }
    }

    package let now: Timestamp
    /// A deadline further away than this comes from a clock that has jumped, and is due as well.
    package let longestWait: Duration
    /// Payouts by their keys, of any batch.
    package var payouts: [PayoutID] = []
    /// Callbacks that have just come: whether the ledger holds the same already, and what they name.
    package var arriving: [ProvenCallback] = []
    /// Recorded callbacks that were not processed yet, of any batch: those after a key, at most so many.
    package var waitingCallbacks: (after: Int64, limit: Int)?
    /// Whether any callback has ever come.
    package var readsCallbackSeen = false
    /// What was sent on a day; nil where it need not be known.
    package var outflow: OutflowNeeds?
    /// What is read of single batches. No two name the same batch.
    package var batches: [BatchNeeds] = []

    package init(at now: Timestamp, longestWait: Duration) {
        self.now = now
        self.longestWait = longestWait
    }

    /// Whether nothing is to be read.
    package var isEmpty: Bool {
        payouts.isEmpty && arriving.isEmpty && waitingCallbacks == nil && !readsCallbackSeen && outflow == nil
            && batches.isEmpty
    }
}

/// What was sent on a day is to be read.
package struct OutflowNeeds: Sendable {
    package let day: JakartaDay
    /// Accounts of which it is to be known, in addition to those of the queued and validated payouts that are read.
    /// Nil where only the sum of all matters.
    package var payees: Set<PayeeAccount>?

    package init(day: JakartaDay, payees: Set<PayeeAccount>?) { (self.day, self.payees) = (day, payees) }

    /// The accounts of which it is to be known.
    package func payees(besides read: some Sequence<StoredPayout>) -> Set<PayeeAccount> {
        guard var payees else { return [] }
        for stored in read where stored.payout.status == .queued || stored.payout.status == .validated {
            payees.insert(stored.payout.order.payee)
        }
        return payees
    }
}

/// What a ledger must read of one batch.
package struct BatchNeeds: Sendable {
    package let batch: BatchID
    /// Payouts whose deadline has come.
    package var due: Needs.Due?
    /// Queued payouts.
    package var queued: Needs.Page?
    /// Payouts with an open status.
    package var open: [PayoutStatus: Needs.Page] = [:]
    /// Queued payouts that look like payments of other batches.
    package var likenesses: (comparison: PaymentComparison, limit: Int)?
    /// Rows for the prior-transfer check: the first ones that are not paid, and more from all over the batch.
    package var samples: (first: Int, total: Int)?
    /// Payouts of which this ledger knows no transfer that is on its way or was paid.
    package var restorable: Needs.Page?
    /// The batch itself.
    package var readsBatch = false
    /// Payouts of the batch by status.
    package var readsCounts = false
    /// Payouts that were sent and did not surely succeed, although their statuses do not say so.
    package var readsUnsure = false
    /// The next deadlines of the batch.
    package var readsDeadlines = false

    package init(_ batch: BatchID) { self.batch = batch }
}

/// What a ledger has read for a step. See ``Needs``, whose parts have the same names.
package struct Facts: Sendable {
    /// Every payout that another part names, and those that were asked for by their keys.
    package var payouts: [PayoutID: StoredPayout] = [:]
    package var arriving: [ArrivingCallback] = []
    package var waitingCallbacks: [PendingCallback] = []
    /// What the callbacks above name; unknown identifiers are missing.
    package var owners: [CallName: CallOwner] = [:]
    /// Nil where it was not asked for.
    package var isCallbackSeen: Bool?
    /// Nil where it was not asked for.
    package var outflow: Outflow?
    /// How often other processes were found to have changed the ledger; it only grows.
    package var changesByOthers = 0
    /// Names that nothing is paid to: a validation may bring one that no file has.
    package var blockedNames: [BlockedName] = []
    /// In the order in which they were asked for.
    package var batches: [BatchFacts] = []

    package init() {}
}

/// What a ledger has read of one batch. See ``BatchNeeds``, whose parts have the same names.
package struct BatchFacts: Sendable {
    /// The oldest deadline first.
    package var due: [PayoutID] = []
    package var queued: [PayoutID] = []
    package var open: [PayoutStatus: [PayoutID]] = [:]
    package var likenesses: [(payout: PayoutID, likeness: Likeness)] = []
    /// Nil where they were not asked for, which is no proof that there are none.
    package var samples: [PayoutID]?
    /// Nil where they were not asked for, which is no proof that there are none.
    package var restorable: [PayoutID]?
    package var batch: Batch?
    package var counts: [PayoutStatus: Int] = [:]
    /// Nil where they were not asked for.
    package var unsure: UnsureRows?
    /// After now; one that was taken back may still be counted in.
    package var nextDeadlines: (validating: Timestamp?, pending: Timestamp?) = (nil, nil)

    package init() {}
}

/// What a callback names, and the kind of callback: a validation or a movement by its ``ExternalID``; where that is
/// missing, a movement by our number.
package struct CallName: Hashable, Sendable {
    /// What names the validation or movement.
    package enum Name: Hashable, Sendable {
        case externalID(ExternalID)
        case number(PartnerReferenceNo)
    }

    package let kind: CallbackKind
    package let name: Name

    /// What the callback names; nil where it names nothing of ours.
    package init?(_ kind: CallbackKind, _ content: CallbackContent) {
        self.kind = kind
        switch (kind, content.originalExternalID, content.originalPartnerReferenceNo) {
        case (.binding, _, _), (.cardRegistration, _, _): return nil
        case (_, let externalID?, _): name = .externalID(externalID)
        case (.transfer, nil, let number?), (.directDebit, nil, let number?), (.card, nil, let number?):
            name = .number(number)
        case (.accountValidation, nil, _), (_, nil, nil): return nil
        }
    }

    /// Whether it names this movement, or its number.
    package func names(_ transfer: Transfer) -> Bool {
        switch name {
        case .externalID(let externalID): transfer.externalID == externalID
        case .number(let number): transfer.partnerReferenceNo == number
        }
    }
}

/// The validation or transfer that an identifier belongs to.
package struct CallOwner: Sendable {
    package let payout: PayoutID
    /// Of a validation: its number and state, also where it was given up; nil of a transfer.
    package let validation: (partnerReferenceNo: PartnerReferenceNo, state: Validation.State)?

    package init(
        payout: PayoutID, validation: (partnerReferenceNo: PartnerReferenceNo, state: Validation.State)? = nil
    ) {
        self.payout = payout
        self.validation = validation
    }
}

/// A callback that has just come and becomes durable with the step under way.
package struct ArrivingCallback: Sendable {
    package let callback: ProvenCallback
    /// See ``ProvenCallback/fingerprint``.
    package let fingerprint: Int64
    /// Proven, and the ledger holds none that says the same: it can be processed as it comes. Any other is recorded as
    /// far as it can matter, and waits.
    package let isNews: Bool

    package init(_ callback: ProvenCallback, fingerprint: Int64, isNews: Bool) {
        self.callback = callback
        self.fingerprint = fingerprint
        self.isNews = isNews
    }
}
