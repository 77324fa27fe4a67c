internal import ArgumentParser
internal import Operations
internal import PayoutCore

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
              salur run --plan payroll.csv
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

            --plan shows what would be paid, by bank, what is held and rejected and why, and prints a hash over it \
            all. With --only-plan HASH nothing is sent unless the plan still has this hash (77).

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

    @OptionGroup var input: PayingFiles

    @OptionGroup var planning: PlanOptions

    @OptionGroup var options: PayingOptions

    func validate() throws {
        try options.naming.validate(for: input.files)
        try planning.validate(options.naming, for: input.files)
    }

    func run() async throws {
        guard !planning.plan else { return try await PlanOptions.show(input.files, options.naming.order, options) }
        try await options.run(input.files, .payout, onlyPlan: planning.onlyPlan.flatMap { PlanHash($0) })
    }
}
