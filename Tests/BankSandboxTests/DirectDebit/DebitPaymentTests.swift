import BankSandbox
import PayoutCore
import Testing

@Suite("Direct debit: payments")
struct DebitPaymentTests {
    @Test("A payment is answered with its referenceNo, reported by callback and found by inquiry")
    func paid() async throws {
        try await TestWorld.debits { (world: TestWorld, client: DebitClient) async throws in
            let payment = try await client.pay(Customer())
            #expect(["2005400", "2025400"].contains(payment.answer.code))
            #expect([nil, "03"].contains(payment.answer.fields["latestTransactionStatus"]))
            #expect(payment.referenceNo.count == 32)
            let callback = await world.receiver.wait(about: payment.externalID)[0]
            #expect(callback.path == "/callbacks/direct-debit")
            let fields = JSONFields(callback)
            #expect(fields["responseCode"] == "2005400")
            #expect(fields["latestTransactionStatus"] == "00")
            #expect(fields["amount.value"] == "150000.00")
            #expect(fields["originalReferenceNo"] == payment.referenceNo)
            let answer = try await client.askStatus(payment)
            #expect(answer.code == "2005500")
            #expect(answer.fields["latestTransactionStatus"] == "00")
            #expect(answer.fields["transAmount.value"] == "150000.00")
            #expect(answer.fields["additionalInfo.settlementStatus"] == "SETTLED")
            #expect(world.bank.violationCounts.isEmpty)
        }
    }

    @Test("An inquiry without a referenceNo finds a payment by its other two names, which must agree")
    func otherNames() async throws {
        try await TestWorld.debits { (_: TestWorld, client: DebitClient) async throws in
            let first = try await client.pay(Customer("40"))
            let second = try await client.pay(Customer("40", key: "CUSTOMER00000000000000002"))
            let partner = #""originalPartnerReferenceNo":"\#(first.partnerNo)""#
            let external = #""originalExternalId":"\#(first.externalID)""#
            for names in [partner, external, "\(partner),\(external)"] {
                #expect(try await client.askStatus(names).fields["originalReferenceNo"] == first.referenceNo)
            }
            let mixed = try await client.askStatus(#"\#(partner),"originalExternalId":"\#(second.externalID)""#)
            #expect(mixed.code == "4045501")
        }
    }

    @Test("A bank may know the referenceNo alone")
    func referenceOnly() async throws {
        try await TestWorld.debits {
            $0.inquiresByReferenceOnly = true
        } _: { (_: TestWorld, client: DebitClient) async throws in
            let payment = try await client.pay(Customer("40"))
            #expect(try await client.status(payment) == "00")
            let byPartnerNo = #""originalPartnerReferenceNo":"\#(payment.partnerNo)""#
            #expect(try await client.askStatus(byPartnerNo).code == "4045501")
        }
    }

    @Test("A customer token is good for the account of that customer alone")
    func customerTokens() async throws {
        try await TestWorld.debits { (world: TestWorld, client: DebitClient) async throws in
            let (anna, budi) = (Customer(key: "ANNA000000000000000000001"), Customer(key: "BUDI000000000000000000001"))
            let foreign = try await client.call(.payment, client.paymentBody(anna), customer: budi.authCode)
            #expect(foreign.code == "4015402")
            let without = try await client.call(.payment, client.paymentBody(anna))
            #expect(without.code == "4005402")
            let invented = try await client.call(
                .payment, client.paymentBody(anna), overriding: ["Authorization-Customer": "Bearer nobody"])
            #expect(invented.code == "4015404")
            #expect(world.bank.violationCounts == [.wrongCustomerToken: 1, .missingHeader: 1])
            world.clock.advance(by: .seconds(3600))
            client.forgetToken()
            let old = try await client.call(.payment, client.paymentBody(budi), customer: budi.authCode)
            #expect(old.code == "4015402")
        }
    }

    @Test("An unknown authCode gets no customer token, nor does one that was unbound")
    func refusedTokens() async throws {
        try await TestWorld.debits { (_: TestWorld, client: DebitClient) async throws in
            let unknown = try await client.requestCustomerToken(String(repeating: "z", count: 32))
            #expect(unknown.code == "4047411")
            #expect(try await client.requestCustomerToken(Customer("01").authCode).code == "4037405")
            #expect(try await client.requestCustomerToken("short").code == "4007401")
            let bare = try await client.requestCustomerToken(Customer().authCode, overriding: ["Authorization": nil])
            #expect(bare.code == "4007402")
        }
    }

    @Test(
        "Fields have the lengths and forms of the contract",
        arguments: [
            ("150000.00", "150000", "4005401"), ("150000.00", "0.00", "4005401"), ("150000.00", "1500.50", "4005401"),
            ("\"IDR\"", "\"USD\"", "4005401"), ("\"MERCH1\"", "\"MERCH2\"", "4045408"),
            ("\"Instalment 3\"", "\"a/b\"", "4005401"), ("\"Instalment 3\"", "\"\"", "4005401"),
            ("\"bankCardToken\"", "\"cardToken\"", "4005402"), ("\"amount\"", "\"sum\"", "4005402"),
            ("\"additionalInfo\"", "\"info\"", "4005402"), ("\"008\"", "\"009\"", "4005401"),
        ])
    func form(right: String, wrong: String, code: String) async throws {
        try await TestWorld.debits { (world: TestWorld, client: DebitClient) async throws in
            let body = client.paymentBody(Customer()).replacing(right, with: wrong)
            let answer = try await client.call(.payment, body, customer: Customer().authCode)
            #expect(answer.code == code)
            #expect(world.bank.violationCounts.values.reduce(0, +) == 1)
        }
    }

    @Test("A signature covers path, token, body and time; the place of the caller is not asked for")
    func signature() async throws {
        try await TestWorld.debits { (world: TestWorld, client: DebitClient) async throws in
            let wrong = try await client.call(
                .payment, client.paymentBody(Customer()), customer: Customer().authCode,
                overriding: ["X-SIGNATURE": String(repeating: "0", count: 128)])
            #expect(wrong.code == "4015400")
            for header in ["X-PARTNER-ID", "X-EXTERNAL-ID", "CHANNEL-ID", "X-TIMESTAMP", "Authorization"] {
                let missing = try await client.call(
                    .payment, client.paymentBody(Customer()), customer: Customer().authCode, overriding: [header: nil])
                #expect(missing.code == "4005402")
            }
            // A token of transfers opens no door here.
            let token = try await world.client.bearer()
            let foreign = try await client.call(
                .payment, client.paymentBody(Customer()), customer: Customer().authCode,
                overriding: ["Authorization": "Bearer \(token)"])
            #expect(foreign.code == "4015401")
            #expect(world.bank.violationCounts == [.badSignature: 1, .missingHeader: 5])
        }
    }

    @Test("Identifiers are refused twice on one day of Jakarta, and noted on another")
    func identifiers() async throws {
        try await TestWorld.debits { (world: TestWorld, client: DebitClient) async throws in
            let first = try await client.pay(Customer("40"))
            let sameID = try await client.pay(Customer("40"), externalID: first.externalID)
            #expect(sameID.answer.code == "4095400")
            let sameNumber = try await client.pay(Customer("40"), partnerNo: first.partnerNo)
            #expect(sameNumber.answer.code == "4095401")
            #expect(world.bank.violationCounts == [.reusedExternalID: 1, .secondPayment: 1])
            world.clock.advance(by: .seconds(86_400))
            client.forgetTokens()
            let again = try await client.pay(
                Customer("40"), externalID: first.externalID, partnerNo: first.partnerNo)
            #expect(again.answer.code == "2005400", "the bank has forgotten, and takes the money twice")
            #expect(world.bank.violationCounts == [.reusedExternalID: 2, .secondPayment: 2])
        }
    }

    @Test("At most two inquiries are answered within a second")
    func inquiryPace() async throws {
        try await TestWorld.debits {
            $0.inquiriesPerSecondMax = 2
        } _: { (world: TestWorld, client: DebitClient) async throws in
            let payment = try await client.pay(Customer("40"))
            #expect(try await client.status(payment) == "00")
            #expect(try await client.status(payment) == "00")
            let third = try await client.askStatus(payment)
            #expect(third.code == "4295500")
            #expect(third.headers["retry-after"] == "1")
            #expect(world.bank.violationCounts == [.inquiryTooFrequent: 1])
            world.clock.advance(by: .seconds(1))
            #expect(try await client.status(payment) == "00")
        }
    }
}
