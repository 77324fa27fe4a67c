import FoundationEssentials
import PayoutCore

extension LedgerList {
    /// `GET /control/direct-debit`.
    static let debits = [
        LedgerList(
            name: "mandates", count: { $0.debits.bindings.count },
            write: { bank, json, index in json.object { bank.debits.bindings[index].write(&$0) } }),
        LedgerList(
            name: "debitPayments", count: { $0.debits.payments.count },
            write: { bank, json, index in json.object { bank.writePayment(&$0, bank.debits.payments[index]) } }),
        LedgerList(
            name: "debitRefunds", count: { $0.debits.refunds.count },
            write: { bank, json, index in json.object { bank.writeRefund(&$0, bank.debits.refunds[index]) } }),
    ]
}

extension DebitBooks {
    /// The payments that stand at 03, the oldest first.
    var pendingIndices: [Int] { payments.indices.filter { payments[$0].status == "03" } }
}

/// What `POST /control/unblock` takes.
private struct UnblockBody: Decodable {
    private enum CodingKeys: String, CodingKey {
        case publicUserID = "public_user_id"
    }

    let publicUserID: String
}

extension Bank {
    /// Lifts the block of every account of a public user.
    mutating func unblock(_ bytes: [UInt8], at now: Timestamp) -> ControlAnswer {
        guard let body = try? JSONDecoder().decode(UnblockBody.self, from: Data(bytes)) else {
            return .refused(400, #"write {"public_user_id": "..."}"#)
        }
        let blocked = debits.bindings(ofUser: body.publicUserID, at: now).filter { debits.bindings[$0].isBlocked }
        for index in blocked { debits.bindings[index].isBlocked = false }
        return ControlAnswer(
            status: 200,
            body: JSONWriter.object { json in
                json.field("public_user_id", body.publicUserID)
                json.field("unblocked", blocked.count)
            })
    }

    /// Decides about a debit payment by hand.
    mutating func settlePayment(
        _ index: Int, _ body: SettleBody, at now: Timestamp
    ) -> (ControlAnswer, [OutgoingCallback]) {
        let before = debits.payments[index].status
        let telling: Telling =
            switch body.status {
            case "00": .debitPaid
            case "04": .debitRefunded
            default: .debitFailed
            }
        let callbacks = tellPayment(index, body.isSent(telling), at: now)
        debits.payments[index].isSettledByHand = true
        return (.settled(body, before: before, callbacks), callbacks)
    }

    func writePending(_ json: inout JSONWriter, _ record: DebitPaymentRecord) {
        json.field("external_id", record.externalID)
        json.field("bank_code", debits.bindings[record.binding].bankCode)
        json.field("public_user_id", debits.bindings[record.binding].publicUserID)
        json.field("amount", record.amount.whole)
        json.field("received_at", record.receivedAt.iso8601)
    }

    fileprivate func writePayment(_ json: inout JSONWriter, _ record: DebitPaymentRecord) {
        json.field("externalId", record.externalID)
        json.field("partnerReferenceNo", record.partnerReferenceNo)
        json.field("referenceNo", record.referenceNo)
        json.field("publicUserId", debits.bindings[record.binding].publicUserID)
        json.field("bankCode", debits.bindings[record.binding].bankCode)
        json.field("amount", record.amount.whole)
        json.field("remarks", ifPresent: record.remarks)
        json.field("receivedAt", record.receivedAt.iso8601)
        json.field("answer", record.answer)
        json.field("status", record.status)
        json.field("statusAt", ifPresent: record.statusAt?.iso8601)
        json.field("refunded", record.refunded.whole)
        json.field("isCodeDue", record.dueCode != nil && record.status == "03")
        json.field("inquiries", record.inquiries)
        json.callbacks(record.callbacks)
    }

    fileprivate func writeRefund(_ json: inout JSONWriter, _ record: DebitRefundRecord) {
        json.field("externalId", record.externalID)
        json.field("partnerRefundNo", record.partnerRefundNo)
        json.field("refundNo", record.refundNo)
        json.field("paymentExternalId", debits.payments[record.payment].externalID)
        json.field("amount", record.amount.whole)
        json.field("receivedAt", record.receivedAt.iso8601)
        json.field("answer", record.answer)
        json.field("state", record.state.rawValue)
    }
}

extension BindingRecord {
    /// Without tokens: they are secrets of the customer.
    fileprivate func write(_ json: inout JSONWriter) {
        json.field("publicUserId", publicUserID)
        json.field("userId", ifPresent: session?.userID)
        json.field("bankCode", bankCode)
        json.field("bindingExternalId", ifPresent: session?.externalID)
        json.field("since", since.iso8601)
        json.field("status", status.rawValue)
        json.field("isBlocked", isBlocked)
        json.field("isGone", isGone)
        json.field("customerTokensIssued", customerTokensIssued)
        json.field("payments", payments)
        json.callbacks(callbacks)
    }
}

extension DebitPaymentRecord {
    /// Payments that were never made count under the word for that.
    var total: (status: String, amount: Rupiah) { (status.isEmpty ? "not-made" : status, amount) }
}

extension DebitRefundRecord {
    var total: (status: String, amount: Rupiah) { (state.rawValue, amount) }
}
