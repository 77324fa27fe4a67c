/// A payment of another batch that was sent or is about to be, shown to a person with a row that looks like it.
package struct EarlierPayment: Hashable, Sendable {
    /// How far it has come.
    package enum State: String, Codable, Hashable, Sendable {
        /// The bank has said that it was paid.
        case paid
        /// Its result is not known otherwise.
        case sent
        /// Its batch is being paid, and its turn will come.
        case due
        /// It has ended unpaid since it was found: no payment is found in this state.
        case ended
    }

    /// Its key in the ledger.
    package let id: PayoutID
    /// The name that people know its batch by.
    package let batch: String
    package let order: PaymentOrder
    /// The moment of its intent; where it is due, the moment at which its batch last changed.
    package let sentAt: Timestamp
    package let state: State

    package init(id: PayoutID, batch: String, order: PaymentOrder, sentAt: Timestamp, state: State) {
        self.id = id
        self.batch = batch
        self.order = order
        self.sentAt = sentAt
        self.state = state
    }
}

/// What persons have seen of the payments that a payout looks like.
///
///     held against a payment of yesterday, released        what was sent until then was seen
///     a batch under way is to send another one like it     was not shown: held again, against that one
package struct DuplicateReview: Hashable, Sendable {
    /// When a person accepted that the payout looks like the payments it was held against; nil where nobody has since
    /// it was held last.
    package internal(set) var acceptedAt: Timestamp?
    /// The payments that it was held against, the last one last.
    package internal(set) var shown: [PayoutID]

    package init(acceptedAt: Timestamp? = nil, shown: [PayoutID] = []) {
        self.acceptedAt = acceptedAt
        self.shown = shown
    }

    /// The payout is held: it waits for a person again, who may also release it for another reason.
    mutating func hold(against payment: EarlierPayment) {
        acceptedAt = nil
        shown.removeAll { $0 == payment.id }
        shown.append(payment.id)
    }

    /// A person wants the payout paid all the same. A payment that has ended unpaid is not accepted: a person may send
    /// it again later, and must see both then.
    mutating func accept(without ended: [PayoutID], at now: Timestamp) {
        acceptedAt = now
        shown.removeAll { ended.contains($0) }
    }

    /// Whether a person has seen this very payment, and wants the payout paid all the same.
    package func hasAccepted(_ payment: EarlierPayment) -> Bool {
        acceptedAt != nil && shown.contains(payment.id)
    }

    /// Whether a person has seen this payment, or the newer ones like it, and wants the payout paid all the same.
    ///
    /// What is still to be sent was seen only where it was shown itself: nobody finds it among earlier payments.
    package func covers(_ payment: EarlierPayment) -> Bool {
        guard let acceptedAt else { return false }
        return shown.contains(payment.id) || payment.state != .due && payment.sentAt <= acceptedAt
    }
}

/// Why a payout may be one that was paid before, so that a person must see both (promise P11).
package enum Likeness: Hashable, Sendable {
    /// Another batch sent the same amount to the same account.
    case samePayment(EarlierPayment)
    /// Another batch sent another amount under the same reference, or to another account.
    case referenceUsed(EarlierPayment)
    /// An earlier row of the same file asks for the same amount to the same account. The reference is empty where it
    /// is not known.
    case repeated(line: Int, reference: String)

    /// Another batch of the same purpose pays the same account.
    case samePurpose(EarlierPayment, purpose: String)
    /// The same person was paid to another account before, to that one since this moment.
    case accountChanged(EarlierPayment, since: Timestamp)

    /// The payment of another batch.
    package var payment: EarlierPayment? {
        switch self {
        case .samePayment(let payment), .referenceUsed(let payment), .samePurpose(let payment, _),
            .accountChanged(let payment, _):
            payment
        case .repeated: nil
        }
    }

    /// The reason code of a payout that is held for it.
    package var code: String {
        switch self {
        case .samePayment: ReasonCode.possibleDuplicate
        case .referenceUsed: ReasonCode.referenceUsed
        case .repeated: ReasonCode.repeatedInFile
        case .samePurpose: ReasonCode.samePurpose
        case .accountChanged: ReasonCode.accountChanged
        }
    }

    /// What a payout asking for `order` has in common with an earlier payment; nil where it is nothing that matters.
    ///
    /// References are equal where their characters are, however they are composed (Unicode: NFC). One that was made of
    /// a note without a date comes again next month, so it counts within the window only.
    package init?(_ order: PaymentOrder, and earlier: EarlierPayment, isWithinWindow: Bool) {
        let isSamePayment =
            order.amount == earlier.order.amount && order.bankCode == earlier.order.bankCode
            && order.accountNumber == earlier.order.accountNumber
        let countsEver = MadeReference.stem(of: order.reference)?.isDated ?? true
        let isSameReference = order.hasReference(of: earlier.order) && (isWithinWindow || countsEver)
        switch (isSamePayment, isSameReference) {
        // The same reference as well is the same payment, however long ago.
        case (true, true): self = .samePayment(earlier)
        case (true, false) where isWithinWindow: self = .samePayment(earlier)
        case (false, true): self = .referenceUsed(earlier)
        case (true, false), (false, false): return nil
        }
    }
}

extension ReasonCode {
    /// The codes of rows that may be payments that were made before.
    package static let payments = [possibleDuplicate, referenceUsed, samePurpose, repeatedInFile]

    /// The codes of rows that are held since they look like other payments.
    package static let likenesses = [
        possibleDuplicate, referenceUsed, samePurpose, accountChanged, repeatedInFile,
    ]
}

extension ReasonCode {
    /// The codes of rows that are held since they pass a ceiling.
    package static let ceilings = [rowLimit, payeeLimit, dayLimit]

    /// The codes of rows that are held for a person to see before they are sent.
    package static let heldBefore = ceilings + likenesses
}

extension PaymentOrder {
    /// The account, all but its last four digits hidden.
    var maskedAccount: String { MaskedAccount.text(of: accountNumber) }
}

/// Account numbers as screens and logs show them (promise P10).
package enum MaskedAccount {
    /// All but the last four digits hidden; never more than half of it is shown.
    package static func text(of accountNumber: String) -> String {
        let shown = accountNumber.suffix(min(4, accountNumber.count / 2))
        return shown.isEmpty ? "***" : "*** \(shown)"
    }
}

extension Rupiah {
    /// How much more or less than `other` it is, with its sign.
    package func difference(from other: Rupiah) -> String {
        let difference = subtracting(other) ?? .zero
        return difference > .zero ? "+\(difference.display)" : difference.display
    }
}
