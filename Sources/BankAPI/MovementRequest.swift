package import PayoutCore

/// One request that moves money.
///
///     let transfer = MovementRequest(
///         externalID: externalID, partnerReferenceNo: number, instruction: .collection(customer: "C-1001"),
///         amount: Rupiah(150_000), note: "Instalment 3", reference: "INV-1", intendedAt: now)
package struct MovementRequest: Hashable, Sendable {
    /// What is to be done with the money.
    package enum Instruction: Hashable, Sendable {
        /// Pays out to an account, whose validation returned this name and customerReference.
        case transfer(to: BeneficiaryAccount, name: String, customerReference: String)
        /// Collects from the bound account of a customer of ours.
        case collection(customer: String)
        /// Gives back a succeeded collection, whole or in part.
        case refund(of: PaymentKey)
        /// Charges the card of a customer of ours, who is not present.
        case charge(customer: String)
    }

    package let externalID: ExternalID
    /// Our number of the movement; of a refund the number of the refund, not that of the payment.
    package let partnerReferenceNo: PartnerReferenceNo
    package let instruction: Instruction
    package let amount: Rupiah
    /// The row's note; empty where there is none.
    package let note: String
    /// The row's reference, sent along where its characters are allowed.
    package let reference: String
    /// The moment of the intent.
    package let intendedAt: Timestamp

    package init(
        externalID: ExternalID, partnerReferenceNo: PartnerReferenceNo, instruction: Instruction, amount: Rupiah,
        note: String, reference: String, intendedAt: Timestamp
    ) {
        self.externalID = externalID
        self.partnerReferenceNo = partnerReferenceNo
        self.instruction = instruction
        self.amount = amount
        self.note = note
        self.reference = reference
        self.intendedAt = intendedAt
    }
}

/// One question about the status of a movement, under the identifiers of that movement.
package struct InquiryRequest: Hashable, Sendable {
    /// What is asked about.
    package enum Subject: Hashable, Sendable {
        /// A transfer to this account, as far as we know; an answer about another one decides nothing.
        case transfer(to: BeneficiaryAccount?)
        case collection
        /// A refund of this payment.
        case refund(of: PaymentKey)
        case charge(customer: String)
    }

    package let externalID: ExternalID
    package let partnerReferenceNo: PartnerReferenceNo
    package let subject: Subject
    /// What we believe we sent; an answer that disagrees decides nothing.
    package let amount: Rupiah?
    /// The bank's own number of the movement, where an answer or a callback has brought it.
    package let providerReferenceNo: String?
    /// Only a callback without proof has brought that number. An answer then counts where it repeats a number of ours,
    /// and a movement that is not found under it proves nothing.
    package let isNumberHinted: Bool

    package init(
        externalID: ExternalID, partnerReferenceNo: PartnerReferenceNo, subject: Subject, amount: Rupiah?,
        providerReferenceNo: String? = nil, isNumberHinted: Bool = false
    ) {
        self.externalID = externalID
        self.partnerReferenceNo = partnerReferenceNo
        self.subject = subject
        self.amount = amount
        self.providerReferenceNo = providerReferenceNo
        self.isNumberHinted = isNumberHinted
    }

    /// The account of a transfer.
    package var account: BeneficiaryAccount? {
        if case .transfer(let account) = subject { account } else { nil }
    }
}

extension MovementRequest {
    /// Where a transfer goes; nil where nothing is paid to an account.
    package var account: BeneficiaryAccount? {
        if case .transfer(let account, _, _) = instruction { account } else { nil }
    }

    /// The name that the validation of a transfer returned.
    package var beneficiaryName: String? {
        if case .transfer(_, let name, _) = instruction { name } else { nil }
    }

    /// The customerReference that the validation of a transfer returned.
    package var customerReference: String? {
        if case .transfer(_, _, let reference) = instruction { reference } else { nil }
    }
}
