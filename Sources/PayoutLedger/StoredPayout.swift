internal import GRDB
package import PayoutCore

/// A payout as the ledger holds it.
package struct StoredPayout: Sendable {
    package let id: PayoutID
    package let batch: BatchID
    package let line: Int
    package let note: String
    /// The state machine's view; change it by ``Payout/handle(_:at:policy:)``, then save.
    package var payout: Payout
}

extension LedgerReader {
    private static let payoutColumns = """
        SELECT batch_id, line, note, reference, bank_code, account_number, account_name, amount, status, reason_code,
            reason, accepted_name, contradicted, due_at, duplicates_accepted_at, generation_min, newest_transfer_id
        FROM payout WHERE id = ?
        """

    /// The payout with this key, or nil where it is missing or is a rejected row.
    package func payout(_ id: PayoutID) throws -> StoredPayout? {
        guard let row = try Row.fetchOne(database.cachedStatement(sql: Self.payoutColumns), arguments: [id.key]),
            let amount: Int64 = row[7], let status = PayoutStatus(rawValue: row[8])
        else { return nil }
        let order = PaymentOrder(
            reference: row[3], bankCode: row[4], accountNumber: row[5], accountName: row[6], amount: Rupiah(amount))
        // Most payouts have none yet while they are validated.
        let transfers = row[16] == nil ? [] : try transfers(of: id)
        let attempt = (transfers.last?.attempt ?? 0) + 1
        let code: String? = row[9]
        return StoredPayout(
            id: id, batch: BatchID(key: row[0]), line: row[1], note: row[2],
            payout: Payout(
                order: order, status: status, reason: code.map { Reason(code: $0, text: row[10] ?? "") },
                validations: try validations(of: id, attempt: attempt), transfers: transfers, acceptedName: row[11],
                duplicatesAcceptedAt: Timestamp(row[14]), generationMin: row[15], isContradicted: row[12],
                dueAt: Timestamp(row[13])))
    }

    private func validations(of id: PayoutID, attempt: Int) throws -> [Validation] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT external_id, partner_reference_no, sent_at, state, counted, answer_code, answer,
                    provider_reference_no, name, beneficiary_id, told_at
                FROM validation WHERE payout_id = ? AND attempt = ? AND state <> 'abandoned' ORDER BY id
                """)
        var validations: [Validation] = []
        let rows = try Row.fetchCursor(statement, arguments: [id.key, attempt])
        while let row = try rows.next() {
            var validation = Validation(
                externalID: ExternalID(row[0]), partnerReferenceNo: PartnerReferenceNo(row[1]),
                sentAt: Timestamp(milliseconds: row[2]))
            validation.state = Validation.State(rawValue: row[3]) ?? .abandoned
            validation.isCounted = row[4]
            validation.answer = BankAnswer(code: row[5], message: row[6])
            validation.providerReferenceNo = row[7]
            validation.name = row[8]
            validation.beneficiaryID = row[9]
            validation.toldAt = Timestamp(row[10])
            validations.append(validation)
        }
        return validations
    }

    private func transfers(of id: PayoutID) throws -> [Transfer] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT t.attempt, t.generation, t.external_id, t.partner_reference_no, t.sent_at, v.external_id,
                    t.state,
                    t.answer_code, t.answer, t.answered_at, t.provider_reference_no, t.known, t.conflict, t.inquiries,
                    t.inquired_at, t.not_found_since, t.told_by, t.settled_at
                FROM transfer t LEFT JOIN validation v ON v.id = t.validation_id
                WHERE t.payout_id = ? ORDER BY t.attempt
                """)
        var transfers: [Transfer] = []
        let rows = try Row.fetchCursor(statement, arguments: [id.key])
        while let row = try rows.next() {
            let validation: String? = row[5]
            let witness: String? = row[16]
            var transfer = Transfer(
                attempt: row[0], generation: row[1], externalID: ExternalID(row[2]),
                partnerReferenceNo: PartnerReferenceNo(row[3]), sentAt: Timestamp(milliseconds: row[4]),
                validation: validation.map { ExternalID($0) }, state: Transfer.State(rawValue: row[6]) ?? .pending)
            transfer.answer = BankAnswer(code: row[7], message: row[8])
            transfer.answeredAt = Timestamp(row[9])
            transfer.providerReferenceNo = row[10]
            transfer.isKnown = row[11]
            transfer.isConflict = row[12]
            transfer.inquiries = row[13]
            transfer.inquiredAt = Timestamp(row[14])
            transfer.notFoundSince = Timestamp(row[15])
            transfer.toldBy = witness.flatMap { Witness(rawValue: $0) }
            transfer.settledAt = Timestamp(row[17])
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
