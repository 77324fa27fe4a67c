import PayoutCore

extension Bank {
    /// A token for the client (service 73). `expiresIn` comes as text or as a number in turns, as it does in the wild.
    mutating func token(_ request: IncomingRequest, number: Int, at now: Timestamp) throws(Refusal) -> Reply {
        try gate.admitTokenRequest(request, at: now)
        let body = try RequestBodies.decode(TokenBody.self, request.body)
        guard try Mandatory.text(body.grantType, field: "grantType") == "client_credentials" else {
            throw .invalid("grantType")
        }
        let merchant = try Mandatory.text(body.additionalInfo?.merchantId, field: "additionalInfo.merchantId")
        guard merchant == settings.credentials.merchantID else {
            throw Refusal(404, case: "08", "Invalid Merchant", .unknownClient)
        }
        let fate = fate("token", number)
        try refuseEarly(fate, request)
        guard fate.isProcessed else {
            return spoil(Reply(status: 500, body: []), fate, BankService.token, variety: variety("token", number))
        }
        let random = SystemRandomSource()
        let text = UUIDv7.hexadecimal(at: now, random: random) + UUIDv7.hexadecimal(at: now, random: random)
        gate.issueToken(text, at: now)
        counters.tokensIssued += 1
        let life = settings.timing.tokenLife.wholeMilliseconds / 1000
        let reply = Reply(code: "2007300", message: "Successful") { json in
            json.field("accessToken", text)
            json.field("tokenType", "Bearer")
            if number % 2 == 0 { json.field("expiresIn", life) } else { json.field("expiresIn", String(life)) }
        }
        return spoil(reply, fate, BankService.token, variety: variety("token", number))
    }

    /// The available balance (service 11).
    mutating func tellBalance(_ request: IncomingRequest, number: Int, at now: Timestamp) throws(Refusal) -> Reply {
        let externalID = try admit(request, at: now)
        let fate = fate("balance", number)
        try refuseEarly(fate, request)
        try claim(externalID, for: .balance)
        let body = try RequestBodies.decode(BalanceBody.self, request.body)
        let partnerReferenceNo = try Mandatory.partnerReferenceNo(body.partnerReferenceNo)
        guard try Mandatory.text(body.merchantId, field: "merchantId") == settings.credentials.merchantID else {
            throw Refusal(404, case: "08", "Invalid Merchant", .unknownClient)
        }
        let available = balance
        let reply = Reply(code: "2001100", message: "Successful") { json in
            json.field("partnerReferenceNo", partnerReferenceNo)
            json.beginArray("accountInfos")
            json.object { json in
                json.field("balanceType", "Cash")
                json.object("availableBalance") { $0.amount(available) }
            }
            json.endArray()
        }
        return spoil(reply, fate, BankService.balance, variety: variety("balance", number))
    }
}
