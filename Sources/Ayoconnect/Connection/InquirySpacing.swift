package import PayoutCore
internal import Synchronization

/// Keeps status inquiries from leaving faster than the bank allows, whoever asks (Ayoconnect: Direct Debit, section 7:
/// never more than 2 a second in all).
///
/// As many inquiries as are allowed within an interval have a place each. A place is taken when an inquiry leaves and
/// is free again one interval after its answer has come. So, whatever time requests spend on their way, the bank never
/// receives more within any such interval.
///
///     switch await spacing.enter() {
///     case .go:
///         let answer = await ask()
///         spacing.leave(retryAfter: answer.retryAfter)
///     case .refused(let said, let wait): // the bank wants no question before that
///     case .cancelled: // the task has ended
///     }
package final class InquirySpacing: Sendable {
    /// Whether an inquiry may leave now.
    package enum Entry: Sendable {
        case go
        /// The bank has asked for patience in these words; so much of it is left.
        case refused(BankAnswer, retryAfter: Duration)
        case cancelled
    }

    /// Inquiries within an interval.
    package static let inquiriesMax = 2
    /// The interval.
    package static let interval: Duration = .seconds(1)

    private struct State {
        var free: [ContinuousClock.Instant]
        var pause: (until: ContinuousClock.Instant, said: BankAnswer)?
    }

    private let interval: Duration
    private let state: Mutex<State>

    /// - Parameter start: when the first inquiries may leave. A command that begins where another one has just ended
    ///   waits for one interval.
    package init(
        inquiriesMax: Int = InquirySpacing.inquiriesMax, interval: Duration = InquirySpacing.interval,
        startsAt start: ContinuousClock.Instant = .now
    ) {
        self.interval = interval
        state = Mutex(State(free: Array(repeating: start, count: inquiriesMax)))
    }

    /// Waits for a place; after `.go`, ``leave(said:retryAfter:)`` must follow.
    package func enter() async -> Entry {
        while true {
            let now = ContinuousClock.now
            switch state.withLock({ Self.tryToEnter(&$0, now: now, recheck: interval) }) {
            case .enter: return .go
            case .refuse(let said, let rest): return .refused(said, retryAfter: rest)
            case .wait(let moment):
                do { try await Task.sleep(until: moment, clock: .continuous) } catch { return .cancelled }
            }
        }
    }

    private enum Step {
        case enter
        case refuse(BankAnswer, Duration)
        case wait(ContinuousClock.Instant)
    }

    private static func tryToEnter(_ state: inout State, now: ContinuousClock.Instant, recheck: Duration) -> Step {
        if let pause = state.pause {
            if now < pause.until { return .refuse(pause.said, pause.until - now) }
            state.pause = nil
        }
        // Every place is taken by an inquiry that has not been answered yet.
        guard let index = state.free.indices.min(by: { state.free[$0] < state.free[$1] }) else {
            return .wait(now + recheck / 4)
        }
        guard state.free[index] <= now else { return .wait(state.free[index]) }
        state.free.remove(at: index)
        return .enter
    }

    /// An inquiry has been answered, or has not been. `said` is the bank's refusal of too many questions.
    package func leave(said: BankAnswer? = nil, retryAfter: Duration? = nil) {
        let now = ContinuousClock.now
        state.withLock { state in
            state.free.append(now + interval)
            if let said, let retryAfter { state.pause = (now + retryAfter, said) }
        }
    }
}
