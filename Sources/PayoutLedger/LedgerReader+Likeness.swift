internal import GRDB
package import PayoutCore

extension LedgerReader {
    /// Hands over each queued payout of a batch that looks like a payment of another batch, and what it looks like.
    ///
    /// `body` may move the payouts on.
    package func forEachLikeness(
        of batch: Batch, _ comparison: PaymentComparison, _ body: (PayoutID, Likeness) throws -> Void
    ) throws {
        let search = try LikenessSearch(self, besides: batch, rail: batch.rail, comparison)
        guard !search.isEmpty else { return }
        let payees =
            comparison.seesChangedAccounts && batch.rail == .payout
            ? try PayeeSearch(self, besides: batch.id) : nil
        let looks = Searches(likenesses: search, payees: payees)
        if let rows = comparison.rows { return try compare(rows, of: batch, looks, body) }
        for part in 0..<(try fingerprintParts(of: batch.id)) {
            let payout = { RowFingerprints.payout(of: $0, part: part, of: batch.id) }
            let sorted = { try fingerprints(of: batch.id, $0, part: part) }
            try compare(sorted, of: batch, looks, body, payout: payout)
        }
    }

    /// What rows are looked for in.
    private struct Searches {
        let likenesses: LikenessSearch
        /// Nil where changed accounts do not count.
        let payees: PayeeSearch?
    }

    private func compare(
        _ rows: [PayoutID], of batch: Batch, _ search: Searches, _ body: (PayoutID, Likeness) throws -> Void
    ) throws {
        for start in stride(from: 0, to: rows.count, by: RowFingerprints.partRowsMax) {
            let page = rows[start..<min(start + RowFingerprints.partRowsMax, rows.count)]
            var fingerprints = RowFingerprints()
            for row in page {
                if let queued = try queuedRow(row, of: batch.id) {
                    fingerprints.add(queued.order, number: try personNumber(of: row, in: batch.id))
                } else {
                    fingerprints.skip()
                }
            }
            let part = fingerprints.takePart()
            let payout = { page[page.startIndex + RowFingerprints.rowsBefore($0)] }
            try compare(part.entries, of: batch, search, body, payout: payout)
        }
    }

    /// - Parameters:
    ///   - sorted: the fingerprints of one part.
    ///   - payout: the payout of an entry.
    private func compare(
        _ sorted: (FingerprintKind) throws -> [Int64], of batch: Batch, _ search: Searches,
        _ body: (PayoutID, Likeness) throws -> Void, payout: (Int64) -> PayoutID
    ) throws {
        // One row may look like several payments; it is handed over once.
        var found: Set<PayoutID> = []
        func row(_ entry: Int64) throws -> ComparedOrder? {
            let payout = payout(entry)
            return found.contains(payout) ? nil : try queuedRow(payout, of: batch.id)
        }
        func hold(_ entry: Int64, for likeness: Likeness) throws {
            found.insert(payout(entry))
            try body(payout(entry), likeness)
        }
        for kind in FingerprintKind.payments {
            try search.likenesses.run(kind, sorted(kind), row: row) { try hold($0, for: $1) }
        }
        if let purpose = batch.purpose {
            try search.likenesses.run(purpose: purpose, sorted(.account), row: row) { try hold($0, for: $1) }
        }
        guard let payees = search.payees, !payees.senders.isEmpty else { return }
        let changes = try payees.changedAccounts(
            names: sorted(.name), persons: sorted(.person), accounts: sorted(.account)
        ) { entry in
            try row(entry).map { order, seen in
                PayeeRow(order: order, number: try personNumber(of: payout(entry), in: batch.id), seen: seen)
            }
        }
        for (entry, likeness) in try withoutAccepted(changes, payout) { try hold(entry, for: likeness) }
    }

    /// Without the rows whose account and name a person has accepted.
    private func withoutAccepted(
        _ changes: [(entry: Int64, likeness: Likeness)], _ payout: (Int64) -> PayoutID
    ) throws -> [(entry: Int64, likeness: Likeness)] {
        guard !changes.isEmpty else { return [] }
        let accepted = try acceptedNames()
        guard !accepted.isEmpty else { return changes }
        return try changes.filter { entry, _ in
            guard let order = try self.payout(payout(entry))?.payout.order else { return false }
            return !accepted.contains { name in
                name.bankCode == order.bankCode && name.accountNumber == order.accountNumber
                    && PayeeName.folded(name.fileName) == PayeeName.folded(order.accountName)
            }
        }
    }

    /// Which of the cells that a batch carries through holds the number of a person; nil where none does.
    func personColumn(of batch: BatchID) throws -> Int? {
        try Int.fetchOne(
            database.cachedStatement(sql: "SELECT person_column FROM batch WHERE id = ?"), arguments: [batch.key])
    }

    /// The number that the file gives the payee of a row.
    private func personNumber(of id: PayoutID, in batch: BatchID) throws -> String? {
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT p.carried, b.person_column FROM payout p JOIN batch b ON b.id = p.batch_id
                    WHERE p.id = ? AND p.batch_id = ?
                    """),
            arguments: [id.key, batch.key])
        return row.flatMap { PersonNumber.number(in: $0[0], column: $0[1]) }
    }

    private func queuedRow(_ id: PayoutID, of batch: BatchID) throws -> ComparedOrder? {
        let statement = try database.cachedStatement(
            sql: """
                SELECT reference, bank_code, account_number, account_name, amount, duplicates_accepted_at,
                    duplicates_shown
                FROM payout WHERE id = ? AND batch_id = ? AND status = 'queued'
                """)
        return try Row.fetchOne(statement, arguments: [id.key, batch.key]).map { row in
            (
                PaymentOrder(
                    reference: row[0], bankCode: row[1], accountNumber: row[2], accountName: row[3],
                    amount: Rupiah(row[4])),
                DuplicateReview(acceptedAt: Timestamp(row[5] as Int64?), shown: [PayoutID](encoded: row[6]))
            )
        }
    }

    /// Hands over each queued payout of a batch of which an earlier queued row has the same bank, account and amount,
    /// with the first of them. The rows of one account come in the order of the file.
    package func forEachRepeat(in batch: BatchID, _ body: (PayoutID, Likeness) throws -> Void) throws {
        var cursors = try (0..<fingerprintParts(of: batch)).map {
            try FingerprintCursor(self, batch, .payment, part: $0)
        }
        var keys: [Int64] = []
        while true {
            var lowest = Int64.max
            for part in cursors.indices {
                if let entry = cursors[part].entry { lowest = min(lowest, RowFingerprints.hash(of: entry)) }
            }
            guard lowest < .max else { return }
            keys.removeAll(keepingCapacity: true)
            for part in cursors.indices {
                while let entry = cursors[part].entry, RowFingerprints.hash(of: entry) == lowest {
                    keys.append(RowFingerprints.payout(of: entry, part: part, of: batch).key)
                    try cursors[part].advance()
                }
            }
            if keys.count > 1 { try compare(keys, of: batch, body) }
        }
    }

    private func compare(_ keys: [Int64], of batch: BatchID, _ body: (PayoutID, Likeness) throws -> Void) throws {
        struct Payment: Hashable {
            let bankCode: String
            let accountNumber: String
            let amount: Int64
        }
        let statement = try database.cachedStatement(
            sql: """
                SELECT bank_code, account_number, amount, line, reference
                FROM payout WHERE id = ? AND batch_id = ? AND status = 'queued'
                """)
        var firsts: [Payment: Likeness] = [:]
        for key in keys {
            guard let row = try Row.fetchOne(statement, arguments: [key, batch.key]) else { continue }
            let payment = Payment(bankCode: row[0], accountNumber: row[1], amount: row[2])
            if let likeness = firsts[payment] {
                try body(PayoutID(key: key), likeness)
            } else {
                firsts[payment] = .repeated(line: row[3], reference: row[4])
            }
        }
    }
}
