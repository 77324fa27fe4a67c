internal import ArgumentParser
internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import Presentation
internal import SalurSettings
internal import ServiceLifecycle
internal import UnixSignals
internal import WebConsole
internal import Wording

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Show the console in a browser, receive callbacks at all times, and pay whatever is approved.",
        discussion: """
            EXAMPLES
              salur user add siti --role maker
              salur user add budi --role checker
              salur serve

            The console is at the address of service.listen, http://127.0.0.1:8080 unless set. Who uses it signs in \
            with an account of salur user add. The folders of inbox.folders are watched, schedules are run, and people \
            and programs are notified as notify says. The commands keep working beside it.

            Stop it with SIGTERM or Ctrl-C: what is on its way is brought to its end first. Started again, it \
            continues; nothing is paid twice. Where another process sends, it waits and takes over when that one is \
            gone.

            EXIT CODES
              0   stopped by a signal
              78  wrong settings, or an address is in use
            """)

    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        try await Output.guarded {
            let loaded = try await settings.load()
            let (clock, logger) = (SystemClock(), SettingsOptions.logger)
            let metrics = MetricsService(settings: loaded, clock: clock)
            let receiver = try StandingReceiver(
                settings: loaded, clock: clock, logger: logger, metrics: metrics?.registry)
            try await receiver.prepareLedger()
            let ledger = try Ledger(path: loaded.ledgerPath)
            let dispatch = try DispatchService(
                settings: loaded, clock: clock, console: Self.log, logger: logger, metrics: metrics?.registry)
            let inbox = InboxService(settings: loaded, clock: clock, logger: logger)
            let schedules = ScheduleService(settings: loaded, clock: clock, logger: logger)
            let notifications = NotificationService(settings: loaded, clock: clock, logger: logger) {
                NotificationText($0, $1)
            }
            let scheme = loaded.service.tls == nil ? "http" : "https"
            let console = try ConsoleServer(
                settings: loaded, clock: clock, people: People(settings: loaded, clock: clock, ledger: ledger),
                dispatch: dispatch, requests: RequestBook(ledger: ledger, clock: clock), logger: logger,
                onListening: { port in
                    let host = loaded.service.host.contains(":") ? "[\(loaded.service.host)]" : loaded.service.host
                    Output.message(Phrase("The console is at \(scheme)://\(host):\(port). Stop it with Ctrl-C."))
                })
            let services: [(any Service)?] = [
                receiver, metrics, console, notifications, schedules, inbox, dispatch,
            ]
            let group = ServiceGroup(
                configuration: ServiceGroupConfiguration(
                    services: services.compactMap { $0 }.map {
                        .init(service: $0, failureTerminationBehavior: .gracefullyShutdownGroup)
                    },
                    gracefulShutdownSignals: [.sigint, .sigterm], logger: logger))
            try await group.run()
            return .success
        }
    }

    /// What a payment has to say goes to the log of the service, without a progress bar.
    private static let log = RunConsole(
        tell: { Output.tell($0) }, progress: { _ in })
}
