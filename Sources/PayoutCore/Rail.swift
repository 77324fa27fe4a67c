/// What a batch does with money. The rules of money are the same for all four; what differs is data, and stands here.
///
///     Rail.collection.direction       // .incoming
///     Rail.payout.isValidated         // true: each transfer is preceded by a validation of the account (promise P4)
///
/// The raw values are written to the ledger and to the reports, and never change.
package enum Rail: String, CaseIterable, Codable, Sendable {
    /// Pays out to bank accounts and e-wallets.
    case payout
    /// Collects from bound bank accounts.
    case collection
    /// Gives back collections, whole or in part.
    case refund
    /// Charges cards.
    case charge

    /// Which way the money goes, as seen by the company. Sums of the two are never added up.
    package enum Direction: String, CaseIterable, Sendable {
        case outgoing
        case incoming
    }

    package var direction: Direction {
        switch self {
        case .payout, .refund: .outgoing
        case .collection, .charge: .incoming
        }
    }

    /// Whether each movement is preceded by an account validation of its own (promise P4).
    package var isValidated: Bool { self == .payout }

    /// Whether the bank takes no more than two status inquiries a second. It says so of direct debit and names no
    /// limit for cards, where the same one is kept.
    package var isInquiryPaced: Bool { self != .payout }

    /// Rows that are asked about before the first movement of a batch (design: prior-transfer check). Where inquiries
    /// are paced, fewer: each is a second of waiting, and the bank refuses numbers that it has seen (promise P1).
    package var priorTransferSamples: Int { isInquiryPaced ? 6 : 20 }

    /// Whether the bank is known to find a movement by our own numbers. Where it may ignore them, "not found" proves
    /// nothing.
    package var isFoundByOurNumbers: Bool {
        switch self {
        case .payout, .charge: true
        case .collection, .refund: false
        }
    }

    /// How long to wait for a result before the bank is asked, where that is less than for a payout: refunds are
    /// reported within minutes, charges at once.
    var resultWaitMax: Duration? {
        switch self {
        case .payout, .collection: nil
        case .refund: .seconds(120)
        case .charge: .seconds(60)
        }
    }

    /// Where the bank reports on its movements.
    package var callbacks: CallbackKind {
        switch self {
        case .payout: .transfer
        case .collection, .refund: .directDebit
        case .charge: .card
        }
    }

    /// What the identifiers of its movements are derived under (design, section 6).
    var tags: (externalID: String, partnerReferenceNo: String) {
        switch self {
        case .payout: ("salur-xid-1", "salur-prn-1")
        case .collection: ("salur-dd-xid-1", "salur-dd-prn-1")
        case .refund: ("salur-rf-xid-1", "salur-rf-prn-1")
        // The identifier of the flow, and the transactionId.
        case .charge: ("salur-cc-cid-1", "salur-cc-tid-1")
        }
    }
}
