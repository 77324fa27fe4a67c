import Foundation
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
}
