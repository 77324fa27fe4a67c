internal import ArgumentParser
internal import Operations
internal import SalurSettings

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Write the report files of a batch again, also while it is being paid.",
        discussion: """
            EXAMPLES
              salur report
              salur report payroll-1a2b3c4d
              salur report --output for-audit 2026-02-bonus

            Writes results.csv, attempts.csv, rejected.csv, reconciliation.json, reconciliation.csv and audit.jsonl as \
            things stand now. It asks the bank nothing and changes no payment. Exit code 0: written, whatever they \
            say; 73: not; 77: somebody edited the batch in the ledger with other means than salur, so that nothing was \
            written.
            """)

    @Argument(
        help: ArgumentHelp(
            "Batches: their name, file or identity. Default: all, if there are few.", valueName: "batch"))
    var batches: [String] = []

    @OptionGroup var form: ReportOptions

    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        try await Output.guarded {
            let reports = try BatchReports(
                settings: try await form.load(settings))
            return try PaymentResults.show(try reports.write(batches), isJSON: settings.json)
        }
    }
}
