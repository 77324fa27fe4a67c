internal import ArgumentParser
internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import Presentation
internal import SalurSettings

struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show where every batch of the ledger stands, or one, and what needs a person. Works during a run.",
        discussion: """
            It only reads, so that a run is never disturbed. Under "needs a person" stands what to type next.

            EXAMPLES
              salur status
              salur status --open                     only what is not done, and what needs a person
              salur status --since 2026-02-01         what is open, or done since then
              salur status 2026-02-bonus
              salur status --watch                    every 2 seconds, until Ctrl-C
              salur status --watch --until-settled    0 all paid, 1 settled but not all paid, 77 stopped
              salur status --ledger /srv/payouts/salur.db --json
            """)

    @Argument(
        help: ArgumentHelp("A batch: its name, file, report folder or identity.", valueName: "batch"),
        completion: .batches)
    var batch: String?

    @Flag(help: "Leave out the batches of which nothing is left to do.")
    var open = false

    @Option(
        help: ArgumentHelp("Leave out batches that were done before this day.", valueName: "YYYY-MM-DD"))
    var since: Day?

    @Flag(help: "Show it again and again until Ctrl-C. Not on a terminal: a line for each change.")
    var watch = false

    @Option(help: ArgumentHelp("Seconds between two looks, 1 to 3600 (with --watch).", valueName: "seconds"))
    var every = 2

    @Flag(help: "End once everything shown is settled or stopped (with --watch).")
    var untilSettled = false

    @OptionGroup var settings: SettingsOptions

    private var filter: LedgerStatus.Filter { LedgerStatus.Filter(name: batch, isOpen: open, since: since?.text) }

    func validate() throws {
        guard (1...3600).contains(every) else { throw ValidationError("--every takes 1 to 3600 seconds.") }
        if untilSettled, open || since != nil {
            throw ValidationError("--until-settled does not go with --open or --since.")
        }
        if untilSettled, !watch { throw ValidationError("--until-settled goes with --watch.") }
    }

    func run() async throws {
        try await Output.guarded {
            let loaded = try await settings.load(writesLedger: false)
            let ledger = try LedgerStatus.open(loaded.ledgerPath)
            guard watch else {
                let status = try LedgerStatus(of: ledger, filter, canary: loaded.canary, at: SystemClock().now())
                if settings.json {
                    try Output.json(all: StatusDocument.all(of: status, in: Output.language))
                } else {
                    for line in StatusText(status).lines { Output.result(line) }
                }
                return .success
            }
            let screen = StatusScreen(isJSON: settings.json)
            return try await StatusWatch(
                every: .seconds(every), endsWhenSettled: untilSettled, logger: SettingsOptions.logger
            ) {
                let status = try LedgerStatus(of: ledger, filter, canary: loaded.canary, at: SystemClock().now())
                try screen.show(status)
                return status
            }.run()
        }
    }
}

/// A day of the calendar in Jakarta: `2026-02-14`.
struct Day: ExpressibleByArgument {
    let text: String

    init?(argument: String) {
        let parts = argument.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], parts.joined().utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            (1...12).contains(month), (1...JakartaTime.days(inMonth: month, ofYear: year)).contains(day)
        else { return nil }
        text = argument
    }
}
