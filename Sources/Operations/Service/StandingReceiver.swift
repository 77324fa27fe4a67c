internal import BankAPI
internal import CallbackServer
package import Logging
package import MetricsServer
package import PayoutCore
internal import PayoutLedger
package import SalurSettings
internal import ServiceLifecycle

/// The receiver of callbacks of `salur serve`: it is up for as long as the service runs, whether or not anything is
/// paid. A payment that begins meanwhile, here or in another process, finds the address in use and reads the callbacks
/// from the ledger.
package struct StandingReceiver: Service {
    private let settings: Settings
    private let link: BankLink
    private let clock: any WallClock
    private let logger: Logger
    private let listening = Signal()
    private let meters: CallbackMeters?

    /// - Throws: ``CommandFailure`` where the settings do not suffice.
    ///
    /// - Parameter metrics: counts what comes in; nil where nobody looks.
    package init(
        settings: Settings, clock: any WallClock, logger: Logger, metrics: MetricsRegistry? = nil
    ) throws(CommandFailure) {
        meters = metrics.map { CallbackMeters(factory: $0) }
        do {
            self.settings = settings
            link = try BankLink(settings)
            self.clock = clock
            self.logger = logger
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Makes the ledger if it is missing, and binds it to the bank of the settings.
    ///
    /// - Throws: ``CommandFailure`` where the ledger belongs to another bank, or cannot be opened.
    package func prepareLedger() async throws(CommandFailure) {
        do {
            try await LedgerSession(making: settings.ledgerPath).run { ledger in
                try ledger.write { try $0.bind(to: link.binding, path: ledger.path, at: clock.now()) }
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Returns once callbacks are received, here or by another process of ours.
    package func waitUntilListening() async { await listening.wait() }

    package func run() async throws {
        let ledger = try Ledger(path: settings.ledgerPath)
        let customers = CustomerCallbacks(ledger: ledger, vault: try link.vault(), clock: clock)
        let lock = try ReceiverLock.take(ledgerPath: ledger.path)
        defer { withExtendedLifetime((ledger, lock)) {} }
        let recorder = CallbackRecorder(ledger: ledger) {}
        let meters = meters
        try await PatientServer(
            isSettled: listening, mayWait: { true }, onWait: {},
            server: {
                CallbackServer(
                    configuration: link.callbackAddress(), verifier: try link.verifier(), clock: clock,
                    isReady: { (try? ledger.read { _ = try $0.lastCallback() }) != nil },
                    rejectedProof: { _ in meters?.count(.refused) },
                    record: { callbacks in
                        do {
                            let others = try customers.record(callbacks)
                            if !others.isEmpty { try await recorder.record(others) }
                            meters?.count(.taken, callbacks.count)
                        } catch {
                            meters?.count(.failed, callbacks.count)
                            throw error
                        }
                    },
                    onListening: { _ in listening.fire() }, eventLoops: EventLoops.ofARun, logger: logger)
            }
        ).run()
    }
}
