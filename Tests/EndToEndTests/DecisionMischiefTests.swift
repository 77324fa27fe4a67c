import Foundation
import Subprocess
import TestSupport
import Testing

/// Decisions in perverse orders, with kills in between: nobody is paid twice, and no payment is hidden.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct DecisionMischiefTests {
    @Test func `To retry twice queues once, and what was released may still be cancelled`() async throws {
        var payroll = Payroll(.firstFails, .otherName)
        payroll.rows += Payroll(rows: 1).rows
        try await Operator.with(payroll, options: ["--names", "gaji-0.csv"]) { desk in
            let names = ["SALUR_CHECKS_NAME_MATCH": String?.none]
            try await desk.pay(code: 1, settings: names)
            try await desk.decide("retry", "MAGIC-31", code: 0)
            let again = try await desk.decide("retry", "MAGIC-31", code: 1)
            #expect(again.output.contains("MAGIC-31 cannot be tried again: only what is invalid, failed"), "\(again)")
            try await desk.decide("release", "MAGIC-4", code: 0)
            try await desk.decide("release", "MAGIC-4", code: 1)
            try await desk.decide("cancel", "MAGIC-4", code: 0)
            try await desk.decide("cancel", "MAGIC-4", code: 1)
            try await desk.decide("release", "MAGIC-4", code: 1)
            try await desk.decide("retry", "MAGIC-4", code: 1)
            try await desk.process(code: 1, settings: names)
            #expect(
                try await desk.statuses() == [
                    "MAGIC-31": "succeeded", "MAGIC-4": "cancelled", "GAJI-0-1": "succeeded",
                ])
            try await desk.audit(payroll)
        }
    }

    @Test func `A retry that is queued when the ledger is lost is not sent twice`() async throws {
        let payroll = Payroll(.firstFails, .firstRefunded)
        try await Operator.with(payroll) { desk in
            try await desk.pay(code: 1)
            try await desk.learn("04", of: "MAGIC-32")
            try await desk.decide("retry", "MAGIC-31", code: 0)
            try await desk.process(code: 1)
            try await desk.decide("retry", "MAGIC-32", code: 0)
            try desk.world.deleteLedger()
            let restored = try await desk.salur("run", "--yes", "gaji-0.csv")
            #expect([0, 1].contains(restored.code), "\(restored)")
            #expect(try await desk.statuses()["MAGIC-31"] == "succeeded", "\(restored)")
            #expect(try await desk.statuses()["MAGIC-32"] == "refunded", "\(restored)")
            try await desk.decide("retry", "MAGIC-32", code: 0)
            try await desk.process(code: 0)
            #expect(try desk.timesPaid().map(\.value) == [1, 1])
            try await desk.audit(payroll)
        }
    }

    @Test func `What was refused, then paid by a retry, is found again after the ledger was lost`() async throws {
        let payroll = Payroll(.firstRefused, .firstNeverMade)
        try await Operator.with(payroll) { desk in
            try await desk.pay(code: 1)
            try await desk.decide("retry", "--status", "failed", "--status", "not_found", code: 0)
            try await desk.process(code: 0)
            try desk.world.deleteLedger()
            _ = try await desk.salur("run", "--yes", "gaji-0.csv")
            for _ in 1...2 {
                _ = try await desk.decide("retry", "--status", "not_found", "--status", "failed", code: nil)
                _ = try await desk.decide(
                    "retry", "--status", "held", "--new-reference", "no money moved, by mail", code: nil)
                _ = try await desk.salur("process")
            }
            // The first identifiers went out again, since the bank finds nothing under them: it refuses them as used.
            #expect(try desk.timesPaid().map(\.value) == [1, 1])
            #expect(Set(try await desk.statuses().values) == ["succeeded"])
            #expect(try await desk.reports().reconciliation.balanced)
        }
    }

    @Test func `Retries and payments that are killed are repeated, and pay once`() async throws {
        let seed = printedSeed(of: "killed decisions")
        var numbers = SeededRandom(seed: seed)
        var payroll = Payroll(rows: 0)
        for index in 0..<24 { payroll.add([.firstFails, .firstRefused, .firstInvalid][index % 3], number: index) }
        try await Operator.with(payroll, options: ["--answer-delay", "1ms..15ms", "--seed", "\(seed)"]) { desk in
            try await desk.pay(code: 1)
            for _ in 1...6 {
                let isRetry = Bool.random(using: &numbers)
                let command =
                    isRetry
                    ? ["retry", "--status", "failed", "--status", "invalid", "--yes", "--by", "Ani", "--reason", "ok"]
                    : ["process"]
                try await kill(command, after: Int.random(in: 1...12, using: &numbers), desk)
            }
            for _ in 1...4 {
                _ = try await desk.salur(
                    "retry", "--status", "failed", "--status", "invalid", "--status", "not_found", "--yes", "--by",
                    "Ani", "--reason", "as agreed")
                let ended = try await desk.salur("process")
                if ended.code == 0 { break }
            }
            #expect(Set(try await desk.statuses().values) == ["succeeded"], "seed \(seed)")
            #expect(Set(try desk.timesPaid().values) == [1], "seed \(seed)")
            try await desk.audit(payroll)
        }
    }

    /// Kills a command once the bank got so many more requests.
    private func kill(_ command: [String], after count: Int, _ desk: Operator) async throws {
        let start = try requests(desk)
        let killed = try await desk.world.salur(command, bank: desk.bank, settings: Operator.settings) { running in
            try await waitUntil("\(count) requests") { try requests(desk) >= start + count || running.hasEnded }
            running.send(.kill)
        }
        #expect([-9, 0, 1, 64, 77].contains(killed.code), "\(killed)")
    }

    private func requests(_ desk: Operator) throws -> Int {
        try desk.bank.ledger(summary: true).counters.requests.values.reduce(0, +)
    }

    @Test func `Of two decisions at once each is made whole or not at all`() async throws {
        let payroll = Payroll(.firstFails, .firstRefused)
        // Three processes ask about the same transfer at once.
        let options = ["--answer-delay", "20ms", "--inquiry-interval-min", "0ms"]
        try await Operator.with(payroll, options: options) { desk in
            try await desk.pay(code: 1)
            let line = ["retry", "--status", "failed", "--yes", "--by", "Ani", "--reason", "as agreed"]
            let codes = try await withThrowingTaskGroup(of: Int32.self) { tasks in
                for _ in 1...3 {
                    tasks.addTask {
                        try await desk.world.salur(line, bank: desk.bank, settings: Operator.settings).code
                    }
                }
                return try await tasks.reduce(into: []) { $0.append($1) }
            }
            // The others found that what they were shown had changed, that it was decided, or nothing left that failed.
            #expect(
                codes.filter { $0 == 0 }.count == 1 && codes.allSatisfy { [0, 1, 64, 75].contains($0) }, "\(codes)")
            try await desk.process(code: 0)
            #expect(try desk.timesPaid().map(\.value) == [1, 1])
            try await desk.audit(payroll)
        }
    }

    @Test func `A late refund is learned before anything is sent once more`() async throws {
        let payroll = Payroll(rows: 1)
        try await Operator.with(payroll) { desk in
            try await desk.pay(code: 0)
            let identifier = try #require(try await desk.row("GAJI-0-1")["external_id"])
            try desk.settle(identifier, "04", callback: false)
            try await desk.decide("retry", "GAJI-0-1", code: 1)
            let resolved = try await desk.salur("resolve", "GAJI-0-1", "--external-id", identifier)
            #expect(resolved.sentence == "The bank says \"04\" for it; GAJI-0-1 is now refunded.", "\(resolved)")
            #expect(try await desk.row("GAJI-0-1")["reason_code"] == "refunded")
            try await desk.decide("retry", "GAJI-0-1", code: 0)
            try await desk.process(code: 0)
            #expect(try desk.timesPaid().map(\.value) == [1])
            try await desk.audit(payroll)
        }
    }
}
