import Foundation
import TestSupport
import Testing

/// Charges of cards by file.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct ChargeTests {
    private func audit(_ collector: Collector, rows: Int) throws {
        let books = try collector.charges()
        #expect(books.violationsTotal == 0)
        try MovementAudit(reports: try collector.reports("iuran.csv"), movements: books.movements).check(rows: rows)
    }

    @Test func `The sample of charges ends as its page says`() async throws {
        try await Collector.with(mandates: Sample.text("mandates.csv"), cards: Sample.text("cards.csv")) { collector in
            try collector.world.write(try Sample.text("charges.csv"), to: "iuran.csv")
            let ended = try await collector.run("charge", "--yes", "iuran.csv", code: 1)
            #expect(ended.sentence.hasPrefix("Charged 12 people, Rp "), "\(ended.sentence)")
            try audit(collector, rows: 27)
            let reports = try collector.reports("iuran.csv")
            let counts = try reports.reconciliation.byStatus.mapValues(\.count)
            #expect(
                counts.filter { $0.value > 0 } == [
                    "succeeded": 12, "failed": 5, "refunded": 1, "not_found": 1, "held": 1, "rejected": 7,
                ])
            try await collector.run("verify", reports.folder, code: 0)
            let before = try collector.bank.requests("charge")
            let again = try await collector.run("charge", "--yes", "iuran.csv", code: 1)
            #expect(again.sentence.contains("this run sent nothing"))
            #expect(try collector.bank.requests("charge") == before)
        }
    }

    @Test func `Charging that is killed again and again charges no card twice`() async throws {
        let seed = printedSeed(of: "kill while charging")
        var numbers = SeededRandom(seed: seed)
        let customers = Customers(10)
        let slow = ["--answer-delay", "5ms..40ms", "--transfer-delay", "50ms..600ms", "--seed", "\(seed)"]
        try await Collector.with(customers, options: slow + ["--faults", "0.1"]) { collector in
            try collector.world.write(customers.file("IURAN"), to: "iuran.csv")
            for _ in 1...3 {
                let count = Int.random(in: 1...4, using: &numbers)
                try await collector.kill(after: count, "charge", "charge", "--yes", "iuran.csv")
            }
            #expect(try await collector.isSettled("charge", "--yes", "iuran.csv"))
            try audit(collector, rows: 10)
        }
    }
}
