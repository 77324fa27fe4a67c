/// What the bank knows a payment by that is to be given back.
///
/// A class, so that a payout that is no refund has only an empty reference to copy.
package final class PaymentKey: Hashable, Sendable {
    package let customer: String
    package let externalID: ExternalID
    package let partnerReferenceNo: PartnerReferenceNo
    /// The bank's own number of the payment; nil where no answer and no callback brought it.
    package let providerReferenceNo: String?

    package init(
        customer: String, externalID: ExternalID, partnerReferenceNo: PartnerReferenceNo, providerReferenceNo: String?
    ) {
        self.customer = customer
        self.externalID = externalID
        self.partnerReferenceNo = partnerReferenceNo
        self.providerReferenceNo = providerReferenceNo
    }

    package static func == (left: PaymentKey, right: PaymentKey) -> Bool {
        left.customer == right.customer && left.externalID == right.externalID
            && left.partnerReferenceNo == right.partnerReferenceNo
            && left.providerReferenceNo == right.providerReferenceNo
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(customer)
        hasher.combine(externalID)
        hasher.combine(partnerReferenceNo)
        hasher.combine(providerReferenceNo)
    }
}
