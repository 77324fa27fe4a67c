import Foundation
import TestSupport
import Testing

/// Collections by file: what the reports say is what the bank did, whatever the bank and the machine do.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct CollectTests {
    private func audit(_ collector: Collector, rows: Int) throws {
        let books = try collector.debits()
        #expect(books.violationsTotal == 0)
        try MovementAudit(reports: try collector.reports("iuran.csv"), movements: books.paymentMovements).check(
            rows: rows)
    }

    @Test func `The sample full of trouble ends as its page says`() async throws {
        try await Collector.with(mandates: Sample.text("mandates.csv"), cards: Sample.text("cards.csv")) { collector in
            try collector.world.write(try Sample.text("collections.csv"), to: "iuran.csv")
            let ended = try await collector.run("collect", "--yes", "iuran.csv", code: 1)
            #expect(ended.sentence.hasPrefix("Collected from 19 people, Rp "), "\(ended.sentence)")
            try audit(collector, rows: 37)
            let counts = try collector.reports("iuran.csv").reconciliation.byStatus.mapValues(\.count)
            #expect(
                counts.filter { $0.value > 0 } == [
                    "succeeded": 19, "failed": 5, "refunded": 1, "held": 1, "rejected": 11,
                ])
            let verified = try await collector.run("verify", try collector.reports("iuran.csv").folder)
            #expect(verified.code == 0, "\(verified)")
            try await collector.run("verify", "--ledger", "salur.db", code: 0)
        }
    }

    @Test func `A settled file collects nothing again`() async throws {
        let customers = Customers(3)
        try await Collector.with(customers) { collector in
            try collector.world.write(customers.file("IURAN"), to: "iuran.csv")
            try await collector.run("collect", "--yes", "iuran.csv", code: 0)
            let before = try collector.bank.ledger(summary: true).counters.requests
            let again = try await collector.run("collect", "--yes", "iuran.csv", code: 0)
            #expect(again.sentence.contains("settled before; this run sent nothing"))
            #expect(try collector.bank.ledger(summary: true).counters.requests == before)
            try audit(collector, rows: 3)
        }
    }

    @Test func `Money in and money out are reported apart, by kind and direction`() async throws {
        struct Document: Decodable {
            let kind: String
            let direction: String
        }
        let customers = Customers(2)
        try await Collector.with(customers) { collector in
            try collector.world.write(customers.file("IURAN"), to: "iuran.csv")
            try collector.world.write(Payroll(rows: 2).text, to: "gaji.csv")
            let run = try await collector.run("collect", "--yes", "--json", "iuran.csv", code: 0)
            #expect(try run.json([Document].self).map(\.kind) == ["collection"])
            try await collector.run("run", "--yes", "gaji.csv", code: 0)
            let status = try await collector.run("status", "--json", code: 0).json([Document].self)
            #expect(Set(status.map { "\($0.kind) \($0.direction)" }) == ["collection incoming", "payout outgoing"])
            let table = try collector.reports("iuran.csv").table("reconciliation.csv")
            #expect(Set(table.column("direction")) == ["incoming"] && Set(table.column("kind")) == ["collection"])
            let words = try await collector.run("status", code: 0).output
            #expect(words.contains("collected 2 of 2") && words.contains("paid 2 of 2"))
        }
    }

    @Test func `Collecting that is killed again and again takes no money twice`() async throws {
        let seed = printedSeed(of: "kill while collecting")
        var numbers = SeededRandom(seed: seed)
        let customers = Customers(12)
        let slow = [
            "--answer-delay", "5ms..40ms", "--transfer-delay", "50ms..600ms", "--collection-retry-delay", "1s",
            "--seed", "\(seed)",
        ]
        try await Collector.with(customers, options: slow + ["--faults", "0.1"]) { collector in
            try collector.world.write(customers.file("IURAN"), to: "iuran.csv")
            for _ in 1...3 {
                let count = Int.random(in: 1...5, using: &numbers)
                try await collector.kill(after: count, "debit-payment", "collect", "--yes", "iuran.csv")
            }
            // What never reached the bank, and was asked about by our numbers alone, waits for a person.
            let isSettled = try await collector.isSettled("collect", "--yes", "iuran.csv")
            let statuses = try collector.reports("iuran.csv").statuses
            #expect(isSettled != statuses.values.contains("pending"), "\(statuses)")
            try audit(collector, rows: 12)
        }
    }
}
