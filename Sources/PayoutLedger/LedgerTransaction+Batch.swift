internal import CrashPoints
internal import GRDB
package import PayoutCore

extension LedgerTransaction {
    /// Binds a new ledger to its bank, or checks that it is the same bank as ever.
    ///
    /// - Throws: ``LedgerError/otherBank(path:bound:)``.
    package func bind(to bank: BankBinding, path: String, at now: Timestamp) throws {
        if let row = try Row.fetchOne(database, sql: "SELECT base_url, merchant_id FROM bank") {
            let bound = BankBinding(baseURL: row[0], merchantID: row[1])
            guard bound == bank else { throw LedgerError.otherBank(path: path, bound: bound) }
            return
        }
        mark(.bankBound)
        try execute(
            "INSERT INTO bank (id, base_url, merchant_id, bound_at) VALUES (1, ?, ?, ?)",
            [bank.baseURL, bank.merchantID, now.milliseconds])
    }

    /// Keeps what was found out about the status inquiries of the ledger's bank. What another process has proven
    /// meanwhile stays proven.
    package func keep(_ finding: InquiryHeaderFinding) throws {
        if let known = try reader.inquiryHeader(), known.isProven, known.header == finding.header { return }
        try execute(
            "UPDATE bank SET inquiry_header = ?, inquiry_proven = ?", [finding.header.rawValue, finding.isProven])
    }

    /// Has the batch's state machine take an event, saves what it made of it, and writes that into the journal: the
    /// only way to change the status of a batch.
    ///
    ///     switch try transaction.handle(.begun(work), of: batch.id, at: now) {
    ///     case .changed, .noted: ...        // it is being paid
    ///     case .refused(let why): ...       // nothing was changed: it waits for approval, say
    ///     }
    ///
    /// - Throws: ``LedgerError``.
    @discardableResult
    package func handle(_ event: BatchEvent, of batch: BatchID, at now: Timestamp) throws -> BatchStep {
        guard let before = try reader.batch(batch)?.state else { return .refused(.importing) }
        var after = before
        let step = after.handle(event)
        guard step == .changed else { return step }
        if after.status == .settled { mark(.batchSettled) }
        try execute(
            """
            UPDATE batch SET status = ?, stopped_reason = ?, changed_at = ?,
                approved_at = CASE WHEN ? THEN COALESCE(approved_at, ?) ELSE approved_at END
            WHERE id = ? AND status = ?
            """,
            [
                after.status.rawValue, after.stopReason?.rawValue, now.milliseconds, after.isApproved,
                now.milliseconds, batch.key, before.status.rawValue,
            ])
        try record(JournalEvent(batch, became: after, by: event, at: now))
        return step
    }

    /// What is left to do for a batch, with what this transaction has changed so far.
    package func work(of batch: BatchID) throws -> BatchWork { try reader.work(of: batch, totals(batch)) }

    /// The same with the rows that may have been paid without saying so.
    package func closingWork(of batch: BatchID) throws -> BatchWork { try reader.closingWork(of: batch, totals(batch)) }

    /// Brings the status of a batch in line with its rows after a person's decision about them: a settled one that has
    /// work again waits as it did before it was paid, one without work is settled, or has expired.
    ///
    /// - Parameter end: what ends it where no row is open any more.
    @discardableResult
    package func rowsDecided(
        of batch: BatchID, endedBy end: BatchEvent = .settled, at now: Timestamp
    ) throws -> BatchStep {
        mark(.personDecided)
        return try handle(work(of: batch).isOpen ? .workAppeared : end, of: batch, at: now)
    }

    /// Stores the state of the prior-transfer check, and how far it has come.
    package func setPriorTransfers(_ found: PriorTransfers, cursor: PayoutID, of batch: BatchID, at now: Timestamp)
        throws
    {
        try execute(
            "UPDATE batch SET prior_transfers = ?, prior_transfer_cursor = ? WHERE id = ?",
            [found.rawValue, cursor.key, batch.key])
        try record(
            JournalEvent(at: now, batch: batch, payout: nil, kind: "prior_transfers", detail: found.rawValue))
    }

    /// Notes the balance before the first transfer and after the last one.
    ///
    /// - Parameters:
    ///   - before: nil leaves what is known.
    ///   - after: nil where it is not known, or not known yet: what was true after an earlier run is not any more.
    package func setBalance(before: Rupiah?, after: Rupiah?, of batch: BatchID) throws {
        mark(.balanceNoted)
        try execute(
            "UPDATE batch SET balance_before = COALESCE(?, balance_before), balance_after = ? WHERE id = ?",
            [before?.whole, after?.whole, batch.key])
    }
}

extension LedgerReader {
    /// What was found out about the status inquiries of the ledger's bank; nil where nothing was yet.
    package func inquiryHeader() throws -> InquiryHeaderFinding? {
        guard let row = try Row.fetchOne(database, sql: "SELECT inquiry_header, inquiry_proven FROM bank"),
            let header = try (row[0] as String?).map({ try InquiryHeader(stored: $0, in: "bank") })
        else { return nil }
        return InquiryHeaderFinding(header: header, isProven: row[1])
    }

    private static let batchColumns = """
        SELECT id, identity, name, digest, file_name, header, delimiter, status, stopped_reason, prior_transfers,
            prior_transfer_cursor, balance_before, balance_after, created_at, changed_at, input_count, input_sum,
            line_ending, byte_order_mark, approved_at, rail, purpose, columns
        FROM batch WHERE status <> 'importing'
        """

    /// Every batch, the newest first.
    package func batches() throws -> [Batch] {
        try Row.fetchAll(database, sql: Self.batchColumns + " ORDER BY id DESC").map(batch)
    }

    /// The batches that meet a condition, the newest first.
    func batches(where condition: String, _ arguments: StatementArguments) throws -> [Batch] {
        try Row.fetchAll(
            database, sql: Self.batchColumns + " AND (\(condition)) ORDER BY id DESC", arguments: arguments
        ).map(batch)
    }

    /// What is left to do for a batch.
    package func work(of batch: BatchID) throws -> BatchWork { try work(of: batch, totals(batch)) }

    /// The same with the rows that may have been paid without saying so, which are looked for among all rows that wait
    /// for a person.
    package func closingWork(of batch: BatchID) throws -> BatchWork { try closingWork(of: batch, totals(batch)) }

    func work(of batch: BatchID, _ totals: Totals, disputed: Tally = .zero) throws -> BatchWork {
        BatchWork(
            totals, sentBefore: totals[.held] == nil ? .zero : try held(batch, for: ReasonCode.ledgerLost),
            disputed: disputed, isRestoring: try self.batch(batch)?.priorTransfers == .lost)
    }

    func closingWork(of batch: BatchID, _ totals: Totals) throws -> BatchWork {
        let contradicted = try contradictedItems(of: batch).map(\.tally).total
        return try work(of: batch, totals, disputed: contradicted + held(batch, for: ReasonCode.conflict))
    }

    /// The batch with this key.
    package func batch(_ id: BatchID) throws -> Batch? {
        try Row.fetchOne(
            database.cachedStatement(sql: Self.batchColumns + " AND id = ?"),
            arguments: [id.key]
        ).map(batch)
    }

    /// The batch with this identity.
    package func batch(_ identity: BatchIdentity) throws -> Batch? {
        try Row.fetchOne(
            database.cachedStatement(sql: Self.batchColumns + " AND identity = ?"),
            arguments: [identity.text]
        )
        .map(batch)
    }

    /// The batches with this content, the newest first.
    package func batches(digest: String) throws -> [Batch] {
        try Row.fetchAll(
            database.cachedStatement(sql: Self.batchColumns + " AND digest = ? ORDER BY id DESC"),
            arguments: [digest]
        )
        .map(batch)
    }

    /// - Throws: ``LedgerError/unknownWord(table:words:)`` where a word is stored that this version does not know: it
    ///   must never become another.
    private func batch(_ row: Row) throws -> Batch {
        let approvedAt = Timestamp(row[19] as Int64?)
        guard let status = BatchStatus(rawValue: row[7]), let priorTransfers = PriorTransfers(rawValue: row[9]),
            let state = BatchState(
                status: status, stopReason: (row[8] as String?).flatMap(StopReason.init(rawValue:)),
                isApproved: approvedAt != nil)
        else {
            let words = "\(row[7] as String), \(row[8] as String? ?? ""), \(row[9] as String)"
            throw LedgerError.unknownWord(table: "batch", words: words)
        }
        let delimiter: String = row[6]
        return Batch(
            id: BatchID(key: row[0]), rail: try Rail(stored: row[20], in: "batch"), identity: BatchIdentity(row[1]),
            name: row[2], digest: row[3],
            fileName: row[4], header: TextList.decode(row[5]),
            form: FileForm(
                delimiter: delimiter.utf8.first ?? UInt8(ascii: ","), lineEnding: row[17], hasByteOrderMark: row[18],
                columns: ColumnMapping(stored: row[22])),
            state: state, approvedAt: approvedAt, priorTransfers: priorTransfers,
            priorTransferCursor: PayoutID(key: row[10]),
            input: Tally(count: row[15], sum: Rupiah(row[16])),
            balanceBefore: (row[11] as Int64?).map { Rupiah($0) },
            balanceAfter: (row[12] as Int64?).map { Rupiah($0) },
            createdAt: Timestamp(milliseconds: row[13]), changedAt: Timestamp(milliseconds: row[14]), purpose: row[21])
    }
}
