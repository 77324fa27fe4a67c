/// What the bank knows a payment by that is to be given back.
package struct PaymentKey: Hashable, Sendable {
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
}
