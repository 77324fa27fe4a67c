internal import GRDB
package import PayoutCore

/// Rows and rupiah of one bank.
package struct BankTally: Sendable {
    /// Empty where the row names no bank.
    package let bankCode: String
    package let all: Tally
    package let succeeded: Tally
}

extension LedgerReader {
    /// Every input row of a batch in the file's order; memory does not grow with rows.
    package func forEachResult(
        of batch: BatchID, onlyRejected: Bool = false, _ body: (ResultRow) throws -> Void
    ) throws {
        let rows = try Row.fetchCursor(
            database.cachedStatement(
                sql: """
                    SELECT p.line, p.reference, p.bank_code, p.account_number, p.account_name,
                        CAST(COALESCE(p.amount_text, p.amount) AS TEXT), p.note, p.raw IS NOT NULL,
                        COALESCE(p.raw, p.carried, ''),
                        p.status, p.reason_code, p.reason, p.validated_name, t.external_id, t.partner_reference_no,
                        t.provider_reference_no, COALESCE(t.attempt, 0),
                        CASE WHEN t.attempt = 1 THEN t.sent_at ELSE
                            (SELECT sent_at FROM transfer WHERE payout_id = p.id AND attempt = 1) END,
                        p.settled_at
                    FROM payout p LEFT JOIN transfer t ON t.id = p.newest_transfer_id
                    WHERE \(LedgerSchema.isOfBatch("p")) \(onlyRejected ? "AND p.status = 'rejected'" : "")
                    ORDER BY p.id
                    """),
            arguments: [batch.key])
        while let row = try rows.next() {
            let isRaw: Bool = row[7]
            let cells = TextList.decode(row[8])
            let code: String? = row[10]
            try body(
                ResultRow(
                    line: row[0], reference: row[1], bankCode: row[2], accountNumber: row[3], accountName: row[4],
                    amount: row[5], note: row[6], cells: isRaw ? .raw(cells) : .others(cells),
                    status: try PayoutStatus(stored: row[9], in: "payout"),
                    reason: try code.map { try Reason(stored: row[11], code: $0) }, validatedName: row[12],
                    externalID: row[13], partnerReferenceNo: row[14], providerReferenceNo: row[15], attempts: row[16],
                    submittedAt: Timestamp(row[17]), settledAt: Timestamp(row[18])))
        }
    }

    /// Every validation and transfer of a batch, by row and time; memory does not grow with rows.
    package func forEachAttempt(of batch: BatchID, _ body: (AttemptRow) throws -> Void) throws {
        let rows = try Row.fetchCursor(
            database.cachedStatement(
                sql: """
                    SELECT p.line, p.reference, 'validation', v.attempt, v.external_id, v.partner_reference_no,
                        v.provider_reference_no, v.sent_at, v.answer_code, v.answer, v.answered_at, v.state, v.told_at,
                        CASE WHEN v.told_at IS NOT NULL THEN 'callback' WHEN v.state = 'invalid' THEN 'answer' END,
                        p.amount,
                        v.payout_id AS payout, 0 AS kind, NULL, NULL, NULL
                    FROM payout p JOIN validation v ON v.payout_id = p.id
                    WHERE \(LedgerSchema.isOfBatch("p")) AND p.amount IS NOT NULL
                    UNION ALL
                    SELECT p.line, p.reference, 'transfer', t.attempt, t.external_id, t.partner_reference_no,
                        t.provider_reference_no, t.sent_at, t.answer_code, t.answer, t.answered_at, t.state,
                        t.settled_at, t.told_by, p.amount, t.payout_id, 1, t.contradicting_status,
                        t.contradicting_at, t.contradicting_told_by
                    FROM payout p JOIN transfer t ON t.payout_id = p.id WHERE \(LedgerSchema.isOfBatch("p"))
                    ORDER BY payout, 8, kind
                    """),
            arguments: [batch.key])
        while let row = try rows.next() {
            try body(
                AttemptRow(
                    line: row[0], reference: row[1], kind: row[2], attempt: row[3], externalID: row[4],
                    partnerReferenceNo: row[5], providerReferenceNo: row[6], sentAt: Timestamp(milliseconds: row[7]),
                    answerCode: row[8], answer: row[9], answeredAt: Timestamp(row[10]), finalStatus: row[11],
                    finalStatusAt: Timestamp(row[12]), source: row[13],
                    contradictingStatus: try (row[17] as String?).map {
                        try TransactionStatus(stored: $0, in: "transfer")
                    },
                    contradictingStatusAt: Timestamp(row[18]), contradictingToldBy: row[19], amount: Rupiah(row[14])))
        }
    }
}
