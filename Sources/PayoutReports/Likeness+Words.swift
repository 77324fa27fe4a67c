internal import PayoutCore
internal import Wording

/// Rows of collections, refunds and charges that look like other rows, in words.
extension Rail {
    /// The same payer or payment, and the same amount, in another batch.
    func sameMovement(_ earlier: Reason.Earlier) -> [Phrase] {
        let before = Phrase(
            """
            Another \(noun) has the same \(party) and amount: \(earlier.amount.display), \(date(earlier)), batch \
            \(earlier.batch), reference \(earlier.reference); \(earlier.state.phrase).
            """)
        let usual = Phrase("If it is the same, cancel the row; if both are due, release the row.")
        return [before] + Reason.cancelled(earlier) + [advice(earlier, usual)]
    }

    /// The reference was used in another batch.
    func referenceUsed(_ earlier: Reason.Earlier, asked: Rupiah, _ accounts: Reason.TwoAccounts?) -> [Phrase] {
        let used = Phrase(
            """
            The reference was used before: \(earlier.amount.display), \(date(earlier)), batch \(earlier.batch); \
            \(earlier.state.phrase). This asks for \(asked.display) (difference \
            \(asked.difference(from: earlier.amount))).
            """)
        let other = accounts.map { Phrase("The \(party) differs: \($0.earlier) then, \($0.now) now.") }
        let correction = Phrase(
            """
            If it corrects the earlier one, cancel the row and ask for the rest under a new reference; if it is due in \
            full, release the row.
            """)
        return [used] + Reason.cancelled(earlier) + (other.map { [$0] } ?? []) + [advice(earlier, correction)]
    }

    /// An earlier row of the file.
    ///
    /// - Parameter reference: of that row; empty where it is not known.
    func repeatedInFile(line: Int, _ reference: String) -> [Phrase] {
        [
            reference.isEmpty
                ? Phrase("Line \(line) of the same file has the same \(party) and amount.")
                : Phrase("Line \(line) of the same file, reference \(reference), has the same \(party) and amount."),
            Phrase("If it is the same, cancel the row; if both are due, release the row."),
        ]
    }

    /// Whom or what a row is about, in the middle of a sentence.
    private var party: Phrase {
        switch self {
        case .payout: Phrase("account")
        case .collection, .charge: Phrase("customer")
        case .refund: Phrase("payment")
        }
    }

    private func date(_ earlier: Reason.Earlier) -> String { JakartaTime(earlier.sentAt).toTheMinute }

    private func advice(_ earlier: Reason.Earlier, _ usual: Phrase) -> Phrase {
        guard earlier.state == .ended else { return usual }
        return Phrase("If this row is due, release it; if the other is to be tried again, cancel this row.")
    }
}

extension EarlierPayment.State {
    fileprivate var phrase: Phrase {
        switch self {
        case .paid: Phrase("it has succeeded")
        case .sent: Phrase("its result is not known yet")
        case .due: Phrase("its turn will come")
        case .ended: Phrase("it has ended without success")
        }
    }
}
