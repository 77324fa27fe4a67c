import BankSandbox
import PayoutCore
import SNAP
import Testing

@Suite("Direct debit: seeded misbehaviour and callbacks")
struct DebitFaultTests {
    /// Pays as the contract wants it: what was refused before processing goes again under a fresh X-EXTERNAL-ID.
    private func pay(_ customer: Customer, _ partnerNo: String, _ client: DebitClient) async {
        for _ in 0..<50 {
            guard let answer = try? await client.pay(customer, partnerNo: partnerNo).answer else { return }
            switch answer.code.prefix(3) {
            case "401": client.forgetTokens()
            case "429": continue
            default: return
            }
        }
    }

    /// The status that inquiries report at last; nil where they find nothing twice.
    private func lastStatus(_ partnerNo: String, _ client: DebitClient) async -> String? {
        var misses = 0
        for _ in 0..<20_000 {
            let answer = try? await client.askStatus(#""originalPartnerReferenceNo":"\#(partnerNo)""#)
            if answer?.status == 401 { client.forgetTokens() }
            if answer?.code == "4045501" { misses += 1 }
            if misses == 2 { return nil }
            if let status = answer?.fields["latestTransactionStatus"], status != "03" { return status }
        }
        return "03"
    }

    @Test("Under every fault, inquiries say what the books say, and a careful client breaks no rule")
    func faults() async throws {
        try await TestWorld.debits {
            $0.faults = FaultProbabilities(mix: 1)
        } _: { (world: TestWorld, client: DebitClient) async throws in
            var statuses: [String: String] = [:]
            for number in 10..<50 {
                let customer = Customer(key: "CUSTOMER0000000000000000\(number)".suffix(25).description)
                let partnerNo = TestClient.fresh()
                await pay(customer, partnerNo, client)
                if let status = await lastStatus(partnerNo, client) { statuses[partnerNo] = status }
            }
            let books = try await world.client.get("/control/direct-debit").fields
            let count = Int(books["debitPayments"] ?? "") ?? 0
            var known: [String: String] = [:]
            for index in 0..<count {
                let status = books["debitPayments.\(index).status"] ?? ""
                if !status.isEmpty { known[books["debitPayments.\(index).partnerReferenceNo"] ?? ""] = status }
            }
            #expect(known == statuses)
            #expect(Set(known.values).isSubset(of: ["00", "06"]) && known.values.contains("00"))
            #expect(known.count < count, "some requests were never processed")
            #expect(world.bank.violationCounts.isEmpty)
        }
    }

    @Test("A debit callback is proven in the chosen way", arguments: CallbackProofKind.allCases)
    func proof(kind: CallbackProofKind) async throws {
        try await TestWorld.debits {
            $0.proof = kind
        } _: { (world: TestWorld, client: DebitClient) async throws in
            let payment = try await client.pay(Customer("40"))
            let callback = await world.receiver.wait(about: payment.externalID)[0]
            #expect(try CallbackTests.isProven(callback, kind, .hex))
        }
    }

    @Test("A debit callback that is not answered 2xx is tried four times in all")
    func repeats() async throws {
        try await TestWorld.debits { (world: TestWorld, client: DebitClient) async throws in
            world.receiver.refuse(times: 4)
            let payment = try await client.pay(Customer("40"))
            _ = await world.receiver.wait(for: 4, about: payment.externalID)
            // A fifth try would have come before the result of a later payment.
            let later = try await client.pay(Customer("40", key: "CUSTOMER00000000000000002"))
            _ = await client.reported(later)
            #expect(world.receiver.received.count { $0.content.originalExternalId == payment.externalID } == 4)
            let books = try await world.client.get("/ledger").fields
            #expect(books["counters.callbacksGivenUp"] == "1")
            #expect(books["debitPayments.0.callbacksTried"] == "4")
        }
    }

    @Test("The books show every mandate and payment, and no token")
    func books() async throws {
        try await TestWorld.debits { (world: TestWorld, client: DebitClient) async throws in
            let payment = try await client.pay(Customer("40"))
            _ = await client.reported(payment)
            _ = try await client.refund(payment, amount: "50000.00")
            let answer = try await world.client.get("/control/direct-debit")
            let books = answer.fields
            #expect(books["mandates.0.publicUserId"] == payment.customer.publicUserID)
            #expect(books["mandates.0.customerTokensIssued"] == "1")
            #expect(books["debitTotals.00.sum"] == "150000")
            #expect(books["refundTotals.made.sum"] == "50000")
            #expect(books["debitPayments.0.refunded"] == "50000")
            #expect(books["debitRefunds.0.paymentExternalId"] == payment.externalID)
            #expect(!answer.text.contains(payment.customer.authCode))
            #expect(!answer.text.contains(payment.customer.accountToken))
        }
    }
}
