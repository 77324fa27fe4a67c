internal import GRDB
package import PayoutCore

extension HotStatement {
    fileprivate static let payoutOfTransfer = HotStatement(
        .payoutOfTransfer, "SELECT payout_id, attempt FROM transfer WHERE external_id = ?")
    fileprivate static let payoutOfValidation = HotStatement(
        .payoutOfValidation, "SELECT payout_id, partner_reference_no, state FROM validation WHERE external_id = ?")
    fileprivate static let totals = HotStatement(
        .totals, "SELECT status, count, sum FROM total WHERE batch_id = ? AND count > 0")

    // The statuses are written out, since SQLite uses a partial index only where the query's text implies it.
    fileprivate static let queued = HotStatement(
        .queued, "SELECT id FROM payout WHERE batch_id = ? AND status = 'queued' AND id > ? ORDER BY id LIMIT ?")
    fileprivate static let dueValidating = due(.dueValidating, .validating)
    fileprivate static let duePending = due(.duePending, .pending)
    fileprivate static let farValidating = far(.farValidating, .validating)
    fileprivate static let farPending = far(.farPending, .pending)
    fileprivate static let nextValidating = next(.nextValidating, .validating)
    fileprivate static let nextPending = next(.nextPending, .pending)

    private static func due(_ place: Place, _ status: PayoutStatus) -> HotStatement {
        HotStatement(place, "SELECT id FROM payout WHERE \(dueAt(status)) <= ? ORDER BY due_at LIMIT ?")
    }

    private static func far(_ place: Place, _ status: PayoutStatus) -> HotStatement {
        HotStatement(place, "SELECT id FROM payout WHERE \(dueAt(status)) > ? LIMIT ?")
    }

    private static func next(_ place: Place, _ status: PayoutStatus) -> HotStatement {
        HotStatement(place, "SELECT MIN(due_at) FROM payout WHERE \(dueAt(status)) > ?")
    }

    private static func dueAt(_ status: PayoutStatus) -> String {
        "batch_id = ? AND status = '\(status.rawValue)' AND due_at"
    }
}

/// Reads the ledger in one consistent snapshot.
///
/// Not to be kept beyond the closure that it was handed to.
package struct LedgerReader {
    let database: Database
    let statements: StatementShelf

    init(database: Database, statements: StatementShelf? = nil) {
        self.database = database
        self.statements = statements ?? StatementShelf(database)
    }

    /// The payout and attempt that the ``ExternalID`` of a transfer belongs to.
    package func transfer(_ externalID: ExternalID) throws -> (payout: PayoutID, attempt: Attempt)? {
        var query = try statements.begin(.payoutOfTransfer)
        query.add(externalID.text)
        return try query.firstRow { (PayoutID(key: $0.number(0)), Attempt(Int($0.number(1)))) }
    }

    /// The payout whose newest movement of this number of ours it is.
    func transfer(number: PartnerReferenceNo) throws -> PayoutID? {
        let statement = try database.cachedStatement(
            sql: "SELECT payout_id FROM transfer WHERE partner_reference_no = ? ORDER BY id DESC LIMIT 1")
        return try Int64.fetchOne(statement, arguments: [number.text]).map { PayoutID(key: $0) }
    }

    /// The validation or movement that a callback names.
    func owner(of name: CallName) throws -> CallOwner? {
        switch name.name {
        case .externalID(let externalID) where name.kind.isAboutMovement:
            try transfer(externalID).map { CallOwner(payout: $0.payout) }
        case .externalID(let externalID):
            try validation(externalID).map { known in
                CallOwner(payout: known.payout, validation: (known.partnerReferenceNo, known.state))
            }
        case .number(let number): try transfer(number: number).map { CallOwner(payout: $0) }
        }
    }

    /// What the ``ExternalID`` of a validation belongs to.
    package func validation(
        _ externalID: ExternalID
    ) throws -> (payout: PayoutID, partnerReferenceNo: PartnerReferenceNo, state: Validation.State)? {
        var query = try statements.begin(.payoutOfValidation)
        query.add(externalID.text)
        return try query.firstRow { row in
            (
                PayoutID(key: row.number(0)), PartnerReferenceNo(row.text(1)),
                try Validation.State(stored: row.text(2), in: "validation")
            )
        }
    }

    /// Queued payouts of a batch after `cursor`, in the order of the file.
    package func queued(_ batch: BatchID, after cursor: PayoutID, limit: Int) throws -> [PayoutID] {
        var query = try statements.begin(.queued)
        query.add(batch.key)
        query.add(cursor.key)
        query.add(limit)
        return try keys(query)
    }

    /// Payouts of a batch after `cursor` of which this ledger knows no transfer that is on its way or was paid: what
    /// another copy of it may have sent.
    package func restorable(_ batch: BatchID, after cursor: PayoutID, limit: Int) throws -> [PayoutID] {
        try Int64.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT id FROM payout
                    WHERE \(LedgerSchema.isOfBatch()) AND id > ?2 AND status NOT IN ('rejected', 'pending', 'succeeded')
                    ORDER BY id LIMIT ?3
                    """),
            arguments: [batch.key, cursor.key, limit]
        ).map { PayoutID(key: $0) }
    }

    /// Payouts of a batch with one of the four open statuses, after `cursor`, in the order of the file.
    package func payouts(
        _ batch: BatchID, _ status: PayoutStatus, after cursor: PayoutID, limit: Int
    ) throws -> [PayoutID] {
        // The status is written out, since SQLite uses a partial index only where the query's text implies it.
        let statement = try database.cachedStatement(
            sql: """
                SELECT id FROM payout
                WHERE batch_id = ? AND status = '\(status.rawValue)' AND id > ? ORDER BY id LIMIT ?
                """)
        return try Int64.fetchAll(statement, arguments: [batch.key, cursor.key, limit]).map { PayoutID(key: $0) }
    }

    private func keys(_ query: BoundStatement) throws -> [PayoutID] {
        var keys: [PayoutID] = []
        try query.forEachRow { keys.append(PayoutID(key: $0.number(0))) }
        return keys
    }

    /// Validating or pending payouts of a batch whose stored deadline has come, the oldest first. A deadline further
    /// away than `longestWait` comes from a clock that has jumped: it is due as well.
    package func due(
        _ batch: BatchID, _ status: PayoutStatus, at now: Timestamp, longestWait: Duration, limit: Int
    ) throws -> [PayoutID] {
        // No other status has deadlines, as a constraint of the table says.
        guard status == .validating || status == .pending else { return [] }
        let isPending = status == .pending
        var query = try statements.begin(isPending ? .duePending : .dueValidating)
        query.add(batch.key)
        query.add(now.milliseconds)
        query.add(limit)
        let due = try keys(query)
        var second = try statements.begin(isPending ? .farPending : .farValidating)
        second.add(batch.key)
        second.add((now + longestWait).milliseconds)
        second.add(limit)
        return try due + keys(second)
    }

    /// The earliest stored deadline among the validating or the pending payouts of a batch, or the earliest after a
    /// moment.
    package func nextDeadline(
        _ batch: BatchID, _ status: PayoutStatus, after moment: Timestamp? = nil
    ) throws -> Timestamp? {
        guard status == .validating || status == .pending else { return nil }
        var query = try statements.begin(status == .pending ? .nextPending : .nextValidating)
        query.add(batch.key)
        query.add(moment?.milliseconds ?? .min)
        return try query.firstRow { $0.moment(0) }
    }

    /// Up to `count` queued payouts spread over the batch, the first and the last among them.
    package func spread(_ batch: BatchID, count: Int) throws -> [PayoutID] {
        // Two queries, since SQLite finds one end of an index at once, but not both.
        func end(_ order: String) throws -> Int64? {
            try Int64.fetchOne(
                database.cachedStatement(
                    sql: "SELECT id FROM payout WHERE batch_id = ? AND status = 'queued' ORDER BY id \(order) LIMIT 1"),
                arguments: [batch.key])
        }
        guard let first = try end("ASC"), let last = try end("DESC"), count > 1 else { return [] }
        var found: [PayoutID] = []
        for step in 0..<Int64(count) {
            let target = first + (last - first) * step / Int64(count - 1)
            let next = try queued(batch, after: PayoutID(key: target - 1), limit: 1).first
            if let next, next != found.last { found.append(next) }
        }
        return found
    }

    /// The tallies of a batch by status, as kept with every transition.
    package func totals(_ batch: BatchID) throws -> Totals {
        var query = try statements.begin(.totals)
        query.add(batch.key)
        var totals: Totals = [:]
        try query.forEachRow { row in
            let status = try PayoutStatus(stored: row.text(0), in: "total")
            totals[status] = Tally(count: Int(row.number(1)), sum: Rupiah(row.number(2)))
        }
        return totals
    }

    /// The tallies of a batch by status, counted from its rows.
    package func recountedTotals(_ batch: BatchID) throws -> Totals {
        let statement = try database.cachedStatement(
            sql: """
                SELECT status, COUNT(*), COALESCE(SUM(amount), 0) FROM payout
                WHERE \(LedgerSchema.isOfBatch()) GROUP BY status
                """)
        return try totals(Row.fetchAll(statement, arguments: [batch.key]))
    }

    private func totals(_ rows: [Row]) throws -> Totals {
        var totals: Totals = [:]
        for row in rows {
            let status = try PayoutStatus(stored: row[0], in: "payout")
            totals[status] = Tally(count: row[1], sum: Rupiah(row[2]))
        }
        return totals
    }

    /// Whether any transfer intent exists for a batch.
    package func hasTransfers(_ batch: BatchID) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT EXISTS (
                        SELECT 1 FROM payout WHERE \(LedgerSchema.isOfBatch()) AND newest_transfer_id IS NOT NULL)
                    """),
            arguments: [batch.key]) ?? false
    }

    /// The tallies, by status, of payouts about which the bank contradicted itself.
    ///
    /// - Parameter isOpen: those that wait for a person; else those that a person has decided.
    package func contradictions(_ batch: BatchID, isOpen: Bool = true) throws -> Totals {
        let statement = try database.cachedStatement(
            sql: """
                SELECT status, COUNT(*), COALESCE(SUM(amount), 0) FROM payout
                WHERE batch_id = ? AND contradicted = 1 AND contradiction_open = \(isOpen ? 1 : 0) GROUP BY status
                """)
        return try totals(Row.fetchAll(statement, arguments: [batch.key]))
    }

    /// Payouts of a batch that are held for a reason, but for those that the bank contradicted itself about.
    package func held(_ batch: BatchID, for reasonCode: String) throws -> Tally {
        try tally(of: .held, in: batch, for: reasonCode)
    }

    /// Payouts of one status and reason, but for those that the bank contradicted itself about.
    package func tally(of status: PayoutStatus, in batch: BatchID, for reasonCode: String) throws -> Tally {
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT COUNT(*), COALESCE(SUM(amount), 0) FROM payout
                    WHERE batch_id = ? AND status = ? AND reason_code = ? AND contradicted = 0
                    """),
            arguments: [batch.key, status.rawValue, reasonCode])
        return row.map { Tally(count: $0[0], sum: Rupiah($0[1])) } ?? .zero
    }

    /// When the last callback was received.
    package func lastCallback() throws -> Timestamp? {
        Timestamp(
            try Int64.fetchOne(database, sql: "SELECT received_at FROM callback ORDER BY id DESC LIMIT 1"))
    }
}
