internal import ArgumentParser
internal import Operations
internal import SalurSettings
internal import Wording

struct ProcessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "process",
        abstract: "Pay what was approved, wait until all is settled, write the reports.",
        discussion: """
            EXAMPLES
              salur process                   everything that is approved and not finished
              salur process payroll-1a2b3c4d
              salur process --output /srv/payouts --json 2026-02-bonus

            It asks nothing: salur approve, retry and release have asked. What was interrupted or stopped goes on \
            where it was; nothing is paid twice.

            All batches are paid at once and share the bank's pace; a batch that is approved meanwhile joins them.

            Before it ends, it notifies people and programs as notify says, also where it sent nothing.

            A batch that nobody has approved, or that is paused, is left out; the exit code is then 77, also where \
            others were paid. While another one goes on if this command is run again, it is 75.
            """)

    @Argument(
        help: ArgumentHelp(
            "Batches: their name, file or identity. Default: all with something to do.", valueName: "batch"))
    var batches: [String] = []

    @OptionGroup var form: ReportOptions

    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        try await Output.guarded {
            let loaded = try await form.load(settings)
            let process = try PayoutProcess(
                settings: loaded, clock: SystemClock(), console: .terminal, logger: SettingsOptions.logger,
                starter: try PersonOptions.name(nil))
            return try await FinalNotifications.around(loaded) {
                let outcomes = try await process.run(batches)
                if outcomes.isEmpty {
                    Output.message(Phrase("There is nothing to pay: no approved batch has work left."))
                } else if !outcomes.contains(where: \.hadWork) {
                    Output.message(Phrase("Nothing was sent: no other batch has work left."))
                }
                return try PaymentResults.show(outcomes, isJSON: settings.json)
            }
        }
    }
}
