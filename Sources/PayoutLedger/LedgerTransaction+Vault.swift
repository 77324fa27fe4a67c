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
        let columns: [(table: String, column: String, customer: String, place: (String) -> SecretPlace)] = [
            ("mandate", "account_token", "customer", { .accountToken(customer: $0) }),
            ("mandate", "auth_code", "customer", { .authCode(customer: $0) }),
            ("card", "card_token", "customer", { .cardToken(customer: $0) }),
            ("transfer", "confirmation", "''", { _ in .confirmation }),
        ]
        var count = 0
        for (table, column, customer, place) in columns {
            count += try sealAnew(table, column: column, customer: customer) { try seal($0, place($1)) }
        }
        try record(
            JournalEvent(
                at: now, batch: nil, payout: nil, kind: "vault_rotated",
                detail: "\(count) secrets were sealed under a new key", actor: actor))
        return count
    }

    /// - Parameter customer: the SQL expression for the customer of a row.
    private func sealAnew(
        _ table: String, column: String, customer: String, _ seal: (SealedText, String) throws -> SealedText
    ) throws -> Int {
        // The keys first: a cursor over rows that change while it walks may see them twice.
        let keys = try Int64.fetchAll(database, sql: "SELECT id FROM \(table) WHERE \(column) IS NOT NULL")
        let select = try database.cachedStatement(sql: "SELECT \(column), \(customer) FROM \(table) WHERE id = ?")
        for key in keys {
            guard let row = try Row.fetchOne(select, arguments: [key]) else { continue }
            let sealed = try seal(SealedText(row[0]), row[1])
            try execute("UPDATE \(table) SET \(column) = ? WHERE id = ?", [sealed.text, key])
        }
        return keys.count
    }
}
