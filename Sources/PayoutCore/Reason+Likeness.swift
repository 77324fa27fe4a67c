extension Reason {
    /// Why a payout asking for `order` is held.
    package static func likeness(_ likeness: Likeness, of order: PaymentOrder) -> Reason {
        switch likeness {
        case .samePayment(let earlier): samePayment(earlier)
        case .referenceUsed(let earlier): referenceUsed(earlier, order)
        case .repeated(let line, let reference): repeated(line: line, reference: reference)
        }
    }

    private static func samePayment(_ earlier: EarlierPayment) -> Reason {
        let (amount, reference, batch) = (earlier.order.amount.display, earlier.order.reference, earlier.batch)
        let date = JakartaTime(earlier.sentAt).toTheMinute
        let advice =
            " If it is the same payment, cancel the row; if it must be paid once more all the same, release the row."
        let before =
            switch earlier.state {
            case .paid:
                "The same amount was paid to the same account before: \(amount) on \(date) in batch \(batch), "
                    + "reference \(reference)."
            case .sent:
                "The same amount was sent to the same account before: \(amount) on \(date) in batch \(batch), "
                    + "reference \(reference), and its result is not known yet."
            case .due:
                "The same amount is being paid to the same account: \(amount) in batch \(batch), reference "
                    + "\(reference)."
            }
        return Reason(code: ReasonCode.possibleDuplicate, text: before + advice)
    }

    private static func referenceUsed(_ earlier: EarlierPayment, _ order: PaymentOrder) -> Reason {
        let (amount, batch) = (earlier.order.amount.display, earlier.batch)
        let date = JakartaTime(earlier.sentAt).toTheMinute
        let (asked, difference) = (order.amount.display, order.amount.difference(from: earlier.order.amount))
        let used =
            switch earlier.state {
            case .paid:
                "The reference was used before: paid \(amount) on \(date) in batch \(batch); "
                    + "this asks for \(asked) (difference \(difference))."
            case .sent:
                "The reference was used before: sent \(amount) on \(date) in batch \(batch), result not known yet; "
                    + "this asks for \(asked) (difference \(difference))."
            case .due:
                "The reference is being paid in another batch: \(amount) in batch \(batch); "
                    + "this asks for \(asked) (difference \(difference))."
            }
        let isSameAccount =
            order.bankCode == earlier.order.bankCode && order.accountNumber == earlier.order.accountNumber
        let account =
            isSameAccount
            ? ""
            : " The account differs: \(earlier.order.maskedAccount) at bank \(earlier.order.bankCode) then, "
                + "\(order.maskedAccount) at bank \(order.bankCode) now."
        return Reason(
            code: ReasonCode.referenceUsed,
            text: used + account
                + " If it corrects the earlier payment, cancel the row and pay what is missing under a new reference; "
                + "if it is due in full, release the row.")
    }

    private static func repeated(line: Int, reference: String) -> Reason {
        Reason(
            code: ReasonCode.repeatedInFile,
            text: (reference.isEmpty
                ? "Line \(line) of the same file has the same account and amount. "
                : "Line \(line) of the same file, reference \(reference), has the same account and amount. ")
                + "If it is the same payment, cancel the row; if both are due, release the row.")
    }
}
