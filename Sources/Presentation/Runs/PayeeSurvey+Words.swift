internal import Operations
internal import PayoutCore
package import PayoutLedger
internal import PayoutReports
package import Wording

extension PayeeSurvey {
    /// How many rows of each kind are shown on a terminal.
    private static let shownMax = 3

    /// What a person reads of it; nothing where there is nothing to look at.
    package var lines: [Phrase] {
        var lines: [Phrase] = []
        if firstPayments > 0 {
            lines.append(Phrase("  first payments     \(count: firstPayments) (accounts that were never paid before)"))
            // In a first file every row is one.
            if comparison != nil || firstPayments <= firstRows.count {
                lines += Self.rows(firstRows, of: firstPayments)
            }
        }
        if changedAccounts > 0 {
            let count = changedAccounts
            lines.append(Phrase("  changed accounts   \(count: count) (the person had another account before)"))
            lines += changedRows.prefix(Self.shownMax).map { row, reason in
                Phrase("    \(row.name): \(Explanation.shown(reason.phrase(for: .payout)))")
            }
        }
        if !largeAmounts.isEmpty {
            lines.append(
                Phrase(
                    """
                      large amounts      \(count: largeAmounts.count) (ten times and more what is usual in this file, \
                    about \(usualAmount.display))
                    """))
            lines += Self.rows(largeAmounts, of: largeAmounts.count)
        }
        if let comparison { lines += comparison.lines }
        return lines
    }

    fileprivate static func rows(_ rows: [Row], of count: Int) -> [Phrase] {
        let shown = rows.prefix(shownMax).map { Phrase("    \($0.name): \($0.amount.display)") }
        return count > shown.count ? shown + [Phrase("    … and \(count: count - shown.count) more")] : shown
    }
}

extension PayeeSurvey.Row {
    /// Its reference and name.
    fileprivate var name: String { Explanation.shown("\(reference), \(accountName)") }
}

extension BatchComparison {
    /// How many changed amounts are shown on a terminal.
    private static let changesMax = 5

    fileprivate var lines: [Phrase] {
        var lines = [Phrase("  compared with      \(Explanation.shown(batch))")]
        guard newPayees.count + missingPayees.count + changedAmounts > 0 else {
            return lines + [Phrase("    the same payees, and no amount differs by much")]
        }
        if newPayees.count > 0 {
            lines.append(Phrase("    new payees       \(count: newPayees.count), \(newPayees.sum.display)"))
            lines += PayeeSurvey.rows(newRows, of: newPayees.count)
        }
        if missingPayees.count > 0 {
            lines.append(Phrase("    missing payees   \(count: missingPayees.count), \(missingPayees.sum.display)"))
            lines += PayeeSurvey.rows(missingRows, of: missingPayees.count)
        }
        guard changedAmounts > 0 else { return lines }
        lines.append(Phrase("    changed amounts  \(count: changedAmounts)"))
        lines += changes.prefix(Self.changesMax).map { change in
            Phrase("    \(change.row.name): \(change.before.display) before, \(change.now.display) now")
        }
        let rest = changedAmounts - min(changes.count, Self.changesMax)
        return rest > 0 ? lines + [Phrase("    … and \(count: rest) more")] : lines
    }
}
