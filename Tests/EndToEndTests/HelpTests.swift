import TestSupport
import Testing

/// What the programs say about themselves, held to files in `Golden`.
@Suite(.timeLimit(.minutes(15)))
struct HelpTests {
    @Test(arguments: [
        "", "run", "collect", "refund", "charge", "check", "submit", "approve", "process", "pause", "resume", "close",
        "status", "explain", "report", "reconcile", "verify", "release", "retry", "cancel", "resolve", "balance",
        "inquire", "init",
        "doctor",
        "mandates", "mandates import", "mandates list", "mandates bind", "mandates unbind", "mandates refresh",
        "mandates unblock", "cards", "cards import", "cards list", "cards register", "cards unbind", "cards refresh",
        "otp", "names", "payees", "payees list", "payees accept", "payees block", "payees unblock",
        "user", "user list", "user add", "user remove", "user password", "user role", "user totp", "user unlock",
        "user events", "key", "key list", "key add", "key remove", "schedules", "schedules list",
        "schedules pause", "schedules resume", "schedules run", "notifications", "notifications list",
        "notifications resend", "serve", "template", "columns", "banks", "backup",
        "restore",
    ])
    func `The help of salur is as recorded`(command: String) async throws {
        try await World.with { world in
            let words = command.split(separator: " ").map(String.init)
            let ended = try await world.salur(words + ["--help"])
            #expect(ended.code == 0)
            let file = GoldenFile((["salur"] + words).joined(separator: "-") + ".txt")
            #expect(try file.difference(from: ended.output) == nil)
        }
    }

    @Test(arguments: ["", "with", "serve"])
    func `The help of salur-sandbox is as recorded`(command: String) async throws {
        try await World.with { world in
            let ended = try await world.sandbox([command, "--help"].filter { !$0.isEmpty })
            #expect(ended.code == 0)
            let file = GoldenFile(command.isEmpty ? "salur-sandbox.txt" : "salur-sandbox-\(command).txt")
            #expect(try file.difference(from: ended.output) == nil)
        }
    }
}
