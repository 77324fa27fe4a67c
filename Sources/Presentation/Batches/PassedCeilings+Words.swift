package import Operations
internal import PayoutCore
package import Wording

extension PassedCeilings {
    /// What a person reads of it; nothing where nothing is passed.
    package var lines: [Phrase] {
        var lines: [Phrase] = []
        if rows.count > 0, let ceiling = ceilings.row {
            lines.append(
                Phrase(
                    """
                    \(count: rows.count) rows ask for more than one row may (limits.row, \(ceiling.display)), \
                    \(rows.sum.display) together: each would wait for a person
                    """))
            lines += first.map { Phrase("  line \($0.line): \($0.amount.display)") }
            if rows.count > first.count { lines.append(Phrase("  … and \(count: rows.count - first.count) more")) }
        }
        if let batchSum, let ceiling = ceilings.batch {
            lines.append(
                Phrase(
                    """
                    \(batchSum.display) is more than one batch may ask for (limits.batch, \(ceiling.display)): it \
                    would not be approved
                    """))
        }
        return lines
    }
}
