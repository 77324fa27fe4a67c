package import Logging
package import PayoutCore
internal import PayoutLedger
package import SalurSettings
internal import ServiceLifecycle

/// The sender of notifications of `salur serve`, as a member of the service group. Without `notify` it does nothing.
package struct NotificationService: Service {
    /// How often it looks into the ledger.
    private static let lookPause = Duration.seconds(3)

    private let settings: Settings
    private let sender: NotificationSender
    private let clock: any WallClock
    private let logger: Logger

    package init(
        settings: Settings, clock: any WallClock, logger: Logger, writer: @escaping NotificationWriter
    ) {
        self.settings = settings
        self.clock = clock
        self.logger = logger
        sender = NotificationSender(settings: settings, clock: clock, writer: writer)
    }

    package func run() async throws {
        let begunAt = clock.now()
        var balance = BalanceCheck(settings: settings, clock: clock, logger: logger)
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            if settings.notify.isOn { await look(&balance, begunAt) }
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.lookPause) }
        }
    }

    /// A ledger that cannot be used now is used at the next look: a person may put another one in its place.
    private func look(_ balance: inout BalanceCheck, _ begunAt: Timestamp) async {
        do {
            let ledger = try Ledger(path: settings.ledgerPath)
            defer { try? ledger.close() }
            if let new = try await balance.look(ledger) { try await sender.add([new], to: ledger) }
            if let trouble = try await sender.round(ledger, begunAt: begunAt) {
                logger.warning("a notification could not be delivered", metadata: ["reason": "\(trouble.reason)"])
            }
        } catch {
            logger.warning("notifications wait", metadata: ["reason": "\(CommandFailure(error))"])
        }
    }
}
