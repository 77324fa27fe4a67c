import PayoutCore

extension Bank {
    /// Status inquiry (service 36): synchronous. The transfer is looked up by the X-EXTERNAL-ID that the body names.
    ///
    /// The header repeats that value, or must be fresh and is used up (``SandboxSettings/inquiryHeader``): the bank's
    /// pages disagree, so there are both banks.
    mutating func inquire(_ request: IncomingRequest, at now: Timestamp) throws(Refusal) -> Reply {
        let header = try admit(request, at: now)
        let body = try RequestBodies.decode(InquiryBody.self, request.body)
        if let stranger = body.strangers.first { throw .invalid("\(stranger): not a member of this request") }
        let externalID = try Mandatory.text(body.originalExternalId, field: "originalExternalId")
        switch settings.inquiryHeader {
        case .fresh:
            // Whoever does not know this bank yet asks under a used value once: no breach.
            guard uses[header] == nil else { throw Refusal(409, case: "00", "Conflict: X-EXTERNAL-ID was used before") }
            uses[header] = .inquiry
        case .transfer:
            guard externalID == header else {
                throw .invalid("originalExternalId: not the X-EXTERNAL-ID", .mismatchedInquiry)
            }
        }
        guard try Mandatory.text(body.serviceCode, field: "serviceCode") == BankService.transfer.rawValue else {
            throw .invalid("serviceCode", .malformedBody)
        }
        let number = try trace(externalID, at: now)
        if strikes(.inquiryTooManyRequests, externalID, number) { throw Refusal(429, case: "00", "Too Many Requests") }
        let index = try find(externalID)
        let isMagic = index.map { MagicAccount(accountNumber: transfers[$0].accountNumber) != nil } ?? false
        if !isMagic, strikes(.inquiryError, externalID, number) {
            let error = Fate.spoilt(.inquiryError, isProcessed: false)
            return spoil(Reply(status: 500, body: []), error, BankService.inquiry, variety: variety(externalID, number))
        }
        guard let index else { return notFound(externalID) }
        let age = now - transfers[index].receivedAt
        if !isMagic, number == 1, age < settings.timing.earlyNotFoundWindow, strikes(.earlyNotFound, externalID) {
            return notFound(externalID)
        }
        return status(of: transfers[index], index)
    }

    /// Counts the inquiries about one transfer, and refuses those that come too soon.
    private mutating func trace(_ externalID: String, at now: Timestamp) throws(Refusal) -> Int {
        if inquiryTraces.count >= Self.inquiryTracesMax { inquiryTraces.removeAll() }
        guard var trace = inquiryTraces[externalID] else {
            inquiryTraces[externalID] = InquiryTrace(count: 1, lastAt: now)
            return 1
        }
        let distance = now - trace.lastAt
        trace.count += 1
        trace.lastAt = now
        inquiryTraces[externalID] = trace
        guard uses[externalID] == nil || distance >= settings.timing.inquiryIntervalMin else {
            throw Refusal(429, case: "00", "Too Many Requests: inquiries about one transfer", .inquiryTooFrequent)
        }
        return trace.count
    }

    private func find(_ externalID: String) throws(Refusal) -> Int? {
        switch uses[externalID] {
        case .transfer(let index): return transfers[index].state == .booked ? index : nil
        case .none, .malformedTransfer, .inquiry: return nil
        case .validation, .balance:
            throw Refusal(
                404, case: "01", "Transaction Not Found: not the identifier of a transfer", .mismatchedInquiry)
        }
    }

    /// Not found, in one of the two forms that the contract knows.
    private func notFound(_ externalID: String) -> Reply {
        if chance.number(below: 2, .notFoundForm, externalID) == 0 {
            return Reply(code: "4043601", message: "Transaction Not Found")
        }
        return Reply(code: settings.inquiryCode, message: "Successful") { json in
            json.field("originalExternalId", externalID)
            json.field("serviceCode", BankService.transfer.rawValue)
            json.field("latestTransactionStatus", Telling.notFound.status)
            json.field("transactionStatusDesc", Telling.notFound.description)
        }
    }

    private func status(of record: TransferRecord, _ index: Int) -> Reply {
        Reply(code: settings.inquiryCode, message: "Successful") { json in
            json.field("originalPartnerReferenceNo", record.partnerReferenceNo)
            json.field("originalExternalId", record.externalID)
            json.field("originalReferenceNo", Self.reference("T", index))
            json.field("serviceCode", BankService.transfer.rawValue)
            json.object("amount") { $0.amount(record.amount) }
            json.field("beneficiaryAccountNo", record.accountNumber)
            json.field("beneficiaryBankCode", record.bankCode)
            json.field("latestTransactionStatus", record.status)
            json.field("transactionStatusDesc", Telling(status: record.status, responseCode: "").description)
        }
    }
}
