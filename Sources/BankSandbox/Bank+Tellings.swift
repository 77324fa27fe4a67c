import PayoutCore

extension Bank {
    /// Lets a telling happen: the books change, and the callbacks to send are returned.
    mutating func tell(_ event: BankEvent, at now: Timestamp) -> [OutgoingCallback] {
        switch event {
        case .validation(let index, let telling): tellValidation(index, telling, at: now)
        case .transfer(let index, let telling):
            transfers[index].isSettledByHand ? [] : tellTransfer(index, telling, at: now)
        case .debit(let event): tell(event, at: now)
        case .card(let event): tell(event, at: now)
        }
    }

    /// What became of one try of a callback.
    mutating func noteDelivery(_ callback: OutgoingCallback, isDelivered: Bool, isGivenUp: Bool) {
        counters.callbacksTried += 1
        if isDelivered { counters.callbacksDelivered += 1 }
        if isGivenUp { counters.callbacksGivenUp += 1 }
        switch callback.kind {
        case .validation: validations[callback.index].callbacks.count(isDelivered: isDelivered)
        case .transfer: transfers[callback.index].callbacks.count(isDelivered: isDelivered)
        case .binding: debits.bindings[callback.index].callbacks.count(isDelivered: isDelivered)
        case .debit: debits.payments[callback.index].callbacks.count(isDelivered: isDelivered)
        case .cardRegistration: cards.cards[callback.index].callbacks.count(isDelivered: isDelivered)
        case .charge: cards.charges[callback.index].callbacks.count(isDelivered: isDelivered)
        }
    }

    private mutating func tellValidation(
        _ index: Int, _ telling: Telling, at now: Timestamp
    ) -> [OutgoingCallback] {
        let isReported = telling.copies > 0 && settings.callbackURL != nil
        if telling.isBelieved {
            validations[index].status = telling.status
            if telling.status == "01", isReported, validations[index].toldAt == nil { validations[index].toldAt = now }
        }
        guard isReported else { return [] }
        let record = validations[index]
        let body = JSONWriter.object { json in
            json.field("responseCode", telling.responseCode)
            json.field("responseMessage", telling.description)
            json.field("originalExternalId", record.externalID)
            json.field("originalPartnerReferenceNo", record.partnerReferenceNo)
            json.field("originalReferenceNo", Self.reference("V", index))
            json.field("serviceCode", BankService.validation.rawValue)
            json.field("beneficiaryAccountNo", record.accountNumber)
            json.field("beneficiaryBankCode", record.bankCode)
            // A bank that misnames its status says all the rest: what must stop the transfer is the missing word alone.
            if telling.status == "01" || telling.isMisnamed {
                json.field("beneficiaryAccountName", names.name(of: record.accountNumber))
                json.object("additionalInfo") { $0.field("customerReference", customerReference(index)) }
            }
            if telling.isMisnamed { json.status(telling) } else { json.verificationStatus(telling) }
        }
        let callback = OutgoingCallback(kind: .validation, index: index, body: body, isForged: telling.isForged)
        return Array(repeating: callback, count: telling.copies)
    }

    /// Reports the status of one transfer, planned or not.
    mutating func tellTransfer(_ index: Int, _ telling: Telling, at now: Timestamp) -> [OutgoingCallback] {
        if telling.isBelieved { settle(index, telling.status, at: now) }
        guard telling.copies > 0, settings.callbackURL != nil else { return [] }
        let record = transfers[index]
        let amount = telling.hasWrongAmount ? Rupiah(record.amount.whole + 1) : record.amount
        let body = JSONWriter.object { json in
            json.field("responseCode", telling.responseCode)
            json.field("responseMessage", telling.description)
            json.field("originalExternalId", record.externalID)
            json.field("originalPartnerReferenceNo", record.partnerReferenceNo)
            json.field("originalReferenceNo", Self.reference("T", index))
            json.field("serviceCode", BankService.transfer.rawValue)
            json.object("amount") { $0.amount(amount) }
            json.field("beneficiaryAccountNo", record.accountNumber)
            json.field("beneficiaryBankCode", record.bankCode)
            json.status(telling)
        }
        let callback = OutgoingCallback(kind: .transfer, index: index, body: body, isForged: telling.isForged)
        return Array(repeating: callback, count: telling.copies)
    }

    /// Changes the status of a booked transfer; the money comes back with 06 and 04, and goes again with any other.
    private mutating func settle(_ index: Int, _ status: String, at now: Timestamp) {
        let record = transfers[index]
        switch (Self.isMoneyGone(record.status), Self.isMoneyGone(status)) {
        case (true, false): balance = Rupiah(balance.whole + record.amount.whole)
        case (false, true): balance = Rupiah(balance.whole - record.amount.whole)
        case (true, true), (false, false): break
        }
        transfers[index].status = status
        transfers[index].statusAt = now
    }

    private static func isMoneyGone(_ status: String) -> Bool { status != "06" && status != "04" }
}

extension JSONWriter {
    fileprivate mutating func verificationStatus(_ telling: Telling) {
        guard !telling.status.isEmpty else { return }
        field("latestVerificationStatus", telling.status)
        field("verificationStatusDesc", telling.verificationDescription)
    }

    fileprivate mutating func status(_ telling: Telling) {
        guard !telling.status.isEmpty else { return }
        field("latestTransactionStatus", telling.status)
        field("transactionStatusDesc", telling.description)
    }
}
