import PayoutCore

extension Bank {
    static let customerAuthorization = "Authorization-Customer"

    /// Answers one call of Direct Debit.
    mutating func serve(
        _ request: IncomingRequest, _ service: DebitService, number: Int, at now: Timestamp
    ) throws(Refusal) -> Reply {
        switch service {
        case .token: try debitToken(request, number: number, at: now)
        case .customerToken: try customerToken(request, number: number, at: now)
        case .binding: try bind(request, at: now)
        case .bindingInquiry: try listBindings(request, at: now)
        case .unbinding: try unbind(request, at: now)
        case .verification: try verifyCode(request, at: now)
        case .payment: try payDebit(request, at: now)
        case .status: try tellDebitStatus(request, at: now)
        case .refund: try refundDebit(request, at: now)
        }
    }

    /// Lets a call of Direct Debit in; answers its X-EXTERNAL-ID, which is not used up yet.
    mutating func admitDebit(_ request: IncomingRequest, at now: Timestamp) throws(Refusal) -> String {
        let externalID = try debits.gate.admit(request, at: now)
        try holdPace(at: now)
        return externalID
    }

    /// Uses up an X-EXTERNAL-ID. A value that was used today is a conflict. One of an earlier day is a violation, but
    /// the request is processed, since banks notice a repetition on the same day only.
    mutating func claimDebit(
        _ externalID: String, of service: DebitService, at now: Timestamp
    ) throws(Refusal) {
        let message = "Conflict: X-EXTERNAL-ID was used before"
        switch debits.use("X " + externalID, at: now) {
        case .never: break
        case .today: throw Refusal(409, case: "00", message, .reusedExternalID)
        case .otherDay:
            violations.note(
                Violation(
                    kind: .reusedExternalID, at: now, service: service.name, detail: "\(message), on another day",
                    externalID: externalID, partnerReferenceNo: nil))
        }
    }

    /// Uses up the partnerReferenceNo of a call that moves no money.
    mutating func claimPartnerNo(
        _ partnerReferenceNo: String, of service: DebitService, at now: Timestamp
    ) throws(Refusal) {
        switch debits.use("\(service.code) \(partnerReferenceNo)", at: now) {
        case .never, .otherDay: break
        case .today:
            throw Refusal(409, case: "01", "Conflict: partnerReferenceNo was used before", .reusedReference)
        }
    }

    func checkMerchant(_ merchantID: String?) throws(Refusal) {
        guard try Mandatory.text(merchantID, field: "merchantId") == settings.credentials.merchantID else {
            throw Refusal(404, case: "08", "Invalid Merchant", .unknownClient)
        }
    }

    /// The binding whose customer token a call carries.
    func customer(of request: IncomingRequest, at now: Timestamp) throws(Refusal) -> Int {
        guard let text = request.header(Self.customerAuthorization) else {
            throw .missing(Self.customerAuthorization, .missingHeader)
        }
        guard text.hasPrefix("Bearer ") else { throw .invalid(Self.customerAuthorization, .malformedHeader) }
        guard let token = debits.customerTokens[String(text.dropFirst("Bearer ".count))] else {
            throw Refusal(401, case: "04", "Token Not Found (B2B2C)")
        }
        guard now < token.expiry else { throw Refusal(401, case: "02", "Invalid Customer Token") }
        return token.binding
    }

    /// The binding of an account token, which must be that of the customer token.
    mutating func binding(
        ofAccountToken accountToken: String, _ request: IncomingRequest, at now: Timestamp
    ) throws(Refusal) -> Int {
        let customer = try customer(of: request, at: now)
        guard let binding = debits.binding(accountToken, as: .accountToken, at: now) else {
            throw Refusal(404, case: "11", "Invalid Card/Account/Customer", .mismatchedMandate)
        }
        guard binding == customer else {
            throw Refusal(401, case: "02", "Invalid Customer Token", .wrongCustomerToken)
        }
        return binding
    }

    /// Refuses a call that names a user or bank which are not those of the mandate; what is not named is not compared.
    func checkMandate(_ binding: Int, publicUserID: String?, bankCode: String?) throws(Refusal) {
        let record = debits.bindings[binding]
        guard publicUserID.map({ $0 == record.publicUserID }) ?? true else {
            throw .invalid("additionalInfo.publicUserId: not that of the account", .mismatchedMandate)
        }
        guard bankCode.map({ $0 == record.bankCode }) ?? true else {
            throw .invalid("additionalInfo.bankCode: not that of the account", .mismatchedMandate)
        }
    }

    /// The bank's own number of 32 characters.
    func longReference(_ letter: String, _ index: Int) -> String {
        let bits = (0..<2).map { chance.bits(Chance.Subject.longReference.rawValue, letter, index * 2 + $0) }
        let bytes = bits.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) } }
        return String((Self.reference(letter, index) + Hexadecimal.encode(bytes)).prefix(32))
    }
}
