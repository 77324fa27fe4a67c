import Foundation
import Testing

/// A file without any trouble, in every form in which it may come.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct CleanFileTests {
    @Test func `A clean file is paid, reported and kept private`() async throws {
        try await World.with { world in
            let payroll = Payroll(rows: 12)
            try world.write(payroll.text, to: "gaji.csv")
            try await world.withBank { bank in
                let ended = try await world.salur(["run", "--yes", "gaji.csv"], bank: bank)
                #expect(ended.code == 0, "\(ended.errors)")
                #expect(
                    ended.sentence == "Paid 12 people, Rp 666.000; not paid 0, Rp 0: nothing is left to do.")
                let reports = try Reports(world)
                #expect(ended.output.contains("Reports: \(reports.folder)\n"))
                try Audit(reports: reports, payroll: payroll, ledger: try bank.ledger()).check()
                #expect(try reports.results.allSatisfy { $0["status"] == "succeeded" })
                let expected = [
                    "attempts.csv", "audit.jsonl", "reconciliation.csv", "reconciliation.json", "rejected.csv",
                ]
                #expect(world.names(in: reports.folder).sorted() == expected + ["report.html", "results.csv"])
                for name in world.names(in: reports.folder) {
                    #expect(try world.permissions(of: "\(reports.folder)/\(name)") == 0o600, "\(name)")
                }
                #expect(try world.permissions(of: reports.folder) == 0o700)
                #expect(try world.permissions(of: "salur.db") == 0o600)
            }
        }
    }

    @Test func `A settled file sends nothing when it is run again, and says so`() async throws {
        try await World.with { world in
            let payroll = Payroll(rows: 5)
            try world.write(payroll.text, to: "gaji.csv")
            try await world.withBank { bank in
                #expect(try await world.salur(["run", "--yes", "gaji.csv"], bank: bank).code == 0)
                let before = try bank.ledger()
                let results = try Reports(world).table("results.csv")
                let again = try await world.salur(["run", "--yes", "gaji.csv"], bank: bank)
                #expect(again.code == 0)
                #expect(again.sentence.contains("settled before; this run sent nothing"))
                #expect(try bank.ledger().counters.requests == before.counters.requests)
                #expect(try Reports(world).table("results.csv").rows == results.rows)
            }
        }
    }

    @Test func `A gzipped file and standard input are the same batch as the plain file`() async throws {
        try await World.with { world in
            let payroll = Payroll(rows: 4)
            try world.write(payroll.text, to: "gaji.csv")
            try await world.withBank { bank in
                let first = try await world.salur(["run", "--yes", "-"], bank: bank, input: payroll.bytes)
                #expect(first.code == 0, "\(first.errors)")
                let reports = try Reports(world)
                try Audit(reports: reports, payroll: payroll, ledger: try bank.ledger()).check()
                let zip = try await world.shell("gzip -k gaji.csv && mv gaji.csv.gz gaji.any")
                #expect(zip.code == 0)
                for name in ["gaji.csv", "gaji.any"] {
                    let again = try await world.salur(["run", "--yes", name], bank: bank)
                    #expect(again.code == 0, "\(again.errors)")
                    #expect(again.sentence.contains("this run sent nothing"))
                }
                #expect(try bank.ledger().booked.count == 4)
            }
        }
    }

    @Test func `A gzipped file is paid from standard input`() async throws {
        try await World.with { world in
            let payroll = Payroll(rows: 3)
            try world.write(payroll.text, to: "gaji.csv")
            try await world.withBank { bank in
                #expect(try await world.shell("gzip gaji.csv").code == 0)
                let bytes = try Data(contentsOf: URL(filePath: world.path("gaji.csv.gz")))
                let ended = try await world.salur(["run", "--yes", "-"], bank: bank, input: Array(bytes))
                #expect(ended.code == 0, "\(ended.errors)")
                try Audit(reports: try Reports(world), payroll: payroll, ledger: try bank.ledger()).check()
            }
        }
    }

    @Test func `Several files are several batches, and the worst exit code counts`() async throws {
        try await World.with { world in
            var troubled = Payroll(rows: 2, series: 1)
            troubled.add(.transferFails)
            try world.write(Payroll(rows: 2).text, to: "a.csv")
            try world.write(troubled.text, to: "b.csv")
            try await world.withBank { bank in
                let ended = try await world.salur(["run", "--yes", "--json", "b.csv", "a.csv"], bank: bank)
                #expect(ended.code == 1, "\(ended.errors)")
                struct Document: Decodable {
                    let file: String
                    let exitCode: Int
                    let balanced: Bool
                    let message: String
                }
                let documents = try ended.json([Document].self)
                #expect(documents.map(\.file) == ["b.csv", "a.csv"])
                #expect(documents.map(\.exitCode) == [1, 0])
                #expect(documents.map(\.balanced) == [true, true])
                #expect(world.names(in: "out").filter { $0.hasSuffix("results.csv") }.count == 2)
            }
        }
    }

    @Test func `The sandbox pays a file for one command, and returns its exit code`() async throws {
        try await World.with { world in
            try world.write(Payroll(rows: 2).text, to: "gaji.csv")
            let command = [Programs.salur, "run", "--yes", "gaji.csv"]
            let ended = try await world.sandbox(["with", "--ledger", "bank.json", "--"] + command)
            #expect(ended.code == 0, "\(ended.errors)")
            #expect(ended.sentence.hasPrefix("Paid 2 people"))
            let ledger = try JSONDecoder().decode(BankLedger.self, from: Data(try world.read("bank.json").utf8))
            #expect(ledger.booked.count == 2)
        }
    }
}
