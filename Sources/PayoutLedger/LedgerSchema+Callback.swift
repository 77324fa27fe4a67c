extension LedgerSchema {
    /// Callbacks that come again are counted where they stand, so that nobody fills the disk by repeating them.
    static let repeatedCallbacks = [
        "ALTER TABLE callback ADD COLUMN fingerprint INTEGER",
        "ALTER TABLE callback ADD COLUMN repeats INTEGER NOT NULL DEFAULT 0 CHECK (repeats >= 0)",
        "ALTER TABLE callback ADD COLUMN repeated_at INTEGER",
        "CREATE INDEX callback_transaction ON callback (external_id, fingerprint)",
        // Whether the engine is to look at it, for the first time or again.
        "ALTER TABLE callback ADD COLUMN waits INTEGER NOT NULL DEFAULT 1 CHECK (waits IN (0, 1))",
        "UPDATE callback SET waits = 0 WHERE taken_at IS NOT NULL",
        "DROP INDEX callback_untaken",
        "CREATE INDEX callback_waiting ON callback (id) WHERE waits = 1",
    ]
}
