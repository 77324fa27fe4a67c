package import Operations
internal import PayoutCore
internal import PayoutLedger
internal import PayoutReports
package import Wording

extension HeldRows {
    /// How many are shown on a terminal.
    package static let shownMax = 10

    /// What a person reads of them; nothing where there are none.
    package var lines: [Phrase] { lines(shownMax: Self.shownMax) }

    /// The same with so many of the rows.
    package func lines(shownMax: Int) -> [Phrase] {
        guard tally.count > 0 else { return [] }
        var lines = tallies.map { code, tally in
            Phrase("  \(code): \(count: tally.count), \(tally.sum.display): \(words(code))")
        }
        for row in rows.prefix(shownMax) {
            let (reference, why) = (Explanation.shown(row.reference), Explanation.shown(row.reason.phrase(for: rail)))
            lines.append(Phrase("  line \(row.line), \(reference), \(row.amount.display): \(why)"))
        }
        let rest = tally.count - min(rows.count, shownMax)
        if rest > 0 { lines.append(Phrase("  … and \(count: rest) more; salur explain REFERENCE shows each of them")) }
        return lines
    }

    /// Why rows of a reason are held.
    func words(_ code: String) -> Phrase {
        switch code {
        case ReasonCode.rowLimit: Phrase("the amount is above the ceiling of a row (limits.row)")
        case ReasonCode.payeeLimit: Phrase("the account would get more than it may on one day (limits.payee)")
        case ReasonCode.dayLimit: Phrase("the amount is above what may be sent on one day (limits.day)")
        case ReasonCode.possibleDuplicate where rail != .payout: Phrase("another batch asks for the same amount")
        case ReasonCode.repeatedInFile where rail != .payout: Phrase("the file asks for the same amount before")
        case ReasonCode.possibleDuplicate: Phrase("another batch has the same amount for the same account")
        case ReasonCode.referenceUsed where rail != .payout: Phrase("the reference was used before")
        case ReasonCode.referenceUsed:
            Phrase("the reference was used before, or, without references, account and note")
        case ReasonCode.samePurpose: Phrase("the payee was paid for the same purpose before")
        case ReasonCode.accountChanged: Phrase("the person was paid to another account before")
        case _: Phrase("the same amount to the same account stands in the file before")
        }
    }
}
