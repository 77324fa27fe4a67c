import Foundation
import Testing

/// The commands that only ask: status, balance, inquire, doctor; and init.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct QueryTests {
    private struct Status: Decodable {
        let file: String
        let status: String
        let input: Reports.Amounts
        let byStatus: [String: Reports.Amounts]
        let lastCallback: String?
    }

    @Test func `status tells where every batch stands`() async throws {
        try await World.with { world in
            try world.write(Payroll(rows: 3).text, to: "gaji.csv")
            let before = try await world.salur(["status"])
            #expect(before.code == 78)
            #expect(before.errors.contains("There is no ledger at salur.db."))
            try await world.withBank { bank in
                let paid = try await world.salur(["run", "--yes", "gaji.csv"], bank: bank)
                #expect(paid.code == 0, "\(paid)")
            }
            let ended = try await world.salur(["status"])
            #expect(ended.code == 0)
            #expect(ended.output.contains("gaji.csv  settled"), "\(ended.output)")
            #expect(ended.output.contains("Rp 153.000"))
            #expect(ended.sentence.contains("Last callback of the bank: 20"))
            let statuses = try await world.salur(["status", "--json", "gaji.csv"]).json([Status].self)
            let status = try #require(statuses.first)
            #expect(statuses.count == 1)
            #expect(status.input == Reports.Amounts(count: 3, sum: 153_000))
            #expect(status.byStatus["succeeded"] == status.input)
            #expect(status.lastCallback?.hasSuffix("+07:00") == true)
            let unknown = try await world.salur(["status", "maret"])
            #expect(unknown.code == 64)
            #expect(unknown.errors.contains("no batch \"maret\""))
        }
    }

    @Test func `balance tells the balance of the bank`() async throws {
        try await World.with { world in
            try await world.withBank(["--balance", "1234567"]) { bank in
                let ended = try await world.salur(["balance"], bank: bank)
                #expect(ended.code == 0, "\(ended)")
                #expect(ended.output == "Rp 1.234.567\n")
                struct Document: Decodable { let balance: Int64 }
                let document = try await world.salur(["balance", "--json"], bank: bank).json(Document.self)
                #expect(document.balance == 1_234_567)
                let nowhere = ["SALUR_AYOCONNECT_BASE_URL": "http://127.0.0.1:\(try Port.free())"]
                let unreachable = try await world.salur(["balance"], bank: bank, settings: nowhere)
                #expect(unreachable.code == 69)
                #expect(unreachable.errors.contains("salur doctor"))
            }
        }
    }

    @Test func `inquire tells the status of one transfer`() async throws {
        try await World.with { world in
            try world.write(Payroll(rows: 1).text, to: "gaji.csv")
            try await world.withBank { bank in
                #expect(try await world.salur(["run", "--yes", "gaji.csv"], bank: bank).code == 0)
                let row = try #require(try Reports(world).results.first)
                let identifier = try #require(row["external_id"])
                let ended = try await world.salur(["inquire", identifier], bank: bank)
                #expect(ended.code == 0, "\(ended)")
                #expect(ended.output == "00 succeeded\n")
                let stranger = String(repeating: "a", count: 32)
                let unknown = try await world.salur(["inquire", stranger], bank: bank)
                #expect(unknown.code == 64)
                #expect(unknown.errors.contains("--partner-reference-no"))
                let number = try #require(row["partner_reference_no"])
                try world.deleteLedger()
                let known = try await world.salur(
                    ["inquire", "--json", "--partner-reference-no", number, identifier], bank: bank)
                #expect(known.code == 0, "\(known)")
                #expect(known.output.contains("\"latest_transaction_status\" : \"00\""), "\(known.output)")
                #expect(try bank.ledger().violationsTotal == 0)
            }
        }
    }

    @Test func `init writes settings for their owner alone, and never over others`() async throws {
        try await World.with { world in
            let ended = try await world.salur(["init"])
            #expect(ended.code == 0, "\(ended)")
            #expect(ended.output.contains("salur doctor"))
            #expect(try world.permissions(of: "salur.yaml") == 0o600)
            let text = try world.read("salur.yaml")
            #expect(text.contains("ayoconnect:"))
            let again = try await world.salur(["init"])
            #expect(again.code == 73)
            #expect(again.errors.contains("salur.yaml"))
            #expect(try world.read("salur.yaml") == text)
            // What it wrote is read without complaint, but for what has to be filled in.
            let doctor = try await world.salur(["doctor"])
            #expect(doctor.code == 78)
            #expect(doctor.output.contains("ayoconnect.clientId"), "\(doctor.output)")
            #expect(!doctor.output.contains("there is no setting"))
        }
    }

    @Test func `doctor finds a healthy installation healthy`() async throws {
        try await World.with { world in
            try await world.withBank { bank in
                let ended = try await world.salur(["doctor"], bank: bank)
                #expect(ended.code == 0, "\(ended)")
                for line in ended.output.split(separator: "\n") { #expect(line.hasPrefix("ok "), "\(line)") }
                for subject in ["settings", "bank directory", "ledger", "callbacks", "token", "clock"] {
                    #expect(ended.output.contains(" \(subject): "), "\(subject)")
                }
                let ledger = try bank.ledger(summary: true)
                #expect(ledger.sent == 0)
                #expect(ledger.violationsTotal == 0)
            }
        }
    }

    @Test func `doctor finds everything that is wrong at once`() async throws {
        try await World.with { world in
            try await world.withBank { bank in
                let ended = try await world.salur(
                    ["doctor"], bank: bank,
                    settings: [
                        "SALUR_CALLBACKS_LISTEN": bank.address,
                        "SALUR_AYOCONNECT_PRIVATE_KEY_FILE": world.path("bank/provider-private-key.pem"),
                    ])
                #expect(ended.code == 78, "\(ended)")
                let wrong = ended.output.split(separator: "\n").filter { $0.hasPrefix("WRONG") }
                #expect(wrong.count == 2, "\(ended.output)")
                #expect(wrong.contains { $0.contains("callbacks") && $0.contains(bank.address) })
                #expect(wrong.contains { $0.contains("token") && $0.contains("ayoconnect.privateKeyFile") })
                struct Finding: Decodable { let grade: String }
                let findings = try await world.salur(["doctor", "--json"]).json([Finding].self)
                #expect(findings.contains { $0.grade == "bad" })
            }
        }
    }
}
