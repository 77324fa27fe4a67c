internal import GRDB
internal import PayoutCore

/// Compares which rows mend which and which are not due, as the tables hold it, with the journal: without a link a
/// payment that was mended would be paid a second time.
struct RecordedMending {
    static let mends = "mends"
    static let mended = "mended"

    /// A row, and the row of an earlier file that it mends.
    private struct Link: Hashable {
        let new: Int64
        let old: Int64
    }

    private let reader: LedgerReader

    init(_ reader: LedgerReader) { self.reader = reader }

    /// Whether the links of a batch are those that its submission recorded, and no link of any row for the same
    /// payments is missing or was put in.
    func holds(for batch: BatchID) throws -> Bool {
        let recorded = try recordedLinks(of: batch)
        guard try links(of: batch) == recorded else { return false }
        var seen: Set<PayoutID> = []
        for link in recorded where !seen.contains(PayoutID(key: link.old)) {
            for row in try reader.samePayment(as: PayoutID(key: link.old)).rows.map(\.id)
            where seen.insert(row).inserted {
                guard try isLinkedAsRecorded(row) else { return false }
            }
        }
        return true
    }

    private func links(of batch: BatchID) throws -> Set<Link> {
        try Set(
            Row.fetchAll(
                reader.database,
                sql: """
                    SELECT payout_id, row_id FROM mended WHERE payout_id BETWEEN ?1 << 32 AND (?1 + 1 << 32) - 1
                    """,
                arguments: [batch.key]
            ).map { Link(new: $0[0], old: $0[1]) })
    }

    /// The links that were recorded with the submission: its events stand directly after it.
    private func recordedLinks(of batch: BatchID) throws -> Set<Link> {
        let submitted = try Int64.fetchOne(
            reader.database,
            sql: """
                SELECT id FROM event WHERE batch_id = ? AND payout_id IS NULL AND kind = 'batch_submitted'
                ORDER BY id LIMIT 1
                """,
            arguments: [batch.key])
        guard let submitted else { return [] }
        let events = try Row.fetchCursor(
            reader.database, sql: "SELECT kind, payout_id FROM event WHERE id > ? ORDER BY id", arguments: [submitted])
        var links: Set<Link> = []
        while let new = try events.next(), new[0] == Self.mends, let key: Int64 = new[1] {
            guard let old = try events.next(), old[0] == Self.mended, let oldKey: Int64 = old[1] else { break }
            links.insert(Link(new: key, old: oldKey))
        }
        return links
    }

    private func isLinkedAsRecorded(_ row: PayoutID) throws -> Bool {
        let statement = try reader.database.cachedStatement(
            sql: """
                SELECT (SELECT COUNT(*) FROM event WHERE payout_id = ?1 AND kind = '\(Self.mends)')
                        = (SELECT COUNT(*) FROM mended WHERE payout_id = ?1)
                    AND (SELECT COUNT(*) FROM event WHERE payout_id = ?1 AND kind = '\(Self.mended)')
                        = (SELECT COUNT(*) FROM mended WHERE row_id = ?1)
                    AND EXISTS (SELECT 1 FROM event WHERE payout_id = ?1
                            AND (kind = '\(LedgerTransaction.dismissedEvent)' OR status = 'rejected'))
                        = EXISTS (SELECT 1 FROM dismissed WHERE payout_id = ?1)
                """)
        return try Bool.fetchOne(statement, arguments: [row.key]) ?? false
    }

    /// Hands over every link of the ledger that an event of either row does not name: where the new row stands.
    ///
    /// - Returns: how many links there are.
    func forEachUnrecorded(_ body: (_ batch: BatchID, _ line: Int) -> Void) throws -> Int {
        let names = try Dictionary(uniqueKeysWithValues: reader.batches().map { ($0.id.key, $0.folderName) })
        let named = try reader.database.cachedStatement(
            sql: "SELECT EXISTS (SELECT 1 FROM event WHERE payout_id = ? AND kind = ? AND detail = ?)")
        func isRecorded(_ kind: String, _ row: Int64, names line: Int?, of batch: Int64) throws -> Bool {
            guard let line, let name = names[batch] else { return false }
            return try Bool.fetchOne(named, arguments: [row, kind, "line \(line) of \(name)"]) ?? false
        }
        let links = try Row.fetchCursor(
            reader.database,
            sql: """
                SELECT payout_id, row_id, new.line, old.line FROM mended
                    LEFT JOIN payout AS new ON new.id = payout_id LEFT JOIN payout AS old ON old.id = row_id
                ORDER BY payout_id
                """)
        var count = 0
        while let link = try links.next() {
            count += 1
            let (new, old): (Int64, Int64) = (link[0], link[1])
            let (newLine, oldLine): (Int?, Int?) = (link[2], link[3])
            let holds =
                try isRecorded(Self.mends, new, names: oldLine, of: old >> 32)
                && isRecorded(Self.mended, old, names: newLine, of: new >> 32)
            if !holds { body(BatchID(key: new >> 32), newLine ?? 0) }
        }
        return count
    }
}
