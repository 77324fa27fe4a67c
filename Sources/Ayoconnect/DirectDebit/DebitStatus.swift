internal import PayoutCore

/// What `latestTransactionStatus` and `refundStatus` mean in Direct Debit (Ayoconnect: Direct Debit, section 5).
///
/// | written | word | status |
/// |---|---|---|
/// | 00 | success | succeeded |
/// | 01, 02, 03 | initiated, processing, pending | pending |
/// | 04 | refunded | refunded |
/// | 05 | | failed: cancelled |
/// | 06 | failed | failed |
/// | 07 | | not found |
/// | anything else | | unrecognised, never final |
struct DebitStatus: Equatable {
    /// The code, also where the bank has written a word.
    let code: String
    let status: TransactionStatus

    /// Some callbacks are said to carry words. A.
    private static let words = [
        "success": "00", "initiated": "01", "processing": "03", "pending": "03", "refunded": "04", "failed": "06",
    ]

    init(_ text: String) {
        code = Self.words[text.lowercased()] ?? text
        status =
            switch code {
            case "00": .succeeded
            case "01", "02", "03": .pending
            case "04": .refunded
            case "05", "06": .failed
            case "07": .notFound
            default: .unrecognised(text)
            }
    }
}

extension DebitMessage {
    /// The status of the payment; nil where the message names none.
    var status: DebitStatus? { latestTransactionStatus.map(DebitStatus.init) }

    /// The customer must send a code, or confirm on a page of the bank.
    var isCodeDue: Bool {
        let words = transactionStatusDesc ?? latestTransactionStatus ?? ""
        return otpToken != nil || words.uppercased().hasPrefix(DebitValue.wordsOfCode)
    }

    /// The report that this message makes of the payment under this status.
    func report(_ status: DebitStatus, source: StatusSource) -> StatusReport {
        StatusReport(
            status: status.status, source: source,
            answer: BankAnswer(code: status.code, message: transactionStatusDesc ?? ""),
            providerReferenceNo: providerReferenceNo)
    }
}
