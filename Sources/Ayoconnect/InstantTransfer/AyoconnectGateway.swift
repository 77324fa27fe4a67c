package import BankAPI
package import Logging
package import NIOCore
internal import NIOHTTP1
internal import NIOPosix
package import PayoutCore
internal import SNAP

/// Ayoconnect's Instant Transfer API (contract: sections 1 to 9).
///
/// Every method sends at most one service request and never repeats it: no retry, no redirect, no second try under a
/// renewed token. A token that is missing is fetched before the service request begins, so trouble with it always means
/// that the service request was not sent. Must be shut down with ``shutdown()`` before it is released.
package final class AyoconnectGateway: PaymentGateway {
    private let configuration: AyoconnectConfiguration
    private let clock: any WallClock
    private let logger: Logger
    private let connection: BankConnection
    private let signer: RequestSigner
    private let tokens: AccessTokens
    private let gate = CallGate()
    private let inquiryHeaders: InquiryHeaders
    private let random = SystemRandomSource()
    private let fixedHeaders: HTTPHeaders

    /// A gateway with connections of its own, which live on `eventLoops`. Nothing is sent until the first call.
    ///
    /// - Parameter inquiryHeader: what earlier runs found out about status inquiries; nil to find out.
    package init(
        configuration: AyoconnectConfiguration, inquiryHeader: InquiryHeaderFinding? = nil, clock: any WallClock,
        logger: Logger,
        eventLoops: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
    ) {
        let connection = BankConnection(
            callsInFlightMax: configuration.callsInFlightMax, limits: configuration.limits,
            transport: configuration.transport, clock: clock, eventLoops: eventLoops)
        let signer = RequestSigner(configuration)
        self.configuration = configuration
        self.clock = clock
        self.logger = logger
        self.connection = connection
        self.signer = signer
        inquiryHeaders = InquiryHeaders(fixed: configuration.inquiryHeader, known: inquiryHeader)
        let request = TokenRequest(
            configuration: configuration, path: configuration.tokenPath, connection: connection, signer: signer)
        tokens = AccessTokens(clock: clock) { await request.send(now: $0).answer }
        fixedHeaders = HTTPHeaders([
            ("Content-Type", "application/json"),
            (SNAPHeader.partnerID, configuration.partnerID),
            (SNAPHeader.channelID, configuration.channelID),
            (SNAPHeader.latitude, configuration.latitude),
            (SNAPHeader.longitude, configuration.longitude),
            (SNAPHeader.ipAddress, configuration.ipAddress),
        ])
    }

    /// Waits for the calls in flight, each bounded by its time limit, then closes all connections. Calls that come
    /// later are answered as not started.
    package func shutdown() async {
        await gate.close()
        await connection.shutdown()
    }

    /// Sends one of the three requests about a payout; requests of other products are not for this gateway.
    package func call(_ call: BankCall) async -> CallAnswer {
        switch call {
        case .validation(let request): .validation(await validate(request))
        case .movement(let request): .movement(await move(request))
        case .inquiry(let request): .inquiry(await inquire(request))
        }
    }

    /// Account validation, service 16 (contract: section 5).
    package func validate(_ request: ValidationRequest) async -> ValidationOutcome {
        let body = RequestBody.validation(request)
        switch await call(.validation, externalID: request.externalID, body: body) {
        case .answered(let answer, let serial, let suspicion):
            return ValidationAnswer.outcome(answer, tokenSerial: serial, suspicion: suspicion)
        case .failed(.unsent(let unsent)): return .unsent(unsent)
        case .failed(.doubtful(let doubt)): return .doubtful(doubt)
        }
    }

    /// Trigger transfer, service 18 (contract: section 6).
    package func move(_ request: MovementRequest) async -> MovementOutcome {
        guard case .transfer(let account, let name, let customerReference) = request.instruction else {
            return .unsent(.notStarted)
        }
        let body = RequestBody.transfer(
            request, to: account, name: name, customerReference: customerReference,
            merchantID: configuration.merchantID)
        switch await call(.transfer, externalID: request.externalID, body: body) {
        case .answered(let answer, let serial, let suspicion):
            return TransferAnswer.outcome(answer, tokenSerial: serial, suspicion: suspicion)
        case .failed(.unsent(let unsent)): return .unsent(unsent)
        case .failed(.doubtful(let doubt)): return .doubtful(doubt)
        }
    }

    /// What was found out about the X-EXTERNAL-ID of status inquiries, to be kept for the next gateway.
    package var inquiryHeader: InquiryHeaderFinding? { inquiryHeaders.finding }

    /// Status inquiry, service 36 (contract: section 8). Before the first one, the bank is asked twice about a value of
    /// no transfer, which shows what it wants in the header.
    package func inquire(_ request: InquiryRequest) async -> InquiryOutcome {
        switch await inquiryHeaders.choose(freshValue: freshExternalID, probe: probe) {
        case .undecided(let undecided): return .undecided(undecided)
        case .header(.fresh): return await inquire(request, under: .fresh).outcome
        case .header(.transfer): break
        }
        let (outcome, isConflict) = await inquire(request, under: .transfer)
        guard isConflict, inquiryHeaders.fallBackToFresh() else { return outcome }
        return await inquire(request, under: .fresh).outcome
    }

    private func inquire(
        _ request: InquiryRequest, under header: InquiryHeader
    ) async -> (outcome: InquiryOutcome, isConflict: Bool) {
        let externalID =
            switch header {
            case .transfer: request.externalID
            case .fresh: freshExternalID()
            }
        switch await call(.inquiry, externalID: externalID, body: RequestBody.inquiry(request)) {
        case .answered(let answer, let serial, let suspicion):
            if let suspicion {
                return (.undecided(.deferred(.tokenSuspected(answer.bankAnswer(.inquiry), suspicion))), false)
            }
            let outcome = InquiryAnswer.outcome(answer, request: request, tokenSerial: serial)
            return (believable(outcome, under: header), answer.status == 409)
        case .failed(.unsent(let unsent)): return (.undecided(.unsent(unsent)), false)
        case .failed(.doubtful(let doubt)): return (.undecided(.doubtful(doubt)), false)
        }
    }

    /// A 07 under a fresh value is no status until a transfer was found that way.
    private func believable(_ outcome: InquiryOutcome, under header: InquiryHeader) -> InquiryOutcome {
        guard case .reported(let report) = outcome else { return outcome }
        switch report.status {
        case .succeeded, .pending, .refunded, .failed, .authorised, .voided:
            inquiryHeaders.proved(header)
            return outcome
        case .unrecognised: return outcome
        case .notFound:
            let isProven = header == .transfer || inquiryHeaders.finding?.isProven == true
            return isProven ? outcome : .undecided(.unprovenNotFound)
        }
    }

    /// Asks about a value of no transfer, under the same value.
    @Sendable private func probe(_ value: ExternalID) async -> InquiryHeaders.Reaction {
        let request = InquiryRequest(
            externalID: value, partnerReferenceNo: PartnerReferenceNo(value.text), subject: .transfer(to: nil),
            amount: nil)
        switch await call(.inquiry, externalID: value, body: RequestBody.inquiry(request)) {
        case .answered(let answer, let serial, let suspicion):
            if answer.status == 409 { return .conflict(answer.bankAnswer(.inquiry)) }
            // A bank that means the token says nothing about the header.
            if let suspicion {
                return .undecided(.deferred(.tokenSuspected(answer.bankAnswer(.inquiry), suspicion)))
            }
            switch InquiryAnswer.outcome(answer, request: request, tokenSerial: serial) {
            case .reported, .disagrees, .undecided(.answered): return .answered
            case .undecided(let undecided): return .undecided(undecided)
            }
        case .failed(.unsent(let unsent)): return .undecided(.unsent(unsent))
        case .failed(.doubtful(let doubt)): return .undecided(.doubtful(doubt))
        }
    }

    @Sendable private func freshExternalID() -> ExternalID {
        ExternalID(UUIDv7.hexadecimal(at: clock.now(), random: random))
    }

    /// Balance inquiry, service 11 (contract: section 9).
    package func balance(_ request: BalanceRequest) async -> BalanceOutcome {
        let body = RequestBody.balance(request, merchantID: configuration.merchantID)
        switch await call(.balance, externalID: request.externalID, body: body) {
        case .answered(let answer, let serial, _): return BalanceAnswer.outcome(answer, tokenSerial: serial)
        case .failed(.unsent(let unsent)): return .undecided(.unsent(unsent))
        case .failed(.doubtful(let doubt)): return .undecided(.doubtful(doubt))
        }
    }

    /// Asks for a fresh token, as `doctor` does. Returns whether the bank can be reached and accepts our id, key and
    /// signature, and what its clock shows. Leaves the shared token alone.
    package func checkAccess() async -> AccessCheck {
        guard gate.enter() else { return AccessCheck(refusal: .notStarted, bankClock: nil) }
        defer { gate.leave() }
        let request = TokenRequest(
            configuration: configuration, path: configuration.tokenPath, connection: connection, signer: signer)
        let exchange = await request.send(now: clock.now())
        let refusal: Unsent? =
            switch exchange.answer {
            case .granted: nil
            case .unavailable(let unsent): unsent
            }
        return AccessCheck(
            refusal: refusal, bankClock: exchange.bankClock, trouble: connection.lastTrouble,
            certificateEndsAt: connection.certificateEndsAt)
    }

    /// How far our clock is ahead of the bank's by its last answer, negative if it is slow; nil if they differ
    /// by less than a minute, or the bank has not sent its time.
    package var clockLead: Duration? { connection.clockLead }

    /// When the certificate of the bank ends, by the last connection; nil without TLS, or before the first one.
    package var certificateEndsAt: Timestamp? { connection.certificateEndsAt }

    private enum Call {
        case answered(HTTPAnswer, tokenSerial: Int, suspicion: TokenRefusal?)
        case failed(CallFailure)
    }

    private func call(_ service: WireService, externalID: ExternalID, body: [UInt8]) async -> Call {
        guard !Task.isCancelled, gate.enter() else { return .failed(.unsent(.notStarted)) }
        defer { gate.leave() }
        let token: AccessToken
        if let current = tokens.atHand {
            token = current
        } else {
            switch await tokens.token() {
            case .token(let fetched): token = fetched
            case .none(let unsent): return .failed(.unsent(unsent))
            }
        }
        guard !Task.isCancelled else { return .failed(.unsent(.notStarted)) }
        guard let signed = sign(service, token: token, body: body) else {
            return .failed(.unsent(.noToken("the private key makes no signature")))
        }
        let headers = headers(token: token, signed: signed, externalID: externalID)
        let url = configuration.baseURL.text + service.path
        let number = tokens.begin()
        switch await connection.post(url: url, headers: headers, body: body) {
        case .failed(let failure):
            log(service, externalID, "\(failure)")
            return .failed(failure)
        case .answered(let answer):
            log(service, externalID, "HTTP \(answer.status)")
            let suspicion = await judge(token, by: answer, of: service, request: number)
            return .answered(answer, tokenSerial: token.serial, suspicion: suspicion)
        }
    }

    /// Drops a token that the bank does not accept any more, or probably does not.
    private func judge(
        _ token: AccessToken, by answer: HTTPAnswer, of service: WireService, request number: Int
    ) async -> TokenRefusal? {
        if answer.suspectsToken(service) { return await tokens.suspect(serial: token.serial) }
        if answer.status == 401 { await tokens.invalidate(serial: token.serial) }
        if HTTPAnswer.accepts(answer.status) { tokens.worked(serial: token.serial, request: number) }
        return nil
    }

    private func sign(_ service: WireService, token: AccessToken, body: [UInt8]) -> SignedTimestamp? {
        switch configuration.serviceSignature {
        case .asymmetric: try? signer.asymmetric(now: clock.now())
        case .symmetric:
            signer.symmetric(
                path: configuration.baseURL.pathPrefix + service.path, accessToken: token.text.reveal(), body: body,
                now: clock.now())
        }
    }

    private static let headersOfACall = 4

    private func headers(token: AccessToken, signed: SignedTimestamp, externalID: ExternalID) -> HTTPHeaders {
        var headers = fixedHeaders
        headers.reserveCapacity(headers.count + Self.headersOfACall)
        headers.add(name: SNAPHeader.authorization, value: token.bearer.reveal())
        headers.add(name: SNAPHeader.timestamp, value: signed.timestamp)
        headers.add(name: SNAPHeader.signature, value: signed.signature)
        headers.add(name: SNAPHeader.externalID, value: externalID.text)
        return headers
    }

    private func log(_ service: WireService, _ externalID: ExternalID, _ ending: @autoclosure () -> String) {
        logger.debug(
            "exchange with the bank ended",
            metadata: [
                "service": "\(service.rawValue)", "external_id": "\(externalID.text)", "ending": "\(ending())",
            ])
    }
}
