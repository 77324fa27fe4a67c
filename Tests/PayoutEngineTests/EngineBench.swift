import BankAPI
import FoundationEssentials
import PayoutCore
import PayoutEngine
import PayoutLedger
import TestSupport
import Testing

/// Drives the dispatcher by its steps over a real ledger, with a virtual clock and a scripted bank.
///
/// Time passes only between steps. A crash drops the engine and opens the ledger again; the bank lives on.
final class EngineBench {
    /// Where a process dies.
    enum Crash: CaseIterable {
        /// Within the step: its transaction is rolled back.
        case beforeCommit
        /// After the commit, before any byte has left.
        case sendsLost
        /// After everything was sent, before any answer came.
        case sendsDelivered
    }

    enum Happening {
        case answer(CallID, CallAnswer, life: Int)
        case callback(BankScript.Callback)
        case input(EngineInput)
        /// The wall clock is set; the steady clock that sleeps are measured by is not.
        case clockSet(Duration)
    }

    struct Endless: Error {}
    private struct Killed: Error {}

    /// Steps after which a history is taken for endless.
    var stepsMax = 5_000
    /// Saturday, 14 February 2026, 10:00:00 in Jakarta.
    static let start = Timestamp(milliseconds: 1_771_038_000_000)

    let rows: [TestRow]
    let bank: BankScript
    let auditor: EngineAuditor
    var policy = PayoutPolicy()
    var limits = EngineLimits()
    /// Printed with every complaint, so that it can be replayed.
    var story = ""
    /// Whether the process dies in its n-th step, counted over all of its lives.
    var crash: (Int) -> Crash? = { _ in nil }
    /// Looks at every turn that was committed.
    var watch: (Turn) -> Void = { _ in }
    private(set) var ledger: Ledger
    private(set) var batch: BatchID
    private(set) var steps = 0
    private(set) var proofsRefused = 0
    private let random = SeededBits(SeededRandom(seed: 7))
    private let folder: TemporaryFolder
    private let batchName: String
    private var steady: Timestamp
    private var offset = Duration.zero
    private var life = 0
    private var copy: String?
    /// The dispatcher of one life of the process, and what the engine before left in it.
    private var dispatcher: Dispatcher?
    private var lacksProof = false
    private var callbacks = 0
    private var happenings: [(at: Timestamp, happening: Happening)] = []

    init(rows count: Int, batch: String = "SALARY", at start: Timestamp = EngineBench.start) throws {
        rows = (1...count).map { TestRow($0) }
        bank = BankScript(rows: rows)
        auditor = EngineAuditor(bank: bank)
        folder = try TemporaryFolder("engine", inMemory: true)
        steady = start
        batchName = batch
        ledger = try Ledger(path: folder.path + "/ledger.db")
        self.batch = try file(rows, as: batch, into: ledger, at: start)
    }

    deinit { try? ledger.close() }

    /// The wall clock.
    var now: Timestamp { steady + offset }

    /// The clock that sleeps are measured by; nobody sets it.
    var steadyNow: Timestamp { steady }

    var identifiers: TransferIdentifiers {
        TransferIdentifiers(merchantID: "MERC01", batch: BatchIdentity(batchName))
    }

    // MARK: Running

    /// What `run` does: does the prior-transfer check, approves, pays; after a crash it starts again.
    @discardableResult func payFile(sourceLocation: SourceLocation = #_sourceLocation) throws -> EngineOutcome {
        while true {
            let outcome = try run(.checkPriorTransfers)
            if let outcome, outcome != .checked { return try finish(outcome, sourceLocation) }
            if outcome != nil {
                try ledger.write { transaction in
                    try transaction.handle(.approved, of: batch, at: now)
                    try transaction.handle(.begun(transaction.work(of: batch)), of: batch, at: now)
                }
                if let outcome = try run(.pay) { return try finish(outcome, sourceLocation) }
            }
            try restart()
        }
    }

    /// Has the bank name the payees; a process that dies is started again.
    @discardableResult func askNames(sourceLocation: SourceLocation = #_sourceLocation) throws -> EngineOutcome {
        while true {
            if let outcome = try run(.askNames) { return try finish(outcome, sourceLocation) }
            try restart()
        }
    }

    /// What `process` does with a batch that has stopped itself: asks about what is on its way.
    @discardableResult func follow(
        _ reason: StopReason, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> EngineOutcome {
        guard let outcome = try run(.pay, stopped: reason) else { throw Endless() }
        return try finish(outcome, sourceLocation)
    }

    private func finish(_ outcome: EngineOutcome, _ sourceLocation: SourceLocation) throws -> EngineOutcome {
        auditor.checkResults(try results(), priorTransfers: try storedBatch()?.priorTransfers, policy: policy)
        if outcome == .settled, try totals().openCount > 0 { auditor.complain("settled, with open rows") }
        for complaint in auditor.complaints {
            Issue.record("\(story)\(complaint)", sourceLocation: sourceLocation)
        }
        return outcome
    }

    private func restart() throws {
        dispatcher = nil
        lacksProof = false
        try ledger.close()
        ledger = try Ledger(path: ledger.path)
    }

    /// One life of an engine; nil where it was killed.
    private func run(_ goal: Engine.Goal, stopped: StopReason? = nil) throws -> EngineOutcome? {
        life += 1
        auditor.beginRun()
        // A dispatcher whose process died is gone with it.
        var dispatcher = self.dispatcher ?? Dispatcher(policy: policy, limits: limits, at: now)
        self.dispatcher = nil
        dispatcher.add(
            Engine(
                goal: goal, batch: batch, identifiers: identifiers, policy: policy, limits: limits,
                stopped: stopped, lacksProof: lacksProof, random: random, at: now))
        var inputs = [EngineInput.started]
        while true {
            steps += 1
            guard steps < stepsMax else { throw Endless() }
            let death = crash(steps)
            guard let turn = try step(&dispatcher, inputs, isKilled: death == .beforeCommit) else {
                deliverAgain(inputs)
                return nil
            }
            try ledger.read { reader in
                for send in turn.sends {
                    try auditor.sending(send.call, at: now, limits: limits, reader: reader)
                }
                try auditor.checkTotals(batch, reader: reader)
            }
            // Compares every payout in the cache: at each step in a small batch, at every n-th in a large one.
            if steps.isMultiple(of: max(1, rows.count / 100)) {
                for name in try ledger.cacheDifferences() { auditor.complain("cached otherwise: \(name)") }
            }
            if death == .sendsLost { return nil }
            for send in turn.sends { deliver(send.id, send.call) }
            if death == .sendsDelivered { return nil }
            watch(turn)
            if let outcome = turn.outcomes[batch], let engine = dispatcher.remove(batch) {
                proofsRefused = engine.unusableCallbacks.proofsRefused
                lacksProof = engine.lacksProof
                // A process that was asked to stop ends, and its dispatcher with it.
                self.dispatcher = outcome == .interrupted ? nil : dispatcher
                return outcome
            }
            inputs = try rest(until: turn.wakeAt)
        }
    }

    private func step(_ dispatcher: inout Dispatcher, _ inputs: [EngineInput], isKilled: Bool) throws -> Turn? {
        dispatcher.compareClocks(wall: now, steady: .milliseconds(steady.milliseconds))
        let moment = now
        do {
            var (turn, refusals) = try ledger.perform(dispatcher.begin(inputs, at: moment)) { facts in
                let decision = dispatcher.step(facts)
                if isKilled, case .commit = decision { throw Killed() }
                return decision
            }
            dispatcher.withdraw(refusals, from: &turn)
            return turn
        } catch is Killed {
            return nil
        }
    }

    private func deliver(_ id: CallID, _ call: BankCall) {
        guard let reaction = bank.receive(call, at: now) else { return auditor.complain("a request for no row") }
        auditor.bankAnswered(reaction.answer, to: call, at: now)
        schedule(after: reaction.answersAfter, .answer(id, reaction.answer, life: life))
        for (after, callback) in reaction.callbacks { schedule(after: after, .callback(callback)) }
    }

    // MARK: Time

    func schedule(after pause: Duration, _ happening: Happening) {
        let moment = steady + pause
        let index = happenings.firstIndex { $0.at > moment } ?? happenings.endIndex
        happenings.insert((moment, happening), at: index)
    }

    /// Lets time pass while no engine runs.
    func pass(_ pause: Duration) { steady = steady + pause }

    /// Waits as the shell does: for news, or for the moment that the engine asked for.
    private func rest(until moment: Timestamp?) throws -> [EngineInput] {
        let wake = moment.map { steady + max(.zero, $0 - now) }
        while let next = happenings.first, wake.map({ next.at <= $0 }) ?? true {
            steady = max(steady, next.at)
            var inputs: [EngineInput] = []
            while let due = happenings.first, due.at <= steady {
                happenings.removeFirst()
                if let input = try take(due.happening) { inputs.append(input) }
            }
            if !inputs.isEmpty { return inputs }
        }
        guard let wake else { throw Endless() }
        steady = max(steady, wake)
        return []
    }

    private func take(_ happening: Happening) throws -> EngineInput? {
        switch happening {
        case .answer(let id, let answer, let life):
            guard life == self.life else { return nil }
            auditor.answered()
            return .answered(id, answer)
        case .callback(let callback):
            callbacks += 1
            if callbacks.isMultiple(of: 2) {
                try record(callback)
                return .callbacksArrived
            }
            // The engine records it with its next step.
            auditor.recorded(callback, at: now)
            return .callback(proven(callback))
        case .input(let input): return input
        case .clockSet(let change):
            offset += change
            return nil
        }
    }

    /// Makes a callback durable, as the callback server of this process does, or that of another one.
    func record(_ callback: BankScript.Callback, into other: Ledger? = nil) throws {
        let ledger = other ?? ledger
        auditor.recorded(callback, at: now)
        try ledger.write { transaction in
            try transaction.record(proven(callback))
        }
    }

    private func proven(_ callback: BankScript.Callback) -> ProvenCallback {
        ProvenCallback(
            kind: callback.kind, proof: callback.proof, receivedAt: now, content: callback.content, body: "{}")
    }

    /// The bank tries again where a step that was to record a callback was lost.
    private func deliverAgain(_ inputs: [EngineInput]) {
        for case .callback(let lost) in inputs {
            let callback = BankScript.Callback(kind: lost.kind, proof: lost.proof, content: lost.content)
            schedule(after: .seconds(2), .callback(callback))
        }
    }

    // MARK: Other ledgers and batches

    /// The ledger's disk is gone; the file is handed in again.
    func loseLedger() throws {
        try ledger.close()
        life += 1
        auditor.ledgerWasLost = true
        auditor.isOldCopy = false
        auditor.forgetIdentifiers()
        ledger = try Ledger(path: folder.path + "/ledger-\(life).db")
        batch = try file(rows, as: batchName, into: ledger, at: now)
    }

    /// Puts a copy of the ledger aside, as a nightly backup does.
    func keepCopy() throws {
        try ledger.close()
        let copy = folder.path + "/copy-\(steps).db"
        try Self.copy(ledger.path, to: copy)
        ledger = try Ledger(path: ledger.path)
        self.copy = copy
    }

    /// Puts the copy in the place of the ledger.
    func restoreCopy() throws {
        guard let copy else { return }
        try ledger.close()
        life += 1
        auditor.ledgerWasLost = true
        auditor.isOldCopy = true
        auditor.forgetIdentifiers()
        let restored = folder.path + "/restored-\(life).db"
        try Self.copy(copy, to: restored)
        ledger = try Ledger(path: restored)
        let found = try ledger.read { try $0.batch(BatchIdentity(batchName)) }
        guard let found else { throw Endless() }
        batch = found.id
    }

    private static func copy(_ path: String, to other: String) throws {
        for part in ["", "-wal"] where FileManager.default.fileExists(atPath: path + part) {
            try FileManager.default.copyItem(atPath: path + part, toPath: other + part)
        }
    }

    /// Hands in a second file, which is paid from now on.
    func fileAgain(as name: String, digest: String, _ change: (inout TestRow) -> Void) throws -> BatchID {
        var changed = rows
        for index in changed.indices { change(&changed[index]) }
        return try file(changed, as: name, digest: digest, into: ledger, at: now)
    }

    /// Pays another batch of the same ledger under the identifiers of this one, without asking the bank first.
    func pay(_ other: BatchID) throws -> EngineOutcome? {
        batch = other
        try ledger.write { transaction in
            try transaction.setPriorTransfers(.clear, cursor: .none, of: other, at: now)
            try transaction.handle(.approved, of: other, at: now)
            try transaction.handle(.begun(transaction.work(of: other)), of: other, at: now)
        }
        return try run(.pay)
    }

    /// Begins another batch of the same ledger, and answers its totals before anything of it was sent: the first step
    /// sends back what an earlier run left, the second holds duplicates, the third draws the rows to ask about.
    func duplicates(in other: BatchID) throws -> Totals {
        let own = batch
        defer { batch = own }
        batch = other
        let first = steps + 1
        crash = { $0 == first + 2 ? .sendsLost : nil }
        defer { crash = { _ in nil } }
        _ = try run(.checkPriorTransfers)
        return try totals()
    }
}

/// Brings rows into a ledger as a batch.
func file(
    _ rows: [TestRow], as name: String, digest: String? = nil, rail: Rail = .payout, into ledger: Ledger,
    at now: Timestamp
) throws -> BatchID {
    let incoming = try LedgerImport(
        into: ledger, rail: rail, fileName: name + ".csv", header: ["reference"],
        form: FileForm(delimiter: 44, lineEnding: "\n", hasByteOrderMark: false), at: now)
    for row in rows {
        try incoming.add(.accepted(line: row.number + 1, order: row.order(of: rail), note: "", others: []))
    }
    return try incoming.finish(
        as: BatchNaming(
            identity: BatchIdentity(name), name: name, digest: digest ?? name, payAgainReason: nil), at: now)
}
