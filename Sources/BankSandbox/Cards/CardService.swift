/// The services of Card Acceptance, each with its two digits in a responseCode (Ayoconnect: Card Acceptance, section
/// 10). It is not SNAP: the digits are said in errors, and no call is signed.
package enum CardService: String, CaseIterable, NamedService {
    case token = "73"
    case registration = "01"
    case list = "03"
    case unbinding = "04"
    case charge = "54"
    case status = "55"
    case void = "57"

    /// What every path begins with, but for that of the token.
    package static let prefix = "/api/v1/lab/mpgs/cards"

    /// The path of the service, without its query.
    package var path: String {
        switch self {
        case .token: "/v1/oauth/client_credential/accesstoken"
        case .registration: Self.prefix + "/generate-webview"
        case .list, .unbinding: Self.prefix
        case .charge: Self.prefix + "/create-charge"
        case .status: Self.prefix + "/charge"
        case .void: Self.prefix + "/void"
        }
    }

    var method: IncomingRequest.Method {
        switch self {
        case .token, .registration, .charge, .void: .post
        case .list, .status: .get
        case .unbinding: .delete
        }
    }

    var code: String { rawValue }

    var name: String {
        switch self {
        case .token: "card-token"
        case .registration: "card-registration"
        case .list: "card-list"
        case .unbinding: "card-unbinding"
        case .charge: "charge"
        case .status: "charge-status"
        case .void: "void"
        }
    }

    /// The service at a path, or nil.
    init?(_ method: IncomingRequest.Method, path: String) {
        guard path.hasPrefix(Self.prefix) || path == Self.token.path,
            let service = Self.allCases.first(where: { $0.path == path && $0.method == method })
        else { return nil }
        self = service
    }
}
