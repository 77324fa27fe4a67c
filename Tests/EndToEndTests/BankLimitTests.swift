import CrashPoints
import Foundation
import Subprocess
import Testing

/// Quotas without `Retry-After`, inquiries that are refused, and a program that is suspended.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct BankLimitTests {
    private let command = ["run", "--yes", "gaji.csv"]

    @Test func `A quota is waited out, the run says so, and every row is paid`() async throws {
        try await World.with { world in
            let payroll = Payroll(rows: 40)
            try world.write(payroll.text, to: "gaji.csv")
            try await world.withBank(["--quota", "90/20s"]) { bank in
                let ended = try await world.salur(command, bank: bank)
                #expect(ended.code == 0, "\(ended)")
                #expect(ended.errors.contains("its quota is used up"), "\(ended)")
                try Audit(reports: try Reports(world), payroll: payroll, ledger: try bank.ledger()).check()
            }
        }
    }

    @Test func `A bank that refuses half of all inquiries lets the payment begin`() async throws {
        try await World.with { world in
            let payroll = Payroll(rows: 25)
            try world.write(payroll.text, to: "gaji.csv")
            let options = ["--fault", "inquiry-too-many-requests=0.5", "--no-retry-after"]
            try await world.withBank(options) { bank in
                let ended = try await world.salur(command, bank: bank)
                #expect(ended.code == 0, "\(ended)")
                #expect(ended.errors.contains("The bank leaves status inquiries unanswered"), "\(ended)")
                try Audit(reports: try Reports(world), payroll: payroll, ledger: try bank.ledger()).check()
            }
        }
    }

    /// Stops itself before its first transfer leaves, until its validation is too old.
    @Test func `A program that was suspended sends no transfer whose validation is too old`() async throws {
        try await World.with { world in
            let payroll = Payroll(rows: 12)
            try world.write(payroll.text, to: "gaji.csv")
            try await world.withBank(["--validation-life", "2s"]) { bank in
                let settings = [
                    CrashPoint.pauseName: "transfer.sending", CrashPoint.validationAgeName: "2000",
                ]
                let ended = try await world.salur(command, bank: bank, settings: settings) { running in
                    try await waitUntil("it stands still") { running.isStopped || running.hasEnded }
                    let stopped = ContinuousClock.now
                    try await waitUntil("the validation is too old") { ContinuousClock.now - stopped > .seconds(3) }
                    running.send(.resume)
                }
                #expect(ended.code == 0, "\(ended)")
                let reports = try Reports(world)
                let attempts = try reports.table("attempts.csv").records
                let overtaken = attempts.filter { $0["kind"] == "transfer" && $0["answer_code"] == "overtaken" }
                #expect(!overtaken.isEmpty)
                #expect(overtaken.allSatisfy { $0["final_status"] == "unsent" })
                let sent = Set(try bank.ledger().transfers?.map(\.externalId) ?? [])
                #expect(overtaken.allSatisfy { !sent.contains($0["external_id"] ?? "") })
                try Audit(reports: reports, payroll: payroll, ledger: try bank.ledger()).check()
            }
        }
    }

    /// Stopped before a commit has led to anything, and while callbacks and answers wait in its sockets.
    @Test(arguments: ["transfer_intended.committed", "callback.proven", "validation.answered"])
    func `A program that is stopped and continued keeps to the age of validations`(place: String) async throws {
        try await World.with { world in
            let payroll = Payroll(rows: 12)
            try world.write(payroll.text, to: "gaji.csv")
            try await world.withBank(["--validation-life", "2s"]) { bank in
                let settings = [
                    CrashPoint.pauseName: place, CrashPoint.validationAgeName: "2000",
                    "SALUR_DISPATCH_CONCURRENCY": "1",
                ]
                let ended = try await world.salur(command, bank: bank, settings: settings) { running in
                    try await waitUntil("it stands still") { running.isStopped || running.hasEnded }
                    let stopped = ContinuousClock.now
                    try await waitUntil("validations are too old") { ContinuousClock.now - stopped > .seconds(3) }
                    running.send(.resume)
                }
                #expect(ended.code == 0, "\(ended)")
                try Audit(reports: try Reports(world), payroll: payroll, ledger: try bank.ledger()).check()
            }
        }
    }
}
