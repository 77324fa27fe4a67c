internal import GRDB
internal import PayoutCore
internal import Wording

// What no digest of rows covers, and what later payments depend on: the tables are compared with the journal, or
// counted again.
extension LedgerCheck {
    /// What a batch was submitted and approved as.
    mutating func checkDecisions(of batch: Batch, _ name: Phrase, _ reader: LedgerReader) throws {
        if try !reader.isSubmittedAsRecorded(batch) {
            find(
                Phrase(
                    """
                    \(name): its file name, its purpose or the reason to pay it again are not those that the journal \
                    recorded when it was submitted
                    """))
        }
        if try !reader.areCorrected(batch.id, as: corrections) {
            find(Phrase("\(name): what a person corrected in its file is not what the journal has"))
        }
        if try !reader.isApprovedAsRecorded(batch.id) {
            find(Phrase("\(name): the journal has no approval of the moment that the ledger names"))
        }
        for line in try reader.dismissedLines(of: batch.id).symmetricDifference(dismissals).sorted() {
            find(
                Phrase("\(name), row \(line): the ledger and the journal do not agree on whether it is still due"))
        }
    }

    /// What belongs to the ledger as a whole.
    ///
    /// - Parameter links: how many events of each kind say that a row mends another.
    mutating func checkDecisions(_ links: (mends: Int, mended: Int), _ reader: LedgerReader) throws {
        if try !RecordedPayees(reader).hold() {
            find(Phrase("the blocks or the accepted names of payees are not those that the journal has"))
        }
        let count = try RecordedMending(reader).forEachUnrecorded { batch, line in
            let name = (try? reader.batch(batch)?.identity.text) ?? ""
            find(Phrase("batch \(name), row \(line): the journal does not have the row that it mends"))
        }
        if links.mends != count || links.mended != count {
            find(
                Phrase(
                    """
                    the ledger links \(count) mended rows, and the journal has \(links.mends): a row could be paid \
                    again
                    """))
        }
        for (day, kept, counted) in try reader.outflowDifferences() {
            let date = String(Timestamp(milliseconds: day &* 86_400_000).iso8601.prefix(10))
            find(
                Phrase(
                    """
                    the ledger says that \(kept.display) was sent on \(date), and its transfers add up to \
                    \(counted.display): the daily ceiling would not hold
                    """))
        }
        if try reader.hasEventsOfOtherBatches() {
            find(Phrase("an event of one batch names a row of another"))
        }
    }
}

extension LedgerReader {
    fileprivate func isApprovedAsRecorded(_ batch: BatchID) throws -> Bool {
        let approved = try Int64.fetchOne(
            database,
            sql: """
                SELECT at FROM event WHERE batch_id = ? AND payout_id IS NULL AND kind = 'batch_approved'
                ORDER BY id LIMIT 1
                """,
            arguments: [batch.key])
        let kept = try approvedAt(batch)?.milliseconds
        guard approved == nil, let kept else { return approved == kept }
        return try Bool.fetchOne(
            database,
            sql: """
                SELECT EXISTS (SELECT 1 FROM event
                    WHERE batch_id = ? AND payout_id IS NULL AND kind = 'batch_status' AND at = ?)
                """,
            arguments: [batch.key, kept]) ?? false
    }

    /// The lines of rejected rows that nothing asks for any more.
    fileprivate func dismissedLines(of batch: BatchID) throws -> Set<Int> {
        try Set(
            Int.fetchAll(
                database,
                sql: """
                    SELECT COALESCE(payout.line, 0) FROM dismissed LEFT JOIN payout ON payout.id = dismissed.payout_id
                    WHERE dismissed.payout_id BETWEEN ?1 << 32 AND (?1 + 1 << 32) - 1
                    """,
                arguments: [batch.key]))
    }

    /// The days whose sum is not that of the transfers.
    fileprivate func outflowDifferences() throws -> [(day: Int64, kept: Rupiah, counted: Rupiah)] {
        var sums: [Int64: (kept: Int64, counted: Int64)] = [:]
        for row in try Row.fetchAll(database, sql: "SELECT day, sum FROM outflow") {
            sums[row[0], default: (0, 0)].kept = row[1]
        }
        let counted = try Row.fetchAll(
            database,
            sql: """
                SELECT (transfer.sent_at + 25200000) / 86400000, SUM(payout.amount)
                FROM transfer JOIN payout ON payout.id = transfer.payout_id JOIN batch ON batch.id = payout.batch_id
                WHERE batch.rail = 'payout' AND (transfer.state = 'pending' OR transfer.state = 'succeeded'
                    OR transfer.contradicting_status IS NOT NULL)
                GROUP BY 1
                """)
        for row in counted { sums[row[0], default: (0, 0)].counted = row[1] }
        return sums.filter { $0.value.kept != $0.value.counted }.sorted { $0.key < $1.key }
            .map { (day: $0.key, kept: Rupiah($0.value.kept), counted: Rupiah($0.value.counted)) }
    }

    fileprivate func hasEventsOfOtherBatches() throws -> Bool {
        try Bool.fetchOne(
            database,
            sql: "SELECT EXISTS (SELECT 1 FROM event WHERE payout_id IS NOT NULL AND batch_id IS NOT payout_id >> 32)"
        ) ?? false
    }
}
