internal import GRDB
package import PayoutCore

extension LedgerReader {
    /// The selected payouts of a batch after `cursor`, in the order of the file.
    package func payouts(
        of batch: BatchID, _ selection: PayoutSelection, after cursor: PayoutID, limit: Int
    ) throws -> [PayoutID] {
        if selection.isOfStatus { return try payoutsByStatus(of: batch, selection, after: cursor, limit: limit) }
        var (conditions, arguments): ([String], StatementArguments) = try stretch(of: batch, selection, after: cursor)
        func isOne(of column: String, _ values: [String]) {
            guard !values.isEmpty else { return }
            conditions.append("\(column) IN (\(values.map { _ in "?" }.joined(separator: ", ")))")
            arguments += StatementArguments(values)
        }
        isOne(of: "reference", selection.references)
        isOne(of: "status", selection.statuses.map(\.rawValue))
        isOne(of: "reason_code", selection.reasonCodes)
        if let amount = selection.amountAbove {
            conditions.append("amount > ?")
            arguments += [amount.whole]
        }
        if let amount = selection.amountUpTo {
            conditions.append("amount <= ?")
            arguments += [amount.whole]
        }
        for word in selection.nameWords {
            conditions.append(Self.nameCondition)
            arguments += Self.nameArguments(word)
        }
        if !selection.lines.isEmpty {
            conditions.append("(\(selection.lines.map { _ in "line BETWEEN ? AND ?" }.joined(separator: " OR ")))")
            for lines in selection.lines { arguments += [lines.lowerBound, lines.upperBound] }
        }
        let keys = try Int64.fetchAll(
            database,
            sql: "SELECT id FROM payout WHERE \(conditions.joined(separator: " AND ")) ORDER BY id LIMIT ?",
            arguments: arguments + [limit])
        return keys.map { PayoutID(key: $0) }
    }

    /// The rows of a batch after `cursor`: of chosen lines no others are looked at than those between the first and the
    /// last, since keys grow with lines.
    private func stretch(
        of batch: BatchID, _ selection: PayoutSelection, after cursor: PayoutID
    ) throws -> ([String], StatementArguments) {
        let conditions = [LedgerSchema.isOfBatch(), "id > ?2"]
        guard let first = selection.lines.map(\.lowerBound).min(), let last = selection.lines.map(\.upperBound).max()
        else { return (conditions, [batch.key, cursor.key]) }
        let after = max(cursor.key, try key(beforeLine: first, in: batch))
        let end = last < Int.max ? try key(beforeLine: last + 1, in: batch) : Int64.max
        return (conditions + ["id <= ?3"], [batch.key, after, end])
    }

    /// The batches in which a reference occurs, the newest first.
    package func batches(reference: String) throws -> [BatchID] {
        // Two queries: the first finds what can be paid by an index, the second whatever else the file held.
        let payable = try Int64.fetchAll(
            database,
            sql: """
                SELECT DISTINCT batch_id FROM payout WHERE reference = ? AND status <> 'rejected'
                ORDER BY batch_id DESC
                """,
            arguments: [reference])
        if !payable.isEmpty { return payable.map { BatchID(key: $0) } }
        return try Int64.fetchAll(
            database,
            sql: """
                SELECT DISTINCT payout.batch_id FROM payout JOIN batch ON batch.id = payout.batch_id
                WHERE payout.reference = ? AND payout.status = 'rejected' AND batch.status <> 'importing'
                ORDER BY payout.batch_id DESC
                """,
            arguments: [reference]
        ).map { BatchID(key: $0) }
    }

    /// Whether a callback about a transfer of this payout waits to be processed.
    package func hasPendingCallbacks(_ payout: PayoutID) throws -> Bool {
        try Bool.fetchOne(
            database,
            sql: """
                SELECT EXISTS (
                    SELECT 1 FROM transfer JOIN callback ON callback.external_id = transfer.external_id
                    WHERE transfer.payout_id = ? AND callback.waits = 1)
                """,
            arguments: [payout.key]) ?? false
    }

    /// The line and reference of a payout, also of a rejected row.
    package func label(of id: PayoutID) throws -> (line: Int, reference: String, amount: Rupiah)? {
        try Row.fetchOne(
            database, sql: "SELECT line, reference, COALESCE(amount, 0) FROM payout WHERE id = ?", arguments: [id.key]
        ).map { ($0[0], $0[1], Rupiah($0[2])) }
    }
}
