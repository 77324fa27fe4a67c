internal import CrashPoints
internal import FoundationEssentials
internal import GRDB
internal import PayoutCore

/// A chain of the journal with the place of its events in the table.
struct StoredChain {
    var chain: JournalChain
    var firstEvent: Int64?
    var lastEvent: Int64?
}

extension LedgerTransaction {
    /// The key of the chain of what belongs to no batch.
    static let ownChain: Int64 = 0

    /// Appends to the journal: the event is a link of the chain of its batch.
    package func record(_ event: JournalEvent) throws {
        mark(CrashPoint.DurableStep(rawValue: event.kind))
        if let request = acting, request.actor == event.actor {
            acting = nil
            try noteAct(of: request)
        }
        let key = event.batch?.key ?? Self.ownChain
        var stored: StoredChain
        if let index = chains.index(forKey: key) {
            // Taken out while it grows, or it would be copied.
            stored = chains.remove(at: index).value
        } else {
            stored = try storedChain(key)
        }
        stored.chain.append(JournalEntry(event, row: try event.row ?? row(of: event.payout)))
        try execute(
            """
            INSERT INTO event (at, batch_id, payout_id, kind, status, detail, actor, link, evidence)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                event.at.milliseconds, event.batch?.key, event.payout?.key, event.kind, event.row?.status?.rawValue,
                event.detail, event.actor, Data(stored.chain.head), event.evidence.map { Data($0) },
            ])
        let id = database.lastInsertedRowID
        stored.firstEvent = stored.firstEvent ?? id
        stored.lastEvent = id
        chains[key] = stored
    }

    /// The chain as the last commit left it.
    private func storedChain(_ key: Int64) throws -> StoredChain {
        let statement = try database.cachedStatement(
            sql: "SELECT count, head, first_event, last_event FROM journal WHERE batch_id = ?")
        if let row = try Row.fetchOne(statement, arguments: [key]) {
            let head: Data = row[1]
            return StoredChain(
                chain: JournalChain(count: row[0], head: Array(head)), firstEvent: row[2], lastEvent: row[3])
        }
        let identity = try String.fetchOne(
            database.cachedStatement(sql: "SELECT identity FROM batch WHERE id = ?"),
            arguments: [key])
        return StoredChain(chain: JournalChain(of: identity.map { BatchIdentity($0) }))
    }

    private func row(of payout: PayoutID?) throws -> JournalEvent.Row? {
        guard let payout else { return nil }
        let statement = try database.cachedStatement(sql: "SELECT line, reference FROM payout WHERE id = ?")
        return try Row.fetchOne(statement, arguments: [payout.key]).map {
            JournalEvent.Row(line: $0[0], reference: $0[1], status: nil)
        }
    }

    func writeChains() throws {
        for (key, stored) in chains {
            try execute(
                """
                INSERT INTO journal (batch_id, count, head, first_event, last_event) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (batch_id) DO UPDATE SET count = excluded.count, head = excluded.head,
                        first_event = excluded.first_event, last_event = excluded.last_event
                """,
                [key, stored.chain.count, Data(stored.chain.head), stored.firstEvent, stored.lastEvent])
        }
    }
}
