package import LedgerAPI
package import PayoutCore

extension Tables: LedgerQueries {
    /// The rows of a batch with their keys, in the order of the file.
    func rows(of batch: BatchID) -> [(id: PayoutID, row: PayoutRow)] {
        guard let bounds = batches[batch.key]?.payouts else { return [] }
        var found: [(id: PayoutID, row: PayoutRow)] = []
        for key in bounds {
            if let row = payouts[key] { found.append((PayoutID(key: key), row)) }
        }
        return found
    }

    /// The payouts of a batch after a cursor that meet a condition, in the order of the file.
    func payouts(
        of batch: BatchID, after cursor: PayoutID = .none, limit: Int = .max, where isMeant: (PayoutRow) -> Bool
    ) -> [PayoutID] {
        guard limit > 0, let bounds = batches[batch.key]?.payouts else { return [] }
        var found: [PayoutID] = []
        for key in max(bounds.lowerBound, cursor.key + 1)..<bounds.upperBound + 1 {
            guard let row = payouts[key], isMeant(row) else { continue }
            found.append(PayoutID(key: key))
            if found.count == limit { break }
        }
        return found
    }

    // MARK: Payouts

    /// The payout with this key.
    package func payout(_ id: PayoutID) -> StoredPayout? {
        guard let row = payouts[id.key], let payout = row.payout else { return nil }
        return StoredPayout(
            id: id, batch: row.batch, line: row.line, note: row.shown.note, payout: payout,
            refunded: payout.order.refunds.flatMap(paymentKey))
    }

    /// The payouts of a batch that are meant, after `cursor`.
    package func payouts(
        of batch: BatchID, _ selection: PayoutSelection, after cursor: PayoutID, limit: Int
    ) -> [PayoutID] {
        func isMeant<Value: Equatable>(_ value: Value?, _ values: [Value]) -> Bool {
            values.isEmpty || value.map(values.contains) ?? false
        }
        return payouts(of: batch, after: cursor, limit: limit) { row in
            isMeant(row.shown.reference, selection.references) && isMeant(row.status, selection.statuses)
                && isMeant(row.reason?.code, selection.reasonCodes)
                && selection.amountAbove.map { row.amount ?? .zero > $0 } ?? true
                && selection.amountUpTo.map { most in row.amount.map { $0 <= most } ?? false } ?? true
                && selection.nameWords.allSatisfy { hasWord(row.shown.accountName, beginningWith: $0) }
                && (selection.lines.isEmpty || selection.lines.contains { $0.contains(row.line) })
        }
    }

    /// Whether a word of a name begins so, whatever its letter case.
    private func hasWord(_ name: String, beginningWith beginning: String) -> Bool {
        name.lowercased().split(separator: " ").contains { $0.hasPrefix(beginning.lowercased()) }
    }

    /// Payouts of a batch with this status, after `cursor`.
    package func payouts(
        _ batch: BatchID, _ status: PayoutStatus, after cursor: PayoutID, limit: Int
    ) -> [PayoutID] {
        payouts(of: batch, after: cursor, limit: limit) { $0.status == status }
    }

    /// The payout and attempt that the ``ExternalID`` of a transfer belongs to.
    package func transfer(_ externalID: ExternalID) -> (payout: PayoutID, attempt: Attempt)? {
        guard let key = transfers[externalID],
            let transfer = payouts[key]?.transfers.first(where: { $0.externalID == externalID })
        else { return nil }
        return (PayoutID(key: key), transfer.attempt)
    }

    /// The payout whose movement carries this number of ours.
    func transfer(number: PartnerReferenceNo) -> PayoutID? {
        payouts.all { $0.transfers.contains { $0.partnerReferenceNo == number } }.last.map { PayoutID(key: $0.key) }
    }

    /// What the ``ExternalID`` of a validation belongs to.
    package func validation(
        _ externalID: ExternalID
    ) -> (payout: PayoutID, partnerReferenceNo: PartnerReferenceNo, state: Validation.State)? {
        guard let key = validations[externalID],
            let known = payouts[key]?.validations.first(where: { $0.validation.externalID == externalID })
        else { return nil }
        return (PayoutID(key: key), known.validation.partnerReferenceNo, known.validation.state)
    }

    // MARK: Batches

    /// The batch with this key; nil while its file is read.
    package func batch(_ id: BatchID) -> Batch? {
        batches[id.key].flatMap { $0.isImporting ? nil : $0.batch }
    }

    /// The batch with this identity.
    package func batch(_ identity: BatchIdentity) -> Batch? {
        batches.all { !$0.isImporting && $0.batch.identity == identity }.first?.row.batch
    }

    /// The tallies of a batch by status, as kept with every transition.
    package func totals(_ batch: BatchID) -> Totals {
        batches[batch.key]?.totals.filter { $0.value.count > 0 } ?? [:]
    }

    /// The tallies of a batch by status, counted from its rows.
    package func recountedTotals(_ batch: BatchID) -> Totals {
        var totals: Totals = [:]
        for (_, row) in rows(of: batch) { totals[row.status, default: .zero] += row.tally }
        return totals
    }

    func work(of batch: BatchID) -> BatchWork {
        var sentBefore = Tally.zero
        for (_, row) in rows(of: batch) {
            guard let payout = row.payout, payout.status == .held, !payout.isContradicted else { continue }
            if payout.reason?.code == ReasonCode.ledgerLost { sentBefore += row.tally }
        }
        return BatchWork(
            totals(batch), sentBefore: sentBefore, isRestoring: batches[batch.key]?.batch.priorTransfers == .lost)
    }

    // MARK: Callbacks and journal

    /// The callbacks after a key that wait to be processed.
    package func pendingCallbacks(after key: Int64, limit: Int) -> [PendingCallback] {
        callbacks.all(after: key, where: \.waits).prefix(limit).map { $0.row.asWaiting($0.key) }
    }

    /// How many recorded callbacks name a transaction.
    package func callbackCount(naming externalID: ExternalID?) -> Int {
        callbacks.all { $0.names(externalID) }.count
    }

    /// The journal of one payout, oldest first.
    package func events(of payout: PayoutID) -> [JournalEvent] {
        events.all { $0.payout == payout }.map(\.row)
    }

    // MARK: Reports

    /// Every input row of a batch with what came of it.
    package func forEachResult(
        of batch: BatchID, onlyRejected: Bool, _ body: (ResultRow) throws -> Void
    ) rethrows {
        for (_, row) in rows(of: batch) where !onlyRejected || row.status == .rejected { try body(row.result) }
    }

    /// Every validation and transfer of a batch, by row and time.
    package func forEachAttempt(of batch: BatchID, _ body: (AttemptRow) throws -> Void) rethrows {
        for (_, row) in rows(of: batch) {
            let validations = row.validations.map { row.attempt($0) }
            let transfers = row.transfers.map { row.attempt($0) }
            // By the moment of the request; a validation stands before a transfer of the same moment.
            let all = (validations + transfers).enumerated()
                .sorted { ($0.element.sentAt, $0.offset) < ($1.element.sentAt, $1.offset) }
            for (_, attempt) in all { try body(attempt) }
        }
    }
}

extension CallbackRow {
    fileprivate func asWaiting(_ key: Int64) -> PendingCallback {
        PendingCallback(
            key: key, kind: callback.kind, proof: callback.proof, receivedAt: callback.receivedAt,
            content: callback.content, isRepeat: processed != nil || callback.proof == .bodyNotSigned && repeats > 0)
    }
}

extension PayoutRow {
    fileprivate var result: ResultRow {
        let transfer = transfers.first { $0.externalID == shownTransfer }
        return ResultRow(
            line: line, reference: shown.reference, bankCode: shown.bankCode, accountNumber: shown.accountNumber,
            accountName: shown.accountName, amount: shown.amount, note: shown.note, cells: cells, status: status,
            reason: reason, validatedName: validatedName, externalID: transfer?.externalID.text,
            partnerReferenceNo: transfer?.partnerReferenceNo.text, providerReferenceNo: transfer?.providerReferenceNo,
            attempts: transfer?.attempt.number ?? 0, submittedAt: transfers.first { $0.attempt == 1 }?.sentAt,
            settledAt: settledAt)
    }

    fileprivate func attempt(_ row: ValidationRow) -> AttemptRow {
        let validation = row.validation
        let source: StatusSource? =
            validation.reportedAt != nil ? .callback : validation.state == .invalid ? .answer : nil
        return AttemptRow(
            line: line, reference: shown.reference, kind: "validation", attempt: row.attempt.number,
            externalID: validation.externalID.text, partnerReferenceNo: validation.partnerReferenceNo.text,
            providerReferenceNo: validation.providerReferenceNo, sentAt: validation.sentAt,
            answerCode: validation.answer?.code, answer: validation.answer?.message, answeredAt: row.answeredAt,
            finalStatus: validation.state.rawValue, finalStatusAt: validation.reportedAt, source: source?.rawValue,
            contradictingStatus: nil, contradictingStatusAt: nil, contradictingToldBy: nil, amount: amount ?? .zero)
    }

    fileprivate func attempt(_ transfer: Transfer) -> AttemptRow {
        AttemptRow(
            line: line, reference: shown.reference, kind: "transfer", attempt: transfer.attempt.number,
            externalID: transfer.externalID.text, partnerReferenceNo: transfer.partnerReferenceNo.text,
            providerReferenceNo: transfer.providerReferenceNo, sentAt: transfer.sentAt,
            answerCode: transfer.answer?.code, answer: transfer.answer?.message, answeredAt: transfer.answeredAt,
            finalStatus: transfer.state.rawValue, finalStatusAt: transfer.settledAt, source: transfer.source?.rawValue,
            contradictingStatus: transfer.contradictedBy?.status,
            contradictingStatusAt: transfer.contradictedBy?.reportedAt,
            contradictingToldBy: transfer.contradictedBy?.source.rawValue, amount: amount ?? .zero)
    }
}
