internal import BankAPI
internal import LedgerAPI
internal import PayoutCore
internal import PayoutEngine
internal import TestSupport

// What persons do between runs, wise or not, through the same desk as the commands.
extension World {
    private static let ani = PersonalDecision(person: "ani", reason: "seen the passbook")
    /// Tries of one question, as the command makes them.
    private static let triesMax = 4

    private var handler: DecisionHandler { DecisionHandler(policy: policy) }

    /// A round of decisions about the rows of every batch; the process of each may die as any other.
    func personsDecide() throws {
        if will.chance(3) { try pass(.seconds(will.pick([900, 3600, 90_000]))) }
        for index in scenario.files.indices {
            guard let batch = batches[index] else { continue }
            for row in scenario.files[index].rows where will.chance(2) {
                let ids = try ledger.read { reader in
                    try reader.payouts(
                        of: batch, PayoutSelection(lines: [row.line...row.line]), after: .none, limit: 1)
                }
                guard let id = ids.first else { continue }
                do {
                    try decide(about: id, row, index, batch)
                } catch is Death {
                    deaths += 1
                    note("the command of a person was killed")
                } catch is LedgerError {
                    note("the disk failed under the command of a person")
                }
            }
        }
        if will.chance(4) { bank.topUp() }
    }

    private func decide(about id: PayoutID, _ row: SimulatedRow, _ index: Int, _ batch: BatchID) throws {
        guard let stored = try ledger.read({ try $0.payout(id) }) else { return }
        if let payout = seams.meddle(stored.payout) {
            var changed = stored
            changed.payout = payout
            let change = PayoutChange(
                event: .released(Self.ani), old: stored.payout, stored: changed, entry: nil)
            _ = try commitAlone { try $0.save(change, at: now) }
            return
        }
        let act: PersonalAct
        switch Int.random(in: 0..<9, using: &will) {
        case 0, 1: act = .release
        case 2: act = .cancel
        // Where the bank may yet find what it denies, giving a reference up is the one way to pay twice.
        case 3: act = .retry(newReference: !scenario.bank.findsLate)
        case 4: act = .resolve
        case 5: return try adopt(stored, index, batch)
        default: act = .retry(newReference: false)
        }
        guard handler.refusal(of: act, stored.payout, at: now) == nil else { return }
        note("a person: \(act) \(row.reference), which is \(stored.payout.status.rawValue)")
        auditor.personBegins()
        defer { auditor.personEnds() }
        do {
            let outcome = try apply(act, stored, index, batch)
            note("a person: \(outcome)")
            if outcome == .done { auditor.decided(act, file: index, reference: row.reference) }
        } catch {
            // Killed or failed, perhaps after the commit: the ledger tells.
            if try stands(act, id) { auditor.decided(act, file: index, reference: row.reference) }
            throw error
        }
    }

    private func stands(_ act: PersonalAct, _ id: PayoutID) throws -> Bool {
        guard let payout = try ledger.read({ try $0.payout(id) })?.payout else { return false }
        switch act {
        case .release, .retry: return payout.status == .queued
        case .cancel: return payout.status == .cancelled
        case .resolve:
            return payout.reason?.code == ReasonCode.resolved
                || payout.reason?.code == ReasonCode.contradictionResolved
        }
    }

    private func apply(
        _ act: PersonalAct, _ stored: StoredPayout, _ index: Int, _ batch: BatchID
    ) throws -> DecisionHandler.Outcome {
        switch act {
        case .release: return try settle(batch) { try self.decide(.released(Self.ani), act, stored.id, $0) }
        case .resolve:
            let resolution = will.pick(Resolution.allCases)
            return try settle(batch) { try self.decide(.resolved(Self.ani, as: resolution), act, stored.id, $0) }
        case .cancel:
            // A ledger that was lost cannot know what it cancels: the command asks the bank first.
            var answers: [(question: DecisionHandler.Question, outcome: InquiryOutcome)] = []
            for question in handler.questionsOfMemory(stored, identifiers(index)) {
                guard let outcome = try ask(question) else { return .impossible }
                answers.append((question, outcome))
                if case .reported(.notFound, _) = outcome { continue }
                break
            }
            return try settle(batch) { transaction in
                try handler.cancel(stored.id, Self.ani, answers: answers, at: now, in: transaction)
            }
        case .retry(let newReference):
            let questions = handler.questions(before: newReference, stored, identifiers(index))
            let answers = try questions.compactMap { question in
                try answer(to: question, stored.payout).map { (question: question, outcome: $0) }
            }
            return try settle(batch) { transaction in
                try handler.retry(
                    stored.id, Self.ani, newReference: newReference, answers: answers, at: now, in: transaction)
            }
        }
    }

    private func decide(
        _ event: PayoutEvent, _ act: PersonalAct, _ id: PayoutID, _ transaction: any LedgerWriting
    ) throws -> DecisionHandler.Outcome {
        try handler.decide(event, act, about: id, at: now, in: transaction)
    }

    private func settle(
        _ batch: BatchID, _ body: (any LedgerWriting) throws -> DecisionHandler.Outcome
    ) throws -> DecisionHandler.Outcome {
        try commitAlone { transaction in
            let outcome = try body(transaction)
            _ = try transaction.rowsDecided(of: batch, endedBy: .settled, at: now)
            return outcome
        }
    }

    /// `resolve --external-id`: asks about one attempt, recorded or not, and adopts the answer.
    private func adopt(_ stored: StoredPayout, _ index: Int, _ batch: BatchID) throws {
        let questions = handler.questions(before: false, stored, identifiers(index))
        let ahead = handler.questionsOfMemory(stored, identifiers(index)).first
        guard let question = questions.last ?? ahead else { return }
        auditor.personBegins()
        defer { auditor.personEnds() }
        guard case .reported(let status, let number)? = try ask(question) else { return }
        note("a person: adopts \(status.code) for \(stored.payout.order.reference)")
        _ = try settle(batch) { transaction in
            try handler.adopt(status, providerReferenceNo: number, for: question, at: now, in: transaction)
        }
    }

    private func answer(to question: DecisionHandler.Question, _ payout: Payout) throws -> InquiryOutcome? {
        guard seams.presumesAnswers else { return try ask(question) }
        let state = payout.transfers.first { $0.attempt == question.attempt }?.state
        return .reported(
            state == .failed ? .failed : state == .refunded ? .refunded : .notFound, providerReferenceNo: nil)
    }

    /// Puts one question, again where the bank does not tell; nil where it never does.
    private func ask(_ question: DecisionHandler.Question) throws -> InquiryOutcome? {
        let call = BankCall.inquiry(question.request)
        for _ in 0..<Self.triesMax {
            note("→ inquiry \(call.externalID) (a person's)")
            auditor.asking(question.request, at: now, trueTime: steady)
            try pass(network.pause(1...1000))
            guard
                case .smooth = Journey.draw(&network, faultsOneIn: isCalm ? 0 : scenario.faultsOneIn, scenario.doubts),
                case .inquiry(let truth) = atBank(call).answer
            else { continue }
            auditor.reported(truth, about: question.request.externalID, at: now)
            guard case .inquiry(let outcome) = seams.answer(call, .inquiry(truth)) else { continue }
            if case .undecided = outcome { continue }
            return outcome
        }
        return nil
    }

    /// After a day in doubt a wise person asks the bank by telephone and records what it says.
    func resolveByTelephone() throws {
        try pass(policy.resolveAfter + .seconds(60))
        for index in scenario.files.indices {
            guard let batch = batches[index] else { continue }
            let pending = try ledger.read { try $0.payouts(batch, .pending, after: .none, limit: 1000) }
            for id in pending {
                guard let stored = try ledger.read({ try $0.payout(id) }) else { continue }
                complainIfReported(stored.payout)
                let resolution = truth(of: stored.payout)
                _ = try settle(batch) { try self.decide(.resolved(Self.ani, as: resolution), .resolve, id, $0) }
                auditor.decided(.resolve, file: index, reference: stored.payout.order.reference)
            }
        }
    }

    /// What the bank reports under our own identifiers needs no telephone: the engine should have asked.
    private func complainIfReported(_ payout: Payout) {
        guard let live = payout.liveTransfer, let booking = bank.booking(live.externalID),
            booking.request.partnerReferenceNo == live.partnerReferenceNo
        else { return }
        auditor.complain("\(payout.order.reference) stays pending, although the bank would tell: liveness")
    }

    private func truth(of payout: Payout) -> Resolution {
        switch payout.liveTransfer.flatMap({ bank.booking($0.externalID) })?.status(at: steady) {
        case .succeeded: .succeeded
        case .refunded: .refunded
        case .pending, .failed, .notFound, .unrecognised, nil: .failed
        }
    }
}
