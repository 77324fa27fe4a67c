internal import ArgumentParser
internal import Operations
internal import PayoutCore
internal import Presentation
internal import SalurSettings
internal import Wording

struct UserCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "The people who sign in to the console: roles, passwords, codes.",
        discussion: """
            EXAMPLES
              salur user                             everybody, with roles
              salur user add siti --role maker --totp
              salur user role siti --role maker --role operator
              salur user password siti --generate
              salur user unlock siti
              salur user events siti                 what happened to siti

            ROLES
              maker      brings files, mends rows and submits batches
              checker    approves or rejects batches that another person submitted
              operator   decides about rows that need a person, pauses and closes batches
              auditor    reads everything and changes nothing
              admin      adds and removes people, and changes their roles
            """,
        subcommands: [
            UserListCommand.self, UserAddCommand.self, UserRemoveCommand.self, UserPasswordCommand.self,
            UserRoleCommand.self, UserTOTPCommand.self, UserUnlockCommand.self, UserEventsCommand.self,
        ],
        defaultSubcommand: UserListCommand.self)
}

struct UserListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the people who may sign in.",
        discussion: """
            EXAMPLES
              salur user list
              salur user list --json
            """)

    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        try await Output.guarded {
            let people = People(settings: try await settings.load(writesLedger: false), clock: SystemClock())
            let entries = try people.list()
            if settings.json {
                try Output.json(UsersDocument(entries))
            } else {
                for entry in entries { Output.result(entry.line) }
                if entries.isEmpty {
                    Output.message(
                        Phrase("Nobody may sign in yet. \"salur user add NAME --role admin\" adds a person."))
                }
            }
            return .success
        }
    }
}

struct UserRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Remove a person, who is signed out everywhere.",
        discussion: """
            EXAMPLES
              salur user remove siti
              salur user remove siti --yes --by "Ani Wijaya"

            What the person did stays in the journal. The name is free again.

            EXIT CODES
              0   removed
              64  nobody has the name
              75  answered no
            """)

    @Flag(help: "Do it without asking. Required without a terminal.")
    var yes = false

    @OptionGroup var user: UserOptions

    func run() async throws {
        try await Output.guarded {
            try PersonOptions.requireAnswer(yes)
            let people = try await user.people()
            let confirmed = yes ? true : await Question.confirm(Phrase("Remove \(user.name)?"))
            guard confirmed else {
                Output.message(Phrase("Nothing was changed."))
                return .notSettled
            }
            try await people.remove(user.name, by: try user.actor())
            return try user.show(
                .removed, Phrase("\(user.name) is removed and signed out everywhere."))
        }
    }
}

struct UserRoleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "role", abstract: "Give a person these roles and no others.",
        discussion: """
            EXAMPLES
              salur user role siti --role maker --role operator

            The person is signed out everywhere, and signs in with the new roles.

            EXIT CODES
              0   done
              64  nobody has the name, or no role is given
            """)

    @OptionGroup var roles: RoleOptions
    @OptionGroup var user: UserOptions

    func run() async throws {
        try await Output.guarded {
            let people = try await user.people()
            try await people.setRoles(user.name, roles.all, by: try user.actor())
            return try user.show(
                .roles, Phrase("\(user.name) has the roles \(roles.all.words) and is signed out everywhere."),
                roles: roles.all)
        }
    }
}

struct UserUnlockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unlock", abstract: "Have a person who is locked out sign in again.",
        discussion: """
            EXAMPLES
              salur user unlock siti

            Five wrong passwords or codes within 15 minutes lock a name for 15 minutes.

            EXIT CODES
              0   the person may sign in
              64  nobody has the name
            """)

    @OptionGroup var user: UserOptions

    func run() async throws {
        try await Output.guarded {
            let people = try await user.people()
            let isUnlocked = try await people.unlock(user.name, by: try user.actor())
            return try isUnlocked
                ? user.show(.unlocked, Phrase("\(user.name) may sign in again."))
                : user.show(.nothing, Phrase("\(user.name) is not locked out."))
        }
    }
}
