internal import LedgerAPI
internal import PayoutCore

/// A guard has refused a row: nothing of the change stands.
private struct Refused: Error {}

// How what the state machine made of a payout becomes rows. The guards are those of schema.sql.
extension MemoryTransaction {
    /// Saves what the state machine made of a payout.
    ///
    /// - Returns: false where a guard refused it, or the row had moved on: then nothing has changed.
    func saveRow(_ stored: StoredPayout, from old: Payout, at now: Timestamp) -> Bool {
        guard stored.payout != old else { return true }
        guard let before = tables.payouts[stored.id.key], before.status == old.status,
            before.payout?.isContradicted == old.isContradicted
        else { return false }
        var row = before
        do {
            try writeValidations(of: stored, from: old, at: now, &row)
            let isNew = try writeTransfers(of: stored, from: old, &row)
            try write(stored.payout, from: old, isNew: isNew, at: now, &row)
            try addIdentifiers(of: row, over: before, at: stored.id.key)
            let isRevived = old.status.freesRefund && !stored.payout.status.freesRefund
            if isRevived, stored.payout.status != .succeeded,
                !tables.fits(stored.payout.order, besides: stored.id)
            {
                throw Refused()
            }
        } catch {
            return false
        }
        tables.payouts[stored.id.key] = row
        move(before.tally, from: old.status, to: stored.payout.status, of: stored.batch)
        let sentLast = row.transfers.count > before.transfers.count ? row.transfers.map(\.sentAt).max() : nil
        if let sentLast, var batch = tables.batches[stored.batch.key] {
            batch.sentLast = max(batch.sentLast ?? sentLast, sentLast)
            tables.batches[stored.batch.key] = batch
        }
        deadlines.note(stored, over: old)
        return true
    }

    private func move(_ tally: Tally, from old: PayoutStatus, to new: PayoutStatus, of batch: BatchID) {
        guard old != new, var row = tables.batches[batch.key] else { return }
        let left = row.totals[old, default: .zero]
        row.totals[old] = Tally(
            count: left.count - tally.count, sum: Rupiah(left.sum.whole - tally.sum.whole))
        row.totals[new, default: .zero] += tally
        tables.batches[batch.key] = row
    }

    private func write(
        _ new: Payout, from old: Payout, isNew: Bool, at now: Timestamp, _ row: inout PayoutRow
    ) throws {
        let mayBeDue = new.status == .validating || new.status == .pending
        guard new.dueAt == nil || mayBeDue, new.generationMin > 0, new.isContradicted || !new.isContradictionOpen
        else { throw Refused() }
        if isNew || new.shownTransfer?.externalID != new.transfers.last?.externalID {
            row.shownTransfer = new.shownTransfer?.externalID ?? row.shownTransfer
        }
        row.validatedName = new.goodValidation?.name ?? old.goodValidation?.name ?? row.validatedName
        if new.status != old.status { row.settledAt = new.status.isSettled ? now : nil }
        row.payout = new
        row.refresh()
    }

    /// No identifier names two requests (promise P5).
    private func addIdentifiers(of row: PayoutRow, over before: PayoutRow, at key: Int64) throws {
        let validations = row.validations.dropFirst(before.validations.count).map(\.validation)
        let transfers = row.transfers.filter { transfer in
            !before.transfers.contains { $0.externalID == transfer.externalID }
        }
        let isTaken =
            validations.contains {
                tables.validations[$0.externalID] != nil || tables.validationNumbers[$0.partnerReferenceNo] != nil
            } || transfers.contains { tables.transfers[$0.externalID] != nil }
        guard !isTaken else { throw Refused() }
        for validation in validations {
            _ = tables.validations.add(validation.externalID, at: key)
            _ = tables.validationNumbers.add(validation.partnerReferenceNo, at: key)
        }
        for transfer in transfers { _ = tables.transfers.add(transfer.externalID, at: key) }
    }

    // MARK: Validations

    private func writeValidations(
        of stored: StoredPayout, from old: Payout, at now: Timestamp, _ row: inout PayoutRow
    ) throws {
        for (index, validation) in stored.payout.validations.enumerated() {
            if index >= old.validations.count {
                let isTaken = row.validations.contains { known in
                    known.validation.externalID == validation.externalID
                        || known.validation.partnerReferenceNo == validation.partnerReferenceNo
                }
                guard !isTaken, validation.externalID.text.count == 32, validation.state != .valid else {
                    throw Refused()
                }
                var new = Validation(
                    externalID: validation.externalID, partnerReferenceNo: validation.partnerReferenceNo,
                    sentAt: validation.sentAt)
                new.state = validation.state
                row.validations.append(ValidationRow(attempt: stored.payout.nextAttempt, validation: new))
            } else if validation != old.validations[index] {
                let place = row.validations.firstIndex { $0.validation.externalID == validation.externalID }
                if let place { try row.validations[place].update(to: validation, at: now) }
            }
        }
    }

    /// Keeps the answer to a validation whose payout had moved on before it came; the first answer stays.
    func keepAnswer(_ answer: BankAnswer, toValidation externalID: ExternalID, at now: Timestamp) {
        guard let key = tables.validations[externalID], var row = tables.payouts[key],
            let place = row.validations.firstIndex(where: { $0.validation.externalID == externalID }),
            row.validations[place].validation.answer == nil
        else { return }
        row.validations[place].validation.answer = answer
        row.validations[place].answeredAt = now
        row.refresh()
        tables.payouts[key] = row
    }

    /// Gives up every validation without a result: those of an earlier run, or of a run that stops. A late result of
    /// one of them no longer counts (promise P4: obtained in this run).
    func abandonOpenValidations(of batch: BatchID) {
        for (id, row) in tables.rows(of: batch) where row.validations.contains(where: \.isOpen) {
            var row = row
            for place in row.validations.indices where row.validations[place].isOpen {
                row.validations[place].validation.state = .abandoned
                row.validations[place].isGivenUp = true
            }
            row.refresh()
            tables.payouts[id.key] = row
        }
        deadlines = KnownDeadlines()
    }

    // MARK: Transfers

    /// - Returns: whether there is a new one.
    private func writeTransfers(of stored: StoredPayout, from old: Payout, _ row: inout PayoutRow) throws -> Bool {
        let transfers = stored.payout.transfers
        var isNew = false
        // At most one may be live at any moment (promise P1): what ended is written first.
        let order = transfers.indices.filter { !transfers[$0].state.isLive }
        for index in order + transfers.indices.filter({ transfers[$0].state.isLive }) {
            let transfer = transfers[index]
            if index >= old.transfers.count {
                try row.intend(transfer)
                isNew = true
            } else if transfer == old.transfers[index] {
                continue
            }
            try row.update(transfer)
        }
        return isNew
    }
}

extension ValidationRow {
    /// What the bank reported stays as it was reported; the first answer stays as well.
    fileprivate mutating func update(to new: Validation, at now: Timestamp) throws {
        let old = validation
        let isSame =
            old.state == new.state && old.name == new.name && old.customerReference == new.customerReference
            && old.reportedAt == new.reportedAt
        let isComplete = new.name != nil && new.customerReference != nil && new.reportedAt != nil
        guard isSame || !hasResult, isComplete || new.state != .valid, new.isGivenUp || !isGivenUp else {
            throw Refused()
        }
        isGivenUp = new.isGivenUp
        if new.answer != nil { answeredAt = answeredAt ?? now }
        validation = new
        validation.answer = old.answer ?? new.answer
    }
}

extension PayoutRow {
    /// Makes the payout what is read back: with every transfer, and without validations that were given up or served
    /// an earlier attempt.
    fileprivate mutating func refresh() {
        guard let payout else { return }
        let attempt = (transfers.last?.attempt ?? 0) + 1
        self.payout = Payout(
            order: payout.order, status: payout.status, reason: payout.reason,
            validations: validations.filter { $0.attempt == attempt && !$0.isGivenUp }.map(\.validation),
            transfers: transfers, acceptedName: payout.acceptedName, duplicates: payout.duplicates,
            generationMin: payout.generationMin, isContradicted: payout.isContradicted,
            isContradictionOpen: payout.isContradictionOpen, contradictionResolvedAs: payout.contradictionResolvedAs,
            dueAt: payout.dueAt)
    }

    /// Adds the transfer as its intent is written: pending, with a good validation of its own (promise P4), or without
    /// one that was adopted from the bank.
    fileprivate mutating func intend(_ transfer: Transfer) throws {
        let isKnown = transfers.contains { $0.attempt == transfer.attempt || $0.externalID == transfer.externalID }
        let isSound =
            transfer.generation > 0 && transfer.generation.number <= transfer.attempt.number
            && transfer.externalID.text.count == 32
            && transfer.partnerReferenceNo.text.count == 32
        guard !isKnown, isSound, !transfers.contains(where: \.state.isLive) else { throw Refused() }
        if let validation = transfer.validation {
            let isGood = validations.contains { row in
                row.validation.externalID == validation && row.attempt == transfer.attempt && !row.isGivenUp
                    && row.validation.state == .valid
            }
            guard isGood else { throw Refused() }
        }
        transfers.append(
            Transfer(
                attempt: transfer.attempt, generation: transfer.generation, externalID: transfer.externalID,
                partnerReferenceNo: transfer.partnerReferenceNo, sentAt: transfer.sentAt,
                validation: transfer.validation, state: .pending))
        transfers.sort { $0.attempt < $1.attempt }
    }

    /// Money that has moved comes back only as a refund, and a refund stays.
    fileprivate mutating func update(_ transfer: Transfer) throws {
        guard let index = transfers.firstIndex(where: { $0.externalID == transfer.externalID }) else { return }
        let isLegal =
            switch (transfers[index].state, transfer.state) {
            case (.succeeded, .succeeded), (.succeeded, .refunded), (.refunded, .refunded): true
            case (.succeeded, _), (.refunded, _): false
            case (.pending, _), (.failed, _), (.refused, _), (.unsent, _), (.notFound, _), (.voided, _): true
            }
        let isPending = transfer.state == .pending
        guard isLegal, (transfer.settledAt == nil) == isPending, (transfer.source == nil) == isPending else {
            throw Refused()
        }
        transfers[index] = transfer
        guard transfers.count(where: \.state.isLive) <= 1 else { throw Refused() }
    }
}
