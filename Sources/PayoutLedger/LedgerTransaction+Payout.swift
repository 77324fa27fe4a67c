internal import GRDB
package import PayoutCore

extension HotStatement {
    // The status moves on, and nothing changes but what goes with it. An index that holds rows of some status is
    // written only by those statements that set it.
    fileprivate static let movePayout = move(.movePayout, "")
    fileprivate static let movePayoutValidated = move(.movePayoutValidated, ", validated_name = ?")
    fileprivate static let movePayoutTransferred = move(.movePayoutTransferred, ", newest_transfer_id = ?")

    private static func move(_ place: Place, _ more: String) -> HotStatement {
        HotStatement(
            place,
            """
            UPDATE payout SET status = ?, reason_code = ?, reason = ?, due_at = ?, settled_at = ?\(more)
            WHERE id = ? AND status = ? AND contradicted = ?
            """)
    }

    fileprivate static let stayPayout = HotStatement(
        .stayPayout,
        """
        UPDATE payout SET reason_code = ?, reason = ?, due_at = ? WHERE id = ? AND status = ? AND contradicted = ?
        """)
    fileprivate static let checkPayout = HotStatement(
        .checkPayout, "SELECT 1 FROM payout WHERE id = ? AND status = ? AND contradicted = ?")
    /// Whatever may change in a payout.
    fileprivate static let changePayout = HotStatement(
        .changePayout,
        """
        UPDATE payout SET status = ?, reason_code = ?, reason = ?, accepted_name = ?, contradicted = ?, due_at = ?,
            duplicates_accepted_at = ?, duplicates_shown = ?, generation_min = ?, contradiction_open = ?,
            contradiction_resolved_as = ?,
            validated_name = COALESCE(?, validated_name),
            settled_at = CASE WHEN ? THEN CASE WHEN status = ? THEN settled_at ELSE ? END END,
            newest_transfer_id = COALESCE((SELECT id FROM transfer WHERE external_id = ?), newest_transfer_id)
        WHERE id = ? AND status = ? AND contradicted = ?
        """)

    fileprivate static let insertValidation = HotStatement(
        .insertValidation,
        """
        INSERT INTO validation (payout_id, attempt, external_id, partner_reference_no, sent_at, state)
        VALUES (?, ?, ?, ?, ?, ?)
        """)
    fileprivate static let updateValidation = HotStatement(
        .updateValidation,
        """
        UPDATE validation SET state = ?, counted = ?, answer_code = COALESCE(answer_code, ?),
            answer = COALESCE(answer, ?), answered_at = COALESCE(answered_at, ?), provider_reference_no = ?,
            name = ?, customer_reference = ?, told_at = ?, given_up = ?
        WHERE external_id = ?
        """)
    fileprivate static let keepAnswer = HotStatement(
        .keepAnswer,
        """
        UPDATE validation SET answer_code = ?, answer = ?, answered_at = ?
        WHERE external_id = ? AND answer_code IS NULL
        """)

    fileprivate static let insertTransfer = HotStatement(
        .insertTransfer,
        """
        INSERT INTO transfer (payout_id, attempt, generation, external_id, partner_reference_no, validation_id,
            adopted, sent_at, state)
        VALUES (?, ?, ?, ?, ?, (SELECT id FROM validation WHERE external_id = ?), ?, ?, 'pending')
        """)
    /// Its state stays.
    fileprivate static let answerTransfer = HotStatement(
        .answerTransfer,
        """
        UPDATE transfer SET answer_code = ?, answer = ?, answered_at = ?, provider_reference_no = ?, known = ?,
            conflict = ?, inquiries = ?, inquired_at = ?, not_found_since = ?, confirmation = ?
        WHERE external_id = ?
        """)
    fileprivate static let settleTransfer = HotStatement(
        .settleTransfer,
        """
        UPDATE transfer SET answer_code = ?, answer = ?, answered_at = ?, provider_reference_no = ?, known = ?,
            conflict = ?, inquiries = ?, inquired_at = ?, not_found_since = ?, confirmation = ?, state = ?,
            told_by = ?, settled_at = ?,
            contradicting_status = ?, contradicting_told_by = ?, contradicting_at = ?
        WHERE external_id = ?
        """)
}

extension LedgerTransaction {
    /// Writes what the state machine made of a payout, guarded: one row must change.
    ///
    /// - Returns: false where the ledger refused (its constraints, or the row had moved on); that transition is undone
    ///   and must have no effect outside, while the rest of the commit stands.
    /// - Throws: where the database fails.
    package func save(_ stored: StoredPayout, from old: Payout, at now: Timestamp) throws -> Bool {
        cache.payouts.forget(stored.id)
        return try saveRows(stored, from: old, at: now)
    }

    /// As ``save(_:from:at:)`` for a step, which will need the payout again. Where rows are not undone, false means
    /// that a part of it may have been written.
    func saveForStep(_ stored: StoredPayout, from old: Payout, at now: Timestamp) throws -> Bool {
        guard try saveRows(stored, from: old, at: now) else {
            cache.payouts.forget(stored.id)
            return false
        }
        // Later changes of this step rest on what was decided, and not on what was read back.
        if !unreadable.contains(stored.id), !cache.payouts.keep(stored, over: old) { unreadable.insert(stored.id) }
        return true
    }

    private func saveRows(_ stored: StoredPayout, from old: Payout, at now: Timestamp) throws -> Bool {
        guard stored.payout != old else { return true }
        var saved: Bool
        do {
            saved =
                try undoesRows
                ? Self.undoable(in: statements) { try write(stored, from: old, at: now) }
                : write(stored, from: old, at: now)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            saved = false
        }
        if saved {
            cache.deadlines.note(stored, over: old)
            noteOutflow(stored.payout, over: old)
        }
        if saved { moveShare(of: stored, from: old) }
        if saved, stored.payout.status != old.status {
            let amount = old.order.amount.whole
            count(old.status, of: stored.batch, rows: -1, amount: -amount)
            count(stored.payout.status, of: stored.batch, rows: 1, amount: amount)
            // Its payee is blocked: there is nothing to mend in it.
            if stored.payout.status == .rejected { try leave(stored.id) }
        }
        return saved
    }

    /// - Returns: false where the row had moved on, or other refunds have taken what it gives back.
    private func write(_ stored: StoredPayout, from old: Payout, at now: Timestamp) throws -> Bool {
        let isRefundAgain =
            old.order.rail == .refund && old.status.freesRefund && !stored.payout.status.freesRefund
            && stored.payout.status != .succeeded
        guard try !isRefundAgain || reader.refundFits(stored.id, isNew: false) else { return false }
        try writeValidations(stored, from: old, at: now)
        let newest = try writeTransfers(stored, from: old)
        return try writePayout(stored, from: old, newest: newest, at: now)
    }

    /// - Parameter newest: the key of a transfer that has just been inserted.
    private func writePayout(_ stored: StoredPayout, from old: Payout, newest: Int64?, at now: Timestamp) throws -> Bool
    {
        let new = stored.payout
        let name = new.goodValidation?.name
        let isNamed = name != nil && name != old.goodValidation?.name
        guard new.acceptedName == old.acceptedName, new.isContradicted == old.isContradicted,
            new.duplicates == old.duplicates, new.generationMin == old.generationMin,
            new.isContradictionOpen == old.isContradictionOpen,
            new.contradictionResolvedAs == old.contradictionResolvedAs,
            !(isNamed && newest != nil), !new.showsEarlierTransfer
        else { return try writeWhole(stored, from: old, at: now) }
        var statement: BoundStatement
        if new.status != old.status {
            statement = try statements.begin(
                isNamed ? .movePayoutValidated : newest != nil ? .movePayoutTransferred : .movePayout)
            statement.add(new.status.rawValue)
            try addReason(of: new, to: &statement)
            statement.add(new.status.isSettled ? now.milliseconds : nil)
            if isNamed { statement.add(name) }
            if let newest { statement.add(newest) }
        } else {
            guard !isNamed, newest == nil else { return try writeWhole(stored, from: old, at: now) }
            let stays = new.dueAt == old.dueAt && new.reason == old.reason
            statement = try statements.begin(stays ? .checkPayout : .stayPayout)
            if !stays { try addReason(of: new, to: &statement) }
            addGuard(stored.id, old, to: &statement)
            if stays { return try statement.firstRow { _ in true } ?? false }
            try statement.run()
            return statements.changesCount == 1
        }
        addGuard(stored.id, old, to: &statement)
        try statement.run()
        return statements.changesCount == 1
    }

    private func addReason(of payout: Payout, to statement: inout BoundStatement) throws {
        statement.add(payout.reason?.code)
        statement.add(try payout.reason?.stored)
        statement.add(payout.dueAt?.milliseconds)
    }

    /// Which row must change: the payout as it was read.
    private func addGuard(_ id: PayoutID, _ old: Payout, to statement: inout BoundStatement) {
        statement.add(id.key)
        statement.add(old.status.rawValue)
        statement.add(old.isContradicted)
    }

    private func writeWhole(_ stored: StoredPayout, from old: Payout, at now: Timestamp) throws -> Bool {
        let new = stored.payout
        let isNew = new.transfers.count != old.transfers.count || new.showsEarlierTransfer
        let shown = isNew ? new.shownTransfer?.externalID.text : nil
        var statement = try statements.begin(.changePayout)
        statement.add(new.status.rawValue)
        statement.add(new.reason?.code)
        statement.add(try new.reason?.stored)
        statement.add(new.acceptedName)
        statement.add(new.isContradicted)
        statement.add(new.dueAt?.milliseconds)
        statement.add(new.duplicates.acceptedAt?.milliseconds)
        statement.add(new.duplicates.shown.encoded)
        statement.add(new.generationMin.number)
        statement.add(new.isContradictionOpen)
        statement.add(new.contradictionResolvedAs?.rawValue)
        statement.add(new.goodValidation?.name ?? old.goodValidation?.name)
        statement.add(new.status.isSettled)
        statement.add(new.status.rawValue)
        statement.add(now.milliseconds)
        statement.add(shown)
        addGuard(stored.id, old, to: &statement)
        try statement.run()
        return statements.changesCount == 1
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

    private func insert(_ validation: Validation, of id: PayoutID, attempt: Attempt) throws {
        var statement = try statements.begin(.insertValidation)
        statement.add(id.key)
        statement.add(attempt.number)
        statement.add(validation.externalID.text)
        statement.add(validation.partnerReferenceNo.text)
        statement.add(validation.sentAt.milliseconds)
        statement.add(validation.state.rawValue)
        try statement.run()
    }

    private func update(_ validation: Validation, at now: Timestamp) throws {
        var statement = try statements.begin(.updateValidation)
        statement.add(validation.state.rawValue)
        statement.add(validation.isCounted)
        statement.add(validation.answer?.code)
        statement.add(validation.answer?.message)
        statement.add(validation.answer == nil ? nil : now.milliseconds)
        statement.add(validation.providerReferenceNo)
        statement.add(validation.name)
        statement.add(validation.customerReference)
        statement.add(validation.reportedAt?.milliseconds)
        statement.add(validation.isGivenUp)
        statement.add(validation.externalID.text)
        try statement.run()
    }

    /// - Returns: the key of the last transfer, where it was inserted.
    private func writeTransfers(_ stored: StoredPayout, from old: Payout) throws -> Int64? {
        var newest: Int64?
        let transfers = stored.payout.transfers
        // At most one may be live at any moment, also between two of these statements: what ended is written first.
        let order = transfers.indices.filter { !transfers[$0].state.isLive }
        for index in order + transfers.indices.filter({ transfers[$0].state.isLive }) {
            let transfer = transfers[index]
            if index >= old.transfers.count {
                let isAdopted = transfer.validation == nil && stored.payout.order.rail.isValidated
                newest = try insert(transfer, of: stored.id, isAdopted: isAdopted)
                noteSent(stored.batch, at: transfer.sentAt)
                if transfer != transfer.asIntended { try update(transfer, settles: true) }
            } else if transfer != old.transfers[index] {
                let before = old.transfers[index]
                let stays =
                    transfer.state == before.state && transfer.source == before.source
                    && transfer.settledAt == before.settledAt && transfer.contradictedBy == before.contradictedBy
                try update(transfer, settles: !stays)
            }
        }
        return newest
    }

    /// - Returns: its key.
    ///
    /// - Parameter isAdopted: whether no validation precedes it although its rail demands one: the bank knew of it.
    private func insert(_ transfer: Transfer, of id: PayoutID, isAdopted: Bool) throws -> Int64 {
        var statement = try statements.begin(.insertTransfer)
        statement.add(id.key)
        statement.add(transfer.attempt.number)
        statement.add(transfer.generation.number)
        statement.add(transfer.externalID.text)
        statement.add(transfer.partnerReferenceNo.text)
        statement.add(transfer.validation?.text)
        statement.add(isAdopted)
        statement.add(transfer.sentAt.milliseconds)
        try statement.run()
        return statements.lastInsertedKey
    }

    /// - Parameter settles: whether its state may have changed, who reported it, or what contradicts it.
    private func update(_ transfer: Transfer, settles: Bool) throws {
        var statement = try statements.begin(settles ? .settleTransfer : .answerTransfer)
        statement.add(transfer.answer?.code)
        statement.add(transfer.answer?.message)
        statement.add(transfer.answeredAt?.milliseconds)
        statement.add(transfer.providerReferenceNo)
        statement.add(transfer.isKnown)
        statement.add(transfer.conflict?.rawValue)
        statement.add(transfer.inquiries)
        statement.add(transfer.inquiredAt?.milliseconds)
        statement.add(transfer.notFoundSince?.milliseconds)
        statement.add(transfer.confirmation)
        if settles {
            statement.add(transfer.state.rawValue)
            statement.add(transfer.source?.rawValue)
            statement.add(transfer.settledAt?.milliseconds)
            statement.add(transfer.contradictedBy?.status.rawValue)
            statement.add(transfer.contradictedBy?.source.rawValue)
            statement.add(transfer.contradictedBy?.reportedAt.milliseconds)
        }
        statement.add(transfer.externalID.text)
        try statement.run()
    }

    /// Gives up every validation without a result: those of an earlier run, or of a run that stops. A late result of
    /// one of them no longer counts (promise P4: obtained in this run).
    package func abandonOpenValidations(of batch: BatchID) throws {
        try execute(
            """
            UPDATE validation SET state = 'abandoned', given_up = 1
            WHERE (state = 'sent' OR state = 'accepted' OR state = 'doubtful' OR state = 'lapsed')
                AND EXISTS (SELECT 1 FROM payout WHERE payout.id = validation.payout_id AND batch_id = ?)
            """, [batch.key])
        // Validations of any of its payouts may have been among them; and what a run begins with, it reads anew.
        cache = LedgerCache()
    }

    /// Keeps the answer to a validation whose payout had moved on before it came; the first answer stays.
    package func keepAnswer(
        _ answer: BankAnswer, toValidation externalID: ExternalID, of payout: PayoutID, at now: Timestamp
    ) throws {
        cache.payouts.forget(payout)
        var statement = try statements.begin(.keepAnswer)
        statement.add(answer.code)
        statement.add(answer.message)
        statement.add(now.milliseconds)
        statement.add(externalID.text)
        try statement.run()
    }
}

extension Transfer {
    /// The transfer as its intent was written.
    fileprivate var asIntended: Transfer {
        Transfer(
            attempt: attempt, generation: generation, externalID: externalID, partnerReferenceNo: partnerReferenceNo,
            sentAt: sentAt, validation: validation, state: .pending)
    }
}

extension Payout {
    /// Whether reports show another attempt than the newest.
    fileprivate var showsEarlierTransfer: Bool {
        transfers.count > 1 && shownTransfer?.externalID != transfers.last?.externalID
    }
}
