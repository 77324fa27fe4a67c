package import PayoutCore

/// One input row with what came of it, as `results.csv` shows it.
package struct ResultRow: Sendable {
    package let line: Int
    package let reference: String
    package let bankCode: String
    package let accountNumber: String
    package let accountName: String
    /// The amount as the file had it where the row was rejected, else the amount in rupiah.
    package let amount: String
    package let note: String
    /// Every cell other than those of the six known columns, in the file's order; for a rejected row every cell as it
    /// came.
    package let cells: Cells
    package let status: PayoutStatus
    package let reason: Reason?
    package let validatedName: String?
    package let externalID: String?
    package let partnerReferenceNo: String?
    package let providerReferenceNo: String?
    package let attempts: Int
    package let submittedAt: Timestamp?
    package let settledAt: Timestamp?

    /// The cells that `results.csv` and `rejected.csv` carry through.
    package enum Cells: Sendable {
        case others([String])
        case raw([String])
    }

    package init(
        line: Int, reference: String, bankCode: String, accountNumber: String, accountName: String, amount: String,
        note: String, cells: Cells, status: PayoutStatus, reason: Reason?, validatedName: String?, externalID: String?,
        partnerReferenceNo: String?, providerReferenceNo: String?, attempts: Int, submittedAt: Timestamp?,
        settledAt: Timestamp?
    ) {
        self.line = line
        self.reference = reference
        self.bankCode = bankCode
        self.accountNumber = accountNumber
        self.accountName = accountName
        self.amount = amount
        self.note = note
        self.cells = cells
        self.status = status
        self.reason = reason
        self.validatedName = validatedName
        self.externalID = externalID
        self.partnerReferenceNo = partnerReferenceNo
        self.providerReferenceNo = providerReferenceNo
        self.attempts = attempts
        self.submittedAt = submittedAt
        self.settledAt = settledAt
    }
}

/// One validation or transfer, as `attempts.csv` shows it.
package struct AttemptRow: Sendable {
    package let line: Int
    package let reference: String
    /// `validation` or `transfer`.
    package let kind: String
    package let attempt: Int
    package let externalID: String
    package let partnerReferenceNo: String
    package let providerReferenceNo: String?
    package let sentAt: Timestamp
    package let answerCode: String?
    package let answer: String?
    package let answeredAt: Timestamp?
    package let finalStatus: String
    package let finalStatusAt: Timestamp?
    package let source: String?
    /// The status of the bank that contradicts the final status.
    package let contradictingStatus: TransactionStatus?
    package let contradictingStatusAt: Timestamp?
    package let contradictingToldBy: String?
    package let amount: Rupiah

    package init(
        line: Int, reference: String, kind: String, attempt: Int, externalID: String, partnerReferenceNo: String,
        providerReferenceNo: String?, sentAt: Timestamp, answerCode: String?, answer: String?, answeredAt: Timestamp?,
        finalStatus: String, finalStatusAt: Timestamp?, source: String?,
        contradictingStatus: TransactionStatus?,
        contradictingStatusAt: Timestamp?, contradictingToldBy: String?, amount: Rupiah
    ) {
        self.line = line
        self.reference = reference
        self.kind = kind
        self.attempt = attempt
        self.externalID = externalID
        self.partnerReferenceNo = partnerReferenceNo
        self.providerReferenceNo = providerReferenceNo
        self.sentAt = sentAt
        self.answerCode = answerCode
        self.answer = answer
        self.answeredAt = answeredAt
        self.finalStatus = finalStatus
        self.finalStatusAt = finalStatusAt
        self.source = source
        self.contradictingStatus = contradictingStatus
        self.contradictingStatusAt = contradictingStatusAt
        self.contradictingToldBy = contradictingToldBy
        self.amount = amount
    }
}
