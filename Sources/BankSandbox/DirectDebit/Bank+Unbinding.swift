import PayoutCore

extension Bank {
    /// Account unbinding (service 09): at once, or after a code of the customer (Ayoconnect: Direct Debit, section 4).
    mutating func unbind(_ request: IncomingRequest, at now: Timestamp) throws(Refusal) -> Reply {
        let externalID = try admitDebit(request, at: now)
        let body: UnbindingBody
        let accountToken: String
        do throws(Refusal) {
            body = try RequestBodies.decode(UnbindingBody.self, request.body)
            accountToken = try Mandatory.partnerReferenceNo(
                body.additionalInfo?.accountToken, field: "additionalInfo.accountToken")
        } catch {
            try claimDebit(externalID, of: .unbinding, at: now)
            throw error
        }
        let binding = try binding(ofAccountToken: accountToken, request, at: now)
        let fate = fate(externalID)
        try refuseEarly(fate, request, at: \.debits.gate)
        try claimDebit(externalID, of: .unbinding, at: now)
        let partnerReferenceNo = try Mandatory.partnerReferenceNo(body.partnerReferenceNo)
        try checkMerchant(body.merchantId)
        try checkMandate(
            binding, publicUserID: body.additionalInfo?.publicUserId, bankCode: body.additionalInfo?.bankCode)
        try claimPartnerNo(partnerReferenceNo, of: .unbinding, at: now)
        guard debits.bindings[binding].isUsable else {
            throw Refusal(404, case: "11", "Invalid Card/Account/Customer: not bound")
        }
        var reply = Reply(status: 500, body: [])
        if fate.isProcessed {
            debits.bindings[binding].unbindingID = externalID
            reply = startUnbinding(binding, partnerReferenceNo: partnerReferenceNo, at: now)
        }
        return spoil(reply, fate, DebitService.unbinding, variety: variety(externalID))
    }

    private mutating func startUnbinding(_ binding: Int, partnerReferenceNo: String, at now: Timestamp) -> Reply {
        let bank = DebitBank.named(debits.bindings[binding].bankCode)
        let isCodeDue = bank?.unbindsWithCode == true
        var appointments: [Appointment] = []
        if isCodeDue {
            debits.bindings[binding].dueCode = DueCode(
                token: String(Self.randomToken(at: now).prefix(32)), endsAt: now + settings.timing.codeLife)
        } else {
            appointments = finishUnbinding(binding)
        }
        let record = debits.bindings[binding]
        var reply = Reply(code: "2000900", message: "Successful") { json in
            json.field("partnerReferenceNo", partnerReferenceNo)
            json.field("referenceNo", longReference("U", binding))
            json.field("unlinkResult", isCodeDue ? "OTP" : "SUCCESS")
            json.object("additionalInfo") { json in
                json.field("latestBindingStatus", record.status.rawValue)
                json.field("unlinkOtpToken", ifPresent: record.dueCode?.token)
            }
        }
        reply.appointments = appointments
        return reply
    }

    /// The account is bound no more; answers the callback that says so.
    mutating func finishUnbinding(_ binding: Int) -> [Appointment] {
        debits.bindings[binding].status = .unbound
        debits.bindings[binding].dueCode = nil
        debits.revokeCustomerTokens(of: binding)
        let delay = chance.duration(
            in: settings.timing.validationDelay, .validationDelay, debits.bindings[binding].publicUserID)
        return [Appointment(after: delay, event: .debit(.bindingReport(binding, copies: 1)))]
    }
}
