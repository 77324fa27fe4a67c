internal import PayoutFile
internal import Synchronization
internal import Wording

/// How far the reading of a large file has come: the same line on the terminal as ``ProgressBar``.
final class ReadingBar: Sendable {
    private struct State {
        var name: String?
        var began: ContinuousClock.Instant?
        var lastDrawn: ContinuousClock.Instant?
    }

    /// A file that is read faster than this needs no bar.
    private static let patience = Duration.milliseconds(500)
    /// The shortest time between two drawings.
    private static let pauseMin = Duration.milliseconds(100)

    private let terminal = Terminal.errors
    private let state = Mutex(State())

    /// Shows how far it has come; takes the bar away at the end of the file.
    func show(_ progress: ReadingProgress) {
        guard terminal.canRewrite else { return }
        let now = ContinuousClock.now
        state.withLock { state in
            if progress.hasEnded {
                if state.lastDrawn != nil { Output.lastLine(nil) }
                state = State()
                return
            }
            if state.name != progress.name { state = State(name: progress.name, began: now) }
            guard let began = state.began, now - began >= Self.patience else { return }
            if let last = state.lastDrawn, now - last < Self.pauseMin { return }
            state.lastDrawn = now
            let text = ProgressText(progress)
            Output.lastLine(
                text.line(columns: terminal.columns - 1, isUTF8: terminal.isUTF8, language: Output.language))
        }
    }
}

extension ProgressText {
    init(_ progress: ReadingProgress) {
        done = progress.bytesRead
        total = progress.bytesTotal ?? 0
        isBytes = true
        wait = Phrase("Reading \(progress.name)")
    }
}
