internal import PayoutCore
internal import PayoutEngine
internal import PayoutLedger

extension LedgerTransaction {
    /// Notes that a process begins to work on a batch: its version, its machine, whether the one before ended, and in
    /// what state it finds the rows.
    func noteRunStarted(_ batch: BatchID, by actor: String, at now: Timestamp) throws {
        var words = ["salur \(SalurVersion.text)"]
        if let host = try reader.leaseHolder()?.host, !host.isEmpty { words.append("on \(host)") }
        let before = try reader.lastEvent(among: [RunEvent.started, RunEvent.ended], of: batch)
        if before?.kind == RunEvent.started {
            words.append("the run of \(before?.at.iso8601 ?? "") was cut off, without a word of its end")
        }
        let totals = try totals(batch)
        for status in [PayoutStatus.validating, .validated, .pending] {
            if let tally = totals[status], tally.count > 0 { words.append("found \(tally.count) \(status.rawValue)") }
        }
        try record(
            JournalEvent(
                at: now, batch: batch, payout: nil, kind: RunEvent.started, detail: words.joined(separator: "; "),
                actor: actor))
    }

    /// Notes how the work of a process on a batch ended.
    func noteRunEnded(_ batch: BatchID, _ ending: RunEnding, adopted: Int, at now: Timestamp) throws {
        let word: String
        switch ending {
        case .nothingToDo, .barred, .reported: return
        case .declined: word = "declined"
        case .ended(.settled): word = "settled"
        case .ended(.interrupted): word = "interrupted"
        case .ended(.timedOut): word = "timed out"
        case .ended(.paused): word = "paused"
        case .ended(.checked): word = "checked"
        case .ended(.stopped(let reason)): word = "stopped: \(reason.rawValue)"
        }
        let detail = adopted > 0 ? "\(word); adopted \(adopted) transfers that the bank knew" : word
        try record(JournalEvent(at: now, batch: batch, payout: nil, kind: RunEvent.ended, detail: detail))
    }
}

extension LedgerTransaction {
    /// Notes that an error ended the work that a process began on a batch, and hands the batch back.
    ///
    /// - Parameter begin: when the process began; what an earlier one has left open is not its own.
    func noteRunFailed(_ batch: BatchID, _ code: ErrorCode, since begin: Timestamp, at now: Timestamp) throws {
        let last = try reader.lastEvent(among: [RunEvent.started, RunEvent.ended], of: batch)
        guard let last, last.kind == RunEvent.started, last.at >= begin else { return }
        try handle(.interrupted, of: batch, at: now)
        try record(
            JournalEvent(
                at: now, batch: batch, payout: nil, kind: RunEvent.ended, detail: "failed: \(code.rawValue)"))
    }
}

/// The words of the events that frame a run.
enum RunEvent {
    static let started = "run_started"
    static let ended = "run_ended"
}
