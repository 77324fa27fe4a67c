internal import PayoutCore

/// What a request asks of the callback server, derived from its method and target alone.
enum CallbackRoute: Equatable {
    case callback(CallbackKind)
    /// `GET /healthz`: the program runs.
    case alive
    /// `GET /readyz`: callbacks can be recorded.
    case readiness
    /// The path is known, but only under the methods `allowed`.
    case wrongMethod(allowed: String)
    case unknown

    init(method: String, target: String) {
        var path = target.prefix { $0 != "?" }
        // An address registered with a slash at its end is the same; what is signed is the path as it was called.
        if path.count > 1, path.hasSuffix("/") { path.removeLast() }
        if let kind = CallbackKind.allCases.first(where: { $0.path == path }) {
            self = method == "POST" ? .callback(kind) : .wrongMethod(allowed: "POST")
            return
        }
        switch path {
        case "/healthz": self = Self.health(.alive, method)
        case "/readyz": self = Self.health(.readiness, method)
        default: self = .unknown
        }
    }

    private static func health(_ route: CallbackRoute, _ method: String) -> CallbackRoute {
        ["GET", "HEAD"].contains(method) ? route : .wrongMethod(allowed: "GET, HEAD")
    }
}
