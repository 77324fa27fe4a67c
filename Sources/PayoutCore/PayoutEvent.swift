/// What can happen to a payout.
package enum PayoutEvent: Hashable, Sendable {
    /// The engine wants to validate the account under these fresh identifiers.
    case validationIntended(ExternalID, PartnerReferenceNo)
    /// The answer to a validation request.
    case validationAnswered(ExternalID, ValidationOutcome)
    /// The result of a validation, by callback.
    case validationReported(ExternalID, ValidationVerdict)
    /// The deadline of a validation has passed.
    case validationOverdue
    /// The engine wants to transfer under these identifiers.
    case transferIntended(ExternalID, PartnerReferenceNo)
    /// The answer to the transfer request of an attempt.
    case transferAnswered(attempt: Attempt, MovementOutcome)
    /// The bank's report on an attempt.
    case statusReported(attempt: Attempt, StatusReport)
    /// Somebody claims news of an attempt without proof, or with details that are not ours: ask the bank.
    case hinted(attempt: Attempt)
    /// The engine is about to ask for the status of an attempt.
    case inquiryIntended(attempt: Attempt)
    /// The inquiry decided nothing.
    case inquiryUndecided(attempt: Attempt)
    /// The batch stops or a run begins: what has not become a transfer goes back to the queue.
    case recalled
    /// A new run asks again for what the bank never reported.
    case reopened
    /// It looks like a payment that another batch has sent, or like another row of its file.
    case duplicateFound(Likeness)
    /// It passes a ceiling of the settings.
    case ceilingReached(CeilingHit)
    /// The account or the name stands on the company's block list.
    case payeeBlocked(PayeeBlock)
    /// A person accepted the bank's name for this account and name before.
    case nameAcceptedBefore(AcceptedName)
    /// An older report shows that the payout was sent, and this ledger does not know that transfer.
    case foundInReports(ReportedTransfer)
    /// The bank reported the status of a transfer of which this ledger has no record (prior-transfer check, resolve).
    case adopted(AdoptedTransfer)
    /// A person lets a held payout go on; `ended` are the payments that it was held against and that have ended unpaid.
    case released(PersonalDecision, ended: [PayoutID] = [])
    /// A person wants another attempt; `reported` holds the status that the bank has just reported for each earlier
    /// attempt.
    case retried(PersonalDecision, reported: [Attempt: TransactionStatus], newReference: Bool)
    /// A person stops it.
    case cancelled(PersonalDecision, reported: [Attempt: TransactionStatus] = [:])
    /// A person states what became of a transfer that the bank does not report.
    case resolved(PersonalDecision, as: Resolution)

    /// The kind of ``ceilingReached(_:)``.
    package static let ceilingKind = "ceiling_reached"
    /// The kind of ``released(_:ended:)``.
    package static let releasedKind = "released"

    /// A stable word for the journal.
    package var kind: String {
        switch self {
        case .validationIntended: "validation_intended"
        case .validationAnswered: "validation_answered"
        case .validationReported: "validation_reported"
        case .validationOverdue: "validation_overdue"
        case .transferIntended: "transfer_intended"
        case .transferAnswered: "transfer_answered"
        case .statusReported: "status_reported"
        case .hinted: "hinted"
        case .inquiryIntended: "inquiry_intended"
        case .inquiryUndecided: "inquiry_undecided"
        case .recalled: "recalled"
        case .reopened: "reopened"
        case .duplicateFound: "duplicate_found"
        case .ceilingReached: Self.ceilingKind
        case .payeeBlocked: "payee_blocked"
        case .nameAcceptedBefore: "name_accepted_before"
        case .foundInReports: "found_in_reports"
        case .adopted: "adopted"
        case .released: Self.releasedKind
        case .retried: "retried"
        case .cancelled: "cancelled"
        case .resolved: "resolved"
        }
    }
}

/// A transfer of which the ledger has no record, as an older report of the same batch shows it.
package struct ReportedTransfer: Codable, Hashable, Sendable {
    package let attempt: Attempt
    /// When it was sent, as the report writes it.
    package let sentAt: String
    /// Where it stood, in the words of `attempts.csv`.
    package let status: String
    /// The folder of the reports.
    package let folder: String

    package init(attempt: Attempt, sentAt: String, status: String, folder: String) {
        self.attempt = attempt
        self.sentAt = sentAt
        self.status = status
        self.folder = folder
    }
}

/// A transfer of which the ledger has no record, as the bank knows it.
package struct AdoptedTransfer: Hashable, Sendable {
    package let attempt: Attempt
    package let generation: Generation
    package let externalID: ExternalID
    package let partnerReferenceNo: PartnerReferenceNo
    package let report: StatusReport

    package init(
        attempt: Attempt, generation: Generation, externalID: ExternalID, partnerReferenceNo: PartnerReferenceNo,
        report: StatusReport
    ) {
        self.attempt = attempt
        self.generation = generation
        self.externalID = externalID
        self.partnerReferenceNo = partnerReferenceNo
        self.report = report
    }
}

/// The result of a validation.
package enum ValidationVerdict: Hashable, Sendable {
    /// The account can receive; with the name and the customerReference that the transfer must carry.
    case valid(name: String, customerReference: String, providerReferenceNo: String?)
    /// The account cannot receive; the answer says why.
    case invalid(BankAnswer)
    /// It ended in an error, or without a name or a customerReference: with no result that can be used.
    case noResult(BankAnswer)
    /// Anything else: still in progress.
    case inProgress
}

/// What the bank reports of a transfer, and how it did.
package struct StatusReport: Hashable, Sendable {
    package let status: TransactionStatus
    package let source: StatusSource
    /// The bank's code and words for it: the reason of a failure.
    package let answer: BankAnswer?
    package let providerReferenceNo: String?

    package init(
        status: TransactionStatus, source: StatusSource, answer: BankAnswer? = nil, providerReferenceNo: String? = nil
    ) {
        self.status = status
        self.source = source
        self.answer = answer
        self.providerReferenceNo = providerReferenceNo
    }
}

/// What the state machine made of an event.
package enum PayoutStep: Hashable, Sendable {
    /// The state has changed; `next` is what the engine does about it.
    case changed(next: PayoutNext)
    /// Recorded; the state stays as it is.
    case noted(String)
    /// Not legal in this state; the caller skips it and sends nothing.
    case refused(Refusal)
}

/// What the engine does after a change.
package enum PayoutNext: Hashable, Sendable {
    case nothing
    /// Validate again when there is room; the payout keeps its place in the window.
    case validateAgain
    /// Transfer when there is room; the payout keeps its place in the window.
    case transfer
}
