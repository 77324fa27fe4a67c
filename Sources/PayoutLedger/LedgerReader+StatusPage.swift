internal import GRDB
internal import PayoutCore

// A page of the rows of some statuses: found by the indexes that speak of a status, so that a page costs the same
// wherever its rows stand among a million others.
extension LedgerReader {
    /// As `payouts(of:_:after:limit:)`, of a selection by status and reason alone.
    func payoutsByStatus(
        of batch: BatchID, _ selection: PayoutSelection, after cursor: PayoutID, limit: Int
    ) throws -> [PayoutID] {
        let statuses = selection.statuses.isEmpty ? PayoutStatus.allCases : Array(Set(selection.statuses))
        let reasons = Set(selection.reasonCodes)
        var keys: [Int64] = []
        for status in statuses {
            switch status {
            case .held, .invalid, .failed, .refunded, .notFound, .unverified, .rejected, .cancelled:
                let all: [String?] = reasons.isEmpty ? try self.reasons(of: batch, status) : Array(reasons)
                for reason in all {
                    keys += try self.keys(of: batch, status, reason: reason, after: cursor, limit: limit)
                }
            case .queued, .validated, .succeeded, .validating, .pending:
                keys += try self.keys(of: batch, status, reasons, after: cursor, limit: limit)
            }
        }
        return keys.sorted().prefix(limit).map { PayoutID(key: $0) }
    }

    /// The reasons of the rows of a status, each found by a step in the index; nil for rows without one.
    private func reasons(of batch: BatchID, _ status: PayoutStatus) throws -> [String?] {
        // A partial index serves only what is said word for word, so that the status stands in the text.
        let next = try database.cachedStatement(
            sql: """
                SELECT reason_code FROM payout
                WHERE batch_id = ? AND status = '\(status.rawValue)' AND reason_code > ? ORDER BY reason_code LIMIT 1
                """)
        var reasons: [String?] = [nil]
        var last = ""
        while let reason = try String.fetchOne(next, arguments: [batch.key, last]) {
            reasons.append(reason)
            last = reason
        }
        return reasons
    }

    /// Rows of a status in the index `payout_person`, which has them by reason.
    func keys(
        of batch: BatchID, _ status: PayoutStatus, reason: String?, after cursor: PayoutID, limit: Int
    ) throws -> [Int64] {
        let condition = reason == nil ? "reason_code IS NULL" : "reason_code = ?"
        let statement = try database.cachedStatement(
            sql: """
                SELECT id FROM payout
                WHERE batch_id = ? AND status = '\(status.rawValue)' AND \(condition) AND id > ? ORDER BY id LIMIT ?
                """)
        var arguments: StatementArguments = [batch.key]
        if let reason { arguments += [reason] }
        return try Int64.fetchAll(statement, arguments: arguments + [cursor.key, limit])
    }

    /// Rows of a status that another index has. Few of them have a reason.
    private func keys(
        of batch: BatchID, _ status: PayoutStatus, _ reasons: Set<String>, after cursor: PayoutID, limit: Int
    ) throws -> [Int64] {
        let places = reasons.map { _ in "?" }.joined(separator: ", ")
        let condition = reasons.isEmpty ? "" : "AND reason_code IN (\(places))"
        return try Int64.fetchAll(
            database,
            sql: """
                SELECT id FROM payout
                WHERE batch_id = ? AND status = '\(status.rawValue)' AND id > ? \(condition) ORDER BY id LIMIT ?
                """,
            arguments: [batch.key, cursor.key] + StatementArguments(Array(reasons)) + [limit])
    }
}

extension PayoutSelection {
    /// Whether rows are chosen by status and reason, and by nothing else.
    var isOfStatus: Bool {
        references.isEmpty && lines.isEmpty && amountAbove == nil && amountUpTo == nil && nameWords.isEmpty
            && !(statuses.isEmpty && reasonCodes.isEmpty)
    }
}
