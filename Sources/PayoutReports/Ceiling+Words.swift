internal import PayoutCore
internal import Wording

extension CeilingHit {
    /// Why the row waits, and what a person can do.
    var sentences: [Phrase] {
        switch kind {
        case .row:
            [
                Phrase("The row asks for more than one row may (limits.row, \(ceiling.display))."),
                Phrase("If the amount is wrong, cancel the row and pay it in a new file; if it is right, release it."),
            ]
        case .day:
            [
                Phrase("The row asks for more than may be sent on a whole day (limits.day, \(ceiling.display))."),
                Self.raise(.verbatim("limits.day")),
            ]
        case .payee where sent == .zero:
            [
                Phrase(
                    "The row asks for more than one account may get on a day (limits.payee, \(ceiling.display))."),
                Self.raise(.verbatim("limits.payee")),
            ]
        case .payee:
            [
                Phrase(
                    """
                    \(sent.display) was sent to this account on the same day already: with this row it is more than \
                    one account may get on a day (limits.payee, \(ceiling.display)).
                    """),
                Phrase(
                    """
                    If the amount is right, release the row on another day, or after limits.payee was raised: on the \
                    same day it would be held again. If not, cancel it.
                    """),
            ]
        }
    }

    private static func raise(_ key: Phrase) -> Phrase {
        Phrase(
            """
            If it must be paid, raise \(key) first, then release the row: before that it is held again. If not, cancel \
            it.
            """)
    }
}
