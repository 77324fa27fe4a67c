internal import ArgumentParser
internal import FoundationEssentials
internal import Glibc
internal import Operations
internal import PayoutCore
internal import Wording

/// Where a new password comes from: the terminal, a file, or chance.
struct NewPasswordOptions: ParsableArguments {
    @Option(
        name: .customLong("password-file"),
        help: ArgumentHelp("A file whose first line is the password, or - for standard input.", valueName: "file"),
        completion: .file())
    var passwordFile: String?

    @Flag(help: "Make a random password and show it once.")
    var generate = false

    func validate() throws {
        if generate, passwordFile != nil {
            throw ValidationError("--generate and --password-file exclude each other.")
        }
    }

    /// The password.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/usage`` where there is none.
    func password() throws(CommandFailure) -> (secret: Secret, isGenerated: Bool) {
        if generate { return (RandomPassword.make(random: SystemRandomSource()), true) }
        if let passwordFile { return (try Self.firstLine(of: passwordFile), false) }
        return (try Self.asked(), false)
    }

    private static func firstLine(of path: String) throws(CommandFailure) -> Secret {
        if path == "-" { return Secret(readLine() ?? "") }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure(.usage, Phrase("The file \(path) cannot be read. Nothing was changed."))
        }
        let line = String(decoding: data, as: UTF8.self).prefix { !$0.isNewline }
        return Secret(String(line))
    }

    private static func asked() throws(CommandFailure) -> Secret {
        guard Question.canAsk else {
            throw CommandFailure(
                .usage,
                Phrase(
                    """
                    There is no terminal to ask for a password on. Add --password-file FILE or --generate. Nothing \
                    was changed.
                    """))
        }
        let first = HiddenLine.ask(Phrase("New password:"))
        guard let first, first == HiddenLine.ask(Phrase("The same again:")) else {
            throw CommandFailure(.usage, Phrase("The passwords differ. Nothing was changed."))
        }
        return Secret(first)
    }
}
