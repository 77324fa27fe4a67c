internal import ArgumentParser
internal import Glibc
internal import SalurService

/// The program: parses the command line, has the service do the work, prints, and ends with an exit code.
@main
struct Salur: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "salur",
        abstract: "Pays a payout file: checks every row, validates every account, pays every valid row once.",
        discussion: """
            EXAMPLES
              salur init                      write a commented salur.yaml to fill in
              salur doctor                    check settings, keys, clock, callbacks and ledger
              salur check payroll.csv         check a file without network and without paying
              salur run payroll.csv           check, show the summary, ask, pay, and write the reports
              salur run --yes payroll.csv.gz  the same without a question, for nightly jobs
              salur status                    what stands where, also while a run is going on

            EXIT CODES
              0  every payout succeeded (check: nothing rejected)
              1  settled, but not every row was paid (check: some rejected)
              64 wrong usage   65 the file is missing or refused   69 the bank cannot be reached, nothing was sent
              70 internal error   73 cannot write output   74 ledger or disk failed midway: run again
              75 not settled yet: run again to continue   77 a person must act first   78 wrong settings, port in use

            The same command again continues where it stopped, and never pays twice.
            """,
        version: "0.1.0",
        subcommands: [
            RunCommand.self,
            CheckCommand.self,
            StatusCommand.self,
            ReleaseCommand.self,
            RetryCommand.self,
            CancelCommand.self,
            ResolveCommand.self,
            BalanceCommand.self,
            InquireCommand.self,
            InitCommand.self,
            DoctorCommand.self,
        ])

    static func main() async {
        // First of all: files that hold personal data are for their owner alone (promise P10).
        umask(0o077)
        // A reader of our output that goes away must not end a payment.
        signal(SIGPIPE, SIG_IGN)
        do {
            let command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                var command = command
                try command.run()
            }
        } catch {
            exit(withError: error)
        }
    }
}
