internal import CrashPoints
internal import GRDB
package import PayoutCore

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

    fileprivate mutating func add(line: Int, amount: Rupiah, content: Span<UInt8>, order: OrderCells) {
        add(
            line: line, reference: content.extracting(order.reference), bankCode: content.extracting(order.bankCode),
            accountNumber: content.extracting(order.accountNumber),
            accountName: content.extracting(order.accountName), amount: amount,
            note: content.extracting(order.note))
    }
}

/// Brings a file into the ledger in commits of bounded size. Until ``finish(as:by:at:)`` the batch is no batch: an
/// import that never ended is removed at the next start.
///
/// Where the references come in no order, as random ones do, the index on them is taken away in the commit of the first
/// such rows and built again in the very commit that makes the rows a batch, or forgets them.
package final class LedgerImport {
    /// Rows a commit.
    private static let commitRowsMax = 16_384
    /// Wrong rows a commit: they are held with every cell and reason.
    private static let commitRejectedMax = 4096
    /// To build the index takes so many times less, for each row of the ledger, than to enter a row out of order.
    private static let indexBuildingGain = 8

    private let ledger: Ledger
    private let batch: BatchID
    private let fileName: String
    private let createdAt: Timestamp
    /// Which of the cells that are carried through holds the number of a person.
    private let personColumn: Int?
    private var rows = PackedRows()
    private var input = Tally.zero
    private var digest = RowsDigest()
    private var rejectedCells = RejectedCellsDigest()
    private var fingerprints = RowFingerprints()
    /// Rows of the next commit that can be paid, by bank.
    private var banks = ImportedBanks()
    /// Rows whose references came in no order.
    private var scatteredCount = 0

    /// - Throws: ``LedgerError``.
    package init(
        into ledger: Ledger, rail: Rail = .payout, fileName: String, header: [String], form: FileForm,
        personColumn: Int? = nil, at now: Timestamp
    ) throws {
        self.ledger = ledger
        self.personColumn = personColumn
        self.fileName = fileName
        createdAt = now
        batch = try ledger.write { transaction in
            transaction.mark(.importBegun)
            try transaction.execute(
                """
                INSERT INTO batch (rail, file_name, header, delimiter, line_ending, byte_order_mark, columns,
                    person_column, status, created_at, changed_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'importing', ?, ?)
                """,
                [
                    rail.rawValue, fileName, TextList.encode(header), String(decoding: [form.delimiter], as: UTF8.self),
                    form.lineEnding, form.hasByteOrderMark, form.columns.stored, personColumn, now.milliseconds,
                    now.milliseconds,
                ])
            return BatchID(key: transaction.database.lastInsertedRowID)
        }
    }

    /// Adds a row, in the order of the file.
    ///
    /// - Throws: ``LedgerError``.
    package func add(_ row: ImportedRow) throws {
        rows.append(row)
        digest.add(row)
        switch row {
        case .accepted(_, let order, _, let others):
            fingerprints.add(order, number: PersonNumber.number(in: others, column: personColumn))
            banks.add(order.bankCode, row.amount.whole)
        case .rejected(let line, _, _, let raw, _):
            fingerprints.skip()
            rejectedCells.add(line: line, cells: TextList.encode(raw))
        }
        try added(row.amount)
    }

    /// Adds a row that can be paid, as bytes in UTF-8, in the order of the file.
    ///
    /// - Parameter others: which of the `cells` are carried through: those other than the six known ones.
    /// - Throws: ``LedgerError``.
    package func add(
        line: Int, amount: Rupiah, content: Span<UInt8>, order: OrderCells, cells: Span<Range<Int>>, others: [Int]
    ) throws {
        rows.append(
            line: line, amount: amount.whole, content: content, order: order, cells: cells, others: others)
        digest.add(line: line, amount: amount, content: content, order: order)
        fingerprints.add(
            reference: content.extracting(order.reference), bankCode: content.extracting(order.bankCode),
            accountNumber: content.extracting(order.accountNumber),
            accountName: content.extracting(order.accountName), amount: amount.whole)
        banks.add(content.extracting(order.bankCode), amount.whole)
        if let personColumn, others.indices.contains(personColumn) {
            let cell = others[personColumn]
            if cells.indices.contains(cell) { fingerprints.addPerson(number: content.extracting(cells[cell])) }
        }
        try added(amount)
    }

    private func added(_ amount: Rupiah) throws {
        input.count += 1
        input.sum = Rupiah(input.sum.whole &+ amount.whole)
        let isFull =
            rows.count == Self.commitRowsMax || rows.rejected.count == Self.commitRejectedMax || fingerprints.isFull
        if isFull { try flush() }
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
    /// - Parameter check: looks at the batch in the very commit that makes it one, and may hold rows of it.
    /// - Throws: ``LedgerError``, and what `check` throws.
    package func finish(
        as naming: BatchNaming, by actor: String = "salur", at now: Timestamp,
        check: (LedgerTransaction, BatchID) throws -> Void = { _, _ in }
    ) throws -> BatchID {
        try flush()
        let evidence = digest.finish(fileDigest: naming.digest)
        let rejectedEvidence = rejectedCells.finish()
        return try ledger.write { transaction in
            try transaction.buildReferenceIndex(of: batch, at: createdAt)
            try fingerprints.writePart(of: batch, in: transaction)
            try transaction.execute(
                """
                UPDATE batch SET identity = ?, name = ?, digest = ?, pay_again_reason = ?, purpose = ?,
                    status = 'submitted', input_count = ?, input_sum = ?, changed_at = ? WHERE id = ?
                """,
                [
                    naming.identity.text, naming.name, naming.digest, naming.payAgainReason,
                    naming.purpose, input.count,
                    input.sum.whole, now.milliseconds, batch.key,
                ])
            let detail = SubmissionRecord(
                fileName: fileName, purpose: naming.purpose, payAgainReason: naming.payAgainReason
            ).detail
            try transaction.record(
                JournalEvent(
                    at: now, batch: batch, payout: nil, kind: "batch_submitted", detail: detail, actor: actor,
                    evidence: evidence))
            try check(transaction, batch)
            if let rejectedEvidence {
                try transaction.record(
                    JournalEvent(
                        at: now, batch: batch, payout: nil, kind: LedgerTransaction.rejectedCellsEvent, detail: "",
                        evidence: rejectedEvidence))
            }
            return batch
        }
    }

    /// Removes what was imported.
    ///
    /// - Throws: ``LedgerError``.
    package func discard() throws {
        rows.removeAll()
        try ledger.removeUnfinishedImports(at: createdAt)
    }

    private func flush() throws {
        guard rows.count > 0 else { return }
        if rows.count == Self.commitRowsMax, rows.areReferencesScattered { scatteredCount += rows.count }
        try ledger.write { transaction in
            transaction.mark(.rowsImported)
            if scatteredCount > 0,
                try transaction.earlierRowCount() + input.count <= scatteredCount * Self.indexBuildingGain
            {
                try transaction.dropReferenceIndex()
            }
            transaction.countImported(banks.all, of: batch)
            try transaction.insert(rows, into: batch, after: input.count - rows.count, at: createdAt)
            if fingerprints.isFull { try fingerprints.writePart(of: batch, in: transaction) }
        }
        rows.removeAll()
        banks = ImportedBanks()
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
                    SELECT payout.id FROM batch JOIN payout
                        ON payout.id BETWEEN batch.id << 32 AND (batch.id + 1 << 32) - 1
                    WHERE batch.status = 'importing' LIMIT ?)
                """,
                [Self.removalRowsMax])
            return transaction.database.changesCount
        }) > 0 {}
        try write { transaction in
            transaction.mark(.importForgotten)
            try transaction.execute(
                "DELETE FROM fingerprint WHERE batch_id IN (SELECT id FROM batch WHERE status = 'importing')")
            try transaction.execute(
                "DELETE FROM total WHERE batch_id IN (SELECT id FROM batch WHERE status = 'importing')")
            try transaction.execute(
                "DELETE FROM share WHERE batch_id IN (SELECT id FROM batch WHERE status = 'importing')")
            try transaction.execute("DELETE FROM batch WHERE status = 'importing'")
            try transaction.database.execute(sql: LedgerSchema.referenceIndexAgain)
        }
    }
}

extension LedgerTransaction {
    /// The event that keeps the digest of the cells of rejected rows.
    static let rejectedCellsEvent = "rejected_cells"

    fileprivate func noteUnfinishedImports(at now: Timestamp) throws -> Bool {
        let unfinished = try Row.fetchAll(
            database,
            sql: """
                SELECT file_name, (SELECT COUNT(*) FROM payout
                    WHERE id BETWEEN batch.id << 32 AND (batch.id + 1 << 32) - 1)
                FROM batch WHERE status = 'importing'
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
