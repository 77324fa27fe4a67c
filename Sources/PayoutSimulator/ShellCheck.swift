internal import BankAPI
internal import PayoutCore
internal import PayoutEngine
internal import PayoutLedger
internal import Synchronization

/// Whether the product's own shell keeps promise P2. The histories have a shell of their own, since theirs must die at
/// every step; this is the proof that the real one sends nothing before a commit has returned: no commit ever does.
package enum ShellCheck {
    /// - Returns: what is wrong; empty where nothing is.
    /// - Throws: where no ledger can be made.
    package static func complaints() async throws -> [String] {
        let shelf = try LedgerShelf()
        let ledger = try Ledger(path: try shelf.newLedger())
        let file = SimulatedFile(
            identity: BatchIdentity("SHELL"), digest: "shell",
            rows: (1...3).map { SimulatedRow.row($0, isRejected: false) }, payAgainReason: nil)
        let batch = try file.submit(to: ledger, at: Scenario.morning, isCutShort: false)
        try ledger.write { transaction in
            try transaction.setPriorTransfers(.clear, cursor: .none, of: batch, at: Scenario.morning)
            try transaction.handle(.approved, of: batch, at: Scenario.morning)
        }
        let gateway = ListeningGateway()
        let engine = Engine(
            goal: .pay, batch: batch, identifiers: TransferIdentifiers(merchantID: "MERC01", batch: file.identity),
            policy: PayoutPolicy(), limits: EngineLimits(), random: SystemRandomSource(), at: Scenario.morning)
        let runner = EngineRunner(
            ledger: ledger, gateway: gateway, clock: StoppedClock(), policy: PayoutPolicy(), limits: EngineLimits(),
            mailbox: EngineMailbox(), onProgress: { _ in })
        try ledger.failCommits()
        var complaints: [String] = []
        do {
            _ = try await runner.during { try await runner.run(engine) }
            complaints.append("the shell goes on although its ledger fails")
        } catch is LedgerError {}
        // What was sent on the quiet gets its turn before it is counted.
        for _ in 0..<1000 { await Task.yield() }
        try ledger.close()
        if gateway.count > 0 { complaints.append("P2: the shell sends although no commit has returned") }
        return complaints
    }
}

private struct StoppedClock: WallClock {
    func now() -> Timestamp { Scenario.morning }
}

/// Counts what reaches it.
private final class ListeningGateway: PaymentGateway {
    private let calls = Mutex(0)

    var count: Int { calls.withLock { $0 } }

    func call(_ call: BankCall) async -> CallAnswer {
        calls.withLock { $0 += 1 }
        return switch call {
        case .validation: .validation(.doubtful(.timedOut))
        case .movement: .movement(.doubtful(.timedOut))
        case .inquiry: .inquiry(.undecided(.doubtful(.timedOut)))
        }
    }

    func balance(_ request: BalanceRequest) async -> BalanceOutcome { .undecided(.doubtful(.timedOut)) }
}
