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

    /// Keeps what was found out about the status inquiries of the ledger's bank.
    package func keep(_ finding: InquiryHeaderFinding) throws {
        try execute(
            "UPDATE bank SET inquiry_header = ?, inquiry_proven = ?", [finding.header.rawValue, finding.isProven])
    }

    /// Moves a batch on; `stoppedReason` goes with ``BatchStatus/stopped`` and with nothing else.
    package func setStatus(_ status: BatchStatus, stoppedReason: String?, of batch: BatchID, at now: Timestamp) throws {
        if status == .settled { mark(.batchSettled) }
        try execute(
            """
            UPDATE batch SET status = ?, stopped_reason = ?, changed_at = ?,
                approved_at = CASE WHEN ? = 'approved' THEN COALESCE(approved_at, ?) ELSE approved_at END
            WHERE id = ? AND status <> 'importing'
            """,
            [
                status.rawValue, stoppedReason, now.milliseconds, status.rawValue, now.milliseconds, batch.key,
            ])
        let detail = stoppedReason.map { "\(status.rawValue): \($0)" } ?? status.rawValue
        try record(JournalEvent(at: now, batch: batch, payout: nil, kind: "batch_status", detail: detail))
    }

    /// Notes what the bank remembers of a batch, and how far it has been asked.
    package func setMemory(_ memory: BankMemory, cursor: PayoutID, of batch: BatchID, at now: Timestamp) throws {
        try execute(
            "UPDATE batch SET memory = ?, memory_cursor = ? WHERE id = ?", [memory.rawValue, cursor.key, batch.key])
        try record(
            JournalEvent(at: now, batch: batch, payout: nil, kind: "bank_memory", detail: memory.rawValue))
    }

    /// Notes the balance before the first transfer, or after the last change; what is known already stays for `before`.
    package func setBalance(before: Rupiah?, after: Rupiah?, of batch: BatchID) throws {
        mark(.balanceNoted)
        try execute(
            "UPDATE batch SET balance_before = COALESCE(balance_before, ?), balance_after = COALESCE(?, balance_after) "
                + "WHERE id = ?",
            [before?.whole, after?.whole, batch.key])
    }
}

extension LedgerReader {
    /// What was found out about the status inquiries of the ledger's bank; nil where nothing was yet.
    package func inquiryHeader() throws -> InquiryHeaderFinding? {
        guard let row = try Row.fetchOne(database, sql: "SELECT inquiry_header, inquiry_proven FROM bank"),
            let header = (row[0] as String?).flatMap(InquiryHeader.init(rawValue:))
        else { return nil }
        return InquiryHeaderFinding(header: header, isProven: row[1])
    }

    private static let batchColumns = """
        SELECT id, identity, name, digest, file_name, header, delimiter, status, stopped_reason, memory, memory_cursor,
            balance_before, balance_after, created_at, changed_at, input_count, input_sum,
            line_ending, byte_order_mark
        FROM batch WHERE status <> 'importing'
        """

    /// Every batch, the newest first.
    package func batches() throws -> [Batch] {
        try Row.fetchAll(database, sql: Self.batchColumns + " ORDER BY id DESC").compactMap(batch)
    }

    /// The batch with this key.
    package func batch(_ id: BatchID) throws -> Batch? {
        try Row.fetchOne(
            database.cachedStatement(sql: Self.batchColumns + " AND id = ?"),
            arguments: [id.key]
        ).flatMap(batch)
    }

    /// The batch with this identity.
    package func batch(_ identity: BatchIdentity) throws -> Batch? {
        try Row.fetchOne(
            database.cachedStatement(sql: Self.batchColumns + " AND identity = ?"),
            arguments: [identity.text]
        )
        .flatMap(batch)
    }

    /// The batches with this content, the newest first.
    package func batches(digest: String) throws -> [Batch] {
        try Row.fetchAll(
            database.cachedStatement(sql: Self.batchColumns + " AND digest = ? ORDER BY id DESC"),
            arguments: [digest]
        )
        .compactMap(batch)
    }

    private func batch(_ row: Row) -> Batch? {
        guard let identity: String = row[1], let digest: String = row[3],
            let status = BatchStatus(rawValue: row[7]), let memory = BankMemory(rawValue: row[9])
        else { return nil }
        let delimiter: String = row[6]
        let before: Int64? = row[11]
        let after: Int64? = row[12]
        return Batch(
            id: BatchID(key: row[0]), identity: BatchIdentity(identity), name: row[2], digest: digest,
            fileName: row[4], header: TextList.decode(row[5]),
            form: FileForm(
                delimiter: delimiter.utf8.first ?? UInt8(ascii: ","), lineEnding: row[17], hasByteOrderMark: row[18]),
            status: status, stoppedReason: row[8], memory: memory, memoryCursor: PayoutID(key: row[10]),
            input: Tally(count: row[15], sum: Rupiah(row[16])), balanceBefore: before.map { Rupiah($0) },
            balanceAfter: after.map { Rupiah($0) },
            createdAt: Timestamp(milliseconds: row[13]), changedAt: Timestamp(milliseconds: row[14]))
    }
}
