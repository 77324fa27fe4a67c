internal import FoundationEssentials
internal import GRDB
internal import GRDBSQLite
package import PayoutCore
package import Wording

/// What of a batch is not as it was submitted or approved: somebody edited the ledger past this program (promise P12).
package enum Alteration: Hashable, Sendable {
    /// The rows do not have the digest of those that were submitted, or were approved.
    case rows
    /// The rows by status do not add up to the totals that were kept with every change.
    case totals
    /// A row stands outside the rows that the file had.
    case strayRows
    /// The batch is called approved, and the journal has no approval that fits.
    case approval
    /// The file name, the purpose or the reason to pay again are not those that were submitted.
    case submission
    /// Rows that were mended are not linked as the journal has it.
    case mending
    /// Blocks and accepted names of payees are not those that persons decided.
    case payees

    /// What is wrong with the batch, after its name and a colon.
    package var phrase: Phrase {
        switch self {
        case .rows: Phrase("its rows are not those that were submitted and approved")
        case .totals: Phrase("its rows do not add up to what the ledger has counted")
        case .strayRows: Phrase("the ledger holds a row of it that the file did not have")
        case .approval: Phrase("the ledger calls it approved, and the journal knows of no approval")
        case .submission:
            Phrase("its file name, its purpose or the reason to pay it again are not those that were submitted")
        case .mending: Phrase("rows that it mends are not linked as the journal recorded it")
        case .payees: Phrase("the blocks or the accepted names of payees are not those that persons decided")
        }
    }
}

extension LedgerReader {
    /// Compares the rows of a batch with what was submitted and approved, in one pass over them.
    ///
    /// - Returns: the first thing that does not fit, and the digest of the rows as they stand.
    package func alteration(of batch: Batch) throws -> (alteration: Alteration?, digest: [UInt8]) {
        let (digest, rejectedCells, totals) = try digestsAndTotals(of: batch)
        guard try evidence(LedgerTransaction.rejectedCellsEvent, of: batch.id) == rejectedCells else {
            return (.rows, digest)
        }
        return (try alteration(of: batch, digest, totals), digest)
    }

    private func alteration(of batch: Batch, _ digest: [UInt8], _ totals: Totals) throws -> Alteration? {
        if let submitted = try evidence("batch_submitted", of: batch.id), submitted != digest { return .rows }
        let sum = totals.values.reduce(Tally.zero) {
            Tally(count: $0.count + $1.count, sum: Rupiah($0.sum.whole &+ $1.sum.whole))
        }
        if try sum != batch.input || totals != self.totals(batch.id) { return .totals }
        if try hasStrayRows(batch.id) { return .strayRows }
        if try approvedAt(batch.id) != nil {
            guard let approved = try evidence("batch_approved", of: batch.id) else { return .approval }
            if approved != digest { return .rows }
        }
        if try !isSubmittedAsRecorded(batch) { return .submission }
        if try !RecordedMending(self).holds(for: batch.id) { return .mending }
        return try RecordedPayees(self).hold() ? nil : .payees
    }

    /// Whether the journal has the file name, the purpose and the reason to pay again of a batch.
    func isSubmittedAsRecorded(_ batch: Batch) throws -> Bool {
        let recorded = try String.fetchOne(
            database,
            sql: """
                SELECT detail FROM event WHERE batch_id = ? AND payout_id IS NULL AND kind = 'batch_submitted'
                ORDER BY id LIMIT 1
                """,
            arguments: [batch.id.key])
        let row = try Row.fetchOne(
            database, sql: "SELECT file_name, purpose, pay_again_reason FROM batch WHERE id = ?",
            arguments: [batch.id.key])
        guard let recorded, let row else { return true }
        return SubmissionRecord(fileName: row[0], purpose: row[1], payAgainReason: row[2]).fits(recorded)
    }

    /// The evidence of the first event of this kind about a batch as a whole: one that is slipped in later proves
    /// nothing.
    package func evidence(_ kind: String, of batch: BatchID) throws -> [UInt8]? {
        let evidence = try Data.fetchOne(
            database,
            sql: """
                SELECT evidence FROM event WHERE batch_id = ? AND payout_id IS NULL AND kind = ? ORDER BY id LIMIT 1
                """,
            arguments: [batch.key, kind])
        return evidence.map { Array($0) }
    }

    private func digestsAndTotals(
        of batch: Batch
    ) throws -> (digest: [UInt8], rejectedCells: [UInt8]?, totals: Totals) {
        let statement = try database.makeStatement(
            sql: """
                SELECT line, reference, bank_code, account_number, account_name, COALESCE(amount_text, amount), note,
                    status, amount, raw
                FROM payout WHERE \(LedgerSchema.isOfBatch()) ORDER BY id
                """)
        try statement.setArguments([batch.id.key])
        var (digest, rejectedCells) = (RowsDigest(), RejectedCellsDigest())
        var totals: Totals = [:]
        // Most rows have the status of the row before.
        var (status, word, tally): (PayoutStatus?, [UInt8], Tally) = (nil, [], .zero)
        func note() {
            guard let status, tally != .zero else { return }
            let before = totals[status, default: .zero]
            totals[status] = Tally(
                count: before.count + tally.count, sum: Rupiah(before.sum.whole &+ tally.sum.whole))
            tally = .zero
        }
        try forEachRow(of: statement) { row in
            digest.add(
                line: Int(sqlite3_column_int64(row, 0)), reference: text(of: row, 1), bankCode: text(of: row, 2),
                accountNumber: text(of: row, 3), accountName: text(of: row, 4), amount: text(of: row, 5),
                note: text(of: row, 6))
            if sqlite3_column_type(row, 9) != SQLITE_NULL {
                rejectedCells.add(line: Int(sqlite3_column_int64(row, 0)), cells: text(of: row, 9))
            }
            let reported = text(of: row, 7)
            if !reported.elementsEqual(word) {
                note()
                word = Array(reported)
                status = PayoutStatus(rawValue: String(decoding: word, as: UTF8.self))
            }
            tally.count += 1
            tally.sum = Rupiah(tally.sum.whole &+ sqlite3_column_int64(row, 8))
        }
        note()
        return (digest.finish(fileDigest: batch.digest), rejectedCells.finish(), totals)
    }

    /// Whether a row says that it is of the batch and stands outside of its rows: reports would not show it, and a run
    /// would pay it.
    private func hasStrayRows(_ batch: BatchID) throws -> Bool {
        // A status each, since SQLite uses a partial index only for what the index itself says.
        let waiting: [PayoutStatus] = [.queued, .validated, .unverified, .validating, .pending]
        let others: [PayoutStatus] = [.held, .invalid, .failed, .refunded, .notFound]
        for status in waiting + others {
            for bound in ["id < ?1 << 32", "id > (?1 + 1 << 32) - 1"] {
                let statement = try database.cachedStatement(
                    sql: """
                        SELECT EXISTS (
                            SELECT 1 FROM payout
                            WHERE batch_id = ?1 AND status = '\(status.rawValue)' AND \(bound))
                        """)
                if try Bool.fetchOne(statement, arguments: [batch.key]) == true { return true }
            }
        }
        return false
    }
}
