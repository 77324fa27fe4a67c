/// The services of the bank, with their paths and their two digits in a responseCode (Ayoconnect: Hosts and paths).
///
/// The paths are written here a second time on purpose: sharing them with the client would hide one mistake twice.
package enum BankService: String, CaseIterable, NamedService {
    case token = "73"
    case validation = "16"
    case transfer = "18"
    case inquiry = "36"
    case balance = "11"

    /// The path of the service.
    package var path: String {
        switch self {
        case .token: "/it/api/v2.0/access-token/b2b"
        case .validation: "/it/api/v2.0/account-inquiry-external"
        case .transfer: "/it/api/v2.0/transfer-interbank"
        case .inquiry: "/it/api/v2.0/transfer/status"
        case .balance: "/it/api/v2.0/balance-inquiry"
        }
    }

    var code: String { rawValue }

    var name: String {
        switch self {
        case .token: "token"
        case .validation: "validation"
        case .transfer: "transfer"
        case .inquiry: "inquiry"
        case .balance: "balance"
        }
    }

    /// The service at a path, or nil.
    init?(path: String) {
        switch path {
        case Self.token.path: self = .token
        case Self.validation.path: self = .validation
        case Self.transfer.path: self = .transfer
        case Self.inquiry.path: self = .inquiry
        case Self.balance.path: self = .balance
        default: return nil
        }
    }
}

/// Where a redirect leads to; whoever follows it is noted.
let redirectedPrefix = "/redirected"

/// One HTTP request as the bank looks at it.
struct IncomingRequest: Sendable {
    /// The methods that the bank knows.
    enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
        case delete = "DELETE"
    }

    let method: Method
    let path: String
    /// What stands after the question mark; empty where there is none.
    let query: String
    /// The host and port that the client asked; the addresses of pages begin with it.
    let authority: String
    /// By lowercase name.
    let headers: [String: String]
    let body: [UInt8]

    func header(_ name: String) -> String? {
        let value = headers[name.lowercased()]
        return value?.isEmpty == true ? nil : value
    }
}

/// What the bank answers, and what has to happen around the answer.
struct Reply: Sendable {
    /// How a connection is lost.
    enum Loss: Sendable {
        /// Before the first byte.
        case silent
        /// In the middle of the body.
        case midBody
    }

    var status: Int
    var body: [UInt8]
    var contentType: String
    var retryAfterSeconds: Int?
    var location: String?
    var loss: Loss?
    var delay: Duration = .zero
    /// Reported before the answer leaves.
    var early: [BankEvent] = []
    /// Reported later, counted from now.
    var appointments: [Appointment] = []

    init(status: Int, body: [UInt8], contentType: String = "application/json") {
        self.status = status
        self.body = body
        self.contentType = contentType
    }

    /// A SNAP answer without further fields, such as `4001801`.
    init(code: String, message: String, fields: (inout JSONWriter) -> Void = { _ in }) {
        let body = JSONWriter.object { json in
            json.field("responseCode", code)
            json.field("responseMessage", message)
            fields(&json)
        }
        self.init(status: Int(code.prefix(3)) ?? 500, body: body)
    }
}

/// Something the bank says about a validation, a transfer, a debit payment or a charge at one moment.
struct Telling: Sendable, Equatable {
    /// The latestTransactionStatus of a transfer or a debit payment, the latestVerificationStatus of a validation, the
    /// status of a charge in a word.
    var status: String
    /// The responseCode of the callback.
    var responseCode: String
    /// How often the callback is sent; 0 where it is lost.
    var copies = 1
    /// Whether from now on the bank itself believes it; false for stale and for falsified callbacks.
    var isBelieved = true
    /// The callback names another amount.
    var hasWrongAmount = false
    /// A validation's callback names a latestTransactionStatus in the place of its own.
    var isMisnamed = false
    /// A debit payment's callback says its status in a word (`success`) in the place of its code.
    var isInWords = false
    /// The callback carries a wrong signature.
    var isForged = false
}

/// A telling that is due.
enum BankEvent: Sendable {
    case validation(Int, Telling)
    case transfer(Int, Telling)
    case debit(DebitEvent)
    case card(CardEvent)
}

/// A telling and the time until it.
struct Appointment: Sendable {
    let after: Duration
    let event: BankEvent
}

/// A callback ready to be signed and sent.
struct OutgoingCallback: Sendable {
    enum Kind: Sendable {
        case validation
        case transfer
        case binding
        case debit
        case cardRegistration
        case charge

        var path: String {
            switch self {
            case .validation: "/callbacks/account-validation"
            case .transfer: "/callbacks/transfer"
            case .binding: "/callbacks/binding"
            case .debit: "/callbacks/direct-debit"
            case .cardRegistration: "/callbacks/card-registration"
            case .charge: "/callbacks/card"
            }
        }
    }

    let kind: Kind
    /// Which record of its kind it is about.
    let index: Int
    let body: [UInt8]
    let isForged: Bool
}
