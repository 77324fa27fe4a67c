package import PayoutCore
package import PayoutLedger
package import SalurSettings
internal import Wording

/// The mandates and cards of a ledger, as commands look at them and decide about them.
package struct CustomerControl: Sendable {
    private let settings: Settings
    private let clock: any WallClock

    package init(settings: Settings, clock: any WallClock) {
        self.settings = settings
        self.clock = clock
    }

    /// Every mandate that a customer has, and every open visit to the bank's page, by customer. The secrets are sealed.
    ///
    /// - Throws: ``CommandFailure``.
    package func mandates() throws(CommandFailure) -> [StoredBinding<MandateRecord>] {
        try reading { reader in
            var found: [StoredBinding<MandateRecord>] = []
            try reader.forEachMandate { found.append($0) }
            return found
        }
    }

    /// Every card that a customer has, and every open visit to the bank's page, by customer. The secrets are sealed.
    ///
    /// - Throws: ``CommandFailure``.
    package func cards() throws(CommandFailure) -> [StoredBinding<CardRecord>] {
        try reading { reader in
            var found: [StoredBinding<CardRecord>] = []
            try reader.forEachCard { found.append($0) }
            return found
        }
    }

    /// The mandate of a customer, if it is blocked.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/usage`` where it is not blocked, or there is none.
    package func blockedMandate(of customer: String) throws(CommandFailure) -> MandateRecord {
        try reading { try blocked(customer, $0).record }
    }

    /// Lifts the block of a customer, so that payments use the account again.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/usage`` where it is not blocked, or there is none.
    package func unblock(
        _ customer: String, _ decision: PersonalDecision
    ) async throws(CommandFailure) -> MandateRecord {
        do {
            return try await LedgerSession(existing: settings.ledgerPath).run { ledger in
                try ledger.write { transaction in
                    let stored = try blocked(customer, transaction.reader)
                    var record = stored.record
                    record.status = .bound
                    let change = BindingChange(
                        "unblocked", by: decision.person, because: decision.reason, at: clock.now())
                    try transaction.save(record, over: stored, change)
                    return record
                }
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    private func blocked(_ customer: String, _ reader: LedgerReader) throws -> StoredBinding<MandateRecord> {
        guard let stored = try reader.mandate(of: CustomerName.folded(customer)) else {
            throw CommandFailure(
                .usage,
                Phrase("The customer \(Explanation.shown(customer)) has no mandate. \"salur mandates list\" lists all.")
            )
        }
        guard stored.record.status == .blocked else {
            throw CommandFailure(
                .usage,
                Phrase(
                    """
                    The mandate of customer \(Explanation.shown(customer)) is not blocked: it is \
                    \(stored.record.status.rawValue). Nothing was changed.
                    """))
        }
        return stored
    }

    private func reading<Result>(_ body: (LedgerReader) throws -> Result) throws(CommandFailure) -> Result {
        do {
            try LedgerSession.requireLedger(at: settings.ledgerPath)
            let ledger = try Ledger(path: settings.ledgerPath, readOnly: true)
            defer { try? ledger.close() }
            return try ledger.read(body)
        } catch {
            throw CommandFailure(error)
        }
    }
}
