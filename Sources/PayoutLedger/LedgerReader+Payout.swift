internal import GRDB
package import PayoutCore

extension HotStatement {
    fileprivate static let payout = HotStatement(
        .payout,
        """
        SELECT batch_id, line, note, reference, bank_code, account_number, account_name, amount, payout.status,
            reason_code, reason, accepted_name, contradicted, due_at, duplicates_accepted_at, generation_min,
            newest_transfer_id, contradiction_open, contradiction_resolved_as, duplicates_shown, rail, refunds
        FROM payout JOIN batch ON batch.id = batch_id WHERE payout.id = ?
        """)
    fileprivate static let validations = HotStatement(
        .validations,
        """
        SELECT external_id, partner_reference_no, sent_at, state, counted, answer_code, answer, provider_reference_no,
            name, customer_reference, told_at
        FROM validation WHERE payout_id = ? AND attempt = ? AND given_up = 0 ORDER BY id
        """)
    fileprivate static let transfers = HotStatement(
        .transfers,
        """
        SELECT t.attempt, t.generation, t.external_id, t.partner_reference_no, t.sent_at, v.external_id, t.state,
            t.answer_code, t.answer, t.answered_at, t.provider_reference_no, t.known, t.conflict, t.inquiries,
            t.inquired_at, t.not_found_since, t.told_by, t.settled_at, t.contradicting_status,
            t.contradicting_told_by, t.contradicting_at, t.confirmation
        FROM transfer t LEFT JOIN validation v ON v.id = t.validation_id
        WHERE t.payout_id = ? ORDER BY t.attempt
        """)
}

extension LedgerReader {
    /// The payout with this key, or nil where it is missing, or rejected for an unreadable amount.
    package func payout(_ id: PayoutID) throws -> StoredPayout? {
        var query = try statements.begin(.payout)
        query.add(id.key)
        return try query.firstRow { row in
            guard let amount = row.optionalNumber(7) else { return nil }
            let status = try PayoutStatus(stored: row.text(8), in: "payout")
            let refunds = row.optionalNumber(21).map { PayoutID(key: $0) }
            let order = PaymentOrder(
                rail: try Rail(stored: row.text(20), in: "batch"), reference: row.text(3), bankCode: row.text(4),
                accountNumber: row.text(5), accountName: row.text(6), amount: Rupiah(amount), refunds: refunds)
            // Most payouts have none yet while they are validated.
            let transfers = row.isNull(16) ? [] : try transfers(of: id)
            let attempt = (transfers.last?.attempt ?? 0) + 1
            return StoredPayout(
                id: id, batch: BatchID(key: row.number(0)), line: Int(row.number(1)), note: row.text(2),
                payout: Payout(
                    order: order, status: status,
                    reason: try row.optionalText(9).map { try Reason(stored: row.optionalText(10), code: $0) },
                    validations: try validations(of: id, attempt: attempt), transfers: transfers,
                    acceptedName: row.optionalText(11),
                    duplicates: DuplicateReview(
                        acceptedAt: row.moment(14), shown: [PayoutID](encoded: row.optionalText(19))),
                    generationMin: Generation(Int(row.number(15))), isContradicted: row.flag(12),
                    isContradictionOpen: row.flag(17),
                    contradictionResolvedAs: try row.optionalText(18).map { try Resolution(stored: $0, in: "payout") },
                    dueAt: row.moment(13)),
                refunded: try refunds.flatMap(paymentKey))
        }
    }

    /// What the bank knows a succeeded collection by.
    private func paymentKey(_ payment: PayoutID) throws -> PaymentKey? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT account_number, external_id, partner_reference_no, provider_reference_no
                    FROM payout JOIN transfer ON transfer.payout_id = payout.id AND state = 'succeeded'
                    WHERE payout.id = ?
                    """),
            arguments: [payment.key]
        ).map { row in
            PaymentKey(
                customer: row[0], externalID: ExternalID(row[1]), partnerReferenceNo: PartnerReferenceNo(row[2]),
                providerReferenceNo: row[3])
        }
    }

    private func validations(of id: PayoutID, attempt: Attempt) throws -> [Validation] {
        var query = try statements.begin(.validations)
        query.add(id.key)
        query.add(attempt.number)
        var validations: [Validation] = []
        try query.forEachRow { row in
            var validation = Validation(
                externalID: ExternalID(row.text(0)), partnerReferenceNo: PartnerReferenceNo(row.text(1)),
                sentAt: Timestamp(milliseconds: row.number(2)))
            validation.state = try Validation.State(stored: row.text(3), in: "validation")
            validation.isCounted = row.flag(4)
            validation.answer = BankAnswer(code: row.optionalText(5), message: row.optionalText(6))
            validation.providerReferenceNo = row.optionalText(7)
            validation.name = row.optionalText(8)
            validation.customerReference = row.optionalText(9)
            validation.reportedAt = row.moment(10)
            validations.append(validation)
        }
        return validations
    }

    private func transfers(of id: PayoutID) throws -> [Transfer] {
        var query = try statements.begin(.transfers)
        query.add(id.key)
        var transfers: [Transfer] = []
        try query.forEachRow { row in
            var transfer = Transfer(
                attempt: Attempt(Int(row.number(0))), generation: Generation(Int(row.number(1))),
                externalID: ExternalID(row.text(2)),
                partnerReferenceNo: PartnerReferenceNo(row.text(3)), sentAt: Timestamp(milliseconds: row.number(4)),
                validation: row.optionalText(5).map { ExternalID($0) },
                state: try Transfer.State(stored: row.text(6), in: "transfer"))
            transfer.answer = BankAnswer(code: row.optionalText(7), message: row.optionalText(8))
            transfer.answeredAt = row.moment(9)
            transfer.providerReferenceNo = row.optionalText(10)
            transfer.isKnown = row.flag(11)
            transfer.conflict = try row.optionalText(12).map { try Transfer.Conflict(stored: $0, in: "transfer") }
            transfer.inquiries = Int(row.number(13))
            transfer.inquiredAt = row.moment(14)
            transfer.notFoundSince = row.moment(15)
            transfer.source = try row.optionalText(16).map { try StatusSource(stored: $0, in: "transfer") }
            transfer.settledAt = row.moment(17)
            if let status = try row.optionalText(18).map({ try TransactionStatus(stored: $0, in: "transfer") }),
                let at = row.moment(20),
                let source = try row.optionalText(19).map({ try StatusSource(stored: $0, in: "transfer") })
            {
                transfer.contradictedBy = ContradictingStatus(status: status, source: source, reportedAt: at)
            }
            transfer.confirmation = row.optionalText(21)
            transfers.append(transfer)
        }
        return transfers
    }
}

extension Timestamp {
    init?(_ milliseconds: Int64?) {
        guard let milliseconds else { return nil }
        self.init(milliseconds: milliseconds)
    }
}

extension BankAnswer {
    init?(code: String?, message: String?) {
        guard let code else { return nil }
        self.init(code: code, message: message ?? "")
    }
}
