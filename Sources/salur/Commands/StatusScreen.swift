internal import Glibc
internal import Operations
internal import Presentation
internal import Synchronization
internal import Wording

/// Where `status --watch` shows what it sees: in place on a terminal, else a line for each change.
final class StatusScreen: Sendable {
    private enum Form {
        case terminal
        case lines
        case json
    }

    private let form: Form
    /// What was shown last: of each batch, or the whole screen.
    private let shown = Mutex<[String: Phrase]>([:])

    init(isJSON: Bool) {
        form = isJSON ? .json : isatty(STDOUT_FILENO) == 1 ? .terminal : .lines
    }

    /// Shows where everything stands.
    func show(_ status: LedgerStatus) throws {
        switch form {
        case .json: try Output.json(all: StatusDocument.all(of: status, in: Output.language), isOnOneLine: true)
        case .terminal: draw(StatusText(status).lines)
        case .lines:
            for line in StatusText(status).compactLines(at: SystemClock().now()) {
                let isNews = shown.withLock { shown in
                    defer { shown[line.batch] = line.change }
                    return shown[line.batch] != line.change
                }
                if isNews { Output.result(line.line) }
            }
        }
    }

    /// Rewrites the screen from its top in one piece and clears only what is left over, so that nothing flickers. What
    /// does not fit is cut off, since a screen that scrolls could not be rewritten.
    private func draw(_ lines: [Phrase]) {
        let fitting = lines.prefix(max(1, Terminal.output.rows - 1)).map { Output.text($0) }
        let isFirst = shown.withLock { shown in
            defer { shown["", default: .verbatim("")] = .verbatim("") }
            return shown.isEmpty
        }
        let begin = isFirst ? "\u{1B}[2J" : ""
        let body = fitting.map { $0 + "\u{1B}[K" }.joined(separator: "\n")
        Output.result("\(begin)\u{1B}[H\u{1B}[?7l\(body)\u{1B}[?7h\u{1B}[J")
    }
}
