import PayoutCore

/// Something that happens to a mandate or a payment at one moment.
enum DebitEvent: Sendable {
    case payment(Int, Telling)
    /// The time for the customer's code is over.
    case codeExpiry(payment: Int)
    /// The time of a binding page is over.
    case sessionEnd(binding: Int)
    /// A refund that was answered 5005800 is done.
    case refundDone(Int)
    /// The status of a binding is called back so many times.
    case bindingReport(Int, copies: Int)
    /// A callback with a wrong signature says that a binding has failed.
    case forgedBindingReport(Int)
}

extension Bank {
    /// Lets an event of Direct Debit happen: the books change, and the callbacks to send are returned.
    mutating func tell(_ event: DebitEvent, at now: Timestamp) -> [OutgoingCallback] {
        switch event {
        case .payment(let index, let telling):
            return debits.payments[index].isSettledByHand ? [] : tellPayment(index, telling, at: now)
        case .codeExpiry(let index):
            guard debits.payments[index].dueCode != nil, debits.payments[index].status == "03",
                !debits.payments[index].isSettledByHand
            else { return [] }
            return tellPayment(index, Telling(status: "06", responseCode: "4035412"), at: now)
        case .sessionEnd(let index): return endSession(index, at: now)
        case .refundDone(let index):
            finishRefund(index)
            return []
        case .bindingReport(let index, let copies): return tellBinding(index, copies: copies)
        case .forgedBindingReport(let index): return forgeBinding(index)
        }
    }

    /// Reports the status of one payment, planned or not.
    mutating func tellPayment(_ index: Int, _ telling: Telling, at now: Timestamp) -> [OutgoingCallback] {
        if telling.isBelieved {
            debits.payments[index].status = telling.status
            debits.payments[index].statusAt = now
        }
        guard telling.copies > 0, settings.callbackURL != nil else { return [] }
        let record = debits.payments[index]
        let binding = debits.bindings[record.binding]
        let amount = telling.hasWrongAmount ? Rupiah(record.amount.whole + 1) : record.amount
        let body = JSONWriter.object { json in
            json.field("responseCode", telling.responseCode)
            json.field("responseMessage", telling.debitDescription)
            json.field("originalPartnerReferenceNo", record.partnerReferenceNo)
            json.field("originalReferenceNo", record.referenceNo)
            if !telling.status.isEmpty {
                json.field("latestTransactionStatus", telling.debitStatus)
                json.field("transactionStatusDesc", telling.debitDescription)
            }
            json.object("amount") { $0.amount(amount) }
            json.field("originalExternalId", record.externalID)
            json.object("additionalInfo") { json in
                json.field("publicUserId", binding.publicUserID)
                json.field("bankCode", binding.bankCode)
                json.field("settlementStatus", ifPresent: telling.status == "00" ? "SETTLED" : nil)
            }
        }
        let callback = OutgoingCallback(kind: .debit, index: index, body: body, isForged: telling.isForged)
        return Array(repeating: callback, count: telling.copies)
    }
}
