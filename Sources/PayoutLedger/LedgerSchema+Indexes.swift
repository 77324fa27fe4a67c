extension LedgerSchema {
    /// Whatever moves a payout to another status opens and checks every index that speaks of a status, so that there
    /// are as few as possible: one of what waits for its turn, one of what waits for a moment, one of what waits for a
    /// person. The key of a payout is the last column of each by itself.
    static let fewerIndexes = [
        "DROP INDEX payout_queued",
        "DROP INDEX payout_validated",
        "DROP INDEX payout_unverified",
        """
        CREATE INDEX payout_waiting ON payout (batch_id, status)
            WHERE status = 'queued' OR status = 'validated' OR status = 'unverified'
        """,
        "DROP INDEX payout_overdue",
        "DROP INDEX payout_inquiry",
        """
        CREATE INDEX payout_deadline ON payout (batch_id, status, due_at)
            WHERE status = 'validating' OR status = 'pending'
        """,
        // What the bank contradicted itself about is rare: its rows tell the rest.
        "DROP INDEX payout_contradicted",
        "CREATE INDEX payout_contradicted ON payout (batch_id) WHERE contradicted = 1",
    ]
}
