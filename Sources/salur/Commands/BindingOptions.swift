internal import ArgumentParser
internal import FoundationEssentials
internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import Presentation
internal import SalurSettings
internal import Wording

/// The customer who visits a page of the bank, and how the page is shown.
struct BindingOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("Your name of the customer.", valueName: "customer"))
    var customer: String

    @Option(help: ArgumentHelp("The customer's email address.", valueName: "address"))
    var email: String?

    @Option(help: ArgumentHelp("The customer's phone number: 9 to 13 digits that begin with 62.", valueName: "digits"))
    var phone: String?

    @Option(
        name: .customLong("return-to"),
        help: ArgumentHelp("The web address that the page leads to afterwards.", valueName: "address"))
    var returnTo: String?

    @Flag(help: "Open the page in the browser of this machine.")
    var open = false

    @Option(help: ArgumentHelp("Who does it; recorded beside the account of this machine.", valueName: "name"))
    var by: String?

    // For trials with the simulated bank: every wait is this many times as short.
    @Option(help: .hidden)
    var hurry = 1

    @OptionGroup var settings: SettingsOptions

    func validate() throws {
        if let phone {
            let isPhone = (9...13).contains(phone.utf8.count) && phone.hasPrefix("62") && phone.allSatisfy(\.isNumber)
            guard isPhone, phone.allSatisfy(\.isASCII) else {
                throw ValidationError("--phone takes 9 to 13 digits that begin with 62.")
            }
        }
        if let returnTo {
            guard returnTo.hasPrefix("https://") || returnTo.hasPrefix("http://") else {
                throw ValidationError("--return-to takes a web address, such as https://example.com/thanks.")
            }
        }
        guard hurry >= 1 else { throw ValidationError("--hurry takes a number from 1.") }
    }

    /// The order that the options describe.
    var order: BindingOrder {
        var order = BindingOrder(customer: customer)
        order.email = email
        order.phone = phone
        order.returnTo = returnTo
        return order
    }

    func run(
        _ visit: @escaping (BindingJob, String) async throws(CommandFailure) -> BindingOutcome
    ) async throws {
        try await Output.guarded {
            let person = try PersonOptions.name(by)
            let loaded = try await settings.load()
            let (opens, isJSON) = (open, settings.json)
            let job = BindingJob(
                settings: loaded, clock: SystemClock(), logger: SettingsOptions.logger,
                pace: BindingPace().hurried(by: hurry)
            ) { news in Self.show(news, opens: opens, isJSON: isJSON) }
            return try BindingDocument.show(try await visit(job, person), isJSON: isJSON)
        }
    }

    private static func show(_ news: BindingNews, opens: Bool, isJSON: Bool) {
        for line in news.lines { Output.message(line) }
        guard case .page(let address, _) = news else { return }
        PageOpener.show(address, opens: opens, isJSON: isJSON)
    }
}

/// Shows a page of the bank to whoever types, and opens it in the browser.
enum PageOpener {
    private static let folders = ["/usr/bin", "/usr/local/bin", "/bin"]

    /// Prints the address of a page, and opens the page where that was asked for.
    static func show(_ address: Secret, opens: Bool, isJSON: Bool) {
        // The document comes last on standard output; the address is for the person.
        if isJSON { Output.message(address.reveal()) } else { Output.result(address.reveal()) }
        if opens, !open(address) {
            Output.warning(Phrase("The page could not be opened here: xdg-open is missing. Open the address by hand."))
        }
    }

    /// - Returns: false where this machine has no `xdg-open`.
    private static func open(_ address: Secret) -> Bool {
        let programs = folders.map { $0 + "/xdg-open" }
        guard let program = programs.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
            return false
        }
        return ChildProcess.start(program, [address.reveal()])
    }
}

/// What has become of a customer's account or card, as the commands about customers write it with `--json`
/// (`schemas/customer.schema.json`).
struct BindingDocument: Encodable {
    let customer: String
    let kind: String
    let status: String
    let masked: String?
    let exitCode: Int32
    let message: String

    init(_ outcome: BindingOutcome, _ sentence: Phrase, _ kind: OutcomeKind) {
        customer = outcome.customer
        self.kind = outcome.means.rawValue
        status = outcome.status.rawValue
        masked = outcome.masked
        exitCode = kind.exitCode
        message = Output.text(sentence)
    }

    static func show(_ outcome: BindingOutcome, isJSON: Bool) throws -> OutcomeKind {
        if isJSON {
            try Output.json(BindingDocument(outcome, outcome.sentence, outcome.kind))
        } else {
            Output.result(outcome.sentence)
        }
        return outcome.kind
    }
}
