internal import BankAPI
internal import Logging
internal import NIOHTTP1
internal import PayoutCore
internal import SNAP

/// Sends requests of Direct Debit: each at most once, signed, under the shared B2B token.
struct DebitCalls: Sendable {
    /// What came of one request.
    enum Result: Sendable {
        /// `suspicion` is set where the B2B token may no longer be accepted, although the answer is not 401.
        case answered(DebitAnswer, tokenSerial: Int, suspicion: TokenRefusal?)
        case failed(CallFailure)
    }

    let configuration: AyoconnectConfiguration
    let prefix: String
    let connection: BankConnection
    let signer: RequestSigner
    let tokens: AccessTokens
    let clock: any WallClock
    let logger: Logger

    /// Sends one request (Ayoconnect: Direct Debit, section 3). A missing B2B token is fetched before the request
    /// begins.
    func send(
        _ service: DebitService, externalID: ExternalID, body: [UInt8], customer: AccessToken? = nil
    ) async -> Result {
        guard !Task.isCancelled else { return .failed(.unsent(.notStarted)) }
        let token: AccessToken
        switch await tokens.token() {
        case .token(let fetched): token = fetched
        case .none(let unsent): return .failed(.unsent(unsent))
        }
        guard !Task.isCancelled else { return .failed(.unsent(.notStarted)) }
        let path = configuration.baseURL.pathPrefix + prefix + service.path
        let signed = signer.symmetric(path: path, accessToken: token.text.reveal(), body: body, now: clock.now())
        var headers = HTTPHeaders([
            ("Content-Type", "application/json"),
            (SNAPHeader.authorization, token.bearer.reveal()),
            (SNAPHeader.timestamp, signed.timestamp),
            (SNAPHeader.signature, signed.signature),
            (SNAPHeader.partnerID, configuration.merchantID),
            (SNAPHeader.externalID, externalID.text),
            (SNAPHeader.channelID, configuration.channelID),
        ])
        if let customer { headers.add(name: DebitHeader.authorizationCustomer, value: customer.bearer.reveal()) }
        let number = tokens.begin()
        let url = configuration.baseURL.text + prefix + service.path
        switch await connection.post(url: url, headers: headers, body: body) {
        case .failed(let failure):
            log(service, externalID, "\(failure)")
            return .failed(failure)
        case .answered(let http):
            log(service, externalID, "HTTP \(http.status)")
            let answer = DebitAnswer(http, of: service)
            let suspicion = await judge(token, by: answer, request: number)
            return .answered(answer, tokenSerial: token.serial, suspicion: suspicion)
        }
    }

    /// Drops a B2B token that the bank does not accept any more, or probably does not.
    private func judge(_ token: AccessToken, by answer: DebitAnswer, request number: Int) async -> TokenRefusal? {
        if answer.suspectsToken { return await tokens.suspect(serial: token.serial) }
        if answer.http.status == 401, !answer.refusesCustomerToken { await tokens.invalidate(serial: token.serial) }
        if answer.accepts { tokens.worked(serial: token.serial, request: number) }
        return nil
    }

    private func log(_ service: DebitService, _ externalID: ExternalID, _ ending: @autoclosure () -> String) {
        logger.debug(
            "exchange with the bank ended",
            metadata: [
                "service": "\(service.rawValue)", "external_id": "\(externalID.text)", "ending": "\(ending())",
            ])
    }
}
