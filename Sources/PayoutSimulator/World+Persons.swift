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

    private var handler: DecisionHandler {
        DecisionHandler(policy: policy, window: limits.duplicateWindow)
    }

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
            guard try outcome == .done || stands(act, id) else { return }
            try noteDecided(act, id, file: index, reference: row.reference)
        } catch {
            // Killed or failed, perhaps after the commit: the ledger shows which.
            if try stands(act, id) { try noteDecided(act, id, file: index, reference: row.reference) }
            throw error
        }
    }

    private func stands(_ act: PersonalAct, _ id: PayoutID) throws -> Bool {
        guard let payout = try ledger.read({ try $0.payout(id) })?.payout else { return false }
        switch act {
        case .release: return payout.status == .queued
        // Another transfer is allowed, though not before a person has seen what the row looks like.
        case .retry:
            return payout.status == .queued
                || payout.status == .held && ReasonCode.heldBefore.contains(payout.reason?.code ?? "")
        case .cancel: return payout.status == .cancelled
        case .resolve:
            return payout.reason?.code == ReasonCode.resolved
                || payout.reason?.code == ReasonCode.contradictionResolved
        }
    }

    private func apply(
        _ act: PersonalAct, _ stored: StoredPayout, _ index: Int, _ batch: BatchID
    ) throws -> DecisionHandler.Outcome {
        var answers: [DecisionHandler.Answer] = []
        switch act {
        case .release: break
        case .resolve: return try resolve(stored.id, as: will.pick(Resolution.allCases), of: batch)
        case .cancel:
            // A ledger that was lost cannot know what it cancels: the command asks the bank first.
            for question in handler.priorTransferQuestions(stored, identifiers(index)) {
                guard let outcome = try ask(question) else { return .impossible }
                answers.append((question, outcome))
                if case .reported(let report) = outcome, report.status == .notFound { continue }
                break
            }
        case .retry(let newReference):
            answers = try handler.questions(before: newReference, stored, identifiers(index)).compactMap { question in
                try answer(to: question, stored.payout).map { (question: question, outcome: $0) }
            }
        }
        guard let batch = try ledger.read({ try $0.batch(batch) }) else { return .impossible }
        return try commitAlone { try decide(act, stored.id, answers: answers, of: batch, Self.ani, in: $0) }
    }

    /// A decision about one row, as the commands commit it.
    func decide(
        _ act: PersonalAct, _ id: PayoutID, answers: [DecisionHandler.Answer] = [], of batch: Batch,
        _ decision: PersonalDecision, in transaction: any LedgerWriting
    ) throws -> DecisionHandler.Outcome {
        let outcomes = try handler.decide(
            act, about: [(id, answers: answers)], of: batch, decision, at: now, in: transaction)
        return outcomes.first ?? .impossible
    }

    /// Has the auditor know a decision that stands, and with which payments of other files the row was shown.
    func noteDecided(_ act: PersonalAct, _ id: PayoutID, file: Int, reference: String) throws {
        let shown: [StoredPayout] = try ledger.read { reader in
            try reader.payout(id)?.payout.duplicates.shown.compactMap { try reader.payout($0) } ?? []
        }
        let keys = shown.compactMap { twin in
            scenario.files.indices.first { batches[$0] == twin.batch }
                .map { Auditor.Key(file: $0, reference: twin.payout.order.reference) }
        }
        auditor.decided(act, file: file, reference: reference, shown: Set(keys), at: now)
    }

    private func resolve(
        _ id: PayoutID, as resolution: Resolution, of batch: BatchID
    ) throws -> DecisionHandler.Outcome {
        try commitAlone { transaction in
            let outcome = try handler.resolve(id, as: resolution, Self.ani, at: now, in: transaction)
            _ = try transaction.rowsDecided(of: batch, endedBy: .settled, at: now)
            return outcome
        }
    }

    /// `resolve --external-id`: asks about one attempt, recorded or not, and adopts the answer.
    private func adopt(_ stored: StoredPayout, _ index: Int, _ batch: BatchID) throws {
        let questions = handler.questions(before: false, stored, identifiers(index))
        let ahead = handler.priorTransferQuestions(stored, identifiers(index)).first
        guard let question = questions.last ?? ahead else { return }
        auditor.personBegins()
        defer { auditor.personEnds() }
        guard case .reported(let report)? = try ask(question) else { return }
        note("a person: adopts \(report.status.rawValue) for \(stored.payout.order.reference)")
        try commitAlone { transaction in
            _ = try handler.adopt(report, for: question, at: now, in: transaction)
            _ = try transaction.rowsDecided(of: batch, endedBy: .settled, at: now)
        }
    }

    private func answer(to question: DecisionHandler.Question, _ payout: Payout) throws -> InquiryOutcome? {
        guard seams.presumesAnswers else { return try ask(question) }
        let state = payout.transfers.first { $0.attempt == question.attempt }?.state
        return .reported(
            StatusReport(
                status: state == .failed ? .failed : state == .refunded ? .refunded : .notFound, source: .inquiry))
    }

    /// Puts one question, again if the bank reports nothing; nil if it never does.
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
                _ = try resolve(id, as: resolution, of: batch)
                try noteDecided(.resolve, id, file: index, reference: stored.payout.order.reference)
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
        case .pending, .failed, .authorised, .voided, .notFound, .unrecognised, nil: .failed
        }
    }
}
