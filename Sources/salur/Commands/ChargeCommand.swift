internal import ArgumentParser
internal import Operations
internal import PayoutCore
internal import Presentation
internal import SalurSettings
internal import Wording

struct ChargeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "charge",
        abstract: "Charge registered cards: check a file, show the summary, ask, charge, wait, report.",
        discussion: """
            The file has the columns reference, customer, amount, note. Each customer \
            needs a registered card: salur cards import, salur cards list.

            EXAMPLES
              salur charge fees.csv
              salur charge --yes --output /srv/charges fees.csv
              salur charge --customer-present FEE-7

            The same command again continues where it stopped; a settled file sends \
            nothing. Nobody is charged twice.

            --customer-present is for a row that waits to be sent, in a batch that is \
            submitted and approved: it prints the address of a page on standard output, \
            where the customer confirms the charge, and waits for the result. The rest \
            of the batch is charged as usual. A charge that has failed waits again after \
            "salur retry". Add --batch where the reference stands in several batches.

            EXIT CODES
              0   every charge succeeded
              1   settled, but not every row was charged
              65  a file is missing or refused: nothing was sent for it
              75  interrupted, answered no, or not settled yet: run again
              77  a person must act first, then run again
              Others: salur --help
            """)

    @Argument(
        help: ArgumentHelp("Files (.csv, plain or gzipped), or - for standard input.", valueName: "file"),
        completion: .payoutFiles)
    var files: [String] = []

    @Option(
        name: .customLong("customer-present"),
        help: ArgumentHelp(
            "Instead of files: the row whose customer confirms on a page of the bank.", valueName: "reference"))
    var present: String?

    @Flag(help: "Open the page in the browser of this machine.")
    var open = false

    @OptionGroup var options: PayingOptions

    func validate() throws {
        guard present == nil else {
            guard files.isEmpty else { throw ValidationError("--customer-present takes no files.") }
            return
        }
        guard !files.isEmpty else { throw ValidationError("Missing expected argument '<file> ...'") }
        guard !open else { throw ValidationError("--open goes with --customer-present.") }
        try options.naming.validate(for: files)
    }

    func run() async throws {
        guard let present else { return try await options.run(files, .charge) }
        try await Output.guarded {
            let settings = options.settings
            let process = try PayoutProcess(
                settings: try await options.reports.load(settings), clock: SystemClock(),
                console: .terminal, logger: SettingsOptions.logger)
            let customer = PresentCustomer(reference: present) { [open, isJSON = settings.json] page in
                Output.message(Phrase("The customer must open this page now and confirm the charge. Waiting …"))
                PageOpener.show(page, opens: open, isJSON: isJSON)
            }
            let results = try await process.run(customer, batch: options.naming.batch)
            return try PaymentResults.show(results, isJSON: settings.json)
        }
    }
}
