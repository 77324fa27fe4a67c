import GRDB
import PayoutCore
import PayoutLedger
import Testing

/// What Swift promises, SQLite enforces too: somebody with a SQLite shell tries to break each promise.
@Suite struct ConstraintTests {
    /// An attempt to break a promise, and a part of the refusal.
    struct Attack: CustomTestStringConvertible {
        let what: String
        let sql: String
        let refusal: String

        init(_ what: String, _ sql: String, _ refusal: String) {
            (self.what, self.sql, self.refusal) = (what, sql, refusal)
        }

        var testDescription: String { what }
    }

    /// A ledger with one payout a line: 2 queued, 3 validating, 4 pending, 5 succeeded, 6 refused once and pending
    /// again, 7 validated, 8 failed, 9 refunded.
    private static func fixture() throws -> LedgerFixture {
        let fixture = try LedgerFixture()
        let batch = try fixture.batch(of: 8)
        let payouts = try fixture.queued(batch)
        try fixture.validates(payouts[1])
        try fixture.becomesPending(payouts[2])
        try fixture.ends(payouts[3], as: .succeeded)
        try fixture.becomesPending(payouts[4])
        let throttled = Deferral.throttled(Answers.tooManyRequests, retryAfter: nil)
        try fixture.happens(payouts[4], .transferAnswered(attempt: 1, .deferred(throttled)))
        try fixture.becomesPending(payouts[4])
        try fixture.becomesValidated(payouts[5])
        try fixture.ends(payouts[6], as: .failed)
        try fixture.ends(payouts[7], as: .refunded)
        return fixture
    }

    private static func payout(_ line: Int) -> String { "(SELECT id FROM payout WHERE line = \(line))" }

    private static func validation(_ line: Int) -> String {
        "(SELECT MAX(id) FROM validation WHERE payout_id = \(payout(line)))"
    }

    private static let identifier = "'" + String(repeating: "f", count: 32) + "'"

    /// An INSERT of a pending transfer for the payout at `line`.
    private static func transfer(
        _ line: Int, attempt: Int = 1, generation: Int = 1, validation: String = "NULL", adopted: Int = 0,
        externalID: String = identifier
    ) -> String {
        """
        INSERT INTO transfer (payout_id, attempt, generation, external_id, partner_reference_no, validation_id,
            adopted, sent_at, state)
        VALUES (\(payout(line)), \(attempt), \(generation), \(externalID), \(identifier), \(validation), \(adopted),
            1, 'pending')
        """
    }

    /// Gets past the trigger that keeps what was submitted.
    private static let pastOrder = "DROP TRIGGER payout_order_stays; "

    private func expectRefused(_ attack: Attack) throws {
        let fixture = try Self.fixture()
        let before = try fixture.raw { try Self.content($0) }
        let error = #expect(throws: DatabaseError.self) { try fixture.raw { try $0.execute(sql: attack.sql) } }
        #expect(error?.resultCode == .SQLITE_CONSTRAINT)
        let message = error?.message ?? ""
        #expect(message.contains(attack.refusal), "\(message)")
        #expect(try fixture.raw { try Self.content($0) } == before)
    }

    /// Everything in the tables that hold evidence.
    private static func content(_ database: Database) throws -> [[Row]] {
        try ["payout", "validation", "transfer", "event", "total", "batch"].map {
            try Row.fetchAll(database, sql: "SELECT * FROM \($0)")
        }
    }

    // MARK: Promise P1: never twice

    static let twice = [
        Attack("a second live transfer", transfer(4, attempt: 2, adopted: 1), "transfer.payout_id"),
        Attack("a transfer beside a success", transfer(5, attempt: 2, adopted: 1), "transfer.payout_id"),
        Attack(
            "a refused attempt comes to life beside a pending one",
            "UPDATE transfer SET state = 'pending', settled_at = NULL, told_by = NULL WHERE state = 'refused'",
            "transfer.payout_id"),
        Attack("the same attempt twice", transfer(8, adopted: 1), "evidence is never erased"),
        Attack(
            "an X-EXTERNAL-ID twice",
            transfer(2, adopted: 1, externalID: "(SELECT external_id FROM transfer LIMIT 1)"),
            "evidence is never erased"),
        Attack(
            "an X-EXTERNAL-ID of 31 characters", transfer(2, adopted: 1, externalID: "'abc'"),
            "length(external_id)"),
        Attack("a generation beyond the attempt", transfer(2, generation: 2, adopted: 1), "generation <= attempt"),
        Attack("an attempt before the first", transfer(2, attempt: 0, generation: 1, adopted: 1), "attempt > 0"),
        Attack(
            "a success becomes a failure",
            "UPDATE transfer SET state = 'failed' WHERE state = 'succeeded'", "a success only becomes a refund"),
        Attack(
            "a success becomes pending again",
            "UPDATE transfer SET state = 'pending', settled_at = NULL, told_by = NULL WHERE state = 'succeeded'",
            "a success only becomes a refund"),
        Attack(
            "a reference twice in a batch",
            """
            INSERT INTO payout (batch_id, line, reference, bank_code, account_number, account_name, amount, note,
                status)
            SELECT batch_id, 99, reference, bank_code, account_number, account_name, amount, note, 'queued'
            FROM payout WHERE line = 2
            """, "payout.reference"),
    ]

    @Test("Nothing can be paid twice", arguments: twice) func paidTwice(_ attack: Attack) throws {
        try expectRefused(attack)
    }

    // MARK: Promise P4: validate every time

    static let unvalidated = [
        Attack("a transfer without a validation", transfer(2), "a transfer needs a good validation of its own"),
        Attack(
            "a adopted transfer with a validation", transfer(7, validation: validation(7), adopted: 1),
            "adopted"),
        Attack(
            "a validation that has no result yet", transfer(3, validation: validation(3)),
            "a transfer needs a good validation of its own"),
        Attack(
            "the validation of another payout", transfer(2, validation: validation(7)),
            "a transfer needs a good validation of its own"),
        Attack(
            "the validation of another attempt", transfer(7, attempt: 2, validation: validation(7)),
            "a transfer needs a good validation of its own"),
        Attack(
            "a validation that never was", transfer(2, validation: "4711"),
            "a transfer needs a good validation of its own"),
        Attack(
            "one validation for two transfers",
            "UPDATE transfer SET validation_id = \(validation(5)) WHERE payout_id = \(payout(4))",
            "transfer.validation_id"),
        Attack(
            "a good validation without a name", "UPDATE validation SET name = NULL WHERE state = 'valid'",
            "evidence is never erased"),
        Attack(
            "a good validation out of nothing", "UPDATE validation SET state = 'valid' WHERE state = 'accepted'",
            "state <> 'valid'"),
    ]

    @Test("Nothing can be paid without a good validation of its own", arguments: unvalidated)
    func paidUnvalidated(_ attack: Attack) throws { try expectRefused(attack) }

    // MARK: Evidence

    static let erasing =
        [
            Attack("a transfer is deleted", "DELETE FROM transfer WHERE state = 'failed'", "evidence is never erased"),
            Attack(
                "an event is put in without a link",
                "INSERT INTO event (at, kind, detail, actor) VALUES (1, 'noted', '', 'salur')",
                "every event is a link of the journal"),
            Attack("a chain is deleted", "DELETE FROM journal", "the journal is append-only"),
            Attack("a chain is cut", "UPDATE journal SET count = count - 1", "the journal is append-only"),
            Attack("an event is deleted", "DELETE FROM event", "the journal is append-only"),
            Attack(
                "an event is reworded", "UPDATE event SET detail = 'nothing happened'", "the journal is append-only"),
            Attack("a payout is deleted", "DELETE FROM payout WHERE line = 5", "no row is lost"),
            Attack("the validation of a transfer is deleted", "DELETE FROM validation", "evidence is never erased"),
            Attack("a batch with payouts is deleted", "DELETE FROM total; DELETE FROM batch", "FOREIGN KEY"),
        ]
        + [
            ("payout_id", payout(2)), ("attempt", "9"), ("generation", "1"), ("external_id", identifier),
            ("partner_reference_no", identifier), ("sent_at", "1"),
        ].map { column, value in
            Attack(
                "\(column) of a transfer changes",
                "UPDATE transfer SET \(column) = \(value) WHERE payout_id = \(payout(8))", "evidence is never erased")
        }

    @Test("Evidence can be neither erased nor altered", arguments: erasing) func erased(_ attack: Attack) throws {
        try expectRefused(attack)
    }

    // MARK: Refunds

    /// A file that gives `amount` rupiah back of the payment at `line`, once it has become a batch.
    private static func refunding(
        _ line: String?, amount: Int, times: Int = 1, paidOn: String = "collection", rail: String = "refund"
    ) -> String {
        let rows = (1...times).map { place in
            """
            INSERT INTO payout (id, batch_id, line, reference, bank_code, account_number, account_name, amount, note,
                refunds, status)
            VALUES ((99 << 32) + \(place), 99, \(place + 1), 'R-\(place)', '', '', '', \(amount), '',
                \(line ?? "NULL"), 'queued');
            """
        }
        return """
            UPDATE batch SET rail = '\(paidOn)';
            INSERT INTO batch (id, rail, file_name, header, delimiter, line_ending, byte_order_mark, status, created_at,
                changed_at)
            SELECT 99, '\(rail)', file_name, header, delimiter, line_ending, byte_order_mark, 'importing', 1, 1
            FROM batch WHERE id = 1;
            \(rows.joined(separator: "\n"))
            UPDATE batch SET status = 'submitted', identity = 'r', digest = 'r' WHERE id = 99
            """
    }

    static let refunds = [
        Attack("a refund that names no payment", refunding(nil, amount: 1000), "a refund names its payment"),
        Attack("a refund larger than the payment", refunding(payout(5), amount: 4001), "passes the payment"),
        Attack(
            "two refunds larger than the payment together", refunding(payout(5), amount: 2001, times: 2),
            "passes the payment"),
        Attack("a refund of a payment that is pending", refunding(payout(4), amount: 1), "passes the payment"),
        Attack("a refund of a payout", refunding(payout(5), amount: 1, paidOn: "payout"), "passes the payment"),
        Attack("a refund of a payment that never was", refunding("4711", amount: 1), "passes the payment"),
        Attack(
            "a payout that is a refund too", refunding(payout(5), amount: 1, rail: "payout"), "passes the payment"),
    ]

    @Test("No payment is given back more than once", arguments: refunds)
    func refundedTooMuch(_ attack: Attack) throws { try expectRefused(attack) }

    @Test("A payment is given back in parts up to its amount")
    func refundedInParts() throws {
        let fixture = try Self.fixture()
        try fixture.raw { try $0.execute(sql: Self.refunding(Self.payout(5), amount: 2000, times: 2)) }
    }

    // MARK: Words and numbers

    static let nonsense = [
        Attack("a payout of no known status", "UPDATE payout SET status = 'paid'", "status = "),
        Attack("a batch of no known status", "UPDATE batch SET status = 'done'", "status = "),
        Attack(
            "a batch of which it is unknown whether the bank was asked", "UPDATE batch SET prior_transfers = 'hazy'",
            "prior_transfers = "),
        Attack("a validation of no known state", "UPDATE validation SET state = 'good'", "state = "),
        Attack("a transfer of no known state", "UPDATE transfer SET state = 'gone' WHERE attempt = 1", "state = "),
        Attack("a rumour as a source", "UPDATE transfer SET told_by = 'rumour' WHERE state = 'failed'", "told_by = "),
        Attack(
            "a failure without a source", "UPDATE transfer SET told_by = NULL WHERE state = 'failed'",
            "told_by IS NULL"),
        Attack(
            "a pending transfer with an end", "UPDATE transfer SET settled_at = 1 WHERE state = 'pending'",
            "settled_at IS NULL"),
        Attack("a deadline in the queue", "UPDATE payout SET due_at = 1 WHERE line = 2", "due_at IS NULL"),
        Attack("a deadline after success", "UPDATE payout SET due_at = 1 WHERE line = 5", "due_at IS NULL"),
        Attack(
            "success without its moment", "UPDATE payout SET settled_at = NULL WHERE line = 5", "settled_at IS NOT NULL"
        ),
        Attack("an end in the queue", "UPDATE payout SET settled_at = 1 WHERE line = 2", "settled_at IS NOT NULL"),
        Attack("a payout of nothing", pastOrder + "UPDATE payout SET amount = 0", "amount > 0"),
        Attack("a negative payout", pastOrder + "UPDATE payout SET amount = -1", "amount > 0"),
        Attack("a payout without an amount", pastOrder + "UPDATE payout SET amount = NULL", "amount IS NOT NULL"),
        Attack("half a rupiah", "UPDATE payout SET amount = 1.5", "cannot store REAL value in INTEGER column"),
        Attack("an amount in words", "UPDATE payout SET amount = 'much'", "cannot store TEXT value in INTEGER column"),
        Attack("half a contradiction", "UPDATE payout SET contradicted = 2", "contradicted IN"),
        Attack("raw cells of a good row", pastOrder + "UPDATE payout SET raw = ''", "raw IS NULL"),
        Attack("a payout of no batch", pastOrder + "UPDATE payout SET batch_id = 99 WHERE line = 2", "id >> 32"),
        Attack("a newest transfer that never was", "UPDATE payout SET newest_transfer_id = 99", "FOREIGN KEY"),
        Attack("a submitted batch without identity", "UPDATE batch SET identity = NULL", "importing"),
        Attack("a batch without digest", "UPDATE batch SET digest = NULL", "digest IS NULL"),
        Attack("a stop without a reason", "UPDATE batch SET status = 'stopped'", "stopped_reason IS NOT NULL"),
        Attack(
            "a reason without a stop", "UPDATE batch SET stopped_reason = 'no_callbacks'",
            "stopped_reason IS NOT NULL"),
        Attack(
            "two batches of one identity",
            """
            INSERT INTO batch (rail, identity, digest, file_name, header, delimiter, line_ending, byte_order_mark,
                status, created_at, changed_at)
            SELECT rail, identity, digest, file_name, header, delimiter, line_ending, byte_order_mark, status, 1, 1
            FROM batch
            """, "batch.identity"),
        Attack("a second bank", "INSERT INTO bank VALUES (2, 'https://b.example', 'M', 1, NULL, 0)", "id = 1"),
        Attack("fewer than no rows", "UPDATE total SET count = -1", "count >= 0"),
        Attack("less than no money", "UPDATE total SET sum = -1", "sum >= 0"),
        Attack(
            "a callback taken without a finding",
            """
            INSERT INTO callback (kind, proof, received_at, amount_malformed, other_service, body, processed_at)
            VALUES ('transfer', 'body', 1, 0, 0, '', 1)
            """, "finding IS NULL"),
    ]

    @Test("Words and numbers that mean nothing are refused", arguments: nonsense)
    func meansNothing(_ attack: Attack) throws { try expectRefused(attack) }
}
