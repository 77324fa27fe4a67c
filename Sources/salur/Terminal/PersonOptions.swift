internal import ArgumentParser
internal import FoundationEssentials
internal import Glibc
internal import Operations
internal import PayoutCore
internal import Wording

/// Who decides, and why: the options of every command that decides about money.
struct PersonOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Why, in words; recorded with the decision. Asked for on a terminal if missing.", valueName: "text"))
    var reason: String?

    @Option(help: ArgumentHelp("Who decides; recorded beside the account of this machine.", valueName: "name"))
    var by: String?

    @Flag(help: "Do it without asking. Required without a terminal.")
    var yes = false

    /// The longest name and reason that are recorded, in characters.
    private static let lengthMax = 500

    /// The decision; a missing reason is asked for where there is somebody to ask.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/usage`` where a person or a reason is missing.
    func decision() throws(CommandFailure) -> PersonalDecision {
        try Self.requireAnswer(yes)
        let person = try Self.name(by)
        let reason = reason ?? askedReason()
        guard !reason.allSatisfy(\.isWhitespace) else {
            throw CommandFailure(.usage, Phrase("Add --reason \"why\". Nothing was changed."))
        }
        return PersonalDecision(person: person, reason: try Self.checked(reason))
    }

    /// - Parameter yes: whether `--yes` was given.
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/usage`` where it was not, and there is nobody to ask.
    static func requireAnswer(_ yes: Bool) throws(CommandFailure) {
        guard yes || Question.canAsk else {
            throw CommandFailure(
                .usage, Phrase("There is no terminal to ask on. Add --yes to do it without a question."))
        }
    }

    /// Who does something, as it is recorded: the account of the machine, and in addition what `by` says.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/usage`` where `by` is no name.
    static func name(_ by: String?) throws(CommandFailure) -> String {
        Actor(name: try by.map { (name) throws(CommandFailure) in try checked(name) }, account: account).text
    }

    private func askedReason() -> String {
        guard Question.canAsk else { return "" }
        Output.prompt(Output.text(Phrase("Why? (for the record)")) + " ")
        return readLine() ?? ""
    }

    /// A name or a reason as it is recorded: one line, without characters that nobody sees.
    ///
    /// - Throws: ``CommandFailure`` with ``OutcomeKind/usage`` where it is none.
    static func checked(_ text: String) throws(CommandFailure) -> String {
        let words = text.split { $0.isWhitespace || $0.isNewline }.joined(separator: " ")
        let isClean = words.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        guard !words.isEmpty, words.count <= lengthMax, isClean else {
            throw CommandFailure(
                .usage,
                Phrase(
                    """
                    A decision is recorded with a name and a reason of at most \(lengthMax) characters. Give \
                    --reason TEXT and, if nobody is logged in, --by NAME. Nothing was changed.
                    """))
        }
        return words
    }

    /// The account of the operating system; under sudo, that of the caller. Only root is believed about that:
    /// anybody can set a variable.
    private static var account: String {
        let caller = ProcessInfo.processInfo.environment["SUDO_USER"]
        if getuid() == 0, let caller, !caller.isEmpty, (try? checked(caller)) == caller { return caller }
        if let entry = getpwuid(getuid()), let name = entry.pointee.pw_name { return String(cString: name) }
        return "user \(getuid())"
    }
}
