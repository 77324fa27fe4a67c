internal import PayoutCore
internal import Wording

extension Reason {
    /// A row of a file without references that asks for another amount than an earlier payment to the same account with
    /// the same note: most probably a corrected file.
    static func otherAmount(_ earlier: Earlier, asked: Rupiah) -> [Phrase] {
        let (amount, batch, date) = (earlier.amount.display, earlier.batch, JakartaTime(earlier.sentAt).toTheMinute)
        let before =
            switch earlier.state {
            case .paid: Phrase("paid \(amount) on \(date) in batch \(batch)")
            case .sent: Phrase("sent \(amount) on \(date) in batch \(batch), result not known yet")
            case .due: Phrase("\(amount) in batch \(batch), still to be sent")
            case .ended: Phrase("\(amount) in batch \(batch), which has ended unpaid")
            }
        let difference = asked.difference(from: earlier.amount)
        let found = Phrase(
            """
            Another file without references has the same account and note: \(before); this asks for \(asked.display) \
            (difference \(difference)).
            """)
        let advice =
            earlier.state == .ended
            ? adviceAfterEnd
            : Phrase(
                """
                If it corrects the earlier payment, cancel the row and pay what is missing in a new file with another \
                note; if it is due in full, release the row.
                """)
        return [found] + cancelled(earlier) + [advice]
    }
}
