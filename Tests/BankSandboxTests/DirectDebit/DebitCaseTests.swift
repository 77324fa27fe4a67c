import BankSandbox
import PayoutCore
import Testing

@Suite("Direct debit: chosen behaviour")
struct DebitCaseTests {
    /// What a case answers, what it calls back, and what an inquiry says afterwards.
    struct Expectation: Sendable {
        let code: String
        let answer: String
        var reports: [String] = []
        let status: String

        init(_ code: String, answer: String, reports: [String] = [], status: String) {
            (self.code, self.answer, self.reports, self.status) = (code, answer, reports, status)
        }
    }

    @Test(
        "A case decides answer, callbacks and status",
        arguments: [
            Expectation("11", answer: "2005400", reports: ["06"], status: "06"),
            Expectation("12", answer: "4035405", status: "06"),
            Expectation("13", answer: "2005400", reports: ["00", "04"], status: "04"),
            Expectation("14", answer: "2005400", status: "00"),
            Expectation("15", answer: "5005400", reports: ["00"], status: "00"),
            Expectation("16", answer: "5045400", status: "4045501"),
            Expectation("18", answer: "2005400", reports: ["03"], status: "03"),
            Expectation("19", answer: "2005400", reports: ["00", "00"], status: "00"),
            Expectation("21", answer: "2005400", reports: ["99", "00"], status: "00"),
            Expectation("24", answer: "HTTP 307", reports: ["00"], status: "00"),
            Expectation("25", answer: "HTTP 200", reports: ["00"], status: "00"),
            Expectation("27", answer: "2005400", reports: ["06", "00"], status: "00"),
            Expectation("28", answer: "4095401", status: "4045501"),
            Expectation("29", answer: "4035414", status: "06"),
            Expectation("40", answer: "2005400", reports: ["00"], status: "00"),
            Expectation("41", answer: "2025400", reports: ["00"], status: "00"),
            Expectation("42", answer: "2025400", reports: ["06"], status: "06"),
            Expectation("44", answer: "2005400", reports: ["success"], status: "00"),
            Expectation("45", answer: "2005400", reports: ["failed"], status: "06"),
        ])
    func cases(expected: Expectation) async throws {
        try await TestWorld.debits {
            $0.timing.transferDelay = .milliseconds(30) ... .milliseconds(30)
        } _: { (world: TestWorld, client: DebitClient) async throws in
            let payment = try await client.pay(Customer(expected.code))
            #expect(payment.answer.code == expected.answer)
            if !expected.reports.isEmpty {
                // Callbacks that follow each other soon may overtake each other on their way.
                let reports = await client.reported(payment, count: expected.reports.count).map { $0 ?? "" }
                #expect(reports.sorted() == expected.reports.sorted())
            }
            try await Self.expectStatus(expected.status, payment, client)
            #expect(world.bank.violationCounts.isEmpty)
        }
    }

    /// Asks by the name that the client knows in any case; planned reports may take a moment.
    private static func expectStatus(
        _ expected: String, _ payment: DebitClient.Payment, _ client: DebitClient
    ) async throws {
        var last = ""
        for _ in 0..<20_000 {
            let answer = try await client.askStatus(#""originalPartnerReferenceNo":"\#(payment.partnerNo)""#)
            last = answer.fields["latestTransactionStatus"] ?? answer.code
            if last == expected { return }
        }
        #expect(last == expected)
    }

    @Test("An amount chooses a case as well, where the mandate has none")
    func amounts() async throws {
        try await TestWorld.debits { (_: TestWorld, client: DebitClient) async throws in
            #expect(try await client.pay(Customer(), amount: "1990012.00").answer.code == "4035405")
            #expect(try await client.pay(Customer("40"), amount: "1990012.00").answer.code == "2005400")
        }
    }

    @Test("A payment that is refused for lack of funds may still be paid: only an inquiry says so")
    func insufficientYetPaid() async throws {
        try await TestWorld.debits { (world: TestWorld, client: DebitClient) async throws in
            let payment = try await client.pay(Customer("30"))
            #expect(payment.answer.code == "4035414")
            try await Self.expectStatus("00", payment, client)
            #expect(world.receiver.received.isEmpty)
        }
    }

    @Test("A dropped connection has made the payment")
    func dropped() async throws {
        try await TestWorld.debits { (world: TestWorld, client: DebitClient) async throws in
            let externalID = TestClient.fresh()
            await #expect(throws: (any Error).self) {
                _ = try await client.pay(Customer("17"), externalID: externalID)
            }
            let callback = await world.receiver.wait(about: externalID)[0]
            #expect(JSONFields(callback)["latestTransactionStatus"] == "00")
        }
    }

    @Test("The first time is refused before processing, the second one is fine", arguments: ["03", "22", "23"])
    func firstRefused(code: String) async throws {
        try await TestWorld.debits { (world: TestWorld, client: DebitClient) async throws in
            let number = TestClient.fresh()
            let refused = try await client.pay(Customer(code), partnerNo: number).answer
            #expect(refused.code == ["03": "4015402", "22": "4295400", "23": "4015401"][code])
            client.forgetTokens()
            let payment = try await client.pay(Customer(code), partnerNo: number)
            #expect(payment.answer.code == "2005400")
            #expect(world.bank.violationCounts.isEmpty)
        }
    }

    @Test("An account that vanished is answered 4045411, and no customer token is given out for it")
    func gone() async throws {
        try await TestWorld.debits { (_: TestWorld, client: DebitClient) async throws in
            let payment = try await client.pay(Customer("02", bank: "008"))
            #expect(payment.answer.code == "4045411")
            try await Self.expectStatus("06", payment, client)
            #expect(try await client.requestCustomerToken(payment.customer.authCode).code == "4037405")
        }
    }

    @Test("Inquiries are refused three times, and the first finds nothing")
    func inquiries() async throws {
        try await TestWorld.debits { (world: TestWorld, client: DebitClient) async throws in
            let payment = try await client.pay(Customer("47"))
            for _ in 1...3 {
                let refused = try await client.askStatus(payment)
                #expect(refused.code == "4295500")
                #expect(refused.headers["retry-after"] == "1")
            }
            try await Self.expectStatus("00", payment, client)
            let second = try await client.pay(Customer("20"))
            #expect(try await client.status(second) == "4045501")
            try await Self.expectStatus("00", second, client)
            #expect(world.bank.violationCounts.isEmpty)
        }
    }

    @Test("A payment that waits is settled by hand, and the controls list it until then")
    func settled() async throws {
        try await TestWorld.debits { (world: TestWorld, client: DebitClient) async throws in
            let payment = try await client.pay(Customer("35"))
            _ = await client.reported(payment)
            #expect(try await world.client.get("/control/pending").text.contains(payment.externalID))
            #expect(try await world.client.settle(payment.externalID, "06").status == 200)
            #expect(await Set(client.reported(payment, count: 2)) == ["03", "06"])
            #expect(try await client.status(payment) == "06")
        }
    }

    @Test("A late callback comes after the status is known")
    func late() async throws {
        try await TestWorld.debits {
            $0.timing.lateCallbackDelay = .milliseconds(1500)
        } _: { (world: TestWorld, client: DebitClient) async throws in
            let payment = try await client.pay(Customer("46"))
            try await Self.expectStatus("00", payment, client)
            #expect(world.receiver.received.isEmpty)
            #expect(await client.reported(payment) == ["00"])
        }
    }
}
