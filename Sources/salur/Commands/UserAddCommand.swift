internal import ArgumentParser
internal import Operations
internal import PayoutCore
internal import SalurSettings
internal import Wording

struct UserAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a person who may sign in.",
        discussion: """
            EXAMPLES
              salur user add siti --role maker
              salur user add budi --role checker --totp --generate
              salur user add ani --role admin --password-file password.txt

            Asks for the password twice without showing it. A password has at least 12 \
            characters, and is neither the name nor one that attackers try first. A name is \
            the same with capitals or without.

            With --totp the person also needs the six digits of an app on a phone. The secret \
            for the app is shown once.

            EXIT CODES
              0   added
              64  the name is taken, or the password will not do
            """)

    @OptionGroup var roles: RoleOptions

    @Flag(help: "Have the person sign in with one-time codes of an app too.")
    var totp = false

    @OptionGroup var newPassword: NewPasswordOptions
    @OptionGroup var user: UserOptions

    func run() async throws {
        try await Output.guarded {
            let people = try await user.people()
            let actor = try user.actor()
            let password = try newPassword.password()
            let code = try await people.add(
                user.name, password: password.secret, roles: roles.all, withCode: totp, by: actor)
            return try user.show(
                .added, Phrase("\(user.name) may sign in with the roles \(roles.all.words)."), roles: roles.all,
                password: password.isGenerated ? password.secret : nil, code: code)
        }
    }
}

struct UserPasswordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "password", abstract: "Give a person another password.",
        discussion: """
            EXAMPLES
              salur user password siti
              salur user password siti --generate

            The person is signed out everywhere. A lock-out stays: "salur user unlock" ends it.

            EXIT CODES
              0   done
              64  nobody has the name, or the password will not do
            """)

    @OptionGroup var newPassword: NewPasswordOptions
    @OptionGroup var user: UserOptions

    func run() async throws {
        try await Output.guarded {
            let people = try await user.people()
            let actor = try user.actor()
            let password = try newPassword.password()
            try await people.setPassword(user.name, password.secret, by: actor)
            return try user.show(
                .password, Phrase("\(user.name) has another password and is signed out everywhere."),
                password: password.isGenerated ? password.secret : nil)
        }
    }
}

struct UserTOTPCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "totp", abstract: "Have a person sign in with one-time codes, or without.",
        discussion: """
            EXAMPLES
              salur user totp siti          show a new secret for the app, once
              salur user totp siti --off    for a lost phone, until there is another one

            Codes of an earlier secret are not taken any more.

            EXIT CODES
              0   done
              64  nobody has the name
            """)

    @Flag(help: "Have the person sign in without codes.")
    var off = false

    @OptionGroup var user: UserOptions

    func run() async throws {
        try await Output.guarded {
            let people = try await user.people()
            let actor = try user.actor()
            if off {
                try await people.disableCode(user.name, by: actor)
                return try user.show(.codeOff, Phrase("\(user.name) signs in without codes."))
            }
            let code = try await people.enrolCode(user.name, by: actor)
            return try user.show(.codeOn, Phrase("\(user.name) signs in with codes of this secret."), code: code)
        }
    }
}
