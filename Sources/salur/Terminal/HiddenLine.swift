internal import Glibc
internal import Wording

/// A line that the terminal does not show while it is typed.
enum HiddenLine {
    /// Asks for a line.
    ///
    /// - Returns: nil where nobody typed anything.
    static func ask(_ question: Phrase) -> String? {
        Output.prompt(Output.text(question) + " ")
        return read()
    }

    /// Reads a line without a question.
    static func read() -> String? {
        var shown = termios()
        guard tcgetattr(STDIN_FILENO, &shown) == 0 else { return readLine() }
        var hidden = shown
        hidden.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
        defer {
            tcsetattr(STDIN_FILENO, TCSANOW, &shown)
            Output.prompt("\n")
        }
        return readLine()
    }
}
