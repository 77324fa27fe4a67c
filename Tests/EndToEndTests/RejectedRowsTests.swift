import Foundation
import Testing

/// Rows with faults: they are reported all at once, the others are paid, and what was rejected can be mended and paid.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct RejectedRowsTests {
    /// Five rows, of which the second, the third and the last are wrong.
    private var payroll: Payroll {
        var payroll = Payroll(rows: 5)
        payroll.rows[1].amount = "1.500.0000"
        payroll.rows[2].bankCode = "14"
        payroll.rows[2].note = "Gaji \u{200B}& bonus"
        payroll.rows[4].accountNumber = "1,20E+09"
        return payroll
    }

    private var text: String { payroll.text.replacing("1,20E+09", with: "\"1,20E+09\"") }

    @Test func `check tells every fault with its line and what to do`() async throws {
        try await World.with { world in
            try world.write(text, to: "gaji.csv")
            let ended = try await world.salur(["check", "gaji.csv"])
            #expect(ended.code == 1)
            for words in ["line 3", "line 4", "line 6", "1.500.000", "\"14\"", "&"] {
                #expect(ended.output.contains(words), "\(words): \(ended.output)")
            }
            #expect(ended.sentence.contains("2 rows can be paid"))
            #expect(ended.sentence.hasSuffix("3 rejected."))
            #expect(!world.exists("salur.db"))
        }
    }

    private struct Document: Decodable {
        struct Finding: Decodable {
            let line: Int
            let column: String?
            let code: String
            let message: String
            let whatToDo: String
        }

        let file: String
        let digest: String
        let accepted: Int
        let acceptedSum: Int64
        let rejected: Int
        let findings: [Finding]
    }

    @Test func `check tells the same to programs`() async throws {
        try await World.with { world in
            try world.write(text, to: "gaji.csv")
            try world.write(Payroll(rows: 2).text, to: "clean.csv")
            let ended = try await world.salur(["check", "--json", "gaji.csv", "clean.csv"])
            #expect(ended.code == 1)
            let documents = try ended.json([Document].self)
            #expect(documents.map(\.file) == ["gaji.csv", "clean.csv"])
            #expect(documents.map(\.accepted) == [2, 2])
            #expect(documents.map(\.rejected) == [3, 0])
            #expect(documents.map(\.acceptedSum) == [103_000, 101_000])
            let digests = documents.map(\.digest.count)
            #expect(digests == [64, 64])
            let findings = try #require(documents.first).findings
            // The last is a note: all amounts of the file are small.
            #expect(findings.map(\.line) == [3, 4, 4, 6, 2])
            #expect(findings.map(\.column) == ["amount", "bank_code", "note", "account_number", "amount"])
            #expect(findings.filter { $0.whatToDo.isEmpty || $0.message.isEmpty }.isEmpty)
        }
    }

    @Test func `check of a clean file ends with 0, and the worst of several files counts`() async throws {
        try await World.with { world in
            try world.write(Payroll(rows: 2).text, to: "clean.csv")
            try world.write(text, to: "gaji.csv")
            let clean = try await world.salur(["check", "clean.csv"])
            #expect(clean.code == 0)
            #expect(clean.sentence == "clean.csv: 2 rows can be paid, Rp 101.000; nothing is rejected.")
            #expect(try await world.salur(["check", "clean.csv", "gaji.csv"]).code == 1)
            #expect(try await world.salur(["check", "gaji.csv", "missing.csv", "clean.csv"]).code == 65)
            let piped = try await world.salur(["check", "-"], input: Array(text.utf8))
            #expect(piped.code == 1)
        }
    }

    @Test func `The good rows are paid, the bad ones are mended and paid, and nobody is paid twice`() async throws {
        try await World.with { world in
            try world.write(text, to: "gaji.csv")
            try await world.withBank { bank in
                let first = try await world.salur(["run", "--yes", "gaji.csv"], bank: bank)
                #expect(first.code == 1, "\(first)")
                #expect(first.sentence.contains(/mend the 3 rows in out\/gaji-.{8}\/rejected.csv and pay that file/))
                #expect(first.errors.contains("gaji.csv: line 3"), "\(first.errors)")
                let reports = try Reports(world)
                let expected = ["succeeded", "rejected", "rejected", "succeeded", "rejected"]
                #expect(try reports.table("results.csv").column("status") == expected)
                #expect(try reports.reconciliation.balanced)
                let rejected = try reports.table("rejected.csv")
                #expect(rejected.column("reference") == ["GAJI-0-2", "GAJI-0-3", "GAJI-0-5"])
                #expect(rejected.column("reason").filter(\.isEmpty).isEmpty)
                #expect(rejected.column("what_to_do").filter(\.isEmpty).isEmpty)
                let folder = reports.folder.split(separator: "/").last.map(String.init) ?? ""
                #expect(rejected.column("mends") == ["\(folder):3", "\(folder):4", "\(folder):6"])
                #expect(try await world.salur(["status", "--open"]).output.contains("rejected.csv"))

                try world.write(try mended(rejected), to: "mended.csv")
                let second = try await world.salur(["run", "--yes", "mended.csv"], bank: bank)
                #expect(second.code == 0, "\(second)")
                let booked = try bank.ledger().booked
                #expect(booked.count == 5)
                try await expectNothingTwice(rejected, world, bank)
                #expect(Set(booked.map(\.accountNumber)) == Set(Payroll(rows: 5).rows.map(\.accountNumber)))
            }
        }
    }

    /// The same rejected rows, mended once more in another file, pay nobody again, and need nobody any more.
    private func expectNothingTwice(_ rejected: Table, _ world: World, _ bank: Bank) async throws {
        let status = try await world.salur(["status", "--open"])
        #expect(!status.output.contains("rejected.csv"), "\(status.output)")
        let other = try mended(rejected).replacing("GAJI-0-", with: "LAGI-0-").replacing("50000", with: "51000")
        try world.write(other, to: "again.csv")
        let again = try await world.salur(["run", "--yes", "again.csv"], bank: bank)
        #expect(again.code == 1, "\(again)")
        #expect(again.errors.contains("is succeeded. Delete the row"), "\(again.errors)")
        #expect(try bank.ledger().booked.count == 5)
    }

    /// The rejected rows as a worker mends them: only the wrong cells, and the reasons stay.
    private func mended(_ rejected: Table) throws -> String {
        let right = Payroll(rows: 5).rows
        let lines = rejected.records.map { record -> String in
            let row = right.first { $0.reference == record["reference"] } ?? right[0]
            let added = ["reason", "what_to_do", "mends"].map { name in
                "\"" + record[name, default: ""].replacing("\"", with: "\"\"") + "\""
            }
            let cells = [row.reference, row.bankCode, row.accountNumber, row.accountName, row.amount, row.note]
            return (cells + added).joined(separator: ",")
        }
        #expect(
            rejected.header == Payroll.header.split(separator: ",").map(String.init) + [
                "reason", "what_to_do", "mends",
            ])
        return ([rejected.header.joined(separator: ",")] + lines).joined(separator: "\n") + "\n"
    }

    @Test func `A file of which every row is wrong ends with 1, and nothing is sent`() async throws {
        try await World.with { world in
            var payroll = Payroll(rows: 3)
            for index in payroll.rows.indices { payroll.rows[index].reference = "SAME" }
            try world.write(payroll.text, to: "gaji.csv")
            try await world.withBank { bank in
                let ended = try await world.salur(["run", "--yes", "gaji.csv"], bank: bank)
                #expect(ended.code == 1, "\(ended)")
                let reports = try Reports(world)
                #expect(
                    try reports.table("results.csv").column("reason_code")
                        == Array(
                            repeating: "duplicate_reference", count: 3))
                #expect(try bank.ledger().sent == 0)
            }
        }
    }
}
