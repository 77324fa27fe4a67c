package import Operations
internal import PayoutCore
internal import PayoutLedger
internal import PayoutRules
package import Wording

extension BatchApproval.Preview {
    /// What a person reads before saying yes.
    package var summary: Phrase {
        var lines = [plan.headline, Phrase("  batch              \(batch.folderName)")]
        let time = JakartaTime(submitted?.at ?? batch.createdAt).display
        if let submitted, submitted.actor != "salur" {
            lines.append(Phrase("  submitted          \(time) by \(submitted.actor)"))
        } else {
            lines.append(Phrase("  submitted          \(time)"))
        }
        if let purpose = batch.purpose {
            lines.append(Phrase("  purpose            \(Explanation.shown(purpose))"))
        }
        lines += approvalLines
        lines += correctionLines
        lines += plan.counts + reading.lines.map { Phrase("  read               \($0)") }
        lines += (forecast?.lines ?? []) + (survey?.lines ?? []) + (names.map { [$0.counts] } ?? []) + held.lines
        if held.repeats.count > 0 {
            lines.append(Phrase("  --allow-repeats approves the rows of repeated_in_file with the others."))
        }
        return .joined(lines, by: "\n")
    }

    /// What is said of a batch that nobody has to approve any more.
    package var doneSentence: Phrase {
        let name = batch.folderName
        let word = ShellWord.quoted(name)
        guard batch.status != .closed else { return Phrase("\(name) is closed. There is nothing to approve.") }
        guard let approvedAt else { return Phrase("\(name) is settled. There is nothing to approve.") }
        let time = JakartaTime(approvedAt).display
        let said =
            approved.map { Phrase("\(name) was approved already, \(time) by \($0.actor).") }
            ?? Phrase("\(name) was approved already, \(time).")
        return .joined([said, payer.next(word)], by: " ")
    }

    /// Who has approved it, and how many are missing; nothing where one approval is enough.
    package var approvalLines: [Phrase] {
        guard approvals.needed > 1 else { return [] }
        let given = approvals.events.map { event in
            Phrase("    \(JakartaTime(event.at).display) by \(Explanation.shown(event.actor))")
        }
        let voided = approvals.voided.map { event in
            Phrase(
                """
                    \(JakartaTime(event.at).display) by \(Explanation.shown(event.actor)): counts no longer, since \
                the batch has changed
                """)
        }
        return [Phrase("  approvals          \(approvals.events.count) of \(approvals.needed)")] + given + voided
    }

    /// What is said once a person has approved it.
    package var approvedSentence: Phrase {
        let (name, word) = (batch.folderName, ShellWord.quoted(batch.folderName))
        guard isDone else {
            return Phrase(
                """
                \(name) has \(approvals.events.count) of \(approvals.needed) approvals, and nothing was sent. Another \
                account approves it too: salur approve \(word)
                """)
        }
        return .joined([Phrase("\(name) is approved and nothing was sent yet."), payer.next(word)], by: " ")
    }
}
