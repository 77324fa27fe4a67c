import PayoutCore

extension Bank {
    /// The first inquiries about a payment of the case 47 that are answered 429.
    private static let refusedInquiries = 3

    /// Payment status (service 55): synchronous, by referenceNo; without one, by partnerReferenceNo or X-EXTERNAL-ID of
    /// the payment (Ayoconnect: Direct Debit, section 7).
    mutating func tellDebitStatus(_ request: IncomingRequest, at now: Timestamp) throws(Refusal) -> Reply {
        let externalID = try admitDebit(request, at: now)
        try debits.inquiryPace.hold(max: settings.inquiriesPerSecondMax, at: now)
        try claimDebit(externalID, of: .status, at: now)
        let body = try RequestBodies.decode(DebitStatusBody.self, request.body)
        try checkMerchant(body.merchantId)
        guard try Mandatory.text(body.serviceCode, field: "serviceCode") == DebitService.payment.code else {
            throw .invalid("serviceCode", .malformedBody)
        }
        let notFound = Refusal(404, case: "01", "Transaction Not Found")
        guard let index = try paymentIndex(of: body) else { throw notFound }
        debits.payments[index].inquiries += 1
        let record = debits.payments[index]
        let number = record.inquiries
        switch record.behaviour {
        case .inquiriesRefusedFirst where number <= Self.refusedInquiries:
            throw Refusal(429, case: "00", "Too Many Requests")
        case .notFoundFirst where number == 1: throw notFound
        case .some: break
        case .none:
            if strikes(.inquiryTooManyRequests, record.externalID, number) {
                throw Refusal(429, case: "00", "Too Many Requests")
            }
            if strikes(.inquiryError, record.externalID, number) {
                let error = Fate.spoilt(.inquiryError, isProcessed: false)
                let variety = variety(record.externalID, number)
                return spoil(Reply(status: 500, body: []), error, DebitService.status, variety: variety)
            }
            let age = now - record.receivedAt
            if number == 1, age < settings.timing.earlyNotFoundWindow, strikes(.earlyNotFound, record.externalID) {
                throw notFound
            }
        }
        guard !record.status.isEmpty else { throw notFound }
        return statusReply(record, index)
    }

    private func paymentIndex(of body: DebitStatusBody) throws(Refusal) -> Int? {
        if let referenceNo = body.originalReferenceNo {
            let text = try Mandatory.partnerReferenceNo(referenceNo, field: "originalReferenceNo")
            return debits.paymentsByReferenceNo[text]
        }
        guard body.originalPartnerReferenceNo != nil || body.originalExternalId != nil else {
            throw .missing("originalReferenceNo")
        }
        if settings.inquiresByReferenceOnly { return nil }
        let byPartnerNo = body.originalPartnerReferenceNo.map { debits.paymentsByPartnerNo[$0] }
        let byExternalID = body.originalExternalId.map { debits.paymentsByExternalID[$0] }
        if let byPartnerNo, let byExternalID { return byPartnerNo == byExternalID ? byPartnerNo : nil }
        return byPartnerNo ?? byExternalID ?? nil
    }

    private func statusReply(_ record: DebitPaymentRecord, _ index: Int) -> Reply {
        let isRefunded = record.refunded >= record.amount
        let status = isRefunded ? "04" : record.status
        return Reply(code: "2005500", message: "Successful") { json in
            json.field("serviceCode", DebitService.payment.code)
            json.field("originalPartnerReferenceNo", record.partnerReferenceNo)
            json.field("originalReferenceNo", record.referenceNo)
            json.field("originalExternalId", record.externalID)
            json.field("latestTransactionStatus", status)
            let description =
                isRefunded ? Telling(status: status, responseCode: "").debitDescription : record.statusDescription
            json.field("transactionStatusDesc", description)
            json.object("transAmount") { $0.amount(record.amount) }
            json.beginArray("refundHistory")
            if record.refunds > 0 {
                for refund in debits.refunds where refund.payment == index && refund.state != .notMade {
                    json.object { json in
                        json.field("partnerRefundNo", refund.partnerRefundNo)
                        json.field("refundNo", refund.refundNo)
                        json.object("refundAmount") { $0.amount(refund.amount) }
                        json.field("refundStatus", refund.state == .made ? "00" : "03")
                    }
                }
            }
            json.endArray()
            json.object("additionalInfo") { $0.field("settlementStatus", ifPresent: record.settlementStatus) }
        }
    }
}
