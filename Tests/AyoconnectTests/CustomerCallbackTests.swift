import Ayoconnect
import BankAPI
import PayoutCore
import SNAP
import Testing

/// The callbacks of direct debit and cards, and what of them is recorded.
struct CustomerCallbackTests {
    private static let xid = Fixtures.externalID.text
    private static let prn = Fixtures.partnerReferenceNo.text

    private func received(_ kind: CallbackKind, _ body: String) -> ReceivedCallback {
        ReceivedCallback(
            kind: kind, target: kind.path, timestampHeader: nil, signatureHeader: nil, body: Array(body.utf8))
    }

    private func read(_ kind: CallbackKind, _ body: String) throws -> CallbackContent {
        try #require(AyoconnectCallbackVerifier(rule: .none, encoding: .hex).verify(received(kind, body)))
    }

    private func recorded(_ kind: CallbackKind, _ body: String) -> String {
        let verifier = AyoconnectCallbackVerifier(rule: .none, encoding: .hex)
        return String(decoding: verifier.recordable(received(kind, body)), as: UTF8.self)
    }

    @Test func `A payment's callback is read`() throws {
        let content = try read(
            .directDebit,
            #"""
            {"responseCode":"2005400","responseMessage":"Successful","originalPartnerReferenceNo":"\#(Self.prn)",
             "originalReferenceNo":"R-1","latestTransactionStatus":"00","transactionStatusDesc":"SUCCESS",
             "amount":{"value":"150000.00","currency":"IDR"},"originalExternalId":"\#(Self.xid)",
             "additionalInfo":{"publicUserId":"U","bankCode":"002","settlementStatus":"SETTLED"}}
            """#)
        var expected = CallbackContent()
        expected.responseCode = "2005400"
        expected.responseMessage = "Successful"
        expected.originalExternalID = Fixtures.externalID
        expected.originalPartnerReferenceNo = Fixtures.partnerReferenceNo
        expected.providerReferenceNo = "R-1"
        expected.amount = Rupiah(150_000)
        expected.status = .succeeded
        #expect(content == expected)
    }

    @Test(arguments: [
        ("00", TransactionStatus.succeeded, "00"), ("success", .succeeded, "00"), ("SUCCESS", .succeeded, "00"),
        ("failed", .failed, "06"), ("06", .failed, "06"), ("05", .failed, "05"), ("processing", .pending, "03"),
        ("01", .pending, "01"), ("Refunded", .refunded, "04"), ("07", .notFound, "07"),
        ("odd", .unrecognised("odd"), "odd"),
    ])
    func `Words stand for codes`(written: String, status: TransactionStatus, code: String) throws {
        let content = try read(.directDebit, #"{"latestTransactionStatus":"\#(written)"}"#)
        #expect(content.status == status)
        #expect(content.responseCode == code)
    }

    @Test func `A callback that names a refund is about that refund alone`() throws {
        let content = try read(
            .directDebit,
            #"{"responseCode":"2005800","originalExternalId":"\#(Self.xid)","originalPartnerReferenceNo":"payment","#
                + #""originalReferenceNo":"R-1","partnerRefundNo":"\#(Self.prn)","refundNo":"F-1","#
                + #""refundAmount":{"value":"50000.00"},"latestTransactionStatus":"04","#
                + #""amount":{"value":"150000.00"}}"#)
        #expect(content.originalPartnerReferenceNo == Fixtures.partnerReferenceNo)
        #expect(content.providerReferenceNo == "F-1")
        #expect(content.amount == Rupiah(50_000))
        #expect(content.status == .succeeded)
    }

    @Test(arguments: [
        (CallbackKind.directDebit, "54", false), (.directDebit, "58", false), (.directDebit, "18", true),
        (.binding, "07", false), (.binding, "09", false), (.binding, "54", true),
    ])
    func `A callback that names another service is known as such`(
        kind: CallbackKind, service: String, isOther: Bool
    ) throws {
        #expect(try read(kind, #"{"serviceCode":"\#(service)"}"#).isOfOtherService == isOther)
    }

    private static let binding =
        #"{"responseCode":"2000700","originalPartnerReferenceNo":"\#(prn)","originalReferenceNo":"B-1","#
        + #""latestBindingStatus":"SUCCESS","authCode":"\#(Customers.authCode)","#
        + #""accountToken":"\#(Customers.accountToken)","userInfo":{"publicUserId":"AYOPOP-1"},"#
        + #""originalExternalId":"\#(xid)","additionalInfo":{"bankCode":"002","maskedCard":"****3489","#
        + #""maskedAccountHolderName":"BU**","endDatePeriod":"2029-05-31T00:00:00+07:00"}}"#

    @Test func `A binding's callback brings the account, and its secrets are not recorded`() throws {
        let content = try read(.binding, Self.binding)
        #expect(content.originalPartnerReferenceNo == Fixtures.partnerReferenceNo)
        #expect(content.originalExternalID == Fixtures.externalID)
        #expect(content.providerReferenceNo == "B-1")
        let report = try #require(content.customer)
        #expect(report.state == .bound)
        #expect(report.userID == "AYOPOP-1")
        #expect(report.authCode?.reveal() == Customers.authCode)
        #expect(report.token?.reveal() == Customers.accountToken)
        #expect(report.bankCode == "002")
        #expect(report.maskedNumber == "****3489")
        #expect(report.endsAt?.iso8601 == "2029-05-31T00:00:00+07:00")
        for text in ["\(content)", "\(report)", String(reflecting: content), recorded(.binding, Self.binding)] {
            #expect(!text.contains(Customers.authCode) && !text.contains(Customers.accountToken))
        }
        #expect(
            recorded(.binding, Self.binding)
                == Self.binding.replacing(Customers.authCode, with: "<redacted>")
                .replacing(Customers.accountToken, with: "<redacted>"))
    }

    @Test(arguments: [
        ("IN_PROGRESS", CustomerReport.State.inProgress), ("VERIFICATION_PENDING", .inProgress), ("SUCCESS", .bound),
        ("FAILED", .notBound), ("FAIL", .notBound), ("UNBINDED", .unbound), ("ODD", .unrecognised("ODD")),
    ])
    func `Every status of a binding is known`(word: String, state: CustomerReport.State) throws {
        let body = #"{"responseCode":"4030705","latestBindingStatus":"\#(word)"}"#
        let content = try read(.binding, body)
        #expect(content.customer?.state == state)
        #expect(content.responseCode == "4030705")
    }

    @Test func `A charge's callback is read`() throws {
        let content = try read(
            .card,
            #"{"responseCode":"2005400","transactionId":"\#(Self.prn)","correlationId":"\#(Self.xid)","#
                + #""invoiceNumber":"INV-9","customerId":"CUST1001","operation":"PAY","status":"AUTHORIZED","#
                + #""order":{"amount":"150000.00","currency":"IDR"}}"#)
        #expect(content.originalExternalID == Fixtures.externalID)
        #expect(content.originalPartnerReferenceNo == Fixtures.partnerReferenceNo)
        #expect(content.providerReferenceNo == "INV-9")
        #expect(content.amount == Rupiah(150_000))
        #expect(content.status == .authorised)
    }

    @Test func `A registration's callback brings the card, and its token is not recorded`() throws {
        let body =
            #"{"responseCode":"2000100","transactionId":"\#(Self.prn)","correlationId":"\#(Self.xid)","#
            + #""status":"SUCCESS","customerId":"CUST1001","cardToken":"\#(Customers.cardToken)","#
            + #""maskedCard":"512345******0008","cardBrand":"MASTERCARD","cardExpiry":"05/29"}"#
        let content = try read(.cardRegistration, body)
        let report = try #require(content.customer)
        #expect(report.state == .bound)
        #expect(report.userID == "CUST1001")
        #expect(report.token?.reveal() == Customers.cardToken)
        #expect(report.brand == "MASTERCARD" && report.expiry == "05/29")
        #expect(!"\(content)".contains(Customers.cardToken))
        #expect(recorded(.cardRegistration, body) == body.replacing(Customers.cardToken, with: "<redacted>"))
    }

    @Test(arguments: [
        (#"{ "a" : [ {"authCode" : "x\"y" } ], "b":1}"#, #"{ "a" : [ {"authCode" : "<redacted>"} ], "b":1}"#),
        (#"{"auth\u0043ode":"s"}"#, #"{"auth\u0043ode":"<redacted>"}"#),
        (#"{"cardToken":{"a":["s",{"b":"}"}]},"c":"d"}"#, #"{"cardToken":"<redacted>","c":"d"}"#),
        (#"{"cardToken":12,"otp":null}"#, #"{"cardToken":"<redacted>","otp":"<redacted>"}"#),
        (#"{"x":"https://bank?a=1&authCode=s"}"#, #"{"x":"<redacted>"}"#),
        (#"{"redirectUrl":"https://bank/s"}"#, #"{"redirectUrl":"<redacted>"}"#),
        (#"{"authCode2":"x","y":"authCode"}"#, #"{"authCode2":"x","y":"authCode"}"#),
        ("authCode=s", #""<redacted>""#), (#"{"authCode":"s""#, #""<redacted>""#),
        (#"{"authCode":"s","authCode":"t"}"#, #""<redacted>""#), (#"["s"]"#, #""<redacted>""#), ("", #""<redacted>""#),
    ])
    func `Secrets are taken out wherever they are`(body: String, kept: String) {
        for kind in [CallbackKind.binding, .cardRegistration, .directDebit, .card] {
            #expect(recorded(kind, body) == kept)
        }
        #expect(recorded(.transfer, body) == body)
    }

    @Test func `Each product proves its callbacks in its own way`() {
        let verifier = AyoconnectCallbackVerifier(
            rule: .symmetric(clientSecret: Secret("s")), directDebit: CallbackProofRule.none, encoding: .hex)
        #expect(verifier.proof(of: .transfer) == .body)
        #expect(verifier.proof(of: .card) == .body)
        #expect(verifier.proof(of: .binding) == .bodyNotSigned)
        #expect(verifier.proof(of: .directDebit) == .bodyNotSigned)
        #expect(verifier.verify(received(.directDebit, "{}")) != nil)
        #expect(verifier.verify(received(.card, "{}")) == nil)
    }

    @Test(arguments: [
        (CallbackKind.binding, "2000700"), (.directDebit, "2005400"), (.cardRegistration, "2000100"),
        (.card, "2005400"),
    ])
    func `A callback is answered with case 00 of its service`(kind: CallbackKind, code: String) {
        let answer = AyoconnectCallbackVerifier(rule: .none, encoding: .hex).acknowledgement(of: kind)
        #expect(answer == #"{"responseCode":"\#(code)","responseMessage":"Successful"}"#)
    }
}
