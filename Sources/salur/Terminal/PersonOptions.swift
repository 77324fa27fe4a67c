internal import ArgumentParser
internal import FoundationEssentials
internal import Glibc
internal import PayoutCore
internal import SalurService
internal import Wording

/// Who decides, and why: the options of every command that decides about money.
struct PersonOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Why, in words; recorded with the decision. Asked for on a terminal if missing.", valueName: "text"))
    var reason: String?

    @Option(help: ArgumentHelp("Who decides; recorded. Default: the user who is logged in.", valueName: "name"))
    var by: String?

    @Flag(help: "Do it without asking. Required without a terminal.")
    var yes = false

    /// The longest name and reason that are recorded, in characters.
    private static let lengthMax = 500

    /// The decision; a missing reason is asked for where there is somebody to ask.
    ///
    /// - Throws: ``CommandFailure`` with ``ExitStatus/usage`` where a person or a reason is missing.
    func decision() throws(CommandFailure) -> PersonalDecision {
        guard yes || Question.canAsk else {
            throw CommandFailure(
                .usage, Phrase("There is no terminal to ask on. Add --yes to do it without a question."))
        }
        let person = try Self.checked(by ?? Self.userName)
        let reason = reason ?? askedReason()
        guard !reason.allSatisfy(\.isWhitespace) else {
            throw CommandFailure(.usage, Phrase("Add --reason \"why\". Nothing was changed."))
        }
        return PersonalDecision(person: person, reason: try Self.checked(reason))
    }

    /// The name of a person who need not give a reason: `by`, else the user who is logged in.
    ///
    /// - Throws: ``CommandFailure`` with ``ExitStatus/usage`` where `by` is no name.
    static func name(_ by: String?) throws(CommandFailure) -> String {
        guard by == nil else { return try checked(by ?? "") }
        let name = userName
        return name.isEmpty ? "user \(getuid())" : name
    }

    private func askedReason() -> String {
        guard Question.canAsk else { return "" }
        Output.prompt(Output.text(Phrase("Why? (for the record)")) + " ")
        return readLine() ?? ""
    }

    private static func checked(_ text: String) throws(CommandFailure) -> String {
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

    /// The user who is logged in; behind sudo, the one who called it.
    private static var userName: String {
        let environment = ProcessInfo.processInfo.environment
        if let caller = environment["SUDO_USER"], !caller.isEmpty { return caller }
        if let entry = getpwuid(getuid()), let name = entry.pointee.pw_name { return String(cString: name) }
        return environment["USER"] ?? ""
    }
}
