import BankSandbox
import PayoutCore
import Testing

@Suite("Cards: seeded misbehaviour")
struct ChargeFaultTests {
    /// Charges as the contract wants it: what was refused before processing goes again in a flow of its own.
    private func charge(_ customerID: String, _ transactionID: String, _ client: CardClient) async {
        for _ in 0..<50 {
            guard let answer = try? await client.charge(customerID, transactionID: transactionID).answer else {
                return
            }
            switch answer.code.prefix(3) {
            case "401": client.forgetToken()
            case "429": continue
            default: return
            }
        }
    }

    /// The status that inquiries report at last; nil where they find nothing twice.
    private func lastStatus(
        _ customerID: String, transactionID: String, _ client: CardClient
    ) async -> String? {
        var misses = 0
        for _ in 0..<20_000 {
            let query = "?customerId=\(customerID)&transactionId=\(transactionID)"
            let answer = try? await client.call(.status, query: query)
            if answer?.status == 401 { client.forgetToken() }
            if answer?.code == "4045501" { misses += 1 }
            if misses == 2 { return nil }
            if let status = answer?.fields["status"], status != "PENDING" { return status }
        }
        return "PENDING"
    }

    @Test("Under every fault, inquiries say what the books say")
    func faults() async throws {
        try await TestWorld.cards {
            $0.faults = FaultProbabilities(mix: 1)
        } _: { (world: TestWorld, client: CardClient) async throws in
            var statuses: [String: String] = [:]
            for number in 10..<50 {
                let (customer, transactionID) = (CardClient.customer(key: "CUSTOMER00\(number)"), TestClient.fresh())
                await charge(customer, transactionID, client)
                let status = await lastStatus(customer, transactionID: transactionID, client)
                if let status { statuses[transactionID] = status }
            }
            let books = try await world.client.get("/control/cards").fields
            var known: [String: String] = [:]
            for index in 0..<(Int(books["charges"] ?? "") ?? 0) {
                let status = books["charges.\(index).status"] ?? ""
                if !status.isEmpty { known[books["charges.\(index).transactionId"] ?? ""] = status }
            }
            #expect(known == statuses)
            #expect(Set(known.values).isSubset(of: ["SUCCESS", "FAILED"]) && known.values.contains("SUCCESS"))
            // Asked in flows of their own, since the answer that named the charge's flow may be lost.
            #expect(Set(world.bank.violationCounts.keys).isSubset(of: [.mismatchedCorrelation]))
        }
    }
}
