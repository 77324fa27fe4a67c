/// Why a payout stands where it stands: what happened, as data. A person reads it as a sentence in a language of their
/// own, and the ledger holds no sentence but what the bank said or a person typed.
///
///     payout.reason = .nameMismatch(file: "Budi", bank: "SITI WIJAYA")
///     payout.reason?.code    // "name_mismatch", for programs
///
/// The names of the cases and of their values are written to the ledger: a test keeps them as they are. It is
/// `indirect`, since nearly all payouts have a reason without values, or none.
package indirect enum Reason: Codable, Hashable, Sendable {
    /// The row itself is wrong; in the order in which the faults were found.
    case rejected(faults: [RowFault])
    case nameMismatch(file: String, bank: String)
    /// The same, where the settings end such a payout instead of holding it.
    case nameRejected(file: String, bank: String)
    /// Another batch sends or has sent the same amount to the same account.
    case samePayment(earlier: Earlier)
    /// Another batch has the reference, and another amount or account.
    case referenceUsed(earlier: Earlier, asked: Rupiah, accounts: TwoAccounts?)
    /// The reference is empty where it is not known.
    case repeatedInFile(line: Int, reference: String)
    /// Another batch of the same purpose pays the same account.
    case samePurpose(earlier: Earlier, purpose: String)
    /// The person was paid to another account before, since the first of these moments.
    case accountChanged(earlier: Earlier, since: Timestamp, accounts: TwoAccounts)
    /// The account or the name stands on the company's block list.
    case blocked(by: PayeeBlock)
    /// It passes a ceiling of the settings.
    case ceiling(hit: CeilingHit)
    /// The bank says that an earlier transfer exists, and does not find it.
    case conflict
    case contradiction(statements: Contradiction)
    case contradictionResolved(statements: Contradiction, by: PersonalDecision, as: Resolution)
    /// An older report shows that the payout was sent, and this ledger does not know it.
    case ledgerLost(reported: ReportedTransfer)
    case noValidationResult
    case awaitingResult
    /// The customer has not sent the code yet that the bank asks for.
    case awaitingCode
    /// The bank refused it in words that do not prove that no money moved.
    case refusedInDoubt(answer: BankAnswer)
    /// Money is held on the customer's card.
    case authorised
    /// The hold on the customer's card was released.
    case voided
    /// `answer` is the bank's code, or that of a ``Doubt``.
    case answerUnknown(answer: String)
    case notFound
    /// Refused before anything was processed; the payout is sent again as a new request.
    case deferred(answer: String, why: DeferralCause)
    case cutOff(answer: String)
    case unsent(why: Unsent.Cause)
    case refunded
    case cancelled(by: PersonalDecision)
    case resolved(by: PersonalDecision, as: Resolution)
    /// The bank says that the account cannot receive.
    case accountRefused(answer: BankAnswer)
    case transferRefused(answer: BankAnswer)
    case transferFailed(answer: BankAnswer)

    /// The payment of another batch that a payout looks like, as it was when they were compared.
    package struct Earlier: Codable, Hashable, Sendable {
        package let batch: String
        package let reference: String
        package let amount: Rupiah
        package var sentAt: Timestamp
        package var state: EarlierPayment.State
        /// When it was cancelled; nil where it was not, and as long as nobody has looked again.
        package var cancelledAt: Timestamp?
    }

    /// Two accounts that differ, all but the last digits hidden.
    package struct TwoAccounts: Codable, Hashable, Sendable {
        package let earlier: String
        package let earlierBank: String
        package let now: String
        package let bankNow: String
    }

    /// A stable word of ours, or the bank's own code.
    package var code: String {
        switch self {
        case .rejected(let faults): faults.first?.code.rawValue ?? ReasonCode.rejected
        case .nameMismatch: ReasonCode.nameMismatch
        case .nameRejected: ReasonCode.nameRejected
        case .samePayment: ReasonCode.possibleDuplicate
        case .referenceUsed: ReasonCode.referenceUsed
        case .repeatedInFile: ReasonCode.repeatedInFile
        case .samePurpose: ReasonCode.samePurpose
        case .accountChanged: ReasonCode.accountChanged
        case .blocked: ReasonCode.blocked
        case .ceiling(let hit): hit.code
        case .conflict: ReasonCode.conflict
        case .contradiction: ReasonCode.contradiction
        case .contradictionResolved: ReasonCode.contradictionResolved
        case .ledgerLost: ReasonCode.ledgerLost
        case .noValidationResult: ReasonCode.noValidationResult
        case .awaitingResult: ReasonCode.awaitingResult
        case .awaitingCode: ReasonCode.awaitingCode
        case .authorised: ReasonCode.authorised
        case .voided: ReasonCode.voided
        case .answerUnknown: ReasonCode.answerUnknown
        case .notFound: ReasonCode.notFound
        case .deferred: ReasonCode.deferred
        case .cutOff: ReasonCode.cutOff
        case .unsent: ReasonCode.unsent
        case .refunded: ReasonCode.refunded
        case .cancelled: ReasonCode.cancelled
        case .resolved: ReasonCode.resolved
        case .accountRefused(let answer), .transferRefused(let answer), .transferFailed(let answer),
            .refusedInDoubt(let answer):
            answer.code
        }
    }

    /// The payment of another batch that the payout looks like. Whoever shows it sets how it stands by then.
    package var earlier: Earlier? {
        get {
            switch self {
            case .samePayment(let earlier), .referenceUsed(let earlier, _, _), .samePurpose(let earlier, _),
                .accountChanged(let earlier, _, _):
                earlier
            case _: nil
            }
        }
        set {
            guard let newValue else { return }
            switch self {
            case .samePayment: self = .samePayment(earlier: newValue)
            case .referenceUsed(_, let asked, let accounts):
                self = .referenceUsed(earlier: newValue, asked: asked, accounts: accounts)
            case .samePurpose(_, let purpose): self = .samePurpose(earlier: newValue, purpose: purpose)
            case .accountChanged(_, let since, let accounts):
                self = .accountChanged(earlier: newValue, since: since, accounts: accounts)
            case _: break
            }
        }
    }

    /// A row whose reference stands in the file more than once.
    package static let repeatedReference = Reason.rejected(faults: [.repeatedReference])

    /// Why a row is rejected of which one more thing is found to be wrong; nil where that is known.
    package func adding(_ other: Reason) -> Reason? {
        guard case .rejected(let faults) = self, case .rejected(let others) = other else { return nil }
        let new = others.filter { other in !faults.contains { $0.code == other.code } }
        return new.isEmpty ? nil : .rejected(faults: faults + new)
    }
}

/// Why the bank refused a request before it processed anything.
package enum DeferralCause: String, CaseIterable, Codable, Sendable {
    /// The access token or the signature.
    case tokenRefused = "token_refused"
    /// In words that do not speak of the row, and may be about the token.
    case tokenSuspected = "token_suspected"
    case tooManyRequests = "too_many_requests"
    /// The identifier of an account check was used before.
    case identifierUsed = "identifier_used"
    case insufficientFunds = "insufficient_funds"
    case unknownPartner = "unknown_partner"
}

/// The stable reason codes that are ours, in addition to those of ``ViolationCode``; every other code is the bank's.
/// Retired codes are never reused.
package enum ReasonCode {
    package static let rejected = "rejected"
    package static let nameMismatch = "name_mismatch"
    package static let nameRejected = "name_rejected"
    package static let possibleDuplicate = "possible_duplicate"
    package static let referenceUsed = "reference_used"
    package static let repeatedInFile = "repeated_in_file"
    package static let samePurpose = "same_purpose"
    package static let accountChanged = "account_changed"
    package static let blocked = "blocked"
    package static let rowLimit = "row_limit"
    package static let dayLimit = "day_limit"
    package static let payeeLimit = "payee_limit"
    package static let conflict = "conflict"
    package static let contradiction = "contradiction"
    package static let contradictionResolved = "contradiction_resolved"
    package static let ledgerLost = "ledger_lost"
    package static let noValidationResult = "no_validation_result"
    package static let awaitingResult = "awaiting_result"
    package static let awaitingCode = "awaiting_otp"
    package static let authorised = "authorised"
    package static let voided = "voided"
    package static let answerUnknown = "answer_unknown"
    package static let notFound = "not_found"
    package static let deferred = "deferred"
    package static let cutOff = "cut_off"
    package static let unsent = "unsent"
    package static let refunded = "refunded"
    package static let cancelled = "cancelled"
    package static let resolved = "resolved_by_person"
}

/// Two statements about a transfer that cannot both be true.
package struct Contradiction: Codable, Hashable, Sendable {
    package let first: Statement
    package let then: Statement

    package init(first: Statement, then: Statement) {
        self.first = first
        self.then = then
    }

    /// What the bank said of a transfer, or a person in its place.
    package enum Statement: Codable, Hashable, Sendable {
        case reported(status: TransactionStatus)
        case reportedOfAttempt(status: TransactionStatus, attempt: Attempt)
        case decided(as: Resolution)
        /// An attempt had ended without money.
        case ended(as: Transfer.State)
        /// An attempt had ended without money, so that the next one was sent.
        case endedAndSentAgain(as: Transfer.State, attempt: Attempt)
    }
}

extension Reason {
    /// Why a payout asking for `order` is held.
    package static func likeness(_ likeness: Likeness, of order: PaymentOrder) -> Reason {
        switch likeness {
        case .samePayment(let earlier): return .samePayment(earlier: Earlier(earlier))
        case .referenceUsed(let earlier):
            let isSameAccount =
                order.bankCode == earlier.order.bankCode && order.accountNumber == earlier.order.accountNumber
            return .referenceUsed(
                earlier: Earlier(earlier), asked: order.amount,
                accounts: isSameAccount ? nil : TwoAccounts(earlier: earlier.order, now: order))
        case .repeated(let line, let reference): return .repeatedInFile(line: line, reference: reference)
        case .samePurpose(let earlier, let purpose):
            return .samePurpose(earlier: Earlier(earlier), purpose: purpose)
        case .accountChanged(let earlier, let since):
            return .accountChanged(
                earlier: Earlier(earlier), since: since, accounts: TwoAccounts(earlier: earlier.order, now: order))
        }
    }

    static func deferred(_ deferral: Deferral) -> Reason {
        switch deferral {
        case .cutOff(let answer): .cutOff(answer: answer.code)
        case .unauthorized(let answer, _): .deferred(answer: answer.code, why: .tokenRefused)
        case .tokenSuspected(let answer, _): .deferred(answer: answer.code, why: .tokenSuspected)
        case .throttled(let answer, _): .deferred(answer: answer.code, why: .tooManyRequests)
        case .conflict(let answer): .deferred(answer: answer.code, why: .identifierUsed)
        }
    }

    /// The batch stops for a trouble that every other row would meet as well.
    static func deferred(_ answer: BankAnswer, _ trouble: BatchTrouble) -> Reason {
        let why: DeferralCause =
            switch trouble {
            case .insufficientFunds: .insufficientFunds
            case .unknownPartner: .unknownPartner
            }
        return .deferred(answer: answer.code, why: why)
    }

    /// The bank contradicts itself, or a person.
    package static func contradiction(first: Contradiction.Statement, then: Contradiction.Statement) -> Reason {
        .contradiction(statements: Contradiction(first: first, then: then))
    }

    /// A person's decision about a contradiction, after the two statements of the bank.
    func contradictionResolved(_ decision: PersonalDecision, as resolution: Resolution) -> Reason {
        switch self {
        case .contradiction(let statements), .contradictionResolved(let statements, _, _):
            .contradictionResolved(statements: statements, by: decision, as: resolution)
        case _: .resolved(by: decision, as: resolution)
        }
    }
}

extension Reason.Earlier {
    fileprivate init(_ payment: EarlierPayment) {
        (batch, reference) = (payment.batch, payment.order.reference)
        (amount, sentAt, state) = (payment.order.amount, payment.sentAt, payment.state)
    }
}

extension Reason.TwoAccounts {
    fileprivate init(earlier: PaymentOrder, now order: PaymentOrder) {
        (self.earlier, earlierBank) = (earlier.maskedAccount, earlier.bankCode)
        (now, bankNow) = (order.maskedAccount, order.bankCode)
    }
}
