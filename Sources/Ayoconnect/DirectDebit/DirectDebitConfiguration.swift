/// Which X-EXTERNAL-ID a refund carries: the pages of the bank disagree (Ayoconnect: Direct Debit, section 7).
package enum RefundExternalID: String, CaseIterable, Sendable {
    /// A value of its own.
    case fresh
    /// That of the payment.
    case payment
}

/// What Direct Debit needs beyond ``AyoconnectConfiguration`` (design: settings `directDebit.*`).
package struct DirectDebitConfiguration: Sendable {
    /// `directDebit.prefix`: stands before every path of this product, and is signed.
    package var prefix: String
    /// Which X-EXTERNAL-ID a refund carries.
    package var refundExternalID: RefundExternalID

    /// Banks that ask their customer for a code with each payment (Ayoconnect: Direct Debit, section 4).
    package static let banksWithCodes: Set<String> = ["014", "022"]

    /// The usual prefix.
    package static let prefixUsual = DebitPath.prefix

    package init(
        prefix: String = DirectDebitConfiguration.prefixUsual, refundExternalID: RefundExternalID = .fresh
    ) {
        self.prefix = prefix
        self.refundExternalID = refundExternalID
    }
}
