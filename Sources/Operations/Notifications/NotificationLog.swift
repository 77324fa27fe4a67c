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
    ///   - receipts: whether receipts to payees alone are meant; false leaves them out.
    ///   - before: only those with a smaller number.
    /// - Throws: ``CommandFailure`` where there is no ledger.
    package func list(
        _ state: NotificationState? = nil, receipts: Bool = false, before: Int64? = nil, limit: Int
    ) throws(CommandFailure) -> [NotificationRecord] {
        let ledger = try LedgerStatus.open(settings.ledgerPath)
        do {
            return try ledger.read { try $0.notifications(state, receipts: receipts, before: before, limit: limit) }
        } catch {
            throw CommandFailure(error)
        }
    }

    /// How many receipts to payees were sent, wait, were given up, and are not surely sent.
    ///
    /// - Throws: ``CommandFailure`` where there is no ledger.
    package func receipts() throws(CommandFailure) -> ReceiptCounts {
        let ledger = try LedgerStatus.open(settings.ledgerPath)
        do {
            return try ledger.read { reader in
                ReceiptCounts(
                    sent: try reader.receiptCount(.sent), waiting: try reader.receiptCount(.waiting),
                    givenUp: try reader.receiptCount(.givenUp), unsure: try reader.receiptCount(.unsure))
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Has a notification sent once more, by whichever process looks next.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/usage`` where there is none with this number, or where it is a
    ///   receipt that another process may be handing over at this moment.
    package func sendAgain(_ number: Int64, by actor: String) async throws(CommandFailure) -> NotificationRecord {
        let now = clock.now()
        let (found, isUnderWay): (NotificationRecord?, Bool)
        do {
            (found, isUnderWay) = try await LedgerSession(existing: settings.ledgerPath).run { ledger in
                try await ledger.commit { transaction in
                    let old = try transaction.reader.notification(number)
                    if let old, old.state == .unsure, let taken = old.closedAt, now < taken + NotificationSender.taken {
                        return (old, true)
                    }
                    return (try transaction.sendAgain(number, by: actor, at: now), false)
                }
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
        guard !isUnderWay else {
            throw CommandFailure(
                .usage,
                Phrase(
                    """
                    Receipt \(number) may be on its way at this moment. Try again in five minutes; "salur \
                    notifications list --receipts" says then what became of it. Nothing was changed.
                    """))
        }
        return found
    }
}

/// How many receipts to payees there are.
package struct ReceiptCounts: Sendable {
    package let sent: Int
    package let waiting: Int
    /// Refused by the mail program for about a day.
    package let givenUp: Int
    /// Handed over, perhaps: a crash leaves that open.
    package let unsure: Int

    /// Whether there are none.
    package var isEmpty: Bool { sent + waiting + givenUp + unsure == 0 }
}
