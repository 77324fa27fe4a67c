extension LedgerSchema {
    /// What the journal knows of the rows beside its words, and what nobody changes any more once it was recorded.
    static let evidence = [
        // What an event left behind, as a digest: of a payout, of the rows of a batch, of callbacks.
        "ALTER TABLE event ADD COLUMN evidence BLOB",
        """
        CREATE TRIGGER payout_order_stays BEFORE UPDATE OF batch_id, line, reference, bank_code, account_number,
            account_name, amount, amount_text, note, raw ON payout
        BEGIN SELECT RAISE (ABORT, 'what was submitted stays'); END
        """,
        """
        CREATE TRIGGER payout_stays BEFORE DELETE ON payout
            WHEN (SELECT status FROM batch WHERE id = OLD.batch_id) <> 'importing'
        BEGIN SELECT RAISE (ABORT, 'no row is lost'); END
        """,
        """
        CREATE TRIGGER validation_identity BEFORE UPDATE OF payout_id, attempt, external_id, partner_reference_no,
            sent_at ON validation
        BEGIN SELECT RAISE (ABORT, 'evidence is never erased'); END
        """,
        // What is not proven may make room for other words about the same transaction; evidence may not.
        """
        CREATE TRIGGER callback_content_stays BEFORE UPDATE OF kind, proof, received_at, external_id,
            partner_reference_no, provider_reference_no, response_code, response_message, service_code, bank_code,
            account_number, account_name, customer_reference, amount, amount_malformed, status, verification_status,
            body ON callback
            WHEN OLD.proof = 'body' OR OLD.finding IS '\(UntakenCallback.believed)'
        BEGIN SELECT RAISE (ABORT, 'evidence is never erased'); END
        """,
        """
        CREATE TRIGGER callback_finding_stays BEFORE UPDATE OF taken_at, finding ON callback
            WHEN ((OLD.proof = 'body' AND OLD.taken_at IS NOT NULL) OR OLD.finding IS '\(UntakenCallback.believed)')
                AND (NEW.taken_at IS NOT OLD.taken_at OR NEW.finding IS NOT OLD.finding)
        BEGIN SELECT RAISE (ABORT, 'evidence is never erased'); END
        """,
    ]
}
