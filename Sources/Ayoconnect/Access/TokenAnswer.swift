package import PayoutCore
internal import SNAP

/// A token as the bank gave it.
package struct GrantedToken: Sendable {
    package let text: Secret
    /// Never negative, and never longer than a day.
    package let lifetime: Duration
}

/// What an answer to the token request means (contract: section 2). Pure.
package enum TokenAnswer {
    case granted(GrantedToken)
    case unavailable(Unsent)

    /// What SNAP names as the usual lifetime, for a bank that names none.
    package static let lifetimeUsual: Duration = .seconds(900)
    /// The longest lifetime that is believed: a day.
    static let lifetimeSecondsMax: Int64 = 86_400

    /// | answer | meaning |
    /// |---|---|
    /// | 2xx with an accessToken | granted |
    /// | 4xx but 408 and 429, with a SNAP body whose code agrees | refused: our id, key or signature is wrong |
    /// | anything else | no token at this moment |
    package init(_ http: HTTPAnswer, lifetimeUsual: Duration = TokenAnswer.lifetimeUsual) {
        let message = WireMessage.read(http.body)
        let code = message?.responseCode.flatMap(SNAPResponseCode.init)
        switch http.status {
        case 200..<300:
            guard let message, let token = message.accessToken, Self.isHeaderValue(token),
                code.map({ HTTPAnswer.accepts($0.httpStatus) }) ?? true
            else {
                self = .unavailable(.noToken("the answer with HTTP \(http.status) holds no token"))
                return
            }
            let lifetime = Self.lifetime(message.expiresIn) ?? lifetimeUsual
            self = .granted(GrantedToken(text: Secret(token), lifetime: lifetime))
        case 400..<500 where http.status != 408 && http.status != 429:
            guard let code, code.httpStatus == http.status else {
                self = .unavailable(.noToken("HTTP \(http.status) without a SNAP body"))
                return
            }
            let answer = BankAnswer(code: code.text, message: message?.responseMessage ?? "")
            self = .unavailable(.tokenRefused(answer))
        default: self = .unavailable(.noToken("HTTP \(http.status)"))
        }
    }

    /// A token is put into a header: anything but visible ASCII would be refused there.
    private static func isHeaderValue(_ token: String) -> Bool { token.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } }

    private static func lifetime(_ expiresIn: String?) -> Duration? {
        guard let expiresIn, let seconds = Int64(expiresIn) else { return nil }
        return .seconds(max(0, min(seconds, lifetimeSecondsMax)))
    }
}
