internal import ArgumentParser
internal import Glibc
internal import Operations
internal import Presentation
internal import Wording

/// The program: parses the command line, has the service do the work, prints, and ends with an exit code.
@main
struct Salur: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "salur",
        abstract: "Pays a payout file: checks every row, validates every account, pays every valid row once.",
        discussion: """
            EXAMPLES
              salur init                     write a commented salur.yaml to fill in
              salur doctor                   check settings, keys, clock and ledger
              salur check payroll.csv        check a file; nothing is sent or paid
              salur run payroll.csv          check, show the sum, ask, pay, report
              salur run --yes payroll.csv    the same without a question, at night
              salur status                   what stands where, also during a run

            EXIT CODES
              0   every payout succeeded (check: nothing is rejected)
              1   settled, but not every row was paid (check: some are rejected)
              64  wrong usage: nothing was sent
              65  a file is missing or refused: nothing was sent for it
              69  the bank cannot be reached: nothing was sent
              70  internal error
              73  a report cannot be written
              74  the ledger or the disk failed midway: run again
              75  not settled yet: run again to continue
              77  stopped: a person must act first, then run again
              78  wrong settings, or a port in use

            Of several files the worst counts: 70, 78, 64, 74, 73, 77, 69, 65, 75, 1, 0.

            The same command again continues where it stopped, and never pays twice.
            """,
        version: SalurVersion.text,
        subcommands: [
            RunCommand.self,
            CollectCommand.self,
            RefundCommand.self,
            ChargeCommand.self,
            CheckCommand.self,
            SubmitCommand.self,
            NamesCommand.self,
            ApproveCommand.self,
            ProcessCommand.self,
            PauseCommand.self,
            ResumeCommand.self,
            CloseCommand.self,
            StatusCommand.self,
            ExplainCommand.self,
            ReportCommand.self,
            ReconcileCommand.self,
            VerifyCommand.self,
            ReleaseCommand.self,
            RetryCommand.self,
            CancelCommand.self,
            ResolveCommand.self,
            CodeCommand.self,
            BalanceCommand.self,
            InquireCommand.self,
            MandatesCommand.self,
            CardsCommand.self,
            PayeesCommand.self,
            UserCommand.self,
            KeyCommand.self,
            SchedulesCommand.self,
            NotificationsCommand.self,
            TemplateCommand.self,
            ColumnsCommand.self,
            BanksCommand.self,
            ServeCommand.self,
            BackupCommand.self,
            RestoreCommand.self,
            InitCommand.self,
            DoctorCommand.self,
        ])

    static func main() async {
        // First of all: files that hold personal data are for their owner alone (promise P10).
        umask(0o077)
        // A crash must not leave names, accounts and keys on the disk either.
        var nothing = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &nothing)
        // A reader of our output that goes away must not end a payment.
        signal(SIGPIPE, SIG_IGN)
        let arguments = LanguageOption.behindCommand(Array(CommandLine.arguments.dropFirst()))
        if let mistake = MistypedCommand.reported(arguments) {
            Output.report(CommandFailure(.usage, mistake))
            exit(withError: ExitCode(OutcomeKind.usage.exitCode))
        }
        do {
            let command = try await asyncParseAsRoot(arguments)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                var command = command
                try command.run()
            }
        } catch {
            if Output.isJSON, !(error is ExitCode), exitCode(for: error) == .validationFailure {
                // The parser's own words go to standard error.
                let failure = CommandFailure(.usage, .verbatim(message(for: error)))
                try? Output.json(ErrorDocument(failure))
            }
            guard Output.logsJSON, !(error is ExitCode), exitCode(for: error) == .validationFailure else {
                exit(withError: error)
            }
            Output.error(.verbatim(fullMessage(for: error)))
            exit(withError: ExitCode.validationFailure)
        }
    }
}
