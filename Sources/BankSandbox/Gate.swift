import PayoutCore
import SNAP

/// What the calls of one product must carry.
struct GateRules: Sendable {
    /// How a call is signed; the token is always asked for with the private key.
    let serviceSignature: ServiceSignature
    /// Whether a call says where it comes from: X-LATITUDE, X-LONGITUDE and X-IP-ADDRESS.
    let wantsPlace: Bool

    /// Direct Debit: the symmetric signature, and no word on the place (Ayoconnect: Direct Debit, section 3).
    static let directDebit = GateRules(serviceSignature: .symmetric, wantsPlace: false)
}

/// Decides whether a request may come in: headers, token, timestamp, signature (Ayoconnect: sections 2 to 4).
///
/// One RSA verification serves every request that carries the same timestamp and signature, since the string that the
/// client signs holds nothing else.
struct Gate: Sendable {
    static let tokensMax = 10_000
    static let verifiedSignaturesMax = 4096

    private let credentials: SandboxCredentials
    private let encoding: SignatureEncoding
    private let rules: GateRules
    private let tokenLife: Duration
    private let expiredTokenStatus: Int
    private let hasSingleToken: Bool
    private var tokens: [String: Timestamp] = [:]
    private var verifiedSignatures: Set<String> = []

    init(settings: SandboxSettings, rules: GateRules) {
        credentials = settings.credentials
        encoding = settings.signatureEncoding
        self.rules = rules
        tokenLife = settings.timing.tokenLife
        expiredTokenStatus = settings.expiredTokenStatus
        hasSingleToken = settings.hasSingleToken
    }

    /// Checks a token request.
    mutating func admitTokenRequest(_ request: IncomingRequest, at now: Timestamp) throws(Refusal) {
        try checkContentType(request)
        let timestamp = try mandatory(request, SNAPHeader.timestamp)
        let clientKey = try mandatory(request, SNAPHeader.clientKey)
        let signature = try mandatory(request, SNAPHeader.signature)
        guard FieldFormat.isAlphanumeric(clientKey, count: 32) else {
            throw .invalid(SNAPHeader.clientKey, .malformedHeader)
        }
        guard clientKey == credentials.clientID else {
            throw Refusal(401, case: "00", "Unauthorized. Unknown client", .unknownClient)
        }
        try checkTimestamp(timestamp, at: now)
        try checkAsymmetric(signature, timestamp: timestamp)
    }

    /// Checks a service call up to its token and signature; answers its X-EXTERNAL-ID.
    mutating func admit(_ request: IncomingRequest, at now: Timestamp) throws(Refusal) -> String {
        try checkContentType(request)
        let authorization = try mandatory(request, SNAPHeader.authorization)
        let timestamp = try mandatory(request, SNAPHeader.timestamp)
        let signature = try mandatory(request, SNAPHeader.signature)
        let externalID = try mandatory(request, SNAPHeader.externalID)
        let partnerID = try mandatory(request, SNAPHeader.partnerID)
        try checkFormats(request, externalID: externalID, partnerID: partnerID)
        let token = try liveToken(authorization, at: now)
        try checkTimestamp(timestamp, at: now)
        switch rules.serviceSignature {
        case .asymmetric: try checkAsymmetric(signature, timestamp: timestamp)
        case .symmetric: try checkSymmetric(signature, request, token: token, timestamp: timestamp)
        }
        guard partnerID == credentials.partnerID else {
            throw Refusal(404, case: "16", "Partner Not Found", .unknownClient)
        }
        return externalID
    }

    /// Checks a request for a customer token: signed like a token request, and with a B2B token.
    mutating func admitCustomerTokenRequest(_ request: IncomingRequest, at now: Timestamp) throws(Refusal) {
        try admitTokenRequest(request, at: now)
        _ = try liveToken(try mandatory(request, SNAPHeader.authorization), at: now)
    }

    /// A new token that is good from `now` on.
    mutating func issueToken(_ token: String, at now: Timestamp) {
        if hasSingleToken { tokens.removeAll() }
        if tokens.count >= Self.tokensMax { tokens = tokens.filter { $0.value > now } }
        if tokens.count >= Self.tokensMax { tokens.removeAll() }
        tokens[token] = now + tokenLife
    }

    /// The token of this request is no longer good.
    mutating func revokeToken(of request: IncomingRequest) {
        guard let authorization = request.header(SNAPHeader.authorization) else { return }
        tokens[String(authorization.dropFirst("Bearer ".count))] = nil
    }

    private func liveToken(_ authorization: String, at now: Timestamp) throws(Refusal) -> String {
        guard authorization.hasPrefix("Bearer ") else { throw .invalid(SNAPHeader.authorization, .malformedHeader) }
        let token = String(authorization.dropFirst("Bearer ".count))
        guard let expiry = tokens[token], now < expiry else {
            throw expiredToken
        }
        return token
    }

    /// How this bank answers a token that is no longer good; in other words than 401 it does not even say so.
    var expiredToken: Refusal {
        switch expiredTokenStatus {
        case 400: Refusal(400, case: "00", "Bad Request")
        case 403: Refusal(403, case: "00", "Forbidden")
        default: Refusal(401, case: "01", "Invalid Token (B2B)")
        }
    }

    private func checkContentType(_ request: IncomingRequest) throws(Refusal) {
        let contentType = try mandatory(request, "Content-Type")
        guard contentType.lowercased().hasPrefix("application/json") else {
            throw .invalid("Content-Type", .malformedHeader)
        }
    }

    private func checkFormats(
        _ request: IncomingRequest, externalID: String, partnerID: String
    ) throws(Refusal) {
        let channel = try mandatory(request, SNAPHeader.channelID)
        var checks = [
            (SNAPHeader.externalID, FieldFormat.isAlphanumeric(externalID, count: 32)),
            (SNAPHeader.partnerID, FieldFormat.isAlphanumeric(partnerID, count: 6)),
            (SNAPHeader.channelID, FieldFormat.isDigits(channel, count: 5...5)),
        ]
        if rules.wantsPlace {
            let latitude = try mandatory(request, SNAPHeader.latitude)
            let longitude = try mandatory(request, SNAPHeader.longitude)
            let address = try mandatory(request, SNAPHeader.ipAddress)
            checks += [
                (SNAPHeader.latitude, FieldFormat.isDegrees(latitude, limit: 90)),
                (SNAPHeader.longitude, FieldFormat.isDegrees(longitude, limit: 180)),
                (SNAPHeader.ipAddress, FieldFormat.isPublicIPv4(address)),
            ]
        }
        for (name, isRight) in checks where !isRight { throw .invalid(name, .malformedHeader) }
    }

    private func mandatory(_ request: IncomingRequest, _ name: String) throws(Refusal) -> String {
        guard let value = request.header(name) else { throw .missing(name, .missingHeader) }
        return value
    }

    private func checkTimestamp(_ text: String, at now: Timestamp) throws(Refusal) {
        guard let moment = SNAPTimestamp.parse(text) else { throw .invalid(SNAPHeader.timestamp, .malformedHeader) }
        let distance = moment < now ? now - moment : moment - now
        guard distance <= SandboxTiming.timestampTolerance else {
            throw Refusal(401, case: "00", "Unauthorized. X-TIMESTAMP is too far from the present", .staleTimestamp)
        }
    }

    private mutating func checkAsymmetric(_ signature: String, timestamp: String) throws(Refusal) {
        let key = timestamp + signature
        if verifiedSignatures.contains(key) { return }
        let text = StringToSign.clientAndTimestamp(clientID: credentials.clientID, timestamp: timestamp)
        guard isWrittenRight(signature), let bytes = encoding.decode(signature),
            credentials.clientPublicKey.verifies(bytes, of: text)
        else { throw Refusal(401, case: "00", "Unauthorized. Signature", .badSignature) }
        if verifiedSignatures.count >= Self.verifiedSignaturesMax { verifiedSignatures.removeAll() }
        verifiedSignatures.insert(key)
    }

    private func checkSymmetric(
        _ signature: String, _ request: IncomingRequest, token: String, timestamp: String
    ) throws(Refusal) {
        let text = StringToSign.symmetric(
            method: "POST", path: request.path, accessToken: token, body: request.body, timestamp: timestamp)
        guard isWrittenRight(signature), let bytes = encoding.decode(signature),
            SymmetricSignature.verifies(bytes, of: text, secret: credentials.clientSecret.reveal())
        else { throw Refusal(401, case: "00", "Unauthorized. Signature", .badSignature) }
    }

    /// The contract writes hexadecimal in lowercase, and this bank takes it by its word.
    private func isWrittenRight(_ signature: String) -> Bool {
        switch encoding {
        case .hex: signature == signature.lowercased()
        case .base64: true
        }
    }
}
