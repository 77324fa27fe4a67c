internal import CrashPoints
internal import GRDB
package import PayoutCore

/// A row of the file on its way into the ledger.
package enum ImportedRow: Sendable {
    /// A row that can be paid. `others` are the cells of every column beside the six known ones, in the file's order.
    case accepted(line: Int, order: PaymentOrder, note: String, others: [String])
    /// A row that is wrong. `shown` are the six known cells as they came, `raw` is every cell as it came.
    case rejected(line: Int, shown: ShownCells, amount: Rupiah?, raw: [String], reason: Reason)

    /// What the row adds to the control total of the file; nothing where its amount cannot be read.
    var amount: Rupiah {
        switch self {
        case .accepted(_, let order, _, _): order.amount
        case .rejected(_, _, let amount, _, _): amount ?? .zero
        }
    }
}

extension RowsDigest {
    fileprivate mutating func add(_ row: ImportedRow) {
        switch row {
        case .accepted(let line, let order, let note, _):
            add(
                line: line, reference: order.reference, bankCode: order.bankCode, accountNumber: order.accountNumber,
                accountName: order.accountName, amount: String(order.amount.whole), note: note)
        case .rejected(let line, let shown, _, _, _):
            add(
                line: line, reference: shown.reference, bankCode: shown.bankCode, accountNumber: shown.accountNumber,
                accountName: shown.accountName, amount: shown.amount, note: shown.note)
        }
    }
}

/// The six known cells of a row as text; missing ones are empty.
package struct ShownCells: Hashable, Sendable {
    package var reference = ""
    package var bankCode = ""
    package var accountNumber = ""
    package var accountName = ""
    package var amount = ""
    package var note = ""

    package init() {}
}

/// What identifies a batch, known once its file was read to the end.
package struct BatchNaming: Sendable {
    package let identity: BatchIdentity
    /// The `--batch` name, where there was one.
    package let name: String?
    /// SHA-256 of the decompressed file.
    package let digest: String
    package let payAgainReason: String?

    package init(identity: BatchIdentity, name: String?, digest: String, payAgainReason: String?) {
        self.identity = identity
        self.name = name
        self.digest = digest
        self.payAgainReason = payAgainReason
    }
}

/// Brings a file into the ledger in commits of bounded size. Until ``finish(as:by:at:)`` the batch is no batch: an
/// import that never ended is removed at the next start.
package final class LedgerImport {
    /// Rows a commit.
    private static let commitRowsMax = 4096

    private let ledger: Ledger
    private let batch: BatchID
    private let createdAt: Timestamp
    private var buffer: [ImportedRow] = []
    private var input = Tally.zero
    private var digest = RowsDigest()

    /// - Throws: ``LedgerError``.
    package init(
        into ledger: Ledger, fileName: String, header: [String], form: FileForm, at now: Timestamp
    ) throws {
        self.ledger = ledger
        createdAt = now
        batch = try ledger.write { transaction in
            transaction.mark(.importBegun)
            try transaction.execute(
                """
                INSERT INTO batch (file_name, header, delimiter, line_ending, byte_order_mark, status, created_at,
                    changed_at)
                VALUES (?, ?, ?, ?, ?, 'importing', ?, ?)
                """,
                [
                    fileName, TextList.encode(header), String(decoding: [form.delimiter], as: UTF8.self),
                    form.lineEnding, form.hasByteOrderMark, now.milliseconds,
                    now.milliseconds,
                ])
            return BatchID(key: transaction.database.lastInsertedRowID)
        }
        buffer.reserveCapacity(Self.commitRowsMax)
    }

    /// Adds a row, in the order of the file.
    ///
    /// - Throws: ``LedgerError``.
    package func add(_ row: ImportedRow) throws {
        buffer.append(row)
        digest.add(row)
        input.count += 1
        input.sum = Rupiah(input.sum.whole &+ row.amount.whole)
        if buffer.count == Self.commitRowsMax { try flush() }
    }

    /// Rejects rows that were accepted before it was known that another row has the same reference.
    ///
    /// - Throws: ``LedgerError``.
    package func reject(lines: [Int], reason: (Int) -> Reason) throws {
        try flush()
        for start in stride(from: 0, to: lines.count, by: Self.commitRowsMax) {
            try ledger.write { transaction in
                transaction.mark(.rowsRejected)
                for line in lines[start..<min(start + Self.commitRowsMax, lines.count)] {
                    try transaction.reject(line: line, of: batch, reason: reason(line), at: createdAt)
                }
            }
        }
    }

    /// Makes the imported rows a batch; `actor` is who submitted it.
    ///
    /// - Throws: ``LedgerError``.
    package func finish(as naming: BatchNaming, by actor: String = "salur", at now: Timestamp) throws -> BatchID {
        try flush()
        let evidence = digest.finish(fileDigest: naming.digest)
        return try ledger.write { transaction in
            try transaction.execute(
                """
                UPDATE batch SET identity = ?, name = ?, digest = ?, pay_again_reason = ?, status = 'submitted',
                    input_count = ?, input_sum = ?, changed_at = ? WHERE id = ?
                """,
                [
                    naming.identity.text, naming.name, naming.digest, naming.payAgainReason, input.count,
                    input.sum.whole, now.milliseconds, batch.key,
                ])
            let detail = naming.payAgainReason.map { "paid again: \($0)" } ?? "submitted"
            try transaction.record(
                JournalEvent(
                    at: now, batch: batch, payout: nil, kind: "batch_submitted", detail: detail, actor: actor,
                    evidence: evidence))
            return batch
        }
    }

    /// Removes what was imported.
    ///
    /// - Throws: ``LedgerError``.
    package func discard() throws {
        buffer = []
        try ledger.removeUnfinishedImports(at: createdAt)
    }

    private func flush() throws {
        guard !buffer.isEmpty else { return }
        try ledger.write { transaction in
            transaction.mark(.rowsImported)
            for row in buffer { try transaction.insert(row, into: batch, at: createdAt) }
        }
        buffer.removeAll(keepingCapacity: true)
    }
}

extension LedgerTransaction {
    private static let insertPayout = """
        INSERT INTO payout (batch_id, line, reference, bank_code, account_number, account_name, amount, amount_text,
            note, carried, raw, status, reason_code, reason, settled_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """

    func insert(_ row: ImportedRow, into batch: BatchID, at now: Timestamp) throws {
        switch row {
        case .accepted(let line, let order, let note, let others):
            try execute(
                // A reference that stands in the file already is told only at the end of a very large file.
                Self.insertPayout + " ON CONFLICT DO NOTHING",
                [
                    batch.key, line, order.reference, order.bankCode, order.accountNumber, order.accountName,
                    order.amount.whole, nil, note, others.isEmpty ? nil : TextList.encode(others), nil,
                    PayoutStatus.queued.rawValue, nil, nil, nil,
                ])
            guard database.changesCount == 1 else {
                return try insertRepeated(line, order, note, others, into: batch, at: now)
            }
            count(.queued, of: batch, rows: 1, amount: order.amount.whole)
        case .rejected(let line, let shown, let amount, let raw, let reason):
            try execute(
                Self.insertPayout,
                [
                    batch.key, line, shown.reference, shown.bankCode, shown.accountNumber, shown.accountName,
                    amount?.whole, shown.amount, shown.note, nil, TextList.encode(raw),
                    PayoutStatus.rejected.rawValue, reason.code, reason.text, now.milliseconds,
                ])
            count(.rejected, of: batch, rows: 1, amount: amount?.whole ?? 0)
        }
    }

    private func insertRepeated(
        _ line: Int, _ order: PaymentOrder, _ note: String, _ others: [String], into batch: BatchID, at now: Timestamp
    ) throws {
        try execute(
            Self.insertPayout,
            [
                batch.key, line, order.reference, order.bankCode, order.accountNumber, order.accountName,
                order.amount.whole, nil, note, others.isEmpty ? nil : TextList.encode(others), nil,
                PayoutStatus.rejected.rawValue, Self.repeatedReason.code, Self.repeatedReason.text, now.milliseconds,
            ])
        count(.rejected, of: batch, rows: 1, amount: order.amount.whole)
    }

    private static let repeatedReason = Reason(
        code: "duplicate_reference",
        text: "The reference stands in the file more than once. Give every row a reference of its own.")

    func reject(line: Int, of batch: BatchID, reason: Reason, at now: Timestamp) throws {
        let statement = try database.cachedStatement(
            sql: """
                UPDATE payout SET status = 'rejected', reason_code = ?, reason = ?, settled_at = ?
                WHERE batch_id = ? AND line = ? AND status = 'queued' RETURNING amount
                """)
        let amount = try Int64.fetchOne(
            statement, arguments: [reason.code, reason.text, now.milliseconds, batch.key, line])
        guard let amount else {
            // Rejected already for something else: now both are wrong.
            return try execute(
                """
                UPDATE payout SET reason = reason || ' ' || ?1
                WHERE batch_id = ?2 AND line = ?3 AND status = 'rejected' AND reason_code <> ?4
                    AND instr(reason, ?1) = 0
                """,
                [reason.text, batch.key, line, reason.code])
        }
        count(.queued, of: batch, rows: -1, amount: -amount)
        count(.rejected, of: batch, rows: 1, amount: amount)
    }
}

extension Ledger {
    /// Rows a commit.
    private static let removalRowsMax = 10_000

    /// Removes imports that never ended, and notes each in the journal; nothing was ever sent for them.
    ///
    /// - Throws: ``LedgerError``.
    package func removeUnfinishedImports(at now: Timestamp) throws {
        // Noted before the rows go, since they go in several commits; a second try notes it again.
        let isAny = try write { try $0.noteUnfinishedImports(at: now) }
        guard isAny else { return }
        while try write({ transaction in
            transaction.mark(.importedRowsRemoved)
            try transaction.execute(
                """
                DELETE FROM payout WHERE id IN (
                    SELECT payout.id FROM batch JOIN payout ON payout.batch_id = batch.id
                    WHERE batch.status = 'importing' LIMIT ?)
                """,
                [Self.removalRowsMax])
            return transaction.database.changesCount
        }) > 0 {}
        try write { transaction in
            transaction.mark(.importForgotten)
            try transaction.execute(
                "DELETE FROM total WHERE batch_id IN (SELECT id FROM batch WHERE status = 'importing')")
            try transaction.execute("DELETE FROM batch WHERE status = 'importing'")
        }
    }
}

extension LedgerTransaction {
    fileprivate func noteUnfinishedImports(at now: Timestamp) throws -> Bool {
        let unfinished = try Row.fetchAll(
            database,
            sql: """
                SELECT file_name, (SELECT COUNT(*) FROM payout WHERE batch_id = batch.id) FROM batch
                WHERE status = 'importing'
                """)
        for row in unfinished {
            let (file, rows): (String, Int) = (row[0], row[1])
            try record(
                JournalEvent(
                    at: now, batch: nil, payout: nil, kind: "import_removed",
                    detail: "\(file): \(rows) rows of an import that did not end; nothing was sent for them"))
        }
        return !unfinished.isEmpty
    }
}
