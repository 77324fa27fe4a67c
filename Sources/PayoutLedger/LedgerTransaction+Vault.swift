internal import GRDB
package import PayoutCore

extension LedgerTransaction {
    /// Notes the ``SealedText/keyMark`` of the first text that is sealed in this ledger.
    package func setFirstKeyMark(_ mark: String) throws {
        try execute("INSERT INTO vault (id, key_mark) VALUES (1, ?)", [mark])
    }

    /// Seals every secret of the ledger anew, those of superseded mandates and cards included.
    ///
    /// - Parameters:
    ///   - mark: the ``SealedText/keyMark`` of the new key.
    ///   - actor: who did it, for the journal.
    ///   - seal: seals a text under the new key.
    /// - Returns: how many secrets there are.
    /// - Throws: what `seal` throws, `LedgerError`; then the transaction must be rolled back.
    @discardableResult
    package func sealAnew(
        under mark: String, by actor: String, at now: Timestamp,
        _ seal: (SealedText, SecretPlace) throws -> SealedText
    ) throws -> Int {
        try execute("UPDATE vault SET key_mark = ?", [mark])
        let columns: [(table: String, column: String, place: (String) -> SecretPlace)] = [
            ("mandate", "account_token", { .accountToken(customer: $0) }),
            ("mandate", "auth_code", { .authCode(customer: $0) }),
            ("card", "card_token", { .cardToken(customer: $0) }),
        ]
        var count = 0
        for (table, column, place) in columns {
            // The keys first: a cursor over rows that change while it walks may see them twice.
            let keys = try Int64.fetchAll(database, sql: "SELECT id FROM \(table) WHERE \(column) IS NOT NULL")
            for key in keys {
                let statement = try database.cachedStatement(
                    sql: "SELECT \(column), customer FROM \(table) WHERE id = ?")
                guard let row = try Row.fetchOne(statement, arguments: [key]) else { continue }
                let sealed = try seal(SealedText(row[0]), place(row[1]))
                try execute("UPDATE \(table) SET \(column) = ? WHERE id = ?", [sealed.text, key])
                count += 1
            }
        }
        try record(
            JournalEvent(
                at: now, batch: nil, payout: nil, kind: "vault_rotated",
                detail: "\(count) secrets were sealed under a new key", actor: actor))
        return count
    }
}
