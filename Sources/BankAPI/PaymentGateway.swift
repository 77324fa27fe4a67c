package import PayoutCore

/// The seam to a bank. A protocol because there are two banks: Ayoconnect, and the simulated one of the tests.
///
/// A gateway sends each request at most once and never repeats it by itself: no retry, no redirect, no second try after
/// a renewed token. What happened is the return value; the engine decides what to do about it. Nothing throws, since
/// "an error" would hide whether the request may have been received.
///
///     switch await gateway.call(.transfer(request)) {
///     case .transfer(.received): // its status comes by callback or inquiry
///     case .transfer(.doubtful): // it may have been made
///     …
///     }
package protocol PaymentGateway: Sendable {
    /// Sends one request, and returns what came of it: an answer of the same kind.
    func call(_ call: BankCall) async -> CallAnswer
    /// Asks for the available balance of the merchant, which concerns no payout.
    func balance(_ request: BalanceRequest) async -> BalanceOutcome
}

/// One call to the bank about a payout.
package enum BankCall: Sendable {
    /// Validates a beneficiary account; the result comes by callback.
    case validation(ValidationRequest)
    /// Triggers a transfer; its status comes by callback or inquiry.
    case transfer(TransferRequest)
    /// Asks for the status of a transfer.
    case inquiry(InquiryRequest)

    /// What comes of this call where its request has certainly not left.
    package func unsent(_ why: Unsent) -> CallAnswer {
        switch self {
        case .validation: .validation(.unsent(why))
        case .transfer: .transfer(.unsent(why))
        case .inquiry: .inquiry(.undecided(.unsent(why)))
        }
    }
}

/// What came of a call.
package enum CallAnswer: Sendable {
    case validation(ValidationOutcome)
    case transfer(TransferOutcome)
    case inquiry(InquiryOutcome)
}

extension PaymentGateway {
    /// Asks for the status of a transfer.
    package func inquire(_ request: InquiryRequest) async -> InquiryOutcome {
        guard case .inquiry(let outcome) = await call(.inquiry(request)) else {
            return .undecided(.doubtful(.connectionLost))
        }
        return outcome
    }
}

/// A bank account or e-wallet that receives money.
package struct BeneficiaryAccount: Hashable, Sendable {
    /// Three-character bank code, such as `014`.
    package let bankCode: String
    /// 10 to 20 digits; for e-wallets a phone number beginning with `08`.
    package let accountNumber: String

    package init(bankCode: String, accountNumber: String) {
        self.bankCode = bankCode
        self.accountNumber = accountNumber
    }
}

/// One account validation (SNAP service 16).
package struct ValidationRequest: Hashable, Sendable {
    package let externalID: ExternalID
    package let partnerReferenceNo: PartnerReferenceNo
    package let account: BeneficiaryAccount

    package init(externalID: ExternalID, partnerReferenceNo: PartnerReferenceNo, account: BeneficiaryAccount) {
        self.externalID = externalID
        self.partnerReferenceNo = partnerReferenceNo
        self.account = account
    }
}

/// One transfer (SNAP service 18).
package struct TransferRequest: Hashable, Sendable {
    package let externalID: ExternalID
    package let partnerReferenceNo: PartnerReferenceNo
    package let account: BeneficiaryAccount
    /// The name exactly as the validation returned it.
    package let beneficiaryName: String
    /// The customerReference that the validation returned.
    package let customerReference: String
    package let amount: Rupiah
    /// The row's note; empty where there is none.
    package let note: String
    /// The row's reference, sent along where its characters are allowed.
    package let reference: String
    /// The moment of the intent, written as `transactionDate`.
    package let transactionDate: Timestamp

    package init(
        externalID: ExternalID, partnerReferenceNo: PartnerReferenceNo, account: BeneficiaryAccount,
        beneficiaryName: String, customerReference: String, amount: Rupiah, note: String, reference: String,
        transactionDate: Timestamp
    ) {
        self.externalID = externalID
        self.partnerReferenceNo = partnerReferenceNo
        self.account = account
        self.beneficiaryName = beneficiaryName
        self.customerReference = customerReference
        self.amount = amount
        self.note = note
        self.reference = reference
        self.transactionDate = transactionDate
    }
}

/// One status inquiry (SNAP service 36), under the X-EXTERNAL-ID of the transfer that it asks about.
package struct InquiryRequest: Hashable, Sendable {
    package let externalID: ExternalID
    package let partnerReferenceNo: PartnerReferenceNo
    /// What we believe we sent; an answer that disagrees decides nothing.
    package let amount: Rupiah?
    package let account: BeneficiaryAccount?

    package init(
        externalID: ExternalID, partnerReferenceNo: PartnerReferenceNo, amount: Rupiah?, account: BeneficiaryAccount?
    ) {
        self.externalID = externalID
        self.partnerReferenceNo = partnerReferenceNo
        self.amount = amount
        self.account = account
    }
}

/// One balance inquiry (SNAP service 11).
package struct BalanceRequest: Hashable, Sendable {
    package let externalID: ExternalID
    package let partnerReferenceNo: PartnerReferenceNo

    package init(externalID: ExternalID, partnerReferenceNo: PartnerReferenceNo) {
        self.externalID = externalID
        self.partnerReferenceNo = partnerReferenceNo
    }
}
