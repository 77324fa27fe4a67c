import Foundation
import Testing

/// Folders that cannot be written and disks that are full.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct DiskTests {
    private let payroll = Payroll(rows: 4)

    private func withFile(_ body: (World, Bank) async throws -> Void) async throws {
        try await World.with { world in
            try world.write(payroll.text, to: "gaji.csv")
            try await world.withBank { try await body(world, $0) }
        }
    }

    @Test func `Reports that cannot be written end with 73, and the same command writes them elsewhere`() async throws {
        try await withFile { world, bank in
            try world.write("a file, not a folder", to: "taken")
            let ended = try await world.salur(["run", "--yes", "--output", "taken/out", "gaji.csv"], bank: bank)
            #expect(ended.code == 73, "\(ended)")
            #expect(ended.errors.contains("taken"))
            let again = try await world.salur(["run", "--yes", "gaji.csv"], bank: bank)
            #expect(again.code == 0, "\(again)")
            try Audit(reports: try Reports(world), payroll: payroll, ledger: try bank.ledger()).check()
        }
    }

    @Test func `A ledger whose folder is missing is told before anything is sent`() async throws {
        try await withFile { world, bank in
            for place in ["nowhere/salur.db", "gaji.csv/salur.db"] {
                let ended = try await world.salur(["run", "--yes", "--ledger", place, "gaji.csv"], bank: bank)
                #expect(ended.code == 78, "\(ended)")
                #expect(ended.errors.contains(place))
            }
            #expect(try bank.ledger(summary: true).sent == 0)
        }
    }

    @Test func `A ledger in a read-only folder is told before anything is sent`() async throws {
        try await withFile { world, bank in
            // Root may write anywhere, so it gives up that right first.
            let asOthers = ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override"]
            let through = try await world.shell("test $(id -u) != 0").code == 0 ? [] : asOthers
            #expect(try await world.shell("mkdir closed && chmod 500 closed").code == 0)
            let ended = try await world.salur(
                ["run", "--yes", "--ledger", "closed/salur.db", "gaji.csv"], bank: bank, through: through)
            #expect([74, 78].contains(ended.code), "\(ended)")
            #expect(ended.errors.contains("closed/salur.db"))
            #expect(ended.errors.contains("Check the"))
            #expect(try bank.ledger(summary: true).sent == 0)
        }
    }

    @Test func `A file that is no ledger is refused as one`() async throws {
        try await withFile { world, bank in
            let ended = try await world.salur(["run", "--yes", "--ledger", "gaji.csv", "gaji.csv"], bank: bank)
            #expect(ended.code == 78, "\(ended)")
            #expect(ended.errors.contains("gaji.csv"))
            #expect(try world.read("gaji.csv") == payroll.text)
            #expect(try bank.ledger(summary: true).sent == 0)
        }
    }

    @Test func `A disk that fills up at any moment ends with 74, and the same command finishes`() async throws {
        try await World.with { world in
            let payroll = Payroll(rows: 60)
            try world.write(payroll.text, to: "gaji.csv")
            try await world.withBank { bank in
                // A limit on the size of files is a full disk to the ledger: while the file is read in, and then later
                // and later in the payment.
                for size in ["400", "700", "1000", "1500"] {
                    let full = ["sh", "-c", "trap '' XFSZ; ulimit -f \(size); exec \"$0\" \"$@\""]
                    let ended = try await world.salur(
                        ["run", "--yes", "gaji.csv"], bank: bank, settings: World.unhurried, through: full)
                    #expect(ended.code == 74, "\(size): \(ended)")
                    #expect(ended.errors.contains("run the same command again; nothing is paid twice"), "\(ended)")
                }
                #expect(try bank.requests("transfer") > 0)
                let again = try await world.salur(["run", "--yes", "gaji.csv"], bank: bank, settings: World.unhurried)
                #expect(again.code == 0, "\(again)")
                try Audit(reports: try Reports(world), payroll: payroll, ledger: try bank.ledger()).check()
            }
        }
    }
}
