internal import BankAPI
internal import LedgerAPI
internal import PayoutCore
internal import PayoutEngine
internal import TestSupport

/// The world of one history: the files, the bank, the network, the processes that come and go, their ledger, and the
/// persons around them. The real engine, desk and ledger work in it; everything else is simulated.
///
/// Time passes only while nothing runs. There are two clocks: the steady one, by which the bank lives and sleeps are
/// measured, and the wall clock of our machine, which may be set.
final class World {
    /// Steps after which a history is taken for endless.
    static let stepsMax = 20000
    /// Transfers that a bank can know of a history, at most; a process that finds more makes them up.
    static let transfersMax = 300

    let scenario: Scenario
    let seams: Seams
    let crashPlan: CrashPlan
    let bank: SimulatedBank
    let auditor: Auditor
    let bits: SeededBits
    /// What the engine and the decision handler are given; the auditor keeps the scenario's own.
    let policy: PayoutPolicy
    var limits: EngineLimits
    var trace: Trace

    var network: SeededRandom
    var fortune: SeededRandom
    var will: SeededRandom

    let place: LedgerPlace
    /// The batch of each file in this ledger; nil until it was handed in.
    var batches: [BatchID?]

    var steady: Timestamp
    var offset = Duration.zero
    var agenda = Agenda()
    var life = 0
    /// A process is up and takes callbacks.
    var isListening = false
    var isCalm = false
    /// How many requests each durable step so far let go.
    var sendCounts: [Int] = []
    var durableSteps: Int { sendCounts.count }
    /// Between the beginning of a commit and its return: nothing may leave.
    var isCommitting = false
    /// Whether the last durable step stands, whatever was reported to its process.
    var lastStepStands = false
    /// Callbacks that the engine's next step is to record, and the tries of each that were in vain.
    var delivered: [(draft: CallbackDraft, proof: CallbackProof, tries: Int)] = []
    /// The ledger's file cannot grow.
    var isDiskFull = false
    var engineSteps = 0
    var deaths = 0

    init(
        _ scenario: Scenario, random: inout SeededRandom, seams: Seams, crashPlan: CrashPlan, trace: Trace.Mode,
        shelf: LedgerShelf
    ) throws {
        self.scenario = scenario
        self.seams = seams
        self.crashPlan = crashPlan
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
        place = try LedgerPlace(isFile: scenario.hasFile, shelf: shelf)
    }

    var ledger: any LedgerStore { place.ledger }

    /// The wall clock of our machine.
    var now: Timestamp { steady + offset }

    func note(_ text: @autoclosure () -> String) { trace.note(at: steady, text()) }

    func identifiers(_ index: Int) -> TransferIdentifiers {
        TransferIdentifiers(merchantID: "MERC01", batch: scenario.files[index].identity, rail: scenario.rail)
    }
}
