package import PayoutCore

/// A customer whose account is to be bound.
package struct BindingRequest: Sendable {
    package let externalID: ExternalID
    package let partnerReferenceNo: PartnerReferenceNo
    /// Our name of the customer.
    package let customer: String
    package let email: String?
    /// 9 to 13 digits, beginning with 62.
    package let phone: String?
    /// Three-character code of the bank that the customer is led to; nil where he chooses on the page.
    package let bankCode: String?
    /// Where the page leads afterwards; nil for the addresses that are registered with the bank.
    package let returnTo: ReturnAddresses?

    package init(
        externalID: ExternalID, partnerReferenceNo: PartnerReferenceNo, customer: String, email: String? = nil,
        phone: String? = nil, bankCode: String? = nil, returnTo: ReturnAddresses? = nil
    ) {
        self.externalID = externalID
        self.partnerReferenceNo = partnerReferenceNo
        self.customer = customer
        self.email = email
        self.phone = phone
        self.bankCode = bankCode
        self.returnTo = returnTo
    }
}

/// Where a page of the bank leads the customer afterwards. That he arrives there proves nothing.
package struct ReturnAddresses: Hashable, Sendable {
    package let success: String
    package let failure: String

    package init(success: String, failure: String) {
        self.success = success
        self.failure = failure
    }
}

/// The page on which a customer binds an account.
package struct BindingPage: Hashable, Sendable {
    /// Shown to the customer, and to nobody else: it may hold the authCode.
    package let address: Secret
    package let providerReferenceNo: String?
    /// What is known already.
    package let report: CustomerReport

    package init(address: Secret, providerReferenceNo: String?, report: CustomerReport) {
        self.address = address
        self.providerReferenceNo = providerReferenceNo
        self.report = report
    }
}

/// An account that is bound at the bank.
package struct BoundAccount: Hashable, Sendable {
    package let accountToken: Secret
    package let bankCode: String?
    /// The number as the bank shows it, mostly asterisks.
    package let maskedNumber: String?
    package let maskedName: String?
    /// When the consent ends.
    package let endsAt: Timestamp?

    package init(
        accountToken: Secret, bankCode: String?, maskedNumber: String?, maskedName: String?, endsAt: Timestamp?
    ) {
        self.accountToken = accountToken
        self.bankCode = bankCode
        self.maskedNumber = maskedNumber
        self.maskedName = maskedName
        self.endsAt = endsAt
    }
}

/// A binding that is to end.
package struct UnbindingRequest: Sendable {
    package let externalID: ExternalID
    package let partnerReferenceNo: PartnerReferenceNo
    package let mandate: Mandate

    package init(externalID: ExternalID, partnerReferenceNo: PartnerReferenceNo, mandate: Mandate) {
        self.externalID = externalID
        self.partnerReferenceNo = partnerReferenceNo
        self.mandate = mandate
    }
}

/// What the bank has made of an unbinding.
package enum Unbinding: Hashable, Sendable {
    case unbound
    /// The customer must send a code; `confirmation` is what the code is sent with.
    case codeDue(providerReferenceNo: String?, confirmation: Secret?)
    /// The account is still bound.
    case stillBound
}

/// The code that a customer has received, with what it confirms.
package struct CustomerCode: Sendable {
    /// What waits for the code.
    package enum Action: String, CaseIterable, Sendable {
        case payment
        case unbinding
    }

    /// That of the request which is confirmed.
    package let externalID: ExternalID
    /// That of the request which is confirmed.
    package let partnerReferenceNo: PartnerReferenceNo
    package let providerReferenceNo: String?
    package let action: Action
    package let mandate: Mandate
    /// Six digits; kept nowhere.
    package let code: Secret
    /// What the answer to the request said that the code is sent with.
    package let confirmation: Secret?

    package init(
        externalID: ExternalID, partnerReferenceNo: PartnerReferenceNo, providerReferenceNo: String?, action: Action,
        mandate: Mandate, code: Secret, confirmation: Secret?
    ) {
        self.externalID = externalID
        self.partnerReferenceNo = partnerReferenceNo
        self.providerReferenceNo = providerReferenceNo
        self.action = action
        self.mandate = mandate
        self.code = code
        self.confirmation = confirmation
    }
}

/// What the bank thinks of a code. None of these is the result of a payment.
package enum CodeVerdict: Hashable, Sendable {
    case verified
    case wrong
    case expired
    /// Three wrong codes: the customer is not charged at this bank until a person lifts it.
    case blocked
}
