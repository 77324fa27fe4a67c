import BankSandbox
import PayoutCore
import Testing

@Suite("Direct debit: codes of the customer")
struct DebitCodeTests {
    private static let right = "123456"

    @Test("Some banks always ask for a code; the right one pays", arguments: ["014", "022"])
    func right(bank: String) async throws {
        try await TestWorld.debits { (world: TestWorld, client: DebitClient) async throws in
            let payment = try await client.pay(Customer(bank: bank))
            #expect(payment.answer.code == "2025400")
            #expect(payment.answer.fields["transactionStatusDesc"] == "PENDING_USER_VERIFICATION")
            #expect(try await client.status(payment) == "03")
            #expect(try await client.verify(payment, Self.right).code == "2000400")
            #expect(await client.reported(payment) == ["00"])
            #expect(try await client.status(payment) == "00")
            #expect(world.bank.violationCounts.isEmpty)
        }
    }

    @Test("The other banks pay without a code", arguments: ["002", "008", "009", "011", "490"])
    func without(bank: String) async throws {
        try await TestWorld.debits { (_: TestWorld, client: DebitClient) async throws in
            let payment = try await client.pay(Customer("40", bank: bank))
            #expect(payment.answer.fields["latestTransactionStatus"] == "00")
        }
    }

    @Test("The third wrong code ends the payment and blocks the account")
    func blocked() async throws {
        try await TestWorld.debits { (world: TestWorld, client: DebitClient) async throws in
            let payment = try await client.pay(Customer("43"))
            #expect(try await client.verify(payment, "000000").code == "4040415")
            #expect(try await client.verify(payment, "000001").code == "4040415")
            #expect(try await client.verify(payment, "000002").code == "4030411")
            #expect(await client.reported(payment) == ["06"])
            let (authCode, user) = (payment.customer.authCode, payment.customer.publicUserID)
            #expect(try await client.requestCustomerToken(authCode).code == "4037405")
            let lifted = try await world.client.send(
                "/control/unblock", [:], Array(#"{"public_user_id":"\#(user)"}"#.utf8))
            #expect(lifted.fields["unblocked"] == "1")
            #expect(try await client.requestCustomerToken(authCode).code == "2007400")
        }
    }

    @Test("A code that comes too late has expired")
    func expired() async throws {
        try await TestWorld.debits { (world: TestWorld, client: DebitClient) async throws in
            let payment = try await client.pay(Customer("43"))
            world.clock.advance(by: .seconds(300))
            #expect(try await client.verify(payment, Self.right).code == "4030412")
        }
    }

    @Test("A payment that nobody confirms has failed when the time is over")
    func lapsed() async throws {
        try await TestWorld.debits {
            $0.timing.codeLife = .milliseconds(50)
        } _: { (_: TestWorld, client: DebitClient) async throws in
            let payment = try await client.pay(Customer("43"))
            #expect(await client.reported(payment) == ["06"])
        }
    }

    @Test("A code goes under the X-EXTERNAL-ID of its payment, with the token of the answer")
    func mismatched() async throws {
        try await TestWorld.debits { (world: TestWorld, client: DebitClient) async throws in
            let payment = try await client.pay(Customer("43"))
            let fresh = TestClient.fresh()
            #expect(try await client.verify(payment, Self.right, externalID: fresh).code == "4040401")
            #expect(try await client.verify(payment, Self.right, token: "other").code == "4000401")
            #expect(try await client.verify(payment, "12345").code == "4000401")
            let headers = ["CHANNEL-ID": "95222"]
            #expect(try await client.verify(payment, Self.right, overriding: headers).code == "4040401")
            let done = try await client.pay(Customer("40"))
            #expect(try await client.verify(done, Self.right).code == "4040400")
            #expect(world.bank.violationCounts == [.mismatchedCode: 4, .malformedBody: 1])
        }
    }
}
