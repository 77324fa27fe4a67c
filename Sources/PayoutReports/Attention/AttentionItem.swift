package import PayoutCore

/// What keeps a payout from going on by itself: what it means, and what a person types next.
package enum AttentionItem: Hashable, Sendable {
    case namesDiffer
    case possibleDuplicate
    case referenceUsed
    case repeatedInFile
    case samePurpose
    case accountChanged
    /// It asks for more than one row may.
    case aboveCeiling
    /// Its account would get more than it may on one day.
    case abovePayeeDay
    /// It asks for more than may be sent on one day.
    case aboveDay
    case conflict
    case contradiction
    /// Older reports show that it was sent, and the ledger does not know it.
    case ledgerLost
    /// The amount is held on a card, and not taken.
    case authorised
    /// The customer has been sent a code, which a person passes on.
    case awaitingCode
    /// Held for a reason that this version does not know.
    case held
    case invalid
    /// The settings end payouts whose names differ.
    case nameRejected
    case failed
    /// Refused by the bank because of the account, which is no passing trouble.
    case unusableAccount
    case refunded
    case notFound
    case unverified
    case rejected
    /// Pending for longer than ``pendingMax``.
    case overdue

    /// How long a transfer may stay without a result before a person may decide it.
    package static let pendingMax = PayoutPolicy().resolveAfter

    /// The bank's refusals of an account: inactive, or none at all.
    private static let accountCodes: Set<String> = ["4031818", "4041811"]

    /// The item of a payout with this status and reason; nil where it goes on by itself or is done.
    package init?(_ status: PayoutStatus, reasonCode: String?, isContradictionOpen: Bool = false) {
        guard !isContradictionOpen, reasonCode != ReasonCode.contradiction else {
            self = .contradiction
            return
        }
        // A person has decided it, and nothing is sent for it any more.
        guard reasonCode != ReasonCode.contradictionResolved else { return nil }
        switch status {
        case .held:
            switch reasonCode {
            case ReasonCode.ledgerLost: self = .ledgerLost
            case ReasonCode.nameMismatch: self = .namesDiffer
            case ReasonCode.possibleDuplicate: self = .possibleDuplicate
            case ReasonCode.referenceUsed: self = .referenceUsed
            case ReasonCode.repeatedInFile: self = .repeatedInFile
            case ReasonCode.samePurpose: self = .samePurpose
            case ReasonCode.accountChanged: self = .accountChanged
            case ReasonCode.rowLimit: self = .aboveCeiling
            case ReasonCode.payeeLimit: self = .abovePayeeDay
            case ReasonCode.dayLimit: self = .aboveDay
            case ReasonCode.conflict: self = .conflict
            case ReasonCode.authorised: self = .authorised
            case _: self = .held
            }
        case .invalid: self = reasonCode == ReasonCode.nameRejected ? .nameRejected : .invalid
        case .failed: self = Self.accountCodes.contains(reasonCode ?? "") ? .unusableAccount : .failed
        case .refunded: self = .refunded
        case .notFound: self = .notFound
        case .unverified: self = .unverified
        case .rejected: self = .rejected
        case .pending where reasonCode == ReasonCode.awaitingCode: self = .awaitingCode
        case .queued, .validating, .validated, .pending, .succeeded, .cancelled: return nil
        }
    }
}
