internal import ArgumentParser
internal import Operations
internal import PayoutCore
internal import PayoutLedger
internal import Presentation
internal import SNAP
internal import SalurSettings
internal import Wording

struct KeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "The keys with which programs use the HTTP API of salur serve.",
        discussion: """
            EXAMPLES
              salur key                              every key, with its rights
              salur key add payroll --right upload
              salur key add treasury --right approve --from 10.1.2.0/24 --expires 2026-12-31
              salur key remove payroll

            RIGHTS
              view       sees batches, rows and reports, with masked account numbers
              upload     uploads and submits files
              approve    approves or turns down what another key or person submitted
              operate    decides about rows, pauses, resumes and closes batches
              accounts   sees whole account numbers; each look is recorded
            """,
        subcommands: [KeyListCommand.self, KeyAddCommand.self, KeyRemoveCommand.self],
        defaultSubcommand: KeyListCommand.self)
}

struct KeyListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the keys of the HTTP API, without what they open.",
        discussion: """
            EXAMPLES
              salur key list
              salur key list --json
            """)

    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        try await Output.guarded {
            let keys = try People(settings: try await settings.load(writesLedger: false), clock: SystemClock()).keys()
            if settings.json {
                try Output.json(KeysDocument(keys))
            } else {
                for key in keys { Output.result(key.line) }
                if keys.isEmpty {
                    Output.message(Phrase("There is no key yet. \"salur key add NAME --right view\" adds one."))
                }
            }
            return .success
        }
    }
}

struct KeyAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a key for a program, and show it once.",
        discussion: """
            EXAMPLES
              salur key add payroll --right upload
              salur key add treasury --right approve --right accounts --expires 2026-12-31
              salur key add night --right operate --from 10.1.2.3 --from 10.1.4.0/24

            The ledger has a hash of the key alone: who loses it adds another one. The program \
            sends it as a bearer token. What it does is recorded under key:NAME.

            EXIT CODES
              0   added
              64  the name is taken, or a right, day or network will not do
            """)

    @Argument(help: ArgumentHelp("What the key is called, such as the program that has it.", valueName: "name"))
    var name: String

    @Option(
        name: .customLong("right"),
        help: ArgumentHelp("What the key allows; once for each right. Every key may view.", valueName: "right"))
    var rights: [KeyRight] = []

    @Option(help: ArgumentHelp("The last day on which the key is taken, in Jakarta.", valueName: "YYYY-MM-DD"))
    var expires: Day?

    @Option(
        help: ArgumentHelp(
            "An address or network that requests come from; once for each. Default: all.", valueName: "network"))
    var from: [String] = []

    @Option(help: ArgumentHelp("Who does it; recorded beside the account of this machine.", valueName: "name"))
    var by: String?

    @OptionGroup var settings: SettingsOptions

    func validate() throws {
        if rights.isEmpty { throw ValidationError("Give at least one right: --right upload.") }
    }

    func run() async throws {
        try await Output.guarded {
            let people = People(settings: try await settings.load(), clock: SystemClock())
            let endsAt = expires.flatMap { SNAPTimestamp.parse("\($0.text)T00:00:00+07:00") }.map { JakartaDay($0).end }
            let key = try await people.addKey(
                name, rights: Set(rights), from: from, endsAt: endsAt, by: try PersonOptions.name(by))
            let words = Set(rights).union([.view]).words
            let sentence = Phrase("The key \(name) is added with the rights \(words).")
            if settings.json {
                try Output.json(KeyDocument(name: name, change: .added, message: Output.text(sentence), key: key))
            } else {
                Output.result(sentence)
                Output.result(Phrase("Key, shown once: \(key.reveal())"))
            }
            return .success
        }
    }
}

struct KeyRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Remove a key, which is refused from now on.",
        discussion: """
            EXAMPLES
              salur key remove payroll
              salur key remove payroll --by "Ani Wijaya"

            What was done with the key stays in the journal. The name is free again.

            EXIT CODES
              0   removed
              64  no key has the name
            """)

    @Argument(help: ArgumentHelp("What the key is called.", valueName: "name"))
    var name: String

    @Option(help: ArgumentHelp("Who does it; recorded beside the account of this machine.", valueName: "name"))
    var by: String?

    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        try await Output.guarded {
            let people = People(settings: try await settings.load(), clock: SystemClock())
            try await people.removeKey(name, by: try PersonOptions.name(by))
            let sentence = Phrase("The key \(name) is removed.")
            if settings.json {
                try Output.json(KeyDocument(name: name, change: .removed, message: Output.text(sentence), key: nil))
            } else {
                Output.result(sentence)
            }
            return .success
        }
    }
}

extension KeyRight: ExpressibleByArgument {}
