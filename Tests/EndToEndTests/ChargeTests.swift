import Foundation
import Subprocess
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
            #expect(ended.sentence.hasPrefix("Charged 14 people, Rp "), "\(ended.sentence)")
            try audit(collector, rows: 27)
            let reports = try collector.reports("iuran.csv")
            let counts = try reports.reconciliation.byStatus.mapValues(\.count)
            #expect(
                counts.filter { $0.value > 0 } == [
                    "succeeded": 14, "failed": 5, "refunded": 1, "not_found": 1, "held": 1, "rejected": 5,
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

    /// Submits and approves one charge, and runs the command of a customer who is present.
    private func charging(
        _ collector: Collector, _ atThePage: (PageVisit) async throws -> Void
    ) async throws -> (code: Int32, output: String, errors: String) {
        try collector.world.write(Customers(1).file("IURAN"), to: "iuran.csv")
        try await collector.run("submit", "--kind", "charge", "iuran.csv", code: 0)
        try await collector.run("approve", "--yes", "--reason", "agreed", code: 0)
        return try await PageVisit.during(
            ["charge", "--customer-present", "IURAN-1"], collector.world, collector.bank,
            settings: Collector.settings, atThePage)
    }

    @Test func `A customer who is present confirms the charge on a page`() async throws {
        try await Collector.with(Customers(1)) { collector in
            let ended = try await charging(collector) { try $0.press("choice=succeed") }
            #expect(ended.code == 0, "\(ended)")
            let books = try collector.charges()
            #expect(books.charges.map(\.initiator) == ["CUSTOMER"])
            try audit(collector, rows: 1)
            let again = try await collector.run("charge", "--customer-present", "IURAN-1", code: 64)
            #expect(again.errors.contains("does not wait to be sent: it is succeeded"), "\(again.errors)")
            #expect(try collector.bank.requests("charge") == 1)
        }
    }

    @Test func `A customer who is present refuses, and is charged nothing`() async throws {
        try await Collector.with(Customers(1)) { collector in
            let ended = try await charging(collector) { try $0.press("choice=fail") }
            #expect(ended.code == 1, "\(ended)")
            try audit(collector, rows: 1)
        }
    }

    @Test func `Killed while the customer looks at the page, the charge goes on and is not made twice`() async throws {
        // What nobody took comes again soon, and not when the next inquiry is due.
        try await Collector.with(Customers(1), options: ["--collection-retry-delay", "500ms"]) { collector in
            let ended = try await charging(collector) { visit in
                visit.running.send(.kill)
                try await waitUntil("the command ends") { visit.running.hasEnded }
                try visit.press("choice=succeed")
            }
            #expect(ended.code == -9, "\(ended)")
            #expect(try await collector.isSettled("process"))
            #expect(try collector.bank.requests("charge") == 1)
            try audit(collector, rows: 1)
        }
    }

    @Test func `Another key of the vault is named by the doctor, and nothing is charged under it`() async throws {
        try await Collector.with(Customers(1)) { collector in
            try collector.world.write(Customers(1).file("IURAN"), to: "iuran.csv")
            try collector.world.write(String(repeating: "6b", count: 32) + "\n", to: "vault.key")
            let ended = try await collector.run("charge", "--yes", "iuran.csv", code: 78)
            #expect(ended.errors.contains("vault.key (vault.keyFile) does not fit"), "\(ended.errors)")
            let doctor = try await collector.run("doctor")
            #expect(doctor.code != 0 && doctor.output.contains("does not fit"), "\(doctor)")
            try FileManager.default.removeItem(atPath: collector.world.path("vault.key"))
            try await collector.run("charge", "--yes", "iuran.csv", code: 78)
            #expect(try collector.bank.requests("charge") == 0)
        }
    }

    @Test func `A customer whose card is gone when the charge is due is charged nothing, by the word of Salur`()
        async throws
    {
        try await Collector.with(Customers(1)) { collector in
            try collector.world.write(Customers(1).file("IURAN"), to: "iuran.csv")
            try await collector.run("submit", "--kind", "charge", "iuran.csv", code: 0)
            try await collector.run("cards", "unbind", "C1", "--yes", "--reason", "ended", code: 0)
            try await collector.run("approve", "--yes", "--reason", "agreed", code: 0)
            try await collector.run("process", code: 1)
            let attempts = try collector.reports("iuran.csv").table("attempts.csv")
            #expect(attempts.column("answer_code") == ["no_card"])
            #expect(attempts.column("told_by") == ["salur"])
            #expect(try collector.bank.requests("charge") == 0)
        }
    }
}
