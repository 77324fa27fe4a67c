internal import ArgumentParser
internal import PayoutCore
internal import SalurService
internal import Wording

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Check a payout file, show the summary, ask, pay, wait until all is settled, write the reports.",
        discussion: """
            EXAMPLES
              salur run payroll.csv
              salur run --yes --output /srv/payouts payroll.csv.gz
              salur run --batch 2026-02-bonus bonus.csv
              gpg -d payroll.csv.gpg | salur run --yes -

            The same command again continues where it stopped; a settled file sends nothing. Reports are written to
            OUTPUT/NAME, where NAME is the --batch name, or the file's name and the first 8 digits of its SHA-256:
            results.csv, attempts.csv, rejected.csv, reconciliation.json and reconciliation.csv.
            """)

    @Argument(
        help: ArgumentHelp("Payout files (.csv, plain or gzipped), or - for standard input.", valueName: "file"),
        completion: .payoutFiles)
    var files: [String]

    @Flag(name: .long, help: "Pay without asking. Required without a terminal.")
    var yes = false

    @Option(
        help: ArgumentHelp(
            "A name for this batch: 1 to 64 of A-Z a-z 0-9 . _ -, no leading dot. One file only.", valueName: "name"))
    var batch: String?

    @Option(
        name: .customLong("pay-again"),
        help: ArgumentHelp(
            "Pay content that was paid before once more, under another --batch name; the reason is recorded.",
            valueName: "reason"))
    var payAgain: String?

    @Option(
        help: ArgumentHelp("The folder for the reports (output.directory).", valueName: "dir"), completion: .directory)
    var output: String?

    @OptionGroup var settings: SettingsOptions

    func validate() throws {
        if let batch, !Self.isBatchName(batch) {
            throw ValidationError("--batch takes 1 to 64 of A-Z a-z 0-9 . _ - without a leading dot, not \"\(batch)\".")
        }
        if batch != nil, files.count > 1 { throw ValidationError("--batch names one batch, so it takes one file.") }
        if payAgain != nil, batch == nil {
            throw ValidationError("--pay-again needs a new --batch name for the second payment.")
        }
        if let payAgain, payAgain.allSatisfy(\.isWhitespace) {
            throw ValidationError("--pay-again needs a reason, in words.")
        }
    }

    func run() async throws {
        try await Output.guarded {
            guard yes || Question.canAsk else {
                throw CommandFailure(
                    .usage,
                    Phrase(
                        """
                        There is no terminal to ask on. Add --yes to pay without a question. Nothing was sent.
                        """))
            }
            let progress = ProgressBar()
            let isYes = yes
            let console = RunConsole(
                say: { Output.message($0) }, progress: { progress.show($0) }, endProgress: { progress.end() },
                confirm: { plan in
                    if isYes { return true }
                    return await Question.confirm(
                        "Pay \(plan.toPay == 1 ? "1 person" : "\(plan.toPay) people") \(plan.total.display) now?")
                })
            let run = try PayoutRun(
                settings: try await settings.load(outputDirectory: output), clock: SystemClock(), console: console,
                logger: SettingsOptions.logger)
            let results = try await run.run(
                PayoutRun.Request(files: files, batchName: batch, payAgainReason: payAgain))
            return try show(results)
        }
    }

    private func show(_ results: [RunResult]) throws -> ExitStatus {
        if settings.json {
            try Output.json(results.map { RunDocument($0) })
        } else {
            for result in results {
                Output.result("Reports: \(result.folder)")
                Output.result(result.sentence)
            }
        }
        let statuses = results.map(\.status)
        // Reports that do not add up outweigh everything else.
        return statuses.contains(.internalError) ? .internalError : statuses.max() ?? .success
    }

    private static func isBatchName(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count) && !name.hasPrefix(".")
            && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
    }
}
