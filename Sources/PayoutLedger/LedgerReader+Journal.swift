internal import FoundationEssentials
internal import GRDB
package import PayoutCore

/// An event with its link, as `audit.jsonl` shows it.
package struct LinkedEvent: Sendable {
    package let entry: JournalEntry
    package let link: [UInt8]
}

extension LedgerReader {
    /// Every event of a batch, or without one of what belongs to no batch, with its link, oldest first; memory does not
    /// grow with events.
    package func forEachEvent(of batch: BatchID?, _ body: (LinkedEvent) throws -> Void) throws {
        // Its events lie between the first and the last of its chain, with those of other batches among them.
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT e.at, p.line, p.reference, e.kind, e.status, e.detail, e.actor, e.link, e.evidence
                FROM journal j JOIN event e ON e.id BETWEEN j.first_event AND j.last_event
                    LEFT JOIN payout p ON p.id = e.payout_id
                WHERE j.batch_id = ?1 AND e.batch_id IS ?2 ORDER BY e.id
                """,
            arguments: [batch?.key ?? LedgerTransaction.ownChain, batch?.key])
        while let row = try rows.next() {
            let status: String? = row[4]
            let (link, evidence): (Data?, Data?) = (row[7], row[8])
            try body(
                LinkedEvent(
                    entry: JournalEntry(
                        at: Timestamp(milliseconds: row[0]), line: row[1], reference: row[2], kind: row[3],
                        status: try status.map { try PayoutStatus(stored: $0, in: "event") }, detail: row[5],
                        actor: row[6], evidence: evidence.map { Array($0) }),
                    link: link.map { Array($0) } ?? []))
        }
    }

    /// The chain of a batch, or of what belongs to none: how many events it has, and its last link.
    package func journal(of batch: BatchID?) throws -> JournalChain? {
        try Row.fetchOne(
            database, sql: "SELECT count, head FROM journal WHERE batch_id = ?",
            arguments: [batch?.key ?? LedgerTransaction.ownChain]
        ).map { row in
            let head: Data = row[1]
            return JournalChain(count: row[0], head: Array(head))
        }
    }

    /// Whether the journal of a batch has this link among its events; `number` is the count of events up to it.
    package func hasEvent(number: Int, link: [UInt8], of batch: Batch) throws -> Bool {
        guard let journal = try journal(of: batch.id), number <= journal.count else { return false }
        if journal.head == link { return true }
        // Mostly it is one of the few events about the batch as a whole, which have an index.
        let ofBatch = "SELECT EXISTS (SELECT 1 FROM event WHERE batch_id = ? AND payout_id IS NULL AND link = ?)"
        if try Bool.fetchOne(database, sql: ofBatch, arguments: [batch.id.key, Data(link)]) == true { return true }
        let any = """
            SELECT EXISTS (
                SELECT 1 FROM journal j JOIN event e ON e.id BETWEEN j.first_event AND j.last_event
                WHERE j.batch_id = ?1 AND e.batch_id = ?1 AND e.link = ?2)
            """
        return try Bool.fetchOne(database, sql: any, arguments: [batch.id.key, Data(link)]) ?? false
    }
}
