// Every name of the Direct Debit API that is written to or read from the wire, in one place, so that whoever holds the
// private onboarding pack can correct it in a minute. Standing: D documented by Ayoconnect, S from the SNAP BI
// standard, A assumed because no public page states it, A+ assumed after the older API of this product.

/// The paths of the API, after the base URL and the prefix.
enum DebitPath {
    /// A for all services but the payment, where it is D. The setting `directDebit.prefix` replaces it.
    static let prefix = "/dd/api/v3.0"
    /// A.
    static let token = "/access-token/b2b"
    /// The page is D.
    static let customerToken = "/access-token/b2b2c"
}

/// The services of Direct Debit and their SNAP service codes.
enum DebitService: String, CaseIterable {
    case customerToken = "74"
    case binding = "07"
    case bindingInquiry = "08"
    case unbinding = "09"
    case code = "04"
    case payment = "54"
    case status = "55"
    case refund = "58"

    /// Where the service is called, after the prefix. The names are D.
    var path: String {
        switch self {
        case .customerToken: DebitPath.customerToken
        case .binding: "/registration-account-binding"
        case .bindingInquiry: "/registration-account-inquiry"
        case .unbinding: "/registration-account-unbinding"
        case .code: "/otp-verification"
        case .payment: "/debit/payment-host-to-host"
        case .status: "/debit/status"
        case .refund: "/debit/refund"
        }
    }
}

/// The names of HTTP headers beyond those of SNAP.
enum DebitHeader {
    /// `Bearer` and the customer token. D.
    static let authorizationCustomer = "Authorization-Customer"
}

/// The names of JSON members.
enum DebitName: String, CodingKey, CaseIterable {
    // Tokens.
    case grantType  // A+
    case authCode  // A+
    case accessToken  // A+
    case expiresIn  // A+
    case accessTokenExpiryTime  // S
    // All services.
    case responseCode  // D
    case responseMessage  // D
    case partnerReferenceNo  // D
    case referenceNo  // D
    case originalPartnerReferenceNo  // S
    case originalReferenceNo  // S
    case originalExternalID = "originalExternalId"  // S
    case serviceCode  // S
    case merchantID = "merchantId"  // D for the token, A+ elsewhere
    case additionalInfo  // D
    case value  // D
    case currency  // D
    // Payment and status.
    case bankCardToken  // A+
    case amount  // D
    case publicUserID = "publicUserId"  // A+
    case bankCode  // A+
    case remarks  // A+
    case additionalInfo1  // D
    case latestTransactionStatus  // D
    case transactionStatusDesc  // D
    case transAmount  // S
    case otpToken  // A
    case settlementStatus  // A
    // Refund.
    case partnerRefundNo  // S
    case refundNo  // S
    case refundAmount  // S
    case refundStatus  // S
    case refundHistory  // S
    case reason  // A
    // Code of the customer.
    case action  // D
    case otp  // A
    // Binding.
    case lang  // A
    case phoneNo  // A
    case additionalData  // D
    case userID = "userId"  // A
    case email  // A
    case successRedirectURL = "successRedirectUrl"  // A
    case failureRedirectURL = "failureRedirectUrl"  // A
    case redirectURL = "redirectUrl"  // A
    case userInfo  // A
    case latestBindingStatus  // D
    case accountToken  // D
    case accounts  // A
    case maskedCard  // A
    case maskedAccountNo  // A
    case maskedAccountHolderName  // A
    case endDatePeriod  // A
    case unlinkOTPToken = "unlinkOtpToken"  // A+
}

/// Fixed values on the wire.
enum DebitValue {
    /// The grant of a customer token. D.
    static let authorizationCode = "authorization_code"
    /// Rupiah only. D.
    static let rupiah = "IDR"
    /// The language of the pages of the bank. A.
    static let language = "ID"
    /// What a code confirms. D.
    static let actionPayment = "payment"
    /// D.
    static let actionUnbinding = "unbinding"
    /// The customer's code is due. D word; Danamon's adds ` WITH URL`.
    static let wordsOfCode = "PENDING_USER_VERIFICATION"
    /// The name in the query of `redirectUrl` under which an authCode stands. A.
    static let authCodeInQuery = "authCode"
    /// A binding inquiry under this case of 404 knows nothing of the customer. S.
    static let casesOfNothingBound: Set<String> = ["01", "11"]
    /// 404xx01: the status service does not know the payment. S.
    static let caseTransactionNotFound = "01"
    /// What a settlement is called once money of the payment was given back, in capitals. D.
    static let settledRefunds: Set<String> = ["REFUNDED", "PARTIALLY REFUNDED", "PARTIALLY_REFUNDED"]
    /// 401xx01, 401xx03: the B2B token; 401xx02, 401xx04: the customer token. S.
    static let casesOfCustomerToken: Set<String> = ["02", "04"]
    /// 403xx05 and 404xx11 of the token request: the authCode is unknown, unbound or blocked. S codes, A use.
    static let deadAuthCodes: Set<String> = ["4037405", "4047411"]
    /// 403xx18 and 404xx11 of a payment: the account is inactive or unknown, so its token names nothing any more. S.
    static let caseInactive = "18"
    static let caseInvalidAccount = "11"
    /// 403xx11: three wrong codes. S.
    static let caseBlocked = "11"
    /// 403xx12: the code has expired. S.
    static let caseCodeExpired = "12"
    /// 404xx15: the code is wrong. S.
    static let caseCodeWrong = "15"
    /// 403xx05: do not honour. S.
    static let caseDoNotHonour = "05"
}
