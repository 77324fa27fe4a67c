internal import BankAPI
internal import PayoutCore
internal import PayoutEngine
internal import PayoutLedger

/// The world of one history: the files, the bank, the network, the processes that come and go, their ledger, and the
/// persons around them. The real engine, desk and ledger work in it; everything else is simulated.
///
/// Time passes only while nothing runs. There are two clocks: the steady one, by which the bank lives and sleeps are
/// measured, and the wall clock of our machine, which may be set.
final class World {
    /// Steps after which a history is taken for endless.
    static let stepsMax = 20_000

    let scenario: Scenario
    let seams: Seams
    let crashPlan: CrashPlan
    let bank: SimulatedBank
    let auditor: Auditor
    let shelf: LedgerShelf
    let bits: SeededBits
    /// What the engine and the desk are told; the auditor keeps the scenario's own.
    let policy: PayoutPolicy
    let limits: EngineLimits
    var trace: Trace

    var network: SeededRandom
    var fortune: SeededRandom
    var will: SeededRandom

    var ledger: Ledger
    /// The batch of each file in this ledger; nil until it was handed in.
    var batches: [BatchID?]
    /// A copy of the ledger that was put aside, closed.
    var copy: String?

    var steady: Timestamp
    var offset = Duration.zero
    var agenda = Agenda()
    var life = 0
    /// A process is up and takes callbacks.
    var isListening = false
    var isCalm = false
    /// Durable steps so far, and how many requests each engine step wanted sent.
    var durableSteps = 0
    var sendCounts: [Int] = []
    var engineSteps = 0
    var deaths = 0

    init(
        _ scenario: Scenario, random: inout SeededRandom, seams: Seams, crashPlan: CrashPlan, trace: Trace.Mode,
        shelf: LedgerShelf
    ) throws {
        self.scenario = scenario
        self.seams = seams
        self.crashPlan = crashPlan
        self.shelf = shelf
        self.trace = Trace(trace)
        var policy = scenario.policy
        seams.policy(&policy)
        self.policy = policy
        var limits = scenario.limits
        seams.limits(&limits)
        self.limits = limits
        bank = SimulatedBank(rows: scenario.files.flatMap(\.rows), scenario: scenario, random: random.fork())
        auditor = Auditor(scenario)
        bits = SeededBits(random.fork())
        network = random.fork()
        fortune = random.fork()
        will = random.fork()
        steady = scenario.startsAt
        batches = scenario.files.map { _ in nil }
        let path = try shelf.newLedger()
        try seams.ledgerMade(path)
        ledger = try Ledger(path: path)
    }

    /// Leaves nothing behind.
    func end() throws {
        let path = ledger.path
        try ledger.close()
        shelf.remove(path)
        if let copy { shelf.remove(copy) }
    }

    /// The wall clock of our machine.
    var now: Timestamp { steady + offset }

    func note(_ text: @autoclosure () -> String) { trace.note(at: steady, text()) }

    func identifiers(_ index: Int) -> TransferIdentifiers {
        TransferIdentifiers(merchantID: "MERC01", batch: scenario.files[index].identity)
    }

    // MARK: Durable steps

    /// Every write of a process goes through here: it is numbered, the disk may fail under it, and the process may die
    /// around it.
    ///
    /// - Parameter sends: how many requests the commit lets go.
    /// - Returns: the result, and how many of the requests leave before the process dies; nil where it does not die.
    func commit<Result>(
        _ body: (LedgerTransaction) throws -> Result, sends: (Result) -> Int = { _ in 0 }
    ) throws -> (result: Result, leaving: Int?) {
        durableSteps += 1
        let place = crashPlace()
        let disk = diskTrouble()
        let result = try ledger.write { transaction in
            let result = try body(transaction)
            if place == .beforeCommit || place != nil && disk == .full { throw Death() }
            if disk == .full { throw LedgerError.failed(path: ledger.path, why: "database or disk is full") }
            return result
        }
        if disk == .unsure, place == nil { throw LedgerError.failed(path: ledger.path, why: "disk I/O error") }
        let count = sends(result)
        sendCounts.append(count)
        guard case .afterCommit(let leaving) = place else { return (result, nil) }
        return (result, min(leaving, count))
    }

    /// A commit that lets nothing go.
    func commitAlone<Result>(_ body: (LedgerTransaction) throws -> Result) throws -> Result {
        let (result, leaving) = try commit(body)
        if leaving != nil { throw Death() }
        return result
    }

    private enum DiskTrouble {
        /// The transaction is rolled back.
        case full
        /// The transaction is durable, but nobody is told so.
        case unsure
    }

    private func diskTrouble() -> DiskTrouble? {
        guard !isCalm, fortune.chance(scenario.diskFaultsOneIn) else { return nil }
        note("the disk fails")
        return fortune.chance(3) ? .unsure : .full
    }

    private func crashPlace() -> CrashPlace? {
        switch crashPlan {
        case .none: return nil
        case .exactly(let step, let place): return step == durableSteps ? place : nil
        case .random:
            guard !isCalm, fortune.chance(scenario.deathsOneIn) else { return nil }
            return fortune.chance(3) ? .beforeCommit : .afterCommit(sends: Int.random(in: 0...3, using: &fortune))
        }
    }
}
