internal import AuditTrail
internal import PayoutCore
internal import PayoutEngine
internal import PayoutLedger
internal import PayoutReports

/// Compares a batch with reports of it that another ledger wrote, before anything is sent.
///
/// The bank promises to know its identifiers for one day. Where the ledger is lost and the bank has forgotten, only the
/// reports still show what was sent. Each row that they show as sent, and that this ledger does not know, is held. Then
/// the bank is asked about every row: what it still knows is adopted. What remains held is for a person.
package struct LostLedger {
    /// What the reports of one folder show that the ledger does not know.
    package struct Finding: Sendable {
        package let folder: String
        package let writtenAt: String?
        package let rows: Int
    }

    /// Transfers a transaction.
    private static let rowsMax = 500
    private static let eventKind = "reports_compared"

    let outputDirectory: String
    let ledger: Ledger
    let identifiers: TransferIdentifiers
    let policy: PayoutPolicy
    let clock: any WallClock

    /// Holds every row that older reports show as sent without this ledger's knowledge.
    ///
    /// - Returns: the reports that show such rows.
    /// - Throws: ``LedgerError``.
    func compare(_ batch: Batch) throws -> [Finding] {
        var findings: [Finding] = []
        for reports in EarlierReports.all(of: batch, in: outputDirectory) {
            let isNew = try ledger.read { reader in
                try !isCompared(reports, batch, reader) && reports.isForeign(to: batch, reader)
            }
            guard isNew else { continue }
            let rows = try hold(reports, batch)
            try ledger.write { transaction in
                let now = clock.now()
                // The bank is asked about every row: what it still knows is adopted.
                let isLost = try transaction.reader.held(batch.id, for: ReasonCode.ledgerLost).count > 0
                if isLost { try transaction.setPriorTransfers(.lost, cursor: .none, of: batch.id, at: now) }
                try transaction.record(
                    JournalEvent(
                        at: now, batch: batch.id, payout: nil, kind: Self.eventKind,
                        detail: "\(reports.key); \(rows) rows were sent that this ledger does not know"))
            }
            if rows > 0 { findings.append(Finding(folder: reports.path, writtenAt: reports.writtenAt, rows: rows)) }
        }
        return findings
    }

    /// What a person decided about the rows since then is not asked again.
    private func isCompared(_ reports: EarlierReports, _ batch: Batch, _ reader: LedgerReader) throws -> Bool {
        try reader.history(of: batch.id).events.contains {
            $0.kind == Self.eventKind && $0.detail.hasPrefix(reports.key + ";")
        }
    }

    /// - Returns: how many rows are held.
    private func hold(_ reports: EarlierReports, _ batch: Batch) throws -> Int {
        var count = 0
        var page: [ReportedTransfers.Row] = []
        func finishPage() throws {
            let rows = page
            page = []
            count += try ledger.write { transaction in
                try rows.count { try hold($0, reports, batch, transaction) }
            }
        }
        try ReportedTransfers.forEach(in: reports.path) { row in
            guard row.mayHavePaid else { return }
            page.append(row)
            if page.count >= Self.rowsMax { try finishPage() }
        }
        try finishPage()
        return count
    }

    /// - Returns: whether the row is held now and was not before.
    private func hold(
        _ row: ReportedTransfers.Row, _ reports: EarlierReports, _ batch: Batch, _ transaction: LedgerTransaction
    ) throws -> Bool {
        // Only an identifier that is derived from this batch proves that the report speaks of it.
        guard identifiers.externalID(reference: row.reference, attempt: Attempt(row.attempt)) == row.externalID,
            try transaction.reader.transfer(row.externalID) == nil
        else { return false }
        let known = try transaction.reader.rows(reference: row.reference).filter { $0.batch == batch.id }
        let reported = ReportedTransfer(
            attempt: Attempt(row.attempt), sentAt: row.sentAt, status: row.status, folder: reports.path)
        return try known.contains { payout in
            guard payout.reason?.code != ReasonCode.ledgerLost else { return false }
            return try transaction.hold(payout.id, asSent: reported, at: clock.now(), policy: policy)
        }
    }
}
