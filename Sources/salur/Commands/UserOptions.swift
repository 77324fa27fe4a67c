internal import ArgumentParser
internal import Operations
internal import PayoutCore
internal import SalurSettings
internal import Wording

/// The person whom a command changes, and who changes it.
struct UserOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("The name that the person signs in with.", valueName: "name"))
    var name: String

    @Option(help: ArgumentHelp("Who does it; recorded beside the account of this machine.", valueName: "name"))
    var by: String?

    @OptionGroup var settings: SettingsOptions

    func validate() throws {
        guard PersonName(name) != nil else {
            throw ValidationError(
                """
                "\(name)" is no name of a person: it takes 2 to 64 letters, digits, dots, hyphens, underscores and @.
                """)
        }
    }

    func people() async throws -> People { People(settings: try await settings.load(), clock: SystemClock()) }

    /// Who does it, as the journal has it.
    func actor() throws(CommandFailure) -> String { try PersonOptions.name(by) }

    /// Says what was done.
    func show(
        _ change: UserDocument.Change, _ sentence: Phrase, roles: Set<Role>? = nil, password: Secret? = nil,
        code: CodeEnrolment? = nil
    ) throws -> OutcomeKind {
        if settings.json {
            try Output.json(
                UserDocument(of: name, change, sentence, roles: roles, password: password, code: code))
            return .success
        }
        Output.result(sentence)
        if let password { Output.result(Phrase("Password, shown once: \(password.reveal())")) }
        if let code {
            Output.result(Phrase("Secret for the app, shown once: \(code.base32.reveal())"))
            Output.result(Phrase("The same for a QR code: \(code.address.reveal())"))
        }
        return .success
    }
}

/// The roles of a person.
struct RoleOptions: ParsableArguments {
    @Option(
        name: .customLong("role"),
        help: ArgumentHelp("What the person may do; once for each role.", valueName: "role"))
    var roles: [Role] = []

    var all: Set<Role> { Set(roles) }

    func validate() throws {
        if roles.isEmpty { throw ValidationError("Give at least one role: --role maker.") }
    }
}

extension Role: ExpressibleByArgument {}
