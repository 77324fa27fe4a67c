import BankAPI
import FoundationEssentials
import PayoutCore
import PayoutEngine
import PayoutLedger

// What persons do between runs, through the same desk as the commands.
extension EngineBench {
    static let ani = PersonalDecision(person: "ani", reason: "seen the passbook")

    private var handler: DecisionHandler { DecisionHandler(policy: policy, window: limits.duplicateWindow) }

    private func payout(_ number: Int) throws -> StoredPayout {
        let found = try ledger.read { reader in
            try reader.payouts(
                of: batch, PayoutSelection(lines: [number + 1...number + 1]), after: .none, limit: 1
            ).first.flatMap { try reader.payout($0) }
        }
        guard let found else { throw Endless() }
        return found
    }

    @discardableResult func release(_ number: Int) throws -> DecisionHandler.Outcome { try decide(.release, number) }

    @discardableResult func cancel(_ number: Int) throws -> DecisionHandler.Outcome { try decide(.cancel, number) }

    @discardableResult func resolve(_ number: Int, as resolution: Resolution) throws -> DecisionHandler.Outcome {
        let id = try payout(number).id
        return try ledger.write { transaction in
            let outcome = try handler.resolve(id, as: resolution, Self.ani, at: now, in: transaction)
            try transaction.rowsDecided(of: batch, at: now)
            return outcome
        }
    }

    private func decide(
        _ act: PersonalAct, _ number: Int, answers: [DecisionHandler.Answer] = []
    ) throws -> DecisionHandler.Outcome {
        try decide(act, payout(number).id, answers: answers, of: batch, in: ledger)
    }

    /// A decision of a person about one row of any batch, committed through any ledger on the same file.
    func decide(
        _ act: PersonalAct, _ id: PayoutID, answers: [DecisionHandler.Answer] = [], of batch: BatchID, in ledger: Ledger
    ) throws -> DecisionHandler.Outcome {
        try ledger.write { transaction in
            guard let batch = try transaction.reader.batch(batch) else { throw Endless() }
            let outcomes = try handler.decide(
                act, about: [(id, answers: answers)], of: batch, Self.ani, at: now, in: transaction)
            return outcomes.first ?? .impossible
        }
    }

    /// Asks the bank about every earlier transfer, then queues the payout if its answers allow it.
    @discardableResult func retry(_ number: Int, newReference: Bool = false) throws -> DecisionHandler.Outcome {
        let stored = try payout(number)
        if let refusal = handler.refusal(of: .retry(newReference: newReference), stored.payout, at: now) {
            return .refused(refusal)
        }
        let answers = handler.questions(before: newReference, stored, identifiers).map { question in
            (question, ask(question.request))
        }
        return try decide(.retry(newReference: newReference), number, answers: answers)
    }

    private func ask(_ request: InquiryRequest) -> InquiryOutcome {
        let call = BankCall.inquiry(request)
        guard let answer = bank.receive(call, at: now)?.answer, case .inquiry(let outcome) = answer else {
            return .undecided(.doubtful(.timedOut))
        }
        auditor.bankAnswered(answer, to: call, at: now)
        return outcome
    }

    /// How the attempts of a row stand, the first one first.
    func states(ofTransfers number: Int) throws -> [Transfer.State] {
        try payout(number).payout.transfers.map(\.state)
    }

    /// The journal of a row: who did what.
    func journal(_ number: Int) throws -> [(kind: String, actor: String, detail: String)] {
        let id = try payout(number).id
        return try ledger.read { try $0.events(of: id) }.map { ($0.kind, $0.actor, $0.detail) }
    }
}
