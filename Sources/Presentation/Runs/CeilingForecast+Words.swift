package import Operations
internal import PayoutCore
package import Wording

extension CeilingForecast {
    /// What the ceilings would hold back, for a person who looks at the rows; nothing where all would be sent.
    package var lines: [Phrase] {
        var lines: [Phrase] = []
        if let rows = held[.row], let ceiling = ceilings.row {
            lines.append(
                Phrase(
                    """
                      limits.row         \(count: rows.count) rows, \(rows.sum.display), are above \(ceiling.display): \
                    they would be held (row_limit)
                    """))
        }
        if let rows = held[.payee], let ceiling = ceilings.payee {
            lines.append(
                Phrase(
                    """
                      limits.payee       \(count: rows.count) rows, \(rows.sum.display), bring an account above \
                    \(ceiling.display) on this day: they would be held (payee_limit)
                    """))
        }
        if let rows = held[.day], let ceiling = ceilings.day {
            lines.append(
                Phrase(
                    """
                      limits.day         \(count: rows.count) rows, \(rows.sum.display), are each above \
                    \(ceiling.display): they would be held (day_limit)
                    """))
        }
        if later.count > 0, let ceiling = ceilings.day {
            lines.append(
                Phrase(
                    """
                      limits.day         \(sentToday.display) of \(ceiling.display) was sent on this day before: \
                    \(count: sent.count) rows, \(sent.sum.display), still fit, then the batch stops; \
                    \(count: later.count) rows, \(later.sum.display), wait for another day
                    """))
        }
        return lines
    }
}
