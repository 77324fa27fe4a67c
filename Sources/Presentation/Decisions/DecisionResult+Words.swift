package import Operations
internal import PayoutCore
internal import PayoutLedger
package import Wording

extension DecisionResult {
    /// What could not be, one line for each reason.
    package var refusalLines: [Phrase] { refusals.lines(of: act) }

    /// What was done and what comes next.
    package var sentence: Phrase {
        guard !isDeclined, done.count > 0 else { return Phrase("Nothing was changed.") }
        let (payouts, money, name) = (
            batch.rail.counted(done.count), done.sum.display, ShellWord.quoted(batch.folderName)
        )
        let next = payer.nextOfRows(name)
        switch act {
        case .release: return .joined([Phrase("Released \(payouts), \(money)."), next], by: " ")
        case .retry: return .joined([Phrase("Queued \(payouts) once more, \(money)."), next], by: " ")
        case .cancel: return Phrase("Cancelled \(payouts), \(money). New reports: salur report \(name)")
        case .resolve: return Phrase("Recorded for \(payouts), \(money). New reports: salur report \(name)")
        }
    }
}
