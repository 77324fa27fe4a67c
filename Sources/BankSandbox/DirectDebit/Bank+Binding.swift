import PayoutCore

extension Bank {
    /// Where a customer binds an account: the authCode follows in the query, as in the documented webview.
    static let bindingPagePath = "/dd-card-binding"

    /// Account binding (service 07): opens a page for the customer (Ayoconnect: Direct Debit, section 4).
    mutating func bind(_ request: IncomingRequest, at now: Timestamp) throws(Refusal) -> Reply {
        let externalID = try admitDebit(request, at: now)
        let fate = fate(externalID)
        try refuseEarly(fate, request, at: \.debits.gate)
        try claimDebit(externalID, of: .binding, at: now)
        let body = try RequestBodies.decode(BindingBody.self, request.body)
        let session = try session(body, externalID: externalID, at: now)
        let bankCode = body.additionalInfo?.bankCode ?? ""
        guard bankCode.isEmpty || DebitBank.named(bankCode) != nil else { throw .invalid("additionalInfo.bankCode") }
        try claimPartnerNo(session.partnerReferenceNo, of: .binding, at: now)
        guard fate.isProcessed else {
            return spoil(Reply(status: 500, body: []), fate, DebitService.binding, variety: variety(externalID))
        }
        let record = BindingRecord(
            authCode: String(Self.randomToken(at: now).prefix(32)),
            accountToken: String(Self.randomToken(at: now).suffix(32)),
            publicUserID: publicUserID(of: session.userID), bankCode: bankCode, since: now, status: .inProgress,
            session: session)
        let index = debits.add(record)
        var reply = Reply(code: "2000700", message: "Successful") { json in
            json.field("partnerReferenceNo", session.partnerReferenceNo)
            json.field("referenceNo", session.referenceNo)
            json.field("redirectUrl", pageAddress(request) + Self.bindingPagePath + "?authCode=" + record.authCode)
            json.object("userInfo") { $0.field("publicUserId", record.publicUserID) }
            json.object("additionalInfo") { $0.field("latestBindingStatus", record.status.rawValue) }
        }
        reply.appointments = [
            Appointment(after: settings.timing.bindingSessionLife, event: .debit(.sessionEnd(binding: index)))
        ]
        return spoil(reply, fate, DebitService.binding, variety: variety(externalID))
    }

    private func session(
        _ body: BindingBody, externalID: String, at now: Timestamp
    ) throws(Refusal) -> BindingSession {
        let partnerReferenceNo = try Mandatory.partnerReferenceNo(body.partnerReferenceNo)
        guard (2...8).contains(try Mandatory.text(body.lang, field: "lang").utf8.count) else { throw .invalid("lang") }
        if let phone = body.phoneNo {
            guard FieldFormat.isDigits(phone, count: 9...13), phone.hasPrefix("62") else { throw .invalid("phoneNo") }
        }
        try checkMerchant(body.merchantId)
        guard let data = body.additionalData else { throw .missing("additionalData") }
        let userID = try Mandatory.text(data.userId, field: "additionalData.userId")
        let urls = [body.additionalInfo?.successRedirectUrl, body.additionalInfo?.failureRedirectUrl]
        for url in urls.compactMap(\.self) where !FieldFormat.isWebAddress(url) {
            throw .invalid("additionalInfo.successRedirectUrl or .failureRedirectUrl")
        }
        return BindingSession(
            externalID: externalID, partnerReferenceNo: partnerReferenceNo,
            referenceNo: longReference("B", debits.bindings.count), userID: userID, successURL: urls[0],
            failureURL: urls[1], endsAt: now + settings.timing.bindingSessionLife)
    }

    /// The public user id of one of the merchant's customers: the same for each of the customer's accounts.
    private func publicUserID(of userID: String) -> String {
        let bits = chance.bits(Chance.Subject.publicUser.rawValue, userID, 0)
        let bytes = (0..<4).map { UInt8(truncatingIfNeeded: bits >> ($0 * 8)) }
        return settings.credentials.merchantID + "-" + Hexadecimal.encode(bytes).uppercased()
    }

    /// What the addresses of the bank's pages begin with.
    func pageAddress(_ request: IncomingRequest) -> String {
        (settings.tls == nil ? "http://" : "https://") + request.authority
    }

    /// Account binding inquiry (service 08): the accounts of a public user that are bound.
    mutating func listBindings(_ request: IncomingRequest, at now: Timestamp) throws(Refusal) -> Reply {
        let externalID = try admitDebit(request, at: now)
        try claimDebit(externalID, of: .bindingInquiry, at: now)
        let body = try RequestBodies.decode(BindingInquiryBody.self, request.body)
        let partnerReferenceNo = try Mandatory.partnerReferenceNo(body.partnerReferenceNo)
        try checkMerchant(body.merchantId)
        let publicUserID = try Mandatory.text(body.publicUserId, field: "publicUserId")
        try claimPartnerNo(partnerReferenceNo, of: .bindingInquiry, at: now)
        if strikes(.inquiryError, externalID) {
            let error = Fate.spoilt(.inquiryError, isProcessed: false)
            return spoil(
                Reply(status: 500, body: []), error, DebitService.bindingInquiry, variety: variety(externalID))
        }
        let indices = debits.bindings(ofUser: publicUserID, at: now)
        guard !indices.isEmpty else { throw Refusal(404, case: "11", "Invalid Customer") }
        return Reply(code: "2000800", message: "Successful") { json in
            json.field("partnerReferenceNo", partnerReferenceNo)
            json.object("additionalInfo") { json in
                json.beginArray("accounts")
                for index in indices where debits.bindings[index].isListed {
                    json.object { debits.bindings[index].writeAccount(&$0) }
                }
                json.endArray()
            }
        }
    }

    /// The time of a binding page is over: what is not bound by then has failed.
    mutating func endSession(_ index: Int, at now: Timestamp) -> [OutgoingCallback] {
        switch debits.bindings[index].status {
        case .success, .failed, .unbound: return []
        case .inProgress, .verificationPending:
            debits.bindings[index].status = .failed
            return tellBinding(index, copies: 1, failure: "4030700")
        }
    }

    /// Reports a failure that never was, in a callback with a wrong signature.
    func forgeBinding(_ index: Int) -> [OutgoingCallback] {
        var liar = self
        liar.debits.bindings[index].status = .failed
        return liar.tellBinding(index, copies: 1).map { callback in
            OutgoingCallback(kind: callback.kind, index: callback.index, body: callback.body, isForged: true)
        }
    }

    /// Reports the status of a binding.
    func tellBinding(_ index: Int, copies: Int, failure: String = "4030705") -> [OutgoingCallback] {
        guard copies > 0, settings.callbackURL != nil else { return [] }
        let record = debits.bindings[index]
        let code =
            switch record.status {
            case .failed: failure
            case .unbound: "2000900"
            case .inProgress, .verificationPending, .success: "2000700"
            }
        let body = JSONWriter.object { json in
            json.field("responseCode", code)
            json.field("responseMessage", record.status == .failed ? "Failed" : "Successful")
            json.field("originalPartnerReferenceNo", ifPresent: record.session?.partnerReferenceNo)
            json.field("originalReferenceNo", ifPresent: record.session?.referenceNo)
            json.field("latestBindingStatus", record.status.rawValue)
            if record.status == .success {
                json.field("authCode", record.authCode)
                json.field("accountToken", record.accountToken)
            }
            json.object("userInfo") { $0.field("publicUserId", record.publicUserID) }
            let externalID = record.status == .unbound ? record.unbindingID : record.session?.externalID
            json.field("originalExternalId", ifPresent: externalID)
            json.object("additionalInfo") { record.writeAccount(&$0) }
        }
        let callback = OutgoingCallback(kind: .binding, index: index, body: body, isForged: false)
        return Array(repeating: callback, count: copies)
    }
}

extension BindingRecord {
    /// The account, as callbacks and inquiries describe it.
    fileprivate func writeAccount(_ json: inout JSONWriter) {
        if isListed { json.field("accountToken", accountToken) }
        json.field("bindedTimestamp", since.iso8601)
        json.field("bankCode", bankCode)
        json.field("maskedCard", "************" + maskedEnd)
        json.field("maskedAccountNo", "******" + maskedEnd)
        json.field("maskedAccountHolderName", "B*** S******")
        json.field("endDatePeriod", (since + Self.consentLife).iso8601)
    }

    /// How long a bank's consent lasts (Ayoconnect: Direct Debit, section 4; here as long as a card of a year).
    private static let consentLife = Duration.seconds(365 * 86_400)

    /// Four digits that say nothing about the tokens.
    private var maskedEnd: String {
        let sum = publicUserID.utf8.reduce(7) { ($0 * 31 + Int($1)) % 10_000 }
        return String(String(sum + 10_000).suffix(4))
    }
}
