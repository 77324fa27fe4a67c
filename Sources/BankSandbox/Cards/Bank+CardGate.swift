import PayoutCore
import SNAP

extension Bank {
    static let correlation = "X-Correlation-ID"
    private static let merchantCode = "X-Merchant-Code"
    private static let cardTokenCharacters = 28
    private static let cardTokensMax = 10_000

    /// Answers one call of Card Acceptance.
    mutating func serve(
        _ request: IncomingRequest, _ service: CardService, at now: Timestamp
    ) throws(Refusal) -> Reply {
        switch service {
        case .token: try cardToken(request, at: now)
        case .registration: try registerCard(request, at: now)
        case .list: try listCards(request, at: now)
        case .unbinding: try unbindCard(request, at: now)
        case .charge: try charge(request, at: now)
        case .status: try tellChargeStatus(request, at: now)
        case .void: try voidCharge(request, at: now)
        }
    }

    /// A token for cards: OAuth with the client's id and secret, and no responseCode in its answer.
    private mutating func cardToken(_ request: IncomingRequest, at now: Timestamp) throws(Refusal) -> Reply {
        guard request.parameters["grant_type"] == "client_credentials" else { throw .invalid("grant_type") }
        let form = request.form
        let clientID = try Mandatory.text(form["client_id"], field: "client_id")
        let secret = try Mandatory.text(form["client_secret"], field: "client_secret")
        guard clientID == settings.credentials.clientID, secret == settings.credentials.clientSecret.reveal() else {
            throw Refusal(401, case: "00", "Unauthorized. Unknown client", .unknownClient)
        }
        if cards.tokens.count >= Self.cardTokensMax { cards.tokens = cards.tokens.filter { $0.value > now } }
        let text = String(Self.randomToken(at: now).suffix(Self.cardTokenCharacters))
        cards.tokens[text] = now + settings.timing.tokenLife
        counters.tokensIssued += 1
        let life = settings.timing.tokenLife.wholeMilliseconds / 1000
        let body = JSONWriter.object { json in
            json.field("accessToken", text)
            json.field("tokenType", "BearerToken")
            json.field("expiresIn", String(max(life - 1, 0)))
            json.field("responseTime", String(now.iso8601.prefix(19).filter(\.isNumber)))
        }
        return Reply(status: 200, body: body)
    }

    /// Lets a call for cards in; answers its X-Correlation-ID (Ayoconnect: Card Acceptance, section 10).
    mutating func admitCard(_ request: IncomingRequest, at now: Timestamp) throws(Refusal) -> String {
        if request.method == .post {
            let contentType = try cardHeader(request, "Content-Type")
            guard contentType.lowercased().hasPrefix("application/json") else {
                throw .invalid("Content-Type", .malformedHeader)
            }
        }
        _ = try cardHeader(request, "Accept")
        let authorization = try cardHeader(request, SNAPHeader.authorization)
        let correlationID = try cardHeader(request, Self.correlation)
        let merchant = try cardHeader(request, Self.merchantCode)
        let timestamp = try cardHeader(request, SNAPHeader.timestamp)
        guard FieldFormat.isAlphanumeric(correlationID, count: 32) else {
            throw .invalid(Self.correlation, .malformedHeader)
        }
        guard authorization.hasPrefix("Bearer ") else { throw .invalid(SNAPHeader.authorization, .malformedHeader) }
        guard let expiry = cards.tokens[String(authorization.dropFirst("Bearer ".count))], now < expiry else {
            throw Refusal(401, case: "01", "Invalid Token")
        }
        guard timestamp.utf8.count == 25, let moment = SNAPTimestamp.parse(timestamp) else {
            throw .invalid("X-Timestamp", .malformedHeader)
        }
        guard (moment < now ? now - moment : moment - now) <= SandboxTiming.timestampTolerance else {
            throw Refusal(401, case: "00", "Unauthorized. X-Timestamp is too far from the present", .staleTimestamp)
        }
        guard merchant == settings.credentials.merchantID else {
            throw Refusal(404, case: "08", "Invalid Merchant", .unknownClient)
        }
        try holdPace(at: now)
        return correlationID
    }

    private func cardHeader(_ request: IncomingRequest, _ name: String) throws(Refusal) -> String {
        guard let value = request.header(name) else { throw .missing(name, .missingHeader) }
        return value
    }

    /// A flow of its own takes an X-Correlation-ID that no other flow had.
    mutating func claimCorrelation(_ correlationID: String) throws(Refusal) {
        guard cards.chargesByCorrelation[correlationID] == nil,
            cards.usedCorrelations.insert(correlationID).inserted
        else { throw Refusal(409, case: "00", "Conflict: X-Correlation-ID was used before", .reusedExternalID) }
    }

    /// Notes a call about a charge under another X-Correlation-ID than its own; the call is answered all the same.
    mutating func compareCorrelation(_ correlationID: String, _ index: Int, _ service: CardService, at now: Timestamp) {
        guard cards.charges[index].correlationID != correlationID else { return }
        violations.note(
            Violation(
                kind: .mismatchedCorrelation, at: now, service: service.name,
                detail: "X-Correlation-ID is not that of the charge", externalID: correlationID,
                partnerReferenceNo: cards.charges[index].transactionID))
    }

    /// The card of a token, which must be the customer's.
    mutating func card(_ cardToken: String, of customerID: String, at now: Timestamp) throws(Refusal) -> Int {
        guard let card = cards.card(ofToken: cardToken, at: now), cards.cards[card].customerID == customerID else {
            throw Refusal(404, case: "11", "Invalid Card/Customer", .mismatchedCard)
        }
        return card
    }
}
