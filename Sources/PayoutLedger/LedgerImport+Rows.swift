internal import GRDB
internal import PayoutCore

extension LedgerTransaction {
    /// So many rows that can be paid go into one statement, the most that follow one another.
    private static let rowsPerStatement = [64, 16, 4, 1]

    private static let insertRejected = """
        INSERT INTO payout (batch_id, line, reference, bank_code, account_number, account_name, amount, amount_text,
            note, raw, status, reason_code, reason, settled_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """

    static let repeatedReason = Reason(
        code: "duplicate_reference",
        text: "The reference stands in the file more than once. Give every row a reference of its own.")

    /// Inserts `rows` in their order, and notes between which keys the payouts of the batch lie.
    func insert(_ rows: PackedRows, into batch: BatchID, at now: Timestamp) throws {
        let before = try newestKey()
        try rows.bytes.withUnsafeBufferPointer { bytes in
            var text = bytes.baseAddress
            var rest = rows.entries[...]
            while let entry = rest.first {
                if case .rejected(let index) = entry {
                    try insertRejected(rows.rejected[index], into: batch, at: now)
                    rest = rest.dropFirst()
                } else if let start = text {
                    let accepted = rest.prefix { $0.isAccepted }
                    text = try insertAccepted(accepted, start, into: batch, at: now)
                    rest = rest[accepted.endIndex...]
                }
            }
        }
        try execute(
            "UPDATE batch SET first_payout = COALESCE(first_payout, ?), last_payout = ? WHERE id = ?",
            [before + 1, try newestKey(), batch.key])
    }

    /// The highest key of a payout; 0 where there is none.
    func newestKey() throws -> Int64 {
        try Int64.fetchOne(database.cachedStatement(sql: "SELECT MAX(id) FROM payout")) ?? 0
    }

    /// Inserts rows that can be paid, whose texts lie one behind the other from `start` on.
    ///
    /// - Returns: where the texts of the row behind them begin.
    private func insertAccepted(
        _ rows: ArraySlice<PackedRows.Entry>, _ start: UnsafePointer<UInt8>, into batch: BatchID, at now: Timestamp
    ) throws -> UnsafePointer<UInt8> {
        var (rest, text) = (rows, start)
        for size in Self.rowsPerStatement where rest.count >= size {
            let insertion = try PayoutInsertion(database, batch: batch.key, rowCount: size)
            defer { insertion.end() }
            while rest.count >= size {
                let group = rest.prefix(size)
                let inserted = try insertion.insert(group, text)
                if inserted < size {
                    // A reference that stands in the file already is told only at the end of a very large file. The
                    // rows come in one by one then, since their keys must keep the order of their lines.
                    try execute("DELETE FROM payout WHERE id > ?", [try newestKey() - Int64(inserted)])
                    try insertSingly(group, text, into: batch, at: now)
                } else {
                    count(.queued, of: batch, rows: size, amount: group.reduce(0) { $0 &+ $1.amount })
                }
                text += group.reduce(0) { $0 + $1.byteCount }
                rest = rest.dropFirst(size)
            }
        }
        return text
    }

    private func insertSingly(
        _ rows: ArraySlice<PackedRows.Entry>, _ start: UnsafePointer<UInt8>, into batch: BatchID, at now: Timestamp
    ) throws {
        let insertion = try PayoutInsertion(database, batch: batch.key, rowCount: 1)
        let reason = Self.repeatedReason
        let rejection = try PayoutInsertion(
            database, batch: batch.key, rejectedAs: reason.code, reason.text, at: now.milliseconds)
        defer {
            insertion.end()
            rejection.end()
        }
        var text = start
        for index in rows.indices {
            let (row, entry) = (rows[index...index], rows[index])
            let isNew = try insertion.insert(row, text) == 1
            if !isNew { _ = try rejection.insert(row, text) }
            count(isNew ? .queued : .rejected, of: batch, rows: 1, amount: entry.amount)
            text += entry.byteCount
        }
    }

    private func insertRejected(_ row: ImportedRow, into batch: BatchID, at now: Timestamp) throws {
        guard case .rejected(let line, let shown, let amount, let raw, let reason) = row else { return }
        try execute(
            Self.insertRejected,
            [
                batch.key, line, shown.reference, shown.bankCode, shown.accountNumber, shown.accountName,
                amount?.whole, shown.amount, shown.note, TextList.encode(raw), PayoutStatus.rejected.rawValue,
                reason.code, reason.text, now.milliseconds,
            ])
        count(.rejected, of: batch, rows: 1, amount: amount?.whole ?? 0)
    }

    func reject(line: Int, of batch: BatchID, reason: Reason, at now: Timestamp) throws {
        guard let key = try key(ofLine: line, in: batch) else { return }
        let statement = try database.cachedStatement(
            sql: """
                UPDATE payout SET status = 'rejected', reason_code = ?, reason = ?, settled_at = ?
                WHERE id = ? AND status = 'queued' RETURNING amount
                """)
        let amount = try Int64.fetchOne(statement, arguments: [reason.code, reason.text, now.milliseconds, key])
        guard let amount else {
            // Rejected already for something else: now both are wrong.
            return try execute(
                """
                UPDATE payout SET reason = reason || ' ' || ?1
                WHERE id = ?2 AND status = 'rejected' AND reason_code <> ?3 AND instr(reason, ?1) = 0
                """,
                [reason.text, key, reason.code])
        }
        count(.queued, of: batch, rows: -1, amount: -amount)
        count(.rejected, of: batch, rows: 1, amount: amount)
    }

    /// The key of the payout that stands in `line`: keys grow with lines, so half of them fall away with each look.
    private func key(ofLine line: Int, in batch: BatchID) throws -> Int64? {
        let bounds = try Row.fetchOne(
            database.cachedStatement(sql: "SELECT first_payout, last_payout FROM batch WHERE id = ?"),
            arguments: [batch.key])
        guard var lower: Int64 = bounds?[0], var upper: Int64 = bounds?[1] else { return nil }
        let probe = try database.cachedStatement(
            sql: "SELECT id, line FROM payout WHERE id >= ? AND id <= ? AND batch_id = ? ORDER BY id LIMIT 1")
        while lower <= upper {
            let middle = lower + (upper - lower) / 2
            guard let row = try Row.fetchOne(probe, arguments: [middle, upper, batch.key]) else {
                upper = middle - 1
                continue
            }
            let (key, found): (Int64, Int) = (row[0], row[1])
            if found == line { return key }
            if found < line { lower = key + 1 } else { upper = middle - 1 }
        }
        return nil
    }
}
