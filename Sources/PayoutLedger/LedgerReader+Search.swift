internal import GRDB
package import PayoutCore

/// Rows that were found, the newest first.
package struct FoundRows: Sendable {
    package let rows: [RowSummary]
    /// Rows before this one were not looked at yet; nil where all were.
    package let next: PayoutID?
}

extension LedgerReader {
    /// Rows that one search looks at. No index has the parts of names and accounts, since it would cost every import.
    private static let searchedRowsMax: Int64 = 100_000
    /// Rows that are looked at before it is asked whether enough were found.
    private static let searchWindow: Int64 = 10_000

    /// Looks for rows of all batches, from the newest to the oldest, and stops after a while: ``FoundRows/next`` says
    /// where to go on.
    ///
    /// - Parameter cursor: only rows before this one; nil for the newest.
    package func search(_ search: RowSearch, before cursor: PayoutID?, limit: Int) throws -> FoundRows {
        let (condition, arguments) = Self.condition(search)
        return try rows(where: condition, arguments, before: cursor, limit: limit)
    }

    /// The same of payments that succeeded.
    func paidRows(_ search: RowSearch, before cursor: PayoutID?, limit: Int) throws -> FoundRows {
        let (condition, arguments) = Self.condition(search)
        return try rows(where: "status = 'succeeded' AND \(condition)", arguments, before: cursor, limit: limit)
    }

    private func rows(
        where condition: String, _ arguments: StatementArguments, before cursor: PayoutID?, limit: Int
    ) throws -> FoundRows {
        let statement = try database.cachedStatement(
            sql: "SELECT id FROM payout WHERE id >= ? AND id < ? AND \(condition) ORDER BY id DESC LIMIT ?")
        let newest = try database.cachedStatement(sql: "SELECT MAX(id) FROM payout WHERE id < ?")
        var rows: [RowSummary] = []
        var (end, left) = (cursor?.key ?? Int64.max, Self.searchedRowsMax)
        while left > 0, let last = try Int64.fetchOne(newest, arguments: [end]) {
            // The rows of a batch follow one another; the keys between two batches belong to none.
            let start = max((last >> 32) << 32, last - Self.searchWindow + 1)
            let bounds: StatementArguments = [start, last + 1]
            let found = try Int64.fetchAll(statement, arguments: bounds + arguments + [limit - rows.count])
            rows += try found.compactMap { try summary(of: PayoutID(key: $0)) }
            left -= last - start + 1
            end = start
            if rows.count >= limit { return FoundRows(rows: rows, next: rows.last?.id) }
        }
        let isMore = try Int64.fetchOne(newest, arguments: [end]) != nil
        return FoundRows(rows: rows, next: isMore ? PayoutID(key: end) : nil)
    }

    /// The rows with a validation or a movement that the bank knows under this number: that of the request, or
    /// that of the payment.
    package func rows(bankNumber number: String) throws -> [RowSummary] {
        let keys = try Int64.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT payout_id FROM transfer WHERE external_id = ?1
                    UNION SELECT payout_id FROM transfer WHERE partner_reference_no = ?1
                    UNION SELECT payout_id FROM validation WHERE external_id = ?1
                    UNION SELECT payout_id FROM validation WHERE partner_reference_no = ?1
                    """),
            arguments: [number])
        return try keys.compactMap { try summary(of: PayoutID(key: $0)) }
    }

    /// A word of the name of the account begins so; see ``nameArguments(_:)``.
    static let nameCondition = "(account_name LIKE ? ESCAPE '\\' OR account_name LIKE ? ESCAPE '\\')"

    static func nameArguments(_ word: String) -> StatementArguments {
        let text = word.reduce(into: "") { text, character in
            if "%_\\".contains(character) { text.append("\\") }
            text.append(character)
        }
        return ["\(text)%", "% \(text)%"]
    }

    private static func condition(_ search: RowSearch) -> (sql: String, arguments: StatementArguments) {
        var conditions: [String] = []
        var arguments: StatementArguments = []
        for word in search.words {
            conditions.append(nameCondition)
            arguments += nameArguments(word)
        }
        if let ending = search.accountEnding {
            conditions.append("substr(account_number, -length(?)) = ?")
            arguments += [ending, ending]
        }
        if let amount = search.amount {
            conditions.append("amount = ?")
            arguments += [amount.whole]
        }
        return (conditions.isEmpty ? "1" : conditions.joined(separator: " AND "), arguments)
    }
}
