internal import GRDB
package import PayoutCore

/// A row of a file as the ledger shows it to people, rejected rows too.
package struct RowSummary: Sendable {
    package let id: PayoutID
    package let batch: BatchID
    package let line: Int
    package let reference: String
    package let bankCode: String
    package let accountNumber: String
    package let accountName: String
    /// Nil where the row was rejected and its amount cannot be read.
    package let amount: Rupiah?
    /// The amount as a rejected row writes it.
    package let amountText: String?
    package let note: String
    package let status: PayoutStatus
    package let reason: Reason?
    /// The bank contradicted itself, and a person must decide.
    package let isContradictionOpen: Bool
    package let dueAt: Timestamp?
    package let settledAt: Timestamp?

    /// The texts of the payment, as they identify the row when a file is compared with the batch that it claims to be.
    package var shown: ShownCells {
        var shown = ShownCells()
        (shown.reference, shown.bankCode) = (reference, bankCode)
        (shown.accountNumber, shown.accountName) = (accountNumber, accountName)
        (shown.amount, shown.note) = (amountText ?? amount.map { String($0.whole) } ?? "", note)
        return shown
    }
}

/// One account check of a payout.
package struct ValidationRecord: Sendable {
    /// The attempt that it was made for.
    package let attempt: Attempt
    package let externalID: ExternalID
    package let partnerReferenceNo: PartnerReferenceNo
    package let sentAt: Timestamp
    package let state: Validation.State
    package let answer: BankAnswer?
    package let answeredAt: Timestamp?
    package let providerReferenceNo: String?
    /// The name that the bank knows the account under.
    package let name: String?
    package let reportedAt: Timestamp?
    /// The code with which the bank reported the result by callback; nil where none came.
    package let resultCode: String?
}

/// Who submitted and approved a batch, and when.
package struct BatchHistory: Sendable {
    /// The journal's lines about the batch as a whole, oldest first.
    package let events: [JournalEvent]
    package let approvedAt: Timestamp?
    package let payAgainReason: String?
}

extension LedgerReader {
    private static let rowColumns = """
        SELECT id, batch_id, line, reference, bank_code, account_number, account_name, amount, amount_text, status,
            reason_code, reason, contradiction_open, due_at, settled_at, note
        FROM payout
        """

    /// The payouts under this reference, of every batch; rejected rows are not among them.
    package func rows(reference: String) throws -> [RowSummary] {
        try rows("WHERE reference = ? AND status <> 'rejected' ORDER BY id", [reference])
    }

    /// The rejected rows under this reference, at most `limit`. Looks at every row of the ledger.
    package func rejectedRows(reference: String, limit: Int) throws -> [RowSummary] {
        try rows("WHERE reference = ? AND status = 'rejected' ORDER BY id LIMIT ?", [reference, limit])
    }

    /// The row at a place of a batch, counted from 1 in the order of the file; nil after the last.
    package func row(place: Int, of batch: BatchID) throws -> RowSummary? {
        try rows("WHERE id = ?", [PayoutID(batch, place: place).key]).first
    }

    /// The row with this key; nil where there is none.
    package func summary(of id: PayoutID) throws -> RowSummary? { try rows("WHERE id = ?", [id.key]).first }

    private func rows(_ condition: String, _ arguments: StatementArguments) throws -> [RowSummary] {
        let statement = try database.cachedStatement(sql: Self.rowColumns + " " + condition)
        return try Row.fetchAll(statement, arguments: arguments).map { row in
            let (id, code): (PayoutID, String?) = (PayoutID(key: row[0]), row[10])
            return RowSummary(
                id: id, batch: BatchID(key: row[1]), line: row[2], reference: row[3],
                bankCode: row[4], accountNumber: row[5], accountName: row[6],
                amount: (row[7] as Int64?).map { Rupiah($0) }, amountText: row[8],
                note: row[15], status: try PayoutStatus(stored: row[9], in: "payout"),
                reason: try code.map { try present(Reason(stored: row[11], code: $0), of: id) },
                isContradictionOpen: row[12], dueAt: Timestamp(row[13] as Int64?),
                settledAt: Timestamp(row[14] as Int64?))
        }
    }

    /// The references that stand next to this one in the alphabet, at most `limit` on either side.
    package func neighbours(of reference: String, limit: Int) throws -> [String] {
        func side(_ sign: String, order: String) throws -> [String] {
            try String.fetchAll(
                database,
                sql: """
                    SELECT DISTINCT reference FROM payout WHERE status <> 'rejected' AND reference \(sign) ?
                    ORDER BY reference \(order) LIMIT ?
                    """,
                arguments: [reference, limit])
        }
        return try side("<", order: "DESC").reversed() + side(">", order: "ASC")
    }

    /// Every account check of a payout, oldest first.
    package func validations(ofEveryAttemptOf id: PayoutID) throws -> [ValidationRecord] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT attempt, external_id, partner_reference_no, sent_at, state, answer_code, answer, answered_at,
                    provider_reference_no, name, told_at,
                    (SELECT response_code FROM callback WHERE external_id = validation.external_id
                        AND verification_status IN ('valid', 'invalid', 'error')
                        AND finding = '\(PendingCallback.believed)' ORDER BY id LIMIT 1)
                FROM validation WHERE payout_id = ? ORDER BY attempt, id
                """,
            arguments: [id.key]
        ).map { row in
            ValidationRecord(
                attempt: Attempt(row[0]), externalID: ExternalID(row[1]),
                partnerReferenceNo: PartnerReferenceNo(row[2]),
                sentAt: Timestamp(milliseconds: row[3]), state: try Validation.State(stored: row[4], in: "validation"),
                answer: BankAnswer(code: row[5], message: row[6]), answeredAt: Timestamp(row[7] as Int64?),
                providerReferenceNo: row[8], name: row[9], reportedAt: Timestamp(row[10] as Int64?), resultCode: row[11]
            )
        }
    }

    /// The journal of one payout, oldest first.
    package func events(of payout: PayoutID) throws -> [JournalEvent] {
        try events("payout_id = ?", [payout.key])
    }

    /// Whether a person has released a payout after it was held for passing a ceiling, by the reason code of that.
    package func isReleased(_ payout: PayoutID, heldFor code: String) throws -> Bool {
        let statement = try database.cachedStatement(
            sql: """
                SELECT EXISTS (SELECT 1 FROM event WHERE payout_id = ?1 AND kind = ?2
                    AND id > (SELECT MIN(id) FROM event WHERE payout_id = ?1 AND kind = ?3 AND detail LIKE '%' || ?4))
                """)
        return try Bool.fetchOne(
            statement, arguments: [payout.key, PayoutEvent.releasedKind, PayoutEvent.ceilingKind, code]) ?? false
    }

    /// What the ledger knows of a batch apart from its rows.
    package func history(of batch: BatchID) throws -> BatchHistory {
        let row = try Row.fetchOne(
            database, sql: "SELECT approved_at, pay_again_reason FROM batch WHERE id = ?", arguments: [batch.key])
        return BatchHistory(
            events: try events("batch_id = ? AND payout_id IS NULL", [batch.key]),
            approvedAt: Timestamp(row?[0] as Int64?), payAgainReason: row?[1])
    }

    private func events(_ condition: String, _ arguments: StatementArguments) throws -> [JournalEvent] {
        try Row.fetchAll(
            database,
            sql: "SELECT at, batch_id, payout_id, kind, detail, actor FROM event WHERE \(condition) ORDER BY id",
            arguments: arguments
        ).map { row in
            JournalEvent(
                at: Timestamp(milliseconds: row[0]), batch: (row[1] as Int64?).map { BatchID(key: $0) },
                payout: (row[2] as Int64?).map { PayoutID(key: $0) }, kind: row[3], detail: row[4], actor: row[5])
        }
    }
}
