internal import ArgumentParser
internal import Operations
internal import Presentation
internal import SalurSettings
internal import Wording

struct NamesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "names",
        abstract: "Ask the bank for the names of all accounts of a batch before it is approved. Pays nothing.",
        discussion: """
            EXAMPLES
              salur submit payroll.csv
              salur names payroll-1a2b3c4d
              salur approve payroll-1a2b3c4d

            The bank validates every account, as it does again before each payment. A row whose name differs is held, \
            and a row whose account cannot receive becomes invalid: release, retry or cancel it, then approve the batch.

            EXIT CODES
              0   the bank has named every payee, and no row waits
              1   some rows are held, refused or without an answer
              75  not all names are known yet: run again
              77  stopped: a person must act first
            """)

    @Argument(
        help: ArgumentHelp(
            "Batches: their name, file or identity. Default: the one that waits.", valueName: "batch"))
    var batches: [String] = []

    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        try await Output.guarded {
            let inquiry = try NameInquiry(
                settings: try await settings.load(), clock: SystemClock(), console: .terminal,
                logger: SettingsOptions.logger)
            let answers = try await inquiry.run(batches)
            if answers.isEmpty { Output.message(Phrase("No batch waits for approval.")) }
            if settings.json {
                try Output.json(all: answers.map(NamesDocument.init))
            } else {
                for line in answers.flatMap(\.lines) { Output.result(line) }
            }
            return answers.map(\.status).max() ?? .success
        }
    }
}
