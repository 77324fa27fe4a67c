internal import Glibc
internal import ServiceLifecycle
internal import Wording

/// Asks a person at the terminal.
enum Question {
    /// Whether there is anybody to ask.
    static var canAsk: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

    /// How often the wait for an answer looks whether the program is to stop, in milliseconds.
    private static let lookMilliseconds: Int32 = 100

    /// What a person has typed.
    enum Answer {
        case yes
        case no
        /// Neither: lowercase, without spaces.
        case other(String)
    }

    /// Writes the question and waits for a line; only `y`, `yes`, `j`, `ya` are a yes. Ctrl-C and the end of input are
    /// a no.
    static func confirm(_ question: Phrase) async -> Bool {
        if case .yes = await ask(question, choices: Phrase("[y/N]")) { true } else { false }
    }

    /// The same where there are more answers.
    ///
    /// - Parameters:
    ///   - choices: the answers, shown after the question.
    ///   - isYesMeant: whether an empty line is a yes.
    static func ask(_ question: Phrase, choices: Phrase, isYesMeant: Bool = false) async -> Answer {
        // What was typed before the question was seen is no answer to it.
        tcflush(STDIN_FILENO, TCIFLUSH)
        Output.prompt("\(Output.text(question)) \(Output.text(choices)) ")
        while !Task.isCancelled, !Task.isShuttingDownGracefully {
            var descriptor = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
            if poll(&descriptor, 1, lookMilliseconds) > 0 {
                guard let answer = readLine() else { break }
                let word = answer.filter { !$0.isWhitespace }.lowercased()
                if word.isEmpty { return isYesMeant ? .yes : .no }
                return isYes(word) ? .yes : .other(word)
            }
            await Task.yield()
        }
        Output.prompt("\n")
        return .no
    }

    static func isYes(_ answer: String) -> Bool {
        ["y", "yes", "j", "ya"].contains(answer.filter { !$0.isWhitespace }.lowercased())
    }
}
