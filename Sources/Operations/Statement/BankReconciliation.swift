internal import PayoutCore
internal import PayoutFile
internal import PayoutLedger
package import SalurSettings
internal import Wording

/// The job of `reconcile`: compares a bank statement with the rows of batches, and writes `reconciled.csv`. The ledger
/// is only read, and the bank is asked nothing.
package struct BankReconciliation: Sendable {
    /// What is to be compared.
    package struct Order: Sendable {
        let statement: String
        let sheet: String?
        /// The account that the statement must be of, digits only; nil for any one.
        let account: String?
        /// Batches by name; empty for all.
        let batches: [String]

        package init(statement: String, sheet: String? = nil, account: String? = nil, batches: [String] = []) {
            (self.statement, self.sheet) = (statement, sheet)
            (self.account, self.batches) = (account.map { $0.filter(\.isNumber) }, batches)
        }
    }

    private let settings: Settings

    package init(settings: Settings) { self.settings = settings }

    /// - Throws: ``CommandFailure``; with ``OutcomeKind/badFile`` where the statement is none that can be compared.
    package func run(_ order: Order) throws(CommandFailure) -> ReconciledStatement {
        do {
            let statement = try BankStatement(path: order.statement, sheet: order.sheet, account: order.account)
            try LedgerSession.requireLedger(at: settings.ledgerPath)
            let ledger = try Ledger(path: settings.ledgerPath, readOnly: true)
            return try ledger.read { reader in
                let batches =
                    order.batches.isEmpty
                    ? try reader.batches() : try order.batches.map { try BatchFinder.one($0, in: reader) }
                return try compare(statement, batches, isNamed: !order.batches.isEmpty, reader)
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    private func compare(
        _ statement: BankStatement, _ batches: [Batch], isNamed: Bool, _ reader: LedgerReader
    ) throws -> ReconciledStatement {
        var matching = StatementMatching(statement.lines)
        try forEachRow(of: batches, reader) { row, _ in matching.look(at: row) }
        matching.finishLook()
        try forEachRow(of: batches, reader) { row, _ in matching.lookAgain(at: row) }
        matching.finish()
        try forEachRow(of: batches, reader) { row, _ in matching.lookAtUnpaid(row) }
        // Rows of a batch of which the statement says nothing belong to another statement, unless somebody asked.
        var touched: Set<Int> = isNamed ? Set(batches.indices) : []
        if !isNamed {
            try forEachRow(of: batches, reader) { row, _ in
                if let outcome = matching.outcome(of: row), !Self.isDoubtful(outcome.verdict),
                    !matching.unpaidRows.contains(row.key)
                {
                    touched.insert(row.group.batch)
                }
            }
        }
        let folder = ReconciledFile.folder(in: settings.outputDirectory, statement)
        var result = ReconciledStatement(statement, path: folder + "/" + ReconciledFile.name)
        let file = try ReconciledFile(folder: folder)
        let compared = batches.enumerated().filter { touched.contains($0.offset) }.map(\.element)
        try forEachRow(of: batches, reader) { row, shown in
            guard touched.contains(row.group.batch) || matching.unpaidRows.contains(row.key),
                let outcome = matching.outcome(of: row)
            else { return }
            let line = outcome.line.map { statement.lines[$0] }
            try file.write(shown, outcome.verdict, line)
            result.add(row, shown, outcome.verdict, outcome.lines.map { statement.lines[$0] })
        }
        for (line, verdict) in zip(statement.lines, matching.verdicts) {
            result.add(line, verdict)
            if !verdict.isMatched { try file.write(line, verdict) }
        }
        result.batches = compared.map(\.folderName)
        try file.commit()
        return result
    }

    /// Whether a verdict is no sign that the statement is about the batch.
    private static func isDoubtful(_ verdict: StatementMatching.Verdict) -> Bool {
        [.open, .ambiguous, .otherText].contains(verdict)
    }

    private func forEachRow(
        of batches: [Batch], _ reader: LedgerReader, _ body: (StatementMatching.Row, ShownRow) throws -> Void
    ) throws {
        for (index, batch) in batches.enumerated() {
            try reader.forEachResultCells(of: batch.id) { cells in
                guard let row = StatementMatching.Row(cells, batch, index: index) else { return }
                try body(row, ShownRow(cells, batch))
            }
        }
    }
}

/// A row as it is shown next to its booking.
struct ShownRow {
    let batch: String
    let line: Int
    let reference: String
    let providerReferenceNo: String
    let amount: Rupiah

    fileprivate init(_ cells: ResultCells, _ batch: Batch) {
        self.batch = batch.folderName
        line = Int(cells.number(.line) ?? 0)
        reference = cells.string(.reference)
        providerReferenceNo = cells.string(.providerReferenceNo)
        amount = Rupiah(cells.number(.amount) ?? 0)
    }
}

extension ResultCells {
    fileprivate func string(_ column: Column) -> String { String(decoding: text(column), as: UTF8.self) }
}

extension StatementMatching.Row {
    /// Nil of a row that asks for nothing.
    fileprivate init?(_ cells: ResultCells, _ batch: Batch, index: Int) {
        guard let status = PayoutStatus(rawValue: cells.string(.status)), let key = cells.number(.id) else {
            return nil
        }
        func day(_ moment: Timestamp?) -> Int64? { moment.map { ($0.milliseconds + 7 * 3_600_000) / 86_400_000 } }
        let settled = day(cells.moment(.settledAt))
        let attempts = Int(cells.number(.attempts) ?? 0)
        // What was never sent may have been paid in another way, from the day before its file came.
        let began = day(cells.moment(.submittedAt)) ?? day(batch.createdAt).map { $0 - 1 }
        let late = attempts > 0 ? Self.lateDaysMax : Self.unsentDaysMax
        let days = began.map { $0...(max(settled ?? $0, $0) + late) }
        self.init(
            key: key, group: StatementMatching.Group(batch: index, day: settled),
            amount: Rupiah(cells.number(.amount) ?? 0),
            status: status,
            account: cells.string(.accountNumber), name: cells.string(.accountName), note: cells.string(.note),
            numbers: [ResultCells.Column.reference, .providerReferenceNo, .partnerReferenceNo, .externalID]
                .map { cells.string($0) },
            isOut: batch.rail.direction == .outgoing, days: days, attempts: attempts)
    }
}
