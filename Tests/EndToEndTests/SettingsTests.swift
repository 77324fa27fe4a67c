import Foundation
import Testing

/// Settings that are missing or wrong: exit 78, all of them at once, and nothing is sent.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct SettingsTests {
    private let command = ["run", "--yes", "gaji.csv"]

    private func withFile(_ body: (World) async throws -> Void) async throws {
        try await World.with { world in
            try world.write(Payroll(rows: 2).text, to: "gaji.csv")
            try await body(world)
        }
    }

    @Test func `Every setting that is missing is listed, with its name in the environment`() async throws {
        try await withFile { world in
            let ended = try await world.salur(command)
            #expect(ended.code == 78)
            let names = [
                "BASE_URL", "CLIENT_ID", "CLIENT_SECRET", "PRIVATE_KEY_FILE", "PARTNER_ID", "MERCHANT_ID",
                "CHANNEL_ID", "LATITUDE", "LONGITUDE", "IP_ADDRESS",
            ]
            for name in names { #expect(ended.errors.contains("SALUR_AYOCONNECT_\(name)"), "\(name): \(ended.errors)") }
            #expect(ended.errors.contains("nothing was sent"))
            #expect(!world.exists("salur.db"))
        }
    }

    @Test func `A name that is nearly right is answered with the right one`() async throws {
        try await withFile { world in
            let inEnvironment = try await world.salur(command, settings: ["SALUR_DISPATCH_CONCURENCY": "4"])
            #expect(inEnvironment.code == 78)
            #expect(inEnvironment.errors.contains("did you mean SALUR_DISPATCH_CONCURRENCY?"))
            try world.write("dispatch:\n  pollIntervall: 1s\n", to: "salur.yaml")
            let inFile = try await world.salur(command)
            #expect(inFile.code == 78)
            #expect(inFile.errors.contains("salur.yaml"))
            #expect(inFile.errors.contains("did you mean \"dispatch.pollInterval\"?"), "\(inFile.errors)")
        }
    }

    @Test func `A malformed value is told with what is expected`() async throws {
        try await withFile { world in
            let ended = try await world.salur(command, settings: ["SALUR_DISPATCH_POLL_INTERVAL": "soon"])
            #expect(ended.code == 78)
            #expect(ended.errors.contains("SALUR_DISPATCH_POLL_INTERVAL in the environment is \"soon\""))
        }
    }

    @Test func `A callback port in use is told before anything is sent`() async throws {
        try await withFile { world in
            try await world.withBank { bank in
                let taken: [String: String?] = ["SALUR_CALLBACKS_LISTEN": bank.address]
                let ended = try await world.salur(command, bank: bank, settings: taken)
                #expect(ended.code == 78, "\(ended)")
                #expect(ended.errors.contains(bank.address))
                #expect(try bank.ledger().sent == 0)
                #expect(try await world.salur(command, bank: bank).code == 0)
            }
        }
    }

    @Test func `Without a terminal and without --yes nobody is asked and nothing is paid`() async throws {
        try await withFile { world in
            try await world.withBank { bank in
                let ended = try await world.salur(["run", "gaji.csv"], bank: bank)
                #expect(ended.code == 64)
                #expect(ended.errors.contains("--yes"))
                #expect(try bank.ledger(summary: true).counters.requests.isEmpty)
            }
        }
    }

    @Test(arguments: [
        ["run"], ["pay"], ["run", "--yes", "--batch", ".hidden", "gaji.csv"],
        ["run", "--yes", "--batch", "a", "gaji.csv", "gaji.csv"], ["run", "--yes", "--pay-again", "x", "gaji.csv"],
        ["run", "--yes", "--batch", "a", "--pay-again", " ", "gaji.csv"], ["inquire", "short"], ["check"],
        ["status", "--jason"],
    ])
    func `Wrong usage ends with 64`(arguments: [String]) async throws {
        try await withFile { world in
            let ended = try await world.salur(arguments)
            #expect(ended.code == 64, "\(ended)")
        }
    }
}
