package import PayoutCore
package import PayoutLedger
package import SalurSettings

/// Shows the whole account number of a row to a person, and records that it did: on pages all numbers are masked.
package struct AccountLook: Sendable {
    private let settings: Settings
    private let clock: any WallClock

    package init(settings: Settings, clock: any WallClock) {
        self.settings = settings
        self.clock = clock
    }

    /// - Returns: the account number, once the look is in the journal.
    /// - Throws: ``CommandFailure`` where it cannot be recorded.
    package func show(_ row: RowSummary, by person: String) async throws(CommandFailure) -> String {
        try await record(
            JournalEvent(
                at: clock.now(), batch: row.batch, payout: row.id, kind: "account_shown", detail: "line \(row.line)",
                actor: person))
        return row.accountNumber
    }

    /// Records that somebody takes a report, which may hold the account numbers of a whole batch.
    ///
    /// - Throws: ``CommandFailure`` where it cannot be recorded.
    package func take(report file: String, of batch: Batch, by person: String) async throws(CommandFailure) {
        try await record(
            JournalEvent(
                at: clock.now(), batch: batch.id, payout: nil, kind: "report_taken", detail: file, actor: person))
    }

    private func record(_ event: JournalEvent) async throws(CommandFailure) {
        do {
            try await LedgerSession(existing: settings.ledgerPath).run { ledger in
                try ledger.write { try $0.record(event) }
            }
        } catch {
            throw CommandFailure(error)
        }
    }
}
