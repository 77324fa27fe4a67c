internal import ArgumentParser
internal import Operations
internal import Presentation
internal import SalurSettings
internal import Wording

/// The file of an import, and who imports it.
struct CustomerImportOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp("The file (.csv, plain or gzipped), or - for standard input.", valueName: "file"),
        completion: .payoutFiles)
    var file: String

    @Flag(help: "Import it without asking. Required without a terminal.")
    var yes = false

    @Option(help: ArgumentHelp("Who imports; recorded beside the account of this machine.", valueName: "name"))
    var by: String?

    @OptionGroup var settings: SettingsOptions

    func run(_ means: ImportedMeans) async throws {
        try await Output.guarded {
            try PersonOptions.requireAnswer(yes)
            let person = try PersonOptions.name(by)
            let job = CustomerImport(settings: try await settings.load(), clock: SystemClock())
            let plan = try await job.plan(means, file)
            for line in plan.summary.preview { Output.message(line) }
            guard plan.summary.changesSomething else { return try show(plan.summary) }
            guard await isConfirmed() else {
                var summary = plan.summary
                summary.isDeclined = true
                return try show(summary)
            }
            return try show(try await job.apply(plan, by: person))
        }
    }

    private func isConfirmed() async -> Bool {
        if yes { return true }
        return await Question.confirm(Phrase("Import them?"))
    }

    private func show(_ summary: ImportSummary) throws -> OutcomeKind {
        if settings.json {
            try Output.json(CustomerImportDocument(summary))
        } else {
            Output.result(summary.sentence)
        }
        return summary.status
    }
}

/// What `mandates import` and `cards import` write with `--json` (`schemas/customer-import.schema.json`).
struct CustomerImportDocument: Encodable {
    let file: String
    let kind: String
    let rows: Int
    let added: Int
    let replaced: Int
    let unchanged: Int
    let blocked: Int
    let isDeclined: Bool
    let exitCode: Int32
    let message: String

    init(_ summary: ImportSummary) {
        func count(_ effect: ImportEffect) -> Int { summary.counts[effect, default: 0] }
        file = summary.file
        kind = summary.means.rawValue
        rows = summary.rowCount
        added = count(.added)
        replaced = count(.replaced)
        unchanged = count(.unchanged)
        blocked = count(.blocked)
        isDeclined = summary.isDeclined
        exitCode = summary.status.exitCode
        message = Output.text(summary.sentence)
    }
}
