extension LedgerSchema {
    /// A batch knows between which keys its payouts lie, since they come in one after the other. So all of them are
    /// read in the order of the table itself, without an index that every imported row would have to enter.
    ///
    /// Whoever reads asks for the batch as well: nothing but the lock of writers keeps two imports apart.
    static let bounds = [
        "ALTER TABLE batch ADD COLUMN first_payout INTEGER",
        "ALTER TABLE batch ADD COLUMN last_payout INTEGER CHECK (first_payout <= last_payout)",
        """
        UPDATE batch SET first_payout = (SELECT MIN(id) FROM payout WHERE batch_id = batch.id),
            last_payout = (SELECT MAX(id) FROM payout WHERE batch_id = batch.id)
        """,
        "DROP INDEX payout_line",
        """
        CREATE TRIGGER batch_bounds_stay BEFORE UPDATE OF first_payout, last_payout ON batch
            WHEN OLD.status <> 'importing'
        BEGIN SELECT RAISE (ABORT, 'no row is lost'); END
        """,
    ]

    /// The condition for all payouts of the batch with the key `?1`; `payout` is what the table is called there. The
    /// order of their keys is that of the file.
    static func isOfBatch(_ payout: String = "payout") -> String {
        """
        \(payout).id BETWEEN (SELECT first_payout FROM batch WHERE id = ?1)
            AND (SELECT last_payout FROM batch WHERE id = ?1) AND \(payout).batch_id = ?1
        """
    }
}
