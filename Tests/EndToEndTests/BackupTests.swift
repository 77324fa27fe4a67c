import Foundation
import Subprocess
import Testing

/// `salur backup` and `salur restore`: a copy of one moment, and an old copy that pays nobody twice.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct BackupTests {
    private struct Copy: Decodable {
        let path: String
        let events: Int
        let removed: [String]
    }

    private struct Restored: Decodable {
        let batches: [String]
        let movedAside: String?
    }

    private let why = ["--yes", "--by", "Ani", "--reason", "The disk failed"]

    @Test func `A copy from before the payment takes the place of the ledger, and nobody is paid twice`() async throws {
        try await World.with { world in
            let payroll = Payroll(rows: 30)
            try world.write(payroll.text, to: "gaji.csv")
            // The bank takes its time, so that the program is killed with transfers in flight.
            try await world.withBank(["--transfer-delay", "200ms..2s"]) { bank in
                #expect(try await world.salur(["submit", "--batch", "gaji", "gaji.csv"], bank: bank).code == 0)
                #expect(try await world.salur(["approve", "gaji"] + why, bank: bank).code == 0)
                let old = try await world.salur(["backup", "--json"], bank: bank).json(Copy.self)
                let killed = try await world.salur(["process"], bank: bank) { running in
                    try await waitUntil("the bank got transfers") { try bank.transfers().count >= 10 }
                    // While it sends: one moment of it.
                    let during = try await world.salur(["backup", "during.db"], bank: bank)
                    #expect(during.code == 0, "\(during)")
                    running.send(.kill)
                }
                // A fast machine may have paid all of it by then.
                #expect([-9, 0].contains(killed.code), "\(killed)")
                #expect(try await world.salur(["verify", "--ledger", "during.db"]).code == 0)
                #expect(world.names(in: ".").contains("during.db-wal") == false)

                // A ledger that is there does not give way by itself.
                let refused = try await world.salur(["restore", old.path] + why, bank: bank)
                #expect(refused.code == 64 && refused.errors.contains("that the copy does not have"), "\(refused)")
                let restored = try await world.salur(["restore", "--replace", "--json", old.path] + why, bank: bank)
                #expect(restored.code == 0, "\(restored)")
                let result = try restored.json(Restored.self)
                #expect(result.batches == ["gaji"])
                let aside = try #require(result.movedAside)
                #expect(try await world.salur(["verify", "--ledger", aside]).code == 0)
                #expect(try await world.salur(["verify", "--ledger", "salur.db"]).code == 0)

                let ended = try await world.salur(["process"], bank: bank)
                #expect(ended.code == 0, "\(ended)")
                #expect(ended.errors.contains("the bank knew rows of this file already"), "\(ended)")
                try Audit(reports: try Reports(world), payroll: payroll, ledger: try bank.ledger()).check()
            }
        }
    }

    @Test func `Copies are named by the moment, older ones go, and no file is ever replaced`() async throws {
        try await World.with { world in
            try await world.withBank { bank in
                let none = try await world.salur(["backup"], bank: bank)
                #expect(none.code == 78 && none.errors.contains("There is no ledger"), "\(none)")
                try world.write(Payroll(rows: 2).text, to: "gaji.csv")
                #expect(try await world.salur(["submit", "gaji.csv"], bank: bank).code == 0)
                #expect(try await world.salur(["doctor"], bank: bank).output.contains("no backup of the ledger"))
                let first = try await world.salur(["backup", "--json"], bank: bank).json(Copy.self)
                try world.write("a letter", to: "backups/salur-notes.db")
                let second = try await world.salur(["backup", "--json", "--keep", "1"], bank: bank).json(Copy.self)
                #expect(second.removed == [first.path] && second.events == first.events + 1)
                #expect(Set(world.names(in: "backups")) == [name(second.path), "salur-notes.db"])
                let taken = try await world.salur(["backup", "gaji.csv"], bank: bank)
                #expect(taken.code == 64 && taken.errors.contains("never replaces a file"), "\(taken)")
                let lost = try await world.salur(["backup", "nowhere/copy.db"], bank: bank)
                #expect(lost.code == 73, "\(lost)")
                #expect(try await world.salur(["doctor"], bank: bank).output.contains("the last one was made on"))
            }
        }
    }

    @Test func `A copy that was edited, or is another bank's, is not restored`() async throws {
        try await World.with { world in
            try await world.withBank { bank in
                try world.write(Payroll(rows: 2).text, to: "gaji.csv")
                #expect(try await world.salur(["submit", "gaji.csv"], bank: bank).code == 0)
                #expect(try await world.salur(["backup", "copy.db"], bank: bank).code == 0)
                let other = try await world.salur(
                    ["restore", "--replace", "copy.db"] + why, bank: bank,
                    settings: ["SALUR_AYOCONNECT_MERCHANT_ID": "XYZ999"])
                #expect(other.code == 78 && other.errors.contains("belongs to merchant"), "\(other)")
                var bytes = try Data(contentsOf: URL(filePath: world.path("copy.db")))
                let account = Data(Payroll(rows: 2).rows[0].accountNumber.utf8)
                let place = try #require(bytes.range(of: account))
                bytes.replaceSubrange(place, with: Data(repeating: UInt8(ascii: "7"), count: account.count))
                try bytes.write(to: URL(filePath: world.path("copy.db")))
                let edited = try await world.salur(["restore", "--replace", "copy.db"] + why, bank: bank)
                #expect(edited.code == 77 && edited.errors.contains("not proven"), "\(edited)")
                #expect(try await world.salur(["restore", "--replace", "gaji.csv"] + why, bank: bank).code == 78)
                #expect(try await world.salur(["restore", "missing.db"] + why, bank: bank).code == 65)
                #expect(try await world.salur(["verify", "--ledger", "salur.db"]).code == 0)
            }
        }
    }

    private func name(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
}
