import PayoutCore

extension Bank {
    /// Refund (service 58): synchronous; the sum of refunds never passes the payment (Ayoconnect: Direct Debit,
    /// section 7).
    mutating func refundDebit(_ request: IncomingRequest, at now: Timestamp) throws(Refusal) -> Reply {
        let externalID = try admitDebit(request, at: now)
        let order: DebitRefundOrder
        do throws(Refusal) {
            order = try DebitRefundOrder(try RequestBodies.decode(DebitRefundBody.self, request.body))
        } catch {
            try claimDebit(externalID, of: .refund, at: now)
            throw error
        }
        let customer = try customer(of: request, at: now)
        let payment = debits.paymentsByReferenceNo[order.originalReferenceNo]
        if let payment, debits.payments[payment].binding != customer {
            throw Refusal(401, case: "02", "Invalid Customer Token", .wrongCustomerToken)
        }
        let behaviour = payment.flatMap { debits.payments[$0].behaviour }
        let fate = refundFate(behaviour, externalID: externalID)
        try refuseEarly(fate, request, at: \.debits.gate)
        try claimDebit(externalID, of: .refund, at: now)
        try checkMerchant(order.merchantID)
        guard let payment, debits.payments[payment].partnerReferenceNo == order.originalPartnerReferenceNo else {
            throw Refusal(404, case: "01", "Transaction Not Found")
        }
        let reply = try enter(order, payment, externalID: externalID, isProcessed: fate.isProcessed, at: now)
        let variety = variety(externalID, isMagic: behaviour != nil)
        return spoil(reply, fate, DebitService.refund, variety: variety)
    }

    private mutating func refundFate(_ behaviour: DebitCase?, externalID: String) -> Fate {
        switch behaviour {
        case .none: fate(externalID)
        case .refundDropped: .spoilt(.dropAfter, isProcessed: true)
        case .some: .fair
        }
    }

    private mutating func enter(
        _ order: DebitRefundOrder, _ payment: Int, externalID: String, isProcessed: Bool, at now: Timestamp
    ) throws(Refusal) -> Reply {
        if let known = debits.refundsByPartnerNo[order.partnerRefundNo], debits.refunds[known].state != .notMade {
            let isSame = debits.refunds[known].payment == payment && debits.refunds[known].amount == order.amount
            throw isSame
                ? Refusal(409, case: "01", "Conflict: partnerRefundNo was processed before")
                : Refusal(404, case: "18", "Inconsistent Request", .malformedBody)
        }
        let record = debits.payments[payment]
        guard record.status == "00" else {
            // Nobody can know of a refund that the bank made by hand.
            let isByHand = record.status == "04"
            throw Refusal(404, case: "00", "Invalid Transaction Status", isByHand ? nil : .refundWithoutPayment)
        }
        guard let sum = promised(payment).adding(order.amount), sum <= record.amount else {
            throw Refusal(404, case: "13", "Invalid Amount: above the payment", .refundAbovePayment)
        }
        let index = debits.refunds.count
        debits.payments[payment].refunds += 1
        let answer = isProcessed ? refundAnswer(record.behaviour, order, isFirst: record.refunds == 0) : .lost
        debits.refunds.append(
            DebitRefundRecord(
                externalID: externalID, partnerRefundNo: order.partnerRefundNo, refundNo: longReference("R", index),
                payment: payment, amount: order.amount, receivedAt: now, answer: answer.code, state: answer.state))
        debits.refundsByPartnerNo[order.partnerRefundNo] = index
        if answer.state == .made { debits.payments[payment].refunded = sum }
        var reply = Reply(code: answer.code, message: answer.message) { json in
            guard answer.code == "2005800" else { return }
            json.field("originalPartnerReferenceNo", record.partnerReferenceNo)
            json.field("originalReferenceNo", record.referenceNo)
            json.field("refundNo", debits.refunds[index].refundNo)
            json.field("partnerRefundNo", order.partnerRefundNo)
            json.object("refundAmount") { $0.amount(order.amount) }
            json.field("refundTime", now.iso8601)
        }
        if answer.state == .processing {
            let delay = chance.duration(in: settings.timing.transferDelay, .transferDelay, externalID)
            reply.appointments = [Appointment(after: delay, event: .debit(.refundDone(index)))]
        }
        return reply
    }

    /// What was given back of a payment, and what will be.
    private func promised(_ payment: Int) -> Rupiah {
        var sum = debits.payments[payment].refunded
        for refund in debits.refunds where refund.payment == payment && refund.state == .processing {
            sum = Rupiah(sum.whole + refund.amount.whole)
        }
        return sum
    }

    private mutating func refundAnswer(
        _ behaviour: DebitCase?, _ order: DebitRefundOrder, isFirst: Bool
    ) -> RefundAnswer {
        switch behaviour {
        case .refundDoneLater: return .processing
        case .refundInconsistent: return RefundAnswer("4045818", message: "Inconsistent Request", .made)
        case .refundAmountRefused: return RefundAnswer("4045813", message: "Invalid Amount", .notMade)
        case .refundTooLate: return RefundAnswer("4035800", message: "Transaction Expired", .notMade)
        case .refundNeverMade: return RefundAnswer("5005800", message: "General Error", .notMade)
        case .refundDuplicate: return RefundAnswer("4095801", message: "Conflict: processed before", .made)
        case .firstRefundRefused where isFirst:
            return RefundAnswer("4045800", message: "Invalid Transaction Status", .notMade)
        case .none where strikes(.refundInDoubt, order.partnerRefundNo):
            let isMade = chance.number(below: 2, .processed, order.partnerRefundNo) == 0
            return isMade ? .processing : RefundAnswer("5005800", message: "General Error", .notMade)
        case .some, .none: return RefundAnswer("2005800", message: "Successful", .made)
        }
    }

    /// A refund in progress is done.
    mutating func finishRefund(_ index: Int) {
        let refund = debits.refunds[index]
        guard refund.state == .processing else { return }
        debits.refunds[index].state = .made
        let before = debits.payments[refund.payment].refunded
        debits.payments[refund.payment].refunded = Rupiah(before.whole + refund.amount.whole)
    }
}

/// What the bank answers to a refund, and what becomes of it.
private struct RefundAnswer {
    static let processing = RefundAnswer("5005800", message: "General Error", .processing)
    /// A fault struck before it was processed.
    static let lost = RefundAnswer("5005800", message: "General Error", .notMade)

    let code: String
    let message: String
    let state: DebitRefundRecord.State

    init(_ code: String, message: String, _ state: DebitRefundRecord.State) {
        (self.code, self.message, self.state) = (code, message, state)
    }
}
