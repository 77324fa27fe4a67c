import PayoutCore

extension Bank {
    /// The registered cards of a customer.
    mutating func listCards(_ request: IncomingRequest, at now: Timestamp) throws(Refusal) -> Reply {
        let correlationID = try admitCard(request, at: now)
        let customerID = try Mandatory.customerID(request.parameters["customerId"])
        _ = try Mandatory.transactionID(request.parameters["transactionId"])
        try claimCorrelation(correlationID)
        let indices = cards.cards(ofCustomer: customerID, at: now)
        guard !indices.isEmpty else { throw Refusal(404, case: "11", "Invalid Customer") }
        return Reply(code: "2000300", message: "Successful") { json in
            json.field("customerId", customerID)
            json.beginArray("cards")
            for index in indices where cards.cards[index].isUsable {
                json.object { json in
                    cards.cards[index].writeCard(&json)
                    json.field("status", cards.cards[index].status.rawValue)
                }
            }
            json.endArray()
        }
    }

    /// Unbinding: the token is dead for good.
    mutating func unbindCard(_ request: IncomingRequest, at now: Timestamp) throws(Refusal) -> Reply {
        let correlationID = try admitCard(request, at: now)
        let customerID = try Mandatory.customerID(request.parameters["customerId"])
        let transactionID = try Mandatory.transactionID(request.parameters["transactionId"])
        let cardToken = try Mandatory.cardToken(request.parameters["cardToken"])
        try claimCorrelation(correlationID)
        let card = try card(cardToken, of: customerID, at: now)
        guard cards.cards[card].isUsable else { throw Refusal(404, case: "11", "Invalid Card") }
        cards.cards[card].status = .unbound
        return Reply(code: "2000400", message: "Successful") { json in
            json.field("transactionId", transactionID)
            json.field("customerId", customerID)
            json.field("status", CardRecord.Status.unbound.rawValue)
        }
    }
}
