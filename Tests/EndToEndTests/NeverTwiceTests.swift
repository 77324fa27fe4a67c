import Foundation
import Subprocess
import TestSupport
import Testing

/// The promise above all others: whatever the bank does and whenever the program dies, nobody is paid twice.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct NeverTwiceTests {
    /// A bank that misbehaves may leave rows unverified, which the next run tries again; this many runs are enough.
    private static let runsMax = 12

    /// Runs the same command until the file is settled.
    private func settle(_ world: World, _ bank: Bank) async throws -> Ended {
        var ended = Ended(code: 0, output: "", errors: "")
        for _ in 1...Self.runsMax {
            ended = try await world.salur(["run", "--yes", "gaji.csv"], bank: bank)
            #expect([0, 1, 75, 77].contains(ended.code), "\(ended)")
            if ended.code < 2 { return ended }
        }
        Issue.record("not settled after \(Self.runsMax) runs: \(ended)")
        return ended
    }

    @Test func `A faulty bank and the reports tell the same story`() async throws {
        let seed = printedSeed(of: "faulty bank")
        try await World.with { world in
            let payroll = Payroll(rows: 30)
            try world.write(payroll.text, to: "gaji.csv")
            try await world.withBank(["--faults", "0.3", "--seed", "\(seed)"]) { bank in
                let ended = try await settle(world, bank)
                let reports = try Reports(world)
                try Audit(reports: reports, payroll: payroll, ledger: try bank.ledger()).check()
                let isAllPaid = try reports.results.allSatisfy { $0["status"] == "succeeded" }
                #expect(ended.code == (isAllPaid ? 0 : 1))
                let settled: Set = ["succeeded", "not_found", "failed", "unverified"]
                #expect(Set(try reports.statuses.values).isSubset(of: settled), "seed \(seed)")
            }
        }
    }

    @Test func `A program that is killed again and again finishes the file`() async throws {
        let seed = printedSeed(of: "kill")
        var numbers = SeededRandom(seed: seed)
        try await World.with { world in
            let payroll = Payroll(rows: 40)
            try world.write(payroll.text, to: "gaji.csv")
            let slow = ["--answer-delay", "5ms..40ms", "--transfer-delay", "50ms..600ms", "--seed", "\(seed)"]
            try await world.withBank(slow + ["--faults", "0.1"]) { bank in
                for _ in 1...5 {
                    let moment = try bank.ledger(summary: true).sent + Int.random(in: 1...25, using: &numbers)
                    let killed = try await world.salur(["run", "--yes", "gaji.csv"], bank: bank) { running in
                        try await waitUntil("the bank got \(moment) requests") {
                            try bank.ledger(summary: true).sent >= moment || running.hasEnded
                        }
                        running.send(.kill)
                    }
                    // A round may finish the file before its moment comes, or stop where no callback came in time.
                    #expect([-9, 0, 1, 77].contains(killed.code), "seed \(seed): \(killed)")
                }
                _ = try await settle(world, bank)
                try Audit(reports: try Reports(world), payroll: payroll, ledger: try bank.ledger()).check()
            }
        }
    }

    @Test func `A ledger that was lost is restored from the bank, and nothing is sent again`() async throws {
        try await World.with { world in
            let payroll = Payroll(rows: 15)
            try world.write(payroll.text, to: "gaji.csv")
            try await world.withBank { bank in
                #expect(try await world.salur(["run", "--yes", "gaji.csv"], bank: bank).code == 0)
                let before = try bank.ledger()
                let identifiers = try Reports(world).table("results.csv").column("external_id")
                try world.deleteLedger()
                let again = try await world.salur(["run", "--yes", "gaji.csv"], bank: bank)
                #expect(again.code == 0, "\(again)")
                let after = try bank.ledger()
                #expect(after.sent == before.sent)
                #expect(after.balance == before.balance)
                #expect(try Reports(world).table("results.csv").column("external_id") == identifiers)
                let reports = try Reports(world)
                try Audit(reports: reports, payroll: payroll, ledger: after).check()
            }
        }
    }

    @Test func `A ledger that was lost after a kill is restored, and only the rest is paid`() async throws {
        let seed = printedSeed(of: "ledger lost after a kill")
        var numbers = SeededRandom(seed: seed)
        try await World.with { world in
            let payroll = Payroll(rows: 20)
            try world.write(payroll.text, to: "gaji.csv")
            try await world.withBank(["--answer-delay", "5ms..20ms", "--seed", "\(seed)"]) { bank in
                let moment = Int.random(in: 2...15, using: &numbers)
                _ = try await world.salur(["run", "--yes", "gaji.csv"], bank: bank) { running in
                    try await waitUntil("the bank got \(moment) transfers") {
                        try bank.requests("transfer") >= moment || running.hasEnded
                    }
                    running.send(.kill)
                }
                try world.deleteLedger()
                _ = try await settle(world, bank)
                let reports = try Reports(world)
                #expect(try reports.results.allSatisfy { $0["status"] == "succeeded" }, "seed \(seed)")
                let ledger = try bank.ledger()
                try Audit(reports: reports, payroll: payroll, ledger: ledger).check()
            }
        }
    }

    @Test func `A run that is asked to stop says so, and the same command finishes`() async throws {
        try await World.with { world in
            let payroll = Payroll(rows: 60)
            try world.write(payroll.text, to: "gaji.csv")
            try await world.withBank(["--answer-delay", "30ms"]) { bank in
                let settings = ["SALUR_DISPATCH_CONCURRENCY": "2", "SALUR_DISPATCH_WINDOW": "2"]
                let stopped = try await world.salur(
                    ["run", "--yes", "gaji.csv"], bank: bank, settings: settings
                ) { running in
                    try await waitUntil("the first transfer") { try bank.requests("transfer") > 0 }
                    running.send(.terminate)
                }
                #expect(stopped.code == 75, "\(stopped)")
                #expect(stopped.sentence.contains("run the same command again to continue"))
                #expect(try Reports(world).reconciliation.balanced)
                let finished = try await world.salur(["run", "--yes", "gaji.csv"], bank: bank)
                #expect(finished.code == 0, "\(finished)")
                try Audit(reports: try Reports(world), payroll: payroll, ledger: try bank.ledger()).check()
            }
        }
    }

    @Test func `Of two runs with one ledger the second is turned away, and readers are not`() async throws {
        try await World.with { world in
            var payroll = Payroll(rows: 3)
            payroll.add(.pendingForEver)
            try world.write(payroll.text, to: "gaji.csv")
            try await world.withBank { bank in
                let first = try await world.salur(["run", "--yes", "gaji.csv"], bank: bank, settings: World.patient) {
                    running in
                    try await waitUntil("the transfers") { try bank.requests("transfer") >= 4 }
                    let second = try await world.salur(["run", "--yes", "gaji.csv"], bank: bank)
                    #expect(second.code == 75)
                    #expect(second.errors.contains("Another salur is sending from the ledger salur.db"))
                    let status = try await world.salur(["status"])
                    #expect(status.code == 0)
                    #expect(status.output.contains("gaji.csv  "))
                    #expect(status.output.contains("pending"))
                    running.send(.terminate)
                }
                #expect(first.code == 75, "\(first)")
                #expect(try Reports(world).statuses["MAGIC-18"] == "pending")
                try Audit(reports: try Reports(world), payroll: payroll, ledger: try bank.ledger()).check()
            }
        }
    }
}
