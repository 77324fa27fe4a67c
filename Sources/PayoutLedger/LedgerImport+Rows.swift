internal import GRDB
internal import PayoutCore

extension LedgerTransaction {
    /// So many rows that can be paid go into one statement, the most that follow one another.
    private static let rowsPerStatement = [64, 16, 4, 1]

    private static let insertRejected = """
        INSERT INTO payout (id, batch_id, line, reference, bank_code, account_number, account_name, amount, amount_text,
            note, raw, status, reason_code, reason, settled_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """

    /// Inserts `rows` in their order.
    ///
    /// - Parameter placesBefore: rows of the file that were inserted before them.
    func insert(_ rows: PackedRows, into batch: BatchID, after placesBefore: Int, at now: Timestamp) throws {
        var place = placesBefore
        try rows.bytes.withUnsafeBufferPointer { bytes in
            var text = bytes.baseAddress
            var rest = rows.entries[...]
            while let entry = rest.first {
                if case .rejected(let index) = entry {
                    place += 1
                    try insertRejected(rows.rejected[index], as: PayoutID(batch, place: place), of: batch, at: now)
                    rest = rest.dropFirst()
                } else if let start = text {
                    let accepted = rest.prefix { $0.isAccepted }
                    let first = PayoutID(batch, place: place + 1)
                    text = try insertAccepted(accepted, from: first, start, into: batch, at: now)
                    place += accepted.count
                    rest = rest[accepted.endIndex...]
                }
            }
        }
    }

    /// Rows of all batches that were imported before.
    func earlierRowCount() throws -> Int {
        try Int.fetchOne(database.cachedStatement(sql: "SELECT SUM(input_count) FROM batch")) ?? 0
    }

    /// Inserts rows that can be paid, whose texts lie one after another from `start` on.
    ///
    /// - Parameter first: the key of the first row.
    /// - Returns: where the texts of the row after them begin.
    private func insertAccepted(
        _ rows: ArraySlice<PackedRows.Entry>, from first: PayoutID, _ start: UnsafePointer<UInt8>,
        into batch: BatchID, at now: Timestamp
    ) throws -> UnsafePointer<UInt8> {
        var (rest, text, key) = (rows, start, first.key)
        if rows.contains(where: { $0.refunds != nil }) {
            try insertSingly(rows, from: key, text, into: batch, at: now)
            return start + rows.reduce(0) { $0 + $1.byteCount }
        }
        for size in Self.rowsPerStatement where rest.count >= size {
            var insertion = try PayoutInsertion(database, batch: batch.key, rowCount: size)
            defer { insertion.end() }
            while rest.count >= size {
                let group = rest.prefix(size)
                let inserted = try insertion.insert(group, from: key, text)
                if inserted < size {
                    // A reference that stands in the file already is found only at the end of a very large file. The
                    // rows come in one by one then, to find out which of them it is.
                    try execute("DELETE FROM payout WHERE id BETWEEN ? AND ?", [key, key + Int64(size) - 1])
                    try insertSingly(group, from: key, text, into: batch, at: now)
                    // Single rows may have used the same statement, and taken its batch along.
                    insertion = try PayoutInsertion(database, batch: batch.key, rowCount: size)
                } else {
                    count(.queued, of: batch, rows: size, amount: group.reduce(0) { $0 &+ $1.amount })
                }
                text += group.reduce(0) { $0 + $1.byteCount }
                key += Int64(size)
                rest = rest.dropFirst(size)
            }
        }
        return text
    }

    private func insertSingly(
        _ rows: ArraySlice<PackedRows.Entry>, from first: Int64, _ start: UnsafePointer<UInt8>, into batch: BatchID,
        at now: Timestamp
    ) throws {
        let insertion = try PayoutInsertion(database, batch: batch.key, rowCount: 1)
        defer { insertion.end() }
        var text = start
        for index in rows.indices {
            let (row, entry) = (rows[index...index], rows[index])
            let key = first + Int64(index - rows.startIndex)
            var reason: Reason?
            if try insertion.insert(row, from: key, text) == 0 {
                reason = .repeatedReference
            } else if entry.refunds != nil, try !reader.refundFits(PayoutID(key: key), isNew: true) {
                try execute("DELETE FROM payout WHERE id = ?", [key])
                reason = .rejected(faults: [.refundTooLarge])
            }
            if let reason {
                try reject(row, from: key, text, of: batch, reason, at: now)
                try moveShareOfRejected(key, of: batch, amount: entry.amount, reason)
            }
            count(reason == nil ? .queued : .rejected, of: batch, rows: 1, amount: entry.amount)
            text += entry.byteCount
        }
    }

    /// Inserts a row that was left out as rejected.
    private func reject(
        _ row: ArraySlice<PackedRows.Entry>, from key: Int64, _ text: UnsafePointer<UInt8>, of batch: BatchID,
        _ reason: Reason, at now: Timestamp
    ) throws {
        let rejection = try PayoutInsertion(database, batch: batch.key, rejectedFor: reason, at: now.milliseconds)
        defer { rejection.end() }
        _ = try rejection.insert(row, from: key, text)
    }

    private func insertRejected(
        _ row: ImportedRow, as id: PayoutID, of batch: BatchID, at now: Timestamp
    ) throws {
        guard case .rejected(let line, let shown, let amount, let raw, let reason) = row else { return }
        try execute(
            Self.insertRejected,
            [
                id.key, batch.key, line, shown.reference, shown.bankCode, shown.accountNumber, shown.accountName,
                amount?.whole, shown.amount, shown.note, TextList.encode(raw), PayoutStatus.rejected.rawValue,
                reason.code, reason.stored, now.milliseconds,
            ])
        count(.rejected, of: batch, rows: 1, amount: amount?.whole ?? 0)
        countShare(
            ShareKey(batch, .rejected, reason, bankCode: shown.bankCode), rows: 1, amount: amount?.whole ?? 0)
    }

    func reject(line: Int, of batch: BatchID, reason: Reason, at now: Timestamp) throws {
        guard let key = try reader.key(ofLine: line, in: batch) else { return }
        let statement = try database.cachedStatement(
            sql: """
                UPDATE payout SET status = 'rejected', reason_code = ?, reason = ?, settled_at = ?
                WHERE id = ? AND status = 'queued' RETURNING amount
                """)
        let amount = try Int64.fetchOne(statement, arguments: [reason.code, reason.stored, now.milliseconds, key])
        guard let amount else { return try addFault(reason, to: key) }
        count(.queued, of: batch, rows: -1, amount: -amount)
        count(.rejected, of: batch, rows: 1, amount: amount)
        try moveShareOfRejected(key, of: batch, amount: amount, reason)
    }

    /// Adds to a row that is rejected already what else is wrong with it.
    private func addFault(_ reason: Reason, to key: Int64) throws {
        let row = try Row.fetchOne(
            database, sql: "SELECT reason, reason_code FROM payout WHERE id = ? AND status = 'rejected'",
            arguments: [key])
        guard let row, let both = try Reason(stored: row[0], code: row[1]).adding(reason) else { return }
        try execute("UPDATE payout SET reason = ? WHERE id = ?", [both.stored, key])
    }
}

extension LedgerReader {
    /// The key of the last row that begins before `line`; one that no row has where none does.
    func key(beforeLine line: Int, in batch: BatchID) throws -> Int64 {
        let first = PayoutID(batch, place: 1).key
        // The row at a place begins in no line before that.
        var (lower, upper) = (first, first + Int64(clamping: min(line, Int(UInt32.max) - 1)))
        let probe = try database.cachedStatement(sql: "SELECT line FROM payout WHERE id = ?")
        while lower <= upper {
            let middle = lower + (upper - lower) / 2
            if let found = try Int.fetchOne(probe, arguments: [middle]), found < line {
                lower = middle + 1
            } else {
                upper = middle - 1
            }
        }
        return upper
    }

    /// The key of the payout that stands in `line`: keys grow with lines, so half of them fall away with each look.
    func key(ofLine line: Int, in batch: BatchID) throws -> Int64? {
        // Whoever asks may name any number.
        guard (1...Int(UInt32.max)).contains(line) else { return nil }
        let first = PayoutID(batch, place: 1).key
        // The row at a place begins in no line before that.
        var (lower, upper) = (first, first + Int64(line))
        let probe = try database.cachedStatement(sql: "SELECT line FROM payout WHERE id = ?")
        while lower <= upper {
            let middle = lower + (upper - lower) / 2
            guard let found = try Int.fetchOne(probe, arguments: [middle]), found <= line else {
                upper = middle - 1
                continue
            }
            if found == line { return middle }
            lower = middle + 1
        }
        return nil
    }
}
