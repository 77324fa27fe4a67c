package import PayoutCore

/// A customer who registers a card.
package struct CardRegistration: Sendable {
    package let externalID: ExternalID
    /// Our number of the registration; its callback repeats the number.
    package let partnerReferenceNo: PartnerReferenceNo
    /// The name of the customer as people write it.
    package let name: String
    package let email: String?
    /// Digits, beginning with 62.
    package let phone: String?
    /// Where the page leads afterwards; the bank demands it.
    package let returnTo: ReturnAddresses

    package init(
        externalID: ExternalID, partnerReferenceNo: PartnerReferenceNo, name: String, email: String? = nil,
        phone: String? = nil, returnTo: ReturnAddresses
    ) {
        self.externalID = externalID
        self.partnerReferenceNo = partnerReferenceNo
        self.name = name
        self.email = email
        self.phone = phone
        self.returnTo = returnTo
    }
}

/// The page on which a customer enters a card.
package struct CardPage: Hashable, Sendable {
    /// Shown to the customer, and to nobody else.
    package let address: Secret
    package let providerReferenceNo: String?
    /// How long the page is good; nil where the bank does not say.
    package let lifetime: Duration?

    package init(address: Secret, providerReferenceNo: String?, lifetime: Duration?) {
        self.address = address
        self.providerReferenceNo = providerReferenceNo
        self.lifetime = lifetime
    }
}

/// A card that is registered at the bank.
package struct RegisteredCard: Hashable, Sendable {
    package let cardToken: Secret
    /// The number as the bank shows it, mostly asterisks.
    package let maskedNumber: String?
    package let brand: String?
    /// Month and year, as the bank writes them.
    package let expiry: String?
    package let state: CustomerReport.State?

    package init(
        cardToken: Secret, maskedNumber: String?, brand: String?, expiry: String?, state: CustomerReport.State?
    ) {
        self.cardToken = cardToken
        self.maskedNumber = maskedNumber
        self.brand = brand
        self.expiry = expiry
        self.state = state
    }
}

/// What came of a charge of a customer who is present.
package struct PresentCharge: Hashable, Sendable {
    package let outcome: MovementOutcome
    /// The page on which the customer confirms; nil where there is none.
    package let page: Secret?

    package init(outcome: MovementOutcome, page: Secret?) {
        self.outcome = outcome
        self.page = page
    }
}
