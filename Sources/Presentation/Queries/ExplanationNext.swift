internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import PayoutReports
internal import Wording

/// What happens next with a payout, and what a person may type.
struct ExplanationNext {
    let row: RowSummary
    let batch: Batch
    /// What became of a rejected row by the rows that mend it; nil of any other row.
    let mending: MendingState?
    let transfers: [Transfer]
    let typed: TypedCommand
    let now: Timestamp

    var words: Phrase {
        switch mending {
        case .replaced(let batch, let line):
            return Phrase("Nothing; it was mended: line \(line) of \(batch) stands in its place.")
        case .partly(let batch, let line, let left):
            return Phrase(
                """
                Line \(line) of \(batch) stands in its place for a part; \(left.display) is still to be paid. Pay the \
                rest in a row that mends it as well, or cancel the row if the rest is not due.
                """)
        case .dismissed where row.reason?.code == ReasonCode.blocked:
            return Phrase("Nothing; the payee is blocked. Pay it in a new file if the payee is unblocked.")
        case .dismissed: return Phrase("Nothing; a person has said that it is not due.")
        case .open, nil: break
        }
        if let item { return item.meaning(for: batch.rail) }
        if row.reason?.code == ReasonCode.contradictionResolved {
            return Phrase("Nothing; a person has decided it, and it is never sent again.")
        }
        return switch row.status {
        case .queued: waiting
        case .validating: validating
        case .validated: Phrase("The transfer is sent while salur is at work on the batch.")
        case .pending: pending
        case .succeeded, .cancelled: Phrase("Nothing; it is done.")
        case .rejected, .held, .unverified, .invalid, .refunded, .failed, .notFound:
            Phrase("A person must decide about it.")
        }
    }

    var commands: [String] {
        if let item { return item.commands(row.reference, typed) }
        switch row.status {
        case .queued where batch.status == .submitted: return [typed.whole("approve")]
        case .queued where batch.status == .paused: return [typed.whole("resume")]
        case .queued, .validating, .validated, .pending: return [typed.whole("process")]
        case .rejected, .held, .unverified, .invalid, .succeeded, .refunded, .failed, .notFound, .cancelled: return []
        }
    }

    private var item: AttentionItem? {
        switch mending {
        case .replaced, .dismissed: return nil
        case .open, .partly, nil: break
        }
        let item = AttentionItem(row.status, reasonCode: row.reason?.code, isContradictionOpen: row.isContradictionOpen)
        if let item { return item }
        guard row.status == .pending, let live = transfers.last(where: { $0.state == .pending }) else { return nil }
        return now - live.sentAt > AttentionItem.pendingMax ? .overdue : nil
    }

    private var waiting: Phrase {
        switch batch.status {
        case .importing, .submitted: Phrase("It waits until a person approves the batch.")
        case .running: Phrase("Its turn comes while salur is at work on the batch; if none is, process it.")
        case .stopped:
            Phrase(
                """
                The batch has stopped because \(StopCause.words(batch.state.stopReason)). Then process it.
                """)
        case .paused: Phrase("It waits until a person resumes the batch.")
        case .closed: Phrase("Nothing; a person has closed the batch.")
        case .approved, .settled: Phrase("It is sent when the batch is processed.")
        }
    }

    private var validating: Phrase {
        guard let due = row.dueAt else { return Phrase("The bank's result is waited for; no money moves before it.") }
        let moment = Explanation.moment(due)
        return Phrase("The bank's result is waited for until \(moment), then it is asked again; no money has moved.")
    }

    private var pending: Phrase {
        guard let due = row.dueAt, due > now else {
            return Phrase("The bank is asked as soon as salur is at work on the batch; it is never sent again.")
        }
        let moment = Explanation.moment(due)
        return Phrase(
            """
            The bank is asked at \(moment), if salur is at work on the batch then; it is never sent again.
            """)
    }
}
