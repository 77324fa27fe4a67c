import Foundation
import Testing

/// Secrets and personal data stay where they belong: in every command, on the way through errors, and in the files
/// that are written.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct SecrecyTests {
    /// What stands in the file, and what must not be said.
    private static let text = """
        reference,bank_code,account_number,account_name,amount,note,email
        GAJI-1,014,1234567801,SITI RAHASIA,1750001,Gaji,siti@rahasia.example
        GAJI-2,014,9900110000,BUDI RAHASIA,1750002,Gaji,budi@rahasia.example
        GAJI-3,014,99001800007,AGUS RAHASIA,1750003,Gaji,agus@rahasia.example
        GAJI-4,014,12345678,DEWI RAHASIA,1750004,Gaji,dewi@rahasia.example
        GAJI-5,014,1234567805,EKO RAHASIA,1750005,Gaji,eko at rahasia.example
        GAJI-6,014,9900040000,TONO RAHASIA,1750006,Gaji,tono@rahasia.example

        """

    private static let impatient: [String: String?] = [
        "SALUR_DISPATCH_SETTLE_TIMEOUT": "2s", "SALUR_CHECKS_NAME_MATCH": nil,
    ]

    @Test func `No command shows a secret, whatever happens`() async throws {
        try await World.with { world in
            try world.write(Self.text, to: "gaji.csv")
            try await world.withBank { bank in
                // Each run is searched as all are; this adds the ways that other tests do not go.
                let commands =
                    [
                        ["doctor"], ["check", "gaji.csv"], ["check", "--all", "--json", "gaji.csv"], ["balance"],
                        ["run", "--yes", "gaji.csv"], ["run", "--yes", "--json", "gaji.csv"], ["status"],
                        ["status", "--json"], ["report"], ["report", "--json"], ["process"],
                        ["run", "--yes", "--batch", "x", "gaji.csv"],
                        ["inquire", "0190f3a1b2c3d4e5f60718293a4b5c6d"],
                        ["inquire", "--json", String(repeating: "f", count: 32)],
                        ["retry", "GAJI-2", "--yes", "--by", "Ani", "--reason", "again"],
                        ["release", "GAJI-6", "--yes", "--by", "Ani", "--reason", "known"],
                        ["cancel", "--status", "queued", "--yes", "--by", "Ani", "--reason", "no"],
                        ["resolve", "GAJI-3", "--as", "failed", "--evidence", "statement", "--yes", "--by", "Ani"],
                    ] + (1...6).flatMap { [["explain", "GAJI-\($0)"], ["explain", "--json", "GAJI-\($0)"]] }
                for arguments in commands {
                    _ = try await world.salur(arguments, bank: bank, settings: Self.impatient)
                    _ = try await world.salur(arguments + ["--language", "id"], bank: bank, settings: Self.impatient)
                }
                let broken: [[String: String?]] = [
                    ["SALUR_AYOCONNECT_CLIENT_SECRET": "wrong-secret-of-somebody"],
                    ["SALUR_AYOCONNECT_PRIVATE_KEY_FILE": "gaji.csv"],
                    ["SALUR_AYOCONNECT_CLIENT_SECRET_FILE": "gaji.csv"],
                    ["SALUR_AYOCONNECT_BASE_URL": "http://127.0.0.1:9"], ["SALUR_AYOCONNECT_TOKEN_PATH": "/nowhere"],
                    ["SALUR_LEDGER_PATH": "gaji.csv"], ["SALUR_OUTPUT_DIRECTORY": "gaji.csv"],
                ]
                for settings in broken {
                    for arguments in [
                        ["doctor"], ["run", "--yes", "--batch", "new", "--pay-again", "test", "gaji.csv"],
                    ] {
                        let all = Self.impatient.merging(settings) { _, new in new }
                        let ended = try await world.salur(arguments, bank: bank, settings: all)
                        #expect(!ended.errors.contains("Fatal error"), "\(ended)")
                    }
                }
            }
        }
    }

    @Test func `Whatever holds personal data is for its owner alone`() async throws {
        try await World.with { world in
            try world.write(Self.text, to: "gaji.csv")
            try await world.withBank { bank in
                let open = ["sh", "-c", "umask 000; exec \"$0\" \"$@\""]
                _ = try await world.salur(["init"], bank: bank, through: open)
                _ = try await world.salur(
                    ["run", "--yes", "gaji.csv"], bank: bank, settings: Self.impatient, through: open
                ) { running in
                    try await waitUntil("the ledger is in use") { world.exists("salur.db-wal") || running.hasEnded }
                    for name in world.names(in: ".") where name.hasPrefix("salur.db") {
                        #expect(try world.permissions(of: name) & 0o077 == 0, "\(name)")
                    }
                }
                let made = world.names(in: ".").filter { !$0.hasPrefix("bank") && $0 != "gaji.csv" }
                #expect(made.contains { $0.hasSuffix("results.csv") } && made.contains("salur.db"), "\(made)")
                for name in made { #expect(try world.permissions(of: name) & 0o077 == 0, "\(name)") }
                for name in world.names(in: "bank") {
                    #expect(try world.permissions(of: "bank/\(name)") & 0o077 == 0, "\(name)")
                }
            }
        }
    }

    @Test(arguments: [
        "siti@rahasia.example", "1234567801", "hush", "Authorization: Bearer abc", "-----BEGIN PRIVATE KEY-----",
        "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDB",
        String(repeating: "0a1b", count: 32), String(repeating: "Zm9v", count: 22) + "==",
    ])
    func `A leak that is planted is found`(leak: String) async throws {
        try await World.with { world in
            try world.write(Self.text, to: "gaji.csv")
            try world.write(
                "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQDB\n", to: "key.pem")
            let environment = [
                "SALUR_AYOCONNECT_CLIENT_SECRET": "hush", "SALUR_AYOCONNECT_PRIVATE_KEY_FILE": "key.pem",
            ]
            for ended in [
                Ended(code: 0, output: "so: \(leak), it says", errors: ""),
                Ended(code: 70, output: "", errors: "x \(leak)\n"),
            ] {
                withKnownIssue("\(leak)") { world.searchForSecrets(ended, environment, []) }
            }
            world.searchForSecrets(Ended(code: 0, output: "GAJI-1: *** 7801", errors: ""), environment, [])
        }
    }
}
