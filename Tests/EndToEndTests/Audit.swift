import Foundation
import Testing

/// The reports of one batch, as files.
struct Reports: Sendable {
    let world: World
    /// The folder, relative to that of the world.
    let folder: String

    /// The only folder of reports in `output`.
    init(_ world: World, in output: String = "out") throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: world.path(output))
        #expect(folders.count == 1, "\(folders)")
        self.init(world, folder: "\(output)/\(try #require(folders.first))")
    }

    init(_ world: World, folder: String) {
        self.world = world
        self.folder = folder
    }

    func table(_ name: String) throws -> Table { Table(try world.read("\(folder)/\(name)")) }

    var results: [[String: String]] { get throws { try table("results.csv").records } }

    /// The status of each row by its reference.
    var statuses: [String: String] {
        get throws {
            Dictionary(try results.map { ($0["reference"] ?? "", $0["status"] ?? "") }) { first, _ in first }
        }
    }

    struct Amounts: Decodable, Equatable {
        let count: Int
        let sum: Int64
    }

    struct Reconciliation: Decodable {
        let balanced: Bool
        let input: Amounts
        let byStatus: [String: Amounts]
        let contradictions: Amounts
    }

    var reconciliation: Reconciliation {
        get throws {
            try json(Reconciliation.self, from: try world.read("\(folder)/reconciliation.json"))
        }
    }
}

/// Compares what the reports say with what the bank did. Each row of the file has an account of its own.
struct Audit {
    let reports: Reports
    let payroll: Payroll
    let ledger: BankLedger

    /// Holds the promises: no row lost, no untrue status, none paid twice, no breach of the contract.
    func check() throws {
        checkContract()
        let results = try reports.results
        #expect(results.map { $0["reference"] } == payroll.rows.map(\.reference))
        let booked = Dictionary(grouping: ledger.booked, by: \.accountNumber)
        let validated = Dictionary(grouping: ledger.validations ?? [], by: \.accountNumber)
        for row in results {
            let account = row["account_number"] ?? ""
            check(row, booked: booked[account, default: []], validations: validated[account, default: []])
        }
        #expect(Set(booked.keys).isSubset(of: payroll.rows.map(\.accountNumber)))
        try checkSums(results)
    }

    private func check(
        _ row: [String: String], booked: [BankLedger.Transfer], validations: [BankLedger.Validation]
    ) {
        let (status, reference) = (row["status"] ?? "", row["reference"] ?? "")
        let live = booked.filter { ["00", "03"].contains($0.status) }
        #expect(live.count <= 1, "\(reference) is paid \(live.count) times")
        let newest = booked.first { $0.externalId == row["external_id"] }
        switch status {
        case "succeeded":
            #expect(newest?.status == "00", "\(reference) succeeded, says the report")
            #expect(newest.map { String($0.amount) } == row["amount"], "\(reference)")
            #expect(newest?.referenceNo == row["provider_reference_no"], "\(reference)")
        case "pending": #expect(!row["external_id", default: ""].isEmpty, "\(reference)")
        case "refunded": #expect(newest?.status == "04", "\(reference)")
        default:
            #expect(live.isEmpty, "\(reference) is \(status), but the bank paid it")
        }
        switch status {
        case "invalid": #expect(validations.contains { $0.status == "02" || !$0.answer.hasPrefix("2") }, "\(reference)")
        case "failed":
            let isRefused = (ledger.transfers ?? []).contains {
                $0.externalId == row["external_id"] && ($0.state == "refused" || $0.status == "06")
            }
            #expect(isRefused, "\(reference) failed without a cause at the bank")
        default: break
        }
    }

    private func checkContract() {
        let violations = ledger.violations.map { "\($0.kind) (\($0.service)): \($0.detail)" }
        #expect(ledger.violationsTotal == 0, "the bank complains: \(violations.prefix(5))")
    }

    private func checkSums(_ results: [[String: String]]) throws {
        let reconciliation = try reports.reconciliation
        #expect(reconciliation.balanced)
        #expect(reconciliation.input == Reports.Amounts(count: payroll.rows.count, sum: payroll.total))
        let count = reconciliation.byStatus.values.reduce(0) { $0 + $1.count }
        #expect(count == results.count)
        let sum = reconciliation.byStatus.values.reduce(0) { $0 + $1.sum }
        #expect(sum == reconciliation.input.sum)
        for (status, amounts) in reconciliation.byStatus {
            #expect(results.filter { $0["status"] == status }.count == amounts.count, "\(status)")
        }
        if reconciliation.byStatus["pending"]?.count == 0 {
            #expect(reconciliation.byStatus["succeeded"]?.sum == ledger.paid)
        }
    }
}
