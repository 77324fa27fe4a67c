import PayoutCore

extension LedgerList {
    /// `GET /control/cards`.
    static let cards = [
        LedgerList(
            name: "cards", count: { $0.cards.cards.count },
            write: { bank, json, index in json.object { bank.cards.cards[index].write(&$0) } }),
        LedgerList(
            name: "charges", count: { $0.cards.charges.count },
            write: { bank, json, index in json.object { bank.writeCharge(&$0, bank.cards.charges[index]) } }),
    ]
}

extension CardBooks {
    /// The charges that are pending or held, the oldest first.
    var pendingIndices: [Int] {
        charges.indices.filter { [ChargeStatus.pending, ChargeStatus.authorized].contains(charges[$0].status) }
    }
}

extension Bank {
    /// Decides about a charge by hand: 00 is SUCCESS, 04 REFUNDED and 06 FAILED.
    mutating func settleCharge(
        _ index: Int, _ body: SettleBody, at now: Timestamp
    ) -> (ControlAnswer, [OutgoingCallback]) {
        let before = cards.charges[index].status
        let telling: Telling =
            switch body.status {
            case "00": .charged
            case "04": .chargeRefunded
            default: .chargeFailed
            }
        cards.charges[index].challenge = nil
        let callbacks = tellCharge(index, body.isSent(telling), at: now)
        cards.charges[index].isSettledByHand = true
        return (.settled(body, before: before, callbacks), callbacks)
    }

    func writePending(_ json: inout JSONWriter, _ record: ChargeRecord) {
        json.field("external_id", record.correlationID)
        json.field("customer_id", cards.cards[record.card].customerID)
        json.field("amount", record.amount.whole)
        json.field("status", record.status)
        json.field("received_at", record.receivedAt.iso8601)
    }

    fileprivate func writeCharge(_ json: inout JSONWriter, _ record: ChargeRecord) {
        json.field("correlationId", record.correlationID)
        json.field("transactionId", record.transactionID)
        json.field("invoiceNumber", record.invoiceNumber)
        json.field("customerId", cards.cards[record.card].customerID)
        json.field("operation", record.operation.rawValue)
        json.field("initiator", record.initiator.rawValue)
        json.field("amount", record.amount.whole)
        if let captured = record.captured { json.field("captured", captured.whole) }
        json.field("receivedAt", record.receivedAt.iso8601)
        json.field("answer", record.answer)
        json.field("status", record.status)
        json.field("statusAt", ifPresent: record.statusAt?.iso8601)
        json.field("inquiries", record.inquiries)
        json.callbacks(record.callbacks)
    }
}

extension CardRecord {
    /// Without the token: it is a secret of the customer.
    fileprivate func write(_ json: inout JSONWriter) {
        json.field("customerId", customerID)
        json.field("registrationCorrelationId", ifPresent: session?.correlationID)
        json.field("brand", brand)
        json.field("since", since.iso8601)
        json.field("status", status.rawValue)
        json.field("isGone", isGone)
        json.field("charges", charges)
        json.callbacks(callbacks)
    }
}

extension ChargeRecord {
    /// Charges that were never made count under the word for that.
    var total: (status: String, amount: Rupiah) {
        (status.isEmpty ? "not-made" : status, captured ?? amount)
    }
}
