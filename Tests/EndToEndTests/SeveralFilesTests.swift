import Foundation
import Testing

/// Several files on one command line: each on its own, and the worst exit code counts.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct SeveralFilesTests {
    private struct Outcome: Decodable {
        struct Refusal: Decodable {
            let code: String
            let exit: Int
            let message: String
            let whatToDo: String
        }

        let schemaVersion: Int
        let file: String
        let name: String?
        let exitCode: Int?
        let sameAs: String?
        let error: Refusal?
    }

    private func withFiles(_ body: (World) async throws -> Void) async throws {
        try await World.with { world in
            try world.write(Payroll(rows: 2).text, to: "good1.csv")
            try world.write("\(Payroll.header)\nGAJI-9,014,\"12\n", to: "bad.csv")
            try world.write(Payroll(rows: 3, series: 1).text, to: "good2.csv")
            try await body(world)
        }
    }

    @Test func `A refused file is named and left out, the good ones are paid, and the exit code is 65`() async throws {
        try await withFiles { world in
            try await world.withBank { bank in
                let run = try await world.salur(["run", "--yes", "good1.csv", "bad.csv", "good2.csv"], bank: bank)
                #expect(run.code == 65, "\(run)")
                #expect(run.errors.contains("bad.csv, line 2: a quote (\") that opens on this line is never closed."))
                #expect(run.errors.contains("Nothing is sent for this file. It keeps no other file from being paid."))
                #expect(run.output.contains("Refused, nothing was sent for it: bad.csv, line 2"))
                #expect(run.output.contains("Paid 2 people") && run.output.contains("Paid 3 people"), "\(run)")
                #expect(try bank.ledger().booked.count == 5)

                let again = try await world.salur(
                    ["run", "--yes", "--json", "good1.csv", "bad.csv", "none.csv", "good1.csv", "good2.csv"], bank: bank
                )
                #expect(again.code == 65, "\(again)")
                let outcomes = try again.json([Outcome].self)
                #expect(outcomes.map(\.file) == ["good1.csv", "bad.csv", "none.csv", "good1.csv", "good2.csv"])
                #expect(outcomes.map(\.exitCode) == [0, nil, nil, 0, 0])
                #expect(outcomes.map(\.error?.code) == [nil, "unclosed_quote", "file_missing", nil, nil])
                #expect(outcomes.map(\.sameAs) == [nil, nil, nil, "good1.csv", nil])
                #expect(outcomes.allSatisfy { $0.schemaVersion == 1 })
                #expect(try bank.ledger().booked.count == 5)
            }
        }
    }

    @Test func `check and submit go on behind a refused file`() async throws {
        try await withFiles { world in
            try await world.withBank { bank in
                let check = try await world.salur(["check", "--json", "good1.csv", "bad.csv", "good2.csv"])
                #expect(check.code == 65)
                let found = try check.json([Outcome].self)
                #expect(found.map(\.file) == ["good1.csv", "bad.csv", "good2.csv"])
                #expect(found.map(\.error?.exit) == [nil, 65, nil])

                let submit = try await world.salur(
                    ["submit", "--json", "bad.csv", "good1.csv", "good2.csv"], bank: bank)
                #expect(submit.code == 65, "\(submit)")
                let submitted = try submit.json([Outcome].self)
                #expect(submitted.map(\.error?.code) == ["unclosed_quote", nil, nil])
                #expect(submit.errors.contains("bad.csv, line 2"))

                // Approved and not yet approved: the approved one is paid, and somebody hears of the other.
                let name = try #require(submitted[1].name)
                let approve = ["approve", "--yes", "--by", "Budi", "--reason", "checked", name]
                #expect(try await world.salur(approve).code == 0)
                let process = try await world.salur(["process", "--json"], bank: bank)
                #expect(process.code == 77, "\(process)")
                let processed = try process.json([Outcome].self)
                #expect(processed.map(\.file) == ["good1.csv", "good2.csv"])
                #expect(processed.map(\.error?.code) == [nil, "not_approved"])
                #expect(try bank.ledger().booked.count == 2)
            }
        }
    }

    @Test(arguments: ["run", "submit"])
    func `One name for several files is wrong usage`(command: String) async throws {
        try await withFiles { world in
            let ended = try await world.salur([command, "--batch", "maret", "good1.csv", "good2.csv"])
            #expect(ended.code == 64)
            #expect(ended.errors.contains("--batch names one batch, so it takes one file."))
        }
    }
}
