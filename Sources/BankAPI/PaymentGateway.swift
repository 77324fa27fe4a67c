package import PayoutCore

/// The seam to a bank. A protocol because there are two banks: Ayoconnect, and the simulated one of the tests.
///
/// A gateway sends each request at most once and never repeats it by itself: no retry, no redirect, no second try after
/// a renewed token. What happened is the return value; the engine decides what to do about it. Nothing throws, since
/// "an error" would hide whether the request may have been received.
///
///     switch await gateway.call(.movement(request)) {
///     case .movement(.received): // its status comes by callback or inquiry
///     case .movement(.doubtful): // it may have been made
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
    /// Moves money: pays out, collects, refunds or charges. Its status comes by callback or inquiry.
    case movement(MovementRequest)
    /// Asks for the status of a movement.
    case inquiry(InquiryRequest)

    /// What comes of this call where its request has certainly not left.
    package func unsent(_ why: Unsent) -> CallAnswer {
        switch self {
        case .validation: .validation(.unsent(why))
        case .movement: .movement(.unsent(why))
        case .inquiry: .inquiry(.undecided(.unsent(why)))
        }
    }
}

/// What came of a call.
package enum CallAnswer: Sendable {
    case validation(ValidationOutcome)
    case movement(MovementOutcome)
    case inquiry(InquiryOutcome)
}

extension PaymentGateway {
    /// Asks for the status of a movement.
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

/// One balance inquiry (SNAP service 11).
package struct BalanceRequest: Hashable, Sendable {
    package let externalID: ExternalID
    package let partnerReferenceNo: PartnerReferenceNo

    package init(externalID: ExternalID, partnerReferenceNo: PartnerReferenceNo) {
        self.externalID = externalID
        self.partnerReferenceNo = partnerReferenceNo
    }
}
