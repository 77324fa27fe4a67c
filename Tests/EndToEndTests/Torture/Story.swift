import Foundation
import Subprocess
import TestSupport
import Testing

/// What is paid, and how. Each story meets crash points that the others do not.
enum Story: String, CaseIterable, Sendable {
    /// `salur run` from the file to the reports.
    case paidAtOnce = "paid at once"
    /// `submit`, `approve`, `process`, and then `retry`, `release`, `cancel` and `resolve`.
    case paidInSteps = "paid in steps"
    /// The ledger is lost on the way, and then an old copy of it comes back.
    case ledgerLost = "ledger lost"
    /// The same rows come again in another file.
    case paidAgain = "paid again"

    struct Plan {
        var payrolls: [Payroll]
        var options: [String]
    }

    /// The files and the bank of one telling.
    func plan(using numbers: inout SeededRandom) -> Plan {
        let count = Int.random(in: 8...18, using: &numbers)
        let slow = [
            "--answer-delay", "0ms..\(Int.random(in: 1...60, using: &numbers))ms", "--transfer-delay", "20ms..300ms",
            "--callback-retry-delay", "100ms", "--early-not-found-window", "300ms", "--inquiry-interval-min", "1ms",
        ]
        let level = Double(Int.random(in: 0...7, using: &numbers)) * 0.05
        let proof = ["symmetric", "symmetric", "asymmetric", "none"].randomElement(using: &numbers) ?? "symmetric"
        let faulty = slow + ["--faults", "\(level)", "--callbacks", proof]
        switch self {
        case .paidAtOnce:
            var payroll = Payroll(rows: count)
            for magic in [Payroll.Magic.invalidAccount, .transferFails, .refunded, .earlyAndTwice] {
                payroll.add(magic)
            }
            payroll.addRepeatedReference()
            return Plan(payrolls: [payroll], options: faulty)
        case .paidInSteps:
            var payroll = Payroll(rows: count / 2)
            for magic in [
                Payroll.Magic.otherName, .firstInvalid, .firstFails, .firstRefunded, .firstNeverMade, .firstRefused,
                .pendingUntilSettled, .invalidAccount,
            ] {
                payroll.add(magic)
            }
            return Plan(
                payrolls: [payroll], options: slow + ["--callbacks", proof, "--names", "gaji-0.csv"])
        case .ledgerLost: return Plan(payrolls: [Payroll(rows: count)], options: slow)
        case .paidAgain:
            let first = Payroll(rows: count)
            var second = first
            second.rows += Payroll(rows: 2, series: 1).rows
            // Without a proof a callback is only a hint, and some never come.
            let faults = ["--faults", "\(level)", "--fault", "lost-callback=0.25", "--callbacks", "none"]
            return Plan(payrolls: [first, second], options: slow + faults)
        }
    }
}

extension Payroll {
    /// Two rows with one reference, both of which are rejected.
    mutating func addRepeatedReference() {
        var row = Row(reference: "TWICE", accountNumber: "1300000001", accountName: "DOBEL", amount: "60000")
        rows.append(row)
        row.accountNumber = "1300000002"
        rows.append(row)
    }
}

extension Ordeal {
    /// Lives through a story and compares at its end.
    func live(_ story: Story, _ payrolls: [Payroll]) async throws {
        switch story {
        case .paidAtOnce: try await payAtOnce(payrolls[0])
        case .paidInSteps: try await payInSteps(payrolls[0])
        case .ledgerLost: try await loseTheLedger(payrolls[0])
        case .paidAgain: try await payAgain(payrolls[0], payrolls[1])
        }
    }

    private static let run = ["run", "--yes", "--batch", "gaji", "gaji-0.csv"]

    private func payAtOnce(_ payroll: Payroll) async throws {
        try await settle(Self.run)
        try await learnRefunds()
        let ended = try await settle(Self.run)
        try await audit(payroll, folder: "out/gaji")
        let isAllPaid = try Reports(world, folder: "out/gaji").statuses.values.allSatisfy { $0 == "succeeded" }
        #expect(ended.code == (isAllPaid ? 0 : 1), "\(campaign.replay): \(ended)")
    }

    private func payInSteps(_ payroll: Payroll) async throws {
        let person = ["--yes", "--by", "Ani", "--reason", "as agreed"]
        let names = ["SALUR_CHECKS_NAME_MATCH": String?.none, "SALUR_DISPATCH_SETTLE_TIMEOUT": "3s"]
        try await salur(["submit", "--batch", "gaji", "--by", "Budi", "gaji-0.csv"])
        try await salur(["approve", "gaji"] + person)
        // A row that stays pending until somebody asks may be sent by any of the runs.
        try await settle(["process"], settings: names, inBetween: resolvePending)
        for _ in 1...3 {
            try await learnRefunds()
            let statuses = ["failed", "invalid", "not_found", "refunded"].flatMap { ["--status", $0] }
            try await salur(["retry", "--batch", "gaji"] + statuses + person)
            try await salur(["release", "--batch", "gaji", "--status", "held"] + person)
            try await settle(["process"], settings: names, inBetween: resolvePending)
        }
        try await salur(["cancel", "--batch", "gaji", "--status", "invalid"] + person)
        let ended = try await salur(["report", "gaji"])
        #expect(ended.code == 0, "\(campaign.replay): \(ended)")
        try await audit(payroll, folder: "out/gaji")
        let left = try Reports(world, folder: "out/gaji").statuses.filter { $0.value != "succeeded" }
        #expect(left == ["MAGIC-1": "cancelled"], "\(campaign.replay)")
    }

    /// Settles at the bank what stays pending there, without a callback, and has the ledger learn it.
    private func resolvePending() async throws {
        let ended = try await salur(["report", "gaji"])
        #expect(ended.code == 0, "\(campaign.replay): \(ended)")
        for row in try Reports(world, folder: "out/gaji").results where row["status"] == "pending" {
            let identifier = row["external_id"] ?? ""
            guard try bank.ledger().booked.contains(where: { $0.externalId == identifier }) else { continue }
            let body = #"{"external_id": "\#(identifier)", "status": "00", "callback": false}"#
            _ = try bank.post("/control/settle", body)
            try await salur(["resolve", row["reference"] ?? "", "--external-id", identifier])
        }
    }

    /// A refund that the bank reports while nobody listens is learned as an operator learns it: by asking.
    private func learnRefunds() async throws {
        // The audit compares at rest: the bank first makes the refunds that it will make.
        let late = [Payroll.Magic.refunded, .firstRefunded].map(\.accountNumber)
        try await waitUntil("the refunds are made") {
            let booked = try bank.ledger().booked
            return late.allSatisfy { account in
                booked.first { $0.accountNumber == account }.map { $0.status == "04" } ?? true
            }
        }
        let refunded = Set(try bank.ledger().booked.filter { $0.status == "04" }.map(\.externalId))
        for row in try Reports(world, folder: "out/gaji").results where row["status"] == "succeeded" {
            guard let identifier = row["external_id"], refunded.contains(identifier) else { continue }
            try await salur(["resolve", row["reference"] ?? "", "--external-id", identifier])
        }
        let ended = try await salur(["report", "gaji"])
        #expect(ended.code == 0, "\(campaign.replay): \(ended)")
    }

    private func loseTheLedger(_ payroll: Payroll) async throws {
        // Killed somewhere on the way, and then the ledger is gone.
        try await kill(Self.run, after: Int.random(in: 3...15, using: &campaign.numbers))
        try copyLedger(to: "old")
        try world.deleteLedger()
        try await kill(Self.run, after: Int.random(in: 3...30, using: &campaign.numbers))
        if Bool.random(using: &campaign.numbers) {
            try world.deleteLedger()
            try copyLedger(from: "old")
        }
        guard try await !settle(Self.run).waitsForLostLedger else { return try checkBank() }
        try await audit(payroll, folder: "out/gaji")
        let isAnyUnknown = try Reports(world, folder: "out/gaji").statuses.values.contains("not_found")
        try world.deleteLedger()
        let ended = try await settle(Self.run)
        #expect(isAnyUnknown ? ended.waitsForLostLedger : ended.code == 0, "\(campaign.replay): \(ended)")
        if isAnyUnknown { try checkBank() } else { try await audit(payroll, folder: "out/gaji") }
    }

    /// Kills one command when the bank got so many more requests, unless it ends before.
    private func kill(_ arguments: [String], after count: Int) async throws {
        let goal = try bank.ledger(summary: true).sent + count
        let ended = try await world.salur(arguments, bank: bank, settings: Self.settings) { running in
            try await waitUntil("\(goal) requests") {
                try bank.ledger(summary: true).sent >= goal || running.hasEnded
            }
            running.send(.kill)
        }
        campaign.toll.executions += 1
        if ended.code == -9 { campaign.died(at: "before the ledger was lost", ended) }
    }

    private func copyLedger(to folder: String? = nil, from source: String? = nil) throws {
        let files = FileManager.default
        if let folder { try files.createDirectory(atPath: world.path(folder), withIntermediateDirectories: false) }
        for name in ["salur.db", "salur.db-wal"] {
            let from = world.path(source.map { "\($0)/\(name)" } ?? name)
            guard files.fileExists(atPath: from) else { continue }
            try files.copyItem(atPath: from, toPath: world.path(folder.map { "\($0)/\(name)" } ?? name))
        }
    }

    private func payAgain(_ first: Payroll, _ second: Payroll) async throws {
        // A callback that is lost leaves a row unverified at once; the next run asks again.
        try await settle(Self.run, settings: ["SALUR_DISPATCH_VALIDATION_ATTEMPTS": "1"])
        try await settle(Self.run)
        try await audit(first, folder: "out/gaji")
        let paid = Set(try Reports(world, folder: "out/gaji").statuses.filter { $0.value == "succeeded" }.keys)
        try await settle(["run", "--yes", "--batch", "lagi", "gaji-1.csv"])
        try checkBank()
        let reports = Reports(world, folder: "out/lagi")
        #expect(try reports.results.map { $0["reference"] } == second.rows.map(\.reference), "\(campaign.replay)")
        #expect(try reports.reconciliation.balanced, "\(campaign.replay)")
        let statuses = try reports.statuses
        for reference in paid { #expect(statuses[reference] == "held", "\(reference), \(campaign.replay)") }
        let verdict = try await world.salur(["verify", "out/lagi"])
        #expect(verdict.code == 0, "\(campaign.replay): \(verdict)")
    }
}
