import Foundation
import Testing

/// Persons who send the codes of customers, and take or release money that is held on cards.
@Suite(.timeLimit(.minutes(15)))
struct CodeTests {
    private static let settings: [String: String?] = [
        "SALUR_VAULT_KEY_FILE": "key", "SALUR_DISPATCH_SETTLE_TIMEOUT": "12s", "SALUR_DISPATCH_TRANSFER_WAIT": "1s",
    ]

    /// A customer of BCA, which always asks for a code, and whose card only holds money (docs/simulated-bank.md).
    private static let mandates = """
        customer,bank_code,account_token,auth_code,public_user_id
        ANNA,014,MT01400ANNA000000000000000000001,MA01400ANNA000000000000000000001,MU01400ANNA000000000000000000001

        """
    private static let cards = """
        customer,customer_id,card_token
        ANNA,MC60ANNA00000001,MC60ANNA00000001000000000000000000000000

        """

    private struct Desk {
        let world: World
        let bank: Bank

        @discardableResult
        func salur(_ arguments: String..., code: Int32, typing input: String = "") async throws -> Ended {
            let ended = try await world.salur(
                arguments, bank: bank, settings: CodeTests.settings, input: Array(input.utf8))
            #expect(ended.code == code, "\(arguments): \(ended)")
            return ended
        }
    }

    private func withDesk(_ body: (Desk) async throws -> Void) async throws {
        try await World.with { world in
            try world.write(String(repeating: "0a", count: 32) + "\n", to: "key")
            try world.write(Self.mandates, to: "mandates.csv")
            try world.write(Self.cards, to: "cards.csv")
            try world.write("reference,customer,amount,note\nINV-1,ANNA,150000,Iuran\n", to: "fees.csv")
            // What nobody took comes again soon, and not when the next inquiry is due.
            try await world.withBank(["--collection-retry-delay", "500ms"]) { bank in
                let desk = Desk(world: world, bank: bank)
                try await desk.salur("mandates", "import", "--yes", "mandates.csv", code: 0)
                try await desk.salur("cards", "import", "--yes", "cards.csv", code: 0)
                try await body(desk)
                #expect(try bank.ledger().violationsTotal == 0)
            }
        }
    }

    @Test func `The right code lets a collection succeed, and is not shown`() async throws {
        try await withDesk { desk in
            let waits = try await desk.salur("collect", "--yes", "--allow-otp", "fees.csv", code: 75)
            #expect(waits.output.contains("marked awaiting_otp for their codes, then salur otp REFERENCE"))
            for question in [["status"], ["explain", "INV-1"]] {
                let ended = try await desk.world.salur(question, bank: desk.bank, settings: Self.settings)
                #expect(ended.output.contains("salur otp INV-1"), "\(ended)")
            }
            try await desk.salur("otp", "INV-1", code: 75)
            let ended = try await desk.salur("otp", "INV-1", "--json", code: 0, typing: "111111\n12345\n123456\n")
            #expect(ended.output.contains(#""result" : "verified""#))
            #expect(!ended.output.contains("123456"))
            try await desk.salur("process", code: 0)
            try await desk.salur("otp", "INV-1", code: 64, typing: "123456\n")
        }
    }

    @Test func `Three wrong codes in several commands block the customer`() async throws {
        try await withDesk { desk in
            try await desk.salur("collect", "--yes", "--allow-otp", "fees.csv", code: 75)
            try await desk.salur("otp", "INV-1", code: 75, typing: "111111\n")
            try await desk.salur("otp", "INV-1", code: 77, typing: "222222\n333333\n123456\n")
            let list = try await desk.salur("mandates", "list", code: 0)
            #expect(list.output.contains("blocked"))
            try await desk.salur("process", code: 1)
        }
    }

    @Test(arguments: ["--capture", "--void"])
    func `Money that is held on a card is taken or released by a person`(act: String) async throws {
        try await withDesk { desk in
            try await desk.salur("charge", "--yes", "--batch", "fees", "fees.csv", code: 1)
            let ended = try await desk.salur(
                "resolve", "INV-1", act, "--yes", "--reason", "agreed", "--json", code: 0)
            let status = act == "--capture" ? "succeeded" : "cancelled"
            #expect(ended.output.contains(#""status" : "\#(status)""#), "\(ended)")
            try await desk.salur("resolve", "INV-1", act, "--yes", "--reason", "again", code: 64)
        }
    }
}
