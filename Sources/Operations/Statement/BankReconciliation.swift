internal import PayoutCore
internal import PayoutFile
internal import PayoutLedger
package import SalurSettings
internal import Wording

/// The job of `reconcile`: compares a bank statement with the rows of batches, and writes `reconciled.csv` with a seal
/// over it. The ledger is only read, and not needed where there are reports; the bank is asked nothing.
package struct BankReconciliation: Sendable {
    /// What is to be compared.
    package struct Order: Sendable {
        let statement: String
        let sheet: String?
        /// The account that the statement must be of, digits only; nil for any one.
        let account: String?
        /// Batches by name; empty for all.
        let batches: [String]
        /// A folder of reports, or one with such folders, that the rows are read in; nil for the ledger.
        let reports: String?

        package init(
            statement: String, sheet: String? = nil, account: String? = nil, batches: [String] = [],
            reports: String? = nil
        ) {
            (self.statement, self.sheet) = (statement, sheet)
            (self.account, self.batches) = (account.map { $0.filter(\.isNumber) }, batches)
            self.reports = reports
        }
    }

    private let settings: Settings

    package init(settings: Settings) { self.settings = settings }

    /// - Throws: ``CommandFailure``; with ``OutcomeKind/badFile`` where the statement is none that can be compared.
    package func run(_ order: Order) throws(CommandFailure) -> ReconciledStatement {
        do {
            let statement = try BankStatement(path: order.statement, sheet: order.sheet, account: order.account)
            if let path = order.reports {
                let folders = try ReportedFolders(in: path, named: order.batches)
                var result = try compare(
                    statement, ComparedBatches(folders.batches), isNamed: !order.batches.isEmpty)
                result.proofs = folders.batches.map(\.proof)
                return result
            }
            try LedgerSession.requireLedger(at: settings.ledgerPath)
            let ledger = try Ledger(path: settings.ledgerPath, readOnly: true)
            return try ledger.read { reader in
                let batches =
                    order.batches.isEmpty
                    ? try reader.batches() : try order.batches.map { try BatchFinder.one($0, in: reader) }
                return try compare(statement, ComparedBatches(batches, reader), isNamed: !order.batches.isEmpty)
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    private func compare(
        _ statement: BankStatement, _ batches: ComparedBatches, isNamed: Bool
    ) throws -> ReconciledStatement {
        var matching = StatementMatching(statement.lines)
        try batches.forEachRow { row, _ in matching.look(at: row) }
        matching.finishLook()
        try batches.forEachRow { row, _ in matching.lookAgain(at: row) }
        matching.finish()
        try batches.forEachRow { row, _ in matching.lookAtUnpaid(row) }
        // Rows of a batch of which the statement says nothing belong to another statement, unless somebody asked.
        var touched: Set<Int> = isNamed ? Set(batches.entries.indices) : []
        if !isNamed {
            try batches.forEachRow { row, _ in
                if let outcome = matching.outcome(of: row), !Self.isDoubtful(outcome.verdict),
                    !matching.unpaidRows.contains(row.key)
                {
                    touched.insert(row.group.batch)
                }
            }
        }
        let compared = batches.entries.enumerated().filter { touched.contains($0.offset) }.map(\.element)
        let folder = ReconciledFile.folder(in: settings.outputDirectory, statement)
        var result = ReconciledStatement(statement, path: folder + "/" + ReconciledFile.name)
        let file = try ReconciledFile(folder: folder, signedBy: settings.auditKey)
        try batches.forEachRow { row, shown in
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
        result.batches = compared.map(\.name)
        result.seal = try file.seal(statement, compared, result)
        return result
    }

    /// Whether a verdict is no sign that the statement is about the batch.
    private static func isDoubtful(_ verdict: StatementMatching.Verdict) -> Bool {
        [.open, .ambiguous, .otherText].contains(verdict)
    }
}
