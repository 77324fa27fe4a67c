internal import GRDB
package import PayoutCore

extension LedgerReader {
    /// Hands over each queued payout of a batch that looks like a payment of another batch, and what it looks like.
    ///
    /// `body` may move the payouts on. A batch that a person pays again on purpose is not compared with its own
    /// content, and what a person has accepted counts again only where it was sent later.
    ///
    /// - Parameters:
    ///   - since: the beginning of the window within which the same payment under another reference counts.
    ///   - underWay: batches that are being paid at the same time: their rows count before they are sent.
    ///   - begunAt: when the run began; what a person accepted before it does not cover rows that are still to be sent.
    package func forEachLikeness(
        of batch: Batch, since: Timestamp, underWay: [BatchID] = [], begunAt: Timestamp? = nil,
        _ body: (PayoutID, Likeness) throws -> Void
    ) throws {
        let search = try LikenessSearch(self, besides: batch, since: since, underWay: underWay, begunAt: begunAt)
        guard !search.isEmpty else { return }
        for part in 0..<(try fingerprintParts(of: batch.id)) {
            // One row may look like several payments; it is told of once.
            var found: Set<Int64> = []
            func key(_ entry: Int64) -> Int64 { RowFingerprints.payout(of: entry, part: part, of: batch.id).key }
            for kind in FingerprintKind.allCases {
                let entries = try fingerprints(of: batch.id, kind, part: part)
                try search.run(kind, entries) { entry in
                    found.contains(key(entry)) ? nil : try queuedRow(key(entry), of: batch.id)
                } _: { entry, likeness in
                    found.insert(key(entry))
                    try body(PayoutID(key: key(entry)), likeness)
                }
            }
        }
    }

    private func queuedRow(_ key: Int64, of batch: BatchID) throws -> ComparedOrder? {
        let statement = try database.cachedStatement(
            sql: """
                SELECT reference, bank_code, account_number, account_name, amount, duplicates_accepted_at
                FROM payout WHERE id = ? AND batch_id = ? AND status = 'queued'
                """)
        return try Row.fetchOne(statement, arguments: [key, batch.key]).map { row in
            (
                PaymentOrder(
                    reference: row[0], bankCode: row[1], accountNumber: row[2], accountName: row[3],
                    amount: Rupiah(row[4])),
                Timestamp(row[5] as Int64?)
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
