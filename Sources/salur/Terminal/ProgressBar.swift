internal import Dispatch
internal import PayoutCore
internal import PayoutEngine
internal import Synchronization
internal import Wording

/// How far a payment has come: one line on a terminal, rewritten as it goes on.
///
/// On a terminal that cannot rewrite (`TERM=dumb`) it is a plain line now and then. Where standard error is no terminal
/// it is silent, but for long waits: a nightly job should find in its log why nothing moves.
final class ProgressBar: Sendable {
    private struct State {
        var progress: EngineProgress?
        var rate = ProgressRate()
        var lastDrawn: Double?
        var saidCutOff: Timestamp?
        var saidQuota: Timestamp?
        var saidUnanswered = false
        var saidFirstRows = false
        var timer: (any DispatchSourceTimer)?
        var interruption: Interruption?
    }

    /// The shortest time between two drawings, in seconds.
    private static let pauseSecondsMin = 0.1
    /// The time between two lines on a terminal that cannot rewrite, in seconds.
    private static let plainPauseSeconds = 15.0
    /// How often the line is drawn where nothing happens, so that its rate and width stay true, in seconds.
    private static let refreshSeconds = 1

    private let terminal = Terminal.errors
    private let start = ContinuousClock.now
    private let state = Mutex(State())

    /// Shows how far it has come, and listens for Ctrl-C from the first time on.
    func show(_ progress: EngineProgress) {
        state.withLock { state in
            state.progress = progress
            if state.interruption == nil {
                state.interruption = Interruption { [weak self] in self?.callsInFlight }
            }
            guard terminal.isTerminal, !Output.logsJSON else { return sayWait(progress, &state) }
            state.rate.note(done: progress.settled, at: seconds)
            if terminal.canRewrite, state.timer == nil { state.timer = makeTimer() }
            draw(progress, &state)
        }
    }

    /// Takes the line away.
    func end() {
        state.withLock { state in
            state.timer?.cancel()
            state.timer = nil
            state.progress = nil
            state.rate = ProgressRate()
            state.lastDrawn = nil
            Output.lastLine(nil)
        }
    }

    /// Calls to the bank that have not ended; nil while nothing is sent.
    private var callsInFlight: Int? { state.withLock { $0.progress?.callsInFlight } }

    private var seconds: Double { Double((ContinuousClock.now - start).wholeMilliseconds) / 1000 }

    private func makeTimer() -> any DispatchSourceTimer {
        let timer = DispatchSource.makeTimerSource(queue: .global())
        timer.setEventHandler { [weak self] in self?.refresh() }
        timer.schedule(deadline: .now() + .seconds(Self.refreshSeconds), repeating: .seconds(Self.refreshSeconds))
        timer.resume()
        return timer
    }

    private func refresh() {
        state.withLock { state in
            if let progress = state.progress {
                state.rate.note(done: progress.settled, at: seconds)
                draw(progress, &state)
            }
        }
    }

    private func draw(_ progress: EngineProgress, _ state: inout State) {
        let now = seconds
        let pause = terminal.canRewrite ? Self.pauseSecondsMin : Self.plainPauseSeconds
        if let last = state.lastDrawn, now - last < pause { return }
        state.lastDrawn = now
        var text = ProgressText(progress)
        text.perSecond = state.rate.perSecond(done: progress.settled, at: now)
        // A line that fills the last column would wrap on some terminals.
        let line = text.line(columns: terminal.columns - 1, isUTF8: terminal.isUTF8, language: Output.language)
        if terminal.canRewrite { Output.lastLine(line) } else { Output.message(line) }
    }

    private func sayWait(_ progress: EngineProgress, _ state: inout State) {
        switch progress.wait {
        case .cutOff(let until) where state.saidCutOff != until:
            state.saidCutOff = until
            Output.message(Phrase("Banks pause until \(JakartaTime(until).display); nothing is sent before then."))
        case .quota(let until) where state.saidQuota != until:
            state.saidQuota = until
            Output.message(
                Phrase(
                    """
                    The bank refuses every call (429): its quota is used up. Waiting for the next window; the bank is \
                    asked again at \(JakartaTime(until).display).
                    """))
        case .askingPriorTransfers(let unanswered) where unanswered >= Self.unansweredMin && !state.saidUnanswered:
            state.saidUnanswered = true
            Output.message(
                Phrase(
                    """
                    The bank leaves status inquiries unanswered; they are sent again. Nothing is paid before it has \
                    said clearly that it does not know this file.
                    """))
        case .firstRows(let missing) where !state.saidFirstRows:
            state.saidFirstRows = true
            Output.message(ProgressText.firstRows(missing))
        case .askingPriorTransfers, .restoring, .cutOff, .quota, .backingOff, .firstRows, .stopping, nil: break
        }
    }

    /// So many questions without an answer are worth a line in a log.
    private static let unansweredMin = 5
}

extension EngineProgress {
    /// Rows that nothing more happens to without a person.
    fileprivate var settled: Int { totals.reduce(0) { $1.key.isSettled ? $0 + $1.value : $0 } }
}

extension ProgressText {
    init(_ progress: EngineProgress) {
        done = progress.settled
        total = progress.totals.values.reduce(0, +)
        wait = progress.wait.map { Self.phrase(of: $0, calls: progress.callsInFlight) }
        counts = Self.counts(progress.totals)
        if let perSecond = progress.perSecond {
            counts.append(Phrase("bank takes \(Self.grouped(perSecond)) calls a second"))
        }
    }

    private static func counts(_ totals: [PayoutStatus: Int]) -> [Phrase] {
        func sum(_ statuses: PayoutStatus...) -> Int { statuses.reduce(0) { $0 + totals[$1, default: 0] } }
        let pending = sum(.pending)
        let held = sum(.held)
        let unpaid = sum(.rejected, .unverified, .invalid, .refunded, .failed, .notFound, .cancelled)
        var counts: [Phrase] = []
        if unpaid > 0 { counts.append(Phrase("\(grouped(unpaid)) not paid")) }
        if held > 0 { counts.append(Phrase("\(grouped(held)) held")) }
        if pending > 0 { counts.append(Phrase("\(grouped(pending)) pending")) }
        return counts
    }

    static func firstRows(_ missing: Int) -> Phrase {
        Phrase("The others wait until \(missing) more of the first rows have succeeded (dispatch.canary)")
    }

    private static func phrase(of wait: EngineProgress.Wait, calls: Int) -> Phrase {
        switch wait {
        case .askingPriorTransfers(0): Phrase("Asking the bank whether it knows this file")
        case .askingPriorTransfers(let unanswered):
            Phrase("Asking the bank whether it knows this file; \(unanswered) questions were not answered yet")
        case .quota(let until):
            Phrase("Waiting for the bank's quota: asking again at \(JakartaTime(until).display)")
        case .restoring: Phrase("The bank knows this file: asking about every row before sending any")
        case .cutOff(let until): Phrase("Banks pause until \(JakartaTime(until).display)")
        case .backingOff(let until): Phrase("The bank is busy: waiting until \(JakartaTime(until).display)")
        case .firstRows(let missing): firstRows(missing)
        case .stopping: Phrase("Stopping: waiting for \(Interruption.calls(calls))")
        }
    }
}
