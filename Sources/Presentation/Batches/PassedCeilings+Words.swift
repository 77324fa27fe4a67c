package import Operations
internal import PayoutCore
package import Wording

extension PassedCeilings {
    /// What a person reads of it; nothing where nothing is passed.
    package var lines: [Phrase] {
        var lines: [Phrase] = []
        if let rows = rows[.row], let ceiling = ceilings.row {
            lines.append(
                Phrase(
                    """
                    \(count: rows.tally.count) rows ask for more than one row may (limits.row, \(ceiling.display)), \
                    \(rows.tally.sum.display) together: each would wait for a person
                    """))
            lines += rows.lines
        }
        if let rows = rows[.payee], let ceiling = ceilings.payee {
            lines.append(
                Phrase(
                    """
                    \(count: rows.tally.count) rows ask for more than one account may get on a day (limits.payee, \
                    \(ceiling.display)), \(rows.tally.sum.display) together: each would wait for a person
                    """))
            lines += rows.lines
        }
        if let rows = rows[.day], let ceiling = ceilings.day {
            lines.append(
                Phrase(
                    """
                    \(count: rows.tally.count) rows ask for more than may be sent on a day (limits.day, \
                    \(ceiling.display)), \(rows.tally.sum.display) together: each would wait for a person
                    """))
            lines += rows.lines
        }
        if let batchSum, let ceiling = ceilings.batch {
            lines.append(
                Phrase(
                    """
                    \(batchSum.display) is more than one batch may ask for (limits.batch, \(ceiling.display)): it \
                    would not be approved
                    """))
        }
        if let daySum, let ceiling = ceilings.day {
            lines.append(
                Phrase(
                    """
                    \(daySum.display) is more than may be sent on one day (limits.day, \(ceiling.display)): it would \
                    take several days
                    """))
        }
        return lines
    }
}

extension PassedCeilings.Rows {
    fileprivate var lines: [Phrase] {
        let lines = first.map { Phrase("  line \($0.line): \($0.amount.display)") }
        let rest = tally.count - first.count
        return rest > 0 ? lines + [Phrase("  … and \(count: rest) more")] : lines
    }
}
