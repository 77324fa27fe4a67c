internal import NIOHTTP1
package import PayoutCore
internal import SNAP

/// What an answer to the request for a customer token means (Ayoconnect: Direct Debit, section 2). Pure.
///
/// | answer | meaning |
/// |---|---|
/// | 2xx with an accessToken | granted |
/// | 4037405, 4047411 | refused: the binding is gone |
/// | 4037401, 4037419, 4037420, 4047408, 4047416 | refused for all |
/// | other 400, 403, 404 of service 74 | refused: this customer gets no token |
/// | 40174xx | no token: our id, key or signature is wrong |
/// | anything else | no token at this moment |
package enum CustomerTokenAnswer: Sendable {
    case granted(GrantedToken)
    case unsent(Unsent)
    case refused(BankAnswer, isGone: Bool)
    case refusedForAll(BankAnswer, BatchTrouble)

    /// Reads an answer that came at `now`.
    package init(_ http: HTTPAnswer, now: Timestamp) {
        if (200..<300).contains(http.status) {
            self = Self.granted(http, now: now)
            return
        }
        let answer = DebitAnswer(http, of: .customerToken)
        guard answer.code != nil, (400..<500).contains(http.status) else {
            self = .unsent(.noToken("HTTP \(http.status) instead of a customer token"))
            return
        }
        if http.status == 401 {
            self = .unsent(.tokenRefused(answer.said))
        } else if DebitValue.deadAuthCodes.contains(answer.said.code) {
            self = .refused(answer.said, isGone: true)
        } else if let trouble = answer.troubleForAll {
            self = .refusedForAll(answer.said, trouble)
        } else if [400, 403, 404].contains(http.status) {
            self = .refused(answer.said, isGone: false)
        } else {
            self = .unsent(.noToken("HTTP \(http.status) instead of a customer token"))
        }
    }

    private static func granted(_ http: HTTPAnswer, now: Timestamp) -> CustomerTokenAnswer {
        let end = DebitMessage.read(http.body)?.accessTokenExpiryTime.flatMap(SNAPTimestamp.parse)
        let announced = end.map { max(.zero, $0 - now) }
        switch TokenAnswer(http, lifetimeUsual: announced ?? lifetimeUsual) {
        case .granted(let token): return .granted(token)
        case .unavailable(let unsent): return .unsent(unsent)
        }
    }

    /// What is documented, for an answer that names no lifetime.
    static let lifetimeUsual: Duration = .seconds(3600)
}

/// Asks the bank for the token of a customer.
struct CustomerTokenRequest: Sendable {
    let configuration: AyoconnectConfiguration
    /// After the base URL.
    let path: String
    let connection: BankConnection
    let signer: RequestSigner
    let tokens: AccessTokens

    /// Sends the request, and once more under a renewed B2B token where the first one was refused: no money moves.
    func send(authCode: Secret, now: Timestamp) async -> CustomerTokenAnswer {
        let (answer, token) = await sendOnce(authCode: authCode, now: now)
        guard let token, case .unsent(.tokenRefused) = answer else { return answer }
        await tokens.invalidate(serial: token.serial)
        return await sendOnce(authCode: authCode, now: now).answer
    }

    private func sendOnce(authCode: Secret, now: Timestamp) async -> (answer: CustomerTokenAnswer, AccessToken?) {
        let token: AccessToken
        switch await tokens.token() {
        case .token(let fetched): token = fetched
        case .none(let unsent): return (.unsent(unsent), nil)
        }
        guard let signed = try? signer.asymmetric(now: now) else {
            return (.unsent(.noToken("the private key makes no signature")), nil)
        }
        let headers = HTTPHeaders([
            ("Content-Type", "application/json"),
            (SNAPHeader.authorization, token.bearer.reveal()),
            (SNAPHeader.clientKey, configuration.clientID),
            (SNAPHeader.timestamp, signed.timestamp),
            (SNAPHeader.signature, signed.signature),
        ])
        let body = DebitBody.customerToken(authCode: authCode, merchantID: configuration.merchantID)
        switch await connection.post(url: configuration.baseURL.text + path, headers: headers, body: body) {
        case .answered(let http): return (CustomerTokenAnswer(http, now: now), token)
        case .failed(let failure): return (.unsent(TokenRequest.unsent(failure)), nil)
        }
    }
}
