package import Operations
internal import PayoutCore
internal import PayoutLedger
internal import PayoutRules
internal import Wording

extension Notice {
    /// The same as ``messages`` for a log: an entry for each row and each batch, without the cells of rows.
    package var logEntries: [LogEntry] {
        switch self {
        case .taken(let file, let filed): filed.logEntries(of: file)
        case .held(let rows): rows.logEntries
        case .plan(let plan):
            (plan.heldRows?.logEntries ?? []) + [
                LogEntry(
                    .info, "plan", plan.headline, batch: plan.batchName, file: plan.file, rows: plan.toPay,
                    sum: plan.total.whole)
            ]
        case .refused: entries(.error, "file_refused")
        case .rejected(let file, let count): entries(.warning, "rows_rejected", file: file, rows: count)
        case .repeated(let file, _): entries(.warning, "file_repeated", file: file)
        case .sentBefore: entries(.warning, "ledger_lost")
        case .adopted(let batch): entries(.warning, "adopted", batch: batch.folderName)
        case .leftOut(let batch, _): entries(.warning, "left_out", batch: batch.folderName)
        case .expired(let expired):
            entries(.warning, "expired", batch: expired.batch.folderName, rows: expired.cancelled.count)
        case .notExpired: entries(.warning, "not_expired")
        case .approvesByPaying(let batch): entries(.info, "approves_by_paying", batch: batch.folderName)
        case .waitsForImport: entries(.info, "waits_for_import")
        case .balance(let balance):
            messages.map { LogEntry(.info, "balance", $0, sum: balance.whole) }
        }
    }

    private func entries(
        _ level: LogEntry.Level, _ event: String, batch: String? = nil, file: String? = nil, rows: Int? = nil
    ) -> [LogEntry] {
        messages.map { LogEntry(level, event, $0, batch: batch, file: file, rows: rows) }
    }
}

extension Intake.Filed {
    fileprivate func logEntries(of file: String) -> [LogEntry] {
        let name = batch.folderName
        func entry(_ level: LogEntry.Level, _ event: String, _ violation: Violation) -> LogEntry {
            LogEntry(
                level, event, Phrase("line \(violation.line): \(violation.code.words)"), batch: name, file: file,
                line: violation.line, reference: violation.row?.reference, reasonCode: violation.code.rawValue)
        }
        let taken = LogEntry(
            .info, isNew ? "file_taken" : "file_known", .verbatim(file), batch: name, file: file,
            rows: batch.input.count, sum: batch.input.sum.whole)
        return [taken] + violations.map { entry(.warning, "row_rejected", $0) }
            + warnings.map { entry(.info, "row_noted", $0) }
    }
}

extension HeldRows {
    fileprivate var logEntries: [LogEntry] {
        rows.map { row in
            LogEntry(
                .warning, "row_held", Phrase("line \(row.line): \(words(row.reason.code))"), batch: batchName,
                line: row.line, reference: row.reference, reasonCode: row.reason.code, sum: row.amount.whole)
        }
    }
}
