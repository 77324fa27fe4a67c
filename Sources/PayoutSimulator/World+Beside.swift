internal import LedgerAPI
internal import PayoutCore
internal import PayoutEngine
internal import TestSupport

// What a person does during a run, between two of its steps, in a process of their own.
extension World {
    private static let budi = PersonalDecision(person: "budi", reason: "reported by telephone")

    /// Releases or cancels a row of the batch that is being paid, or pauses the batch. The run finds its ledger changed
    /// by another process.
    func personActsBeside(_ index: Int, _ batch: BatchID) throws {
        guard scenario.hasPersons, !isCalm, will.chance(40) else { return }
        do {
            if will.chance(6) {
                note("a person: pauses \(scenario.files[index].identity) beside the run")
                _ = try ledger.write { try $0.handle(.paused(Self.budi), of: batch, at: now) }
            } else {
                try decideBeside(index, batch)
            }
        } catch is LedgerError {
            return note("the disk failed under the command of a person")
        }
        ledger.noteOthersWrote()
    }

    private func decideBeside(_ index: Int, _ batch: BatchID) throws {
        let row = will.pick(scenario.files[index].rows)
        let selection = PayoutSelection(lines: [row.line...row.line])
        let stored = try ledger.read { reader in
            try reader.payouts(of: batch, selection, after: .none, limit: 1).first.flatMap { try reader.payout($0) }
        }
        // A ledger that may lack what was sent asks the bank before it cancels: see ``personsDecide()``.
        guard let stored, stored.payout.status == .held || scenario.lossesOneIn == 0 else { return }
        let act = stored.payout.status == .held ? PersonalAct.release : .cancel
        guard let batch = try ledger.read({ try $0.batch(batch) }) else { return }
        let outcome = try ledger.write { try decide(act, stored.id, of: batch, Self.budi, in: $0) }
        note("a person: \(act) \(row.reference) beside the run: \(outcome)")
        if outcome == .done { try noteDecided(act, stored.id, file: index, reference: row.reference) }
    }

    /// A batch that was paused during a run is resumed before the next one.
    func resumePaused(_ batch: BatchID) throws {
        guard try ledger.read({ try $0.batch(batch)?.status }) == .paused else { return }
        try commitAlone { _ = try $0.handle(.resumed(Self.budi), of: batch, at: now) }
    }
}
