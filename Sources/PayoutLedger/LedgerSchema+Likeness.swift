extension LedgerSchema {
    /// What payments are found again by (promise P11): for each batch the fingerprints of its rows, sorted, in chunks.
    ///
    /// Sorted lists of whole files are compared in one pass, a million rows with a million in a few hundredths of a
    /// second, and cost an import next to nothing. An index by account would be touched all over by every transfer.
    static let likenesses = [
        // When the last transfer of a batch was intended: batches that sent nothing, or nothing lately, are passed by.
        "ALTER TABLE batch ADD COLUMN sent_last INTEGER",
        // A part holds the rows of one stretch of the file; see RowFingerprints for what an entry is.
        """
        CREATE TABLE fingerprint (
            batch_id INTEGER NOT NULL REFERENCES batch (id),
            kind INTEGER NOT NULL CHECK (kind IN (0, 1)),
            part INTEGER NOT NULL CHECK (part >= 0),
            first INTEGER NOT NULL CHECK (first >= 0),
            entries BLOB NOT NULL CHECK (length(entries) > 0 AND length(entries) % \(RowFingerprints.entryBytes) = 0),
            PRIMARY KEY (batch_id, kind, part, first)
        ) STRICT
        """,
        """
        CREATE TRIGGER fingerprint_is_new BEFORE INSERT ON fingerprint
            WHEN (SELECT status FROM batch WHERE id = NEW.batch_id) <> 'importing'
        BEGIN SELECT RAISE (ABORT, 'what was submitted stays'); END
        """,
        """
        CREATE TRIGGER fingerprint_is_final BEFORE UPDATE ON fingerprint
        BEGIN SELECT RAISE (ABORT, 'what was submitted stays'); END
        """,
        """
        CREATE TRIGGER fingerprint_stays BEFORE DELETE ON fingerprint
            WHEN (SELECT status FROM batch WHERE id = OLD.batch_id) <> 'importing'
        BEGIN SELECT RAISE (ABORT, 'no row is lost'); END
        """,
    ]
}
