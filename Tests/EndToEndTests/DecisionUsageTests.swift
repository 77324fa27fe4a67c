import Foundation
import Subprocess
import Testing

/// Commands that decide about money, wrongly used: they say what is wrong, and change nothing.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct DecisionUsageTests {
    private let commands = ["release", "retry", "cancel"]
    private let person = ["--yes", "--by", "Ani", "--reason", "as agreed"]
    private let stranger = String(repeating: "a", count: 32)

    /// Runs a command that must be refused with these words.
    private func refused(
        _ desk: Operator, _ arguments: [String], _ code: Int32, _ words: String, sourceLocation: SourceLocation
    ) async throws {
        let ended = try await desk.world.salur(arguments, bank: desk.bank)
        #expect(ended.code == code, "\(arguments): \(ended)", sourceLocation: sourceLocation)
        #expect(ended.errors.contains(words), "\(arguments): \(ended)", sourceLocation: sourceLocation)
        #expect(ended.output.isEmpty, "\(arguments): \(ended)", sourceLocation: sourceLocation)
    }

    /// Two batches that share one reference, none sent.
    private func withTwoBatches(_ body: (Operator) async throws -> Void) async throws {
        var second = Payroll(rows: 2, series: 1)
        second.rows[0].reference = "GAJI-0-1"
        try await Operator.with(Payroll(rows: 2), second) { desk in
            for index in 0...1 { #expect(try await desk.salur("submit", "gaji-\(index).csv").code == 0) }
            let before = try await desk.everything("gaji-0.csv") + desk.everything("gaji-1.csv")
            try await body(desk)
            let after = try await desk.everything("gaji-0.csv") + desk.everything("gaji-1.csv")
            #expect(before == after)
            #expect(try desk.bank.ledger().counters.requests.isEmpty)
        }
    }

    @Test func `Whoever does not say which payouts is asked to`() async throws {
        try await withTwoBatches { desk in
            func refused(
                _ arguments: [String], _ words: String, sourceLocation: SourceLocation = #_sourceLocation
            ) async throws {
                try await self.refused(desk, arguments + person, 64, words, sourceLocation: sourceLocation)
            }
            for command in commands {
                try await refused([command], "Say which payouts: by reference, --line, --status or --reason-code.")
                try await refused([command, "NOBODY"], "The ledger has no payout \"NOBODY\". Nothing was changed.")
                try await refused(
                    [command, "GAJI-0-2", "NOBODY", "--batch", "gaji-0.csv"], "has no payout \"NOBODY\".")
            }
            try await refused(["cancel", "GAJI-0-1"], "stand in several batches: gaji-")
            try await refused(["cancel", "--status", "queued"], "2 batches")
            try await refused(["cancel", "GAJI-0-1", "--batch", "maret"], "no batch \"maret\"")
            try await refused(["cancel", "GAJI-0-2", "--status", "hold"], "'hold'")
            for line in ["0", "x", "9-7", "-3", "1-2-3", "1,2"] {
                try await refused(["cancel", "--batch", "gaji-0.csv", "--line=\(line)"], "--line")
            }
            try await refused(["cancel", "--batch", "gaji-0.csv", "--line", "99"], "is meant by this choice")
            try await refused(["release", "GAJI-0-2", "--status", "held"], "is meant by this choice")
            try await refused(["resolve", "GAJI-0-1", "--external-id", stranger], "stand in several batches")
            try await refused(["resolve", "NOBODY", "--external-id", stranger], "no payout \"NOBODY\"")
        }
    }

    @Test func `A decision needs a person, a reason, and somebody to ask or --yes`() async throws {
        try await withTwoBatches { desk in
            func refused(
                _ arguments: [String], _ words: String, sourceLocation: SourceLocation = #_sourceLocation
            ) async throws {
                try await self.refused(desk, arguments, 64, words, sourceLocation: sourceLocation)
            }
            for command in commands {
                try await refused(
                    [command, "GAJI-0-2", "--by", "Ani", "--reason", "fine"],
                    "There is no terminal to ask on. Add --yes")
                for reason in [[], ["--reason", ""], ["--reason", " \t"]] {
                    try await refused([command, "GAJI-0-2", "--yes", "--by", "Ani"] + reason, "Add --reason")
                }
                try await refused(
                    [command, "GAJI-0-2", "--yes", "--by", " ", "--reason", "fine"], "if nobody is logged in, --by")
            }
            try await refused(
                ["resolve", "GAJI-0-2", "--as", "failed", "--evidence", "mail"], "There is no terminal to ask on")
            try await refused(
                ["retry", "GAJI-0-2", "--new-reference", " "] + person, "--new-reference needs a reason")
        }
    }

    @Test func `resolve takes the bank's report or a person's, not both and not half`() async throws {
        try await withTwoBatches { desk in
            func refused(
                _ arguments: String..., words: String, sourceLocation: SourceLocation = #_sourceLocation
            ) async throws {
                try await self.refused(
                    desk, ["resolve", "GAJI-0-2"] + arguments + person, 64, words, sourceLocation: sourceLocation)
            }
            try await refused(words: "Give one of --external-id ID, --as RESULT")
            try await refused(
                "--as", "failed", "--evidence", "mail", "--external-id", stranger, words: "Give one of --external-id")
            try await refused("--as", "failed", words: "--as needs --evidence TEXT")
            try await refused("--as", "failed", "--evidence", "  ", words: "--as needs --evidence TEXT")
            try await refused("--as", "paid", "--evidence", "mail", words: "'paid'")
            try await refused("--external-id", "4711", words: "exactly 32 letters and digits")
            try await refused(
                "--external-id", stranger,
                words: "is not a number that something was sent to the bank under for GAJI-0-2")
        }
    }

    @Test func `Without a ledger there is nothing to decide`() async throws {
        let commands = [
            ["release", "GAJI-0-1"], ["retry", "GAJI-0-1"], ["cancel", "GAJI-0-1"],
            ["resolve", "GAJI-0-1", "--as", "failed", "--evidence", "mail"],
            ["resolve", "GAJI-0-1", "--external-id", stranger],
        ]
        try await Operator.with(Payroll(rows: 1)) { desk in
            for command in commands {
                try await refused(
                    desk, command + person, 78, "There is no ledger at salur.db.", sourceLocation: #_sourceLocation)
            }
            #expect(!desk.world.exists("salur.db"))
        }
    }
}
