import Foundation
import Subprocess
import Testing

/// Somebody who collects, refunds and charges at a simulated bank.
struct Collector: Sendable {
    let world: World
    let bank: Bank

    /// More of the environment: the key that encrypts tokens, and waits of a second or two.
    static let settings: [String: String?] = ["SALUR_VAULT_KEY_FILE": "vault.key"]

    /// Runs `body` with a bank and a vault; the customers are known.
    static func with(
        _ customers: Customers, options: [String] = [], _ body: (Collector) async throws -> Void
    ) async throws {
        try await with(mandates: customers.mandates, cards: customers.cards, options: options, body)
    }

    /// The same with the files of mandates and cards as they are.
    static func with(
        mandates: String, cards: String, options: [String] = [], _ body: (Collector) async throws -> Void
    ) async throws {
        try await World.with { world in
            try world.write(mandates, to: "mandates.csv")
            try world.write(cards, to: "cards.csv")
            try world.write(String(repeating: "5a", count: 32) + "\n", to: "vault.key")
            #expect(try await world.shell("chmod 600 vault.key").code == 0)
            try await world.withBank(options) { bank in
                let collector = Collector(world: world, bank: bank)
                try await collector.run("mandates", "import", "--yes", "mandates.csv", code: 0)
                try await collector.run("cards", "import", "--yes", "cards.csv", code: 0)
                try await body(collector)
            }
        }
    }

    /// Runs `salur`; it ends with `code`, or anyhow.
    @discardableResult
    func run(
        _ arguments: String..., code: Int32? = nil, whileRunning: (World.Running) async throws -> Void = { _ in }
    ) async throws -> Ended {
        let ended = try await world.salur(arguments, bank: bank, settings: Self.settings, whileRunning: whileRunning)
        if let code { #expect(ended.code == code, "\(arguments): \(ended)") }
        return ended
    }

    /// Runs the same command until its file is settled, a few times at most; false if it is not settled then.
    func isSettled(_ arguments: String...) async throws -> Bool {
        let impatient = Self.settings.merging(["SALUR_DISPATCH_SETTLE_TIMEOUT": "8s"]) { $1 }
        for _ in 1...Self.runsMax {
            let ended = try await world.salur(arguments, bank: bank, settings: impatient)
            #expect([0, 1, 75].contains(ended.code), "\(ended)")
            if ended.code < 2 { return true }
        }
        return false
    }

    private static let runsMax = 4

    /// Kills `salur` once the bank has got so many more requests of a service; the file may be finished before.
    func kill(after count: Int, _ service: String, _ arguments: String...) async throws {
        let moment = try bank.requests(service) + count
        let ended = try await world.salur(arguments, bank: bank, settings: Self.settings) { running in
            try await waitUntil("\(moment) requests of \(service)") {
                try bank.requests(service) >= moment || running.hasEnded
            }
            running.send(.kill)
        }
        #expect([-9, 0, 1].contains(ended.code), "\(ended)")
    }

    /// The reports of the file with this name.
    func reports(_ file: String) throws -> Reports {
        let stem = file.split(separator: ".").first.map(String.init) ?? file
        let folders = try FileManager.default.contentsOfDirectory(atPath: world.path("out"))
        return Reports(world, folder: "out/\(try #require(folders.first { $0.hasPrefix(stem + "-") }))")
    }

    func debits() throws -> DebitBooks {
        try JSONDecoder().decode(DebitBooks.self, from: bank.get("/control/direct-debit"))
    }

    func charges() throws -> CardBooks { try JSONDecoder().decode(CardBooks.self, from: bank.get("/control/cards")) }
}
