internal import PayoutCore

extension LedgerSchema {
    /// What stays of the bank's word where a payout goes another way, and what a person made of a contradiction.
    static let trouble = [
        "ALTER TABLE validation ADD COLUMN given_up INTEGER NOT NULL DEFAULT 0 CHECK (given_up IN (0, 1))",
        "UPDATE validation SET given_up = 1 WHERE state = 'abandoned'",
        // Whatever becomes of the payout, what the bank reported about an account stays as it was reported.
        """
        CREATE TRIGGER validation_result_stays BEFORE UPDATE OF state, name, customer_reference, told_at, answer_code,
            answer ON validation
            WHEN (OLD.state = 'valid' OR OLD.state = 'invalid' OR OLD.state = 'failed')
                AND (NEW.state <> OLD.state OR NEW.name IS NOT OLD.name
                    OR NEW.customer_reference IS NOT OLD.customer_reference OR NEW.told_at IS NOT OLD.told_at
                    OR (OLD.answer_code IS NOT NULL
                        AND (NEW.answer_code IS NOT OLD.answer_code OR NEW.answer IS NOT OLD.answer)))
        BEGIN SELECT RAISE (ABORT, 'evidence is never erased'); END
        """,
        """
        CREATE TRIGGER validation_stays_given_up BEFORE UPDATE OF given_up ON validation
            WHEN OLD.given_up = 1 AND NEW.given_up = 0
        BEGIN SELECT RAISE (ABORT, 'evidence is never erased'); END
        """,
        // Promise P4: a transfer is preceded by a good validation of its own attempt and run.
        "DROP TRIGGER transfer_validated",
        """
        CREATE TRIGGER transfer_validated BEFORE INSERT ON transfer
            WHEN NEW.validation_id IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM validation WHERE id = NEW.validation_id AND payout_id = NEW.payout_id
                    AND attempt = NEW.attempt AND state = 'valid' AND given_up = 0)
        BEGIN SELECT RAISE (ABORT, 'a transfer needs a good validation of its own'); END
        """,
        """
        ALTER TABLE payout ADD COLUMN contradiction_open INTEGER NOT NULL DEFAULT 0
            CHECK (contradiction_open IN (0, 1) AND contradiction_open <= contradicted)
        """,
        """
        ALTER TABLE payout ADD COLUMN contradiction_resolved_as TEXT
            CHECK (\(isOneOf("contradiction_resolved_as", Resolution.allCases.map(\.rawValue))))
        """,
        "UPDATE payout SET contradiction_open = 1 WHERE contradicted = 1",
        "ALTER TABLE transfer ADD COLUMN contradicting_status TEXT",
        """
        ALTER TABLE transfer ADD COLUMN contradicting_told_by TEXT
            CHECK (\(isOneOf("contradicting_told_by", Witness.allCases.map(\.rawValue))))
        """,
        "ALTER TABLE transfer ADD COLUMN contradicting_at INTEGER",
    ]

    private static func isOneOf(_ column: String, _ words: [String]) -> String {
        words.map { "\(column) = '\($0)'" }.joined(separator: " OR ")
    }
}
