internal import FoundationEssentials
internal import GRDB
internal import PayoutCore

extension LedgerSchema {
    /// The chains over the journal: their heads, so that a commit need not look for its last event.
    static let journal = [
        "ALTER TABLE event ADD COLUMN status TEXT CHECK (status IN (\(statuses)))",
        // 0 is the chain of what belongs to no batch. The events of a chain lie between its first and its last; no
        // foreign keys, which would have every new event looked for here.
        """
        CREATE TABLE journal (
            batch_id INTEGER PRIMARY KEY CHECK (batch_id >= 0),
            count INTEGER NOT NULL CHECK (count > 0),
            head BLOB NOT NULL CHECK (length(head) = \(JournalChain.linkBytes)),
            first_event INTEGER NOT NULL,
            last_event INTEGER NOT NULL,
            CHECK (first_event <= last_event)
        ) STRICT
        """,
        """
        CREATE TRIGGER journal_grows BEFORE UPDATE ON journal WHEN NEW.count < OLD.count
        BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END
        """,
        """
        CREATE TRIGGER journal_stays BEFORE DELETE ON journal
        BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END
        """,
        """
        CREATE TRIGGER event_is_linked BEFORE INSERT ON event
            WHEN NEW.link IS NULL OR length(NEW.link) <> \(JournalChain.linkBytes)
        BEGIN SELECT RAISE (ABORT, 'every event is a link of the journal'); END
        """,
    ]

    /// Gives the events of a ledger from before there were chains their links. The links prove from now on that nothing
    /// is changed; that nothing was changed before is not theirs to say, so each chain notes where that begins.
    static func chainOldEvents(_ database: Database) throws {
        let newest = try Int64.fetchOne(database, sql: "SELECT MAX(at) FROM event") ?? 0
        let keys = try Int64.fetchAll(database, sql: "SELECT DISTINCT COALESCE(batch_id, 0) FROM event")
        guard !keys.isEmpty else { return }
        // The events stay as they are but for their links; the trigger comes back before the migration ends.
        try database.execute(sql: "DROP TRIGGER event_is_final")
        for key in keys { try chainOldEvents(of: key, database) }
        try database.execute(sql: eventIsFinal)
        try LedgerTransaction.run(in: database) { transaction in
            for key in keys {
                let count = try Int.fetchOne(
                    database, sql: "SELECT count FROM journal WHERE batch_id = ?", arguments: [key])
                try transaction.record(
                    JournalEvent(
                        at: Timestamp(milliseconds: newest), batch: key == 0 ? nil : BatchID(key: key), payout: nil,
                        kind: "journal_chained", detail: "\(count ?? 0) earlier events were given their links here"))
            }
        }
    }

    private static func chainOldEvents(of key: Int64, _ database: Database) throws {
        let identity = try String.fetchOne(database, sql: "SELECT identity FROM batch WHERE id = ?", arguments: [key])
        var chain = JournalChain(of: identity.map { BatchIdentity($0) })
        var (first, last): (Int64, Int64) = (0, 0)
        while true {
            let rows = try Row.fetchAll(
                database.cachedStatement(
                    sql: """
                        SELECT e.id, e.at, p.line, p.reference, e.kind, e.detail, e.actor
                        FROM event e LEFT JOIN payout p ON p.id = e.payout_id
                        WHERE e.id > ? AND COALESCE(e.batch_id, 0) = ? ORDER BY e.id LIMIT 1000
                        """),
                arguments: [last, key])
            for row in rows {
                let status = status(told: row[5])
                chain.append(
                    JournalEntry(
                        at: Timestamp(milliseconds: row[1]), line: row[2], reference: row[3], kind: row[4],
                        status: status, detail: row[5], actor: row[6]))
                last = row[0]
                if chain.count == 1 { first = last }
                try database.cachedStatement(sql: "UPDATE event SET status = ?, link = ? WHERE id = ?")
                    .execute(arguments: [status?.rawValue, Data(chain.head), last])
            }
            if rows.isEmpty { break }
        }
        try database.execute(
            sql: "INSERT INTO journal (batch_id, count, head, first_event, last_event) VALUES (?, ?, ?, ?, ?)",
            arguments: [key, chain.count, Data(chain.head), first, last])
    }

    /// The new status in a detail such as `queued → validating, attempt 1`.
    private static func status(told detail: String) -> PayoutStatus? {
        let words = detail.split(separator: " ", maxSplits: 3)
        guard words.count >= 3, words[1] == "→" else { return nil }
        return PayoutStatus(rawValue: String(words[2].prefix { $0 != "," && $0 != ":" }))
    }
}
