internal import BankAPI
internal import Logging
internal import NIOHTTP1
internal import PayoutCore
internal import SNAP

/// Asks the bank for the token of Card Acceptance (Ayoconnect: Card Acceptance, section 10).
struct CardTokenRequest: Sendable {
    let configuration: CardConfiguration
    let connection: BankConnection

    /// Sends the request once.
    func send() async -> TokenAnswer {
        let headers = HTTPHeaders([("Content-Type", CardValue.form), (CardHeader.accept, CardValue.json)])
        let body = CardBody.token(clientID: configuration.clientID, clientSecret: configuration.clientSecret)
        let url = configuration.baseURL.text + configuration.tokenPath
        switch await connection.post(url: url, headers: headers, body: body) {
        case .failed(let failure): return .unavailable(TokenRequest.unsent(failure))
        case .answered(let http):
            // This service is no SNAP service: its refusals carry no code.
            let refuses = [400, 401, 403].contains(http.status)
            return refuses ? .unavailable(.tokenRefused(http.bareAnswer)) : TokenAnswer(http)
        }
    }
}

/// Sends requests of Card Acceptance: each at most once, under the shared token.
struct CardCalls: Sendable {
    /// What came of one request.
    enum Result: Sendable {
        case answered(CardAnswer, tokenSerial: Int)
        case failed(CallFailure)
    }

    /// A request without its headers.
    struct Request {
        let service: CardService
        var method: HTTPMethod = .POST
        /// What names the flow that the request belongs to.
        let correlation: ExternalID
        var query = ""
        var body: [UInt8]?
    }

    let configuration: CardConfiguration
    let connection: BankConnection
    let tokens: AccessTokens
    let clock: any WallClock
    let logger: Logger

    /// Sends one request. A missing token is fetched before the request begins.
    func send(_ request: Request) async -> Result {
        guard !Task.isCancelled else { return .failed(.unsent(.notStarted)) }
        let token: AccessToken
        switch await tokens.token() {
        case .token(let fetched): token = fetched
        case .none(let unsent): return .failed(.unsent(unsent))
        }
        guard !Task.isCancelled else { return .failed(.unsent(.notStarted)) }
        let headers = HTTPHeaders([
            ("Content-Type", CardValue.json),
            (CardHeader.accept, CardValue.json),
            (SNAPHeader.authorization, token.bearer.reveal()),
            (CardHeader.correlationID, request.correlation.text),
            (CardHeader.merchantCode, configuration.merchantCode),
            (CardHeader.timestamp, SNAPTimestamp.text(clock.now())),
        ])
        let query = request.query.isEmpty ? "" : "?" + request.query
        let url = configuration.baseURL.text + configuration.prefix + request.service.path + query
        let exchange = await connection.send(request.method, url: url, headers: headers, body: request.body)
        switch exchange {
        case .failed(let failure):
            log(request, "\(failure)")
            return .failed(failure)
        case .answered(let http):
            log(request, "HTTP \(http.status)")
            if http.status == 401 { await tokens.invalidate(serial: token.serial) }
            return .answered(CardAnswer(http, of: request.service), tokenSerial: token.serial)
        }
    }

    private func log(_ request: Request, _ ending: @autoclosure () -> String) {
        logger.debug(
            "exchange with the bank ended",
            metadata: [
                "service": "card \(request.service.rawValue)", "external_id": "\(request.correlation.text)",
                "ending": "\(ending())",
            ])
    }
}
