internal import ArgumentParser
internal import PayoutCore

struct ChargeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "charge",
        abstract: "Charge registered cards: check a file, show the summary, ask, charge, wait, report.",
        discussion: """
            The file has the columns reference, customer, amount, note. Each customer
            needs a registered card: salur cards import, salur cards list.

            EXAMPLES
              salur charge fees.csv
              salur charge --yes --output /srv/charges fees.csv

            The same command again continues where it stopped; a settled file sends
            nothing. Nobody is charged twice.

            EXIT CODES
              0   every charge succeeded
              1   settled, but not every row was charged
              65  a file is missing or refused: nothing was sent for it
              75  interrupted, answered no, or not settled yet: run again
              77  a person must act first, then run again
              Others: salur --help
            """)

    @OptionGroup var options: PayingOptions

    func run() async throws { try await options.run(.charge) }
}
