internal import PayoutCore
internal import Wording

/// Why a row and its bookings are left to a person, and what to do.
struct StatementFinding {
    /// A stable word.
    let kind: String
    let what: Phrase

    /// How many bookings are named.
    private static let namedMax = 5

    /// Nil where nothing is to be done.
    init?(
        _ row: StatementMatching.Row, _ shown: ShownRow, _ verdict: StatementMatching.Verdict, _ lines: [StatementLine]
    ) {
        let places = lines.prefix(Self.namedMax).map { String($0.line) }.joined(separator: ", ")
        switch verdict {
        case .matched, .returned, .fee: return nil
        case .open:
            (kind, what) = (
                "open_row",
                Phrase(
                    """
                    the statement has no booking of this row. Look at the statement of the next day; then ask the bank
                    """)
            )
        case .differs:
            let booked = lines.first?.amount.rupiah ?? .zero
            (kind, what) = (
                "differs",
                Phrase(
                    """
                    the row is \(row.amount.display), and the bank has booked \(booked.display). Ask the bank which is \
                    right
                    """)
            )
        case .contradicts: (kind, what) = ("contradicts", Self.contradiction(row, shown, lines))
        case .ambiguous where lines.count > 1:
            (kind, what) = (
                "ambiguous",
                Phrase(
                    """
                    the bookings in lines \(places) fit it. If they are payments of this row, it was paid more than \
                    once: ask the bank. A person must say which booking is the row's
                    """)
            )
        case .ambiguous:
            (kind, what) = (
                "ambiguous",
                Phrase("the booking in line \(places) fits several rows; a person must say which of them it pays")
            )
        case .otherText:
            (kind, what) = (
                "other_text",
                Phrase(
                    """
                    only the amount is that of the booking in line \(places), whose text names something else: \
                    "\(lines.first?.text ?? "")". The row is for \(row.name). A person must say whether they belong \
                    together
                    """)
            )
        case .otherDay:
            (kind, what) = (
                "other_day",
                Phrase(
                    """
                    the booking in line \(places) names the row, and is of \(lines.first?.date ?? ""): before it was \
                    sent, or more than \(Int(StatementMatching.Row.lateDaysMax)) days after it ended. Ask the bank \
                    what it is
                    """)
            )
        }
    }

    /// What the ledger and the statement say, and the command that records what the bank answers.
    private static func contradiction(
        _ row: StatementMatching.Row, _ shown: ShownRow, _ lines: [StatementLine]
    ) -> Phrase {
        let isBack = lines.contains { $0.isOut != row.isOut }
        let result = isBack ? "refunded" : "succeeded"
        let command =
            "salur resolve \(ShellWord.quoted(shown.reference)) --batch \(ShellWord.quoted(shown.batch)) "
            + "--as \(result) --evidence \"…\""
        let place = lines.first.map { String($0.line) } ?? ""
        return isBack
            ? Phrase(
                """
                the ledger says \(row.status.rawValue), and the money came back in line \(place). Ask the bank; if it \
                confirms this, record it: \(command)
                """)
            : Phrase(
                """
                the ledger says \(row.status.rawValue), and the bank has booked the payment in line \(place). Do not \
                pay it again. Ask the bank; if it confirms this, record it: \(command)
                """)
    }
}
