import BankSandbox
import PayoutCore
import Testing

@Suite("Cards: charges")
struct ChargeTests {
    /// What a case answers, what it calls back, and what an inquiry says afterwards.
    struct Expectation: Sendable {
        let code: String
        let answer: String
        let said: String?
        let reports: [String]
        let status: String

        init(_ code: String, answer: String, said: String? = nil, reports: [String] = [], status: String) {
            (self.code, self.answer, self.said, self.reports, self.status) = (code, answer, said, reports, status)
        }
    }

    @Test(
        "A case decides answer, callbacks and status",
        arguments: [
            Expectation("00", answer: "2005400", said: "SUCCESS", status: "SUCCESS"),
            Expectation("02", answer: "4045411", said: "FAILED", status: "FAILED"),
            Expectation("11", answer: "2005400", said: "FAILED", status: "FAILED"),
            Expectation("12", answer: "4035405", said: "FAILED", status: "FAILED"),
            Expectation("13", answer: "2005400", said: "SUCCESS", reports: ["REFUNDED"], status: "REFUNDED"),
            Expectation("14", answer: "2025400", said: "PENDING", status: "SUCCESS"),
            Expectation("15", answer: "5005400", status: "SUCCESS"),
            Expectation("16", answer: "5045400", status: "4045501"),
            Expectation("18", answer: "2025400", said: "PENDING", status: "PENDING"),
            Expectation("19", answer: "2025400", said: "PENDING", reports: ["SUCCESS", "SUCCESS"], status: "SUCCESS"),
            Expectation("21", answer: "2025400", said: "PENDING", reports: ["ON_HOLD", "SUCCESS"], status: "SUCCESS"),
            Expectation("24", answer: "HTTP 307", status: "SUCCESS"),
            Expectation("25", answer: "HTTP 200", status: "SUCCESS"),
            Expectation("27", answer: "2025400", said: "PENDING", reports: ["FAILED", "SUCCESS"], status: "SUCCESS"),
            Expectation("28", answer: "4095401", status: "4045501"),
            Expectation("29", answer: "4035414", status: "FAILED"),
            Expectation("30", answer: "4035414", status: "SUCCESS"),
            Expectation("41", answer: "2025400", said: "PENDING", reports: ["SUCCESS"], status: "SUCCESS"),
            Expectation("42", answer: "2025400", said: "PENDING", reports: ["FAILED"], status: "FAILED"),
            Expectation("59", answer: "5035400", status: "4045501"),
            Expectation("60", answer: "2005400", said: "AUTHORIZED", status: "AUTHORIZED"),
            Expectation("61", answer: "2005400", said: "AUTHORIZED", reports: ["VOIDED"], status: "VOIDED"),
        ])
    func cases(expected: Expectation) async throws {
        try await TestWorld.cards {
            $0.timing.transferDelay = .milliseconds(30) ... .milliseconds(30)
        } _: { (world: TestWorld, client: CardClient) async throws in
            let charge = try await client.charge(CardClient.customer(expected.code))
            #expect(charge.answer.code == expected.answer)
            #expect(charge.answer.fields["status"] == expected.said)
            if !expected.reports.isEmpty {
                // Callbacks that follow each other soon may overtake each other on their way.
                let reports = await client.reported(charge, count: expected.reports.count).map { $0 ?? "" }
                #expect(reports.sorted() == expected.reports.sorted())
            }
            #expect(try await client.waitForStatus(expected.status, charge) == expected.status)
            #expect(world.bank.violationCounts.isEmpty)
        }
    }

    @Test("A callback names the charge, its customer and its amount")
    func callback() async throws {
        try await TestWorld.cards { (world: TestWorld, client: CardClient) async throws in
            let charge = try await client.charge(CardClient.customer("41"))
            let fields = await client.callbacks(charge.correlationID)[0]
            #expect(fields["transactionId"] == charge.transactionID)
            #expect(fields["invoiceNumber"] == charge.invoiceNumber)
            #expect(fields["customerId"] == charge.customerID)
            #expect(fields["order.amount"] == "150000.00")
            #expect(world.receiver.received[0].path == "/callbacks/card")
        }
    }

    @Test(
        "A hold is captured up to 120 %, once",
        arguments: [("100000.00", true), ("180000.00", true), ("180001.00", false)])
    func captured(amount: String, isRight: Bool) async throws {
        try await TestWorld.cards { (world: TestWorld, client: CardClient) async throws in
            let held = try await client.charge(operation: "AUTH")
            #expect(held.answer.fields["status"] == "AUTHORIZED")
            let answer = try await client.capture(held, amount: amount)
            #expect(answer.code == (isRight ? "2005400" : "4045413"))
            #expect(try await client.status(held) == (isRight ? "SUCCESS" : "AUTHORIZED"))
            #expect(world.bank.violationCounts == (isRight ? [:] : [.wrongCapture: 1]))
            guard isRight else { return }
            #expect(try await client.askStatus(held).fields["order.amount"] == amount)
            #expect(try await client.capture(held, amount: amount).code == "4045400")
        }
    }

    @Test("A hold is voided, a payment is not")
    func voided() async throws {
        try await TestWorld.cards { (world: TestWorld, client: CardClient) async throws in
            let held = try await client.charge(operation: "AUTH")
            let answer = try await client.void(held)
            #expect(answer.code == "2005700")
            #expect(answer.fields["status"] == "VOIDED")
            #expect(try await client.void(try await client.charge()).code == "4045700")
            #expect(world.bank.violationCounts == [.wrongCapture: 1])
        }
    }

    @Test("A hold that nobody takes lapses")
    func lapsed() async throws {
        try await TestWorld.cards {
            $0.timing.holdLife = .milliseconds(50)
        } _: { (_: TestWorld, client: CardClient) async throws in
            let held = try await client.charge(operation: "AUTH")
            #expect(await client.reported(held) == ["VOIDED"])
        }
    }

    @Test("A customer confirms on the 3DS page, refuses, or never comes", arguments: ["succeed", "fail", "silent"])
    func challenge(choice: String) async throws {
        try await TestWorld.cards { (world: TestWorld, client: CardClient) async throws in
            let charge = try await client.charge(initiator: "CUSTOMER")
            #expect(charge.answer.code == "2025400")
            let page = try #require(charge.answer.fields["webview.URL"])
            let html = try await world.client.get(String(page.dropFirst(world.client.baseURL.count)))
            #expect(html.text.contains("Rp 150.000"))
            #expect(try await client.press("wait", on: page).status == 200)
            #expect(try await client.press(choice, on: page).status == 200)
            let expected = choice == "fail" ? "FAILED" : "SUCCESS"
            #expect(try await client.status(charge) == expected)
            #expect(world.receiver.received.count == (choice == "silent" ? 0 : 1))
            #expect(try await client.press("succeed", on: page).status == 410)
        }
    }

    @Test("The time of the 3DS page ends")
    func challengeEnds() async throws {
        try await TestWorld.cards {
            $0.timing.cardSessionLife = .milliseconds(50)
        } _: { (_: TestWorld, client: CardClient) async throws in
            let charge = try await client.charge(initiator: "CUSTOMER")
            #expect(await client.reported(charge) == ["FAILED"])
        }
    }

    @Test("A transactionId is charged once, and a flow has one X-Correlation-ID of its own")
    func identifiers() async throws {
        try await TestWorld.cards { (world: TestWorld, client: CardClient) async throws in
            let charge = try await client.charge()
            #expect(try await client.charge(transactionID: charge.transactionID).answer.code == "4095401")
            #expect(try await client.charge(correlationID: charge.correlationID).answer.code == "4095400")
            #expect(try await client.askStatus(charge, correlationID: TestClient.fresh()).code == "2005500")
            #expect(
                world.bank.violationCounts
                    == [.secondPayment: 1, .reusedExternalID: 1, .mismatchedCorrelation: 1])
        }
    }

    @Test("At most two inquiries are answered within a second")
    func inquiryPace() async throws {
        try await TestWorld.cards {
            $0.inquiriesPerSecondMax = 2
        } _: { (world: TestWorld, client: CardClient) async throws in
            let charge = try await client.charge()
            _ = try await client.status(charge)
            _ = try await client.status(charge)
            let third = try await client.askStatus(charge)
            #expect(third.code == "4295500")
            #expect(third.headers["retry-after"] == "1")
            #expect(world.bank.violationCounts == [.inquiryTooFrequent: 1])
        }
    }

    @Test("Fields and headers have the forms of the contract")
    func forms() async throws {
        try await TestWorld.cards { (world: TestWorld, client: CardClient) async throws in
            let body = client.chargeBody(CardClient.customer(), transactionID: TestClient.fresh())
            let wrong = [
                ("150000.00", "150000"), ("\"IDR\"", "\"USD\""), ("\"PAY\"", "\"TAKE\""), ("\"MERCHANT\"", "\"ME\""),
                ("\"customerId\":\"MC", "\"customerId\":\"-"),
            ]
            for (right, wrong) in wrong {
                let answer = try await client.call(.charge, body.replacing(right, with: wrong))
                #expect(answer.code == "4005401")
            }
            for header in ["Accept", "Authorization", "X-Correlation-ID", "X-Merchant-Code", "X-Timestamp"] {
                #expect(try await client.call(.charge, body, overriding: [header: nil]).code == "4005402")
            }
            let stranger = try await client.call(
                .charge, body.replacing("\"customerId\":\"MC00", with: "\"customerId\":\"MC11"))
            #expect(stranger.code == "4045411")
            #expect(
                world.bank.violationCounts == [.malformedBody: 5, .missingHeader: 5, .mismatchedCard: 1])
            #expect(try await client.requestToken(secret: "wrong").status == 401)
            let old = try await client.call(.charge, body, overriding: ["Authorization": "Bearer nobody"])
            #expect(old.code == "4015401")
        }
    }

    @Test("The first time is refused before processing, the second one is fine", arguments: ["22", "23"])
    func firstRefused(code: String) async throws {
        try await TestWorld.cards { (world: TestWorld, client: CardClient) async throws in
            let transactionID = TestClient.fresh()
            let customer = CardClient.customer(code)
            let refused = try await client.charge(customer, transactionID: transactionID).answer
            #expect(refused.code == (code == "22" ? "4295400" : "4015401"))
            client.forgetToken()
            #expect(try await client.charge(customer, transactionID: transactionID).answer.code == "2005400")
            #expect(world.bank.violationCounts.isEmpty)
        }
    }

    @Test("A charge that waits is settled by hand")
    func settled() async throws {
        try await TestWorld.cards { (world: TestWorld, client: CardClient) async throws in
            let charge = try await client.charge(CardClient.customer("35"))
            #expect(try await world.client.get("/control/pending").text.contains(charge.correlationID))
            #expect(try await world.client.settle(charge.correlationID, "00").status == 200)
            #expect(await client.reported(charge) == ["SUCCESS"])
            #expect(try await client.status(charge) == "SUCCESS")
            let books = try await world.client.get("/control/cards")
            #expect(books.fields["chargeTotals.SUCCESS.sum"] == "150000")
            #expect(books.fields["charges.0.status"] == "SUCCESS")
            #expect(!books.text.contains(CardClient.cardToken(of: charge.customerID)))
        }
    }
}
