// Every name of the Card Acceptance API that is written to or read from the wire, in one place, so that whoever holds
// the private onboarding pack can correct it in a minute. Standing: D documented by Ayoconnect, A assumed because no
// public page states it, A+ assumed after another product of the same provider. Only the service codes of errors, the
// words of statuses and the lengths are D throughout.

/// The paths of the API, after the base URL and the prefix.
enum CardPath {
    /// The name is D, its slashes A. The setting `cards.prefix` replaces it.
    static let prefix = "/api/v1/lab/mpgs/cards"
    /// After the base URL alone. A+. The setting `cards.tokenPath` replaces it.
    static let token = "/v1/oauth/client_credential/accesstoken?grant_type=client_credentials"
}

/// The services of Card Acceptance and the codes that their answers carry. D.
enum CardService: String, CaseIterable {
    case registration = "01"
    case list = "03"
    case unbinding = "04"
    case charge = "54"
    case status = "55"
    case void = "57"

    /// Where the service is called, after the prefix.
    var path: String {
        switch self {
        case .registration: "/generate-webview"  // D
        case .list, .unbinding: ""  // A+
        case .charge: "/create-charge"  // D
        case .status: "/charge"  // D
        case .void: "/void"  // A
        }
    }
}

/// The names of HTTP headers.
enum CardHeader {
    static let correlationID = "X-Correlation-ID"  // D
    static let merchantCode = "X-Merchant-Code"  // A
    static let timestamp = "X-Timestamp"  // A
    static let accept = "Accept"  // D
}

/// The names of JSON members, of parameters in queries and of the members of the token's form.
enum CardName: String, CodingKey, CaseIterable {
    case responseCode  // D for errors, A elsewhere
    case responseMessage  // A
    case transactionID = "transactionId"  // A
    case correlationID = "correlationId"  // A
    case customerID = "customerId"  // D
    case cardToken  // D
    case invoiceNumber  // D
    case referenceNumber  // A
    case status  // A
    case operation  // A
    case initiator  // A
    case order  // D
    case amount  // A
    case currency  // A
    case description  // A
    case additionalInfo  // D
    case customer  // D
    case name  // A
    case email  // A
    case phoneNumber  // A
    case successRedirectURL = "successRedirectUrl"  // A
    case failureRedirectURL = "failureRedirectUrl"  // A
    case webview  // A
    case url = "URL"  // A
    case expiresIn  // A
    case cards  // A
    case maskedCard  // A
    case cardBrand  // A
    case cardExpiry  // A
    case reference  // A: a name of ours in additionalInfo
    case clientID = "client_id"  // A+
    case clientSecret = "client_secret"  // A+
}

/// Fixed values on the wire.
enum CardValue {
    /// Takes the money at once. D meaning.
    static let pay = "PAY"
    /// Takes money that is held. D meaning.
    static let capture = "CAPTURE"
    /// The customer is not present. D meaning, A word.
    static let merchant = "MERCHANT"
    /// The customer is present. D meaning, A word.
    static let customer = "CUSTOMER"
    /// Rupiah only.
    static let rupiah = "IDR"
    static let json = "application/json"
    static let form = "application/x-www-form-urlencoded"
    /// 404xx01: the status service does not know the charge. A.
    static let caseTransactionNotFound = "01"
}
