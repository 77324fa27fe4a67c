import Foundation
import Testing

/// A batch is bound to its content, and content to its batch.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct BatchIdentityTests {
    private let payroll = Payroll(rows: 4)

    private func withPaidBatch(_ name: String, _ body: (World, Bank) async throws -> Void) async throws {
        try await World.with { world in
            try world.write(payroll.text, to: "gaji.csv")
            try await world.withBank { bank in
                let ended = try await world.salur(["run", "--yes", "--batch", name, "gaji.csv"], bank: bank)
                #expect(ended.code == 0, "\(ended)")
                #expect(world.exists("out/\(name)/results.csv"))
                try await body(world, bank)
                let booked = try bank.ledger().booked
                #expect(Set(booked.map(\.externalId)).count == booked.count)
            }
        }
    }

    @Test func `Other content under the same name is refused, and the first line that differs is named`() async throws {
        try await withPaidBatch("februari") { world, bank in
            var other = payroll
            other.rows[2].amount = "99000"
            try world.write(other.text, to: "other.csv")
            let ended = try await world.salur(["run", "--yes", "--batch", "februari", "other.csv"], bank: bank)
            #expect(ended.code == 65)
            #expect(ended.errors.contains("other.csv"))
            #expect(ended.errors.contains("line 4"), "\(ended.errors)")
            #expect(try bank.requests("transfer") == 4)
        }
    }

    @Test func `The same content under another name is refused`() async throws {
        try await withPaidBatch("februari") { world, bank in
            let ended = try await world.salur(["run", "--yes", "--batch", "maret", "gaji.csv"], bank: bank)
            #expect(ended.code == 65)
            #expect(ended.errors.contains("\"februari\""))
            #expect(ended.errors.contains("--pay-again"))
            #expect(try bank.requests("transfer") == 4)
        }
    }

    @Test func `The same content without a name is the batch that it was`() async throws {
        try await withPaidBatch("februari") { world, bank in
            let ended = try await world.salur(["run", "--yes", "gaji.csv"], bank: bank)
            #expect(ended.code == 0)
            #expect(ended.sentence.contains("this run sent nothing"))
            #expect(try bank.requests("transfer") == 4)
        }
    }

    @Test func `A person who means it pays once more, with a reason`() async throws {
        try await withPaidBatch("februari") { world, bank in
            let ended = try await world.salur(
                ["run", "--yes", "--batch", "bonus", "--pay-again", "a bonus of the same size", "gaji.csv"],
                bank: bank)
            #expect(ended.code == 0, "\(ended)")
            #expect(try bank.ledger().booked.count == 8)
            let first = try Reports(world, folder: "out/februari").table("results.csv").column("external_id")
            let second = try Reports(world, folder: "out/bonus").table("results.csv").column("external_id")
            #expect(Set(first).isDisjoint(with: second))
        }
    }

    @Test func `A row that another batch sent lately is held for a person`() async throws {
        try await withPaidBatch("februari") { world, bank in
            var next = Payroll(rows: 2, series: 1)
            next.rows.append(payroll.rows[0])
            try world.write(next.text, to: "next.csv")
            let ended = try await world.salur(["run", "--yes", "next.csv"], bank: bank)
            #expect(ended.code == 1, "\(ended)")
            let folder = try #require(world.reportFolder(of: "next"))
            let reports = Reports(world, folder: folder)
            #expect(try reports.table("results.csv").column("status") == ["succeeded", "succeeded", "held"])
            #expect(try bank.requests("transfer") == 6)
        }
    }
}

extension World {
    /// The folder of the reports of a file, by its name without the ending.
    func reportFolder(of stem: String) -> String? {
        let folders = try? FileManager.default.contentsOfDirectory(atPath: path("out"))
        return folders?.first { $0.hasPrefix(stem + "-") }.map { "out/\($0)" }
    }
}
