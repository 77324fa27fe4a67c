import PayoutCore

extension Bank {
    /// A B2B token of Direct Debit (service 73); those of transfers open no door here.
    mutating func debitToken(_ request: IncomingRequest, number: Int, at now: Timestamp) throws(Refusal) -> Reply {
        try debits.gate.admitTokenRequest(request, at: now)
        let body = try RequestBodies.decode(TokenBody.self, request.body)
        guard try Mandatory.text(body.grantType, field: "grantType") == "client_credentials" else {
            throw .invalid("grantType")
        }
        try checkMerchant(body.additionalInfo?.merchantId)
        let fate = fate("debit-token", number)
        try refuseEarly(fate, request, at: \.debits.gate)
        var reply = Reply(status: 500, body: [])
        if fate.isProcessed {
            let text = Self.randomToken(at: now)
            debits.gate.issueToken(text, at: now)
            counters.tokensIssued += 1
            reply = tokenReply(.token, text, number: number, at: now)
        }
        return spoil(reply, fate, DebitService.token, variety: variety("debit-token", number))
    }

    /// A customer token (service 74): only for an account that is bound.
    mutating func customerToken(_ request: IncomingRequest, number: Int, at now: Timestamp) throws(Refusal) -> Reply {
        try debits.gate.admitCustomerTokenRequest(request, at: now)
        try holdPace(at: now)
        let body = try RequestBodies.decode(CustomerTokenBody.self, request.body)
        guard try Mandatory.text(body.grantType, field: "grantType") == "authorization_code" else {
            throw .invalid("grantType")
        }
        let authCode = try Mandatory.partnerReferenceNo(body.authCode, field: "authCode")
        try checkMerchant(body.additionalInfo?.merchantId)
        let fate = fate("customer-token", number)
        try refuseEarly(fate, request, at: \.debits.gate)
        var reply = Reply(status: 500, body: [])
        if fate.isProcessed {
            let binding = try usableBinding(authCode: authCode, at: now)
            let text = Self.randomToken(at: now)
            debits.issueCustomerToken(text, binding, expiry: now + settings.timing.tokenLife, at: now)
            debits.bindings[binding].customerTokensIssued += 1
            reply = tokenReply(.customerToken, text, number: number, at: now)
        }
        return spoil(reply, fate, DebitService.customerToken, variety: variety("customer-token", number))
    }

    private mutating func usableBinding(authCode: String, at now: Timestamp) throws(Refusal) -> Int {
        guard let binding = debits.binding(authCode, as: .authCode, at: now) else {
            throw Refusal(404, case: "11", "Invalid Customer")
        }
        let record = debits.bindings[binding]
        switch record.status {
        case .inProgress, .verificationPending:
            throw Refusal(404, case: "11", "Invalid Customer: not bound yet", .unboundCustomerToken)
        case .failed, .unbound: throw Refusal(403, case: "05", "Do Not Honor: not bound")
        case .success: break
        }
        guard record.isUsable, record.behaviour != .tokenRefused else {
            throw Refusal(403, case: "05", "Do Not Honor: unbound or blocked")
        }
        return binding
    }

    /// `expiresIn` comes as text or as a number in turns, and the type in both spellings, as in the wild.
    private func tokenReply(_ service: DebitService, _ text: String, number: Int, at now: Timestamp) -> Reply {
        let life = settings.timing.tokenLife.wholeMilliseconds / 1000
        return Reply(code: "200\(service.code)00", message: "Successful") { json in
            json.field("accessToken", text)
            json.field("tokenType", number % 2 == 0 ? "BearerToken" : "Bearer")
            if number % 2 == 0 { json.field("expiresIn", life) } else { json.field("expiresIn", String(life)) }
            json.field("responseTime", String(now.iso8601.prefix(19).filter(\.isNumber)))
        }
    }

    /// A text that nobody can guess.
    static func randomToken(at now: Timestamp) -> String {
        let random = SystemRandomSource()
        return UUIDv7.hexadecimal(at: now, random: random) + UUIDv7.hexadecimal(at: now, random: random)
    }
}
