internal import ArgumentParser
internal import Operations
internal import SalurSettings
internal import Wording

/// A command that does not exist, found before the parser calls its words unexpected.
enum MistypedCommand {
    /// What to say if the first word, or the one after `help`, is no command; nil if it is a command or an option.
    static func reported(_ arguments: [String]) -> Phrase? {
        let words = arguments.first == "help" ? arguments.dropFirst() : arguments[...]
        let commands = Salur.configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
        guard let word = words.first, !word.hasPrefix("-"), !commands.contains(word) else { return nil }
        let shown = Explanation.shown(word)
        guard let nearest = NearestWord.find(word, among: commands) else {
            return Phrase("There is no command \"\(shown)\". \"salur --help\" lists all.")
        }
        return Phrase("There is no command \"\(shown)\". Did you mean \"salur \(nearest)\"?")
    }
}
