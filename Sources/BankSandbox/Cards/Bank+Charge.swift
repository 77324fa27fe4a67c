import PayoutCore
import SNAP

/// A charge that has passed every check, on its way into the books.
private struct ChargeEntry {
    let order: ChargeOrder
    let card: Int
    let behaviour: CardCase?
    let correlationID: String
    let now: Timestamp
}

extension Bank {
    /// Charge and capture (Ayoconnect: Card Acceptance, section 11): a charge of the merchant is answered with its
    /// result, one of the customer with the address of a 3DS page.
    mutating func charge(_ request: IncomingRequest, at now: Timestamp) throws(Refusal) -> Reply {
        let correlationID = try admitCard(request, at: now)
        let order = try ChargeOrder(try RequestBodies.decode(ChargeBody.self, request.body))
        let card = try card(order.cardToken, of: order.customerID, at: now)
        if order.operation == .capture { return try capture(order, correlationID: correlationID, at: now) }
        let chosen = cards.cards[card].behaviour ?? CardCase(amount: order.amount)
        let behaviour = chosen?.behaviour(onCharge: cards.cards[card].charges + 1)
        let fate = chargeFate(behaviour, order, correlationID: correlationID)
        switch fate {
        case .tooManyRequests: throw Refusal(429, case: "00", "Too Many Requests")
        case .expiredToken:
            cards.tokens.removeAll()
            throw Refusal(401, case: "01", "Invalid Token")
        case .fair, .spoilt: break
        }
        let entry = ChargeEntry(
            order: order, card: card, behaviour: behaviour, correlationID: correlationID, now: now)
        let reply = try enter(entry, fate, request)
        let isTimeout = behaviour == .timeoutNeverMade
        return spoil(
            reply, fate, CardService.charge, variety: isTimeout ? 1 : variety(correlationID, isMagic: behaviour != nil))
    }

    private mutating func chargeFate(_ behaviour: CardCase?, _ order: ChargeOrder, correlationID: String) -> Fate {
        switch behaviour {
        case .none: fate(correlationID)
        case .errorThoughCharged: .spoilt(.errorAfter, isProcessed: true)
        case .timeoutNeverMade: .spoilt(.errorBefore, isProcessed: false)
        case .droppedThoughCharged: .spoilt(.dropAfter, isProcessed: true)
        case .redirectedThoughCharged: .spoilt(.redirect, isProcessed: true)
        case .pageThoughCharged: .spoilt(.html, isProcessed: true)
        case .tooManyRequestsFirst: spared.insert(order.transactionID).inserted ? .tooManyRequests : .fair
        case .expiredTokenFirst: spared.insert(order.transactionID).inserted ? .expiredToken : .fair
        case .some: .fair
        }
    }

    /// Checks what only the books know, and enters the charge.
    private mutating func enter(
        _ entry: ChargeEntry, _ fate: Fate, _ request: IncomingRequest
    ) throws(Refusal) -> Reply {
        let transactionID = entry.order.transactionID
        let earlier = cards.chargesByTransaction[transactionID].map { cards.charges[$0] }
        guard earlier?.status.isEmpty ?? true else {
            throw Refusal(409, case: "01", "Conflict: transactionId was used before", .secondPayment)
        }
        guard cards.chargesByCorrelation[entry.correlationID] == nil,
            !cards.usedCorrelations.contains(entry.correlationID)
        else { throw Refusal(409, case: "00", "Conflict: X-Correlation-ID was used before", .reusedExternalID) }
        guard cards.cards[entry.card].isUsable else { throw Refusal(404, case: "11", "Invalid Card/Customer") }
        cards.cards[entry.card].charges += 1
        switch entry.behaviour {
        case .conflict: throw Refusal(409, case: "01", "Conflict: transactionId was used before")
        case .supplierFailed: throw Refusal(503, case: "00", "Service Unavailable")
        case .some, .none: break
        }
        let index = add(entry)
        guard fate.isProcessed else { return Reply(status: 500, body: []) }
        if let refused = refusal(of: entry, index) { return refused }
        if entry.order.initiator == .customer { return challenge(entry, index, request) }
        return accept(entry, index)
    }

    private mutating func add(_ entry: ChargeEntry) -> Int {
        let index = cards.charges.count
        let record = ChargeRecord(
            correlationID: entry.correlationID, transactionID: entry.order.transactionID,
            invoiceNumber: longReference("I", index), card: entry.card, amount: entry.order.amount,
            operation: entry.order.operation, initiator: entry.order.initiator, behaviour: entry.behaviour,
            receivedAt: entry.now, answer: "")
        cards.charges.append(record)
        cards.chargesByCorrelation[record.correlationID] = index
        cards.chargesByTransaction[record.transactionID] = index
        cards.chargesByInvoice[record.invoiceNumber] = index
        return index
    }

    /// How the bank refuses a charge that it knows from then on; nil where it takes the charge. The refusals for lack
    /// of funds do not say the status.
    private mutating func refusal(of entry: ChargeEntry, _ index: Int) -> Reply? {
        var isStatusSaid = true
        let refused: Refusal
        switch entry.behaviour {
        case .cardGone:
            cards.cards[entry.card].isGone = true
            refused = Refusal(404, case: "11", "Invalid Card/Customer")
        case .refused: refused = Refusal(403, case: "05", "Do Not Honor")
        case .insufficientFunds, .insufficientYetCharged:
            refused = Refusal(403, case: "14", "Insufficient Funds")
            isStatusSaid = false
        case .none where strikes(.insufficientFunds, entry.correlationID):
            refused = Refusal(403, case: "14", "Insufficient Funds")
        case .some, .none: return nil
        }
        let isCharged = entry.behaviour == .insufficientYetCharged
        cards.charges[index].status = isCharged ? ChargeStatus.success : ChargeStatus.failed
        cards.charges[index].statusAt = entry.now
        cards.charges[index].answer = refused.code(of: CardService.charge)
        let record = cards.charges[index]
        return Reply(code: record.answer, message: refused.message) { json in
            json.field("transactionId", record.transactionID)
            guard isStatusSaid else { return }
            json.field("invoiceNumber", record.invoiceNumber)
            json.field("status", record.status)
        }
    }

    /// A charge of the merchant: its result is in the answer, unless its case wants it later.
    private mutating func accept(_ entry: ChargeEntry, _ index: Int) -> Reply {
        let isPending = entry.behaviour == nil && strikes(.pendingCharge, entry.correlationID)
        let (first, reports) = Self.chargeReports(
            isPending ? .pendingThenCharged : entry.behaviour, held: entry.order.operation == .authorize)
        cards.charges[index].status = first
        cards.charges[index].statusAt = first == ChargeStatus.pending ? nil : entry.now
        var reply = chargeReply(index)
        planCharge(reports, index, &reply)
        if first == ChargeStatus.authorized, entry.behaviour != .holdLapses {
            reply.appointments.append(
                Appointment(after: settings.timing.holdLife, event: .card(.holdEnd(charge: index))))
        }
        return reply
    }

    private mutating func challenge(_ entry: ChargeEntry, _ index: Int, _ request: IncomingRequest) -> Reply {
        let key = Self.randomToken(at: entry.now)
        let life = settings.timing.cardSessionLife
        cards.charges[index].status = ChargeStatus.pending
        cards.charges[index].challenge = (key, entry.now + life)
        cards.chargesBySession[key] = index
        var reply = chargeReply(index, webview: pageAddress(request) + Self.challengePagePath + "?session=" + key)
        reply.appointments = [Appointment(after: life, event: .card(.challengeEnd(charge: index)))]
        return reply
    }

    private mutating func chargeReply(_ index: Int, webview: String? = nil) -> Reply {
        let isPending = cards.charges[index].status == ChargeStatus.pending
        cards.charges[index].answer = isPending ? "2025400" : "2005400"
        let record = cards.charges[index]
        return Reply(code: record.answer, message: isPending ? "Request In Progress" : "Successful") { json in
            json.field("transactionId", record.transactionID)
            json.field("invoiceNumber", record.invoiceNumber)
            json.field("status", record.status)
            json.object("order") { $0.order(record.amount) }
            if let webview { json.object("webview") { $0.field("URL", webview) } }
        }
    }
}

/// The payment statuses (Ayoconnect: Card Acceptance, section 11).
enum ChargeStatus {
    static let pending = "PENDING"
    static let success = "SUCCESS"
    static let authorized = "AUTHORIZED"
    static let voided = "VOIDED"
    static let refunded = "REFUNDED"
    static let failed = "FAILED"
}

extension JSONWriter {
    /// The fields of a card order.
    mutating func order(_ amount: Rupiah) {
        field("amount", amount.snapValue)
        field("currency", "IDR")
    }
}
