import Foundation
import Subprocess
import Testing

/// Customers bind accounts and register cards on the pages of the bank, as a browser would use them.
@Suite(.timeLimit(.minutes(15)))
struct BindingTests {
    private func withWorld(
        _ options: [String] = [], _ body: (World, Bank) async throws -> Void
    ) async throws {
        try await World.with { world in
            try world.write(String(repeating: "0a", count: 32) + "\n", to: "key")
            try await world.withBank(options) { try await body(world, $0) }
        }
    }

    private static let settings: [String: String?] = ["SALUR_VAULT_KEY_FILE": "key"]

    private func visiting(
        _ arguments: [String], _ world: World, _ bank: Bank, _ atThePage: (PageVisit) async throws -> Void
    ) async throws -> (code: Int32, output: String, errors: String) {
        try await PageVisit.during(arguments, world, bank, settings: Self.settings, atThePage)
    }

    private func salur(_ arguments: String..., world: World, bank: Bank, input: String = "") async throws -> Ended {
        try await world.salur(arguments, bank: bank, settings: Self.settings, input: Array(input.utf8))
    }

    @Test func `A customer confirms on the page, and the account is bound`() async throws {
        try await withWorld { world, bank in
            let ended = try await visiting(["mandates", "bind", "C-1"], world, bank) {
                try $0.press("choice=succeed&bank=008")
            }
            #expect(ended.code == 0, "\(ended)")
            let list = try await salur("mandates", "list", "--json", world: world, bank: bank)
            #expect(list.output.contains(#""status" : "bound""#) && list.output.contains(#""bank_code" : "008""#))
            #expect(try bank.ledger().violationsTotal == 0)
            let verified = try await salur("verify", "--ledger", "salur.db", world: world, bank: bank)
            #expect(verified.code == 0, "\(verified)")
        }
    }

    @Test func `A customer refuses, and the account is not bound`() async throws {
        try await withWorld { world, bank in
            let ended = try await visiting(["mandates", "bind", "C-1"], world, bank) {
                try $0.press("choice=fail&bank=008")
            }
            #expect(ended.code == 1, "\(ended)")
        }
    }

    @Test func `A callback that is lost is made up for by an inquiry after the page is closed`() async throws {
        try await withWorld { world, bank in
            let ended = try await visiting(["mandates", "bind", "C-1", "--hurry", "60"], world, bank) {
                try $0.press("choice=silent&bank=008")
            }
            #expect(ended.code == 0, "\(ended)")
            #expect(try bank.requests("binding-inquiry") >= 1)
        }
    }

    @Test func `A customer who never comes is not bound`() async throws {
        try await withWorld { world, bank in
            let ended = try await visiting(["mandates", "bind", "C-1", "--hurry", "180"], world, bank) { _ in }
            #expect(ended.code == 1, "\(ended)")
        }
    }

    @Test func `Interrupted, the page stays open, and a refresh finds out what became of it`() async throws {
        try await withWorld { world, bank in
            let ended = try await visiting(["mandates", "bind", "C-1"], world, bank) { visit in
                visit.running.send(.interrupt)
                try await waitUntil("the command ends") { visit.running.hasEnded }
                try visit.press("choice=silent&bank=008")
            }
            #expect(ended.code == 75, "\(ended)")
            let again = try await salur("mandates", "bind", "C-1", world: world, bank: bank)
            #expect(again.code == 75, "\(again)")
            let refreshed = try await salur("mandates", "refresh", "--json", world: world, bank: bank)
            #expect(refreshed.code == 0 && refreshed.output.contains(#""status" : "bound""#), "\(refreshed)")
        }
    }

    @Test func `A bank that asks for a code unbinds after the right one; the account is gone at a refresh`()
        async throws
    {
        try await withWorld { world, bank in
            let ended = try await visiting(["mandates", "bind", "C-1"], world, bank) {
                try $0.press("choice=succeed&bank=011")
            }
            #expect(ended.code == 0, "\(ended)")
            let unbound = try await world.salur(
                ["mandates", "unbind", "C-1", "--yes", "--reason", "ended"], bank: bank, settings: Self.settings,
                input: Array("111111\n123456\n".utf8))
            #expect(unbound.code == 0, "\(unbound)")
            let list = try await salur("mandates", "list", "--json", world: world, bank: bank)
            #expect(list.output.contains(#""status" : "unbound""#), "\(list)")
            #expect(try bank.ledger().violationsTotal == 0)
        }
    }

    @Test func `Three wrong codes block the customer`() async throws {
        try await withWorld { world, bank in
            _ = try await visiting(["mandates", "bind", "C-1"], world, bank) {
                try $0.press("choice=succeed&bank=011")
            }
            let ended = try await world.salur(
                ["mandates", "unbind", "C-1", "--yes", "--reason", "ended"], bank: bank, settings: Self.settings,
                input: Array("111111\n222222\n333333\n".utf8))
            #expect(ended.code == 77, "\(ended)")
            let list = try await salur("mandates", "list", "--json", world: world, bank: bank)
            #expect(list.output.contains(#""status" : "blocked""#), "\(list)")
        }
    }

    @Test func `A customer registers a card, and the bank forgets it`() async throws {
        try await withWorld { world, bank in
            let arguments = ["cards", "register", "K-1", "--name", "Anna", "--email", "anna@example.com"]
            let ended = try await visiting(arguments, world, bank) { try $0.press("choice=succeed") }
            #expect(ended.code == 0, "\(ended)")
            let refreshed = try await salur("cards", "refresh", world: world, bank: bank)
            #expect(refreshed.code == 0, "\(refreshed)")
            let unbound = try await world.salur(
                ["cards", "unbind", "K-1", "--yes", "--reason", "ended"], bank: bank, settings: Self.settings)
            #expect(unbound.code == 0, "\(unbound)")
            #expect(try bank.ledger().violationsTotal == 0)
        }
    }

    @Test(.enabled(if: PageBrowser.isInstalled))
    func `A customer uses the page in a browser`() async throws {
        try await withWorld { world, bank in
            try await PageBrowser.withRunning(world) { browser in
                let ended = try await visiting(["mandates", "bind", "C-1"], world, bank) { visit in
                    try browser.open(visit.page)
                    try browser.click("option[value='009']")
                    try browser.click("#succeed")
                }
                #expect(ended.code == 0, "\(ended)")
            }
            let list = try await salur("mandates", "list", "--json", world: world, bank: bank)
            #expect(list.output.contains(#""bank_code" : "009""#), "\(list)")
        }
    }

    @Test func `A run that begins while a command waits for a customer pays all the same`() async throws {
        try await withWorld { world, bank in
            try world.write(Payroll(rows: 3).text, to: "gaji.csv")
            let ended = try await visiting(["mandates", "bind", "C-1"], world, bank) { visit in
                // Callbacks about payouts go to the command that listens; both write into one ledger.
                let paid = try await salur("run", "--yes", "gaji.csv", world: world, bank: bank)
                #expect(paid.code == 0, "\(paid)")
                try visit.press("choice=succeed&bank=008")
            }
            #expect(ended.code == 0, "\(ended)")
        }
    }
}
