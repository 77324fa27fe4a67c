import BankSandbox
import PayoutCore
import Testing

/// Starts a real browser where this machine has one (Debian: chromium and chromium-driver).
@Suite("The pages in a browser", .enabled(if: Browser.isInstalled))
struct BrowserTests {
    @Test("A customer opens the page, chooses the bank and confirms: the callback arrives, then the browser goes on")
    func binding() async throws {
        try await TestWorld.debits { (world: TestWorld, client: DebitClient) async throws in
            let externalID = TestClient.fresh()
            let body = """
                {"partnerReferenceNo":"\(TestClient.fresh())","lang":"ID","merchantId":"\(TestClient.merchantID)",\
                "additionalData":{"userId":"anna"},"additionalInfo":{"successRedirectUrl":\
                "\(world.client.baseURL)/healthz?bound"}}
                """
            let answer = try await client.call(.binding, body, externalID: externalID)
            let page = try #require(answer.fields["redirectUrl"])
            try await Browser.withRunning(world.client.http) { browser in
                try await browser.open(page)
                #expect(try await browser.text("#status") == "IN_PROGRESS")
                try await browser.click("#wait")
                #expect(try await browser.text("#status") == "VERIFICATION_PENDING")
                try await browser.click("option[value='009']")
                try await browser.click("#succeed")
                let callback = JSONFields(await world.receiver.wait(about: externalID)[0])
                #expect(callback["latestBindingStatus"] == "SUCCESS")
                #expect(callback["additionalInfo.bankCode"] == "009")
                #expect(try await browser.address() == world.client.baseURL + "/healthz?bound")
                try await browser.open(page)
                #expect(try await browser.text("#message") == "The account is bound.")
            }
            #expect(world.bank.violationCounts.isEmpty)
        }
    }

    @Test("A customer registers a card, and confirms a payment with it")
    func cards() async throws {
        try await TestWorld.cards { (world: TestWorld, client: CardClient) async throws in
            let correlationID = TestClient.fresh()
            let body = """
                {"transactionId":"\(TestClient.fresh())","customer":{"name":"Anna","email":"a@example.com"},\
                "successRedirectUrl":"\(world.client.baseURL)/healthz?registered"}
                """
            let answer = try await client.call(.registration, body, correlationID: correlationID)
            let page = try #require(answer.fields["webview.URL"])
            try await Browser.withRunning(world.client.http) { browser in
                try await browser.open(page)
                try await browser.click("#succeed")
                let card = await client.callbacks(correlationID)[0]
                #expect(try await browser.address() == world.client.baseURL + "/healthz?registered")
                let charge = try await client.charge(
                    card["customerId"] ?? "", initiator: "CUSTOMER", cardToken: card["cardToken"])
                try await browser.open(try #require(charge.answer.fields["webview.URL"]))
                try await browser.click("#succeed")
                #expect(await client.reported(charge) == ["SUCCESS"])
                #expect(try await browser.text("#message") == "The payment is confirmed.")
            }
            #expect(world.bank.violationCounts.isEmpty)
        }
    }
}
