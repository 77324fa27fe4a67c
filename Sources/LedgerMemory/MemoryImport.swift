package import LedgerAPI
package import PayoutCore

/// Brings a file into a ledger in memory. Until ``finish(as:at:)`` the batch is no batch.
package final class MemoryImport: FileImport {
    private let ledger: MemoryLedger
    private let batch: BatchID
    private let createdAt: Timestamp
    private var rows: [ImportedRow] = []

    init(into ledger: MemoryLedger, _ batch: BatchID, at now: Timestamp) {
        self.ledger = ledger
        self.batch = batch
        createdAt = now
    }

    /// Adds a row, in the order of the file.
    package func add(_ row: ImportedRow) { rows.append(row) }

    /// Rejects rows that were accepted before; what was added so far stands then.
    package func reject(lines: [Int], reason: (Int) -> Reason) throws {
        try flush()
        try ledger.write { transaction in
            for line in lines { transaction.reject(line: line, of: batch, reason: reason(line), at: createdAt) }
        }
    }

    /// Makes the rows a batch.
    package func finish(as naming: BatchNaming, at now: Timestamp) throws -> BatchID {
        try flush()
        try ledger.write { try $0.finishImport(of: batch, as: naming, at: now) }
        return batch
    }

    private func flush() throws {
        guard !rows.isEmpty else { return }
        try ledger.write { transaction in
            for row in rows { transaction.add(row, to: batch, at: createdAt) }
        }
        rows = []
    }
}

extension MemoryTransaction {
    func beginImport(
        _ fileName: String, _ rail: Rail, _ header: [String], _ form: FileForm, at now: Timestamp
    ) -> BatchID {
        let id = BatchID(key: tables.batches.nextKey)
        let batch = Batch(
            id: id, rail: rail, identity: BatchIdentity(""), name: nil, digest: "", fileName: fileName,
            header: header, form: form,
            state: BatchState(), approvedAt: nil, priorTransfers: .unasked, priorTransferCursor: .none, input: .zero,
            balanceBefore: nil, balanceAfter: nil, createdAt: now, changedAt: now)
        tables.batches.add(BatchRow(batch: batch))
        return id
    }

    /// Adds a row; one whose reference an earlier row has is rejected.
    fileprivate func add(_ imported: ImportedRow, to batch: BatchID, at now: Timestamp) {
        guard var owner = tables.batches[batch.key] else { return }
        var row = PayoutRow(imported, of: batch, owner.batch.rail, at: now)
        let isKnown = tables.rows(of: batch).contains { _, earlier in
            earlier.status != .rejected && earlier.shown.reference == row.shown.reference
        }
        if row.status != .rejected, isKnown { row.reject(.repeatedReference, at: now) }
        if row.status != .rejected, let order = row.payout?.order, !tables.fits(order, besides: nil) {
            row.reject(.rejected(faults: [.refundTooLarge]), at: now)
        }
        owner.totals[row.status, default: .zero] += row.tally
        owner.batch.input += row.tally
        let key = tables.payouts.add(row)
        owner.payouts = (owner.payouts?.lowerBound ?? key)...key
        tables.batches[batch.key] = owner
    }

    fileprivate func reject(line: Int, of batch: BatchID, reason: Reason, at now: Timestamp) {
        let found = tables.rows(of: batch).first { $0.row.line == line }
        guard let (id, before) = found, var owner = tables.batches[batch.key] else { return }
        var row = before
        row.reject(reason, at: now)
        tables.payouts[id.key] = row
        let left = owner.totals[before.status, default: .zero]
        owner.totals[before.status] = Tally(
            count: left.count - 1, sum: Rupiah(left.sum.whole - before.tally.sum.whole))
        owner.totals[row.status, default: .zero] += row.tally
        tables.batches[batch.key] = owner
    }

    fileprivate func finishImport(of batch: BatchID, as naming: BatchNaming, at now: Timestamp) throws {
        guard var row = tables.batches[batch.key] else { return }
        guard tables.batch(naming.identity) == nil else {
            throw LedgerError.failed(path: MemoryLedger.path, why: "the identity names another batch")
        }
        row.batch.identity = naming.identity
        row.batch.name = naming.name
        row.batch.digest = naming.digest
        row.batch.purpose = naming.purpose
        row.batch.state.handle(.submitted)
        row.batch.changedAt = now
        tables.batches[batch.key] = row
        let detail = SubmissionRecord(
            fileName: row.batch.fileName, purpose: naming.purpose, payAgainReason: naming.payAgainReason
        ).detail
        record(JournalEvent(at: now, batch: batch, payout: nil, kind: "batch_submitted", detail: detail))
    }

    /// Removes imports that never ended, and notes each in the journal; nothing was ever sent for them.
    func removeUnfinishedImports(at now: Timestamp) {
        for (key, row) in tables.batches.all(where: \.isImporting) {
            let payouts = tables.rows(of: row.batch.id).map(\.id.key)
            record(
                JournalEvent(
                    at: now, batch: nil, payout: nil, kind: "import_removed",
                    detail: "\(row.batch.fileName): \(payouts.count) rows of an import that did not end; "
                        + "nothing was sent for them"))
            for payout in payouts { tables.payouts[payout] = nil }
            tables.batches[key] = nil
        }
    }
}

extension PayoutRow {
    fileprivate init(_ imported: ImportedRow, of batch: BatchID, _ rail: Rail, at now: Timestamp) {
        switch imported {
        case .accepted(let line, let order, let note, let others):
            var shown = ShownCells()
            shown.reference = order.reference
            shown.bankCode = order.bankCode
            shown.accountNumber = order.accountNumber
            shown.accountName = order.accountName
            shown.amount = String(order.amount.whole)
            shown.note = note
            self.init(
                batch: batch, rail: rail, line: line, shown: shown, cells: .others(others), amount: order.amount,
                payout: Payout(order: order, status: .queued))
        case .rejected(let line, let shown, let amount, let raw, let reason):
            self.init(batch: batch, rail: rail, line: line, shown: shown, cells: .raw(raw), amount: amount)
            reject(reason, at: now)
        }
    }

    /// A row that is rejected for another reason as well keeps both.
    fileprivate mutating func reject(_ reason: Reason, at now: Timestamp) {
        settledAt = settledAt ?? now
        rejection = rejection.map { $0.adding(reason) ?? $0 } ?? reason
        payout = amount.map { amount in
            let order = PaymentOrder(
                rail: rail, reference: shown.reference, bankCode: shown.bankCode, accountNumber: shown.accountNumber,
                accountName: shown.accountName, amount: amount, refunds: payout?.order.refunds)
            return Payout(order: order, status: .rejected, reason: rejection)
        }
    }
}
