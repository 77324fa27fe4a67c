// Every name of the Instant Transfer API that is written to or read from the wire, in one place, so that whoever holds
// the private onboarding pack can correct it in a minute. Standing: D documented by Ayoconnect, S from the SNAP BI
// standard, A assumed because no public page states it.

internal import PayoutCore

/// The paths of the API, after the base URL.
enum WirePath {
    /// A: each product seems to carry its own prefix. A setting replaces it (`/api/v1.0/access-token/b2b`, say).
    static let token = "/it/api/v2.0/access-token/b2b"
    /// Account validation. The name is D, its prefix A.
    static let validation = "/it/api/v2.0/account-inquiry-external"
    /// Trigger transfer. The name is D, its prefix A.
    static let transfer = "/it/api/v2.0/transfer-interbank"
    /// Status inquiry. D.
    static let inquiry = "/it/api/v2.0/transfer/status"
    /// Balance inquiry. The name is D, its prefix A.
    static let balance = "/it/api/v2.0/balance-inquiry"
}

/// The names of JSON members.
enum WireName: String, CodingKey, CaseIterable {
    // Requests and answers alike.
    case partnerReferenceNo  // D
    case beneficiaryAccountNo  // D
    case beneficiaryBankCode  // D
    case beneficiaryAccountName  // D
    case amount  // D
    case value  // D
    case currency  // D
    case merchantID = "merchantId"  // D for the token, A elsewhere
    case customerReference  // D in additionalInfo of the validation's callback; at the top of the transfer A
    case transactionDate  // D
    case additionalInfo  // D
    case notes  // D
    case additionalInfo1  // D
    case grantType  // D
    case originalExternalID = "originalExternalId"  // S
    case serviceCode  // S
    // Answers and callbacks only.
    case responseCode  // D
    case responseMessage  // D
    case accessToken  // D
    case expiresIn  // D
    case referenceNo  // S
    case originalPartnerReferenceNo  // S
    case originalReferenceNo  // S
    case latestTransactionStatus  // D
    case latestVerificationStatus  // D
    case accountInfos  // S
    case availableBalance  // S
}

/// Fixed values on the wire.
enum WireValue {
    /// The only grant of a B2B token. D.
    static let clientCredentials = "client_credentials"
    /// Rupiah only. D.
    static let rupiah = "IDR"
    /// The service codes under which a status inquiry is answered: 36 on most pages, 26 on two copies of one. D.
    static let inquiryServices: Set<String> = ["36", "26"]
    /// 404xx01: the status inquiry does not know the transfer, which reads as status 07. S.
    static let caseTransactionNotFound = "01"
    /// A balance inquiry that reports a balance answers with this code. S.
    static let balanceReported = "2001100"
    /// Not enough money for this transfer. S.
    static let transferInsufficientFunds = "4031814"
    /// The X-EXTERNAL-ID is fresh, but the partnerReferenceNo was used before. The case code of 409xx01. S.
    static let caseReferenceUsed = "01"
    /// 404xx18: inconsistent request. The standard counts it as a success of an earlier request. S, one source.
    static let caseInconsistentRequest = "18"
    /// 403xx06: not allowed at this time. S.
    static let caseNotAllowedNow = "06"
    /// 405xxxx: a cut-off is running. S.
    static let statusCutOff = 405
    /// 404xx08: invalid merchant. S.
    static let caseInvalidMerchant = "08"
    /// 404xx16: partner not found. S.
    static let casePartnerNotFound = "16"
}

extension CallbackKind {
    /// The code of the service whose results it reports.
    var serviceCode: String {
        switch self {
        case .accountValidation: WireService.validation.rawValue
        case .transfer: WireService.transfer.rawValue
        // Ayoconnect: Direct Debit, section 8; Card Acceptance, section 10.
        case .binding: "07"
        case .directDebit, .card: "54"
        case .cardRegistration: "01"
        }
    }
}

/// The services of Instant Transfer and their SNAP service codes.
enum WireService: String, CaseIterable {
    case balance = "11"
    case validation = "16"
    case transfer = "18"
    case inquiry = "36"

    /// The service codes that its answers carry.
    var codesOfAnswers: Set<String> {
        switch self {
        case .inquiry: WireValue.inquiryServices
        case .balance, .validation, .transfer: [rawValue]
        }
    }

    /// Where the service is called.
    var path: String {
        switch self {
        case .balance: WirePath.balance
        case .validation: WirePath.validation
        case .transfer: WirePath.transfer
        case .inquiry: WirePath.inquiry
        }
    }
}
