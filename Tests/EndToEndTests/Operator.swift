import Foundation
import Testing

/// A person who decides about payouts, and a bank whose inner life the test controls.
struct Operator: Sendable {
    let world: World
    let bank: Bank

    /// Waits so short that a transfer that the bank does not know is believed unknown within a second.
    static let settings: [String: String?] = [
        "SALUR_DISPATCH_TRANSFER_WAIT": "200ms", "SALUR_DISPATCH_POLL_INTERVAL": "100ms",
        "SALUR_DISPATCH_NOT_FOUND_AFTER": "400ms",
    ]

    /// The settings of a program that gives up soon where a payout stays pending; not so soon that a busy machine could
    /// keep it from paying the others first.
    static let impatient: [String: String?] = ["SALUR_DISPATCH_SETTLE_TIMEOUT": "8s"]

    /// Runs `body` with a bank, and the files written.
    static func with(
        _ payrolls: Payroll..., options: [String] = [], _ body: (Operator) async throws -> Void
    ) async throws {
        try await World.with { world in
            for (index, payroll) in payrolls.enumerated() { try world.write(payroll.text, to: "gaji-\(index).csv") }
            try await world.withBank(options) { try await body(Operator(world: world, bank: $0)) }
        }
    }

    func salur(
        _ arguments: String..., settings: [String: String?] = [:],
        whileRunning: (World.Running) async throws -> Void = { _ in }
    ) async throws -> Ended {
        try await world.salur(
            arguments, bank: bank, settings: Self.settings.merging(settings) { _, new in new },
            whileRunning: whileRunning)
    }

    /// Pays a file.
    @discardableResult
    func pay(_ index: Int = 0, code: Int32, settings: [String: String?] = [:]) async throws -> Ended {
        let ended = try await salur("run", "--yes", "gaji-\(index).csv", settings: settings)
        #expect(ended.code == code, "\(ended)")
        return ended
    }

    /// Sends what a decision queued.
    @discardableResult
    func process(code: Int32, settings: [String: String?] = [:]) async throws -> Ended {
        let ended = try await salur("process", settings: settings)
        #expect(ended.code == code, "\(ended)")
        return ended
    }

    /// A decision without a question, with a name and a reason; it ends with `code`, or anyhow.
    @discardableResult
    func decide(
        _ arguments: String..., code: Int32?, settings: [String: String?] = [:],
        whileRunning: (World.Running) async throws -> Void = { _ in }
    ) async throws -> Ended {
        let ended = try await world.salur(
            arguments + ["--yes", "--by", "Ani", "--reason", "as agreed"], bank: bank,
            settings: Self.settings.merging(settings) { _, new in new }, whileRunning: whileRunning)
        if let code { #expect(ended.code == code, "\(arguments): \(ended)") }
        return ended
    }

    /// Settles a transfer inside the bank.
    func settle(_ externalID: String, _ status: String, callback: Bool = true) throws {
        let body = #"{"external_id": "\#(externalID)", "status": "\#(status)", "callback": \#(callback)}"#
        _ = try bank.post("/control/settle", body)
    }

    /// Waits until the bank stands at a status for a payout, and has the ledger learn it.
    func learn(_ status: String, of reference: String) async throws {
        let identifier = try #require(try await row(reference)["external_id"])
        try await waitUntil("\(status) at the bank") {
            try bank.ledger().booked.contains { $0.externalId == identifier && $0.status == status }
        }
        let ended = try await salur("resolve", reference, "--external-id", identifier)
        #expect(ended.code == 0, "\(ended)")
    }

    // MARK: What came of it

    /// The reports as they are now, of the only batch or the one named.
    func reports(_ name: String? = nil) async throws -> Reports {
        try? FileManager.default.removeItem(atPath: world.path("now"))
        let ended = try await world.salur(["report", "--output", "now"] + (name.map { [$0] } ?? []))
        #expect(ended.code == 0, "\(ended)")
        return try Reports(world, in: "now")
    }

    func statuses(_ name: String? = nil) async throws -> [String: String] { try await reports(name).statuses }

    /// One row of the results.
    func row(_ reference: String) async throws -> [String: String] {
        try #require(try await reports().results.first { $0["reference"] == reference })
    }

    /// Holds the promises for a file whose every row has an account of its own.
    func audit(_ payroll: Payroll, _ name: String? = nil) async throws {
        try Audit(reports: try await reports(name), payroll: payroll, ledger: try bank.ledger()).check()
    }

    /// How often each account was paid, and kept the money.
    func timesPaid() throws -> [String: Int] {
        Dictionary(grouping: try bank.ledger().booked.filter { $0.status == "00" }, by: \.accountNumber)
            .mapValues(\.count)
    }

    /// Everything that the ledger says of the batch, to compare.
    func everything(_ name: String? = nil) async throws -> [[String]] {
        let reports = try await reports(name)
        return try reports.table("results.csv").rows + reports.table("attempts.csv").rows
    }
}

extension Payroll {
    /// Rows that make the sandbox misbehave, each to an account of its own.
    init(_ magics: Magic...) {
        self.init(rows: 0)
        for magic in magics { add(magic) }
    }
}
