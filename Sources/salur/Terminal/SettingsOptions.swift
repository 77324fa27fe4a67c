internal import ArgumentParser
internal import FoundationEssentials
internal import Logging
internal import Operations
internal import SalurSettings
internal import Wording

/// The options that every command with settings has.
struct SettingsOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The settings file.", discussion: "Default: salur.yaml, if it is there.", valueName: "file"),
        completion: .settingsFiles)
    var config: String?

    @Option(
        help: ArgumentHelp("The ledger, the memory of every payment (ledger.path).", valueName: "path"),
        completion: .file(extensions: ["db"]))
    var ledger: String?

    @Flag(help: "Write the result as JSON.")
    var json = false

    @OptionGroup var speech: LanguageOption

    /// Loads the settings and says what a person should know about them.
    ///
    /// - Parameter writesLedger: whether the command writes the ledger, which must then lie on a local disk.
    func load(outputDirectory: String? = nil, writesLedger: Bool = true) async throws -> Settings {
        var settings = try await Settings.load(
            ledgerPath: ledger, outputDirectory: outputDirectory, environment: ProcessInfo.processInfo.environment,
            file: config)
        settings.language = Output.language
        Output.logsJSON = settings.logFormat == .json
        for warning in settings.warnings { Output.warning(warning) }
        if writesLedger { try settings.requireLocalLedger() }
        return settings
    }

    /// Logs warnings and errors of the parts to standard error.
    static var logger: Logger {
        if Output.logsJSON { return Logger(label: "salur") { LogLineHandler(label: $0) } }
        var logger = Logger(label: "salur") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .error
        return logger
    }
}
