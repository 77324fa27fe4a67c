internal import GRDB
internal import GRDBSQLite
internal import PayoutCore

/// Inserts payouts whose texts lie in memory as bytes, without a string for any of them, many in one statement: a
/// statement opens the table and each of its indexes, which costs more than a row.
///
/// SQLite reads the bytes in place, so they must stay where they are until ``end()``.
struct PayoutInsertion {
    /// Values of a row that are bound: key, line, amount, the payment that it gives back, and its texts.
    private static let valuesPerRow = 10

    private let database: Database
    /// Kept, or the statement would be gone.
    private let statement: Statement
    private let handle: SQLiteStatement
    private let rowCount: Int

    /// Rows that can be paid, so many at a time. Left out is a row whose reference the batch has already.
    init(_ database: Database, batch: Int64, rowCount: Int) throws {
        let row = "(?1" + String(repeating: ", ?", count: Self.valuesPerRow) + ", 'queued')"
        let sql = """
            INSERT INTO payout (batch_id, id, line, amount, refunds, reference, bank_code, account_number, account_name,
                note, carried, status)
            VALUES \([String](repeating: row, count: rowCount).joined(separator: ", ")) ON CONFLICT DO NOTHING
            """
        try self.init(database, sql, batch: batch, rowCount: rowCount, others: [])
    }

    /// Single rows that were left out.
    init(_ database: Database, batch: Int64, rejectedFor reason: Reason, at moment: Int64) throws {
        let sql = """
            INSERT INTO payout (batch_id, id, line, amount, refunds, reference, bank_code, account_number, account_name,
                note, carried, status, reason_code, reason, settled_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'rejected', ?, ?, ?)
            """
        try self.init(database, sql, batch: batch, rowCount: 1, others: [reason.code, reason.stored, moment])
    }

    private init(
        _ database: Database, _ sql: String, batch: Int64, rowCount: Int, others: [any DatabaseValueConvertible]
    ) throws {
        self.database = database
        self.rowCount = rowCount
        statement = try database.cachedStatement(sql: sql)
        handle = statement.sqliteStatement
        let bound = [(any DatabaseValueConvertible)?](repeating: nil, count: Self.valuesPerRow * rowCount)
        try statement.setArguments(StatementArguments([batch] + bound + others))
    }

    /// Inserts as many of `rows` as the statement takes; their texts lie one after another from `bytes` on.
    ///
    /// - Parameter key: of the first of them; the others follow.
    /// - Returns: how many were inserted; fewer than there are where the ledger holds one like it already.
    func insert(
        _ rows: ArraySlice<PackedRows.Entry>, from key: Int64, _ bytes: UnsafePointer<UInt8>
    ) throws -> Int {
        var text = bytes
        for (index, entry) in rows.prefix(rowCount).enumerated() {
            guard case .accepted(let row) = entry else { continue }
            let first = Int32(2 + index * Self.valuesPerRow)
            sqlite3_bind_int64(handle, first, key + Int64(index))
            bind(row, &text, from: first + 1)
        }
        let code = sqlite3_step(handle)
        let count = Int(sqlite3_changes(database.sqliteConnection))
        sqlite3_reset(handle)
        guard code == SQLITE_DONE else {
            throw DatabaseError(
                resultCode: ResultCode(rawValue: code),
                message: String(cString: sqlite3_errmsg(database.sqliteConnection)))
        }
        return count
    }

    private func bind(_ row: PackedPayout, _ text: inout UnsafePointer<UInt8>, from first: Int32) {
        sqlite3_bind_int64(handle, first, Int64(row.line))
        sqlite3_bind_int64(handle, first + 1, row.amount)
        if let refunds = row.refunds {
            sqlite3_bind_int64(handle, first + 2, refunds)
        } else {
            sqlite3_bind_null(handle, first + 2)
        }
        for index in row.lengths.indices {
            let length = Int(row.lengths[index])
            let position = first + 3 + Int32(index)
            if index == row.lengths.count - 1, !row.hasCarried {
                sqlite3_bind_null(handle, position)
            } else {
                text.withMemoryRebound(to: CChar.self, capacity: length) { characters in
                    _ = sqlite3_bind_text(handle, position, characters, Int32(length), nil)
                }
            }
            text += length
        }
    }

    /// Lets go of the bytes.
    func end() { sqlite3_clear_bindings(handle) }
}
