internal import ArgumentParser
internal import Wording

/// `--language`, which every command that speaks to people has.
struct LanguageOption: ParsableArguments {
    @Option(help: "The language of messages: en or id. Default: that of the locale (LC_ALL, LC_MESSAGES, LANG).")
    var language: Language?

    func validate() throws {
        if let language { Output.language = language }
    }

    /// Moves a `--language` from before the command to after it, where the parser reads it.
    ///
    ///     LanguageOption.behindCommand(["--language", "id", "status", "--open"])
    ///     // ["status", "--language", "id", "--open"]
    static func behindCommand(_ arguments: [String]) -> [String] {
        let words = arguments.first == name ? 2 : arguments.first?.hasPrefix(name + "=") == true ? 1 : 0
        guard words > 0, arguments.count > words, !arguments[words].hasPrefix("-") else { return arguments }
        // The pages of help are in English alone.
        guard arguments[words] != "help" else { return Array(arguments[words...]) }
        let command = arguments[words...].prefix(isGroup(arguments[words]) ? 2 : 1).prefix { !$0.hasPrefix("-") }
        return Array(command + arguments[..<words] + arguments[(words + command.count)...])
    }

    /// Whether a command is one of several words, such as `mandates list`.
    private static func isGroup(_ command: String) -> Bool {
        Salur.configuration.subcommands.contains {
            $0.configuration.commandName == command && !$0.configuration.subcommands.isEmpty
        }
    }

    private static let name = "--language"
}

extension Language: ExpressibleByArgument {}
