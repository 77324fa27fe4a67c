internal import ArgumentParser
internal import SalurSettings
internal import Wording

/// Where reports go, and in which forms.
struct ReportOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The folder for the reports (output.directory).", valueName: "dir"), completion: .directory)
    var output: String?

    @Flag(help: "Write CSV reports that Excel opens in columns by a double click (output.excel).")
    var excel = false

    @Option(
        name: .customLong("format"),
        help: ArgumentHelp("The forms of the reports: csv,xlsx,pain.002 (output.formats).", valueName: "list"),
        transform: { text in
            guard let formats = ReportFormat.list(text) else {
                throw ValidationError("--format takes csv, xlsx and pain.002, with commas between them.")
            }
            return formats
        })
    var formats: Set<ReportFormat>?

    /// The settings with what these options say.
    func load(_ options: SettingsOptions) async throws -> Settings {
        var settings = try await options.load(outputDirectory: output)
        if excel { settings.reportsForExcel = true }
        if let formats { settings.reportFormats = formats }
        return settings
    }
}
