internal import ArgumentParser
internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import Presentation
internal import SalurSettings
internal import Wording

struct MandatesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mandates", abstract: "Customers' bank accounts that are bound for direct debit.",
        discussion: """
            EXAMPLES
              salur mandates import mandates.csv   take over bindings of another system
              salur mandates bind C-1001           have a customer bind an account
              salur mandates list                  who is bound, and where each stands

            The numbers that the bank gives for a bound account are secrets. They are \
            kept encrypted in the ledger; vault.keyFile names the key.
            """,
        subcommands: [
            MandatesImportCommand.self, MandatesListCommand.self, MandatesBindCommand.self,
            MandatesUnbindCommand.self, MandatesRefreshCommand.self, MandatesUnblockCommand.self,
        ])
}

struct MandatesImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Bring bound accounts into the ledger, encrypted. Asks no bank.",
        discussion: """
            EXAMPLES
              salur mandates import mandates.csv
              salur mandates import --yes --by "Budi Hartono" mandates.csv

            Columns, in any order: customer, bank_code, account_token (32 characters), \
            auth_code (32 letters and digits), public_user_id. A file with a wrong row is \
            refused as a whole. The same file again changes nothing. What a customer had \
            before is replaced; a customer who is blocked at the bank stays so. Delete the \
            file afterwards: it holds the secrets in plain text.

            EXIT CODES
              0   imported
              1   imported, but some customers are blocked
              65  the file is refused
              75  answered no
              78  vault.keyFile is missing or wrong
            """)

    @OptionGroup var options: CustomerImportOptions

    func run() async throws { try await options.run(.mandates) }
}

struct MandatesListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the customers with a mandate, and where each stands. Shows no secret.",
        discussion: """
            EXAMPLES
              salur mandates list
              salur mandates list --json
            """)

    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        try await Output.guarded {
            let control = CustomerControl(
                settings: try await settings.load(writesLedger: false), clock: SystemClock())
            let mandates = try control.mandates()
            if settings.json {
                try Output.json(MandatesDocument(mandates: mandates.map(MandatesDocument.Mandate.init)))
            } else if mandates.isEmpty {
                Output.message(Phrase("No customer has a mandate. \"salur mandates import FILE\" brings some in."))
            } else {
                for mandate in mandates { Output.result(mandate.record.line) }
            }
            return .success
        }
    }
}

struct MandatesUnblockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unblock", abstract: "Lift the block of a customer after three wrong codes. Asks no bank.",
        discussion: """
            EXAMPLES
              salur mandates unblock C-1001 --reason "Lifted by the bank, mail of 12 May"

            Payments use the account again from then on. Ask the customer or the bank \
            first: the bank blocks an account after three wrong codes.

            EXIT CODES
              0   lifted
              64  the customer has no mandate, or it is not blocked
              75  answered no
            """)

    @Argument(help: ArgumentHelp("Your name of the customer.", valueName: "customer"))
    var customer: String

    @OptionGroup var person: PersonOptions
    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        try await Output.guarded {
            let control = CustomerControl(settings: try await settings.load(), clock: SystemClock())
            let mandate = try control.blockedMandate(of: customer)
            Output.message(mandate.line)
            let decision = try person.decision()
            guard await isConfirmed() else {
                return try show(mandate, Phrase("Nothing was changed."), as: .notSettled)
            }
            let lifted = try await control.unblock(customer, decision)
            return try show(
                lifted, Phrase("The block of \(Explanation.shown(lifted.customer)) is lifted."), as: .success)
        }
    }

    private func isConfirmed() async -> Bool {
        if person.yes { return true }
        return await Question.confirm(Phrase("Lift the block?"))
    }

    private func show(
        _ mandate: MandateRecord, _ sentence: Phrase, as status: OutcomeKind
    ) throws -> OutcomeKind {
        if settings.json {
            try Output.json(UnblockDocument(mandate, sentence, as: status))
        } else {
            Output.result(sentence)
        }
        return status
    }
}

/// What `mandates unblock --json` writes (`schemas/mandate-unblock.schema.json`).
struct UnblockDocument: Encodable {
    let customer: String
    let status: String
    let exitCode: Int32
    let message: String

    init(_ mandate: MandateRecord, _ sentence: Phrase, as status: OutcomeKind) {
        customer = mandate.customer
        self.status = mandate.status.rawValue
        exitCode = status.exitCode
        message = Output.text(sentence)
    }
}
