import Foundation
import Testing

/// A decision at a terminal: asked why, shown what, asked whether.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct DecisionTerminalTests {
    private let settings = Operator.settings.merging(["SALUR_CHECKS_NAME_MATCH": String?.none]) { _, new in new }

    private func withHeld(_ body: (Operator) async throws -> Void) async throws {
        try await Operator.with(Payroll(.otherName), options: ["--names", "gaji-0.csv"]) { desk in
            try await desk.pay(code: 1, settings: settings)
            try await body(desk)
        }
    }

    @Test(arguments: [("n", Int32(75), "held"), ("y", 0, "queued")])
    func `release asks why and whether, and does nothing without a yes`(
        answer: String, code: Int32, status: String
    ) async throws {
        try await withHeld { desk in
            let before = try await desk.everything()
            try await TerminalSession.with(
                desk.world, ["release", "MAGIC-4", "--by", "Ani"], bank: desk.bank, settings: settings
            ) { terminal in
                try await terminal.waitFor("Why? (for the record)")
                try await terminal.type("seen the passbook")
                let screen = try await terminal.waitFor("Do it? [y/N]")
                #expect(screen.contains("release 1 payout, Rp 75.000"), "\(screen)")
                #expect(screen.contains("MAGIC-4  line 2  Rp 75.000  held, name_mismatch"))
                try await terminal.type(answer)
                #expect(try await terminal.exitCode() == code)
                let words = code == 0 ? "Released 1 payout, Rp 75.000." : "Nothing was changed."
                #expect(try await terminal.wholeText.contains(words))
            }
            #expect(try await desk.statuses() == ["MAGIC-4": status])
            #expect((try await desk.everything() == before) == (code == 75))
            guard code == 0 else { return }
            let reported = try await desk.salur("explain", "MAGIC-4")
            #expect(reported.output.contains("seen the passbook"), "\(reported.output)")
        }
    }

    @Test func `Nobody who says nothing is taken to have said why`() async throws {
        try await withHeld { desk in
            let before = try await desk.everything()
            try await TerminalSession.with(
                desk.world, ["cancel", "MAGIC-4", "--by", "Ani"], bank: desk.bank, settings: settings
            ) { terminal in
                try await terminal.waitFor("Why? (for the record)")
                try await terminal.type("")
                #expect(try await terminal.exitCode() == 64)
                #expect(try await terminal.wholeText.contains("Nothing was changed."))
            }
            #expect(try await desk.everything() == before)
        }
    }
}
