import Foundation
import Testing

/// What is known about payees from earlier payments: changed accounts, accepted names, the block list, the purpose.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct PayeeTests {
    private struct Page: Decodable {
        struct Payee: Decodable {
            let maskedAccount: String
            let bankName: String?
            let payments: Reports.Amounts
        }
        let payees: [Payee]
        let blocked: [Entry]
        struct Entry: Decodable {
            let maskedAccount: String?
            let reason: String
        }
    }

    /// Two months of one payroll; in the second, one person has another account.
    private static func months() -> (first: Payroll, second: Payroll) {
        var (first, second) = (Payroll(rows: 3), Payroll(rows: 3))
        for index in first.rows.indices {
            first.rows[index].reference = "GAJI-2026-01-\(index + 1)"
            second.rows[index].reference = "GAJI-2026-02-\(index + 1)"
            second.rows[index].amount = String(150_000 + index)
        }
        second.rows[1].accountNumber = "1299999999"
        return (first, second)
    }

    @Test func `A known person with another account is held, shown before approval, and paid once released`()
        async throws
    {
        let (first, second) = Self.months()
        try await Operator.with(first, second) { desk in
            try await desk.pay(code: 0)
            let checked = try await desk.salur("check", "--ledger", "salur.db", "gaji-1.csv")
            #expect(checked.output.contains("account_changed: 1"), "\(checked)")
            #expect(checked.output.contains("paid to *** 0001"), "\(checked)")
            #expect(checked.output.contains("first payments     1"), "\(checked)")
            #expect(checked.output.contains("compared with"), "\(checked)")
            let ended = try await desk.pay(1, code: 1)
            #expect(ended.errors.contains("account_changed: 1, Rp 150.001"), "\(ended.errors)")
            #expect(ended.errors.contains("first payments     1"), "\(ended.errors)")
            #expect(ended.errors.contains("changed amounts  2"), "\(ended.errors)")
            try await desk.decide("release", "GAJI-2026-02-2", code: 0)
            try await desk.process(code: 0)
            #expect(try desk.timesPaid()["1299999999"] == 1)
            #expect(try await Set(desk.statuses("gaji-1.csv").values) == ["succeeded"])
        }
    }

    @Test func `A blocked account is not paid, whether the file waits or comes later`() async throws {
        let (first, second) = Self.months()
        try await Operator.with(first, second) { desk in
            #expect(try await desk.salur("submit", "gaji-0.csv").code == 0)
            #expect(try await desk.salur("approve", "--yes", "--reason", "fine", "gaji-0.csv").code == 0)
            let blocked = try await desk.decide("payees", "block", "1200000000", code: 0)
            #expect(blocked.output.contains("1 rows of open batches were rejected"), "\(blocked)")
            try await desk.process(code: 1)
            #expect(try desk.timesPaid()["1200000000"] == nil)
            let row = try await desk.row("GAJI-2026-01-1")
            #expect(row["status"] == "rejected" && row["reason_code"] == "blocked", "\(row)")
            let later = try await desk.salur("submit", "gaji-1.csv")
            #expect(later.code == 1, "\(later)")
            let listed = try await desk.salur("payees", "--json")
            let page = try listed.json(Page.self)
            #expect(page.payees.count == 2 && page.blocked.first?.maskedAccount == "*** 0000")
            #expect(page.blocked.first?.reason == "as agreed")
            try await desk.decide("payees", "unblock", "1200000000", code: 0)
            try await desk.decide("payees", "unblock", "1200000000", code: 64)
            #expect(try await desk.salur("verify", "--ledger", "salur.db").code == 0)
        }
    }

    @Test func `A blocked name that only the bank knows is not paid, and nobody is asked about the name`() async throws
    {
        let names = ["SALUR_CHECKS_NAME_MATCH": String?.none]
        let first = Payroll(.otherName)
        var second = first
        second.rows[0].reference = "LAGI-1"
        second.rows[0].amount = "90000"
        try await Operator.with(first, second, options: ["--names", "gaji-0.csv"]) { desk in
            try await desk.pay(code: 1, settings: names)
            let name = try #require(try await desk.row(first.rows[0].reference)["validated_name"])
            try await desk.decide("payees", "block", name, code: 0)
            try await desk.pay(1, code: 1, settings: names)
            let explained = try await desk.salur("explain", "LAGI-1")
            #expect(explained.output.contains("blocked"), "\(explained)")
            let refused = try await desk.decide("release", first.rows[0].reference, code: nil, settings: names)
            #expect(refused.code != 0, "\(refused)")
            #expect(try await Set(desk.statuses("gaji-1.csv").values) == ["rejected"])
            #expect(try desk.timesPaid().isEmpty)
        }
    }

    @Test func `A name that a person accepted is not asked about again`() async throws {
        let first = Payroll(.otherName)
        var second = first
        second.rows[0].reference = "LAGI-1"
        second.rows[0].amount = "90000"
        let names = ["SALUR_CHECKS_NAME_MATCH": String?.none]
        try await Operator.with(first, second, options: ["--names", "gaji-0.csv"]) { desk in
            try await desk.pay(code: 1, settings: names)
            try await desk.decide("release", first.rows[0].reference, code: 0, settings: names)
            try await desk.process(code: 0, settings: names)
            try await desk.pay(1, code: 0, settings: names)
            let explained = try await desk.salur("explain", "LAGI-1")
            #expect(explained.output.contains("had accepted the bank's name"), "\(explained)")
            let listed = try await desk.salur("payees")
            #expect(listed.output.contains("accepted:"), "\(listed)")
        }
    }

    @Test func `Who was paid for a purpose is held when it is paid for again`() async throws {
        let (first, second) = (Payroll(rows: 2), Payroll(rows: 2))
        var other = second
        for index in other.rows.indices {
            other.rows[index].reference = "X\(index)-Y"
            other.rows[index].amount = String(70_000 + index)
        }
        try await Operator.with(first, other) { desk in
            let paid = try await desk.salur("run", "--yes", "--purpose", "THR 2026", "gaji-0.csv")
            #expect(paid.code == 0, "\(paid)")
            let again = try await desk.salur("run", "--yes", "--purpose", "thr  2026", "gaji-1.csv")
            #expect(again.code == 1, "\(again)")
            #expect(again.errors.contains("same_purpose: 2"), "\(again.errors)")
            let other = try await desk.salur("run", "--yes", "--purpose", "Bonus", "gaji-0.csv")
            #expect(other.code == 64 && other.errors.contains("THR 2026"), "\(other)")
            #expect(try await desk.salur("run", "--yes", "gaji-0.csv").code == 0)
        }
    }

    @Test func `The names of a batch are asked before it is approved, and nothing is paid`() async throws {
        struct Document: Decodable {
            struct Row: Decodable {
                let reference: String
                let bankName: String?
                let verdict: String?
                let status: String
            }
            let outcome: String
            let verdicts: [String: Reports.Amounts]
            let rows: [Row]
        }
        var payroll = Payroll(rows: 2)
        payroll.add(.otherName)
        let names = ["SALUR_CHECKS_NAME_MATCH": String?.none]
        try await Operator.with(payroll, options: ["--names", "gaji-0.csv"]) { [payroll] desk in
            #expect(try await desk.salur("submit", "gaji-0.csv", settings: names).code == 0)
            let asked = try await desk.salur("names", "--json", settings: names)
            #expect(asked.code == 1, "\(asked)")
            let document = try #require(try asked.json([Document].self).first)
            #expect(document.outcome == "asked" && document.verdicts["same"]?.count == 2)
            #expect(document.rows.map(\.verdict) == ["different"] && document.rows.first?.status == "held")
            #expect(try desk.timesPaid().isEmpty)
            let held = payroll.rows[2].reference
            try await desk.decide("release", held, code: 0, settings: names)
            let approved = try await desk.salur(
                "approve", "--yes", "--reason", "fine", "gaji-0.csv", settings: names)
            #expect(approved.errors.contains("2 same, 0 close, 1 different"), "\(approved)")
            let late = try await desk.salur("names", "gaji-0.csv", settings: names)
            #expect(late.code == 64 && late.errors.contains("approved already"), "\(late)")
            try await desk.process(code: 0, settings: names)
            #expect(try await Set(desk.statuses().values) == ["succeeded"])
        }
    }
}
