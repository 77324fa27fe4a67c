import BankSandbox
import PayoutCore
import SNAP
import Testing

@Suite("Direct debit: binding an account")
struct BindingTests {
    private static let urls =
        #""additionalInfo":{"bankCode":"014","successRedirectUrl":"https://shop.example/yes?a=1","#
        + #""failureRedirectUrl":"https://shop.example/no"}"#

    /// A binding that a client asked for.
    private struct Session {
        let externalID = TestClient.fresh()
        let answer: Answer
        let world: TestWorld

        init(_ world: TestWorld, _ client: DebitClient, more: String = urls) async throws {
            let body = """
                {"partnerReferenceNo":"\(TestClient.fresh())","lang":"ID","phoneNo":"6281234567","merchantId":\
                "\(TestClient.merchantID)","additionalData":{"userId":"anna","email":"a@example.com"},\(more)}
                """
            self.world = world
            answer = try await client.call(.binding, body, externalID: externalID)
        }

        /// The path and query of the page.
        var page: String { String((answer.fields["redirectUrl"] ?? "").dropFirst(world.client.baseURL.count)) }

        func press(_ choice: String, bank: String = "008") async throws -> Answer {
            let form = "bank=\(bank)&case=40&choice=\(choice)"
            let headers = ["Content-Type": "application/x-www-form-urlencoded"]
            return try await world.client.send(page, headers, Array(form.utf8))
        }

        func callback() async -> JSONFields {
            JSONFields(await world.receiver.wait(about: externalID)[0])
        }
    }

    private func inquire(_ publicUserID: String, _ client: DebitClient) async throws -> Answer {
        try await client.call(
            .bindingInquiry,
            #"{"partnerReferenceNo":"\#(TestClient.fresh())","merchantId":"\#(TestClient.merchantID)","#
                + #""publicUserId":"\#(publicUserID)"}"#)
    }

    @Test("A customer who confirms on the page is bound, called back, sent on, listed and can pay")
    func bound() async throws {
        try await TestWorld.debits { (world: TestWorld, client: DebitClient) async throws in
            let session = try await Session(world, client)
            #expect(session.answer.code == "2000700")
            #expect(session.answer.fields["additionalInfo.latestBindingStatus"] == "IN_PROGRESS")
            let html = try await world.client.get(session.page)
            #expect(html.text.contains("<button id=\"succeed\""))
            #expect(html.text.contains("value=\"014\" selected"))
            let pressed = try await session.press("succeed")
            #expect(pressed.status == 303)
            #expect(pressed.headers["location"] == "https://shop.example/yes?a=1")
            let callback = await session.callback()
            #expect(callback["responseCode"] == "2000700")
            #expect(callback["latestBindingStatus"] == "SUCCESS")
            #expect(callback["additionalInfo.bankCode"] == "008")
            let authCode = try #require(callback["authCode"])
            #expect(session.page.hasSuffix(authCode))
            let user = try #require(callback["userInfo.publicUserId"])
            let listed = try await inquire(user, client)
            #expect(listed.fields["additionalInfo.accounts.0.accountToken"] == callback["accountToken"])
            let body = client.paymentBody(Customer())
                .replacing(Customer().accountToken, with: callback["accountToken"] ?? "")
                .replacing(Customer().publicUserID, with: user)
            let paid = try await client.call(.payment, body, customer: authCode)
            #expect(paid.fields["latestTransactionStatus"] == "00", "the case 40 was chosen on the page")
            #expect(world.bank.violationCounts.isEmpty)
        }
    }

    @Test("A forged callback comes before the true one, and its signature is wrong")
    func forged() async throws {
        try await TestWorld.debits {
            $0.faults[.forgedCallback] = 1
        } _: { (world: TestWorld, client: DebitClient) async throws in
            let session = try await Session(world, client)
            _ = try await session.press("succeed")
            let callbacks = await world.receiver.wait(for: 2, about: session.externalID)
            #expect(callbacks.map { JSONFields($0)["latestBindingStatus"] } == ["FAILED", "SUCCESS"])
            #expect(try callbacks.map { try CallbackTests.isProven($0, .symmetric, .hex) } == [false, true])
        }
    }

    @Test("A customer who refuses, or never comes, is not bound")
    func notBound() async throws {
        try await TestWorld.debits { (world: TestWorld, client: DebitClient) async throws in
            let refused = try await Session(world, client)
            #expect(try await refused.press("wait").text.contains("VERIFICATION_PENDING"))
            let pressed = try await refused.press("fail")
            #expect(pressed.headers["location"] == "https://shop.example/no")
            let callback = await refused.callback()
            #expect(callback["responseCode"] == "4030705")
            #expect(callback["latestBindingStatus"] == "FAILED")
            #expect(callback["authCode"] == nil)
            #expect(try await world.client.get(refused.page).status == 410)
        }
        try await TestWorld.debits {
            $0.timing.bindingSessionLife = .milliseconds(50)
        } _: { (world: TestWorld, client: DebitClient) async throws in
            let lapsed = try await Session(world, client)
            #expect(await lapsed.callback()["responseCode"] == "4030700")
            #expect(try await lapsed.press("succeed").status == 410)
        }
    }

    @Test("A callback can be lost: the inquiry finds the account")
    func silent() async throws {
        try await TestWorld.debits { (world: TestWorld, client: DebitClient) async throws in
            let session = try await Session(world, client, more: #""additionalInfo":{}"#)
            let user = try #require(session.answer.fields["userInfo.publicUserId"])
            #expect(try await inquire(user, client).fields["additionalInfo.accounts"] == "0")
            #expect(try await session.press("silent").text.contains("The account is bound"))
            #expect(world.receiver.received.isEmpty)
            #expect(try await inquire(user, client).fields["additionalInfo.accounts"] == "1")
            #expect(try await inquire("NOBODY", client).code == "4040811")
        }
    }

    @Test("A customer token before the account is bound is a breach")
    func tooEarly() async throws {
        try await TestWorld.debits { (world: TestWorld, client: DebitClient) async throws in
            let session = try await Session(world, client)
            let authCode = String(session.page.suffix(32))
            #expect(try await client.requestCustomerToken(authCode).code == "4047411")
            #expect(world.bank.violationCounts == [.unboundCustomerToken: 1])
        }
    }

    private func unbind(_ customer: Customer, _ externalID: String, _ client: DebitClient) async throws -> Answer {
        let body = """
            {"partnerReferenceNo":"\(TestClient.fresh())","merchantId":"\(TestClient.merchantID)","additionalInfo":\
            {"publicUserId":"\(customer.publicUserID)","accountToken":"\(customer.accountToken)",\
            "bankCode":"\(customer.bankCode)"}}
            """
        return try await client.call(.unbinding, body, externalID: externalID, customer: customer.authCode)
    }

    @Test("An account is unbound at once, and no longer listed")
    func unbound() async throws {
        try await TestWorld.debits { (world: TestWorld, client: DebitClient) async throws in
            let (customer, externalID) = (Customer(), TestClient.fresh())
            #expect(try await inquire(customer.publicUserID, client).fields["additionalInfo.accounts"] == "1")
            let answer = try await unbind(customer, externalID, client)
            #expect(answer.fields["additionalInfo.latestBindingStatus"] == "UNBINDED")
            let callback = JSONFields(await world.receiver.wait(about: externalID)[0])
            #expect(callback["responseCode"] == "2000900")
            #expect(try await inquire(customer.publicUserID, client).fields["additionalInfo.accounts"] == "0")
            #expect(try await client.requestCustomerToken(customer.authCode).code == "4037405")
        }
    }

    @Test("Danamon asks for a code before it unbinds")
    func unboundWithCode() async throws {
        try await TestWorld.debits { (_: TestWorld, client: DebitClient) async throws in
            let (customer, externalID) = (Customer(bank: "011"), TestClient.fresh())
            let answer = try await unbind(customer, externalID, client)
            #expect(answer.fields["additionalInfo.latestBindingStatus"] == "SUCCESS")
            let token = try #require(answer.fields["additionalInfo.unlinkOtpToken"])
            let body = """
                {"originalPartnerReferenceNo":"\(answer.fields["partnerReferenceNo"] ?? "")","originalReferenceNo":\
                "\(answer.fields["referenceNo"] ?? "")","action":"unbinding","merchantId":"\(TestClient.merchantID)",\
                "otp":"123456","additionalInfo":{"otpToken":"\(token)"}}
                """
            let verified = try await client.call(
                .verification, body, externalID: externalID, customer: customer.authCode)
            #expect(verified.code == "2000400")
            #expect(try await inquire(customer.publicUserID, client).fields["additionalInfo.accounts"] == "0")
        }
    }
}
