import Foundation
import Subprocess
import Testing

/// `salur` as a person at a terminal sees it: the question, the progress bar, Ctrl-C, colours.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct TerminalTests {
    private let payroll = Payroll(rows: 60)
    /// Two calls at a time, so that a payment lasts long enough to be looked at.
    private let slowly = ["SALUR_DISPATCH_CONCURRENCY": "2"]
    private let slowBank = ["--answer-delay", "200ms"]

    private func withFile(
        _ options: [String] = [], payroll: Payroll? = nil, _ body: (World, Bank) async throws -> Void
    ) async throws {
        try await World.with { world in
            try world.write((payroll ?? self.payroll).text, to: "gaji.csv")
            try await world.withBank(options) { try await body(world, $0) }
        }
    }

    @Test(arguments: ["n", "", "no", "yess", "sure"])
    func `Anything but yes sends nothing`(answer: String) async throws {
        try await withFile { world, bank in
            try await TerminalSession.with(world, ["run", "gaji.csv"], bank: bank) { terminal in
                let screen = try await terminal.waitFor("[y/N]")
                #expect(screen.contains("Pay 60 people Rp 4.770.000 now? [y/N]"))
                try await terminal.type(answer)
                #expect(try await terminal.exitCode() == 75)
                try await terminal.waitFor("run the same command again to pay")
            }
            #expect(try bank.ledger().sent == 0)
        }
    }

    @Test func `Ctrl-C and the end of input are a no`() async throws {
        try await withFile { world, bank in
            try await TerminalSession.with(world, ["run", "gaji.csv"], bank: bank) { terminal in
                try await terminal.waitFor("[y/N]")
                try await terminal.pressControlC()
                #expect(try await terminal.exitCode() == 75)
            }
            try await TerminalSession.with(world, ["run", "gaji.csv"], bank: bank) { terminal in
                try await terminal.waitFor("[y/N]")
                try await terminal.pressControlD()
                #expect(try await terminal.exitCode() == 75)
            }
            #expect(try bank.ledger().sent == 0)
        }
    }

    @Test(arguments: ["y", " YES ", "ya"])
    func `Yes pays, and the progress bar leaves nothing behind`(answer: String) async throws {
        try await withFile(payroll: Payroll(rows: 6)) { world, bank in
            try await TerminalSession.with(world, ["run", "gaji.csv"], bank: bank) { terminal in
                try await terminal.waitFor("[y/N]")
                try await terminal.type(answer)
                #expect(try await terminal.exitCode() == 0)
                let text = try await terminal.wholeText
                #expect(text.contains("Paid 6 people"))
                #expect(!text.contains(" %"), "the bar is gone: \(text)")
            }
            #expect(try bank.ledger().booked.count == 6)
        }
    }

    @Test func `The bar tells how far it is, how fast and how long still`() async throws {
        try await withFile(slowBank) { world, bank in
            try await TerminalSession.with(world, ["run", "--yes", "gaji.csv"], bank: bank, settings: slowly) {
                terminal in
                let screen = try await terminal.waitFor(" left")
                let bar = try #require(screen.split(separator: "\n").last { $0.contains(" left") })
                #expect(bar.wholeMatch(of: /\[█*-+\] +\d+ %  \d+\/60  (\d+|<1) a second  \d+:\d\d left.*/) != nil)
                // A window that is made smaller: nothing wraps.
                try await terminal.resize(columns: 40)
                try await waitUntil("the bar fits into 40 columns") {
                    let lines = try await terminal.lines
                    return lines.contains { $0.contains("/60") && $0.contains("a second") && !$0.contains("left") }
                        || lines.contains { $0.hasPrefix(" ") && $0.contains("/60") }
                }
                try await terminal.pressControlC()
                #expect(try await terminal.exitCode() == 75)
            }
        }
    }

    @Test func `Ctrl-C drains and says so, and the same command completes`() async throws {
        try await withFile(slowBank) { world, bank in
            let command = ["run", "--yes", "gaji.csv"]
            try await TerminalSession.with(world, command, bank: bank, settings: slowly) { terminal in
                try await terminal.waitFor(" a second")
                try await terminal.pressControlC()
                try await terminal.waitFor("Stopping: waiting for ")
                try await terminal.waitFor("Press Ctrl-C again to leave at once; run the same command later")
                #expect(try await terminal.exitCode() == 75)
                try await terminal.waitFor("run the same command again to continue")
            }
            let ended = try await world.salur(command, bank: bank)
            #expect(ended.code == 0, "\(ended)")
            try Audit(reports: try Reports(world), payroll: payroll, ledger: try bank.ledger()).check()
        }
    }

    @Test func `A second Ctrl-C leaves at once, and nothing is paid twice`() async throws {
        let payroll = Payroll(rows: 4)
        try await withFile(["--answer-delay", "3s"], payroll: payroll) { world, bank in
            let command = ["run", "--yes", "gaji.csv"]
            try await TerminalSession.with(world, command, bank: bank) { terminal in
                try await terminal.waitFor("the payment goes on") { $0.contains("0/4") && !$0.contains("Asking") }
                try await terminal.pressControlC()
                try await terminal.waitFor("Press Ctrl-C again")
                // One that comes at once is taken for an echo of the first.
                try await waitUntil("the program leaves") {
                    try await terminal.pressControlC()
                    return try await terminal.wholeText.contains("Left at once.")
                }
                #expect(try await terminal.exitCode() == 75)
            }
            let ended = try await world.salur(command, bank: bank)
            #expect(ended.code == 0, "\(ended)")
            try Audit(reports: try Reports(world), payroll: payroll, ledger: try bank.ledger()).check()
        }
    }

    @Test func `A terminal that is halted with Ctrl-S does not halt the payment`() async throws {
        try await withFile(["--answer-delay", "100ms"]) { world, bank in
            let settings = ["SALUR_DISPATCH_CONCURRENCY": "6"]
            try await TerminalSession.with(world, ["run", "--yes", "gaji.csv"], bank: bank, settings: settings) {
                terminal in
                try await terminal.waitFor(" a second")
                try await terminal.pressControlS()
                try await waitUntil("everybody is paid") { try bank.ledger().booked.count == 60 }
                try await terminal.pressControlQ()
                #expect(try await terminal.exitCode() == 0)
            }
        }
    }

    @Test func `Without a terminal there is no bar, and a signal is still explained`() async throws {
        try await withFile(slowBank) { world, bank in
            let ended = try await world.salur(["run", "--yes", "gaji.csv"], bank: bank, settings: slowly) { running in
                try await waitUntil("something is sent") { try bank.requests("validation") > 0 || running.hasEnded }
                running.send(.interrupt)
            }
            #expect(ended.code == 75, "\(ended)")
            #expect(ended.errors.contains("Stopping: waiting for "))
            #expect(ended.errors.contains("A second signal leaves at once"))
            #expect(!ended.errors.contains(" %") && !ended.errors.contains("\u{1B}"))
        }
    }

    @Test(arguments: [
        (settings: ["TERM": "screen-256color"], coloured: true), (["NO_COLOR": "1"], false),
        (["NO_COLOR": ""], true), (["TERM": "dumb"], false),
    ])
    func `Colours are for terminals, and NO_COLOR takes them away`(
        settings: [String: String], coloured: Bool
    ) async throws {
        try await World.with { world in
            try await TerminalSession.with(world, ["run", "--yes", "missing.csv"], settings: settings) { terminal in
                #expect(try await terminal.exitCode() != 0)
                let text = try await terminal.colouredText
                #expect(text.contains("\u{1B}[31m") == coloured, "\(text)")
                #expect(try await terminal.wholeText.contains("error: "))
            }
            let piped = try await world.salur(["run", "--yes", "missing.csv"], settings: ["TERM": "xterm"])
            #expect(!piped.errors.contains("\u{1B}"))
        }
    }

    @Test func `A dumb terminal gets plain lines, and ASCII where the locale has no more`() async throws {
        try await withFile(slowBank) { world, bank in
            let settings = slowly.merging(["TERM": "dumb", "LANG": "C"]) { _, new in new }
            try await TerminalSession.with(world, ["run", "--yes", "gaji.csv"], bank: bank, settings: settings) {
                terminal in
                try await terminal.waitFor("Asking the bank whether it knows this file\n")
                try await terminal.waitFor("/60")
                try await terminal.pressControlC()
                #expect(try await terminal.exitCode() == 75)
                #expect(try await terminal.wholeText.contains("█") == false)
            }
        }
    }
}
