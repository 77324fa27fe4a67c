import BankSandbox
import PayoutCore
import Testing

@Suite("Cards: registration, list and unbinding")
struct CardTests {
    /// A registration that a client asked for.
    private struct Session {
        let correlationID = TestClient.fresh()
        let answer: Answer

        init(_ client: CardClient) async throws {
            let body = """
                {"transactionId":"\(TestClient.fresh())","customer":{"name":"Anna <A>","email":"a@example.com",\
                "phoneNumber":"6281234567"},"successRedirectUrl":"https://shop.example/yes",\
                "failureRedirectUrl":"https://shop.example/no","additionalInfo":{"k":"v"}}
                """
            answer = try await client.call(.registration, body, correlationID: correlationID)
        }

        var page: String { answer.fields["webview.URL"] ?? "" }
    }

    private func list(_ customerID: String, _ client: CardClient) async throws -> Answer {
        try await client.call(.list, query: "?customerId=\(customerID)&transactionId=\(TestClient.fresh())")
    }

    @Test("A customer who registers a card is called back, sent on, listed and can be charged")
    func registered() async throws {
        try await TestWorld.cards { (world: TestWorld, client: CardClient) async throws in
            let session = try await Session(client)
            #expect(session.answer.code == "2010100")
            #expect(session.answer.fields["status"] == "PENDING")
            #expect(session.answer.fields["webview.expiresIn"] == "300")
            let html = try await world.client.get(String(session.page.dropFirst(world.client.baseURL.count)))
            #expect(html.text.contains("Anna &lt;A&gt;"))
            let pressed = try await client.press("succeed", on: session.page)
            #expect(pressed.headers["location"] == "https://shop.example/yes")
            let callback = await client.callbacks(session.correlationID)[0]
            #expect(callback["responseCode"] == "2000100")
            #expect(callback["status"] == "SUCCESS")
            #expect(callback["cardBrand"] == "VISA")
            #expect(world.receiver.received[0].path == "/callbacks/card-registration")
            let (customer, token) = (callback["customerId"] ?? "", callback["cardToken"] ?? "")
            #expect(token.count == 40 && (6...16).contains(customer.count))
            #expect(try await list(customer, client).fields["cards.0.cardToken"] == token)
            let body = client.chargeBody(customer, transactionID: TestClient.fresh())
                .replacing(CardClient.cardToken(of: customer), with: token)
            #expect(try await client.call(.charge, body).fields["status"] == "SUCCESS")
            #expect(world.bank.violationCounts.isEmpty)
        }
    }

    @Test("A customer who refuses, or never comes, leaves the registration PENDING, and nobody is called")
    func refused() async throws {
        try await TestWorld.cards { (world: TestWorld, client: CardClient) async throws in
            let refused = try await Session(client)
            #expect(try await client.press("wait", on: refused.page).status == 200)
            let pressed = try await client.press("fail", on: refused.page)
            #expect(pressed.headers["location"] == "https://shop.example/no")
            #expect(try await client.press("succeed", on: refused.page).status == 410)
            let late = try await Session(client)
            world.clock.advance(by: .seconds(300))
            #expect(try await client.press("succeed", on: late.page).status == 410)
            #expect(world.receiver.received.isEmpty)
        }
    }

    @Test("An unbound card is dead for good")
    func unbound() async throws {
        try await TestWorld.cards { (_: TestWorld, client: CardClient) async throws in
            let customer = CardClient.customer()
            #expect(try await list(customer, client).fields["cards"] == "1")
            let token = CardClient.cardToken(of: customer)
            let query = "?customerId=\(customer)&transactionId=\(TestClient.fresh())&cardToken=\(token)"
            let answer = try await client.call(.unbinding, query: query)
            #expect(answer.code == "2000400")
            #expect(answer.fields["status"] == "UNBINDED")
            #expect(try await list(customer, client).fields["cards"] == "0")
            #expect(try await client.charge(customer).answer.code == "4045411")
            #expect(try await list("NOBODY00", client).code == "4040311")
        }
    }
}
