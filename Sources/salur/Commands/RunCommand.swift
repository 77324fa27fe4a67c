internal import ArgumentParser
internal import Operations
internal import PayoutCore
internal import Presentation
internal import SalurSettings
internal import Wording

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Check a payout file, show the summary, ask, pay, wait until all is settled, write the reports.",
        discussion: """
            EXAMPLES
              salur run payroll.csv
              salur run --yes --output /srv/payouts payroll.csv.gz
              salur run --yes salaries.csv bonus.csv
              salur run --batch 2026-02-bonus bonus.csv
              gpg -d payroll.csv.gpg | salur run --yes -

            The same command again continues where it stopped; a settled file sends \
            nothing. Ctrl-C stops: what is on its way to the bank is waited for, and a \
            second Ctrl-C leaves at once; nothing is paid twice either way.

            Reports are written to OUTPUT/NAME, where NAME is the --batch name, or the \
            file's name and the first 8 digits of its SHA-256: results.csv, \
            attempts.csv, rejected.csv, reconciliation.json, reconciliation.csv and \
            audit.jsonl (the journal of every event; salur verify proves it).

            Several files are several batches, each on its own: a file that is refused is named and \
            left out, the others are paid at once, and the worst exit code counts.

            Where one person prepares a payment and another approves it, use salur submit, \
            approve and process instead.

            EXIT CODES
              0   every payout succeeded
              1   settled, but not every row was paid
              65  a file is missing or refused: nothing was sent for it
              75  interrupted, answered no, or not settled yet: run again
              77  a person must act first, then run again
              Others: salur --help
            """)

    @Argument(
        help: ArgumentHelp("Payout files (.csv, plain or gzipped), or - for standard input.", valueName: "file"),
        completion: .payoutFiles)
    var files: [String]

    @Flag(name: .long, help: "Pay without asking. Required without a terminal.")
    var yes = false

    @OptionGroup var naming: BatchNameOptions

    @Option(help: ArgumentHelp("Who pays; recorded beside the account of this machine.", valueName: "name"))
    var by: String?

    @Option(
        help: ArgumentHelp("The folder for the reports (output.directory).", valueName: "dir"), completion: .directory)
    var output: String?

    @OptionGroup var settings: SettingsOptions

    func validate() throws { try naming.validate(for: files) }

    func run() async throws {
        try await Output.guarded {
            try InputPath.requireAny(of: files)
            guard yes || Question.canAsk else {
                throw CommandFailure(
                    .usage,
                    Phrase(
                        """
                        There is no terminal to ask on. Add --yes to pay without a question. Nothing was sent.
                        """))
            }
            let person = try PersonOptions.name(by)
            let isYes = yes
            let run = try PayoutRun(
                settings: try await settings.load(outputDirectory: output), clock: SystemClock(), console: .terminal,
                logger: SettingsOptions.logger)
            let results = try await run.run(
                PayoutRun.Request(files: files, order: naming.order, person: person, isConfirmed: yes)
            ) { plans in await Self.confirmations(of: plans, isYes: isYes) }
            return try PaymentResults.show(results, isJSON: settings.json)
        }
    }

    /// Shows each file and asks about it, one after the other, before anything is paid.
    private static func confirmations(of plans: [RunPlan], isYes: Bool) async -> [Bool] {
        var answers: [Bool] = []
        for plan in plans {
            for message in plan.messages { Output.message(message) }
            guard !isYes, plan.toPay > 0 else {
                answers.append(true)
                continue
            }
            answers.append(await Question.confirm(Phrase("Pay \(plan.people) \(plan.total.display) now?")))
        }
        return answers
    }
}
