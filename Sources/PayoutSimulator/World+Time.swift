internal import BankAPI
internal import LedgerAPI
internal import PayoutCore
internal import PayoutEngine
internal import TestSupport

// How time passes, and what comes with it.
extension World {
    /// Waits as the shell does: for news, or for the moment that the engine asked for.
    func rest(until moment: Timestamp?) throws -> [EngineInput] {
        let wake = moment.map { steady + max(.zero, $0 - now) }
        while let next = agenda.next, wake.map({ next <= $0 }) ?? true {
            steady = max(steady, next)
            // A process that is busy looks a little later, and finds more at once.
            if network.chance(4) { steady = steady + network.pause(0...scenario.slackMilliseconds) }
            let inputs = try takeDue()
            if !inputs.isEmpty { return inputs }
        }
        guard let wake else { throw Endless() }
        steady = max(steady, wake)
        return []
    }

    /// Lets time pass while no process runs: the bank lives on.
    func pass(_ pause: Duration) throws {
        let end = steady + pause
        while let next = agenda.next, next <= end {
            steady = max(steady, next)
            _ = try takeDue()
        }
        steady = max(steady, end)
    }

    private func takeDue() throws -> [EngineInput] {
        var inputs: [EngineInput] = []
        while let happening = agenda.take(at: steady) {
            if let input = try take(happening) { inputs.append(input) }
        }
        return inputs
    }

    private func take(_ happening: Agenda.Happening) throws -> EngineInput? {
        switch happening {
        case .arrival(let id, let call, let journey, let life):
            arrive(id, call, journey, life)
            return nil
        case .answer(let id, let call, let answer, let life):
            guard life == self.life, isListening else { return nil }
            let heard = seams.answer(call, answer)
            if seams.resends(call, answer) {
                try leave(id, call)
                return nil
            }
            note("← \(call.word) \(call.externalID): \(heard)")
            auditor.answered(call, answer, id, file: file(of: id))
            return .answered(id, heard)
        case .callback(let draft, let tries):
            return try deliver(draft, tries: tries)
        case .stopRequested(let life):
            guard life == self.life, isListening else { return nil }
            note("asked to stop")
            return .stopRequested
        case .clockSet(let change):
            note("the clock is set by \(change)")
            offset += change
            auditor.clockWasSet(by: change, trueTime: steady)
            return nil
        }
    }

    private func arrive(_ id: CallID, _ call: BankCall, _ journey: Journey, _ life: Int) {
        var isLate = false
        if case .late = journey { isLate = true }
        var reaction = atBank(call, isLate: isLate)
        if case .doubled = journey {
            let second = atBank(call)
            // A proxy that sees the first accepted does not hand on that the second was one too many.
            if case .movement(.deferred) = second.answer {} else { reaction.answer = second.answer }
            reaction.callbacks += second.callbacks
        }
        for (after, draft) in reaction.callbacks {
            agenda.plan(.callback(draft, tries: 0), at: steady + max(.zero, after))
        }
        let back = steady + network.pause(1...300)
        switch journey {
        case .smooth, .doubled: agenda.plan(.answer(id, call, reaction.answer, life: life), at: back)
        case .slow(let delay): agenda.plan(.answer(id, call, reaction.answer, life: life), at: steady + delay)
        case .answerLost(let doubt):
            agenda.plan(
                .answer(id, call, call.doubtful(doubt), life: life), at: back + doubt.isKnownAfter(&network))
        case .neverLeft, .lost, .late: break
        }
    }

    func atBank(_ call: BankCall, isLate: Bool = false) -> SimulatedBank.Reaction {
        let before = bank.bookings.count
        let reaction = bank.receive(call, at: steady, isLate: isLate)
        note("  bank: \(call.word) \(call.externalID): \(reaction.answer)")
        if bank.bookings.count > before, let booking = bank.bookings.last {
            note("  bank: booked \(booking.request.reference), to end as \(booking.fate.rawValue)")
            auditor.booked(bank.bookings, at: steady)
        }
        return reaction
    }

    // MARK: Callbacks

    /// Deliveries after the first that is not answered 2xx (contract: section 10).
    private static let deliveriesAgainMax = 3

    private func deliver(_ draft: CallbackDraft, tries: Int) throws -> EngineInput? {
        guard isListening else { return redeliver(draft, tries) }
        let isBelieved = draft.isGenuine || seams.trustsForgeries || !scenario.isProofCovering
        guard isBelieved else { return .proofRefused }
        let proof: CallbackProof = scenario.isProofCovering ? .body : .bodyNotSigned
        let callback = ProvenCallback(
            kind: draft.kind, proof: proof, receivedAt: now, content: draft.content, body: "{}")
        note("⇐ \(draft.kind.rawValue) \(draft.content.status?.rawValue ?? "no status") \(name(draft))")
        let recorded = seams.callback(callback)
        if let recorded, network.chance(2) {
            // The engine records it with its next step.
            delivered.append((draft, proof, tries))
            return .callback(recorded)
        }
        do {
            try commitAlone { transaction in
                if let recorded { try transaction.record(recorded) }
            }
        } catch {
            // Nobody answered 2xx, so the bank tries again; it may be durable all the same.
            if lastStepStands { auditor.heard(draft, proof: proof) }
            note("a callback was not answered")
            guard error is LedgerError else {
                _ = redeliver(draft, tries)
                throw error
            }
            return redeliver(draft, tries)
        }
        auditor.heard(draft, proof: proof)
        // Only now it is answered 2xx.
        try ledger.read { try auditor.acknowledged(draft, proof: proof, reader: $0) }
        return .callbacksArrived
    }

    /// The step that was to record what was delivered has ended.
    func answerDelivered(isDurable: Bool) throws {
        let ended = delivered
        delivered = []
        for (draft, proof, tries) in ended {
            if isDurable {
                try ledger.read { try auditor.acknowledged(draft, proof: proof, reader: $0) }
            } else {
                note("a callback was not answered")
                _ = redeliver(draft, tries)
            }
        }
    }

    private func name(_ draft: CallbackDraft) -> String {
        "\(draft.content.originalExternalID?.text ?? "of nothing")\(draft.isGenuine ? "" : " (forged)")"
    }

    private func redeliver(_ draft: CallbackDraft, _ tries: Int) -> EngineInput? {
        if tries < Self.deliveriesAgainMax, draft.isGenuine {
            agenda.plan(.callback(draft, tries: tries + 1), at: steady + network.pause(1000...600_000))
        }
        return nil
    }
}
