import PayoutCore

extension Bank {
    /// More than this share of a hold cannot be captured, in percent (Ayoconnect: Card Acceptance, section 11).
    private static let capturePercentMax: Int64 = 120

    /// Takes the money of a hold: less, or a little more.
    mutating func capture(
        _ order: ChargeOrder, correlationID: String, at now: Timestamp
    ) throws(Refusal) -> Reply {
        let index = try charge(invoiceNumber: order.invoiceNumber, customerID: order.customerID)
        compareCorrelation(correlationID, index, .charge, at: now)
        let record = cards.charges[index]
        guard record.status == ChargeStatus.authorized else {
            throw Refusal(404, case: "00", "Invalid Transaction Status: not AUTHORIZED", .wrongCapture)
        }
        // Amounts are limited (Mandatory.positiveAmount), so neither product overflows.
        guard order.amount.whole * 100 <= record.amount.whole * Self.capturePercentMax else {
            throw Refusal(404, case: "13", "Invalid Amount: above 120 % of the hold", .wrongCapture)
        }
        cards.charges[index].status = ChargeStatus.success
        cards.charges[index].statusAt = now
        cards.charges[index].captured = order.amount
        return Reply(code: "2005400", message: "Successful") { json in
            json.field("transactionId", record.transactionID)
            json.field("invoiceNumber", record.invoiceNumber)
            json.field("status", ChargeStatus.success)
            json.object("order") { $0.order(order.amount) }
        }
    }

    /// Releases a hold.
    mutating func voidCharge(_ request: IncomingRequest, at now: Timestamp) throws(Refusal) -> Reply {
        let correlationID = try admitCard(request, at: now)
        let body = try RequestBodies.decode(VoidBody.self, request.body)
        _ = try Mandatory.transactionID(body.transactionId)
        let customerID = try Mandatory.customerID(body.customerId)
        let invoiceNumber = try Mandatory.text(body.invoiceNumber, field: "invoiceNumber")
        let index = try charge(invoiceNumber: invoiceNumber, customerID: customerID)
        compareCorrelation(correlationID, index, .void, at: now)
        guard cards.charges[index].status == ChargeStatus.authorized else {
            throw Refusal(404, case: "00", "Invalid Transaction Status: not AUTHORIZED", .wrongCapture)
        }
        cards.charges[index].status = ChargeStatus.voided
        cards.charges[index].statusAt = now
        let record = cards.charges[index]
        return Reply(code: "2005700", message: "Successful") { json in
            json.field("transactionId", record.transactionID)
            json.field("invoiceNumber", record.invoiceNumber)
            json.field("status", record.status)
        }
    }

    private func charge(invoiceNumber: String?, customerID: String) throws(Refusal) -> Int {
        guard let index = invoiceNumber.flatMap({ cards.chargesByInvoice[$0] }),
            cards.cards[cards.charges[index].card].customerID == customerID, !cards.charges[index].status.isEmpty
        else { throw Refusal(404, case: "01", "Transaction Not Found") }
        return index
    }
}
