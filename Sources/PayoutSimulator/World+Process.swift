internal import BankAPI
internal import LedgerAPI
internal import PayoutCore
internal import PayoutEngine
internal import TestSupport

// What a process does: the part of the commands and of the engine's shell.
extension World {
    /// How often one command is begun again by a patient person before something else is done.
    private static let startsMax = 40

    /// What `run FILE…` does until each file has come to its end; after a crash or a failed disk it is simply begun
    /// again.
    func pay(_ indices: [Int]) throws -> [Int: EngineOutcome] {
        for _ in 0..<Self.startsMax {
            do {
                return try process(indices)
            } catch is Death {
                deaths += 1
                try die("killed")
                try reopen()
            } catch let error as LedgerError {
                try die("ended: \(error)")
            }
            try pass(fortune.pause(fortune.pick([0...1000, 0...100_000, 0...1_000_000])))
        }
        return [:]
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

    /// One of several files that are being paid.
    private struct Work {
        var dispatcher: Dispatcher
        /// What the engine of each file is for at present.
        var goals: [Int: Engine.Goal] = [:]
        var outcomes: [Int: EngineOutcome] = [:]
    }

    /// Works on all files at once; some join while others are under way.
    private func process(_ indices: [Int]) throws -> [Int: EngineOutcome] {
        isListening = true
        defer { isListening = false }
        auditor.beginRun(trueTime: steady)
        defer { auditor.endRun() }
        var work = Work(dispatcher: Dispatcher(policy: policy, limits: limits, at: now))
        var waiting = indices[...]
        var inputs = [EngineInput.started]
        while true {
            while let index = waiting.first, work.dispatcher.isIdle || network.chance(3) {
                waiting.removeFirst()
                try join(index, &work)
            }
            if work.dispatcher.isIdle, waiting.isEmpty { break }
            let turn = try step(&work.dispatcher, inputs)
            // In the order of the files, so that one seed gives one history.
            for index in indices {
                guard let batch = batches[index], let outcome = turn.outcomes[batch] else { continue }
                try goOn(index, batch, after: outcome, &work)
            }
            inputs = turn.outcomes.isEmpty ? try rest(until: turn.wakeAt) : []
            for index in indices where work.goals[index] == .pay {
                if let batch = batches[index] { try personActsBeside(index, batch) }
            }
        }
        note("process \(life) ends")
        life += 1
        return work.outcomes
    }

    private func join(_ index: Int, _ work: inout Work) throws {
        let batch = try submit(index)
        auditor.joinedAt[batch] = steady
        try resumePaused(batch)
        if try isIdle(batch) {
            work.outcomes[index] = .settled
        } else if seams.skipsPriorTransferCheck {
            try commitAlone { try $0.setPriorTransfers(.clear, cursor: .none, of: batch, at: now) }
            try beginPaying(index, batch, lacksProof: false, &work)
        } else {
            add(.checkPriorTransfers, index, batch, lacksProof: false, &work)
        }
    }

    private func goOn(_ index: Int, _ batch: BatchID, after outcome: EngineOutcome, _ work: inout Work) throws {
        let lacksProof = work.dispatcher.remove(batch)?.lacksProof ?? false
        let goal = work.goals.removeValue(forKey: index)
        let ended = try finish(outcome, index, batch)
        if goal == .checkPriorTransfers, outcome == .checked {
            try beginPaying(index, batch, lacksProof: lacksProof, &work)
        } else {
            auditor.isPaying[index] = nil
            work.outcomes[index] = ended
        }
    }

    private func beginPaying(_ index: Int, _ batch: BatchID, lacksProof: Bool, _ work: inout Work) throws {
        auditor.priorTransfersWereAsked(index)
        try commitAlone { transaction in
            try transaction.handle(.approved, of: batch, at: now)
            try transaction.handle(.begun(transaction.work(of: batch)), of: batch, at: now)
        }
        auditor.isPaying[index] = 0
        add(.pay, index, batch, lacksProof: lacksProof, &work)
    }

    /// - Parameter lacksProof: what the engine before it found out.
    private func add(
        _ goal: Engine.Goal, _ index: Int, _ batch: BatchID, lacksProof: Bool, _ work: inout Work
    ) {
        work.goals[index] = goal
        work.dispatcher.add(
            Engine(
                goal: goal, batch: batch, identifiers: identifiers(index), policy: policy, limits: limits,
                lacksProof: lacksProof, random: bits, at: now))
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
                && reader.pendingCallbacks(after: 0, limit: 1).isEmpty
        }
    }

    // MARK: The shell around the dispatcher

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

    private func step(_ dispatcher: inout Dispatcher, _ inputs: [EngineInput]) throws -> Turn {
        engineSteps += 1
        guard engineSteps < Self.stepsMax, auditor.knownTransfers.count < Self.transfersMax else { throw Endless() }
        for (draft, proof, _) in delivered { auditor.heard(draft, proof: proof) }
        auditor.hear(inputs, at: now)
        dispatcher.compareClocks(wall: now, steady: .milliseconds(steady.milliseconds))
        let (wanted, leaving): (Turn, Int?)
        do {
            (wanted, leaving) = try commitStep(&dispatcher, inputs)
        } catch {
            if !lastStepStands { for (draft, proof, _) in delivered { auditor.lost(draft, proof: proof) } }
            throw error
        }
        auditor.stepWasCommitted()
        try answerDelivered(isDurable: true)
        let differences = try place.cacheDifferences()
        if !differences.isEmpty { auditor.complain("the cache holds what the ledger does not: \(differences)") }
        let turn = seams.turn(wanted)
        // The commit has returned: only now may the first byte leave (promise P2). The tasks that send are concurrent.
        var sends = seams.sendsBeforeCommit ? [] : turn.sends
        if sends.count > 1 { sends.shuffle(using: &network) }
        sends = Array(sends.prefix(leaving ?? sends.count))
        if !inputs.isEmpty || !sends.isEmpty { try checkLedger() }
        try checkShares(turn.sends)
        try send(sends)
        if leaving != nil { throw Death() }
        return turn
    }

    private func commitStep(
        _ dispatcher: inout Dispatcher, _ inputs: [EngineInput]
    ) throws -> (result: Turn, leaving: Int?) {
        let moment = now
        return try durably(sends: \.sends.count) { fate in
            var (turn, refusals) = try ledger.perform(dispatcher.begin(inputs, at: moment)) { facts in
                let decision = dispatcher.step(facts)
                if case .commit(_, let turn) = decision {
                    if seams.sendsBeforeCommit { try send(turn.sends) }
                    try strike(fate)
                }
                return decision
            }
            dispatcher.withdraw(refusals, from: &turn)
            return turn
        }
    }

    /// The file that a call is for.
    func file(of id: CallID) -> Int? { batches.firstIndex(of: id.batch) }

    /// What each batch could have started before this step, and what was started.
    private func checkShares(_ sends: [(id: CallID, call: BankCall)]) throws {
        var started: [Int: Int] = [:]
        for send in sends {
            if case .inquiry = send.call { continue }
            if let file = file(of: send.id) { started[file, default: 0] += 1 }
        }
        try ledger.read { reader in
            for (index, batch) in batches.enumerated() where auditor.isPaying[index] != nil {
                guard let batch, try reader.batch(batch)?.status != .paused else { continue }
                auditor.checkShare(file: index, started, try reader.totals(batch))
            }
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
        guard !isCommitting else {
            return auditor.complain("P2: a \(call.word) left before the commit of its intent returned")
        }
        if case .inquiry(let request) = call {
            auditor.asking(request, at: now, trueTime: steady)
        } else if let file = file(of: id) {
            try ledger.read { try auditor.sending(call, file: file, at: now, trueTime: steady, reader: $0) }
        }
        if case .movement(let request) = call { forge(against: request) }
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
