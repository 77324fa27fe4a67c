import BankSandbox
import PayoutCore
import Testing

@Suite("The controls of the simulated bank: settling a transfer that waits")
struct ControlTests {
    /// A transfer of Rp 1.500.000 under fresh identifiers.
    private struct Order {
        let externalID = TestClient.fresh()
        let reference = TestClient.fresh()
    }

    private static func order(_ account: String, _ world: TestWorld) async throws -> Order {
        let order = Order()
        let beneficiary = try await world.client.beneficiary(account)
        _ = try await world.client.transfer(
            beneficiary, externalID: order.externalID, partnerReferenceNo: order.reference)
        return order
    }

    @Test("A settled transfer is reported by callback and by inquiry", arguments: ["00", "04", "06"], ["35", "18"])
    func settle(status: String, code: String) async throws {
        try await TestWorld.run {
            $0.balance = Rupiah(5_000_000)
        } _: { (world: TestWorld) async throws in
            let order = try await Self.order("9900\(code)1234", world)
            _ = await world.receiver.wait(about: order.externalID)
            #expect(try await world.client.get("/control/pending").text.contains(order.externalID))
            let answer = try await world.client.settle(order.externalID, status)
            #expect(answer.status == 200)
            #expect(answer.text.contains(#""status_before":"03","status":"\#(status)","callbacks":1"#))
            let reported = await world.receiver.wait {
                $0.content.originalExternalId == order.externalID && $0.content.latestTransactionStatus == status
            }
            #expect(reported.count == 1)
            let asked = try await world.client.status(order.externalID)
            #expect(asked == status)
            #expect(try await world.client.get("/control/pending").text.contains(#""count":0"#))
            #expect(world.bank.balance == Rupiah(status == "00" ? 3_500_000 : 5_000_000))
        }
    }

    @Test("What was planned to be told no longer counts, and the callback can be lost")
    func silently() async throws {
        try await TestWorld.run {
            $0.timing.transferDelay = .milliseconds(300) ... .milliseconds(300)
        } _: { (world: TestWorld) async throws in
            let order = try await Self.order("9900351234", world)
            let answer = try await world.client.settle(order.externalID, "06", more: #","callback":false"#)
            #expect(answer.text.contains(#""callbacks":0"#))
            // When a later transfer is reported, the time of what was planned for the earlier one has passed.
            let later = try await Self.order("1234567890", world)
            _ = await world.receiver.wait(about: later.externalID)
            #expect(try await world.client.status(order.externalID) == "06")
            let statuses = world.receiver.received.filter { $0.content.originalExternalId == order.externalID }
                .map(\.content.latestTransactionStatus)
            #expect(!statuses.contains("06"))
        }
    }

    @Test("A transfer can be settled again: a late refund, a contradiction")
    func again() async throws {
        try await TestWorld.run { (world: TestWorld) async throws in
            let order = try await Self.order("9900351234", world)
            var before = "03"
            for status in ["00", "04", "06", "00"] {
                let answer = try await world.client.settle(order.externalID, status)
                #expect(answer.text.contains(#""status_before":"\#(before)","status":"\#(status)""#))
                before = status
            }
            let asked = try await world.client.status(order.externalID)
            #expect(asked == "00")
        }
    }

    @Test("Unknown transfers, other statuses and bodies without form are refused in words")
    func refusals() async throws {
        try await TestWorld.run { (world: TestWorld) async throws in
            let unknown = try await world.client.settle(TestClient.fresh(), "00")
            #expect(unknown.status == 404)
            #expect(unknown.text.contains("/control/pending"))
            let order = try await Self.order("9900351234", world)
            for status in ["03", "07", "99", ""] {
                let answer = try await world.client.settle(order.externalID, status)
                #expect(answer.status == 400)
                #expect(answer.text.contains(#"\"status\": \"00\""#))
            }
            let text = try await world.client.send("/control/settle", [:], Array("status=00".utf8))
            #expect(text.status == 400)
            // A transfer that was refused was never made.
            let refused = try await Self.order("9900121234", world)
            #expect(try await world.client.settle(refused.externalID, "00").status == 404)
            let asked = try await world.client.status(order.externalID)
            #expect(asked == "03")
        }
    }
}
