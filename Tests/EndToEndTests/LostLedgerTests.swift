import Foundation
import Testing

/// The ledger is gone and the bank has forgotten its identifiers: only the reports still show what was sent.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct LostLedgerTests {
    private let command = ["run", "--yes", "gaji.csv"]
    private let payroll = Payroll(rows: 8)

    /// Pays the file with a bank that soon forgets it, loses the ledger, and waits until the bank has forgotten.
    private func withLostLedger(_ body: (World, Bank, String) async throws -> Void) async throws {
        try await World.with { world in
            try world.write(payroll.text, to: "gaji.csv")
            try await world.withBank(["--forget-after", "3s"]) { bank in
                #expect(try await world.salur(command, bank: bank).code == 0)
                let reports = try Reports(world)
                let last = try #require(try reports.results.last?["external_id"])
                try await waitUntil("the bank has forgotten the last transfer") {
                    let ended = try await world.salur(["inquire", last, "--json"], bank: bank)
                    return ended.output.contains("07")
                }
                try world.deleteLedger()
                try await body(world, bank, reports.folder)
            }
        }
    }

    @Test func `What older reports show as sent is held, nothing is sent, and the reports stay`() async throws {
        try await withLostLedger { world, bank, folder in
            let attempts = try world.read(folder + "/attempts.csv")
            let before = try bank.ledger()
            let ended = try await world.salur(command, bank: bank)
            #expect(ended.code == 77, "\(ended)")
            #expect(ended.errors.contains("The reports in"), "\(ended)")
            #expect(ended.errors.contains("show 8 rows as sent"), "\(ended)")
            #expect(ended.sentence.contains("restore the ledger"), "\(ended)")
            #expect(try bank.ledger().sent == before.sent)
            let document = try world.read(folder + "/reconciliation.json")
            #expect(document.contains(#""stopped_reason" : "ledger_lost""#), "\(document)")
            let rows = try Reports(world, folder: folder).results
            #expect(rows.allSatisfy { $0["status"] == "held" && $0["reason_code"] == "ledger_lost" })
            #expect(rows.first?["reason"]?.contains("show attempt 1, sent at") == true)
            // The only evidence of the lost ledger stays, whole and provable.
            let names = world.names(in: folder)
            let kept = try #require(names.first { $0.hasPrefix("other-ledger-") && !$0.contains("/") })
            #expect(try world.read("\(folder)/\(kept)/attempts.csv") == attempts)
            #expect(try await world.salur(["verify", "\(folder)/\(kept)"]).code == 0)
            #expect(try await world.salur(["verify", folder]).code == 0)

            // The same again, also where the new ledger is lost as well.
            #expect(try await world.salur(command, bank: bank).code == 77)
            try world.deleteLedger()
            #expect(try await world.salur(command, bank: bank).code == 77)
            #expect(try bank.ledger().sent == before.sent)
        }
    }

    @Test func `A person decides row by row, and is told what releasing means`() async throws {
        try await withLostLedger { world, bank, folder in
            let before = try bank.ledger().sent
            #expect(try await world.salur(command, bank: bank).code == 77)
            let by = ["--yes", "--by", "Ani", "--reason", "letter of the bank"]
            let released = try await world.salur(["release", "GAJI-0-1"] + by, bank: bank)
            #expect(released.code == 0, "\(released)")
            #expect((released.output + released.errors).contains("means paying them again"), "\(released)")
            // While others wait for a person, nothing is sent.
            #expect(try await world.salur(command, bank: bank).code == 77)
            #expect(try bank.ledger().sent == before)
            let rest = ["cancel", "--reason-code", "ledger_lost"] + by
            let cancelled = try await world.salur(rest, bank: bank)
            #expect(cancelled.code == 0, "\(cancelled)")
            let ended = try await world.salur(command, bank: bank)
            #expect(ended.code == 1, "\(ended)")
            #expect(try bank.ledger().sent == before + 2)
            let statuses = try Reports(world, folder: folder).statuses
            #expect(statuses["GAJI-0-1"] == "succeeded")
            #expect(statuses.values.filter { $0 == "cancelled" }.count == 7)
        }
    }

    @Test func `Reports that were written after a submission are not taken for those of a run`() async throws {
        try await withLostLedger { world, bank, folder in
            let before = try bank.ledger().sent
            #expect(try await world.salur(["submit", "gaji.csv"], bank: bank).code == 0)
            // Writing reports of the new ledger must not do away with those of the old one.
            #expect(try await world.salur(["report"], bank: bank).code == 0)
            #expect(
                try await world.salur(["approve", "--yes", "--by", "Budi", "--reason", "March"], bank: bank).code == 0)
            let ended = try await world.salur(["process"], bank: bank)
            #expect(ended.code == 77, "\(ended)")
            #expect(try bank.ledger().sent == before)
            #expect(try Reports(world, folder: folder).statuses.values.allSatisfy { $0 == "held" })
        }
    }
}
