internal import PayoutCore

/// The callbacks of Card Acceptance (Ayoconnect: Card Acceptance, section 11).
extension CallbackContent {
    /// What has become of a charge, its capture or its end.
    mutating func readCharge(_ body: [UInt8]) {
        guard let message = CardMessage.read(body) else { return }
        readIdentifiers(message)
        providerReferenceNo = message.invoiceNumber
        status = message.status.map(CardStatus.ofCharge)
        take(message.amount)
    }

    /// What has become of the registration of a card.
    mutating func readRegistration(_ body: [UInt8]) {
        guard let message = CardMessage.read(body) else { return }
        readIdentifiers(message)
        providerReferenceNo = message.referenceNumber
        var report = CustomerReport()
        report.state = message.status.map(CardStatus.ofCard)
        report.userID = message.customerID
        report.token = message.card.token
        report.maskedNumber = message.card.maskedCard
        report.brand = message.card.brand
        report.expiry = message.card.expiry
        customer = report
    }

    private mutating func readIdentifiers(_ message: CardMessage) {
        responseCode = message.responseCode ?? message.status
        responseMessage = message.responseMessage
        originalExternalID = message.correlationID.map(ExternalID.init)
        originalPartnerReferenceNo = message.transactionID.map(PartnerReferenceNo.init)
    }
}
