import PayoutCore
import SNAP

/// A payment that has passed every check, on its way into the books.
private struct DebitEntry {
    let order: DebitOrder
    let binding: Int
    let behaviour: DebitCase?
    let externalID: String
    let channelID: String?
    let now: Timestamp
}

extension Bank {
    /// Payment (service 54): answered at once, the status is reported by callback and inquiry.
    mutating func payDebit(_ request: IncomingRequest, at now: Timestamp) throws(Refusal) -> Reply {
        let externalID = try admitDebit(request, at: now)
        let order: DebitOrder
        do throws(Refusal) {
            order = try DebitOrder(try RequestBodies.decode(DebitPaymentBody.self, request.body))
        } catch {
            try claimDebit(externalID, of: .payment, at: now)
            throw error
        }
        let binding = try binding(ofAccountToken: order.accountToken, request, at: now)
        let chosen = debits.bindings[binding].behaviour ?? DebitCase(amount: order.amount)
        let behaviour = chosen?.behaviour(onPayment: debits.bindings[binding].payments + 1)
        let fate = debitFate(behaviour, order, externalID: externalID)
        try refuseEarly(fate, request, at: \.debits.gate)
        if refusesCustomerToken(behaviour, order) {
            debits.revokeCustomerTokens(of: binding)
            throw Refusal(401, case: "02", "Invalid Customer Token")
        }
        try claimDebit(externalID, of: .payment, at: now)
        let entry = DebitEntry(
            order: order, binding: binding, behaviour: behaviour, externalID: externalID,
            channelID: request.header(SNAPHeader.channelID), now: now)
        let reply = try enter(entry, fate, request)
        let isMagic = behaviour != nil
        let variety = behaviour == .timeoutNeverMade ? 1 : variety(externalID, isMagic: isMagic)
        return spoil(reply, fate, DebitService.payment, variety: variety)
    }

    /// Checks what only the books know, and enters the payment.
    private mutating func enter(
        _ entry: DebitEntry, _ fate: Fate, _ request: IncomingRequest
    ) throws(Refusal) -> Reply {
        let order = entry.order
        try checkMerchant(order.merchantID)
        let info = order.additionalInfo
        try checkMandate(entry.binding, publicUserID: info["publicUserId"], bankCode: info["bankCode"])
        guard debits.bindings[entry.binding].isUsable else {
            throw Refusal(404, case: "11", "Invalid Card/Account/Customer: not bound")
        }
        switch debits.earlierPayment(order.partnerReferenceNo, at: entry.now) {
        case .never: break
        case .today:
            return refusal(
                Refusal(409, case: "01", "Conflict: partnerReferenceNo was used before", .secondPayment),
                of: DebitService.payment, request: request, partnerReferenceNo: order.partnerReferenceNo,
                at: entry.now)
        case .otherDay:
            violations.note(
                Violation(
                    kind: .secondPayment, at: entry.now, service: DebitService.payment.name,
                    detail: "partnerReferenceNo was used on another day", externalID: entry.externalID,
                    partnerReferenceNo: order.partnerReferenceNo))
        }
        debits.bindings[entry.binding].payments += 1
        if entry.behaviour == .conflict {
            throw Refusal(409, case: "01", "Conflict: partnerReferenceNo was used before")
        }
        let index = add(entry)
        guard fate.isProcessed else { return Reply(status: 500, body: []) }
        if let refused = refusal(of: entry, index) {
            debits.payments[index].answer = refused.code(of: DebitService.payment)
            debits.payments[index].statusAt = entry.now
            var reply = Reply(code: refused.code(of: DebitService.payment), message: refused.message)
            if debits.payments[index].status == "03" { planPayment([.debitPaid.sent(0)], index, &reply) }
            return reply
        }
        return accept(entry, index)
    }

    private mutating func add(_ entry: DebitEntry) -> Int {
        let order = entry.order
        let index = debits.payments.count
        let record = DebitPaymentRecord(
            externalID: entry.externalID, partnerReferenceNo: order.partnerReferenceNo,
            referenceNo: longReference("P", index), binding: entry.binding, amount: order.amount,
            remarks: order.additionalInfo["remarks"], channelID: entry.channelID, behaviour: entry.behaviour,
            receivedAt: entry.now, answer: "")
        debits.payments.append(record)
        debits.paymentsByExternalID[record.externalID] = index
        debits.paymentsByPartnerNo[record.partnerReferenceNo] = index
        debits.paymentsByReferenceNo[record.referenceNo] = index
        return index
    }

    /// How the bank refuses a payment that it knows from then on; nil where it takes the payment.
    private mutating func refusal(of entry: DebitEntry, _ index: Int) -> Refusal? {
        debits.payments[index].status = "06"
        switch entry.behaviour {
        case .refused: return Refusal(403, case: "05", "Do Not Honor")
        case .accountGone:
            debits.bindings[entry.binding].isGone = true
            debits.revokeCustomerTokens(of: entry.binding)
            return Refusal(404, case: "11", "Invalid Card/Account/Customer")
        case .insufficientFunds: return Refusal(403, case: "14", "Insufficient Funds")
        case .insufficientYetPaid:
            debits.payments[index].status = "03"
            return Refusal(403, case: "14", "Insufficient Funds")
        case .none where strikes(.insufficientFunds, entry.externalID):
            let isPaid = chance.number(below: 4, .processed, entry.externalID) == 0
            if isPaid { debits.payments[index].status = "03" }
            return Refusal(403, case: "14", "Insufficient Funds")
        case .some, .none: return nil
        }
    }

    private mutating func accept(_ entry: DebitEntry, _ index: Int) -> Reply {
        let bank = DebitBank.named(debits.bindings[entry.binding].bankCode)
        let isCodeDue = bank?.paysWithCode == true || entry.behaviour == .codeDue
        let isPaid = entry.behaviour == .paidAtOnce && !isCodeDue
        let isInProgress =
            isCodeDue || entry.behaviour == .inProgressThenPaid
            || entry.behaviour == .inProgressThenFailed || manner(entry) == .inProgress
        let isStatusSaid = isCodeDue || manner(entry) != .withoutStatus
        debits.payments[index].status = isPaid ? "00" : "03"
        debits.payments[index].answer = isInProgress ? "2025400" : "2005400"
        if isCodeDue {
            let life = settings.timing.codeLife
            debits.payments[index].dueCode = DueCode(
                token: String(Self.randomToken(at: entry.now).prefix(32)), endsAt: entry.now + life)
        }
        let record = debits.payments[index]
        let publicUserID = debits.bindings[entry.binding].publicUserID
        var reply = Reply(code: record.answer, message: isInProgress ? "Request In Progress" : "Successful") { json in
            json.field("referenceNo", record.referenceNo)
            json.field("partnerReferenceNo", record.partnerReferenceNo)
            json.object("amount") { $0.amount(record.amount) }
            if isStatusSaid {
                json.field("latestTransactionStatus", record.status)
                json.field("transactionStatusDesc", record.statusDescription)
            }
            json.object("additionalInfo") { json in
                json.field("publicUserId", publicUserID)
                json.field("otpToken", ifPresent: record.dueCode?.token)
            }
        }
        if isCodeDue {
            reply.appointments = [
                Appointment(after: settings.timing.codeLife, event: .debit(.codeExpiry(payment: index)))
            ]
        } else {
            planPayment(Self.debitReports(entry.behaviour), index, &reply)
        }
        return reply
    }

    /// The three answers to an accepted payment that the contract has.
    private enum Manner: UInt64 {
        case accepted
        case inProgress
        case withoutStatus
    }

    /// Ordinary payments meet all three in turns of chance.
    private func manner(_ entry: DebitEntry) -> Manner {
        guard entry.behaviour == nil else { return .accepted }
        return Manner(rawValue: chance.number(below: 3, .acceptance, entry.order.partnerReferenceNo)) ?? .accepted
    }
}

extension DebitPaymentRecord {
    /// The words beside the status.
    var statusDescription: String {
        if dueCode != nil, status == "03" { return "PENDING_USER_VERIFICATION" }
        return Telling(status: status, responseCode: "").debitDescription
    }

    /// What became of the money afterwards; empty until there is some.
    var settlementStatus: String? {
        if refunded >= amount || status == "04" { return "REFUNDED" }
        if refunded > .zero { return "PARTIALLY REFUNDED" }
        return status == "00" ? "SETTLED" : nil
    }
}
