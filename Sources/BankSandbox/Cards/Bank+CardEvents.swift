import PayoutCore

/// Something that happens to a card or a charge at one moment.
enum CardEvent: Sendable {
    /// A registered card is called back so many times.
    case registered(Int, copies: Int)
    case charge(Int, Telling)
    /// The time of a 3DS page is over.
    case challengeEnd(charge: Int)
    /// A hold has lasted as long as it may.
    case holdEnd(charge: Int)
}

extension Bank {
    /// Lets an event of Card Acceptance happen: the books change, and the callbacks to send are returned.
    mutating func tell(_ event: CardEvent, at now: Timestamp) -> [OutgoingCallback] {
        switch event {
        case .registered(let index, let copies): return tellRegistration(index, copies: copies)
        case .charge(let index, let telling):
            guard !cards.charges[index].isSettledByHand else { return [] }
            // A hold that was captured or voided meanwhile does not lapse.
            let isLapse = telling.status == ChargeStatus.voided
            guard !isLapse || cards.charges[index].status == ChargeStatus.authorized else { return [] }
            return tellCharge(index, telling, at: now)
        case .challengeEnd(let index):
            guard cards.charges[index].challenge != nil, !cards.charges[index].isSettledByHand else { return [] }
            cards.charges[index].challenge = nil
            return tellCharge(index, .chargeFailed, at: now)
        case .holdEnd(let index): return tell(.charge(index, .chargeVoided), at: now)
        }
    }

    /// Reports the status of one charge, planned or not.
    mutating func tellCharge(_ index: Int, _ telling: Telling, at now: Timestamp) -> [OutgoingCallback] {
        if telling.isBelieved {
            cards.charges[index].status = telling.status
            cards.charges[index].statusAt = now
        }
        guard telling.copies > 0, settings.callbackURL != nil else { return [] }
        let record = cards.charges[index]
        let amount = telling.hasWrongAmount ? Rupiah(record.amount.whole + 1) : record.amount
        let body = JSONWriter.object { json in
            json.field("responseCode", telling.responseCode)
            json.field("transactionId", record.transactionID)
            json.field("correlationId", record.correlationID)
            json.field("invoiceNumber", record.invoiceNumber)
            json.field("customerId", cards.cards[record.card].customerID)
            json.field("operation", record.operation.rawValue)
            json.field("status", ifPresent: telling.status.isEmpty ? nil : telling.status)
            json.object("order") { $0.order(amount) }
        }
        let callback = OutgoingCallback(kind: .charge, index: index, body: body, isForged: telling.isForged)
        return Array(repeating: callback, count: telling.copies)
    }
}
