import Foundation
import Subprocess
import Testing

/// `run --plan` shows everything and does nothing; `run --only-plan` does exactly that.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct PlanTests {
    private struct Document: Decodable {
        struct Share: Decodable {
            let bankCode: String
            let count: Int
            let sum: Int64
        }
        struct Held: Decodable {
            let count: Int
        }
        struct Batch: Decodable {
            let status: String
        }
        let plan: String
        let rows: Int
        let rejected: Int
        let toPay: Reports.Amounts
        let byBank: [Share]
        let held: Held
        let batch: Batch?
    }

    private static func plan(_ desk: Operator, _ file: String, code: Int32 = 0) async throws -> Document {
        let ended = try await desk.salur("run", "--plan", "--json", file)
        #expect(ended.code == code, "\(ended)")
        return try #require(try ended.json([Document].self).first)
    }

    @Test func `A plan sends nothing and writes nothing, and what it shows is what is paid`() async throws {
        var payroll = Payroll(rows: 4)
        payroll.rows[2].bankCode = "008"
        payroll.rows[3].accountNumber = payroll.rows[0].accountNumber
        payroll.rows[3].amount = payroll.rows[0].amount
        try await Operator.with(payroll) { desk in
            let shown = try await desk.salur("run", "--plan", "gaji-0.csv")
            #expect(shown.code == 0 && shown.output.contains("Nothing was sent and nothing was written."), "\(shown)")
            #expect(shown.output.contains("repeated_in_file: 1"), "\(shown)")
            let plan = try await Self.plan(desk, "gaji-0.csv")
            #expect(shown.output.contains(plan.plan))
            #expect(plan.rows == 4 && plan.rejected == 0 && plan.held.count == 1 && plan.toPay.count == 3)
            #expect(plan.byBank.map(\.bankCode) == ["008", "014"] && plan.byBank.map(\.count) == [1, 3])
            #expect(!desk.world.exists("salur.db") && plan.batch == nil)
            #expect(try desk.bank.ledger().counters.requests.isEmpty)
            let paid = try await desk.salur("run", "--yes", "--only-plan", plan.plan, "gaji-0.csv")
            #expect(paid.code == 1, "\(paid)")
            let booked = try desk.bank.ledger().booked
            #expect(booked.count == plan.toPay.count)
            let after = try await Self.plan(desk, "gaji-0.csv")
            #expect(after.plan != plan.plan && after.batch?.status == "settled" && after.toPay.count == 0)
        }
    }

    @Test func `Nothing is sent where the plan is another one, and the message says what differs`() async throws {
        let payroll = Payroll(rows: 3)
        try await Operator.with(payroll) { desk in
            let plan = try await Self.plan(desk, "gaji-0.csv").plan
            let strict = try await desk.salur(
                "run", "--yes", "--only-plan", plan, "gaji-0.csv", settings: ["SALUR_CHECKS_AMOUNT_CHANGE": "20"])
            #expect(strict.code == 77, "\(strict)")
            #expect(strict.errors.contains("What differs: the settings or the options."), "\(strict)")
            var other = payroll
            other.rows[1].amount = "90000"
            try desk.world.write(other.text, to: "gaji-0.csv")
            let changed = try await desk.salur("run", "--yes", "--json", "--only-plan", plan, "gaji-0.csv")
            #expect(changed.code == 77 && changed.output.contains("\"plan_differs\""), "\(changed)")
            #expect(changed.output.contains("the file or its --batch name; the rows, their sums"), "\(changed)")
            #expect(try desk.bank.ledger().counters.requests.isEmpty)
            #expect(!desk.world.exists("salur.db"))
            try desk.world.write(payroll.text, to: "gaji-0.csv")
            let paid = try await desk.salur("run", "--yes", "--only-plan", plan, "gaji-0.csv")
            #expect(paid.code == 0, "\(paid)")
        }
    }

    @Test func `A plan of a file that another batch has paid shows its held rows`() async throws {
        let first = Payroll(rows: 2)
        var second = first
        for index in second.rows.indices { second.rows[index].reference = "LAGI-\(index)" }
        try await Operator.with(first, second) { desk in
            let before = try await Self.plan(desk, "gaji-1.csv")
            try await desk.pay(code: 0)
            let after = try await Self.plan(desk, "gaji-1.csv")
            #expect(before.held.count == 0 && after.held.count == 2 && after.toPay.count == 0)
            let ended = try await desk.salur("run", "--yes", "--only-plan", before.plan, "gaji-1.csv")
            #expect(ended.code == 77 && ended.errors.contains("the rows that wait for a person"), "\(ended)")
            #expect(try Set(desk.timesPaid().values) == [1])
        }
    }

    @Test func `What cannot be planned is refused as wrong usage`() async throws {
        try await Operator.with(Payroll(rows: 1)) { desk in
            let hash = String(repeating: "0", count: 64)
            let input = try await desk.salur("run", "--plan", "-")
            let short = try await desk.salur("run", "--yes", "--only-plan", "abc", "gaji-0.csv")
            let both = try await desk.salur("run", "--plan", "--only-plan", hash, "gaji-0.csv")
            let other = try await desk.salur("run", "--yes", "--only-plan", hash, "gaji-0.csv")
            #expect(input.code == 64 && short.code == 64 && both.code == 64 && other.code == 77)
        }
    }

    @Test func `A plan foresees what the ceilings hold back, and what it shows is what is paid`() async throws {
        // Rp 50.000 to 55.000; two of them to one account.
        var payroll = Payroll(rows: 6)
        payroll.rows[1].accountNumber = payroll.rows[0].accountNumber
        payroll.rows[1].accountName = payroll.rows[0].accountName
        try await Operator.with(payroll) { desk in
            let limits: [String: String?] = [
                "SALUR_LIMITS_ROW": "54000", "SALUR_LIMITS_PAYEE": "60000", "SALUR_LIMITS_DAY": "110000",
                "SALUR_DISPATCH_WINDOW": "1", "SALUR_DISPATCH_CONCURRENCY": "1",
            ]
            let shown = try await desk.salur("run", "--plan", "gaji-0.csv", settings: limits)
            #expect(shown.output.contains("row_limit: 1, Rp 55.000"), "\(shown)")
            #expect(shown.output.contains("limits.payee       1 rows, Rp 51.000"), "\(shown)")
            #expect(shown.output.contains("2 rows, Rp 102.000, still fit, then the batch stops; 2 rows"), "\(shown)")
            let json = try await desk.salur("run", "--plan", "--json", "gaji-0.csv", settings: limits)
            let plan = try #require(try json.json([Document].self).first)
            #expect(plan.toPay.count == 2 && plan.held.count == 1)
            let paid = try await desk.salur("run", "--yes", "--only-plan", plan.plan, "gaji-0.csv", settings: limits)
            #expect(paid.code == 77 && paid.output.contains("limits.day"), "\(paid)")
            #expect(paid.errors.contains("still fit, then the batch stops"), "\(paid)")
            #expect(try desk.bank.ledger().booked.count == 2)
            let statuses = try await desk.statuses()
            #expect(statuses["GAJI-0-2"] == "held" && statuses["GAJI-0-6"] == "held", "\(statuses)")
        }
    }

    @Test func `A file above limits.batch is planned as one that would not be paid`() async throws {
        try await Operator.with(Payroll(rows: 3)) { desk in
            let limit: [String: String?] = ["SALUR_LIMITS_BATCH": "150000"]
            let shown = try await desk.salur("run", "--plan", "gaji-0.csv", settings: limit)
            #expect(shown.code == 77 && shown.output.contains("would not be paid (limits.batch)"), "\(shown)")
            #expect(shown.output.contains("to pay             0"), "\(shown)")
            #expect(!shown.output.contains("To pay exactly this"), "\(shown)")
        }
    }

    @Test func `The same command goes on with the batch that the plan has made, also after it was killed`()
        async throws
    {
        let payroll = Payroll(rows: 12)
        try await Operator.with(payroll, options: ["--answer-delay", "100ms"]) { desk in
            let slow: [String: String?] = ["SALUR_DISPATCH_CONCURRENCY": "1", "SALUR_DISPATCH_WINDOW": "1"]
            let plan = try await Self.plan(desk, "gaji-0.csv").plan
            let killed = try await desk.salur("run", "--yes", "--only-plan", plan, "gaji-0.csv", settings: slow) {
                running in
                try await waitUntil("some are paid") { try desk.bank.ledger().booked.count >= 2 }
                running.send(.kill)
            }
            #expect(killed.code == -9, "\(killed)")
            let strict = try await desk.salur(
                "run", "--yes", "--only-plan", plan, "gaji-0.csv", settings: ["SALUR_CHECKS_AMOUNT_CHANGE": "20"])
            #expect(strict.code == 77 && strict.errors.contains("the settings or the options"), "\(strict)")
            let again = try await desk.salur("run", "--yes", "--only-plan", plan, "gaji-0.csv")
            #expect(again.code == 0, "\(again)")
            #expect(try desk.timesPaid().count == 12 && Set(desk.timesPaid().values) == [1])
            try await desk.audit(payroll)
        }
    }

    @Test func `A hash with a wrong digit is said to be wrong, and nothing is said to differ`() async throws {
        try await Operator.with(Payroll(rows: 2)) { desk in
            let plan = try await Self.plan(desk, "gaji-0.csv").plan
            let wrong = (plan.first == "0" ? "1" : "0") + plan.dropFirst()
            let ended = try await desk.salur("run", "--yes", "--only-plan", wrong, "gaji-0.csv")
            #expect(ended.code == 77 && ended.errors.contains("a digit of it is wrong"), "\(ended)")
            let other = try await desk.salur(
                "run", "--yes", "--only-plan", String(repeating: "0", count: 64), "gaji-0.csv")
            #expect(other.code == 77 && other.errors.contains("it is wrong, or of another file"), "\(other)")
            #expect(!desk.world.exists("salur.db"))
        }
    }
}
