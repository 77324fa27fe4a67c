import PayoutCore

extension Bank {
    /// The first inquiries about a charge of the case 47 that are answered 429.
    private static let refusedInquiries = 3

    /// Payment status: by invoiceNumber, or by transactionId while no invoice number is known (Ayoconnect: Card
    /// Acceptance, section 11).
    mutating func tellChargeStatus(_ request: IncomingRequest, at now: Timestamp) throws(Refusal) -> Reply {
        let correlationID = try admitCard(request, at: now)
        try cards.inquiryPace.hold(max: settings.inquiriesPerSecondMax, at: now)
        let customerID = try Mandatory.customerID(request.parameters["customerId"])
        let notFound = Refusal(404, case: "01", "Transaction Not Found")
        guard let index = try chargeIndex(request.parameters),
            cards.cards[cards.charges[index].card].customerID == customerID
        else { throw notFound }
        compareCorrelation(correlationID, index, .status, at: now)
        cards.charges[index].inquiries += 1
        let record = cards.charges[index]
        let number = record.inquiries
        switch record.behaviour {
        case .inquiriesRefusedFirst where number <= Self.refusedInquiries:
            throw Refusal(429, case: "00", "Too Many Requests")
        case .notFoundFirst where number == 1: throw notFound
        case .some: break
        case .none:
            if strikes(.inquiryTooManyRequests, record.correlationID, number) {
                throw Refusal(429, case: "00", "Too Many Requests")
            }
            if strikes(.inquiryError, record.correlationID, number) {
                let error = Fate.spoilt(.inquiryError, isProcessed: false)
                let variety = variety(record.correlationID, number)
                return spoil(Reply(status: 500, body: []), error, CardService.status, variety: variety)
            }
            let age = now - record.receivedAt
            if number == 1, age < settings.timing.earlyNotFoundWindow, strikes(.earlyNotFound, record.correlationID) {
                throw notFound
            }
        }
        guard !record.status.isEmpty else { throw notFound }
        return Reply(code: "2005500", message: "Successful") { json in
            json.field("invoiceNumber", record.invoiceNumber)
            json.field("transactionId", record.transactionID)
            json.field("status", record.status)
            json.object("order") { $0.order(record.captured ?? record.amount) }
        }
    }

    private func chargeIndex(_ parameters: FormFields) throws(Refusal) -> Int? {
        if let invoiceNumber = parameters["invoiceNumber"] { return cards.chargesByInvoice[invoiceNumber] }
        guard let transactionID = parameters["transactionId"] else { throw .missing("invoiceNumber") }
        return cards.chargesByTransaction[transactionID]
    }
}
