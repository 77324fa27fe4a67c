package import PayoutCore
package import PayoutLedger
package import SalurSettings
internal import Wording

/// What was sent to whom, and what waits: `salur notifications`.
package struct NotificationLog: Sendable {
    private let settings: Settings
    private let clock: any WallClock

    package init(settings: Settings, clock: any WallClock) { (self.settings, self.clock) = (settings, clock) }

    /// Notifications, the newest first.
    ///
    /// - Parameters:
    ///   - state: only those in this state; nil for all.
    ///   - before: only those with a smaller number.
    /// - Throws: ``CommandFailure`` where there is no ledger.
    package func list(
        _ state: NotificationState? = nil, before: Int64? = nil, limit: Int
    ) throws(CommandFailure) -> [NotificationRecord] {
        let ledger = try LedgerStatus.open(settings.ledgerPath)
        do {
            return try ledger.read { try $0.notifications(state, before: before, limit: limit) }
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Has a notification sent once more, by whichever process looks next.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/usage`` where there is none with this number.
    package func sendAgain(_ number: Int64, by actor: String) async throws(CommandFailure) -> NotificationRecord {
        let now = clock.now()
        let found: NotificationRecord?
        do {
            found = try await LedgerSession(existing: settings.ledgerPath).run { ledger in
                try await ledger.commit { try $0.sendAgain(number, by: actor, at: now) }
            }
        } catch {
            throw CommandFailure(error)
        }
        guard let found else {
            throw CommandFailure(
                .usage,
                Phrase(
                    """
                    There is no notification \(number). "salur notifications" lists all. Nothing was changed.
                    """))
        }
        return found
    }
}
