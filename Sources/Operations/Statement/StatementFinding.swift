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
        case .unreturned: (kind, what) = ("unreturned", Self.missingReturn(places))
        case .differs: (kind, what) = ("differs", Self.difference(row, lines))
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

    private static func missingReturn(_ places: String) -> Phrase {
        Phrase(
            """
            the ledger says that the money came back, and the statement has the payment in line \(places) and no \
            booking of the money that came back. Look at the statement of the next day; then ask the bank
            """)
    }

    private static func difference(_ row: StatementMatching.Row, _ lines: [StatementLine]) -> Phrase {
        let booked = (lines.first?.amount.rupiah ?? .zero).display
        let place = lines.first.map { String($0.line) } ?? ""
        if lines.first?.isOut == !row.isOut {
            return Phrase(
                """
                the row is \(row.amount.display), and \(booked) came back in line \(place). Ask the bank which is \
                right
                """)
        }
        guard !row.wasSent else {
            return Phrase(
                "the row is \(row.amount.display), and the bank has booked \(booked). Ask the bank which is right")
        }
        return Phrase(
            """
            the ledger says \(row.status.rawValue), nothing was sent for the row of \(row.amount.display), and the \
            bank has booked \(booked) under its number in line \(place). Do not pay it before you know what that is
            """)
    }

    /// What the ledger and the statement say, and the command that records what the bank answers.
    private static func contradiction(
        _ row: StatementMatching.Row, _ shown: ShownRow, _ lines: [StatementLine]
    ) -> Phrase {
        let place = lines.first.map { String($0.line) } ?? ""
        guard row.wasSent else { return unsent(row, shown, place) }
        let isBack = lines.contains { $0.isOut != row.isOut }
        let result = isBack ? "refunded" : "succeeded"
        let command =
            "salur resolve \(ShellWord.quoted(shown.reference)) --batch \(ShellWord.quoted(shown.batch)) "
            + "--as \(result) --evidence \"…\""
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

    /// A row that nothing was sent for, and that was paid in another way.
    private static func unsent(_ row: StatementMatching.Row, _ shown: ShownRow, _ place: String) -> Phrase {
        let which = shown.reference.isEmpty ? "--line \(shown.line)" : ShellWord.quoted(shown.reference)
        let command = "salur cancel \(which) --batch \(ShellWord.quoted(shown.batch)) --reason \"…\""
        return row.status == .cancelled
            ? Phrase(
                """
                the ledger says \(row.status.rawValue), nothing was sent for it, and the bank has booked this payment \
                in line \(place). Do not pay it before you know who paid it
                """)
            : Phrase(
                """
                the ledger says \(row.status.rawValue), nothing was sent for it, and the bank has booked this payment \
                in line \(place). Do not pay it before you know who paid it. If it was paid in another way, keep it \
                from being paid: \(command)
                """)
    }
}
