internal import Glibc
internal import PayoutCore
internal import PayoutEngine
internal import Synchronization

/// One line on a terminal that is rewritten as the payment goes on: counts by status, rate, time left.
///
/// It is silent where standard error is no terminal.
final class ProgressLine: Sendable {
    private struct State {
        var isShown = false
        var lastDrawn: ContinuousClock.Instant?
        var saidCutOff: Timestamp?
        var began: (moment: ContinuousClock.Instant, settled: Int)?
    }

    /// The shortest time between two drawings.
    private static let pauseMin = Duration.milliseconds(100)

    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let state = Mutex(State())

    func show(_ progress: EngineProgress) {
        guard isTerminal else { return sayCutOff(progress) }
        let now = ContinuousClock.now
        state.withLock { state in
            if let last = state.lastDrawn, now - last < Self.pauseMin { return }
            state.lastDrawn = now
            let settled = progress.totals.reduce(0) { $1.key.isSettled ? $0 + $1.value : $0 }
            let open = progress.totals.reduce(0) { $1.key.isSettled ? $0 : $0 + $1.value }
            let began = state.began ?? (now, settled)
            state.began = began
            state.isShown = true
            let seconds = Double((now - began.moment).wholeMilliseconds) / 1000
            let rate = seconds > 0.5 ? Double(settled - began.settled) / seconds : 0
            draw(Self.line(progress, open: open, rate: rate))
        }
    }

    /// A nightly job should find in its log why nothing moves.
    private func sayCutOff(_ progress: EngineProgress) {
        guard case .cutOff(let until)? = progress.wait else { return }
        let isNews = state.withLock { state in
            defer { state.saidCutOff = until }
            return state.saidCutOff != until
        }
        if isNews { Output.message("Banks pause until \(JakartaTime(until).display); nothing is sent before then.") }
    }

    /// Takes the line away.
    func end() {
        guard isTerminal else { return }
        state.withLock { state in
            if state.isShown { draw("") }
            state = State()
        }
    }

    private func draw(_ text: String) { Output.prompt("\r\u{1B}[K\(text)") }

    private static let shown: [PayoutStatus] = [
        .succeeded, .pending, .validating, .validated, .queued, .held, .invalid, .failed, .refunded, .notFound,
        .unverified, .rejected,
    ]

    private static func line(_ progress: EngineProgress, open: Int, rate: Double) -> String {
        var parts = shown.compactMap { status -> String? in
            guard let count = progress.totals[status], count > 0 else { return nil }
            return "\(count) \(status.display)"
        }
        if let wait = progress.wait { parts.append(text(of: wait)) }
        if rate > 0 {
            parts.append("\(Int(rate.rounded())) a second")
            parts.append("\(clock(Int(Double(open) / rate))) left")
        }
        return parts.joined(separator: " · ")
    }

    private static func text(of wait: EngineProgress.Wait) -> String {
        switch wait {
        case .askingMemory: "asking the bank whether it knows this file"
        case .restoring: "the bank knows this file: asking about every row before sending any"
        case .cutOff(let until): "banks pause until \(JakartaTime(until).display)"
        case .backingOff: "the bank is busy, waiting"
        case .stopping: "stopping, waiting for what is in the air"
        }
    }

    private static func clock(_ seconds: Int) -> String {
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
        return hours > 0 ? "\(hours):\(padded(minutes)):\(padded(seconds % 60))" : "\(minutes):\(padded(seconds % 60))"
    }
}
