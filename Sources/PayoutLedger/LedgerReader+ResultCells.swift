internal import GRDB
internal import GRDBSQLite
package import PayoutCore

/// One input row with what came of it, as it lies in SQLite's memory: a million rows are written without a string.
///
/// Not to be kept beyond the closure that it was handed to, nor anything that it lends.
package struct ResultCells {
    /// The columns of `results.csv` in the order of the query.
    package enum Column: Int32 {
        case line, reference, bankCode, accountNumber, accountName, amount, amountText, note, isRaw, cells, status
        case reasonCode, reason, validatedName, externalID, partnerReferenceNo, providerReferenceNo, attempts
        case submittedAt, settledAt, id
    }

    fileprivate let row: SQLiteStatement
    fileprivate let reader: LedgerReader

    /// The number in a column; nil where there is none.
    package func number(_ column: Column) -> Int64? {
        sqlite3_column_type(row, column.rawValue) == SQLITE_NULL ? nil : sqlite3_column_int64(row, column.rawValue)
    }

    /// The moment in a column; nil where there is none.
    package func moment(_ column: Column) -> Timestamp? { Timestamp(number(column)) }

    /// The UTF-8 bytes of the text in a column; empty where there is none.
    package func text(_ column: Column) -> UnsafeBufferPointer<UInt8> {
        guard let start = sqlite3_column_text(row, column.rawValue) else {
            return UnsafeBufferPointer(start: nil, count: 0)
        }
        return UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(row, column.rawValue)))
    }

    /// Why the row stands where it stands, as a person is to read it.
    ///
    /// - Throws: ``LedgerError/unknownWord(table:words:)``.
    package func reason() throws -> Reason? {
        guard sqlite3_column_type(row, Column.reasonCode.rawValue) != SQLITE_NULL else { return nil }
        let json = String(decoding: text(.reason), as: UTF8.self)
        let reason = try Reason(stored: json, code: String(decoding: text(.reasonCode), as: UTF8.self))
        return try number(.id).map { try reader.present(reason, of: PayoutID(key: $0)) } ?? reason
    }

    /// Where the cells other than the six known ones are in the text of ``Column/cells``; all cells of a rejected row.
    package func cells(_ ranges: inout [Range<Int>]) -> UnsafeBufferPointer<UInt8> {
        let text = text(.cells)
        TextList.decode(text, into: &ranges)
        return text
    }
}

extension LedgerReader {
    /// Every input row of a batch in the file's order; memory does not grow with rows.
    package func forEachResultCells(of batch: BatchID, _ body: (ResultCells) throws -> Void) throws {
        let statement = try database.makeStatement(
            sql: """
                SELECT p.line, p.reference, p.bank_code, p.account_number, p.account_name, p.amount, p.amount_text,
                    p.note, p.raw IS NOT NULL, COALESCE(p.raw, p.carried), p.status, p.reason_code, p.reason,
                    p.validated_name, t.external_id, t.partner_reference_no, t.provider_reference_no,
                    COALESCE(t.attempt, 0),
                    CASE WHEN t.attempt = 1 THEN t.sent_at ELSE
                        (SELECT sent_at FROM transfer WHERE payout_id = p.id AND attempt = 1) END,
                    p.settled_at, p.id
                FROM payout p LEFT JOIN transfer t ON t.id = p.newest_transfer_id
                WHERE \(LedgerSchema.isOfBatch("p")) ORDER BY p.id
                """)
        try statement.setArguments([batch.key])
        try forEachRow(of: statement) { try body(ResultCells(row: $0, reader: self)) }
    }

    /// Steps through the rows of a `statement` whose arguments are set, without a copy of any of their values.
    func forEachRow(of statement: Statement, _ body: (SQLiteStatement) throws -> Void) throws {
        let row = statement.sqliteStatement
        defer { sqlite3_reset(row) }
        var code = sqlite3_step(row)
        while code == SQLITE_ROW {
            try body(row)
            code = sqlite3_step(row)
        }
        guard code == SQLITE_DONE else {
            throw DatabaseError(
                resultCode: ResultCode(rawValue: code),
                message: String(cString: sqlite3_errmsg(database.sqliteConnection)))
        }
    }

    /// The UTF-8 bytes of the text in a column, as they lie in SQLite's memory; empty where there is none.
    func text(of row: SQLiteStatement, _ column: Int32) -> UnsafeBufferPointer<UInt8> {
        guard let start = sqlite3_column_text(row, column) else { return UnsafeBufferPointer(start: nil, count: 0) }
        return UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(row, column)))
    }
}
