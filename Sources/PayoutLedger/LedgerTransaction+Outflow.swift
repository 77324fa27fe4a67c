internal import GRDB
package import PayoutCore

// What payouts have taken out on one day (`limits.day`, `limits.payee`).
extension LedgerTransaction {
    /// What was sent on a day, as the transactions before have left it.
    func load(_ needs: OutflowNeeds, _ read: [PayoutID: StoredPayout]) throws -> Outflow {
        var outflow = Outflow(day: needs.day, total: try reader.outflow(on: needs.day))
        let payees = needs.payees(besides: read.values)
        let unknown = payees.filter { cache.payees[$0, on: needs.day] == nil }
        let senders = unknown.isEmpty ? [] : try reader.senders(on: needs.day)
        for payee in payees {
            let sum =
                try cache.payees[payee, on: needs.day] ?? reader.outflow(to: payee, on: needs.day, among: senders)
            outflow.payees[payee] = sum
            cache.payees.note(sum, of: payee, on: needs.day)
        }
        return outflow
    }
}

/// What was sent to accounts on one day, as far as it was read lately.
struct KnownOutflows: Sendable {
    /// Accounts that are kept; then they are read again, by an index.
    private static let payeesMax = 4096

    private var day: JakartaDay?
    private var sums: [PayeeAccount: Rupiah] = [:]

    subscript(payee: PayeeAccount, on day: JakartaDay) -> Rupiah? { self.day == day ? sums[payee] : nil }

    mutating func note(_ sum: Rupiah, of payee: PayeeAccount, on day: JakartaDay) {
        if self.day != day || sums.count >= Self.payeesMax { sums = [:] }
        self.day = day
        sums[payee] = sum
    }

    mutating func add(_ change: OutflowChange) {
        guard day == change.day, let sum = sums[change.payee] else { return }
        sums[change.payee] = Rupiah(sum.whole &+ change.amount)
    }
}

extension LedgerReader {
    /// A batch that has sent something since the beginning of a day.
    struct DaySender {
        let batch: BatchID
        let parts: Int
    }

    /// What all payouts of the ledger have sent on a day.
    package func outflow(on day: JakartaDay) throws -> Rupiah {
        let sum = try Int64.fetchOne(
            database.cachedStatement(sql: "SELECT sum FROM outflow WHERE day = ?"), arguments: [day.number])
        return Rupiah(sum ?? 0)
    }

    /// Hands over what was sent on a day, transfer by transfer, with the account of each.
    package func forEachOutflow(on day: JakartaDay, _ body: (PayeeAccount, Rupiah) throws -> Void) throws {
        let statement = try database.cachedStatement(
            sql: """
                SELECT payout.bank_code, payout.account_number, payout.amount
                FROM payout JOIN transfer ON transfer.payout_id = payout.id
                WHERE \(LedgerSchema.isOfBatch()) AND transfer.sent_at >= ?2 AND transfer.sent_at < ?3
                    AND (transfer.state = 'pending' OR transfer.state = 'succeeded'
                        OR transfer.contradicting_status IS NOT NULL)
                """)
        for sender in try senders(on: day) {
            let rows = try Row.fetchCursor(
                statement, arguments: [sender.batch.key, day.start.milliseconds, day.end.milliseconds])
            while let row = try rows.next() {
                try body(PayeeAccount(bankCode: row[0], accountNumber: row[1]), Rupiah(row[2]))
            }
        }
    }

    /// Hands over the payouts of a batch that a run would send, in the order of the file.
    package func forEachToSend(
        of batch: BatchID, _ body: (PayoutID, PayeeAccount, Rupiah) throws -> Void
    ) throws {
        let statuses = BatchWork.statusesToSend.map { "status = '\($0.rawValue)'" }.joined(separator: " OR ")
        let statement = try database.cachedStatement(
            sql: """
                SELECT id, bank_code, account_number, amount FROM payout
                WHERE \(LedgerSchema.isOfBatch()) AND (\(statuses)) ORDER BY id
                """)
        let rows = try Row.fetchCursor(statement, arguments: [batch.key])
        while let row = try rows.next() {
            try body(PayoutID(key: row[0]), PayeeAccount(bankCode: row[1], accountNumber: row[2]), Rupiah(row[3]))
        }
    }

    /// The batches of payouts that may have sent something on a day.
    func senders(on day: JakartaDay) throws -> [DaySender] {
        let batches = try Int64.fetchAll(
            database.cachedStatement(sql: "SELECT id FROM batch WHERE sent_last >= ? AND rail = 'payout'"),
            arguments: [day.start.milliseconds])
        return try batches.map { key in
            DaySender(batch: BatchID(key: key), parts: try fingerprintParts(of: BatchID(key: key)))
        }
    }

    /// What these batches have sent to an account on a day: found by the fingerprints of accounts, and summed over the
    /// rows themselves.
    func outflow(to payee: PayeeAccount, on day: JakartaDay, among senders: [DaySender]) throws -> Rupiah {
        let hash = RowFingerprints.accountHash(bankCode: payee.bankCode, accountNumber: payee.accountNumber)
        let statement = try database.cachedStatement(
            sql: """
                SELECT COALESCE(SUM(payout.amount), 0) FROM payout JOIN transfer ON transfer.payout_id = payout.id
                WHERE payout.id = ? AND payout.bank_code = ? AND payout.account_number = ?
                    AND transfer.sent_at >= ? AND transfer.sent_at < ? AND (transfer.state = 'pending'
                        OR transfer.state = 'succeeded' OR transfer.contradicting_status IS NOT NULL)
                """)
        var sum: Int64 = 0
        for sender in senders {
            for part in 0..<sender.parts {
                var cursor = try FingerprintCursor(self, sender.batch, .account, part: part)
                try cursor.skip(to: hash)
                while let entry = cursor.entry, RowFingerprints.hash(of: entry) == hash {
                    let id = RowFingerprints.payout(of: entry, part: part, of: sender.batch)
                    let sent = try Int64.fetchOne(
                        statement,
                        arguments: [
                            id.key, payee.bankCode, payee.accountNumber, day.start.milliseconds, day.end.milliseconds,
                        ])
                    sum &+= sent ?? 0
                    try cursor.advance()
                }
            }
        }
        return Rupiah(sum)
    }
}
