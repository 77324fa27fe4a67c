internal import Logging
internal import PayoutCore
internal import PayoutLedger
internal import SalurSettings

/// Compares the balance with what waits to be sent, once a day (`notify.balanceAt`), while there is time to top it up.
struct BalanceCheck {
    /// When the bank is asked again after it did not report the balance.
    private static let pause = Duration.seconds(3600)

    let settings: Settings
    let clock: any WallClock
    let logger: Logger
    private var doneOn: CalendarDay?
    private var notBefore = Timestamp(milliseconds: 0)

    init(settings: Settings, clock: any WallClock, logger: Logger) {
        (self.settings, self.clock, self.logger) = (settings, clock, logger)
    }

    /// What payouts have still to send that are approved, or wait for an approval.
    ///
    /// - Throws: `LedgerError`.
    static func needed(_ reader: LedgerReader) throws -> Rupiah {
        let waiting: [PayoutStatus] = [.queued, .validating, .validated, .unverified]
        let sums = try reader.batchesInMotion(since: Timestamp(milliseconds: .max))
            .filter { $0.rail == .payout && $0.status != .paused }
            .map { try reader.totals($0.id).tally(of: waiting).sum.whole }
        return Rupiah(sums.reduce(0, +))
    }

    /// What has to be recorded; nil where it is not the time, where the balance is enough, or cannot be known.
    ///
    /// - Throws: `LedgerError`.
    mutating func look(_ ledger: Ledger) async throws -> NewNotification? {
        let now = clock.now()
        let today = CalendarDay(now, in: .jakarta)
        guard settings.notify.kinds.contains(.balance), doneOn != today, now >= notBefore,
            JakartaTime(now).minuteOfDay >= settings.notify.balanceMinute
        else { return nil }
        let topic = "balance/\(today)"
        let (needed, isNotified) = try ledger.read { (try Self.needed($0), try $0.isNotified(of: topic)) }
        guard needed > .zero, !isNotified else {
            doneOn = today
            return nil
        }
        notBefore = now + Self.pause
        guard let query = try? BankQuery(settings: settings, clock: clock, logger: logger),
            let balance = try? await query.balance()
        else { return nil }
        doneOn = today
        guard balance < needed else { return nil }
        let shortage = BalanceShortage(balance: balance.whole, needed: needed.whole, askedAt: now)
        return NewNotification(.balance, topic: topic, words: NotificationWords.text(shortage), dueAt: now)
    }
}
