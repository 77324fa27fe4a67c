CREATE TRIGGER api_key_stays BEFORE DELETE ON api_key
BEGIN SELECT RAISE (ABORT, 'evidence is never erased'); END;

CREATE TRIGGER api_key_stays_removed BEFORE UPDATE ON api_key WHEN OLD.removed_at IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'a key that was removed stays removed'); END;

CREATE TRIGGER api_key_terms_stay BEFORE UPDATE OF id, name, folded, digest, rights, networks, added_at, ends_at,
    event_id ON api_key
BEGIN SELECT RAISE (ABORT, 'the terms of a key never change'); END;

CREATE TABLE api_key (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 2 AND 64),
    folded TEXT NOT NULL CHECK (folded = lower(name)),
    digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
    rights TEXT NOT NULL CHECK (rights <> ''),
    networks TEXT CHECK (networks <> ''),
    added_at INTEGER NOT NULL,
    ends_at INTEGER,
    event_id INTEGER NOT NULL UNIQUE REFERENCES event (id),
    used_at INTEGER,
    refused_at INTEGER,
    removed_at INTEGER
) STRICT;

CREATE UNIQUE INDEX one_api_key ON api_key (folded) WHERE removed_at IS NULL;

CREATE TRIGGER api_request_acts_once BEFORE UPDATE OF attempt ON api_request
    WHEN OLD.attempt IS NOT NULL AND NEW.attempt IS NOT OLD.attempt
BEGIN SELECT RAISE (ABORT, 'a request acts once'); END;

CREATE TRIGGER api_request_is_answered_once BEFORE UPDATE ON api_request WHEN OLD.status IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'a request is answered once'); END;

CREATE TABLE api_request (
    key_id INTEGER NOT NULL REFERENCES api_key (id),
    idempotency_key TEXT NOT NULL CHECK (length(idempotency_key) BETWEEN 1 AND 255),
    request BLOB NOT NULL CHECK (length(request) = 32),
    began_at INTEGER NOT NULL,
    attempt BLOB CHECK (length(attempt) = 16),
    status INTEGER CHECK (status BETWEEN 200 AND 599),
    answer TEXT,
    PRIMARY KEY (key_id, idempotency_key),
    CHECK ((status IS NULL) = (answer IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX api_request_began ON api_request (began_at);

CREATE TABLE bank (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    base_url TEXT NOT NULL,
    merchant_id TEXT NOT NULL,
    bound_at INTEGER NOT NULL,
    inquiry_header TEXT CHECK (inquiry_header IN ('transfer', 'fresh')),
    inquiry_proven INTEGER NOT NULL DEFAULT 0 CHECK (inquiry_proven IN (0, 1)),
    CHECK (inquiry_header IS NOT NULL OR inquiry_proven = 0)
) STRICT;

CREATE TRIGGER refunds_fit BEFORE UPDATE OF status ON batch
    WHEN OLD.status = 'importing' AND EXISTS (
        SELECT 1 FROM payout AS refund
            LEFT JOIN payout AS paid ON paid.id = refund.refunds LEFT JOIN batch ON batch.id = paid.batch_id
        WHERE refund.refunds IS NOT NULL AND refund.id BETWEEN NEW.id << 32 AND (NEW.id << 32) + 4294967295
            AND refund.status <> 'rejected' AND (
                NEW.rail <> 'refund' OR paid.status IS NOT 'succeeded' OR batch.rail IS NOT 'collection'
                OR paid.amount < (
                    SELECT SUM(amount) FROM payout WHERE refunds = paid.id AND status <> 'rejected'
                        AND status <> 'failed' AND status <> 'not_found' AND status <> 'cancelled')))
BEGIN SELECT RAISE (ABORT, 'a refund never passes the payment'); END;

CREATE TRIGGER refunds_name_payments BEFORE UPDATE OF status ON batch
    WHEN OLD.status = 'importing' AND NEW.rail = 'refund' AND EXISTS (
        SELECT 1 FROM payout WHERE id BETWEEN NEW.id << 32 AND (NEW.id << 32) + 4294967295
            AND refunds IS NULL AND status <> 'rejected')
BEGIN SELECT RAISE (ABORT, 'a refund names its payment'); END;

CREATE TABLE batch (
    id INTEGER PRIMARY KEY,
    rail TEXT NOT NULL CHECK (rail = 'payout' OR rail = 'collection' OR rail = 'refund' OR rail = 'charge'),
    identity TEXT UNIQUE,
    name TEXT,
    digest TEXT,
    file_name TEXT NOT NULL,
    header TEXT NOT NULL,
    delimiter TEXT NOT NULL,
    line_ending TEXT NOT NULL,
    byte_order_mark INTEGER NOT NULL CHECK (byte_order_mark IN (0, 1)),
    columns TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL CHECK (
        status = 'importing' OR status = 'submitted' OR status = 'approved' OR status = 'running'
        OR status = 'stopped' OR status = 'paused' OR status = 'settled' OR status = 'closed'
    ),
    stopped_reason TEXT,
    prior_transfers TEXT NOT NULL DEFAULT 'unasked' CHECK (prior_transfers = 'unasked' OR prior_transfers = 'lost' OR prior_transfers = 'clear'),
    prior_transfer_cursor INTEGER NOT NULL DEFAULT 0,
    pay_again_reason TEXT,
    purpose TEXT,
    person_column INTEGER,
    input_count INTEGER NOT NULL DEFAULT 0,
    input_sum INTEGER NOT NULL DEFAULT 0,
    balance_before INTEGER,
    balance_after INTEGER,
    created_at INTEGER NOT NULL,
    approved_at INTEGER,
    changed_at INTEGER NOT NULL,
    sent_last INTEGER,
    CHECK ((status = 'importing') = (identity IS NULL)),
    CHECK ((identity IS NULL) = (digest IS NULL)),
    CHECK ((status = 'stopped') = (stopped_reason IS NOT NULL))
) STRICT;

CREATE TRIGGER callback_content_stays BEFORE UPDATE OF kind, proof, received_at, external_id,
    partner_reference_no, provider_reference_no, response_code, response_message, other_service, bank_code,
    account_number, account_name, customer_reference, amount, amount_malformed, status, verification_status,
    body ON callback
    WHEN OLD.proof = 'body' OR OLD.finding IS 'believed'
BEGIN SELECT RAISE (ABORT, 'evidence is never erased'); END;

CREATE TRIGGER callback_finding_stays BEFORE UPDATE OF processed_at, finding ON callback
    WHEN ((OLD.proof = 'body' AND OLD.processed_at IS NOT NULL) OR OLD.finding IS 'believed')
        AND (NEW.processed_at IS NOT OLD.processed_at OR NEW.finding IS NOT OLD.finding)
BEGIN SELECT RAISE (ABORT, 'evidence is never erased'); END;

CREATE TRIGGER callback_stays BEFORE DELETE ON callback
BEGIN SELECT RAISE (ABORT, 'evidence is never erased'); END;

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
    other_service INTEGER NOT NULL CHECK (other_service IN (0, 1)),
    bank_code TEXT,
    account_number TEXT,
    account_name TEXT,
    customer_reference TEXT,
    amount INTEGER,
    amount_malformed INTEGER NOT NULL,
    status TEXT,
    verification_status TEXT,
    body TEXT NOT NULL,
    processed_at INTEGER,
    finding TEXT,
    fingerprint INTEGER,
    repeats INTEGER NOT NULL DEFAULT 0 CHECK (repeats >= 0),
    repeated_at INTEGER,
    waits INTEGER NOT NULL DEFAULT 1 CHECK (waits IN (0, 1)),
    CHECK ((processed_at IS NULL) = (finding IS NULL))
) STRICT;

CREATE INDEX callback_transaction ON callback (external_id, fingerprint);

CREATE INDEX callback_waiting ON callback (id) WHERE waits = 1;

CREATE TRIGGER card_comes_sealed BEFORE INSERT ON card
    WHEN substr(NEW.card_token, 1, 12) <> COALESCE((SELECT key_mark FROM vault), '')
BEGIN SELECT RAISE (ABORT, 'a secret lies under the key of the ledger'); END;

CREATE TRIGGER card_end_stays BEFORE UPDATE OF status ON card
    WHEN NEW.status <> OLD.status AND (OLD.status = 'not_bound' OR OLD.status = 'unbound' OR OLD.status = 'gone'
        OR OLD.status = 'expired' OR NEW.status = 'binding' OR OLD.superseded_at IS NOT NULL)
BEGIN SELECT RAISE (ABORT, 'a card that has ended stays ended'); END;

CREATE TRIGGER card_identity BEFORE UPDATE OF customer, partner_reference_no, external_id, session_started_at,
    created_at ON card
BEGIN SELECT RAISE (ABORT, 'evidence is never erased'); END;

CREATE TRIGGER card_stays BEFORE DELETE ON card
BEGIN SELECT RAISE (ABORT, 'evidence is never erased'); END;

CREATE TRIGGER card_stays_sealed BEFORE UPDATE OF card_token ON card
    WHEN substr(NEW.card_token, 1, 12) <> COALESCE((SELECT key_mark FROM vault), '')
        OR (NEW.card_token IS NULL AND OLD.card_token IS NOT NULL)
BEGIN SELECT RAISE (ABORT, 'a secret lies under the key of the ledger'); END;

CREATE TRIGGER card_stays_superseded BEFORE UPDATE OF superseded_at ON card
    WHEN OLD.superseded_at IS NOT NULL AND NEW.superseded_at IS NOT OLD.superseded_at
BEGIN SELECT RAISE (ABORT, 'a card that has ended stays ended'); END;

CREATE TABLE card (
    id INTEGER PRIMARY KEY,
    customer TEXT NOT NULL CHECK (customer <> ''),
    status TEXT NOT NULL CHECK (
        status = 'binding' OR status = 'bound' OR status = 'not_bound' OR status = 'unbound' OR status = 'gone'
        OR status = 'blocked' OR status = 'expired'
    ),
    customer_id TEXT,
    card_token TEXT,
    masked_card TEXT,
    brand TEXT,
    expiry TEXT,
    partner_reference_no TEXT UNIQUE CHECK (length(partner_reference_no) = 32),
    external_id TEXT UNIQUE CHECK (length(external_id) = 32),
    session_started_at INTEGER,
    session_ends_at INTEGER,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    superseded_at INTEGER,
    CHECK ((partner_reference_no IS NULL) = (external_id IS NULL)),
    CHECK ((partner_reference_no IS NULL) = (session_started_at IS NULL)),
    CHECK ((partner_reference_no IS NULL) = (session_ends_at IS NULL)),
    CHECK (partner_reference_no IS NOT NULL OR (status <> 'binding' AND status <> 'not_bound')),
    CHECK (
        (status <> 'bound' AND status <> 'blocked') OR (customer_id IS NOT NULL AND card_token IS NOT NULL)
    )
) STRICT;

CREATE UNIQUE INDEX one_card ON card (customer)
    WHERE superseded_at IS NULL AND status <> 'binding' AND status <> 'not_bound';

CREATE UNIQUE INDEX one_registration ON card (customer) WHERE status = 'binding';

CREATE TRIGGER corrected_cell_is_final BEFORE UPDATE ON corrected_cell
BEGIN SELECT RAISE (ABORT, 'evidence is never erased'); END;

CREATE TRIGGER corrected_cell_stays BEFORE DELETE ON corrected_cell
BEGIN SELECT RAISE (ABORT, 'evidence is never erased'); END;

CREATE TABLE corrected_cell (
    batch_id INTEGER NOT NULL REFERENCES batch (id),
    line INTEGER NOT NULL,
    position INTEGER NOT NULL CHECK (position >= 0),
    file_text TEXT NOT NULL,
    typed_text TEXT NOT NULL,
    PRIMARY KEY (batch_id, line, position)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER dismissed_is_final BEFORE UPDATE ON dismissed
BEGIN SELECT RAISE (ABORT, 'evidence is never erased'); END;

CREATE TRIGGER dismissed_stays BEFORE DELETE ON dismissed
BEGIN SELECT RAISE (ABORT, 'evidence is never erased'); END;

CREATE TABLE dismissed (
    payout_id INTEGER PRIMARY KEY
) STRICT;

CREATE TRIGGER event_is_final BEFORE UPDATE ON event
BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END;

CREATE TRIGGER event_is_linked BEFORE INSERT ON event
    WHEN NEW.link IS NULL OR length(NEW.link) <> 32
BEGIN SELECT RAISE (ABORT, 'every event is a link of the journal'); END;

CREATE TRIGGER event_is_new BEFORE INSERT ON event WHEN EXISTS (SELECT 1 FROM event WHERE id = NEW.id)
BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END;

CREATE TRIGGER event_stays BEFORE DELETE ON event
BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END;

CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    batch_id INTEGER,
    payout_id INTEGER,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL,
    actor TEXT NOT NULL,
    link BLOB,
    evidence BLOB,
    status TEXT CHECK (
        status = 'rejected' OR status = 'held' OR status = 'queued' OR status = 'validating'
        OR status = 'validated' OR status = 'unverified' OR status = 'invalid' OR status = 'pending'
        OR status = 'succeeded' OR status = 'refunded' OR status = 'failed' OR status = 'not_found'
        OR status = 'cancelled'
    )
) STRICT;

CREATE INDEX event_batch ON event (batch_id, id) WHERE payout_id IS NULL;

CREATE INDEX event_payout ON event (payout_id) WHERE payout_id IS NOT NULL;

CREATE TRIGGER fingerprint_is_final BEFORE UPDATE ON fingerprint
BEGIN SELECT RAISE (ABORT, 'what was submitted stays'); END;

CREATE TRIGGER fingerprint_is_new BEFORE INSERT ON fingerprint
    WHEN (SELECT status FROM batch WHERE id = NEW.batch_id) <> 'importing'
BEGIN SELECT RAISE (ABORT, 'what was submitted stays'); END;

CREATE TRIGGER fingerprint_stays BEFORE DELETE ON fingerprint
    WHEN (SELECT status FROM batch WHERE id = OLD.batch_id) <> 'importing'
BEGIN SELECT RAISE (ABORT, 'no row is lost'); END;

CREATE TABLE fingerprint (
    batch_id INTEGER NOT NULL REFERENCES batch (id),
    kind INTEGER NOT NULL CHECK (kind = 0 OR kind = 1 OR kind = 2 OR kind = 3 OR kind = 4),
    part INTEGER NOT NULL CHECK (part >= 0),
    first INTEGER NOT NULL CHECK (first >= 0),
    entries BLOB NOT NULL CHECK (length(entries) > 0 AND length(entries) % 8 = 0),
    PRIMARY KEY (batch_id, kind, part, first)
) STRICT;

CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);

CREATE TRIGGER journal_grows BEFORE UPDATE ON journal WHEN NEW.count < OLD.count
BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END;

CREATE TRIGGER journal_stays BEFORE DELETE ON journal
BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END;

CREATE TABLE journal (
    batch_id INTEGER PRIMARY KEY CHECK (batch_id >= 0),
    count INTEGER NOT NULL CHECK (count > 0),
    head BLOB NOT NULL CHECK (length(head) = 32),
    first_event INTEGER NOT NULL,
    last_event INTEGER NOT NULL,
    CHECK (first_event <= last_event)
) STRICT;

CREATE TRIGGER lease_ends BEFORE UPDATE OF takes_approved ON lease
    WHEN NEW.term <= OLD.term AND NEW.takes_approved > OLD.takes_approved
BEGIN SELECT RAISE (ABORT, 'a process that is ending takes no batch'); END;

CREATE TRIGGER lease_grows BEFORE UPDATE OF id, term, process_id, host, since ON lease WHEN NEW.term <= OLD.term
BEGIN SELECT RAISE (ABORT, 'a term is never used again'); END;

CREATE TRIGGER lease_stays BEFORE DELETE ON lease
BEGIN SELECT RAISE (ABORT, 'a term is never used again'); END;

CREATE TABLE lease (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    term INTEGER NOT NULL CHECK (term > 0),
    process_id INTEGER NOT NULL,
    host TEXT NOT NULL,
    since INTEGER NOT NULL,
    takes_approved INTEGER NOT NULL CHECK (takes_approved IN (0, 1))
) STRICT;

CREATE TRIGGER mandate_code_stays_sealed BEFORE UPDATE OF auth_code ON mandate
    WHEN substr(NEW.auth_code, 1, 12) <> COALESCE((SELECT key_mark FROM vault), '')
        OR (NEW.auth_code IS NULL AND OLD.auth_code IS NOT NULL)
BEGIN SELECT RAISE (ABORT, 'a secret lies under the key of the ledger'); END;

CREATE TRIGGER mandate_comes_sealed BEFORE INSERT ON mandate
    WHEN substr(NEW.account_token, 1, 12) <> COALESCE((SELECT key_mark FROM vault), '')
        OR substr(NEW.auth_code, 1, 12) <> COALESCE((SELECT key_mark FROM vault), '')
BEGIN SELECT RAISE (ABORT, 'a secret lies under the key of the ledger'); END;

CREATE TRIGGER mandate_end_stays BEFORE UPDATE OF status ON mandate
    WHEN NEW.status <> OLD.status AND (OLD.status = 'not_bound' OR OLD.status = 'unbound' OR OLD.status = 'gone'
        OR OLD.status = 'expired' OR NEW.status = 'binding' OR OLD.superseded_at IS NOT NULL)
BEGIN SELECT RAISE (ABORT, 'a mandate that has ended stays ended'); END;

CREATE TRIGGER mandate_identity BEFORE UPDATE OF customer, partner_reference_no, external_id, session_started_at,
    created_at ON mandate
BEGIN SELECT RAISE (ABORT, 'evidence is never erased'); END;

CREATE TRIGGER mandate_stays BEFORE DELETE ON mandate
BEGIN SELECT RAISE (ABORT, 'evidence is never erased'); END;

CREATE TRIGGER mandate_stays_superseded BEFORE UPDATE OF superseded_at ON mandate
    WHEN OLD.superseded_at IS NOT NULL AND NEW.superseded_at IS NOT OLD.superseded_at
BEGIN SELECT RAISE (ABORT, 'a mandate that has ended stays ended'); END;

CREATE TRIGGER mandate_token_stays_sealed BEFORE UPDATE OF account_token ON mandate
    WHEN substr(NEW.account_token, 1, 12) <> COALESCE((SELECT key_mark FROM vault), '')
        OR (NEW.account_token IS NULL AND OLD.account_token IS NOT NULL)
BEGIN SELECT RAISE (ABORT, 'a secret lies under the key of the ledger'); END;

CREATE TABLE mandate (
    id INTEGER PRIMARY KEY,
    customer TEXT NOT NULL CHECK (customer <> ''),
    status TEXT NOT NULL CHECK (
        status = 'binding' OR status = 'bound' OR status = 'not_bound' OR status = 'unbound' OR status = 'gone'
        OR status = 'blocked' OR status = 'expired'
    ),
    bank_code TEXT CHECK (length(bank_code) = 3),
    public_user_id TEXT,
    account_token TEXT,
    auth_code TEXT,
    ends_at INTEGER,
    masked_account TEXT,
    masked_holder TEXT,
    partner_reference_no TEXT UNIQUE CHECK (length(partner_reference_no) = 32),
    external_id TEXT UNIQUE CHECK (length(external_id) = 32),
    session_started_at INTEGER,
    session_ends_at INTEGER,
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    superseded_at INTEGER,
    CHECK ((partner_reference_no IS NULL) = (external_id IS NULL)),
    CHECK ((partner_reference_no IS NULL) = (session_started_at IS NULL)),
    CHECK ((partner_reference_no IS NULL) = (session_ends_at IS NULL)),
    CHECK (partner_reference_no IS NOT NULL OR (status <> 'binding' AND status <> 'not_bound')),
    CHECK (
        (status <> 'bound' AND status <> 'blocked')
        OR (bank_code IS NOT NULL AND public_user_id IS NOT NULL AND account_token IS NOT NULL
            AND auth_code IS NOT NULL)
    )
) STRICT;

CREATE INDEX mandate_customer ON mandate (customer, id) WHERE superseded_at IS NULL AND status <> 'not_bound';

CREATE UNIQUE INDEX one_binding ON mandate (customer) WHERE status = 'binding';

CREATE UNIQUE INDEX one_mandate ON mandate (customer)
    WHERE superseded_at IS NULL AND status <> 'binding' AND status <> 'not_bound';

CREATE TRIGGER mended_is_final BEFORE UPDATE ON mended
BEGIN SELECT RAISE (ABORT, 'evidence is never erased'); END;

CREATE TRIGGER mended_stays BEFORE DELETE ON mended
BEGIN SELECT RAISE (ABORT, 'evidence is never erased'); END;

CREATE TABLE mended (
    payout_id INTEGER PRIMARY KEY,
    row_id INTEGER NOT NULL
) STRICT;

CREATE INDEX mended_row ON mended (row_id);

CREATE TRIGGER notification_identity BEFORE UPDATE OF id, identifier, kind, topic, batch_id, payout_id, channel,
    recipient, words, created_at ON notification
BEGIN SELECT RAISE (ABORT, 'evidence is never erased'); END;

CREATE TRIGGER notification_stays BEFORE DELETE ON notification
BEGIN SELECT RAISE (ABORT, 'evidence is never erased'); END;

CREATE TABLE notification (
    id INTEGER PRIMARY KEY,
    identifier TEXT NOT NULL UNIQUE CHECK (length(identifier) = 32),
    kind TEXT NOT NULL CHECK (
        kind = 'approval' OR kind = 'attention' OR kind = 'ended' OR kind = 'stopped' OR kind = 'balance'
        OR kind = 'inbox' OR kind = 'schedule' OR kind = 'digest' OR kind = 'receipt'
    ),
    topic TEXT NOT NULL CHECK (topic <> ''),
    batch_id INTEGER REFERENCES batch (id),
    payout_id INTEGER REFERENCES payout (id),
    channel TEXT NOT NULL CHECK (channel = 'mail' OR channel = 'webhook'),
    recipient TEXT NOT NULL CHECK (recipient <> ''),
    words TEXT,
    created_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
    state TEXT NOT NULL CHECK (
        state = 'waiting' OR state = 'sent' OR state = 'dropped' OR state = 'given_up' OR state = 'unsure'
    ),
    content TEXT,
    last_error TEXT,
    closed_at INTEGER,
    UNIQUE (topic, channel, recipient),
    CHECK ((state = 'waiting') = (closed_at IS NULL)),
    CHECK ((kind = 'receipt') = (payout_id IS NOT NULL)),
    CHECK (state <> 'unsure' OR kind = 'receipt')
) STRICT;

CREATE INDEX notification_batch ON notification (batch_id) WHERE batch_id IS NOT NULL;

CREATE INDEX notification_digest ON notification (created_at) WHERE kind = 'digest';

CREATE INDEX notification_due ON notification (due_at) WHERE state = 'waiting' AND kind <> 'receipt';

CREATE INDEX receipt_due ON notification (due_at) WHERE state = 'waiting' AND kind = 'receipt';

CREATE INDEX receipt_payout ON notification (payout_id) WHERE payout_id IS NOT NULL;

CREATE TABLE notification_start (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    at INTEGER NOT NULL
) STRICT;

CREATE TABLE outflow (
    day INTEGER PRIMARY KEY,
    sum INTEGER NOT NULL
) STRICT;

CREATE TRIGGER payee_block_content_stays BEFORE UPDATE ON payee_block
    WHEN OLD.lifted_at IS NOT NULL OR NEW.bank_code IS NOT OLD.bank_code
        OR NEW.account_number IS NOT OLD.account_number OR NEW.name IS NOT OLD.name
        OR NEW.blocked_by <> OLD.blocked_by OR NEW.reason <> OLD.reason OR NEW.blocked_at <> OLD.blocked_at
BEGIN SELECT RAISE (ABORT, 'evidence is never erased'); END;

CREATE TRIGGER payee_block_stays BEFORE DELETE ON payee_block
BEGIN SELECT RAISE (ABORT, 'evidence is never erased'); END;

CREATE TABLE payee_block (
    id INTEGER PRIMARY KEY,
    bank_code TEXT,
    account_number TEXT,
    name TEXT,
    blocked_by TEXT NOT NULL,
    reason TEXT NOT NULL,
    blocked_at INTEGER NOT NULL,
    lifted_by TEXT,
    lifted_reason TEXT,
    lifted_at INTEGER,
    CHECK ((account_number IS NULL) <> (name IS NULL)),
    CHECK (bank_code IS NULL OR account_number IS NOT NULL),
    CHECK ((lifted_by IS NULL) = (lifted_at IS NULL) AND (lifted_reason IS NULL) = (lifted_at IS NULL))
) STRICT;

CREATE TRIGGER payee_name_is_final BEFORE UPDATE ON payee_name
BEGIN SELECT RAISE (ABORT, 'evidence is never erased'); END;

CREATE TRIGGER payee_name_stays BEFORE DELETE ON payee_name
BEGIN SELECT RAISE (ABORT, 'evidence is never erased'); END;

CREATE TABLE payee_name (
    id INTEGER PRIMARY KEY,
    bank_code TEXT NOT NULL,
    account_number TEXT NOT NULL,
    file_name TEXT NOT NULL,
    bank_name TEXT NOT NULL,
    accepted_by TEXT NOT NULL,
    reason TEXT NOT NULL,
    accepted_at INTEGER NOT NULL
) STRICT;

CREATE TRIGGER payout_order_stays BEFORE UPDATE OF batch_id, line, reference, bank_code, account_number,
    account_name, amount, amount_text, note, refunds, raw ON payout
BEGIN SELECT RAISE (ABORT, 'what was submitted stays'); END;

CREATE TRIGGER payout_stays BEFORE DELETE ON payout
    WHEN (SELECT status FROM batch WHERE id = OLD.batch_id) <> 'importing'
BEGIN SELECT RAISE (ABORT, 'no row is lost'); END;

CREATE TABLE payout (
    id INTEGER PRIMARY KEY,
    batch_id INTEGER NOT NULL REFERENCES batch (id) CHECK (id >> 32 = batch_id),
    line INTEGER NOT NULL,
    reference TEXT NOT NULL,
    bank_code TEXT NOT NULL,
    account_number TEXT NOT NULL,
    account_name TEXT NOT NULL,
    amount INTEGER CHECK (amount > 0),
    amount_text TEXT,
    note TEXT NOT NULL,
    refunds INTEGER,
    carried TEXT,
    raw TEXT,
    status TEXT NOT NULL CHECK (
        status = 'rejected' OR status = 'held' OR status = 'queued' OR status = 'validating'
        OR status = 'validated' OR status = 'unverified' OR status = 'invalid' OR status = 'pending'
        OR status = 'succeeded' OR status = 'refunded' OR status = 'failed' OR status = 'not_found'
        OR status = 'cancelled'
    ),
    reason_code TEXT,
    reason TEXT,
    accepted_name TEXT,
    validated_name TEXT,
    contradicted INTEGER NOT NULL DEFAULT 0 CHECK (contradicted IN (0, 1)),
    due_at INTEGER,
    newest_transfer_id INTEGER REFERENCES transfer (id),
    settled_at INTEGER,
    duplicates_accepted_at INTEGER,
    duplicates_shown TEXT,
    generation_min INTEGER NOT NULL DEFAULT 1 CHECK (generation_min > 0),
    contradiction_open INTEGER NOT NULL DEFAULT 0
        CHECK (contradiction_open IN (0, 1) AND contradiction_open <= contradicted),
    contradiction_resolved_as TEXT CHECK (
        contradiction_resolved_as = 'succeeded' OR contradiction_resolved_as = 'failed'
        OR contradiction_resolved_as = 'refunded'
    ),
    CHECK (status = 'rejected' OR amount IS NOT NULL),
    CHECK (status = 'rejected' OR raw IS NULL),
    CHECK ((settled_at IS NOT NULL) = (
        status = 'rejected' OR status = 'held' OR status = 'unverified' OR status = 'invalid'
        OR status = 'succeeded' OR status = 'refunded' OR status = 'failed' OR status = 'not_found'
        OR status = 'cancelled'
    )),
    CHECK (due_at IS NULL OR status IN ('validating', 'pending'))
) STRICT;

CREATE INDEX payout_accepted ON payout (id) WHERE accepted_name IS NOT NULL;

CREATE INDEX payout_contradicted ON payout (batch_id) WHERE contradicted = 1;

CREATE INDEX payout_deadline ON payout (batch_id, status, due_at)
    WHERE status = 'validating' OR status = 'pending';

CREATE INDEX payout_person ON payout (batch_id, status, reason_code)
    WHERE (
        status = 'held' OR status = 'invalid' OR status = 'failed' OR status = 'refunded'
        OR status = 'not_found' OR status = 'unverified' OR status = 'rejected' OR status = 'cancelled'
    );

CREATE UNIQUE INDEX payout_reference ON payout (reference, batch_id) WHERE status <> 'rejected';

CREATE INDEX payout_refunds ON payout (refunds) WHERE refunds IS NOT NULL;

CREATE INDEX payout_rejected ON payout (reference) WHERE status = 'rejected';

CREATE INDEX payout_waiting ON payout (batch_id, status)
    WHERE status = 'queued' OR status = 'validated' OR status = 'unverified' OR status = 'succeeded';

CREATE TRIGGER person_change_ends_sessions AFTER UPDATE OF password, removed_at ON person
BEGIN DELETE FROM session WHERE person_id = NEW.id; END;

CREATE TRIGGER person_code_is_used_once BEFORE UPDATE OF code_step ON person
    WHEN NEW.code_secret IS OLD.code_secret AND OLD.code_step IS NOT NULL
        AND (NEW.code_step IS NULL OR NEW.code_step <= OLD.code_step)
BEGIN SELECT RAISE (ABORT, 'a code is used once'); END;

CREATE TRIGGER person_identity BEFORE UPDATE OF id, name, folded, added_at ON person
BEGIN SELECT RAISE (ABORT, 'evidence is never erased'); END;

CREATE TRIGGER person_stays BEFORE DELETE ON person
BEGIN SELECT RAISE (ABORT, 'evidence is never erased'); END;

CREATE TRIGGER person_stays_removed BEFORE UPDATE ON person WHEN OLD.removed_at IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'a person who was removed stays removed'); END;

CREATE TABLE person (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 2 AND 64),
    folded TEXT NOT NULL CHECK (folded = lower(name)),
    password TEXT NOT NULL CHECK (password GLOB '$scrypt$ln=*,r=*,p=*$*$*'),
    code_secret BLOB CHECK (length(code_secret) = 20),
    code_step INTEGER,
    added_at INTEGER NOT NULL,
    password_set_at INTEGER NOT NULL,
    signed_in_at INTEGER,
    removed_at INTEGER,
    CHECK (code_secret IS NOT NULL OR code_step IS NULL)
) STRICT;

CREATE UNIQUE INDEX one_person ON person (folded) WHERE removed_at IS NULL;

CREATE TRIGGER person_event_is_final BEFORE UPDATE ON person_event
BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END;

CREATE TRIGGER person_event_is_new BEFORE INSERT ON person_event
    WHEN NOT EXISTS (SELECT 1 FROM event WHERE id = NEW.event_id AND batch_id IS NULL)
        OR EXISTS (SELECT 1 FROM person_event WHERE event_id = NEW.event_id)
BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END;

CREATE TRIGGER person_event_stays BEFORE DELETE ON person_event
BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END;

CREATE TABLE person_event (
    event_id INTEGER PRIMARY KEY,
    person_id INTEGER REFERENCES person (id)
) STRICT;

CREATE INDEX person_event_person ON person_event (person_id, event_id);

CREATE TRIGGER person_role_ends_sessions AFTER INSERT ON person_role
BEGIN DELETE FROM session WHERE person_id = NEW.person_id; END;

CREATE TRIGGER person_role_loss_ends_sessions AFTER DELETE ON person_role
BEGIN DELETE FROM session WHERE person_id = OLD.person_id; END;

CREATE TRIGGER person_role_stays BEFORE UPDATE ON person_role
BEGIN SELECT RAISE (ABORT, 'a role is given or taken'); END;

CREATE TABLE person_role (
    person_id INTEGER NOT NULL REFERENCES person (id),
    role TEXT NOT NULL CHECK (
        role = 'maker' OR role = 'checker' OR role = 'operator' OR role = 'auditor' OR role = 'admin'
    ),
    PRIMARY KEY (person_id, role)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER receipt_mark_grows BEFORE UPDATE ON receipt_mark WHEN NEW.event_id < OLD.event_id
BEGIN SELECT RAISE (ABORT, 'a payment is looked at once'); END;

CREATE TRIGGER receipt_mark_stays BEFORE DELETE ON receipt_mark
BEGIN SELECT RAISE (ABORT, 'a payment is looked at once'); END;

CREATE TABLE receipt_mark (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    event_id INTEGER NOT NULL CHECK (event_id >= 0)
) STRICT;

CREATE TABLE schedule (
    name TEXT PRIMARY KEY CHECK (name <> ''),
    known_since INTEGER NOT NULL,
    paused_at INTEGER,
    paused_by TEXT,
    reason TEXT,
    CHECK ((paused_at IS NULL) = (paused_by IS NULL) AND (paused_at IS NULL) = (reason IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TRIGGER schedule_run_identity BEFORE UPDATE OF id, schedule, business_date, due_at, begun_at, begun_by
    ON schedule_run
BEGIN SELECT RAISE (ABORT, 'evidence is never erased'); END;

CREATE TRIGGER schedule_run_stays BEFORE DELETE ON schedule_run
BEGIN SELECT RAISE (ABORT, 'evidence is never erased'); END;

CREATE TABLE schedule_run (
    id INTEGER PRIMARY KEY,
    schedule TEXT NOT NULL CHECK (schedule <> ''),
    business_date TEXT NOT NULL CHECK (business_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    due_at INTEGER NOT NULL,
    begun_at INTEGER NOT NULL,
    begun_by TEXT NOT NULL,
    state TEXT NOT NULL CHECK (
        state = 'begun' OR state = 'submitted' OR state = 'waits_for_approval' OR state = 'approved'
        OR state = 'refused' OR state = 'missed'
    ),
    batch TEXT,
    words TEXT,
    changed_at INTEGER NOT NULL,
    UNIQUE (schedule, business_date)
) STRICT;

CREATE TRIGGER session_begins BEFORE INSERT ON session
    WHEN (SELECT removed_at FROM person WHERE id = NEW.person_id) IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'a person who was removed cannot sign in'); END;

CREATE TRIGGER session_identity BEFORE UPDATE OF token, person_id, began_at, ends_at ON session
BEGIN SELECT RAISE (ABORT, 'a session is of one person'); END;

CREATE TABLE session (
    token BLOB PRIMARY KEY CHECK (length(token) = 32),
    person_id INTEGER NOT NULL REFERENCES person (id),
    began_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    CHECK (seen_at >= began_at),
    CHECK (ends_at > began_at)
) STRICT, WITHOUT ROWID;

CREATE INDEX session_person ON session (person_id);

CREATE TABLE share (
    batch_id INTEGER NOT NULL REFERENCES batch (id),
    status TEXT NOT NULL,
    reason_code TEXT NOT NULL,
    bank_code TEXT NOT NULL,
    count INTEGER NOT NULL CHECK (count >= 0),
    sum INTEGER NOT NULL CHECK (sum >= 0),
    PRIMARY KEY (batch_id, status, reason_code, bank_code)
) STRICT, WITHOUT ROWID;

CREATE TABLE sign_in_failure (
    id INTEGER PRIMARY KEY,
    name_digest BLOB NOT NULL CHECK (length(name_digest) = 32),
    at INTEGER NOT NULL,
    locks INTEGER NOT NULL CHECK (locks IN (0, 1))
) STRICT;

CREATE INDEX sign_in_failure_at ON sign_in_failure (at);

CREATE INDEX sign_in_failure_name ON sign_in_failure (name_digest, id);

CREATE TABLE total (
    batch_id INTEGER NOT NULL REFERENCES batch (id),
    status TEXT NOT NULL CHECK (
        status = 'rejected' OR status = 'held' OR status = 'queued' OR status = 'validating'
        OR status = 'validated' OR status = 'unverified' OR status = 'invalid' OR status = 'pending'
        OR status = 'succeeded' OR status = 'refunded' OR status = 'failed' OR status = 'not_found'
        OR status = 'cancelled'
    ),
    count INTEGER NOT NULL CHECK (count >= 0),
    sum INTEGER NOT NULL CHECK (sum >= 0),
    PRIMARY KEY (batch_id, status)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER transfer_begins BEFORE INSERT ON transfer
BEGIN
    SELECT RAISE (ABORT, 'evidence is never erased')
    WHERE EXISTS (SELECT 1 FROM transfer WHERE id = NEW.id)
        OR EXISTS (SELECT 1 FROM transfer WHERE external_id = NEW.external_id)
        OR EXISTS (SELECT 1 FROM transfer WHERE payout_id = NEW.payout_id AND attempt = NEW.attempt);
    SELECT RAISE (ABORT, 'a transfer needs a good validation of its own')
    WHERE NEW.validation_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM validation WHERE id = NEW.validation_id AND payout_id = NEW.payout_id
                AND attempt = NEW.attempt AND state = 'valid' AND given_up = 0)
        OR NEW.validation_id IS NULL AND NEW.adopted = 0 AND EXISTS (
            SELECT 1 FROM payout JOIN batch ON batch.id = payout.batch_id
            WHERE payout.id = NEW.payout_id AND batch.rail = 'payout');
    SELECT RAISE (ABORT, 'a refund never passes the payment')
    WHERE NEW.validation_id IS NULL AND EXISTS (
        SELECT 1 FROM payout AS refund JOIN payout AS paid ON paid.id = refund.refunds
        WHERE refund.id = NEW.payout_id AND paid.amount < refund.amount + (
            SELECT COALESCE(SUM(amount), 0) FROM payout WHERE refunds = paid.id AND id <> refund.id
                AND status <> 'rejected' AND status <> 'failed' AND status <> 'not_found'
                AND status <> 'cancelled'));
END;

CREATE TRIGGER transfer_identity BEFORE UPDATE OF payout_id, attempt, generation, external_id,
    partner_reference_no, sent_at ON transfer
BEGIN SELECT RAISE (ABORT, 'evidence is never erased'); END;

CREATE TRIGGER transfer_stays BEFORE DELETE ON transfer
BEGIN SELECT RAISE (ABORT, 'evidence is never erased'); END;

CREATE TRIGGER transfer_success_stays BEFORE UPDATE OF state ON transfer
    WHEN (OLD.state = 'succeeded' AND NEW.state NOT IN ('succeeded', 'refunded'))
        OR (OLD.state = 'refunded' AND NEW.state <> 'refunded')
BEGIN SELECT RAISE (ABORT, 'a success only becomes a refund'); END;

CREATE TABLE transfer (
    id INTEGER PRIMARY KEY,
    payout_id INTEGER NOT NULL REFERENCES payout (id),
    attempt INTEGER NOT NULL CHECK (attempt > 0),
    generation INTEGER NOT NULL CHECK (generation > 0 AND generation <= attempt),
    external_id TEXT NOT NULL UNIQUE CHECK (length(external_id) = 32),
    partner_reference_no TEXT NOT NULL CHECK (length(partner_reference_no) = 32),
    validation_id INTEGER UNIQUE REFERENCES validation (id),
    adopted INTEGER NOT NULL CHECK (adopted IN (0, 1)),
    sent_at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (
        state = 'pending' OR state = 'succeeded' OR state = 'refunded' OR state = 'failed' OR state = 'refused'
        OR state = 'unsent' OR state = 'not_found' OR state = 'voided'
    ),
    answer_code TEXT,
    answer TEXT,
    answered_at INTEGER,
    provider_reference_no TEXT,
    confirmation TEXT,
    known INTEGER NOT NULL DEFAULT 0 CHECK (known IN (0, 1)),
    conflict TEXT CHECK (conflict = 'request' OR conflict = 'reference'),
    inquiries INTEGER NOT NULL DEFAULT 0,
    inquired_at INTEGER,
    not_found_since INTEGER,
    told_by TEXT CHECK (
        told_by = 'callback' OR told_by = 'inquiry' OR told_by = 'answer' OR told_by = 'person'
    ),
    settled_at INTEGER,
    contradicting_status TEXT,
    contradicting_told_by TEXT CHECK (
        contradicting_told_by = 'callback' OR contradicting_told_by = 'inquiry'
        OR contradicting_told_by = 'answer' OR contradicting_told_by = 'person'
    ),
    contradicting_at INTEGER,
    UNIQUE (payout_id, attempt),
    CHECK (validation_id IS NULL OR adopted = 0),
    CHECK ((settled_at IS NULL) = (state = 'pending')),
    CHECK ((told_by IS NULL) = (state = 'pending'))
) STRICT;

CREATE UNIQUE INDEX one_live_transfer ON transfer (payout_id) WHERE state IN ('pending', 'succeeded');

CREATE INDEX transfer_number ON transfer (partner_reference_no);

CREATE INDEX transfer_pending ON transfer (payout_id >> 32, sent_at) WHERE state = 'pending';

CREATE TRIGGER validation_identity BEFORE UPDATE OF payout_id, attempt, external_id, partner_reference_no,
    sent_at ON validation
BEGIN SELECT RAISE (ABORT, 'evidence is never erased'); END;

CREATE TRIGGER validation_result_stays BEFORE UPDATE OF state, name, customer_reference, told_at, answer_code,
    answer ON validation
    WHEN (OLD.state = 'valid' OR OLD.state = 'invalid' OR OLD.state = 'failed')
        AND (NEW.state <> OLD.state OR NEW.name IS NOT OLD.name
            OR NEW.customer_reference IS NOT OLD.customer_reference OR NEW.told_at IS NOT OLD.told_at
            OR (OLD.answer_code IS NOT NULL
                AND (NEW.answer_code IS NOT OLD.answer_code OR NEW.answer IS NOT OLD.answer)))
BEGIN SELECT RAISE (ABORT, 'evidence is never erased'); END;

CREATE TRIGGER validation_stays BEFORE DELETE ON validation
BEGIN SELECT RAISE (ABORT, 'evidence is never erased'); END;

CREATE TRIGGER validation_stays_given_up BEFORE UPDATE OF given_up ON validation
    WHEN OLD.given_up = 1 AND NEW.given_up = 0
BEGIN SELECT RAISE (ABORT, 'evidence is never erased'); END;

CREATE TABLE validation (
    id INTEGER PRIMARY KEY,
    payout_id INTEGER NOT NULL REFERENCES payout (id),
    attempt INTEGER NOT NULL CHECK (attempt > 0),
    external_id TEXT NOT NULL UNIQUE CHECK (length(external_id) = 32),
    partner_reference_no TEXT NOT NULL UNIQUE,
    sent_at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (
        state = 'sent' OR state = 'accepted' OR state = 'doubtful' OR state = 'lapsed' OR state = 'valid'
        OR state = 'invalid' OR state = 'failed' OR state = 'abandoned'
    ),
    counted INTEGER NOT NULL DEFAULT 0 CHECK (counted IN (0, 1)),
    answer_code TEXT,
    answer TEXT,
    answered_at INTEGER,
    provider_reference_no TEXT,
    name TEXT,
    customer_reference TEXT,
    told_at INTEGER,
    given_up INTEGER NOT NULL DEFAULT 0 CHECK (given_up IN (0, 1)),
    CHECK (state <> 'valid' OR (name IS NOT NULL AND customer_reference IS NOT NULL AND told_at IS NOT NULL))
) STRICT;

CREATE INDEX validation_open ON validation (id)
    WHERE (state = 'sent' OR state = 'accepted' OR state = 'doubtful' OR state = 'lapsed');

CREATE INDEX validation_payout ON validation (payout_id, attempt);

CREATE TRIGGER vault_stays BEFORE DELETE ON vault
BEGIN SELECT RAISE (ABORT, 'the key of sealed secrets stays known'); END;

CREATE TABLE vault (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    key_mark TEXT NOT NULL CHECK (length(key_mark) = 12)
) STRICT;
