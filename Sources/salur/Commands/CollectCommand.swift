internal import ArgumentParser
internal import PayoutCore

struct CollectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "collect",
        abstract: "Collect from bound bank accounts: check a file, show the summary, ask, collect, wait, report.",
        discussion: """
            The file has the columns reference, customer, amount, note. Each customer \
            needs a bound account: salur mandates import, salur mandates list.

            EXAMPLES
              salur collect instalments.csv
              salur collect --yes --output /srv/collections instalments.csv.gz

            The same command again continues where it stopped; a settled file sends \
            nothing. Nobody is charged twice.

            A bank that asks its customer for a code with each payment is refused, unless \
            --allow-otp says that somebody will ask for the codes.

            EXIT CODES
              0   every collection succeeded
              1   settled, but not every row was collected
              65  a file is missing or refused: nothing was sent for it
              75  interrupted, answered no, or not settled yet: run again
              77  a person must act first, then run again
              Others: salur --help
            """)

    @Flag(name: .customLong("allow-otp"), help: "Also collect where the customer's bank asks for a code.")
    var allowOtp = false

    @OptionGroup var input: PayingFiles

    @OptionGroup var options: PayingOptions

    func validate() throws { try options.naming.validate(for: input.files) }

    func run() async throws { try await options.run(input.files, .collection, allowsCodes: allowOtp) }
}
