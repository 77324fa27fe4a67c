internal import GRDB
internal import PayoutCore

/// The tables, with the promises as constraints: what Swift promises, SQLite enforces too.
enum LedgerSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { database in
            for statement in tables + indexes + triggers { try database.execute(sql: statement) }
        }
        migrator.registerMigration("2") { database in
            for statement in decisions { try database.execute(sql: statement) }
        }
        // Before 3, which records an event of its own in an old ledger.
        migrator.registerMigration("evidence") { database in
            for statement in evidence { try database.execute(sql: statement) }
        }
        migrator.registerMigration("3") { database in
            for statement in journal { try database.execute(sql: statement) }
            try chainOldEvents(database)
        }
        migrator.registerMigration("4") { database in
            for statement in repeatedCallbacks { try database.execute(sql: statement) }
        }
        migrator.registerMigration("5") { database in try compareWordByWord(database) }
        migrator.registerMigration("6") { database in
            for statement in bounds { try database.execute(sql: statement) }
        }
        migrator.registerMigration("7") { database in
            for statement in fewerIndexes { try database.execute(sql: statement) }
        }
        migrator.registerMigration("eng") { database in
            for statement in trouble { try database.execute(sql: statement) }
        }
        migrator.registerMigration("mem") { database in
            for statement in likenesses { try database.execute(sql: statement) }
        }
        return migrator
    }

    private static func list(_ words: some Sequence<String>) -> String {
        words.map { "'\($0)'" }.joined(separator: ", ")
    }

    static let statuses = list(PayoutStatus.allCases.map(\.rawValue))
    private static let settled = list(PayoutStatus.allCases.filter(\.isSettled).map(\.rawValue))
    private static let validationStates = list(Validation.State.allCases.map(\.rawValue))
    private static let transferStates = list(Transfer.State.allCases.map(\.rawValue))
    private static let witnesses = list(Witness.allCases.map(\.rawValue))

    private static let tables = [
        """
        CREATE TABLE bank (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            base_url TEXT NOT NULL,
            merchant_id TEXT NOT NULL,
            bound_at INTEGER NOT NULL,
            inquiry_header TEXT CHECK (inquiry_header IN (\(list(InquiryHeader.allCases.map(\.rawValue))))),
            inquiry_proven INTEGER NOT NULL DEFAULT 0 CHECK (inquiry_proven IN (0, 1)),
            CHECK (inquiry_header IS NOT NULL OR inquiry_proven = 0)
        ) STRICT
        """,
        """
        CREATE TABLE batch (
            id INTEGER PRIMARY KEY,
            identity TEXT UNIQUE,
            name TEXT,
            digest TEXT,
            file_name TEXT NOT NULL,
            header TEXT NOT NULL,
            delimiter TEXT NOT NULL,
            line_ending TEXT NOT NULL,
            byte_order_mark INTEGER NOT NULL CHECK (byte_order_mark IN (0, 1)),
            status TEXT NOT NULL CHECK (status IN (\(list(BatchStatus.allCases.map(\.rawValue))))),
            stopped_reason TEXT,
            memory TEXT NOT NULL DEFAULT 'unasked' CHECK (memory IN (\(list(BankMemory.allCases.map(\.rawValue))))),
            memory_cursor INTEGER NOT NULL DEFAULT 0,
            pay_again_reason TEXT,
            input_count INTEGER NOT NULL DEFAULT 0,
            input_sum INTEGER NOT NULL DEFAULT 0,
            balance_before INTEGER,
            balance_after INTEGER,
            created_at INTEGER NOT NULL,
            approved_at INTEGER,
            changed_at INTEGER NOT NULL,
            CHECK ((status = 'importing') = (identity IS NULL)),
            CHECK ((identity IS NULL) = (digest IS NULL)),
            CHECK ((status = 'stopped') = (stopped_reason IS NOT NULL))
        ) STRICT
        """,
        // A row that is wrong keeps its cells as they came (raw); every other row is a payment order. A row rejected
        // only because another has its reference is both: its cells can be put together again.
        """
        CREATE TABLE payout (
            id INTEGER PRIMARY KEY,
            batch_id INTEGER NOT NULL REFERENCES batch (id),
            line INTEGER NOT NULL,
            reference TEXT NOT NULL,
            bank_code TEXT NOT NULL,
            account_number TEXT NOT NULL,
            account_name TEXT NOT NULL,
            amount INTEGER CHECK (amount > 0),
            amount_text TEXT,
            note TEXT NOT NULL,
            carried TEXT,
            raw TEXT,
            status TEXT NOT NULL CHECK (status IN (\(statuses))),
            reason_code TEXT,
            reason TEXT,
            accepted_name TEXT,
            validated_name TEXT,
            contradicted INTEGER NOT NULL DEFAULT 0 CHECK (contradicted IN (0, 1)),
            due_at INTEGER,
            newest_transfer_id INTEGER REFERENCES transfer (id),
            settled_at INTEGER,
            CHECK (status = 'rejected' OR amount IS NOT NULL),
            CHECK (status = 'rejected' OR raw IS NULL),
            CHECK ((settled_at IS NOT NULL) = (status IN (\(settled)))),
            CHECK (due_at IS NULL OR status IN ('validating', 'pending'))
        ) STRICT
        """,
        """
        CREATE TABLE validation (
            id INTEGER PRIMARY KEY,
            payout_id INTEGER NOT NULL REFERENCES payout (id),
            attempt INTEGER NOT NULL CHECK (attempt > 0),
            external_id TEXT NOT NULL UNIQUE CHECK (length(external_id) = 32),
            partner_reference_no TEXT NOT NULL UNIQUE,
            sent_at INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN (\(validationStates))),
            counted INTEGER NOT NULL DEFAULT 0 CHECK (counted IN (0, 1)),
            answer_code TEXT,
            answer TEXT,
            answered_at INTEGER,
            provider_reference_no TEXT,
            name TEXT,
            customer_reference TEXT,
            told_at INTEGER,
            CHECK (state <> 'valid' OR (name IS NOT NULL AND customer_reference IS NOT NULL AND told_at IS NOT NULL))
        ) STRICT
        """,
        // A transfer without a validation exists only where the ledger was lost and the bank remembered (P1, P4).
        """
        CREATE TABLE transfer (
            id INTEGER PRIMARY KEY,
            payout_id INTEGER NOT NULL REFERENCES payout (id),
            attempt INTEGER NOT NULL CHECK (attempt > 0),
            generation INTEGER NOT NULL CHECK (generation > 0 AND generation <= attempt),
            external_id TEXT NOT NULL UNIQUE CHECK (length(external_id) = 32),
            partner_reference_no TEXT NOT NULL CHECK (length(partner_reference_no) = 32),
            validation_id INTEGER UNIQUE REFERENCES validation (id),
            remembered INTEGER NOT NULL CHECK (remembered IN (0, 1)),
            sent_at INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN (\(transferStates))),
            answer_code TEXT,
            answer TEXT,
            answered_at INTEGER,
            provider_reference_no TEXT,
            known INTEGER NOT NULL DEFAULT 0 CHECK (known IN (0, 1)),
            conflict INTEGER NOT NULL DEFAULT 0 CHECK (conflict IN (0, 1)),
            inquiries INTEGER NOT NULL DEFAULT 0,
            inquired_at INTEGER,
            not_found_since INTEGER,
            told_by TEXT CHECK (told_by IN (\(witnesses))),
            settled_at INTEGER,
            UNIQUE (payout_id, attempt),
            CHECK ((validation_id IS NULL) = remembered),
            CHECK ((settled_at IS NULL) = (state = 'pending')),
            CHECK ((told_by IS NULL) = (state = 'pending'))
        ) STRICT
        """,
        """
        CREATE TABLE callback (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            proof TEXT NOT NULL,
            received_at INTEGER NOT NULL,
            external_id TEXT,
            partner_reference_no TEXT,
            provider_reference_no TEXT,
            response_code TEXT,
            response_message TEXT,
            service_code TEXT,
            bank_code TEXT,
            account_number TEXT,
            account_name TEXT,
            customer_reference TEXT,
            amount INTEGER,
            amount_malformed INTEGER NOT NULL,
            status TEXT,
            verification_status TEXT,
            body TEXT NOT NULL,
            taken_at INTEGER,
            finding TEXT,
            CHECK ((taken_at IS NULL) = (finding IS NULL))
        ) STRICT
        """,
        // link is the SHA-256 of the event and of the link before it: see JournalChain.
        """
        CREATE TABLE event (
            id INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            batch_id INTEGER,
            payout_id INTEGER,
            kind TEXT NOT NULL,
            detail TEXT NOT NULL,
            actor TEXT NOT NULL,
            link BLOB
        ) STRICT
        """,
        // Kept in the same commit as every transition; the reports recount the rows and compare (promise P6).
        """
        CREATE TABLE total (
            batch_id INTEGER NOT NULL REFERENCES batch (id),
            status TEXT NOT NULL CHECK (status IN (\(statuses))),
            count INTEGER NOT NULL CHECK (count >= 0),
            sum INTEGER NOT NULL CHECK (sum >= 0),
            PRIMARY KEY (batch_id, status)
        ) STRICT, WITHOUT ROWID
        """,
    ]

    private static let indexes = [
        // Promise P1, guard two: at most one attempt of a payout is live.
        "CREATE UNIQUE INDEX one_live_transfer ON transfer (payout_id) WHERE state IN ('pending', 'succeeded')",
        referenceIndex,
        "CREATE INDEX payout_line ON payout (batch_id, line)",
        // One index a status, since SQLite uses a partial index only where the query says the very same.
        "CREATE INDEX payout_queued ON payout (batch_id, id) WHERE status = 'queued'",
        "CREATE INDEX payout_validated ON payout (batch_id, id) WHERE status = 'validated'",
        "CREATE INDEX payout_unverified ON payout (batch_id, id) WHERE status = 'unverified'",
        "CREATE INDEX payout_overdue ON payout (batch_id, due_at) WHERE status = 'validating'",
        "CREATE INDEX payout_inquiry ON payout (batch_id, due_at) WHERE status = 'pending'",
        "CREATE INDEX validation_payout ON validation (payout_id, attempt)",
        """
        CREATE INDEX validation_open ON validation (id)
            WHERE state IN ('sent', 'accepted', 'doubtful', 'lapsed')
        """,
        "CREATE INDEX callback_untaken ON callback (id) WHERE taken_at IS NULL",
        "CREATE INDEX event_payout ON event (payout_id) WHERE payout_id IS NOT NULL",
    ]

    /// What persons decide about payouts.
    private static let decisions = [
        "ALTER TABLE payout ADD COLUMN duplicates_accepted_at INTEGER",
        "ALTER TABLE payout ADD COLUMN generation_min INTEGER NOT NULL DEFAULT 1 CHECK (generation_min > 0)",
        // The rows that a person looks for, however many others there are.
        """
        CREATE INDEX payout_person ON payout (batch_id, status, reason_code)
            WHERE status IN ('held', 'invalid', 'failed', 'refunded', 'not_found', 'unverified')
        """,
        "CREATE INDEX payout_contradicted ON payout (batch_id, status, reason_code) WHERE contradicted = 1",
        "CREATE INDEX event_batch ON event (batch_id, id) WHERE payout_id IS NULL",
    ]

    static let eventIsFinal = """
        CREATE TRIGGER event_is_final BEFORE UPDATE ON event
        BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END
        """

    private static let triggers = [
        eventIsFinal,
        """
        CREATE TRIGGER event_stays BEFORE DELETE ON event
        BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END
        """,
        """
        CREATE TRIGGER transfer_stays BEFORE DELETE ON transfer
        BEGIN SELECT RAISE (ABORT, 'evidence is never erased'); END
        """,
        // INSERT OR REPLACE fires no trigger on deletion.
        """
        CREATE TRIGGER event_is_new BEFORE INSERT ON event WHEN EXISTS (SELECT 1 FROM event WHERE id = NEW.id)
        BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END
        """,
        """
        CREATE TRIGGER transfer_is_new BEFORE INSERT ON transfer
            WHEN EXISTS (SELECT 1 FROM transfer WHERE id = NEW.id)
                OR EXISTS (SELECT 1 FROM transfer WHERE external_id = NEW.external_id)
                OR EXISTS (SELECT 1 FROM transfer WHERE payout_id = NEW.payout_id AND attempt = NEW.attempt)
        BEGIN SELECT RAISE (ABORT, 'evidence is never erased'); END
        """,
        """
        CREATE TRIGGER validation_stays BEFORE DELETE ON validation
        BEGIN SELECT RAISE (ABORT, 'evidence is never erased'); END
        """,
        """
        CREATE TRIGGER callback_stays BEFORE DELETE ON callback
        BEGIN SELECT RAISE (ABORT, 'evidence is never erased'); END
        """,
        """
        CREATE TRIGGER transfer_identity BEFORE UPDATE OF payout_id, attempt, generation, external_id,
            partner_reference_no, sent_at ON transfer
        BEGIN SELECT RAISE (ABORT, 'evidence is never erased'); END
        """,
        // Promise P1: money that has moved comes back only as a refund, and a refund stays.
        """
        CREATE TRIGGER transfer_success_stays BEFORE UPDATE OF state ON transfer
            WHEN (OLD.state = 'succeeded' AND NEW.state NOT IN ('succeeded', 'refunded'))
                OR (OLD.state = 'refunded' AND NEW.state <> 'refunded')
        BEGIN SELECT RAISE (ABORT, 'a success only becomes a refund'); END
        """,
        // Promise P4: a transfer is preceded by a good validation of its own attempt.
        """
        CREATE TRIGGER transfer_validated BEFORE INSERT ON transfer
            WHEN NEW.validation_id IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM validation WHERE id = NEW.validation_id AND payout_id = NEW.payout_id
                    AND attempt = NEW.attempt AND state = 'valid')
        BEGIN SELECT RAISE (ABORT, 'a transfer needs a good validation of its own'); END
        """,
    ]
}
