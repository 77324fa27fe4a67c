internal import NIOHTTP1
package import PayoutCore
internal import SNAP

/// Whether the bank lets us in, as `doctor` wants to know it.
package struct AccessCheck: Equatable, Sendable {
    /// Why no token was given; nil where all is well.
    package let refusal: Unsent?
    /// What the bank's clock showed (its `Date` header, whole seconds), for judging the skew of ours.
    package let bankClock: Timestamp?
    /// Why no connection came about, where it is known.
    package let trouble: ConnectionTrouble?
    /// When the bank's certificate ends; nil without TLS.
    package let certificateEndsAt: Timestamp?

    /// A check with this result.
    package init(
        refusal: Unsent?, bankClock: Timestamp?, trouble: ConnectionTrouble? = nil, certificateEndsAt: Timestamp? = nil
    ) {
        self.refusal = refusal
        self.bankClock = bankClock
        self.trouble = trouble
        self.certificateEndsAt = certificateEndsAt
    }
}

/// Asks the bank for an access token (contract: section 2; Direct Debit, section 2).
struct TokenRequest: Sendable {
    let configuration: AyoconnectConfiguration
    /// After the base URL: each product has a token of its own.
    let path: String
    let connection: BankConnection
    let signer: RequestSigner

    /// Sends the request once.
    func send(now: Timestamp) async -> (answer: TokenAnswer, bankClock: Timestamp?) {
        guard let signed = try? signer.asymmetric(now: now) else {
            return (.unavailable(.noToken("the private key makes no signature")), nil)
        }
        let headers = HTTPHeaders([
            ("Content-Type", "application/json"),
            (SNAPHeader.clientKey, configuration.clientID),
            (SNAPHeader.timestamp, signed.timestamp),
            (SNAPHeader.signature, signed.signature),
        ])
        let exchange = await connection.post(
            url: configuration.baseURL.text + path, headers: headers, body: body)
        switch exchange {
        case .answered(let http): return (TokenAnswer(http), http.dateHeader.flatMap(HTTPDate.parse))
        case .failed(let failure): return (.unavailable(Self.unsent(failure)), nil)
        }
    }

    private var body: [UInt8] {
        JSONObjectWriter<WireName>.object { body in
            body.add(.grantType, WireValue.clientCredentials)
            body.add(.additionalInfo) { $0.add(.merchantID, configuration.merchantID) }
        }
    }

    /// Doubt about a token is no doubt about money: the service request was not begun.
    static func unsent(_ failure: CallFailure) -> Unsent {
        switch failure {
        case .unsent(let unsent): unsent
        case .doubtful(let doubt): .noToken(doubt.code)
        }
    }
}
