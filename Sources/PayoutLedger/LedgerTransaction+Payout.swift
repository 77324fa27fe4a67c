internal import GRDB
package import PayoutCore

extension LedgerTransaction {
    /// Writes what the state machine made of a payout, guarded: one row must change.
    ///
    /// - Returns: false where the ledger refused (its constraints, or the row had moved on); that transition is undone
    ///   and must have no effect outside, while the rest of the commit stands.
    /// - Throws: where the database fails.
    package func save(_ stored: StoredPayout, from old: Payout, at now: Timestamp) throws -> Bool {
        guard stored.payout != old else { return true }
        var saved: Bool
        do {
            saved = try Self.undoable(in: database) {
                try writeValidations(stored, from: old, at: now)
                try writeTransfers(stored, from: old)
                return try writePayout(stored, from: old, at: now)
            }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            saved = false
        }
        if saved, stored.payout.status != old.status {
            let amount = old.order.amount.whole
            count(old.status, of: stored.batch, rows: -1, amount: -amount)
            count(stored.payout.status, of: stored.batch, rows: 1, amount: amount)
        }
        return saved
    }

    private func writePayout(_ stored: StoredPayout, from old: Payout, at now: Timestamp) throws -> Bool {
        let new = stored.payout
        let validatedName = new.goodValidation?.name ?? old.goodValidation?.name
        let newest = new.transfers.count == old.transfers.count ? nil : new.transfers.last?.externalID.text
        try execute(
            """
            UPDATE payout SET status = ?, reason_code = ?, reason = ?, accepted_name = ?, contradicted = ?, due_at = ?,
                duplicates_accepted_at = ?, generation_min = ?,
                validated_name = COALESCE(?, validated_name),
                settled_at = CASE WHEN ? THEN CASE WHEN status = ? THEN settled_at ELSE ? END END,
                newest_transfer_id = COALESCE((SELECT id FROM transfer WHERE external_id = ?), newest_transfer_id)
            WHERE id = ? AND status = ? AND contradicted = ?
            """,
            [
                new.status.rawValue, new.reason?.code, new.reason?.text, new.acceptedName, new.isContradicted,
                new.dueAt?.milliseconds, new.duplicatesAcceptedAt?.milliseconds, new.generationMin, validatedName,
                new.status.isSettled, new.status.rawValue, now.milliseconds,
                newest, stored.id.key, old.status.rawValue, old.isContradicted,
            ])
        return database.changesCount == 1
    }

    private func writeValidations(_ stored: StoredPayout, from old: Payout, at now: Timestamp) throws {
        // An intended transfer takes the validations of its attempt out of sight; their rows stay as they are.
        for (index, validation) in stored.payout.validations.enumerated() {
            if index >= old.validations.count {
                try insert(validation, of: stored.id, attempt: stored.payout.nextAttempt)
            } else if validation != old.validations[index] {
                try update(validation, at: now)
            }
        }
    }

    private func insert(_ validation: Validation, of id: PayoutID, attempt: Int) throws {
        try execute(
            """
            INSERT INTO validation (payout_id, attempt, external_id, partner_reference_no, sent_at, state)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                id.key, attempt, validation.externalID.text, validation.partnerReferenceNo.text,
                validation.sentAt.milliseconds, validation.state.rawValue,
            ])
    }

    private func update(_ validation: Validation, at now: Timestamp) throws {
        try execute(
            """
            UPDATE validation SET state = ?, counted = ?, answer_code = COALESCE(answer_code, ?),
                answer = COALESCE(answer, ?), answered_at = COALESCE(answered_at, ?), provider_reference_no = ?,
                name = ?, beneficiary_id = ?, told_at = ?
            WHERE external_id = ?
            """,
            [
                validation.state.rawValue, validation.isCounted, validation.answer?.code, validation.answer?.message,
                validation.answer == nil ? nil : now.milliseconds, validation.providerReferenceNo, validation.name,
                validation.beneficiaryID, validation.toldAt?.milliseconds, validation.externalID.text,
            ])
    }

    private func writeTransfers(_ stored: StoredPayout, from old: Payout) throws {
        for (index, transfer) in stored.payout.transfers.enumerated() {
            if index >= old.transfers.count { try insert(transfer, of: stored.id) }
            if index >= old.transfers.count || transfer != old.transfers[index] { try update(transfer) }
        }
    }

    private func insert(_ transfer: Transfer, of id: PayoutID) throws {
        try execute(
            """
            INSERT INTO transfer (payout_id, attempt, generation, external_id, partner_reference_no, validation_id,
                remembered, sent_at, state)
            VALUES (?, ?, ?, ?, ?, (SELECT id FROM validation WHERE external_id = ?), ?, ?, 'pending')
            """,
            [
                id.key, transfer.attempt, transfer.generation, transfer.externalID.text,
                transfer.partnerReferenceNo.text, transfer.validation?.text, transfer.validation == nil,
                transfer.sentAt.milliseconds,
            ])
    }

    private func update(_ transfer: Transfer) throws {
        try execute(
            """
            UPDATE transfer SET state = ?, answer_code = ?, answer = ?, answered_at = ?, provider_reference_no = ?,
                known = ?, conflict = ?, inquiries = ?, inquired_at = ?, not_found_since = ?, told_by = ?,
                settled_at = ?
            WHERE external_id = ?
            """,
            [
                transfer.state.rawValue, transfer.answer?.code, transfer.answer?.message,
                transfer.answeredAt?.milliseconds, transfer.providerReferenceNo, transfer.isKnown, transfer.isConflict,
                transfer.inquiries, transfer.inquiredAt?.milliseconds, transfer.notFoundSince?.milliseconds,
                transfer.toldBy?.rawValue, transfer.settledAt?.milliseconds, transfer.externalID.text,
            ])
    }

    /// Gives up every validation without a result: those of an earlier run, or of a run that stops. A late result of
    /// one of them no longer counts (promise P4: obtained in this run).
    package func abandonOpenValidations() throws {
        try execute(
            """
            UPDATE validation SET state = 'abandoned'
            WHERE state = 'sent' OR state = 'accepted' OR state = 'doubtful' OR state = 'lapsed'
            """)
    }

    /// Keeps the answer to a validation whose payout had moved on before it came; the first answer stays.
    package func keepAnswer(_ answer: BankAnswer, toValidation externalID: ExternalID, at now: Timestamp) throws {
        try execute(
            """
            UPDATE validation SET answer_code = ?, answer = ?, answered_at = ?
            WHERE external_id = ? AND answer_code IS NULL
            """,
            [answer.code, answer.message, now.milliseconds, externalID.text])
    }
}
