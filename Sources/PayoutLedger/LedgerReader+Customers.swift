internal import GRDB
package import PayoutCore

extension LedgerReader {
    /// The mandate that a customer has, whether or not it can still be used; nil where there never was one. What a
    /// newer one has superseded, and an open or failed visit to the bank's page, is none.
    package func mandate(of customer: String) throws -> StoredBinding<MandateRecord>? { try current(customer) }

    /// The card that a customer has; see ``mandate(of:)``.
    package func card(of customer: String) throws -> StoredBinding<CardRecord>? { try current(customer) }

    /// The mandate whose visit to the bank's page has this number, however it ended; nil where there was none, or where
    /// a newer mandate has superseded it.
    package func mandate(ofVisit number: PartnerReferenceNo) throws -> StoredBinding<MandateRecord>? {
        try visit(number)
    }

    /// The card whose visit to the bank's page has this number; see ``mandate(ofVisit:)``.
    package func card(ofVisit number: PartnerReferenceNo) throws -> StoredBinding<CardRecord>? { try visit(number) }

    /// Every mandate that a customer has, and every open visit to the bank's page, by customer.
    package func forEachMandate(_ body: (StoredBinding<MandateRecord>) throws -> Void) throws { try forEach(body) }

    /// A page of them.
    ///
    /// - Parameter after: the last one of the page before; nil for the first page.
    package func mandates(
        after last: BindingID?, limit: Int
    ) throws -> [StoredBinding<MandateRecord>] {
        let rows = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT id, changed_at, \(MandateRecord.columnsRead) FROM mandate
                    WHERE superseded_at IS NULL AND status <> 'not_bound'
                        AND (customer, id) > (COALESCE((SELECT customer FROM mandate WHERE id = ?1), ''), ?1)
                    ORDER BY customer, id LIMIT ?2
                    """),
            arguments: [last?.key ?? 0, limit])
        return try rows.map(stored)
    }

    /// Every card that a customer has, and every open visit to the bank's page, by customer.
    package func forEachCard(_ body: (StoredBinding<CardRecord>) throws -> Void) throws { try forEach(body) }

    /// The ``SealedText/keyMark`` of every sealed text; nil where none was sealed yet.
    package func keyMark() throws -> String? {
        try String.fetchOne(database.cachedStatement(sql: "SELECT key_mark FROM vault"))
    }

    /// What the indexes `one_mandate` and `one_card` are made of.
    private static let isCurrent = "superseded_at IS NULL AND status <> 'binding' AND status <> 'not_bound'"

    private func current<Record: CustomerTable>(_ customer: String) throws -> StoredBinding<Record>? {
        try one(where: "customer = ? AND \(Self.isCurrent)", customer)
    }

    private func visit<Record: CustomerTable>(_ number: PartnerReferenceNo) throws -> StoredBinding<Record>? {
        try one(where: "partner_reference_no = ? AND superseded_at IS NULL", number.text)
    }

    private func one<Record: CustomerTable>(
        where condition: String, _ argument: String
    ) throws -> StoredBinding<Record>? {
        let statement = try database.cachedStatement(
            sql: "SELECT id, changed_at, \(Record.columnsRead) FROM \(Record.word) WHERE \(condition)")
        return try Row.fetchOne(statement, arguments: [argument]).map(stored)
    }

    private func forEach<Record: CustomerTable>(_ body: (StoredBinding<Record>) throws -> Void) throws {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT id, changed_at, \(Record.columnsRead) FROM \(Record.word)
                WHERE superseded_at IS NULL AND status <> 'not_bound' ORDER BY customer, id
                """)
        while let row = try rows.next() { try body(try stored(row)) }
    }

    private func stored<Record: CustomerTable>(_ row: Row) throws -> StoredBinding<Record> {
        StoredBinding(
            id: BindingID(key: row[0]), record: try Record(row, from: 2),
            changedAt: Timestamp(milliseconds: row[1]))
    }
}
