internal import Glibc
internal import ServiceLifecycle
internal import Wording

/// Asks a person at the terminal.
enum Question {
    /// Whether there is anybody to ask.
    static var canAsk: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

    /// How often the wait for an answer looks whether the program is to stop, in milliseconds.
    private static let lookMilliseconds: Int32 = 100

    /// Writes the question and waits for a line; only `y`, `yes`, `j`, `ya` are a yes. Ctrl-C and the end of input are
    /// a no.
    static func confirm(_ question: Phrase) async -> Bool { await confirm(Output.text(question)) }

    /// Writes the question and waits for a line, as ``confirm(_:)-(Phrase)`` does.
    static func confirm(_ question: String) async -> Bool {
        // What was typed before the question was seen is no answer to it.
        tcflush(STDIN_FILENO, TCIFLUSH)
        Output.prompt("\(question) \(Output.text(Phrase("[y/N]"))) ")
        while !Task.isCancelled, !Task.isShuttingDownGracefully {
            var descriptor = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
            if poll(&descriptor, 1, lookMilliseconds) > 0 {
                guard let answer = readLine() else { break }
                return isYes(answer)
            }
            await Task.yield()
        }
        Output.prompt("\n")
        return false
    }

    static func isYes(_ answer: String) -> Bool {
        ["y", "yes", "j", "ya"].contains(answer.filter { !$0.isWhitespace }.lowercased())
    }
}
