package import Operations
internal import PayoutCore
internal import PayoutLedger
package import Wording

extension BatchControl.Plan {
    /// The preview: what would happen, and to how much money.
    package var summary: [Phrase] {
        let name = batch.folderName
        switch act {
        case .pause:
            let toSend = BatchWork(totals).toSend
            return [Phrase("Pause \(name): \(batch.rail.counted(toSend.count)), \(toSend.sum.display), are not sent.")]
        case .resume: return [Phrase("Resume \(name): it waits as it did before, and goes on where it was.")]
        case .close where batch.status == .closed: return [Phrase("\(name) is closed already; nothing changes.")]
        case .close:
            let tally = cancels?.tally ?? .zero
            var lines = [
                Phrase(
                    """
                    Close \(name) for good: \(batch.rail.counted(tally.count)), \(tally.sum.display), that were not \
                    sent are cancelled.
                    """)
            ]
            let left = totals.tally(of: [.rejected, .failed, .refunded, .notFound])
            if left.count > 0 {
                lines.append(
                    Phrase("  \(batch.rail.counted(left.count)), \(left.sum.display), stay as they are and unpaid."))
            }
            return lines + (cancels?.refusalLines ?? [])
        }
    }
}

extension BatchControl.Result {
    /// What could not be cancelled, one line for each reason.
    package var refusalLines: [Phrase] { refusals.lines(of: .cancel) }

    /// What was done and what comes next.
    package var sentence: Phrase {
        let (name, word) = (batch.folderName, ShellWord.quoted(batch.folderName))
        guard !isDeclined else { return Phrase("Nothing was changed.") }
        guard refusals.isEmpty else {
            return Phrase("\(name) was not closed; \(batch.rail.counted(cancelled.count)) of it were cancelled.")
        }
        switch act {
        case .pause: return Phrase("\(name) is paused. To let it go on: salur resume \(word)")
        case .resume:
            return batch.state.isApproved
                ? .joined([Phrase("\(name) goes on."), payer.next(word)], by: " ")
                : Phrase("\(name) waits for approval again. Next: salur approve \(word)")
        case .close where cancelled.count == 0: return Phrase("\(name) is closed. New reports: salur report \(word)")
        case .close:
            return Phrase(
                """
                \(name) is closed; \(batch.rail.counted(cancelled.count)), \(cancelled.sum.display), were cancelled. \
                New reports: salur report \(word)
                """)
        }
    }
}
