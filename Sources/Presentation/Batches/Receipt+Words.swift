package import Operations
internal import PayoutCore
internal import PayoutLedger
package import Wording

extension Submission.Receipt {
    /// What the file contains, line by line.
    package var summary: Phrase {
        let plan = RunPlan(batch, totals)
        return .joined([plan.headline] + plan.counts + (survey?.lines ?? []) + held.lines, by: "\n")
    }

    /// What it is now, and what comes next.
    package var sentence: Phrase {
        let name = batch.folderName
        let word = ShellWord.quoted(name)
        guard !isNew else {
            let next = Phrase("\(name) is submitted and nothing was sent. Next: salur approve \(word)")
            guard rejectedCount > 0 else { return next }
            return .joined([next, Phrase("salur report \(word) writes the rejected rows to rejected.csv.")], by: "\n")
        }
        switch batch.status {
        case .settled:
            return Phrase("This file is the batch \(name) and was settled before. Next: salur report \(word)")
        case .closed:
            return Phrase("This file is the batch \(name), which a person has closed: nothing is sent for it.")
        case .paused:
            return Phrase("This file is the batch \(name) already and is paused. Next: salur resume \(word)")
        case .importing, .submitted, .approved, .running, .stopped: break
        }
        guard isApproved else {
            return Phrase("This file is the batch \(name) already and waits for approval. Next: salur approve \(word)")
        }
        switch batch.status {
        case .running:
            return Phrase(
                """
                This file is the batch \(name) already; it is being paid or was interrupted. Next: salur status \(word)
                """)
        case .stopped:
            let reason = batch.stoppedReason ?? ""
            let said = Phrase("This file is the batch \(name) already and was stopped (\(reason)).")
            return .joined([said, payer.next(word)], by: " ")
        case .importing, .submitted, .approved, .settled, .paused, .closed:
            let said = Phrase("This file is the batch \(name) already and is approved.")
            return .joined([said, payer.next(word)], by: " ")
        }
    }
}
