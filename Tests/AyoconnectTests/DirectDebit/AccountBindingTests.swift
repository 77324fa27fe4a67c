import Ayoconnect
import BankAPI
import PayoutCore
import Testing

/// How customers bind accounts, end bindings and send codes (Ayoconnect: Direct Debit, sections 4 and 6).
struct AccountBindingTests {
    private static let request = BindingRequest(
        externalID: Fixtures.externalID, partnerReferenceNo: Fixtures.partnerReferenceNo, customer: "C-1001",
        email: "budi@example.com", phone: "628123456789", bankCode: "002",
        returnTo: ReturnAddresses(success: "https://shop/ok", failure: "https://shop/no"))

    private static func said(_ code: String) -> BankAnswer { BankAnswer(code: code, message: "m") }

    @Test func `A binding leads to a page, whose query may hold the authCode`() async throws {
        let reply = DebitBank.answer(
            200, "2000700",
            #""referenceNo":"B-1","redirectUrl":"https://bank/bind?lang=ID&authCode=\#(Customers.authCode)","#
                + #""userInfo":{"publicUserId":"AYOPOP-1"},"additionalInfo":{"latestBindingStatus":"IN_PROGRESS"}"#)
        try await ScriptedBank.with(DebitBank.script { _ in reply }) { bank in
            try await Fixtures.withDebitGateway(url: bank.url) { gateway in
                guard case .done(let answer, let page) = await gateway.bind(Self.request) else {
                    Issue.record("it is not done")
                    return
                }
                #expect(answer == Self.said("2000700"))
                #expect(page.address.reveal() == "https://bank/bind?lang=ID&authCode=\(Customers.authCode)")
                #expect(page.providerReferenceNo == "B-1")
                #expect(page.report.state == .inProgress)
                #expect(page.report.userID == "AYOPOP-1")
                #expect(page.report.authCode?.reveal() == Customers.authCode)
                #expect(!"\(page)".contains(Customers.authCode))
            }
            let request = try #require(bank.requests.last)
            #expect(request.target == "/dd/api/v3.0/registration-account-binding")
            #expect(request.header("Authorization-Customer") == nil)
            #expect(
                request.body
                    == #"{"partnerReferenceNo":"\#(Fixtures.partnerReferenceNo.text)","lang":"ID","#
                    + #""phoneNo":"628123456789","merchantId":"MERCH1","#
                    + #""additionalData":{"userId":"C-1001","email":"budi@example.com"},"#
                    + #""additionalInfo":{"bankCode":"002","successRedirectUrl":"https://shop/ok","#
                    + #""failureRedirectUrl":"https://shop/no"}}"#)
        }
    }

    static let refusals: [(Reply, CustomerAnswer<BindingPage>)] = [
        (DebitBank.answer(400, "4000702"), .refused(said("4000702"))),
        (DebitBank.answer(401, "4010700"), .deferred(.unauthorized(said("4010700"), tokenSerial: 1))),
        (DebitBank.answer(429, "4290700"), .deferred(.throttled(said("4290700"), retryAfter: nil))),
        (DebitBank.answer(500, "5000700"), .doubtful(.serverError(said("5000700")))),
        (DebitBank.answer(200, "2000700"), .doubtful(.notUnderstood(status: 200))),
        (.answer(200, "<html>"), .doubtful(.notUnderstood(status: 200))),
        (.answer(404, "<html>"), .deferred(.tokenSuspected(BankAnswer(code: "404", message: ""), refusal))),
        (.drop, .doubtful(.connectionLost)),
    ]
    private static let refusal = TokenRefusal(serial: 1, number: 2)

    @Test(arguments: refusals.indices) func `A binding that leads to no page says why`(index: Int) async throws {
        let (reply, expected) = Self.refusals[index]
        try await ScriptedBank.with(DebitBank.script { _ in reply }) { bank in
            try await Fixtures.withDebitGateway(url: bank.url) { gateway in
                #expect(await gateway.bind(Self.request) == expected)
            }
        }
    }

    private static let account =
        #"{"accountToken":"\#(Customers.accountToken)","bankCode":"002","#
        + #""maskedAccountNo":"****3489","maskedAccountHolderName":"BU** SAN****","#
        + #""endDatePeriod":"2029-05-31T00:00:00+07:00"}"#

    static let lists: [(Reply, count: Int?)] = [
        (DebitBank.answer(200, "2000800", #""additionalInfo":{"accounts":[\#(account)]}"#), 1),
        (DebitBank.answer(200, "2000800", #""accounts":[\#(account),{"bankCode":"014"}]"#), 1),
        (DebitBank.answer(200, "2000800", #""accounts":[]"#), 0),
        (DebitBank.answer(404, "4040801"), 0),
        (DebitBank.answer(404, "4040811"), 0),
        (DebitBank.answer(200, "2000800"), nil),
        (DebitBank.answer(404, "4040808"), nil),
    ]

    @Test(arguments: lists.indices) func `The bank is asked which accounts are bound`(index: Int) async throws {
        let (reply, count) = Self.lists[index]
        try await ScriptedBank.with(DebitBank.script { _ in reply }) { bank in
            try await Fixtures.withDebitGateway(url: bank.url) { gateway in
                let answer = await gateway.boundAccounts(
                    of: "AYOPOP-1", externalID: Fixtures.externalID, number: Fixtures.partnerReferenceNo)
                guard case .done(_, let accounts) = answer else {
                    #expect(count == nil, "\(answer)")
                    return
                }
                #expect(accounts.count == count)
                if let first = accounts.first {
                    #expect(first.accountToken.reveal() == Customers.accountToken)
                    #expect(first.maskedNumber == "****3489")
                    #expect(first.endsAt?.iso8601 == "2029-05-31T00:00:00+07:00")
                }
            }
            #expect(
                bank.requests.last?.body
                    == #"{"partnerReferenceNo":"\#(Fixtures.partnerReferenceNo.text)","merchantId":"MERCH1","#
                    + #""publicUserId":"AYOPOP-1"}"#)
        }
    }

    static let unbindings: [(Reply, Unbinding)] = [
        (DebitBank.answer(200, "2000900", #""additionalInfo":{"latestBindingStatus":"UNBINDED"}"#), .unbound),
        (
            DebitBank.answer(
                202, "2020900",
                #""referenceNo":"U","additionalInfo":{"latestBindingStatus":"SUCCESS","unlinkOtpToken":"t"}"#),
            .codeDue(providerReferenceNo: "U", confirmation: Secret("t"))
        ),
        (DebitBank.answer(200, "2000900", #""additionalInfo":{"latestBindingStatus":"SUCCESS"}"#), .stillBound),
        (DebitBank.answer(200, "2000900"), .stillBound),
    ]

    @Test(arguments: unbindings.indices) func `An unbinding ends the binding, wants a code, or does nothing`(
        index: Int
    ) async throws {
        let (reply, expected) = Self.unbindings[index]
        try await ScriptedBank.with(DebitBank.script { _ in reply }) { bank in
            try await Fixtures.withDebitGateway(url: bank.url) { gateway in
                let request = UnbindingRequest(
                    externalID: Fixtures.externalID, partnerReferenceNo: Fixtures.partnerReferenceNo,
                    mandate: Customers.mandate)
                guard case .done(_, let unbinding) = await gateway.unbind(request) else {
                    Issue.record("it is not done")
                    return
                }
                #expect(unbinding == expected)
            }
            #expect(bank.requests.last?.header("Authorization-Customer") == "Bearer cust-1")
            #expect(
                bank.requests.last?.body
                    == #"{"partnerReferenceNo":"\#(Fixtures.partnerReferenceNo.text)","merchantId":"MERCH1","#
                    + #""additionalInfo":{"publicUserId":"AYOPOP-XU56ZX","#
                    + #""accountToken":"\#(Customers.accountToken)","bankCode":"002"}}"#)
        }
    }

    static let code = CustomerCode(
        externalID: Fixtures.externalID, partnerReferenceNo: Fixtures.partnerReferenceNo, providerReferenceNo: "R-1",
        action: .payment, mandate: Customers.mandate, code: Secret("123456"), confirmation: Secret("otp-token-1"))

    static let verdicts: [(Reply, CustomerAnswer<CodeVerdict>)] = [
        (DebitBank.answer(200, "2000400"), .done(said("2000400"), .verified)),
        (DebitBank.answer(404, "4040415"), .done(said("4040415"), .wrong)),
        (DebitBank.answer(403, "4030412"), .done(said("4030412"), .expired)),
        (DebitBank.answer(403, "4030411"), .done(said("4030411"), .blocked)),
        (DebitBank.answer(403, "4030405"), .done(said("4030405"), .blocked)),
        (DebitBank.answer(400, "4000401"), .refused(said("4000401"))),
        (DebitBank.answer(500, "5000400"), .doubtful(.serverError(said("5000400")))),
    ]

    @Test(arguments: verdicts.indices) func `A code is right, wrong, too late or one too many`(
        index: Int
    ) async throws {
        let (reply, expected) = Self.verdicts[index]
        let book = CustomerShelf()
        try await ScriptedBank.with(DebitBank.script { _ in reply }) { bank in
            try await Fixtures.withDebitGateway(url: bank.url, book: book) { gateway in
                #expect(await gateway.send(Self.code) == expected)
            }
            let request = try #require(bank.requests.last)
            #expect(request.target == "/dd/api/v3.0/otp-verification")
            #expect(request.header("X-EXTERNAL-ID") == Fixtures.externalID.text)
            #expect(request.header("Authorization-Customer") == "Bearer cust-1")
            #expect(
                request.body
                    == #"{"originalPartnerReferenceNo":"\#(Fixtures.partnerReferenceNo.text)","#
                    + #""originalReferenceNo":"R-1","action":"payment","merchantId":"MERCH1","otp":"123456","#
                    + #""additionalInfo":{"bankCode":"002","publicUserId":"AYOPOP-XU56ZX","#
                    + #""otpToken":"otp-token-1"}}"#)
        }
        let isBlocked = if case .done(_, .blocked) = expected { true } else { false }
        #expect(book.losses.map(\.cause) == (isBlocked ? [.blocked] : []))
    }
}
