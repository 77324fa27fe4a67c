internal import FoundationEssentials
internal import GRDB
package import PayoutCore
internal import Wording

/// The key of a program as the ledger has it, without the key itself.
package struct KeyRecord: Hashable, Sendable {
    let id: Int64
    package let terms: KeyTerms
    let digest: [UInt8]
    package let addedAt: Timestamp
    /// When a request last came with the key, to the minute; nil for never.
    package let usedAt: Timestamp?
    /// When a request with the key was last refused, to the minute; nil for never.
    package let refusedAt: Timestamp?
    let eventID: Int64
}

extension LedgerReader {
    /// Every key that was not removed, by name.
    package func keys() throws -> [KeyRecord] {
        try Row.fetchAll(database, sql: "\(Self.selectKeys) ORDER BY folded").map(record)
    }

    /// The key with this name; nil where there is none.
    package func key(named name: PersonName) throws -> KeyRecord? {
        try Row.fetchOne(database, sql: "\(Self.selectKeys) AND folded = ?", arguments: [name.folded]).map(record)
    }

    /// The key with this digest; nil where there is none, or it was removed.
    package func key(digest: [UInt8]) throws -> KeyRecord? {
        let statement = try database.cachedStatement(sql: "\(Self.selectKeys) AND digest = ?")
        return try Row.fetchOne(statement, arguments: [Data(digest)]).map(record)
    }

    private static let selectKeys = """
        SELECT id, name, rights, networks, ends_at, digest, added_at, used_at, refused_at, event_id
        FROM api_key WHERE removed_at IS NULL
        """

    private func record(_ row: Row) throws -> KeyRecord {
        let (name, rights, digest): (String, String, Data) = (row[1], row[2], row[5])
        guard let name = PersonName(name) else { throw LedgerError.unknownWord(table: "api_key", words: name) }
        return KeyRecord(
            id: row[0],
            terms: KeyTerms(
                name: name,
                rights: try Set(rights.split(separator: ",").map { try KeyRight(stored: String($0), in: "api_key") }),
                networks: row[3], endsAt: Timestamp(row[4] as Int64?)),
            digest: Array(digest), addedAt: Timestamp(milliseconds: row[6]), usedAt: Timestamp(row[7] as Int64?),
            refusedAt: Timestamp(row[8] as Int64?), eventID: row[9])
    }
}

// Changes of keys. Each is an event in the chain of what belongs to no batch.
extension LedgerTransaction {
    /// Adds a key.
    ///
    /// - Returns: whether no other key has the name.
    package func addKey(_ terms: KeyTerms, digest: [UInt8], by actor: String, at now: Timestamp) throws -> Bool {
        guard try reader.key(named: terms.name) == nil else { return false }
        let until = terms.endsAt.map { ", until \($0.iso8601)" } ?? ""
        let from = terms.networks.map { ", from \($0)" } ?? ""
        try record(
            .added, terms, digest: digest, detail: "\(terms.name.text): \(terms.rights.words)\(until)\(from)",
            by: actor,
            at: now)
        try execute(
            """
            INSERT INTO api_key (name, folded, digest, rights, networks, added_at, ends_at, event_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                terms.name.text, terms.name.folded, Data(digest),
                terms.rights.inOrder.map(\.rawValue).joined(separator: ","), terms.networks, now.milliseconds,
                terms.endsAt?.milliseconds, database.lastInsertedRowID,
            ])
        return true
    }

    /// Removes a key, which is refused from now on.
    package func remove(_ key: KeyRecord, by actor: String, at now: Timestamp) throws {
        try record(.removed, key.terms, digest: key.digest, detail: key.terms.name.text, by: actor, at: now)
        try execute("UPDATE api_key SET removed_at = ? WHERE id = ?", [now.milliseconds, key.id])
    }

    /// Notes that a request came with a key.
    package func noteUse(of key: KeyRecord, at now: Timestamp) throws {
        try execute("UPDATE api_key SET used_at = ? WHERE id = ? AND removed_at IS NULL", [now.milliseconds, key.id])
    }

    /// Records that a request with a key was refused.
    package func noteRefusal(of key: KeyRecord, _ why: String, at now: Timestamp) throws {
        try record(
            .refused, key.terms, digest: key.digest, detail: "\(key.terms.name.text): \(why)", by: "salur", at: now)
        try execute(
            "UPDATE api_key SET refused_at = ? WHERE id = ? AND removed_at IS NULL", [now.milliseconds, key.id])
    }

    private func record(
        _ act: KeyAct, _ terms: KeyTerms, digest: [UInt8], detail: String, by actor: String, at now: Timestamp
    ) throws {
        try record(
            JournalEvent(
                at: now, batch: nil, payout: nil, kind: act.rawValue, detail: detail, actor: actor,
                evidence: act == .refused ? nil : terms.evidence(of: digest)))
    }
}

extension LedgerCheck {
    /// Every key that is taken, against the event that added it.
    mutating func checkKeys(_ reader: LedgerReader) throws {
        let keys: [KeyRecord]
        do {
            keys = try reader.keys()
        } catch let error as LedgerError {
            return find(error.phrase)
        }
        for key in keys {
            let evidence = Data(key.terms.evidence(of: key.digest))
            let isAdded = try Bool.fetchOne(
                reader.database,
                sql: "SELECT EXISTS (SELECT 1 FROM event WHERE id = ? AND kind = ? AND evidence = ?)",
                arguments: [key.eventID, KeyAct.added.rawValue, evidence])
            let isRemoved = try Bool.fetchOne(
                reader.database,
                sql: """
                    SELECT EXISTS (
                        SELECT 1 FROM event
                        WHERE batch_id IS NULL AND payout_id IS NULL AND id > ? AND kind = ? AND evidence = ?)
                    """,
                arguments: [key.eventID, KeyAct.removed.rawValue, evidence])
            if isAdded != true || isRemoved == true {
                find(Phrase("the key \(key.terms.name.text) is not the one of the journal"))
            }
        }
    }
}
