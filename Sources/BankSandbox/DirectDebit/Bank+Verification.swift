import PayoutCore
import SNAP

extension Bank {
    /// What a code is for.
    private enum Verified {
        case payment(Int)
        case unbinding(Int)
    }

    /// OTP verification (service 04): the code of the customer for a payment or an unbinding, under the X-EXTERNAL-ID
    /// of that call. Three wrong codes block the account (Ayoconnect: Direct Debit, section 6).
    mutating func verifyCode(_ request: IncomingRequest, at now: Timestamp) throws(Refusal) -> Reply {
        let externalID = try admitDebit(request, at: now)
        let customer = try customer(of: request, at: now)
        let body = try RequestBodies.decode(VerificationBody.self, request.body)
        try checkMerchant(body.merchantId)
        let partnerNo = try Mandatory.partnerReferenceNo(
            body.originalPartnerReferenceNo, field: "originalPartnerReferenceNo")
        let referenceNo = try Mandatory.partnerReferenceNo(body.originalReferenceNo, field: "originalReferenceNo")
        let code = try Mandatory.text(body.otp, field: "otp")
        guard FieldFormat.isDigits(code, count: 6...6) else { throw .invalid("otp") }
        guard let info = body.additionalInfo else { throw .missing("additionalInfo") }
        try checkMandate(customer, publicUserID: info["publicUserId"], bankCode: info["bankCode"])
        let verified: Verified
        switch try Mandatory.text(body.action, field: "action") {
        case "payment":
            guard let index = debits.paymentsByExternalID[externalID], debits.payments[index].binding == customer,
                debits.payments[index].partnerReferenceNo == partnerNo,
                debits.payments[index].referenceNo == referenceNo,
                debits.payments[index].channelID == request.header(SNAPHeader.channelID)
            else { throw Self.nothingToVerify }
            verified = .payment(index)
        case "unbinding":
            guard debits.bindings[customer].unbindingID == externalID else { throw Self.nothingToVerify }
            verified = .unbinding(customer)
        default: throw .invalid("action")
        }
        return try verify(verified, code, token: info["otpToken"], at: now)
    }

    private static let nothingToVerify = Refusal(404, case: "01", "Transaction Not Found", .mismatchedCode)

    private func dueCode(_ verified: Verified) -> DueCode? {
        switch verified {
        case .payment(let index): debits.payments[index].dueCode
        case .unbinding(let index): debits.bindings[index].dueCode
        }
    }

    private mutating func set(_ dueCode: DueCode?, _ verified: Verified) {
        switch verified {
        case .payment(let index): debits.payments[index].dueCode = dueCode
        case .unbinding(let index): debits.bindings[index].dueCode = dueCode
        }
    }

    private mutating func verify(
        _ verified: Verified, _ code: String, token: String?, at now: Timestamp
    ) throws(Refusal) -> Reply {
        guard var due = dueCode(verified) else {
            throw Refusal(404, case: "00", "Invalid Transaction Status: no code is due", .mismatchedCode)
        }
        guard token == due.token else { throw .invalid("additionalInfo.otpToken", .mismatchedCode) }
        guard now < due.endsAt else { throw Refusal(403, case: "12", "OTP Expired") }
        guard code == DueCode.right else {
            due.wrongTries += 1
            set(due, verified)
            guard due.wrongTries >= DueCode.triesMax else { throw Refusal(404, case: "15", "Invalid OTP") }
            return block(verified)
        }
        set(nil, verified)
        var reply = Reply(code: "2000400", message: "Successful")
        switch verified {
        case .payment(let index): planPayment(Self.debitReports(debits.payments[index].behaviour), index, &reply)
        case .unbinding(let index): reply.appointments = finishUnbinding(index)
        }
        return reply
    }

    /// The third wrong code: the account is blocked, and a payment has failed.
    private mutating func block(_ verified: Verified) -> Reply {
        var reply = Reply(code: "4030411", message: "OTP Blocked")
        switch verified {
        case .payment(let index):
            debits.bindings[debits.payments[index].binding].isBlocked = true
            debits.revokeCustomerTokens(of: debits.payments[index].binding)
            planPayment([Telling(status: "06", responseCode: "4035411")], index, &reply)
        case .unbinding(let index):
            debits.bindings[index].isBlocked = true
            debits.revokeCustomerTokens(of: index)
        }
        return reply
    }
}
