internal import PayoutCore
internal import Wording

// What the ledger knows about a payee, in words.
extension Reason {
    static func samePurpose(_ earlier: Earlier, purpose: String) -> [Phrase] {
        let (amount, batch) = (earlier.amount.display, earlier.batch)
        let date = JakartaTime(earlier.sentAt).toTheMinute
        let before =
            switch earlier.state {
            case .paid:
                Phrase("The payee was paid for \"\(purpose)\" before: \(amount) on \(date) in batch \(batch).")
            case .sent:
                Phrase(
                    """
                    Money was sent to the payee for "\(purpose)" before: \(amount) on \(date) in batch \(batch), and \
                    its result is not known yet.
                    """)
            case .due: Phrase("The payee is being paid for \"\(purpose)\": \(amount) in batch \(batch).")
            case .ended:
                Phrase(
                    """
                    The payee was to be paid for "\(purpose)": \(amount) in batch \(batch). That payment has ended \
                    unpaid.
                    """)
            }
        let advice = Phrase(
            """
            If it is the same payment, cancel the row; if it must be paid once more all the same, release the row.
            """)
        return [before] + cancelled(earlier) + [advice]
    }

    /// - Parameter since: the first payment to the account before.
    static func accountChanged(since: Timestamp, _ accounts: TwoAccounts) -> [Phrase] {
        let month = Phrase.month(of: since)
        let before =
            accounts.earlierBank == accounts.bankNow
            ? Phrase("This person has another account than before: since \(month) paid to \(accounts.earlier).")
            : Phrase(
                """
                This person has another account than before: since \(month) paid to \(accounts.earlier) at bank \
                \(accounts.earlierBank).
                """)
        return [
            before,
            Phrase("Ask the person in another way than by answering the message that asked for the change."),
            Phrase("If the new account is right, release the row; if not, cancel it."),
        ]
    }
}

extension Phrase {
    /// The month of a moment in Jakarta, such as `September 2026`.
    fileprivate static func month(of moment: Timestamp) -> Phrase {
        let parts = JakartaTime(moment).iso8601.split(separator: "-")
        let (year, number) = (parts.first.map { String($0) } ?? "", parts.dropFirst().first.flatMap { Int($0) } ?? 0)
        return switch number {
        case 1: Phrase("January \(year)")
        case 2: Phrase("February \(year)")
        case 3: Phrase("March \(year)")
        case 4: Phrase("April \(year)")
        case 5: Phrase("May \(year)")
        case 6: Phrase("June \(year)")
        case 7: Phrase("July \(year)")
        case 8: Phrase("August \(year)")
        case 9: Phrase("September \(year)")
        case 10: Phrase("October \(year)")
        case 11: Phrase("November \(year)")
        case _: Phrase("December \(year)")
        }
    }
}

extension PayeeBlock {
    fileprivate var date: String { JakartaTime(blockedAt).toTheMinute }

    var finding: Phrase {
        isName
            ? Phrase("The name is blocked by \(by.person) since \(date) (\"\(by.reason)\").")
            : Phrase("The account is blocked by \(by.person) since \(date) (\"\(by.reason)\").")
    }

    static let advice = Phrase("If it must be paid after all, lift the block, then pay the row in a new file.")
}
