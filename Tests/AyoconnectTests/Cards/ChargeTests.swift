import Ayoconnect
import BankAPI
import PayoutCore
import Testing

/// The scripted bank as it speaks Card Acceptance.
enum CardBank {
    static let number = Fixtures.partnerReferenceNo.text

    static func script(_ reply: @escaping ScriptedBank.Script) -> ScriptedBank.Script {
        let tokens = Counter()
        return { request in
            guard request.target.hasPrefix("/v1/oauth/") else { return reply(request) }
            return .answer(
                200,
                #"{"accessToken":"oauth-\#(tokens.next())","tokenType":"BearerToken","expiresIn":"3599","#
                    + #""responseTime":"20260214133710"}"#)
        }
    }

    static let paid = Reply.answer(
        200, DebitBank.body("2005400", #""invoiceNumber":"INV-9","transactionId":"\#(number)","status":"SUCCESS""#))
}

/// Every row of the tables on charges (Ayoconnect: Card Acceptance, section 11), and the wire byte by byte.
struct ChargeTests {
    private static let serial = 7

    private static func http(_ status: Int, _ code: String?, _ members: String) -> HTTPAnswer {
        let body = code.map { DebitBank.body($0, members) } ?? "{\(members)}"
        return HTTPAnswer(status: status, body: Array(body.utf8))
    }

    private static func said(_ code: String) -> BankAnswer { BankAnswer(code: code, message: "m") }

    private static func reported(
        _ answer: BankAnswer, as status: TransactionStatus, _ reason: BankAnswer
    ) -> MovementOutcome {
        .reported(
            answer,
            StatusReport(status: status, source: .answer, answer: reason, providerReferenceNo: "I"))
    }

    private static let invoice = #""invoiceNumber":"I""#

    static let charges: [(Int, String?, String, MovementOutcome)] = [
        (200, "2005400", invoice + #","status":"SUCCESS""#, reported(said("2005400"), as: .succeeded, said("SUCCESS"))),
        (
            200, "2005400", invoice + #","status":"AUTHORIZED""#,
            reported(said("2005400"), as: .authorised, said("AUTHORIZED"))
        ),
        (200, "2005400", invoice + #","status":"FAILED""#, reported(said("2005400"), as: .failed, said("FAILED"))),
        (200, "2005400", invoice + #","status":"VOIDED""#, reported(said("2005400"), as: .voided, said("VOIDED"))),
        (202, "2025400", invoice + #","status":"PENDING""#, .received(said("2025400"), providerReferenceNo: "I")),
        (200, "2005400", invoice + #","status":"ODD""#, .received(said("2005400"), providerReferenceNo: "I")),
        (200, "2005400", "", .received(said("2005400"), providerReferenceNo: nil)),
        (
            200, nil, invoice + #","status":"SUCCESS""#,
            reported(BankAnswer(code: "200", message: ""), as: .succeeded, BankAnswer(code: "SUCCESS", message: ""))
        ),
        (200, nil, "", .doubtful(.notUnderstood(status: 200))),
        (200, nil, #""status":"SUCCESS""#, .doubtful(.notUnderstood(status: 200))),
        (200, "2005400", #""transactionId":"x","status":"SUCCESS""#, .doubtful(.notUnderstood(status: 200))),
        (
            200, "2005400", #""status":"SUCCESS","order":{"amount":"1.00","currency":"IDR"}"#,
            .doubtful(.notUnderstood(status: 200))
        ),
        (200, "2005500", invoice, .doubtful(.notUnderstood(status: 200))),
        (500, "5005400", "", .doubtful(.serverError(said("5005400")))),
        (503, "5035400", invoice, .received(said("5035400"), providerReferenceNo: "I")),
        (503, nil, "", .doubtful(.serverError(BankAnswer(code: "503", message: "")))),
        (302, nil, "", .doubtful(.redirected(status: 302))),
        (408, nil, "", .doubtful(.timedOut)),
        (401, "4015400", "", .deferred(.unauthorized(said("4015400"), tokenSerial: serial))),
        (401, nil, "", .doubtful(.notUnderstood(status: 401))),
        (429, "4295400", "", .deferred(.throttled(said("4295400"), retryAfter: nil))),
        (409, "4095401", "", .partnerReferenceUsed(said("4095401"))),
        (409, "4095400", "", .alreadyReceived(said("4095400"))),
        (404, "4045418", "", .alreadyReceived(said("4045418"))),
        (403, "4035414", invoice + #","status":"FAILED""#, reported(said("4035414"), as: .failed, said("4035414"))),
        (403, "4035414", invoice + #","status":"SUCCESS""#, .refusedInDoubt(said("4035414"), providerReferenceNo: "I")),
        (403, "4035414", "", .refusedInDoubt(said("4035414"), providerReferenceNo: nil)),
        (403, "4035406", "", .refusedInDoubt(said("4035406"), providerReferenceNo: nil)),
        (403, "4035401", "", .refusedForAll(said("4035401"), .unknownPartner)),
        (404, "4045416", "", .refusedForAll(said("4045416"), .unknownPartner)),
        (400, nil, "", .doubtful(.notUnderstood(status: 400))),
    ]

    @Test(arguments: charges.indices) func `A charge answer means`(index: Int) {
        let (status, code, members, outcome) = Self.charges[index]
        let answer = ChargeAnswer(Self.http(status, code, members), to: Customers.charge, tokenSerial: Self.serial)
        #expect(answer.outcome == outcome, "HTTP \(status) \(code ?? "") \(members)")
    }

    private static func inquired(
        _ status: TransactionStatus, _ answer: BankAnswer, number: String? = nil
    ) -> InquiryOutcome {
        .reported(StatusReport(status: status, source: .inquiry, answer: answer, providerReferenceNo: number))
    }

    private static let named = #""transactionId":"\#(CardBank.number)""#

    static let inquiries: [(Int, String?, String, InquiryOutcome)] = [
        (200, "2005500", named + #","status":"SUCCESS""#, inquired(.succeeded, said("SUCCESS"))),
        (200, "2005500", invoice + #","status":"PENDING""#, .disagrees(what: "invoiceNumber")),
        (200, "2005500", named + #","status":"AUTHORIZED""#, inquired(.authorised, said("AUTHORIZED"))),
        (200, "2005500", named + #","status":"VOIDED""#, inquired(.voided, said("VOIDED"))),
        (200, "2005500", named + #","status":"REFUNDED""#, inquired(.refunded, said("REFUNDED"))),
        (200, "2005500", named + #","status":"FAILED""#, inquired(.failed, said("FAILED"))),
        (200, "2005500", named + #","status":"ODD""#, inquired(.unrecognised("ODD"), said("ODD"))),
        (200, nil, named + #","status":"FAILED""#, inquired(.failed, BankAnswer(code: "FAILED", message: ""))),
        (404, "4045501", "", inquired(.notFound, said("4045501"))),
        (200, "2005500", #""status":"SUCCESS""#, .undecided(.answered(said("2005500")))),
        (200, "2005500", named, .undecided(.answered(said("2005500")))),
        (200, "2005500", #""transactionId":"x","status":"SUCCESS""#, .disagrees(what: "transactionId")),
        (
            200, "2005500", named + #","status":"SUCCESS","order":{"amount":"1.00"}"#, .disagrees(what: "amount")
        ),
        (400, "4005500", "", .undecided(.answered(said("4005500")))),
        (401, nil, "", .undecided(.deferred(.unauthorized(BankAnswer(code: "401", message: ""), tokenSerial: 7)))),
        (429, "4295500", "", .undecided(.deferred(.throttled(said("4295500"), retryAfter: nil)))),
        (503, "5035500", "", .undecided(.doubtful(.serverError(said("5035500"))))),
        (404, nil, "", .undecided(.doubtful(.notUnderstood(status: 404)))),
    ]

    @Test(arguments: inquiries.indices) func `A status answer means`(index: Int) {
        let (status, code, members, outcome) = Self.inquiries[index]
        let request = Customers.inquiry(.charge(customer: "C-1001"))
        #expect(
            ChargeInquiryAnswer.outcome(Self.http(status, code, members), to: request, tokenSerial: 7) == outcome,
            "HTTP \(status) \(code ?? "") \(members)")
    }

    // MARK: Wire

    @Test func `A charge is sent once, by the merchant, under the flow's correlation id`() async throws {
        try await ScriptedBank.with(CardBank.script { _ in CardBank.paid }) { bank in
            try await Fixtures.withCardGateway(url: bank.url) { gateway in
                guard case .reported(_, let report) = await gateway.moved(Customers.charge) else {
                    Issue.record("no report")
                    return
                }
                #expect(report.status == .succeeded && report.providerReferenceNo == "INV-9")
            }
            #expect(bank.requests.count == 2)
            let token = try #require(bank.requests.first)
            #expect(
                token.target
                    == "/v1/oauth/client_credential/accesstoken?grant_type=client_credentials")
            #expect(
                token.body == "client_id=0123456789abcdef0123456789abcdef&client_secret=\(Fixtures.secret)")
            #expect(token.header("Content-Type") == "application/x-www-form-urlencoded")
            let charge = try #require(bank.requests.last)
            #expect(charge.target == "/api/v1/lab/mpgs/cards/create-charge")
            #expect(charge.header("Authorization") == "Bearer oauth-1")
            #expect(charge.header("X-Correlation-ID") == Fixtures.externalID.text)
            #expect(charge.header("X-Merchant-Code") == "MERCH1")
            #expect(charge.header("X-Timestamp") == "2026-02-14T13:37:10+07:00")
            #expect(charge.header("Accept") == "application/json")
            #expect(charge.header("X-SIGNATURE") == nil)
            #expect(
                charge.body
                    == #"{"transactionId":"\#(CardBank.number)","customerId":"CUST1001","#
                    + #""cardToken":"\#(Customers.cardToken)","operation":"PAY","initiator":"MERCHANT","#
                    + #""order":{"amount":"150000.00","currency":"IDR","description":"Cicilan 3"},"#
                    + #""additionalInfo":{"reference":"INV-1"}}"#)
        }
    }

    @Test func `A status is asked by the invoice number, else by the transaction id`() async throws {
        let reply = Reply.answer(404, DebitBank.body("4045501"))
        try await ScriptedBank.with(CardBank.script { _ in reply }) { bank in
            try await Fixtures.withCardGateway(url: bank.url) { gateway in
                let subject = InquiryRequest.Subject.charge(customer: "C-1001")
                _ = await gateway.inquire(Customers.inquiry(subject, number: "I/1 2"))
                _ = await gateway.inquire(Customers.inquiry(subject, number: nil))
            }
            let requests = bank.requests.suffix(2)
            #expect(
                requests.map(\.target) == [
                    "/api/v1/lab/mpgs/cards/charge?invoiceNumber=I%2F1%202&customerId=CUST1001",
                    "/api/v1/lab/mpgs/cards/charge?customerId=CUST1001&transactionId=\(CardBank.number)",
                ])
            #expect(requests.allSatisfy { $0.method == "GET" && $0.body.isEmpty })
            #expect(requests.allSatisfy { $0.header("X-Correlation-ID") == Fixtures.externalID.text })
        }
    }

    @Test func `Without a card nothing is sent, and a card that is gone is noted`() async throws {
        let book = CustomerShelf()
        let reply = Reply.answer(404, DebitBank.body("4045411"))
        try await ScriptedBank.with(CardBank.script { _ in reply }) { bank in
            try await Fixtures.withCardGateway(url: bank.url, book: book) { gateway in
                guard case .refused(let answer) = await gateway.moved(Customers.request(.charge(customer: "C-2")))
                else {
                    Issue.record("it was not refused")
                    return
                }
                #expect(answer.code == "no_card")
                #expect(bank.requests.isEmpty)
                _ = await gateway.moved(Customers.charge)
            }
        }
        #expect(
            book.losses == [
                CustomerShelf.Loss(means: .card, customer: "C-1001", token: Customers.cardToken, cause: .gone)
            ])
    }

    @Test(arguments: [400, 401, 403]) func `A token that is refused is not asked for by a charge again`(
        status: Int
    ) async throws {
        let script: ScriptedBank.Script = { _ in .answer(status, #"{"ErrorCode":"invalid_client"}"#) }
        try await ScriptedBank.with(script) { bank in
            try await Fixtures.withCardGateway(url: bank.url) { gateway in
                let expected = MovementOutcome.unsent(.tokenRefused(BankAnswer(code: "\(status)", message: "")))
                #expect(await gateway.moved(Customers.charge) == expected)
            }
            #expect(bank.requests.count == 1)
        }
    }
}
