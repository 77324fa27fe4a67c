internal import ArgumentParser
internal import PayoutCore

struct RefundCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refund",
        abstract: "Give collections back, whole or in part: check a file, show the summary, ask, refund, wait, report.",
        discussion: """
            The file has the columns reference, payment_reference, amount, note. \
            payment_reference is the reference of a collection that has succeeded. An \
            empty amount gives back all that is left of it. The refunds of a collection \
            never pass its amount, also where two files are submitted at once.

            EXAMPLES
              salur refund refunds.csv
              salur refund --yes --output /srv/collections refunds.csv

            The same command again continues where it stopped; a settled file sends \
            nothing. Nothing is given back twice.

            EXIT CODES
              0   every refund succeeded
              1   settled, but not every row was refunded
              65  a file is missing or refused: nothing was sent for it
              75  interrupted, answered no, or not settled yet: run again
              77  a person must act first, then run again
              Others: salur --help
            """)

    @OptionGroup var input: PayingFiles

    @OptionGroup var options: PayingOptions

    func validate() throws { try options.naming.validate(for: input.files) }

    func run() async throws { try await options.run(input.files, .refund) }
}
