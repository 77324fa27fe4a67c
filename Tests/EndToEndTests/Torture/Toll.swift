/// What a campaign has done and seen, for the table at its end.
struct Toll: Sendable {
    /// Kills by the place where the program died.
    private(set) var kills: [String: Int] = [:]
    /// Wishes to kill a program that had ended before its moment came.
    var misses = 0
    var executions = 0
    var stories: [String: Int] = [:]
    var payouts = 0
    private var requests: [String: Int] = [:]
    private var faults: [String: Int] = [:]
    private var statuses: [String: Int] = [:]
    private var callbacks = 0
    private var moved: Int64 = 0

    var killCount: Int { kills.values.reduce(0, +) }

    mutating func died(at place: String) { kills[place, default: 0] += 1 }

    /// Adds what the bank of one story saw.
    mutating func add(_ ledger: BankLedger) {
        for (name, count) in ledger.counters.requests { requests[name, default: 0] += count }
        for (name, count) in ledger.counters.faults { faults[name, default: 0] += count }
        for transfer in ledger.transfers ?? [] {
            statuses[transfer.isBooked ? transfer.status : transfer.state, default: 0] += 1
        }
        callbacks += ledger.counters.callbacksDelivered
        moved += ledger.paid
    }

    /// The table as it is printed.
    var table: String {
        let reported = stories.sorted { $0.key < $1.key }.map { "\($0.value) of \($0.key)" }.joined(separator: ", ")
        return [
            "Stories: \(stories.values.reduce(0, +)) (\(reported)).",
            "Executions of salur: \(executions). Payouts: \(payouts).",
            "Kills: \(killCount), at \(kills.count) different places; \(misses) came after the program had ended.",
            Self.rows(kills),
            "What the banks saw: requests \(Self.list(requests)); callbacks delivered \(callbacks).",
            "Transfers at the banks by status: \(Self.list(statuses)). Rupiah paid and kept: \(moved).",
            "Faults of the banks: \(Self.list(faults)).",
        ].joined(separator: "\n")
    }

    private static func list(_ counts: [String: Int]) -> String {
        counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }

    private static func rows(_ counts: [String: Int]) -> String {
        counts.sorted { $0.key < $1.key }
            .map { "  " + $0.key + String(repeating: ".", count: max(2, 44 - $0.key.count)) + " \($0.value)" }
            .joined(separator: "\n")
    }
}
