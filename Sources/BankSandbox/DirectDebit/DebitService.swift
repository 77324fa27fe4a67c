/// The services of Direct Debit v3, each with its two digits in a responseCode (Ayoconnect: Direct Debit, section 1).
///
/// The paths are written here a second time on purpose, like those of ``BankService``.
package enum DebitService: String, CaseIterable, NamedService {
    case token = "73"
    case customerToken = "74"
    case binding = "07"
    case bindingInquiry = "08"
    case unbinding = "09"
    case verification = "04"
    case payment = "54"
    case status = "55"
    case refund = "58"

    /// What every path of the product begins with.
    package static let prefix = "/dd/api/v3.0"

    /// The path of the service.
    package var path: String { Self.prefix + end }

    private var end: String {
        switch self {
        case .token: "/access-token/b2b"
        case .customerToken: "/access-token/b2b2c"
        case .binding: "/registration-account-binding"
        case .bindingInquiry: "/registration-account-inquiry"
        case .unbinding: "/registration-account-unbinding"
        case .verification: "/otp-verification"
        case .payment: "/debit/payment-host-to-host"
        case .status: "/debit/status"
        case .refund: "/debit/refund"
        }
    }

    var code: String { rawValue }

    var name: String {
        switch self {
        case .token: "debit-token"
        case .customerToken: "customer-token"
        case .binding: "binding"
        case .bindingInquiry: "binding-inquiry"
        case .unbinding: "unbinding"
        case .verification: "otp-verification"
        case .payment: "debit-payment"
        case .status: "debit-status"
        case .refund: "debit-refund"
        }
    }

    private static let byPath = Dictionary(uniqueKeysWithValues: allCases.map { ($0.path, $0) })

    /// The service at a path, or nil.
    init?(path: String) {
        guard path.hasPrefix(Self.prefix), let service = Self.byPath[path] else { return nil }
        self = service
    }
}
