import Foundation
import Testing

/// No quiet second payment (promise P11): what looks like an earlier payment waits for a person who sees both.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct SecondPaymentTests {
    private struct Held: Decodable {
        struct Row: Decodable {
            let line: Int
            let reference: String
            let amount: Int64
            let code: String
            let message: String
        }
        let count: Int
        let sum: Int64
        let byCode: [String: Reports.Amounts]
        let rows: [Row]
    }

    private struct Document: Decodable {
        let held: Held
    }

    /// A payroll, and the same people and amounts under other references.
    private static func generatedTwice() -> (first: Payroll, second: Payroll) {
        let first = Payroll(rows: 5)
        var second = first
        for index in second.rows.indices { second.rows[index].reference = "LAGI-\(index + 1)" }
        return (first, second)
    }

    private static var today: String {
        ISO8601DateFormatter.string(
            from: Date(), timeZone: TimeZone(secondsFromGMT: 7 * 3600) ?? .gmt, formatOptions: [.withFullDate])
    }

    @Test func `A payroll generated twice is held at every step, and both payments are shown`() async throws {
        let (first, second) = Self.generatedTwice()
        try await Operator.with(first, second) { desk in
            // Midnight may come between.
            let before = Self.today
            try await desk.pay(code: 0)
            let days = [before, Self.today]
            let checked = try await desk.salur("check", "--ledger", "salur.db", "gaji-1.csv")
            #expect(checked.code == 0, "\(checked)")
            #expect(checked.output.contains("5 rows would be held"), "\(checked.output)")
            let look = try await desk.salur("check", "--ledger", "salur.db", "--json", "gaji-1.csv")
            #expect(try look.json([Document].self).first?.held.byCode["possible_duplicate"]?.count == 5)

            let submitted = try await desk.salur("submit", "gaji-1.csv", "--json")
            #expect(submitted.code == 0, "\(submitted)")
            let held = try submitted.json(Document.self).held
            #expect(held.count == 5 && held.sum == second.total && held.rows.map(\.line) == [2, 3, 4, 5, 6])
            let message = try #require(held.rows.first?.message)
            #expect(days.contains { message.contains("Rp 50.000 on \($0)") }, "\(message)")
            #expect(message.contains("in batch gaji-0-") && message.contains("reference GAJI-0-1"), "\(message)")

            let approved = try await desk.salur("approve", "--yes", "--reason", "checked", "gaji-1.csv")
            #expect(approved.code == 0, "\(approved)")
            #expect(approved.errors.contains("possible_duplicate: 5, Rp 260.000"), "\(approved.errors)")
            #expect(approved.errors.contains("reference GAJI-0-5"), "\(approved.errors)")
            let ended = try await desk.pay(1, code: 1)
            #expect(ended.sentence.contains("Paid 0 people"), "\(ended)")
            #expect(
                Set(try await desk.reports("gaji-1.csv").table("results.csv").column("reason_code")) == [
                    "possible_duplicate"
                ])
            #expect(try desk.bank.ledger().booked.count == 5)

            let status = try await desk.salur("status", "gaji-1.csv")
            let cancel = try #require(status.output.firstRange(of: "salur cancel --status held"), "\(status)")
            let release = try #require(status.output.firstRange(of: "salur release --status held"))
            #expect(cancel.lowerBound < release.lowerBound, "\(status.output)")
            let released = try await desk.decide("release", "LAGI-2", code: 0)
            #expect(released.errors.contains("reference GAJI-0-2"), "\(released.errors)")
            #expect(released.errors.contains("to release them is to pay them again"), "\(released.errors)")
            try await desk.process(code: 1)
            #expect(try desk.timesPaid()[second.rows[1].accountNumber] == 2)
            #expect(try desk.bank.ledger().booked.count == 6)
        }
    }

    @Test func `A corrected file under the same references is held, and the difference is told`() async throws {
        let first = Payroll(rows: 3)
        var second = first
        for index in second.rows.indices { second.rows[index].amount = String(51_000 + 1000 * index) }
        second.rows[2].accountNumber = "1299999999"
        try await Operator.with(first, second) { desk in
            let before = Self.today
            try await desk.pay(code: 0)
            let days = [before, Self.today]
            let ended = try await desk.pay(1, code: 1)
            #expect(ended.errors.contains("reference_used: 3"), "\(ended.errors)")
            let rows = try await desk.reports("gaji-1.csv").results
            #expect(Set(rows.map { $0["reason_code"] }) == ["reference_used"])
            let reason = try #require(rows[1]["reason"])
            #expect(days.contains { reason.contains("paid Rp 51.000 on \($0)") }, "\(reason)")
            #expect(reason.contains("asks for Rp 52.000 (difference +Rp 1.000)"), "\(reason)")
            let other = try #require(rows[2]["reason"])
            #expect(other.contains("*** 0002 at bank 014 then, *** 9999 at bank 014 now"), "\(other)")
            #expect(try desk.bank.ledger().booked.count == 3)
        }
    }

    @Test func `A corrected file without references, under another name, pays nobody a second salary`() async throws {
        try await Operator.with { desk in
            func write(_ amounts: [Int], to name: String) throws {
                let rows = amounts.enumerated().map {
                    "Orang \($0.offset),014,120077700\($0.offset),\($0.element),Gaji Maret 2026"
                }
                let header = "Nama,Kode Bank,No Rekening,Gaji Bersih,Keterangan"
                try desk.world.write(([header] + rows).joined(separator: "\n") + "\n", to: name)
            }
            try write([7_012_000, 5_400_000, 6_100_000], to: "gaji-0.csv")
            try write([7_512_000, 5_400_000, 6_099_999], to: "gaji-1.csv")
            try await desk.pay(code: 0)
            let ended = try await desk.pay(1, code: 1)
            #expect(ended.errors.contains("reference_used: 2"), "\(ended)")
            #expect(ended.errors.contains("possible_duplicate: 1"), "\(ended)")
            let reason = try #require(try await desk.reports("gaji-1.csv").results[0]["reason"])
            #expect(reason.contains("paid Rp 7.012.000 on"), "\(reason)")
            #expect(reason.contains("asks for Rp 7.512.000 (difference +Rp 500.000)"), "\(reason)")
            #expect(try desk.bank.ledger().booked.count == 3)
        }
    }

    /// A payroll with one person three times.
    private static func repeated() -> Payroll {
        var payroll = Payroll(rows: 3)
        for number in 1...2 {
            var row = payroll.rows[1]
            row.reference = "ULANG-\(number)"
            payroll.rows.append(row)
        }
        return payroll
    }

    @Test func `The same person and amount three times in one file is paid once, until somebody says that it is meant`()
        async throws
    {
        let payroll = Self.repeated()
        try await Operator.with(payroll) { desk in
            let ended = try await desk.pay(code: 1)
            #expect(ended.errors.contains("repeated_in_file: 2, Rp 102.000"), "\(ended.errors)")
            #expect(
                try await desk.row("ULANG-1")["reason"]?.contains("Line 3 of the same file, reference GAJI-0-2") == true
            )
            #expect(try desk.timesPaid()[payroll.rows[1].accountNumber] == 1)
            let meant = try await desk.salur("run", "--yes", "--allow-repeats", "gaji-0.csv")
            #expect(meant.code == 0, "\(meant)")
            #expect(try desk.timesPaid()[payroll.rows[1].accountNumber] == 3)
        }
    }

    @Test func `Repeated rows are acknowledged at submission or in the approval, and the journal says by whom`()
        async throws
    {
        let payroll = Self.repeated()
        try await Operator.with(payroll, Payroll(rows: 1, series: 7)) { desk in
            let named = ["submit", "--batch", "maret", "--by", "Siti", "gaji-0.csv"]
            #expect(try await desk.world.salur(named, bank: desk.bank).output.contains("repeated_in_file: 2"))
            let approved = try await desk.salur(
                "approve", "--yes", "--by", "Budi", "--reason", "two instalments", "--allow-repeats", "maret")
            #expect(approved.errors.contains("--allow-repeats approves the rows"), "\(approved.errors)")
            try await desk.process(code: 0)
            #expect(try desk.timesPaid()[payroll.rows[1].accountNumber] == 3)
            let journal = try desk.world.read("out/maret/audit.jsonl")
            let event = try #require(journal.split(separator: "\n").first { $0.contains("batch_approved") })
            #expect(event.contains("5 rows, 255000 rupiah, digest "), "\(event)")
            let seen = ", 2 repeated rows acknowledged, 5 first payments acknowledged: two instalments"
            #expect(event.contains(seen), "\(event)")
            #expect(event.contains("Budi (") && event.contains("\"evidence\":\""), "\(event)")
        }
        try await Operator.with(payroll) { desk in
            let submitted = try await desk.salur(
                "submit", "--allow-repeats", "--by", "Siti", "--batch", "maret", "gaji-0.csv")
            #expect(!submitted.output.contains("repeated_in_file"), "\(submitted.output)")
            _ = try await desk.salur("report", "maret")
            let journal = try desk.world.read("out/maret/audit.jsonl")
            let event = try #require(journal.split(separator: "\n").first { $0.contains("repeats_allowed") })
            #expect(event.contains("2 rows, Rp 102.000") && event.contains("Siti"), "\(event)")
        }
    }

    @Test func `Of two files submitted before either was paid, and paid at once, one is held`() async throws {
        let (first, second) = Self.generatedTwice()
        try await Operator.with(first, second) { desk in
            for index in 0...1 {
                #expect(try await desk.salur("submit", "gaji-\(index).csv").code == 0)
                let approved = try await desk.salur("approve", "--yes", "--reason", "fine", "gaji-\(index).csv")
                #expect(approved.code == 0, "\(approved)")
                #expect(!approved.errors.contains("possible_duplicate"))
            }
            let processed = try await desk.process(code: 1)
            #expect(processed.errors.contains("possible_duplicate: 5"), "\(processed.errors)")
            #expect(try desk.bank.ledger().booked.count == 5)
            let statuses = [try await desk.statuses("gaji-0.csv"), try await desk.statuses("gaji-1.csv")]
            #expect(Set(statuses.map { Set($0.values) }) == [["succeeded"], ["held"]])
        }
    }
}
