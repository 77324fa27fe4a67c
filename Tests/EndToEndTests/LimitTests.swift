import Foundation
import Testing

/// Ceilings (`limits.*`): a zero too many is not paid, whoever runs whatever.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct LimitTests {
    private struct Checked: Decodable {
        struct Limits: Decodable {
            let row: Int64?
            let lines: [Int]
            let isBatchAbove: Bool
        }
        let limits: Limits
    }

    @Test func `A row above its ceiling waits, and is paid by the word of a person, who stands in the results`()
        async throws
    {
        // Rp 50.000 to 54.000.
        try await Operator.with(Payroll(rows: 5)) { desk in
            let limit: [String: String?] = ["SALUR_LIMITS_ROW": "52000"]
            let checked = try await desk.salur("check", "gaji-0.csv", settings: limit)
            #expect(checked.code == 0 && checked.output.contains("2 rows ask for more than one row may"), "\(checked)")
            let json = try await desk.salur("check", "--json", "gaji-0.csv", settings: limit)
            let limits = try #require(try json.json([Checked].self).first).limits
            #expect(limits.row == 52_000 && limits.lines == [5, 6] && !limits.isBatchAbove)

            let ended = try await desk.pay(code: 1, settings: limit)
            #expect(ended.errors.contains("row_limit: 2, Rp 107.000"), "\(ended.errors)")
            #expect(try desk.bank.ledger().booked.count == 3)
            #expect(try await desk.row("GAJI-0-5")["reason_code"] == "row_limit")

            try await desk.decide("release", "GAJI-0-5", code: 0, settings: limit)
            try await desk.pay(code: 1, settings: limit)
            let released = try await desk.row("GAJI-0-5")
            #expect(released["status"] == "succeeded", "\(released)")
            #expect(released.values.contains { $0.contains("Ani") } && released.values.contains("as agreed"))
            #expect(try await desk.row("GAJI-0-4")["status"] == "held")
            #expect(try desk.bank.ledger().booked.count == 4)
        }
    }

    @Test func `A batch above its ceiling is not approved, by whatever command`() async throws {
        try await Operator.with(Payroll(rows: 3)) { desk in
            let limit: [String: String?] = ["SALUR_LIMITS_BATCH": "150000"]
            let ended = try await desk.pay(code: 77, settings: limit)
            #expect(ended.errors.contains("limits.batch"), "\(ended)")
            let approved = try await desk.decide("approve", "gaji-0.csv", code: 77, settings: limit)
            #expect(approved.errors.contains("limits.batch"), "\(approved)")
            #expect(try desk.bank.ledger().booked.isEmpty)
            try await desk.pay(code: 0)
            #expect(try desk.bank.ledger().booked.count == 3)
        }
    }

    @Test func `No more is sent on one day than its ceiling, over several files and runs`() async throws {
        // Two files of Rp 255.000 together; the ceiling lets three rows through.
        try await Operator.with(Payroll(rows: 3), Payroll(rows: 2, series: 1)) { desk in
            // Midnight in Jakarta may come between: then all of this is about another day.
            let limit: [String: String?] = ["SALUR_LIMITS_DAY": "153000"]
            let both = try await desk.salur("run", "--yes", "gaji-0.csv", "gaji-1.csv", settings: limit)
            #expect(both.code == 77 && (both.output + both.errors).contains("limits.day"), "\(both)")
            #expect(try desk.bank.ledger().paid <= 153_000)
            let again = try await desk.salur("process", settings: limit)
            #expect(again.code == 77, "\(again)")
            #expect(try desk.bank.ledger().paid <= 153_000)
            let raised = try await desk.salur(
                "run", "--yes", "gaji-0.csv", "gaji-1.csv", settings: ["SALUR_LIMITS_DAY": "1000000"])
            #expect(raised.code == 0, "\(raised)")
            #expect(try desk.bank.ledger().booked.count == 5)
        }
    }

    @Test func `An account gets no more than its ceiling on one day, also where a person releases and retries`()
        async throws
    {
        var second = Payroll(rows: 2, series: 1)
        second.rows[0].accountNumber = Payroll(rows: 1).rows[0].accountNumber
        second.rows[0].accountName = Payroll(rows: 1).rows[0].accountName
        second.rows[0].amount = "60000"
        try await Operator.with(Payroll(rows: 1), second) { desk in
            let limit: [String: String?] = ["SALUR_LIMITS_PAYEE": "100000"]
            try await desk.pay(code: 0, settings: limit)
            try await desk.pay(1, code: 1, settings: limit)
            #expect(try desk.bank.ledger().booked.count == 2)
            try await desk.decide("release", "GAJI-1-1", code: 0, settings: limit)
            try await desk.pay(1, code: 1, settings: limit)
            #expect(try desk.bank.ledger().booked.count == 2)
            #expect(try await desk.reports("gaji-1.csv").results.first?["reason_code"] == "payee_limit")
        }
    }

    @Test func `A ceiling that is no number of rupiah is refused`() async throws {
        try await Operator.with(Payroll(rows: 1)) { desk in
            for text in ["Rp 5.000.000", "-1", "0", "1.5"] {
                let ended = try await desk.pay(code: 78, settings: ["SALUR_LIMITS_ROW": text])
                #expect(ended.errors.contains("SALUR_LIMITS_ROW"), "\(ended)")
            }
        }
    }

    @Test func `A ceiling of a row or a batch that is set after the approval holds before anything is sent`()
        async throws
    {
        try await Operator.with(Payroll(rows: 3)) { desk in
            _ = try await desk.salur("submit", "gaji-0.csv")
            try await desk.decide("approve", code: 0)
            let refused = try await desk.process(code: 77, settings: ["SALUR_LIMITS_BATCH": "150000"])
            #expect((refused.output + refused.errors).contains("limits.batch"), "\(refused)")
            #expect(try desk.bank.ledger().booked.isEmpty)
            let row: [String: String?] = ["SALUR_LIMITS_ROW": "51000"]
            try await desk.process(code: 1, settings: row)
            #expect(try desk.bank.ledger().booked.count == 2)
            #expect(try await desk.row("GAJI-0-3")["reason_code"] == "row_limit")
            try await desk.decide("release", "GAJI-0-3", code: 0, settings: row)
            try await desk.process(code: 0, settings: row)
            #expect(try desk.bank.ledger().booked.count == 3)
        }
    }

    @Test func `A failed row above a ceiling that was set since is not paid by a retry alone`() async throws {
        try await Operator.with(Payroll(.firstFails)) { desk in
            try await desk.pay(code: 1)
            let row: [String: String?] = ["SALUR_LIMITS_ROW": "1000"]
            let refused = try await desk.decide("retry", "MAGIC-31", code: nil, settings: row)
            #expect((refused.output + refused.errors).contains("limits.row"), "\(refused)")
            try await desk.process(code: 0, settings: row)
            #expect(try desk.timesPaid().isEmpty)
            try await desk.decide("release", "MAGIC-31", code: 0, settings: row)
            try await desk.process(code: 0, settings: row)
            #expect(try desk.timesPaid().count == 1)
        }
    }
}
