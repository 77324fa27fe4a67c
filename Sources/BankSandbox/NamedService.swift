/// One service of the simulated bank, whichever product it belongs to.
protocol NamedService: Sendable {
    /// The two digits in a responseCode.
    var code: String { get }
    /// The path that a client calls.
    var path: String { get }
    /// The name in `/ledger`.
    var name: String { get }
}

/// Which product and service a request is for.
enum Destination: Sendable {
    case transfers(BankService)
    case debits(DebitService)
    case cards(CardService)

    init?(_ request: IncomingRequest) {
        if let service = CardService(request.method, path: request.path) {
            self = .cards(service)
            return
        }
        guard request.method == .post else { return nil }
        if let service = BankService(path: request.path) {
            self = .transfers(service)
        } else if let service = DebitService(path: request.path) {
            self = .debits(service)
        } else {
            return nil
        }
    }

    /// The service itself.
    var service: any NamedService {
        switch self {
        case .transfers(let service): service
        case .debits(let service): service
        case .cards(let service): service
        }
    }
}
