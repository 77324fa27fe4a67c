import Foundation
import Subprocess
import Testing

/// What a run shows to those who watch it: `metrics.listen` and `pace` of `run --json`.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct MetricsTests {
    @Test func `While a payment runs its figures are shown, and nothing of a person`() async throws {
        try await World.with { world in
            var payroll = Payroll(rows: 5)
            payroll.add(.pendingForEver)
            try world.write(payroll.text, to: "gaji.csv")
            try await world.withBank { bank in
                let port = try Port.free()
                let settings = World.patient.merging([
                    "SALUR_METRICS_LISTEN": "127.0.0.1:\(port)", "SALUR_DISPATCH_RATE_PER_SECOND": "500",
                ]) { _, new in new }
                var page = ""
                let ended = try await world.salur(
                    ["run", "--yes", "--json", "gaji.csv"], bank: bank, settings: settings
                ) { run in
                    try await waitUntil("five people are paid and one is pending") {
                        guard let body = try? PlainGet.body(port: UInt16(port), path: "/metrics") else { return false }
                        page = String(decoding: body, as: UTF8.self)
                        return page.contains("salur_payouts{status=\"succeeded\"} 5\n")
                            && page.contains("salur_payouts{status=\"pending\"} 1\n")
                            && page.contains("salur_answers_total{call=\"transfer\",kind=\"ok\"} 6\n")
                    }
                    run.send(.interrupt)
                }
                #expect(ended.code == 75, "\(ended)")
                for line in [
                    "# TYPE salur_payouts gauge", "salur_payouts{status=\"queued\"} 0",
                    "salur_calls_total{call=\"transfer\"} 6", "salur_calls_total{call=\"balance\"} 1",
                    "salur_answers_total{call=\"transfer\",kind=\"throttled\"} 0",
                    "salur_callbacks_total{result=\"refused\"} 0", "salur_calls_per_second_allowed 500",
                ] {
                    #expect(page.contains("\(line)\n"), "\(line) is missing: \(page)")
                }
                let figures = Self.figures(of: page)
                for row in payroll.rows {
                    for secret in [row.reference, row.accountNumber, row.accountName, row.amount] {
                        #expect(!figures.contains { $0.name.contains(secret) || $0.value == secret })
                    }
                }
                struct Document: Decodable {
                    struct Pace: Decodable {
                        let callsSent: Int
                        let callsRefused: Int
                        let slowDowns: Int
                        let callsInFlightAllowed: Int
                        let callsPerSecondAllowed: Int?
                    }
                    let pace: Pace?
                }
                let pace = try #require(try ended.json([Document].self).first?.pace)
                #expect(pace.callsSent >= 30 && pace.callsRefused == 0, "\(pace)")
                #expect(1...32 ~= pace.callsInFlightAllowed && pace.callsPerSecondAllowed == 500, "\(pace)")
            }
        }
    }

    /// The figures of the page: name and labels apart from the value, since a measured time may hold any digits.
    private static func figures(of page: String) -> [(name: String, value: String)] {
        page.split(separator: "\n").map { line in
            guard !line.hasPrefix("#"), let space = line.lastIndex(of: " ") else { return (String(line), "") }
            return (String(line[..<space]), String(line[line.index(after: space)...]))
        }
    }

    @Test func `Where the address for metrics is taken, nothing is sent`() async throws {
        try await World.with { world in
            try world.write(Payroll(rows: 1).text, to: "gaji.csv")
            try await world.withBank { bank in
                let settings = ["SALUR_METRICS_LISTEN": bank.address]
                let ended = try await world.salur(["run", "--yes", "gaji.csv"], bank: bank, settings: settings)
                #expect(ended.code == 78 && ended.errors.contains("metrics.listen"), "\(ended)")
                #expect(try bank.ledger().counters.requests.values.allSatisfy { $0 == 0 })
                let doctor = try await world.salur(["doctor"], bank: bank, settings: settings)
                #expect(doctor.code == 78, "\(doctor)")
                #expect(doctor.output.contains("\(bank.address) for metrics is in use"), "\(doctor)")
                let same = ["SALUR_METRICS_LISTEN": bank.callbackAddress]
                let twice = try await world.salur(["run", "--yes", "gaji.csv"], bank: bank, settings: same)
                #expect(twice.code == 78 && twice.errors.contains("set another port"), "\(twice)")
            }
        }
    }

    @Test func `A service shows the figures of its ledger and of all its payments, also between them`() async throws {
        try await World.with { world in
            try await world.withBank { bank in
                let port = try Port.free()
                let settings = ["SALUR_METRICS_LISTEN": "127.0.0.1:\(port)"]
                _ = try await world.withService(bank, people: [:], settings: settings) { _, _ in
                    for name in ["januari", "februari"] {
                        let payroll = Payroll(rows: 4, series: name == "januari" ? 0 : 1)
                        try world.write(payroll.text, to: "\(name).csv")
                        #expect(
                            try await world.salur(["submit", "--batch", name, "\(name).csv"], bank: bank).code == 0)
                        let approve = ["approve", name, "--yes", "--reason", "Checked"]
                        #expect(try await world.salur(approve, bank: bank).code == 0)
                        try await waitUntil("\(name) is settled") {
                            try await world.salur(["status", name], bank: bank).output.contains("paid 4 of 4")
                        }
                    }
                    #expect(try await world.salur(["backup"], bank: bank).code == 0)
                    var page = ""
                    let lines = [
                        "salur_ledger_batches{status=\"settled\"} 2", "salur_ledger_payouts{status=\"succeeded\"} 8",
                        "salur_ledger_rupiah{status=\"succeeded\"} 412000", "salur_oldest_pending_seconds 0",
                        // Both payments counted into the same figure.
                        "salur_calls_total{call=\"transfer\"} 8", "salur_calls_in_flight 0", "salur_ledger_is_read 1",
                    ]
                    try await waitUntil("the figures are those of both payments, and of the backup") {
                        let body = try PlainGet.body(port: UInt16(port), path: "/metrics")
                        page = String(decoding: body, as: UTF8.self)
                        return lines.allSatisfy { page.contains("\($0)\n") }
                            && !page.contains("salur_last_backup_timestamp_seconds 0\n")
                    }
                    #expect(page.contains("salur_build_info{version="), "\(page)")
                }
            }
        }
    }
}
