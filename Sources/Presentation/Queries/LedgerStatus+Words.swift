package import Operations
internal import PayoutCore
internal import PayoutLedger
internal import PayoutReports
package import Wording

extension LedgerStatus.Need {
    /// What to type next, in this order; empty where nothing can be typed.
    package var commands: [String] {
        item.commands(all: status, for: reasonCode, example: example, TypedCommand(batch: namedBatch))
    }
}

extension LedgerStatus.Entry {
    /// What to type to bring the batch as a whole on; nil where nothing is to be done, or a run does it.
    package var command: String? {
        let typed = TypedCommand(batch: namedBatch)
        switch batch.status {
        case .importing, .closed: return nil
        case .submitted: return typed.whole("approve")
        case .paused: return typed.whole("resume")
        case .approved, .stopped, .running, .settled:
            guard !payer.isRunning, batch.status != .settled || isOpen else { return nil }
            let needsResume = batch.state.stopReason?.needsResume ?? false
            if payer == .stopped || needsResume { return typed.whole("resume") }
            let mayBePaid = batch.state.isApproved || batch.status == .running
            return typed.whole(mayBePaid ? "process" : "approve")
        }
    }

    /// Who asks the bank about what is pending, where no process does that now.
    package var asksNext: Phrase {
        if batch.status == .paused {
            return Phrase("nobody asks the bank about it while the batch is paused")
        }
        return batch.state.stopReason?.needsResume == true
            ? Phrase("salur process asks the bank about it, and sends nothing else")
            : Phrase("salur process asks the bank about it")
    }

    /// The batch's status in words for people.
    package var state: Phrase {
        switch (batch.status, payer) {
        case (.approved, .atWork), (.stopped, .atWork):
            return Phrase("about to be paid: the bank is asked about earlier transfers")
        case (.approved, .joining): return Phrase("approved, the process that is running pays it")
        case (.approved, .later): return Phrase("approved, to be processed once the run that is sending has ended")
        default: break
        }
        switch batch.status {
        case .importing: return Phrase("being read")
        case .submitted: return Phrase("waiting for approval")
        case .approved:
            return paid.count + totals[.pending, default: .zero].count > 0
                ? Phrase("begun, waiting to be processed again") : Phrase("approved, waiting to be processed")
        // A process that was killed leaves its batches running; the one that sends now may be paying others.
        case .running:
            return payer == .atWork
                ? Phrase("being paid") : Phrase("begun and cut off: no run is paying it, continue it")
        case .stopped: return Phrase("stopped because \(StopCause.words(batch.state.stopReason))")
        case .paused: return Phrase("paused by a person")
        case .closed: return Phrase("closed by a person")
        case .settled: return isOpen ? Phrase("waiting to be processed again") : Phrase("settled")
        }
    }
}
