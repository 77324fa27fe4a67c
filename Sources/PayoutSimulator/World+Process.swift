internal import BankAPI
internal import PayoutCore
internal import PayoutEngine
internal import PayoutLedger
internal import TestSupport

// What a process does: the part of the commands and of the engine's shell.
extension World {
    /// How often one command is begun again by a patient person before something else is done.
    private static let startsMax = 40

    /// What `run FILE` does until it ends by itself; after a crash or a failed disk it is simply begun again.
    func pay(_ index: Int) throws -> EngineOutcome {
        for _ in 0..<Self.startsMax {
            do {
                return try process(index)
            } catch is Death {
                deaths += 1
                try die("killed")
                try reopen()
            } catch let error as LedgerError {
                try die("ended: \(error)")
            }
            try pass(fortune.pause(fortune.pick([0...1000, 0...100_000, 0...1_000_000])))
        }
        return .interrupted
    }

    private func die(_ how: String) throws {
        note("process \(life) \(how)")
        life += 1
        isListening = false
        // Nobody answered these 2xx, durable or not.
        try answerDelivered(isDurable: false)
    }

    /// A new process opens the ledger anew, which SQLite then recovers; for speed not every time.
    private func reopen() throws {
        guard fortune.chance(10) else { return }
        try place.reopen()
        isDiskFull = false
    }

    private func process(_ index: Int) throws -> EngineOutcome {
        isListening = true
        defer { isListening = false }
        let batch = try submit(index)
        if try isIdle(batch) { return .settled }
        var isProving = false
        if seams.skipsMemoryCheck {
            try commitAlone { try $0.setMemory(.clear, cursor: .none, of: batch, at: now) }
        } else {
            let outcome = try run(.remember, index, batch, isProving: &isProving)
            guard outcome == .remembered else { return outcome }
        }
        auditor.memoryWasAsked(index)
        try commitAlone { transaction in
            try transaction.handle(.approved, of: batch, at: now)
            try transaction.handle(.begun(transaction.work(of: batch)), of: batch, at: now)
        }
        let outcome = try run(.pay, index, batch, isProving: &isProving)
        note("process \(life) ends: \(outcome)")
        life += 1
        return outcome
    }

    /// The same command again finds the batch that it made.
    private func submit(_ index: Int) throws -> BatchID {
        if let batch = batches[index] { return batch }
        let file = scenario.files[index]
        let found = try ledger.read { try $0.batch(file.identity)?.id }
        let batch = try found ?? bringIn(file)
        batches[index] = batch
        return batch
    }

    /// An import of several commits, in the middle of which the process may die, or after it.
    private func bringIn(_ file: SimulatedFile) throws -> BatchID {
        let place = nextStep().place
        do {
            try ledger.removeUnfinishedImports(at: now)
            let batch = try file.submit(to: ledger, at: now, isCutShort: place == .beforeCommit)
            if place != nil { throw Death() }
            note("\(file.identity) submitted: \(file.rows.count) rows")
            return batch
        } catch is LedgerError where place != nil {
            throw Death()
        }
    }

    /// Whether there is nothing to do for a batch: it was settled before.
    func isIdle(_ batch: BatchID) throws -> Bool {
        try ledger.read { reader in
            let totals = try reader.totals(batch)
            return try totals.openCount == 0 && totals[.unverified, default: .zero].count == 0
                && reader.untakenCallbacks(limit: 1).isEmpty
        }
    }

    // MARK: The shell around the engine

    /// - Parameter isProving: what the engine before it left behind, and what this one does.
    private func run(
        _ goal: Engine.Goal, _ index: Int, _ batch: BatchID, isProving: inout Bool
    ) throws -> EngineOutcome {
        auditor.beginRun(file: index, trueTime: steady)
        defer { auditor.endRun() }
        var engine = Engine(
            goal: goal, batch: batch, identifiers: identifiers(index), policy: policy, limits: limits,
            isProving: isProving, random: bits, at: now)
        var inputs = [EngineInput.started]
        while true {
            let turn = try step(&engine, inputs)
            isProving = engine.isProving
            if let outcome = turn.outcome { return try finish(outcome, index, batch) }
            inputs = try rest(until: turn.wakeAt)
        }
    }

    private func finish(_ outcome: EngineOutcome, _ index: Int, _ batch: BatchID) throws -> EngineOutcome {
        let totals = try ledger.read { try $0.totals(batch) }
        if outcome == .settled, totals.openCount > 0 { auditor.complain("the run says settled, with open rows") }
        if outcome == .timedOut, isCalm, !auditor.wasClockSetInRun,
            totals.openCount > totals[.pending, default: .zero].count
        {
            auditor.complain("liveness: nothing is wrong, and yet a run gives rows up that it could send")
        }
        if isCalm { try checkAsked(batch) }
        try checkReports(index, batch)
        return outcome
    }

    private func step(_ engine: inout Engine, _ inputs: [EngineInput]) throws -> EngineTurn {
        engineSteps += 1
        guard engineSteps < Self.stepsMax, auditor.knownTransfers.count < Self.transfersMax else { throw Endless() }
        for (draft, proof, _) in delivered { auditor.heard(draft, proof: proof) }
        auditor.hear(inputs, at: now)
        engine.compareClocks(wall: now, steady: .milliseconds(steady.milliseconds))
        let (wanted, leaving): (EngineTurn, Int?)
        do {
            (wanted, leaving) = try commitStep(&engine, inputs)
        } catch {
            if !lastStepStands { for (draft, proof, _) in delivered { auditor.lost(draft, proof: proof) } }
            throw error
        }
        auditor.stepWasCommitted()
        try answerDelivered(isDurable: true)
        let differences = try ledger.cacheDifferences()
        if !differences.isEmpty { auditor.complain("the cache holds what the ledger does not: \(differences)") }
        let turn = seams.turn(wanted)
        // The commit has returned: only now may the first byte leave (promise P2). The tasks that send are concurrent.
        var sends = seams.sendsBeforeCommit ? [] : turn.sends
        if sends.count > 1 { sends.shuffle(using: &network) }
        sends = Array(sends.prefix(leaving ?? sends.count))
        if !inputs.isEmpty || !sends.isEmpty { try checkLedger() }
        try send(sends)
        if leaving != nil { throw Death() }
        return turn
    }

    private func commitStep(
        _ engine: inout Engine, _ inputs: [EngineInput]
    ) throws -> (result: EngineTurn, leaving: Int?) {
        let moment = now
        return try durably(sends: \.sends.count) { fate in
            var (turn, refusals) = try ledger.perform(engine.needs(for: inputs, at: moment)) { facts in
                let decision = engine.step(inputs, facts, at: moment)
                if case .commit(_, let turn) = decision {
                    if seams.sendsBeforeCommit { try send(turn.sends) }
                    try strike(fate)
                }
                return decision
            }
            engine.withdraw(refusals, from: &turn)
            return turn
        }
    }

    private func send(_ sends: [(id: CallID, call: BankCall)]) throws {
        for (id, wanted) in sends {
            let call = seams.call(wanted)
            if seams.inventsValidations, case .validation(let request) = call {
                try invent(request, id)
                continue
            }
            try leave(id, call)
        }
    }

    func leave(_ id: CallID, _ call: BankCall) throws {
        note("→ \(call.word) \(call.externalID)")
        if isCommitting { auditor.complain("P2: a \(call.word) left before the commit of its intent returned") }
        if case .inquiry(let request) = call {
            auditor.asking(request, at: now, trueTime: steady)
        } else {
            try ledger.read { try auditor.sending(call, at: now, trueTime: steady, reader: $0) }
        }
        if case .transfer(let request) = call { forge(against: request) }
        let journey = Journey.draw(&network, faultsOneIn: isCalm ? 0 : scenario.faultsOneIn, scenario.doubts)
        let transit = network.pause(1...30)
        switch journey {
        case .neverLeft(let unsent): answer(id, call, call.unsent(unsent), after: transit)
        case .lost(let doubt):
            answer(id, call, call.doubtful(doubt), after: doubt.isKnownAfter(&network))
        case .late(let delay):
            answer(id, call, call.doubtful(.timedOut), after: .seconds(30))
            agenda.plan(.arrival(id, call, journey, life: life), at: steady + delay)
        case .smooth, .slow, .answerLost, .doubled:
            agenda.plan(.arrival(id, call, journey, life: life), at: steady + transit)
        }
    }

    private func answer(_ id: CallID, _ call: BankCall, _ answer: CallAnswer, after pause: Duration) {
        agenda.plan(.answer(id, call, answer, life: life), at: steady + pause)
    }

    /// A gateway that does not ask: a broken part for the auditor to find.
    private func invent(_ request: ValidationRequest, _ id: CallID) throws {
        var draft = CallbackDraft(validation: request, status: .valid)
        draft.content.accountName = bank.names[request.account.accountNumber] ?? ""
        draft.content.customerReference = "I-\(request.externalID)"
        let accepted = ValidationOutcome.accepted(
            BankAnswer(code: "2001600", message: "Successful"), providerReferenceNo: nil)
        answer(id, .validation(request), .validation(accepted), after: .milliseconds(1))
        agenda.plan(.callback(draft, tries: 0), at: steady + .milliseconds(5))
    }
}
