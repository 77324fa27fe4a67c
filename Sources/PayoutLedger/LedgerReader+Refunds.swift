internal import GRDB
package import PayoutCore

/// A collection that a refund may give back.
package struct CollectedPayment: Sendable {
    package let id: PayoutID
    /// Its batch as people know it.
    package let batch: String
    package let status: PayoutStatus
    /// What no refund has taken yet.
    package let left: Rupiah
}

extension LedgerReader {
    /// The collections that were sent under this reference, the newest first.
    package func collections(reference: String) throws -> [CollectedPayment] {
        let rows = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT paid.id, paid.status, paid.amount, (
                        SELECT COALESCE(SUM(amount), 0) FROM payout WHERE refunds = paid.id AND status <> 'rejected'
                            AND status <> 'failed' AND status <> 'not_found' AND status <> 'cancelled'), paid.batch_id
                    FROM batch JOIN payout AS paid ON paid.batch_id = batch.id
                    WHERE batch.rail = 'collection' AND batch.status <> 'importing' AND paid.reference = ?
                        AND paid.status <> 'rejected' AND paid.newest_transfer_id IS NOT NULL
                    ORDER BY paid.id DESC
                    """),
            arguments: [reference])
        return try rows.compactMap { row in
            let id = PayoutID(key: row[0])
            guard let batch = try batch(BatchID(key: row[4])) else { return nil }
            let (amount, taken): (Int64, Int64) = (row[2], row[3])
            return CollectedPayment(
                id: id, batch: batch.folderName, status: try PayoutStatus(stored: row[1], in: "payout"),
                left: Rupiah(max(0, amount - taken)))
        }
    }

    /// Whether a payment has room for a refund of the ledger, next to all others.
    ///
    /// - Parameter isNew: whether the refund has just come in: then the payment must have succeeded. A refund that was
    ///   tried before may stand although its payment has not.
    func refundFits(_ refund: PayoutID, isNew: Bool) throws -> Bool {
        let statement = try database.cachedStatement(
            sql: """
                SELECT 1 FROM payout AS refund JOIN payout AS paid ON paid.id = refund.refunds
                    JOIN batch ON batch.id = paid.batch_id
                WHERE refund.id = ?1 AND (?2 = 0 OR (paid.status = 'succeeded' AND batch.rail = 'collection'))
                    AND paid.amount >= refund.amount + (
                        SELECT COALESCE(SUM(amount), 0) FROM payout WHERE refunds = paid.id AND id <> refund.id
                            AND status <> 'rejected' AND status <> 'failed' AND status <> 'not_found'
                            AND status <> 'cancelled')
                """)
        return try Bool.fetchOne(statement, arguments: [refund.key, isNew]) ?? false
    }
}
