import Foundation
import Testing

/// What customers entrust to us stays encrypted at rest, and is said nowhere.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct CustomerSecrecyTests {
    private static let customers = Customers(
        .init(name: "ANNA"), .init(name: "BUDI", bank: "002", trouble: 11), .init(name: "CITRA", trouble: 43),
        .init(name: "DEWI", trouble: 2))

    /// Tokens, authCodes and identifiers of cards, as their files have them.
    private static var secrets: [String] {
        Self.customers.all.flatMap { customer in
            let mandate = customer.mandate.split(separator: ",").map(String.init)
            let card = customer.card.split(separator: ",").map(String.init)
            return [mandate[2], mandate[3], card[2]]
        }
    }

    @Test func `No token of a customer stands in the ledger, in a report or in what is said`() async throws {
        try await Collector.with(Self.customers) { collector in
            let world = collector.world
            try world.write(Self.customers.file("IURAN"), to: "iuran.csv")
            try world.write("reference,payment_reference,amount,note\nR-1,IURAN-1,,\n", to: "retur.csv")
            // What each of these says is searched as well.
            let impatient: [String: String?] = Collector.settings.merging(["SALUR_DISPATCH_SETTLE_TIMEOUT": "3s"]) {
                $1
            }
            let commands = [
                ["mandates", "list"], ["mandates", "list", "--json"], ["cards", "list"], ["cards", "list", "--json"],
                ["check", "--kind", "collection", "--ledger", "salur.db", "iuran.csv"],
                ["collect", "--yes", "iuran.csv"], ["collect", "--yes", "--json", "iuran.csv"],
                ["refund", "--yes", "retur.csv"], ["charge", "--yes", "--batch", "kartu", "iuran.csv"],
                ["status"], ["status", "--json"], ["report"], ["report", "--json"],
                ["mandates", "import", "--yes", "mandates.csv"],
                ["verify", "--ledger", "salur.db"],
            ]
            for command in commands {
                let ended = try await world.salur(command, bank: collector.bank, settings: impatient)
                #expect([0, 1, 75].contains(ended.code), "\(command): \(ended)")
            }
            for number in 1...4 {
                _ = try await collector.run("explain", "IURAN-\(number)", "--batch", "kartu")
                _ = try await collector.run("explain", "--json", "IURAN-\(number)", "--batch", "kartu")
            }
            var searched = 0
            for name in world.names(in: ".")
            where !["mandates.csv", "cards.csv"].contains(name) && !name.hasPrefix("bank") {
                guard let data = FileManager.default.contents(atPath: world.path(name)) else { continue }
                searched += 1
                for secret in Self.secrets where data.range(of: Data(secret.utf8)) != nil {
                    Issue.record("a token of a customer stands in \(name)")
                }
            }
            #expect(searched > 15 && world.exists("salur.db"))
        }
    }
}
