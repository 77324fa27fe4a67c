internal import ArgumentParser
internal import Wording

/// `--language`, which every command that speaks to people has.
struct LanguageOption: ParsableArguments {
    @Option(help: "The language of messages: en or id. Default: that of the locale (LC_ALL, LC_MESSAGES, LANG).")
    var language: Language?

    func validate() throws {
        if let language { Output.language = language }
    }
}

extension Language: ExpressibleByArgument {}
