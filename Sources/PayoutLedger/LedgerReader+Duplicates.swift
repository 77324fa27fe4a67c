internal import GRDB
package import PayoutCore

extension LedgerReader {
    /// Whether the ledger holds other content than that of this batch.
    package func hasOthers(than batch: Batch) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: "SELECT EXISTS (SELECT 1 FROM batch WHERE id <> ? AND digest <> ? AND status <> 'importing')"),
            arguments: [batch.id.key, batch.digest]) ?? false
    }

    /// Queued payouts of a batch whose reference, account and amount equal those of a payout of another batch that has
    /// a transfer intent since `moment`, with the name of that batch.
    ///
    /// Transfers from before a person accepted the likeness do not count again.
    /// A batch that a person pays again on purpose is not compared with its own content.
    package func possibleDuplicates(
        of batch: Batch, since moment: Timestamp, after cursor: PayoutID, limit: Int
    ) throws -> [(payout: PayoutID, batch: String)] {
        let rows = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT payout.id, MAX(COALESCE(batch.name, batch.file_name))
                    FROM payout
                    JOIN payout AS earlier ON earlier.reference = payout.reference
                        AND earlier.batch_id <> payout.batch_id
                        AND earlier.status <> 'rejected' AND earlier.bank_code = payout.bank_code
                        AND earlier.account_number = payout.account_number AND earlier.amount = payout.amount
                    JOIN batch ON batch.id = earlier.batch_id AND batch.digest <> ?
                    WHERE payout.batch_id = ? AND payout.status = 'queued' AND payout.id > ?
                        AND EXISTS (SELECT 1 FROM transfer WHERE transfer.payout_id = earlier.id
                            AND transfer.sent_at >= ?
                            AND transfer.sent_at > COALESCE(payout.duplicates_accepted_at, -1))
                    GROUP BY payout.id ORDER BY payout.id LIMIT ?
                    """),
            arguments: [batch.digest, batch.id.key, cursor.key, moment.milliseconds, limit])
        return rows.map { (PayoutID(key: $0[0]), $0[1]) }
    }
}
