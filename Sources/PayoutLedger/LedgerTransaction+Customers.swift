internal import GRDB
package import PayoutCore

/// Who changed a mandate or a card, and what the journal says of it.
package struct BindingChange: Sendable {
    /// The word after `mandate_` or `card_` in the journal; nil for that of the new status.
    package let word: String?
    /// Who did it: `salur`, `bank`, or a person's name.
    package let actor: String
    /// Why; nil where the word says it all.
    package let reason: String?
    package let at: Timestamp

    package init(_ word: String? = nil, by actor: String, because reason: String? = nil, at moment: Timestamp) {
        self.word = word
        self.actor = actor
        self.reason = reason
        at = moment
    }
}

extension LedgerTransaction {
    /// Adds a mandate. One that is or was bound supersedes the one that its customer had.
    @discardableResult
    package func add(_ mandate: MandateRecord, _ change: BindingChange) throws -> BindingID {
        try insert(mandate, change)
    }

    /// Adds a card. One that is or was bound supersedes the one that its customer had.
    @discardableResult
    package func add(_ card: CardRecord, _ change: BindingChange) throws -> BindingID { try insert(card, change) }

    /// Writes what became of a mandate, where it still has the status that it was read with.
    ///
    /// - Returns: false where it has moved on since; then nothing has changed.
    @discardableResult
    package func save(
        _ mandate: MandateRecord, over old: StoredBinding<MandateRecord>, _ change: BindingChange
    ) throws -> Bool {
        try update(mandate, over: old, change)
    }

    /// Writes what became of a card; see ``save(_:over:_:)-(MandateRecord,_,_)``.
    @discardableResult
    package func save(
        _ card: CardRecord, over old: StoredBinding<CardRecord>, _ change: BindingChange
    ) throws -> Bool {
        try update(card, over: old, change)
    }

    private func insert<Record: CustomerTable>(_ record: Record, _ change: BindingChange) throws -> BindingID {
        if record.status.wasBound { try supersede(record, change) }
        try record.insert(into: database, at: change.at)
        let id = BindingID(key: database.lastInsertedRowID)
        try note(record, change)
        return id
    }

    private func update<Record: CustomerTable>(
        _ record: Record, over old: StoredBinding<Record>, _ change: BindingChange
    ) throws -> Bool {
        guard try isStill(old) else { return false }
        if record.status.wasBound, !old.record.status.wasBound { try supersede(record, change) }
        guard try record.update(old.id, from: old.record, in: database, at: change.at) else { return false }
        try note(record, change)
        return true
    }

    /// Whether a record has not moved on since it was read.
    private func isStill<Record: CustomerTable>(_ old: StoredBinding<Record>) throws -> Bool {
        let statement = try database.cachedStatement(
            sql: """
                SELECT EXISTS (
                    SELECT 1 FROM \(Record.word) WHERE id = ? AND status = ? AND superseded_at IS NULL)
                """)
        return try Bool.fetchOne(statement, arguments: [old.id.key, old.record.status.rawValue]) ?? false
    }

    /// The record that the customer had makes room for another.
    private func supersede<Record: CustomerTable>(_ record: Record, _ change: BindingChange) throws {
        try execute(
            """
            UPDATE \(Record.word) SET superseded_at = ?
            WHERE customer = ? AND superseded_at IS NULL AND status <> 'binding' AND status <> 'not_bound'
            """,
            [change.at.milliseconds, record.customer])
    }

    private func note<Record: CustomerTable>(_ record: Record, _ change: BindingChange) throws {
        let about = "customer \(record.customer)"
        try self.record(
            JournalEvent(
                at: change.at, batch: nil, payout: nil,
                kind: "\(Record.word)_\(change.word ?? record.status.rawValue)",
                detail: change.reason.map { "\(about): \($0)" } ?? about, actor: change.actor))
    }
}
