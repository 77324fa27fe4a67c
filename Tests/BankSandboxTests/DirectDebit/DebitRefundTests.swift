import BankSandbox
import PayoutCore
import Testing

@Suite("Direct debit: refunds")
struct DebitRefundTests {
    private func paid(_ client: DebitClient, code: String = "40") async throws -> DebitClient.Payment {
        let payment = try await client.pay(Customer(code))
        _ = await client.reported(payment)
        return payment
    }

    @Test("Parts of a payment are given back until nothing is left")
    func parts() async throws {
        try await TestWorld.debits { (world: TestWorld, client: DebitClient) async throws in
            let payment = try await paid(client)
            let first = try await client.refund(payment, amount: "100000.00")
            #expect(first.code == "2005800")
            #expect(first.fields["refundAmount.value"] == "100000.00")
            let part = try await client.askStatus(payment)
            #expect(part.fields["latestTransactionStatus"] == "00")
            #expect(part.fields["additionalInfo.settlementStatus"] == "PARTIALLY REFUNDED")
            #expect(part.fields["refundHistory.0.refundStatus"] == "00")
            let tooMuch = try await client.refund(payment, amount: "50001.00")
            #expect(tooMuch.code == "4045813")
            #expect(try await client.refund(payment, amount: "50000.00").code == "2005800")
            let whole = try await client.askStatus(payment)
            #expect(whole.fields["latestTransactionStatus"] == "04")
            #expect(whole.fields["refundHistory"] == "2")
            #expect(world.bank.violationCounts == [.refundAbovePayment: 1])
        }
    }

    @Test("A refund under the same partnerRefundNo is never made twice")
    func twice() async throws {
        try await TestWorld.debits { (_: TestWorld, client: DebitClient) async throws in
            let payment = try await paid(client)
            let number = TestClient.fresh()
            #expect(try await client.refund(payment, amount: "10000.00", refundNo: number).code == "2005800")
            #expect(try await client.refund(payment, amount: "10000.00", refundNo: number).code == "4095801")
            #expect(try await client.refund(payment, amount: "20000.00", refundNo: number).code == "4045818")
            #expect(try await client.askStatus(payment).fields["refundHistory"] == "1")
        }
    }

    @Test("Only a payment that succeeded, and only with the token of its customer")
    func refused() async throws {
        try await TestWorld.debits { (world: TestWorld, client: DebitClient) async throws in
            let failed = try await client.pay(Customer("42"))
            _ = await client.reported(failed)
            #expect(try await client.refund(failed).code == "4045800")
            let payment = try await paid(client)
            let other = Customer(key: "OTHER00000000000000000001")
            #expect(try await client.refund(payment, customer: other).code == "4015802")
            #expect(world.bank.violationCounts == [.refundWithoutPayment: 1, .wrongCustomerToken: 1])
        }
    }

    @Test(
        "A case decides what becomes of a refund",
        arguments: [
            ("51", "5005800", "04"), ("52", "4045818", "04"), ("53", "4045813", "00"), ("54", "4035800", "00"),
            ("55", "5005800", "00"), ("56", "4095801", "04"),
        ])
    func cases(code: String, answer: String, status: String) async throws {
        try await TestWorld.debits { (_: TestWorld, client: DebitClient) async throws in
            let payment = try await paid(client, code: code)
            #expect(try await client.refund(payment).code == answer)
            var last = ""
            for _ in 0..<20_000 where last != status { last = try await client.status(payment) }
            #expect(last == status)
        }
    }

    @Test("A refund that was refused is made at the second try under the same number")
    func secondTry() async throws {
        try await TestWorld.debits { (world: TestWorld, client: DebitClient) async throws in
            let payment = try await paid(client, code: "57")
            let number = TestClient.fresh()
            #expect(try await client.refund(payment, refundNo: number).code == "4045800")
            #expect(try await client.refund(payment, refundNo: number).code == "2005800")
            #expect(world.bank.violationCounts.isEmpty)
        }
    }
}
