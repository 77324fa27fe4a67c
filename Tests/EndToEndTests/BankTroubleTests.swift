import Foundation
import Testing

/// Trouble that would hit every row: the batch stops, says why, and goes on once it is mended.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct BankTroubleTests {
    private let payroll = Payroll(rows: 6)
    private let command = ["run", "--yes", "gaji.csv"]

    private func withFile(
        _ options: [String] = [], _ body: (World, Bank) async throws -> Void
    ) async throws {
        try await World.with { world in
            try world.write(payroll.text, to: "gaji.csv")
            try await world.withBank(options) { try await body(world, $0) }
        }
    }

    private func expectPaid(_ world: World, _ bank: Bank) async throws {
        let ended = try await world.salur(command, bank: bank)
        #expect(ended.code == 0, "\(ended)")
        try Audit(reports: try Reports(world), payroll: payroll, ledger: try bank.ledger()).check()
    }

    @Test func `A bank that cannot be reached ends a run with 69, and the next run pays`() async throws {
        try await withFile { world, bank in
            // The ledger belongs to one address of the bank, so the bank there must come and go.
            let nowhere = "http://127.0.0.1:\(try Port.free())"
            let ended = try await world.salur(
                command + ["--ledger", "other.db"], bank: bank, settings: ["SALUR_AYOCONNECT_BASE_URL": nowhere])
            #expect(ended.code == 69, "\(ended)")
            #expect(ended.sentence.hasPrefix("Paid 0 people"))
            #expect(ended.sentence.contains("the bank cannot be reached"))
            #expect(try Reports(world).reconciliation.byStatus["queued"]?.count == 6)
            #expect(try bank.ledger().sent == 0)
            try await expectPaid(world, bank)
        }
    }

    @Test func `A ledger belongs to one bank`() async throws {
        try await withFile { world, bank in
            try await expectPaid(world, bank)
            let ended = try await world.salur(
                command, bank: bank, settings: ["SALUR_AYOCONNECT_MERCHANT_ID": "OTHER1"])
            #expect(ended.code == 78)
            #expect(ended.errors.contains("belongs to merchant SLRMRC"))
        }
    }

    @Test func `A signature that the bank refuses stops the run with 77`() async throws {
        try await withFile { world, bank in
            let wrong = ["SALUR_AYOCONNECT_PRIVATE_KEY_FILE": world.path("bank/provider-private-key.pem")]
            let ended = try await world.salur(command, bank: bank, settings: wrong)
            #expect(ended.code == 77, "\(ended)")
            #expect(ended.sentence.contains("the bank refuses our signature"))
            #expect(ended.sentence.contains("ayoconnect.privateKeyFile"))
            let ledger = try bank.ledger()
            #expect(ledger.booked.isEmpty)
            #expect(try Reports(world).reconciliation.byStatus["queued"]?.count == 6)
            let finished = try await world.salur(command, bank: bank)
            #expect(finished.code == 0, "\(finished)")
            #expect(try bank.ledger().booked.count == 6)
        }
    }

    @Test func `Callbacks that do not come stop the run with 77 and the address is named`() async throws {
        try await withFile(["--callbacks", "off"]) { world, bank in
            let ended = try await world.salur(command, bank: bank)
            #expect(ended.code == 77, "\(ended)")
            #expect(ended.sentence.contains("no callback came to \(bank.callbackAddress)"))
            #expect(try bank.requests("transfer") == 0)
        }
    }

    @Test func `Callbacks with a wrong proof stop the run with 77, and the sentence tells the proof`() async throws {
        try await withFile(["--wrong-callback-signatures"]) { world, bank in
            let ended = try await world.salur(command, bank: bank)
            #expect(ended.code == 77, "\(ended)")
            #expect(ended.sentence.contains("their proof is wrong"))
            #expect(ended.sentence.contains(bank.callbackAddress))
            #expect(try bank.requests("transfer") == 0)
        }
    }

    @Test func `A balance that is too small stops the run with 77 before anything is sent`() async throws {
        try await withFile(["--balance", "100000"]) { world, bank in
            let ended = try await world.salur(command, bank: bank)
            #expect(ended.code == 77, "\(ended)")
            #expect(ended.sentence.contains("the balance is too small"))
            #expect(try bank.ledger().sent == 0)
            let status = try await world.salur(["status"])
            #expect(status.output.contains("stopped because the balance is too small"), "\(status.output)")
        }
    }

    @Test(arguments: ["asymmetric", "asymmetric-timestamp", "none"])
    func `Every kind of proof pays`(proof: String) async throws {
        try await withFile(["--callbacks", proof]) { world, bank in
            try await expectPaid(world, bank)
        }
    }

    @Test func `The bank may tell things early, twice, late and again`() async throws {
        try await World.with { world in
            var payroll = Payroll(rows: 2)
            for magic in [Payroll.Magic.invalidAccount, .transferFails, .refunded, .earlyAndTwice] {
                payroll.add(magic)
            }
            try world.write(payroll.text, to: "gaji.csv")
            try await world.withBank { bank in
                let ended = try await world.salur(command, bank: bank)
                #expect(ended.code == 1, "\(ended)")
                let reports = try Reports(world)
                let statuses = try reports.statuses
                #expect(statuses["MAGIC-1"] == "invalid")
                #expect(statuses["MAGIC-11"] == "failed")
                #expect(["refunded", "succeeded"].contains(statuses["MAGIC-13"]))
                #expect(statuses["MAGIC-19"] == "succeeded")
                if statuses["MAGIC-13"] == "succeeded" { try await learnRefund(of: "MAGIC-13", world, bank) }
                try Audit(reports: try Reports(world), payroll: payroll, ledger: try bank.ledger()).check()
            }
        }
    }

    /// The refund came after the end, and nobody listened: it is learned by asking.
    private func learnRefund(of reference: String, _ world: World, _ bank: Bank) async throws {
        let row = try #require(try Reports(world).results.first { $0["reference"] == reference })
        let identifier = try #require(row["external_id"])
        try await waitUntil("the bank has made the refund") {
            try bank.ledger().booked.contains { $0.externalId == identifier && $0.status == "04" }
        }
        for command in [["resolve", reference, "--external-id", identifier], ["report"]] {
            let ended = try await world.salur(command, bank: bank)
            #expect(ended.code == 0, "\(ended)")
        }
    }

    @Test func `A beneficiary whose name differs is held, with names that the bank is given`() async throws {
        try await World.with { world in
            var payroll = Payroll(rows: 2)
            payroll.add(.otherName)
            try world.write(payroll.text, to: "gaji.csv")
            try await world.withBank(["--names", "gaji.csv"]) { bank in
                let ended = try await world.salur(command, bank: bank, settings: ["SALUR_CHECKS_NAME_MATCH": nil])
                #expect(ended.code == 1, "\(ended)")
                #expect(ended.sentence.contains("decide about the 1 row held"))
                let held = try #require(try Reports(world).results.last)
                #expect(held["status"] == "held")
                #expect(held["reason_code"] == "name_mismatch")
                #expect(held["validated_name"] == "SOMEBODY ELSE")
                #expect(try bank.requests("transfer") == 2)
            }
        }
    }
}
