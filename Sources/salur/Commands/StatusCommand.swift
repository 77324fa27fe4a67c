internal import ArgumentParser
internal import PayoutLedger
internal import SalurService

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show where every batch of the ledger stands, or one, and what needs a person. Works during a run.",
        discussion: """
            It only reads, so that a run is never disturbed. Under "needs a person" stands what to type next.

            EXAMPLES
              salur status
              salur status 2026-02-bonus
              salur status --watch                    every 2 seconds, until Ctrl-C
              salur status --watch --until-settled    0 all paid, 1 settled but not all paid, 77 stopped
              salur status --ledger /srv/payouts/salur.db --json
            """)

    @Argument(
        help: ArgumentHelp("A batch: its name, file, report folder or identity.", valueName: "batch"),
        completion: .batches)
    var batch: String?

    @Flag(help: "Show it again and again until Ctrl-C. Not on a terminal: a line for each change.")
    var watch = false

    @Option(help: ArgumentHelp("Seconds between two looks, 1 to 3600 (with --watch).", valueName: "seconds"))
    var every = 2

    @Flag(help: "End once everything shown is settled or stopped (with --watch).")
    var untilSettled = false

    @OptionGroup var settings: SettingsOptions

    func validate() throws {
        guard (1...3600).contains(every) else { throw ValidationError("--every takes 1 to 3600 seconds.") }
        if untilSettled, !watch { throw ValidationError("--until-settled goes with --watch.") }
    }

    func run() async throws {
        try await Output.guarded {
            let loaded = try await settings.load(writesLedger: false)
            let ledger = try LedgerStatus.open(loaded.ledgerPath)
            guard watch else {
                let status = try LedgerStatus(of: ledger, name: batch, at: SystemClock().now())
                if settings.json {
                    try Output.json(all: StatusDocument.all(of: status))
                } else {
                    for line in StatusText(status).lines { Output.result(line) }
                }
                return .success
            }
            let screen = StatusScreen(isJSON: settings.json)
            return try await StatusWatch(
                every: .seconds(every), endsWhenSettled: untilSettled, logger: SettingsOptions.logger
            ) {
                let status = try LedgerStatus(of: ledger, name: batch, at: SystemClock().now())
                try screen.show(status)
                return status
            }.run()
        }
    }
}
