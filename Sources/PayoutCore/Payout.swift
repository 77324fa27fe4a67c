/// What a row of the file asks for.
package struct PaymentOrder: Hashable, Sendable {
    package let rail: Rail
    package let reference: String
    /// Empty where nothing is paid to an account.
    package let bankCode: String
    /// Who the other side is: an account, a customer, or the reference of the payment that is refunded.
    package let accountNumber: String
    /// Empty where nothing is paid to an account.
    package let accountName: String
    package let amount: Rupiah
    /// The collection that a refund gives back.
    package let refunds: PayoutID?

    /// An order to pay out.
    package init(reference: String, bankCode: String, accountNumber: String, accountName: String, amount: Rupiah) {
        self.init(
            rail: .payout, reference: reference, bankCode: bankCode, accountNumber: accountNumber,
            accountName: accountName, amount: amount, refunds: nil)
    }

    /// An order to collect from, or to charge, a customer.
    package init(rail: Rail, reference: String, customer: String, amount: Rupiah) {
        self.init(
            rail: rail, reference: reference, bankCode: "", accountNumber: customer, accountName: "", amount: amount,
            refunds: nil)
    }

    /// An order of any rail, as the ledger keeps it.
    package init(
        rail: Rail, reference: String, bankCode: String, accountNumber: String, accountName: String, amount: Rupiah,
        refunds: PayoutID?
    ) {
        self.rail = rail
        self.refunds = refunds
        self.reference = reference
        self.bankCode = bankCode
        self.accountNumber = accountNumber
        self.accountName = accountName
        self.amount = amount
    }
}

/// One account validation of one payout.
package struct Validation: Hashable, Sendable {
    /// Where a validation stands. The raw values are written to the ledger.
    package enum State: String, CaseIterable, Sendable {
        /// The intent is durable; no answer yet.
        case sent
        /// Accepted; the result comes by callback.
        case accepted
        /// It may be in progress: no clear answer came.
        case doubtful
        /// Nothing is in progress: refused before processing, or never left.
        case lapsed
        /// The bank says that the account can receive.
        case valid
        /// The bank says that the account cannot receive, or refused the request.
        case invalid
        /// The bank reports that the validation ended without a result.
        case failed
        /// Given up before the bank reported a result; a late one no longer counts (promise P4: obtained in this run).
        case abandoned
    }

    package let externalID: ExternalID
    package let partnerReferenceNo: PartnerReferenceNo
    package let sentAt: Timestamp
    package var state: State
    /// Accepted, possibly accepted, or reported without a result: only such a validation uses up one of
    /// `validationAttempts`.
    package var isCounted: Bool
    package var answer: BankAnswer?
    package var providerReferenceNo: String?
    /// The name the bank knows the account under.
    package var name: String?
    /// What the transfer must carry.
    package var customerReference: String?
    package var reportedAt: Timestamp?
    /// No transfer may use it any more: its run has ended, or a person has released, retried or cancelled the payout.
    /// What the bank reported stays in ``state`` as it was reported.
    package internal(set) var isGivenUp = false

    package init(externalID: ExternalID, partnerReferenceNo: PartnerReferenceNo, sentAt: Timestamp) {
        self.externalID = externalID
        self.partnerReferenceNo = partnerReferenceNo
        self.sentAt = sentAt
        state = .sent
        isCounted = false
    }
}

/// Who reported a final status. The raw values are written to the ledger and to `attempts.csv`.
package enum StatusSource: String, CaseIterable, Sendable {
    case callback
    case inquiry
    /// The bank's answer to the request itself.
    case answer
    case person
}

/// A status that the bank reported for an attempt against what stood in the books about it.
package struct ContradictingStatus: Hashable, Sendable {
    package let status: TransactionStatus
    package let source: StatusSource
    package let reportedAt: Timestamp

    package init(status: TransactionStatus, source: StatusSource, reportedAt: Timestamp) {
        self.status = status
        self.source = source
        self.reportedAt = reportedAt
    }
}

/// One transfer intent of one payout: an attempt.
package struct Transfer: Hashable, Sendable {
    /// Where an attempt stands. The raw values are written to the ledger.
    package enum State: String, CaseIterable, Codable, Sendable {
        /// Received, or may have been.
        case pending
        case succeeded
        case refunded
        case failed
        /// Refused before it was received as a transfer.
        case refused
        /// Certainly never left.
        case unsent
        case notFound = "not_found"
        /// The hold on the card was released; no money moved.
        case voided

        /// Whether money may be moving or has moved: at most one attempt of a payout is live (promise P1).
        package var isLive: Bool {
            switch self {
            case .pending, .succeeded: true
            case .refunded, .failed, .refused, .unsent, .notFound, .voided: false
            }
        }
    }

    /// What the bank says was used before. The raw values are written to the ledger.
    package enum Conflict: String, Sendable {
        /// A request was received under this ``ExternalID``.
        case request
        /// An earlier transfer exists under this partnerReferenceNo.
        case reference
    }

    /// Whether another copy of the ledger may have sent the payout.
    package var isConflict: Bool { conflict != nil }

    /// Whether an earlier transfer exists, not merely a request.
    package var isReferenceConflict: Bool { conflict == .reference }

    /// Counted from 1; enters the ``ExternalID``.
    package let attempt: Attempt
    /// Counted from 1; enters the ``PartnerReferenceNo``.
    package let generation: Generation
    package let externalID: ExternalID
    package let partnerReferenceNo: PartnerReferenceNo
    /// The moment of the intent.
    package let sentAt: Timestamp
    /// The validation that served it; nil where the ledger was lost and the bank remembered the transfer.
    package let validation: ExternalID?
    package var state: State
    package var answer: BankAnswer?
    package var answeredAt: Timestamp?
    package var providerReferenceNo: String?
    /// The bank reported it as pending: it certainly knows this transfer, whatever the answer to the request says.
    package var isKnown = false
    /// The bank answered that an identifier of it was used before.
    package var conflict: Conflict?
    /// Inquiries sent so far.
    package var inquiries = 0
    package var inquiredAt: Timestamp?
    /// When an inquiry first said that it does not know it, late enough to be believed.
    package var notFoundSince: Timestamp?
    package var source: StatusSource?
    package var settledAt: Timestamp?
    /// The newest status of the bank that contradicts what stood in the books; ``state`` keeps the first one.
    package var contradictedBy: ContradictingStatus?
    /// What a code of the customer is sent with, sealed.
    package var confirmation: String?

    package init(
        attempt: Attempt, generation: Generation, externalID: ExternalID, partnerReferenceNo: PartnerReferenceNo,
        sentAt: Timestamp, validation: ExternalID?, state: State
    ) {
        self.attempt = attempt
        self.generation = generation
        self.externalID = externalID
        self.partnerReferenceNo = partnerReferenceNo
        self.sentAt = sentAt
        self.validation = validation
        self.state = state
    }
}

/// One payout as a pure state machine: events and the time go in, the new state and what to do next come out.
///
/// It has no clock, no randomness and no I/O; the ledger stores what it decides, the engine does what it asks for.
/// The states and their legal exits are drawn in docs/architecture/states.md.
package struct Payout: Hashable, Sendable {
    package let order: PaymentOrder
    package internal(set) var status: PayoutStatus
    package internal(set) var reason: Reason?
    /// The validations of the attempt to come, of this run, oldest first.
    package internal(set) var validations: [Validation]
    /// Every transfer intent there ever was, oldest first. Evidence is never erased.
    package internal(set) var transfers: [Transfer]
    /// The name that a person accepted when releasing the payout.
    package internal(set) var acceptedName: String?
    /// What persons have seen of the payments of other batches that it looks like.
    package internal(set) var duplicates: DuplicateReview
    /// The least generation of the next transfer: raised by a person where the bank remembers a partnerReferenceNo that
    /// it had refused.
    package internal(set) var generationMin: Generation
    /// The bank contradicted itself about money; blocks every further intent, also after a person has decided.
    package internal(set) var isContradicted: Bool
    /// The contradiction waits for a person.
    package internal(set) var isContradictionOpen: Bool
    /// What a person decided last about the contradiction. The attempts keep what the bank reported.
    package internal(set) var contradictionResolvedAs: Resolution?
    /// The next moment at which the engine must look at it: a validation's deadline or an inquiry.
    package internal(set) var dueAt: Timestamp?

    package init(
        order: PaymentOrder, status: PayoutStatus, reason: Reason? = nil, validations: [Validation] = [],
        transfers: [Transfer] = [], acceptedName: String? = nil, duplicates: DuplicateReview = DuplicateReview(),
        generationMin: Generation = 1, isContradicted: Bool = false, isContradictionOpen: Bool? = nil,
        contradictionResolvedAs: Resolution? = nil, dueAt: Timestamp? = nil
    ) {
        self.order = order
        self.status = status
        self.reason = reason
        self.validations = validations
        self.transfers = transfers
        self.acceptedName = acceptedName
        self.duplicates = duplicates
        self.generationMin = generationMin
        self.isContradicted = isContradicted
        self.isContradictionOpen = isContradictionOpen ?? isContradicted
        self.contradictionResolvedAs = contradictionResolvedAs
        self.dueAt = dueAt
    }

    /// The number of the attempt that a transfer sent now would be.
    package var nextAttempt: Attempt { (transfers.last?.attempt ?? 0) + 1 }

    /// The generation that a transfer sent now would carry: one more only where the bank certainly recorded the last
    /// transfer and ended it (failed or refunded); otherwise the partnerReferenceNo is handed on, so that the
    /// bank guards it.
    ///
    /// A person's word that a transfer has failed is not the bank's: if it is wrong, the bank refuses the next one.
    package var nextGeneration: Generation {
        guard let generation = transfers.last?.generation else { return generationMin }
        let hasEnded = transfers.contains { transfer in
            transfer.generation == generation && transfer.source != .person
                && (transfer.state == .failed || transfer.state == .refunded || transfer.state == .voided)
        }
        return max(hasEnded ? generation + 1 : generation, generationMin)
    }

    /// Whether it has ended and was not paid, as far as is known. A person may have it sent again.
    package var hasEndedUnpaid: Bool {
        switch status {
        case .rejected, .invalid, .refunded, .failed, .notFound, .cancelled: liveTransfer == nil
        case .held, .queued, .validating, .validated, .unverified, .pending, .succeeded: false
        }
    }

    /// The attempt whose money may be moving or has moved.
    package var liveTransfer: Transfer? { transfers.first { $0.state.isLive } }

    /// The attempt that reports show: the one that moved the money, where an earlier one turned out to have; the one
    /// that the bank reports on, where it refused the newest since it knows an earlier one; else the newest.
    package var shownTransfer: Transfer? {
        guard let newest = transfers.last, transfers.count > 1 else { return transfers.last }
        switch status {
        case .succeeded: return transfers.last { $0.state == .succeeded } ?? newest
        case .refunded: return transfers.last { $0.state == .refunded } ?? newest
        default:
            guard newest.state == .refused, newest.isReferenceConflict else { return newest }
            return transfers.last {
                $0.generation == newest.generation && ($0.state == .pending || $0.state == .failed)
            } ?? newest
        }
    }

    /// The attempt that the next inquiry asks about: the live one. Where the bank refused it because an earlier
    /// transfer carries its partnerReferenceNo, the attempts that carried this number are asked about in turn, since an
    /// inquiry names one ``ExternalID`` and nothing else.
    package var transferToInquire: Transfer? {
        guard let live = liveTransfer, live.isReferenceConflict else { return liveTransfer }
        let candidates = Array(transfers.filter { $0.generation == live.generation }.reversed())
        return candidates[live.inquiries % candidates.count]
    }

    /// Whether the next thing that may be sent is a movement.
    package var isReadyToMove: Bool { status == (order.rail.isValidated ? .validated : .queued) }

    /// Whether money is held on a card that waits for a person.
    package var isAuthorised: Bool {
        guard status == .held, order.rail == .charge, let live = liveTransfer else { return false }
        return live.state == .pending && !live.isConflict
    }

    /// Whether any further intent is allowed (promise P1).
    var mayIntend: Bool { !isContradicted && liveTransfer == nil }

    /// The first good result of any validation of the attempt to come.
    package var goodValidation: Validation? { validations.first { $0.state == .valid && !$0.isGivenUp } }
}
