internal import PayoutCore

/// The callbacks of Direct Debit (Ayoconnect: Direct Debit, sections 4 and 8).
extension CallbackContent {
    /// What has become of a payment or a refund. A callback that names a refund is about that refund alone; its status
    /// may come as a word.
    mutating func readPayment(_ body: [UInt8]) {
        guard let message = DebitMessage.read(body) else { return }
        readIdentifiers(message, services: [.payment, .refund, .code])
        var status = message.status
        if let refund = message.refund, let number = refund.partnerRefundNo {
            originalPartnerReferenceNo = PartnerReferenceNo(number)
            providerReferenceNo = refund.refundNo
            status = refund.status.map(DebitStatus.init) ?? status
            take(refund.amount)
        } else {
            take(message.amount)
        }
        let isOfRefund = message.refund?.partnerRefundNo != nil
        self.status = isOfRefund && status?.status == .refunded ? .succeeded : status?.status
        responseCode = message.responseCode ?? status?.code
    }

    /// What has become of a binding or an unbinding.
    mutating func readBinding(_ body: [UInt8]) {
        guard let message = DebitMessage.read(body) else { return }
        readIdentifiers(message, services: [.binding, .unbinding])
        responseCode = message.responseCode
        customer = message.binding.report
        bankCode = message.binding.bankCode
    }

    private mutating func readIdentifiers(_ message: DebitMessage, services: Set<DebitService>) {
        responseMessage = message.responseMessage ?? message.transactionStatusDesc
        originalExternalID = message.originalExternalID.map(ExternalID.init)
        let number = message.originalPartnerReferenceNo ?? message.partnerReferenceNo
        originalPartnerReferenceNo = number.map(PartnerReferenceNo.init)
        providerReferenceNo = message.providerReferenceNo
        let allowed = services.map(\.rawValue)
        isOfOtherService = message.serviceCode.map { !allowed.contains($0) } ?? false
    }
}
