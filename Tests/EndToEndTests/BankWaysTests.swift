import Foundation
import Testing

/// What banks and networks do with connections, tokens, clocks and callbacks, and what becomes of the rows.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct BankWaysTests {
    private let command = ["run", "--yes", "gaji.csv"]

    private func withFile(
        rows: Int = 40, _ options: [String] = [], _ body: (World, Bank, Payroll) async throws -> Void
    ) async throws {
        try await World.with { world in
            let payroll = Payroll(rows: rows)
            try world.write(payroll.text, to: "gaji.csv")
            try await world.withBank(options) { try await body(world, $0, payroll) }
        }
    }

    /// Everybody is paid, once, and the reports say so.
    private func expectPaid(_ world: World, _ bank: Bank, _ payroll: Payroll) async throws {
        let ended = try await world.salur(command, bank: bank)
        #expect(ended.code == 0, "\(ended)")
        try Audit(reports: try Reports(world), payroll: payroll, ledger: try bank.ledger()).check()
    }

    @Test func `Connections that the bank closes after 50 ms cost no payment`() async throws {
        try await withFile(rows: 240, ["--idle-connection-life", "50ms", "--answer-delay", "1ms..30ms"]) {
            world, bank, payroll in
            try await expectPaid(world, bank, payroll)
            let ledger = try bank.ledger(summary: true)
            // None was lost on its way, or it would have been sent again.
            #expect(ledger.counters.requests["transfer"] == 240)
        }
    }

    @Test(arguments: ["400", "403"])
    func `An expired token that is answered 400 or 403 burns no row`(status: String) async throws {
        let options = ["--expired-token-answer", status, "--fault", "expired-token=0.05"]
        try await withFile(options) { world, bank, payroll in
            try await expectPaid(world, bank, payroll)
            #expect(try bank.ledger(summary: true).counters.faults["expired-token", default: 0] > 0)
        }
    }

    @Test func `A new token that voids the old one stops nothing`() async throws {
        // Each balance inquiry takes a token of its own, and so voids that of the run.
        try await withFile(["--single-token", "--answer-delay", "5ms"]) { world, bank, payroll in
            let ended = try await world.salur(command, bank: bank) { running in
                for _ in 1...3 where !running.hasEnded {
                    let balance = try await world.salur(["balance"], bank: bank)
                    #expect(balance.code == 0, "\(balance)")
                }
            }
            #expect(ended.code == 0, "\(ended)")
            try Audit(reports: try Reports(world), payroll: payroll, ledger: try bank.ledger()).check()
        }
    }

    @Test(arguments: [("--clock-ahead", "behind"), ("--clock-behind", "ahead of")])
    func `A clock that differs from the bank's is named first, with the difference`(
        option: String, word: String
    ) async throws {
        try await withFile(rows: 2, [option, "6m"]) { world, bank, _ in
            let ended = try await world.salur(command, bank: bank)
            #expect(ended.code == 77, "\(ended)")
            #expect(ended.sentence.contains("- the clock of this machine is "), "\(ended.sentence)")
            #expect(ended.sentence.contains("\(word) the bank's, set it first"), "\(ended.sentence)")
            #expect(ended.sentence.contains("ayoconnect.clientId"))
            let status = try await world.salur(["status", "--json"])
            #expect(status.output.contains("signature_refused"), "\(status.output)")
            let doctor = try await world.salur(["doctor"], bank: bank)
            #expect(doctor.code == 78)
            let clock = try #require(doctor.output.range(of: "WRONG   clock: the clock of this machine is"))
            let token = try #require(doctor.output.range(of: "WRONG   token: "))
            #expect(clock.lowerBound < token.lowerBound)
            #expect(doctor.output.contains("set the clock first"))
        }
    }

    @Test func `Callback addresses that were registered with a slash at the end are taken`() async throws {
        try await withFile(rows: 3, ["--callback-trailing-slash"]) { world, bank, payroll in
            try await expectPaid(world, bank, payroll)
        }
    }

    @Test func `A ledger on a network file system is refused with 78 unless it is allowed`() async throws {
        try await withFile(rows: 2) { world, bank, payroll in
            let remote: [String: String?] = ["SALUR_TEST_FILE_SYSTEM": "nfs4"]
            let refused = try await world.salur(command, bank: bank, settings: remote)
            #expect(refused.code == 78, "\(refused)")
            #expect(refused.errors.contains("network file system (nfs4)"))
            #expect(refused.errors.contains("ledger.allowNetworkFileSystem"))
            #expect(!world.exists("salur.db"))
            #expect(try bank.ledger(summary: true).sent == 0)
            let doctor = try await world.salur(["doctor"], bank: bank, settings: remote)
            #expect(doctor.code == 78)
            #expect(doctor.output.contains("WRONG   ledger: "))
            let allowed = remote.merging(["SALUR_LEDGER_ALLOW_NETWORK_FILE_SYSTEM": "true"]) { _, new in new }
            let paid = try await world.salur(command, bank: bank, settings: allowed)
            #expect(paid.code == 0, "\(paid)")
            let warned = try await world.salur(["doctor"], bank: bank, settings: allowed)
            #expect(warned.output.contains("warning ledger: "), "\(warned.output)")
            #expect(warned.output.contains("last callback: a proven one came on "))
            try Audit(reports: try Reports(world), payroll: payroll, ledger: try bank.ledger()).check()
        }
    }
}
